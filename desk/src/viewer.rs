//! The documents beside the fields: one at a time, in step with the field that the reviewer is at; what was opened stays loaded.

use super::document::DocumentPane;
use super::documents::{Document, Place, documents_of, proof_of};
use super::focused::{Focused, Wanted};
use super::lens::Lens;
use super::looked::{Deleted, Looked};
use super::naming;
use super::opening::{OpenedDocument, Opening};
use super::toolbar::Toolbar;
use super::viewer_keys;
use beian::dynamic::{dynamic, effect, given, memo};
use beian::state::{t, use_language};
use beian_locale::{desk::Desk, viewing::Viewing};
use beian_model::Path;
use beian_model::wire::ReviewView;
use leptos::html;
use leptos::prelude::*;
use web_sys::{ScrollIntoViewOptions, ScrollLogicalPosition};

/// One document as the viewer holds it.
#[derive(Clone, Copy)]
pub struct Held {
    /// How far its opening is.
    pub opened: OpenedDocument,
    /// How it is looked at.
    pub lens: RwSignal<Lens>,
    /// It is a video, which is looked at in another way.
    pub is_video: bool,
    /// How many frames keys have moved the video on, in all.
    pub frames: RwSignal<i32>,
}

/// Every document of the filing, and who looked.
pub fn viewer(view: RwSignal<Option<ReviewView>>, focused: Focused) -> AnyView {
    // Whatever else of the filing changes, what was opened stays.
    let documents = memo(move || view.read().as_ref().map(documents_of).unwrap_or_default());
    let stages = move || {
        let documents = documents.get();
        view! { <Stages documents view focused /> }
    };
    let disclosures = memo(move || view.read().as_ref().map(|view| view.disclosures.clone()).unwrap_or_default());
    let deleted = memo(move || view.read().as_ref().map(|view| view.deleted.clone()).unwrap_or_default());
    view! {
        <h2 class="fields__title">{t(Desk::Documents)}</h2>
        <p class="field__hint">{t(Desk::LookingIsNoted)} " " {given(move || focused.follows(), || t(Viewing::Follows))}</p>
        {dynamic(move || view! { <Deleted deleted=deleted.get() view /> })}
        {dynamic(stages)}
        {dynamic(move || view! { <Looked entries=disclosures.get() /> })}
    }
    .into_any()
}

#[component]
fn Stages(documents: Vec<Document>, view: RwSignal<Option<ReviewView>>, focused: Focused) -> impl IntoView {
    let language = use_language();
    let filing = view.with_untracked(|view| view.as_ref().map(|view| view.view.id.clone()));
    let Some(filing) = filing else { return ().into_any() };
    let here = RwSignal::new(None::<usize>);
    let shows = RwSignal::new(None::<(Path, Option<Place>)>);
    let held = |one: &Document| Held {
        opened: OpenedDocument::closed(filing.clone(), one.request()),
        lens: RwSignal::new(Lens::default()),
        is_video: one.is_video(),
        frames: RwSignal::new(0),
    };
    let all = StoredValue::new(documents.iter().map(held).collect::<Vec<_>>());
    let go = move |n: usize| {
        let Some(one) = all.with_value(|all| all.get(n).copied()) else { return };
        here.set(Some(n));
        if one.opened.opening.get_untracked() == Opening::Closed {
            one.opened.open();
        }
    };
    let known = StoredValue::new(documents.clone());
    let section = NodeRef::<html::Section>::new();
    effect(move || {
        let Some(Wanted { path, is_asked }) = focused.wanted() else { return };
        let proof = view.with_untracked(|view| known.with_value(|known| proof_of(view.as_ref()?, known, path)));
        // A field that nothing proves leaves what is looked at.
        if let Some((n, place)) = proof {
            shows.set(Some((path, place)));
            go(n);
            if is_asked && let Some(section) = section.get_untracked() {
                let options = ScrollIntoViewOptions::new();
                options.set_block(ScrollLogicalPosition::Nearest);
                section.scroll_into_view_with_scroll_into_view_options(&options);
            }
        }
    });
    let label = move |document: &Document| {
        let document = document.clone();
        Signal::derive(move || {
            let view = view.read();
            view.as_ref().map(|view| document.label(&view.view.filing, language.get())).unwrap_or_default()
        })
    };
    let list = documents.iter().enumerate().map(|(n, one)| {
        let is_here = move || here.get() == Some(n);
        let label = label(one);
        let choose = move |_| {
            shows.set(None);
            go(n);
        };
        view! {
            <li>
                <button type="button" class="viewing__choice" data-document=one.name() aria-current=move || is_here().then_some("true")
                    on:click=choose>
                    {dynamic(move || label.get())}
                </button>
            </li>
        }
    });
    let list = list.collect_view();
    let panes = documents.iter().enumerate().map(|(n, one)| {
        let held = all.with_value(|all| all[n]);
        let place = Signal::derive(move || shows.get().filter(|_| here.get() == Some(n)).and_then(|(_, place)| place));
        let is_here = Signal::derive(move || here.get() == Some(n));
        view! { <DocumentPane document=one.clone() held place is_here label=label(one) /> }
    });
    let panes = panes.collect_view();
    let step = move |by: isize| {
        let count = known.with_value(Vec::len);
        let next = match here.get_untracked() {
            Some(n) => n.checked_add_signed(by).filter(|n| *n < count),
            None => (count > 0).then_some(0),
        };
        if let Some(n) = next {
            shows.set(None);
            go(n);
        }
    };
    let present = move || here.get_untracked().and_then(|n| all.with_value(|all| all.get(n).copied()));
    let keys = viewer_keys::Keys::new(present, step);
    let proves = move || {
        shows.get().and_then(|(path, _)| {
            let view = view.read();
            let name = naming::field(&view.as_ref()?.view.filing, path, language.get());
            Some(view! { <p class="viewing__proves" data-proves=path.to_string()>{t(Viewing::Proves)} {name}</p> })
        })
    };
    let is_video = memo(move || here.get().and_then(|n| all.with_value(|all| Some(all.get(n)?.is_video))));
    view! {
        <section class="viewing" node_ref=section on:keydown=move |event| keys.here(&event)>
            <ul class="viewing__list">{list}</ul>
            {dynamic(proves)}
            {given(move || is_video.get().is_none(), || view! { <p class="field__hint">{t(Viewing::ChooseDocument)}</p> })}
            {given(move || is_video.get().is_some(), move || view! { <Toolbar keys is_video /> })}
            {panes}
        </section>
    }
    .into_any()
}
