//! The documents of a filing: uploads, ID pictures and videos, each named by what it proves, and who looked at them.

use super::document::{DocumentFigure, Kind};
use super::measured::About;
use beian::dynamic::dynamic;
use beian::state::{clock, t, use_language};
use beian_locale::{Word, Words, desk::Desk, fields, fill, identity::side};
use beian_model::wire::{CaptureView, DeletedCaptures, Disclosure, ReviewView, ShowRequest};
use beian_model::{Capture, DocumentType, PersonRef};
use leptos::prelude::*;

/// Every document, to look at.
#[component]
pub fn Documents(
    /// The filing.
    view: ReviewView,
) -> impl IntoView {
    let language = use_language();
    let filing = view.view.id.clone();
    let all = RwSignal::new(false);
    let documents: Vec<_> = view.view.filing.people().map(|(person, form)| (person, form.document_type)).collect();
    let captures = view.captures.into_iter().map(|one| {
        let request = ShowRequest::Capture { verification: one.verification.clone(), capture: one.capture };
        let CaptureView { person, capture, .. } = one;
        // A verification holds for the document that is chosen in the form.
        let document = documents.iter().find(|(of, _)| *of == person).and_then(|(_, document)| *document);
        let document = document.unwrap_or(DocumentType::ResidentId);
        let label = move || {
            let lang = language.get();
            format!("{} · {}", whose(person).text(lang), side(document, capture, lang))
        };
        let kind = if capture == Capture::Video { Kind::Video } else { Kind::Picture };
        view! {
            <DocumentFigure filing=filing.clone() request name=format!("{person}-{capture}") kind
                label=Signal::derive(label) all=all.into()>
                <About one />
            </DocumentFigure>
        }
    });
    let captures = captures.collect_view();
    let mut page = 0;
    let mut before = None;
    let attachments = view.view.filing.attachments().map(|(path, attachment)| {
        page = if before == Some(path) { page + 1 } else { 1 };
        before = Some(path);
        // The second page of a paper and those behind it are numbered.
        let number = if page > 1 { format!(" · {page}") } else { String::new() };
        let request = ShowRequest::Attachment { attachment: attachment.id.clone() };
        // Of a video no pixels are known.
        let pixels = (attachment.width > 0).then(|| format!("{} × {} · ", attachment.width, attachment.height));
        let size = format!("{}{} KB", pixels.unwrap_or_default(), attachment.size / 1024);
        let name = format!("{path}{number}");
        let kind = if attachment.media_type.starts_with("video/") { Kind::Video } else { Kind::Picture };
        view! {
            <DocumentFigure filing=filing.clone() request name kind
                label=Signal::derive(move || format!("{}{number}", fields::label(path, language.get()))) all=all.into()>
                {size}
            </DocumentFigure>
        }
    });
    let attachments = attachments.collect_view();
    let deleted = view.deleted.into_iter().map(|DeletedCaptures { person, at, .. }| {
        let text = move || {
            let (lang, whose) = (language.get(), whose(person).text(language.get()));
            let at = clock::written(at, lang);
            fill(Desk::DeletedByRule.text(lang), |name| match name {
                "who" => Some(whose),
                "at" => Some(at.as_str()),
                _ => None,
            })
        };
        view! { <p class="field__hint" data-deleted=person.to_string()>{dynamic(text)}</p> }
    });
    let deleted = deleted.collect_view();
    view! {
        <h2>{t(Desk::Documents)}</h2>
        <p class="field__hint">{t(Desk::LookingIsNoted)}</p>
        <div class="actions">
            <button type="button" class="button button--secondary" data-action="show-all" disabled=move || all.get()
                on:click=move |_| all.set(true)>
                {t(Desk::ShowAll)}
            </button>
        </div>
        {deleted}
        {captures}
        {attachments}
        <Looked entries=view.disclosures />
    }
    .into_any()
}

const fn whose(person: PersonRef) -> Word {
    match person {
        PersonRef::Organiser => Desk::OrganiserPerson,
        PersonRef::Site(_) => Desk::SitePerson,
    }
}

/// Who looked at the documents, newest first.
#[component]
fn Looked(entries: Vec<Disclosure>) -> impl IntoView {
    let language = use_language();
    let none = entries.is_empty();
    let lines = entries.into_iter().map(|Disclosure { at, by, of, capture, opened }| {
        let did = if opened { Desk::LookedAt } else { Desk::AskedFor };
        let what = move || match capture {
            Some(capture) => capture.text(language.get()),
            None => fields::label(of, language.get()),
        };
        view! {
            <li>{dynamic(move || clock::written(at, language.get()))} " · " {by} " " {t(did)} " " {dynamic(what)}</li>
        }
    });
    let lines = lines.collect_view();
    view! {
        <details class="looked" data-disclosures="">
            <summary>{t(Desk::WhoLooked)}</summary>
            {if none { view! { <p>{t(Desk::NobodyLooked)}</p> }.into_any() } else { view! { <ol>{lines}</ol> }.into_any() }}
        </details>
    }
    .into_any()
}
