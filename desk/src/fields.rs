//! The submitted values, each with what the rules say of it, what its document says, and a box to say what is wrong.

use super::case;
use super::focused::Focused;
use super::last_return::last_return;
use super::mark_box::MarkBox;
use super::naming;
use super::read_beside::beside as read_beside;
use super::written::Written;
use beian::components::value_words::value_in_words;
use beian::dynamic::dynamic;
use beian::state::regions::region_names;
use beian::state::rules as rule_words;
use beian::state::{t, use_language};
use beian_locale::{desk::Desk, fields, viewing::Viewing as Said};
use beian_model::proof::{Proof, proofs};
use beian_model::shown::Group;
use beian_model::wire::ReviewView;
use beian_model::{Actor, Event, Filing, OrganiserField, Path};
use beian_rules::transition;
use leptos::prelude::*;
use std::rc::Rc;

/// The fields that are shown, by what they belong to: the organiser, its person, each site and its own.
pub fn shown_groups(filing: &Filing) -> Vec<(Group, Vec<Path>)> {
    let mut groups: Vec<(Group, Vec<Path>)> = Vec::new();
    for (group, path) in filing.shown() {
        match groups.iter_mut().find(|(known, _)| *known == group) {
            Some((_, paths)) => paths.push(path),
            None => groups.push((group, vec![path])),
        }
    }
    groups
}

/// All fields of the submitted filing.
#[component]
pub fn SubmittedFields(
    /// The filing.
    view: ReviewView,
    /// What the reviewer wrote on fields.
    written: Written,
    /// The field that the reviewer is at.
    focused: Focused,
) -> impl IntoView {
    let language = use_language();
    let groups = shown_groups(&view.view.filing);
    let may = |event| transition(view.view.status, event, Actor::Reviewer).is_ok();
    let can_mark = view.mine && view.pending.is_none() && (may(Event::Return) || may(Event::BureauReject));
    let organiser = &view.view.filing.organiser;
    let region = (view.view.filing.province, organiser.city.clone(), organiser.district.clone());
    let region = region_names(Signal::stored(region));
    let stored = StoredValue::new(view);
    let sections = groups
        .into_iter()
        .map(|(group, paths)| {
            let rows = paths
                .into_iter()
                .map(|path| view! { <FieldRow path view=stored region written can_mark focused /> })
                .collect_view();
            let title = move || stored.with_value(|view| naming::group(&view.view.filing, group, language.get()));
            view! {
                <section>
                    <h2 class="fields__title">{dynamic(title)}</h2>
                    <dl class="summary">{rows}</dl>
                </section>
            }
        })
        .collect_view();
    view! {
        {last_return(stored)}
        {sections}
        {case::with(Rc::new(move |chunk| ((chunk.beside)().related)(stored)))}
    }
}

#[component]
fn FieldRow(
    path: Path,
    view: StoredValue<ReviewView>,
    region: Signal<Option<String>>,
    written: Written,
    can_mark: bool,
    focused: Focused,
) -> impl IntoView {
    let language = use_language();
    let open = RwSignal::new(false);
    let findings = move || {
        let lang = language.get();
        view.with_value(|view| {
            let of_field = view.findings.iter().filter(|one| one.path == path);
            of_field
                .map(|one| {
                    let tone = match one.severity {
                        beian_model::Severity::Error => "bad",
                        beian_model::Severity::Risk => "warn",
                        beian_model::Severity::Note => "info",
                    };
                    view! { <p><span class=format!("tag tag--{tone}")>{rule_words::message(one, lang)}</span></p> }
                })
                .collect_view()
        })
    };
    let text = move || {
        let named = (path == Path::Organiser(OrganiserField::District)).then(|| region.get()).flatten();
        let value = || {
            view.with_value(|ReviewView { view, .. }| {
                value_in_words(&view.filing, &view.facts.verified, path, language.get())
            })
        };
        named.or_else(value).unwrap_or_else(|| "—".to_owned())
    };
    let is_proved = view.with_value(|view| {
        let filing = &view.view.filing;
        proofs(filing, path).into_iter().any(|proof| match proof {
            Proof::Attachment(slot) => filing.pages(slot).is_some_and(|pages| !pages.is_empty()),
            Proof::Capture(person, capture) => {
                view.captures.iter().any(|one| (one.person, one.capture) == (person, capture))
            }
        })
    });
    let beside = read_beside(view, path);
    view! {
        <div class="summary__row" data-path=path.to_string() tabindex="-1" on:focusin=move |_| focused.move_to(path)>
            <dt class="summary__key">{dynamic(move || fields::label(path, language.get()))}</dt>
            <dd class="summary__value">
                {dynamic(text)} {beside} {dynamic(findings)} <MarkBox path written can_mark open />
            </dd>
            <dd class="summary__action">
                {is_proved.then(|| view! {
                    <button type="button" class="button button--quiet" data-action="proof" on:click=move |_| focused.ask(path)>
                        {t(Said::Proof)}
                        <span class="visually-hidden">" " {dynamic(move || fields::label(path, language.get()))}</span>
                    </button>
                })}
                {can_mark.then(|| view! {
                    <button type="button" class="button button--quiet" data-action="mark"
                        aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>
                        {t(Desk::Mark)}
                        <span class="visually-hidden">" " {dynamic(move || fields::label(path, language.get()))}</span>
                    </button>
                })}
            </dd>
        </div>
    }
    .into_any()
}
