//! The documents of a filing: uploads, ID pictures and videos, each named by what it proves.

use crate::client::api_base;
use crate::locale::{Words, desk::Desk, fields};
use crate::model::wire::{CaptureView, ReviewView};
use crate::model::{Capture, PersonRef};
use crate::state::{t, use_language};
use leptos::prelude::*;

/// Every document, to look at.
#[component]
pub fn Documents(
    /// The filing.
    view: ReviewView,
) -> impl IntoView {
    let language = use_language();
    let id = view.view.id.clone();
    let papers = view
        .view
        .filing
        .attachments()
        .map(|(path, paper)| {
            let source = format!("{}/staff/filings/{id}/attachments/{}", api_base(), paper.id);
            let picture = source.clone();
            let size = format!("{} × {} · {} KB", paper.width, paper.height, paper.size / 1024);
            view! {
                <figure class="viewer" data-document=path.to_string()>
                    <a href=source target="_blank" rel="external noopener">
                        <img src=picture alt=move || fields::label(path, language.get()) loading="lazy" />
                    </a>
                    <figcaption>{move || fields::label(path, language.get())} " · " {size}</figcaption>
                </figure>
            }
        })
        .collect_view();
    let captures = view.captures.into_iter().map(|one| view! { <CaptureFigure one /> }).collect_view();
    view! {
        <h2>{t(Desk::Documents)}</h2>
        {captures}
        {papers}
    }
    .into_any()
}

#[component]
fn CaptureFigure(one: CaptureView) -> impl IntoView {
    let language = use_language();
    let CaptureView { verification, person, capture, size, .. } = one;
    let source = format!("{}/staff/verifications/{verification}/captures/{capture}", api_base());
    let whose = if person == PersonRef::Organiser { Desk::OrganiserPerson } else { Desk::SitePerson };
    let document = if capture == Capture::Video {
        view! { <video src=source controls preload="metadata" playsinline></video> }.into_any()
    } else {
        let picture = source.clone();
        view! {
            <a href=source target="_blank" rel="external noopener">
                <img src=picture alt=move || capture.text(language.get()) loading="lazy" />
            </a>
        }
        .into_any()
    };
    view! {
        <figure class="viewer" data-document=format!("{person}-{capture}")>
            {document}
            <figcaption>{t(whose)} " · " {move || capture.text(language.get())} " · " {size / 1024} " KB"</figcaption>
        </figure>
    }
}
