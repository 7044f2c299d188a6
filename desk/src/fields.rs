//! The submitted values, each with what the rules say of it and a box to say what is wrong.

use super::written::Written;
use beian::components::text_input::TextInput;
use beian::components::value_words::value_in_words;
use beian::dynamic::dynamic;
use beian::state::regions::region_names;
use beian::state::rules as rule_words;
use beian::state::{t, use_language};
use beian_locale::{Word, desk::Desk, fields};
use beian_model::shown::Group;
use beian_model::wire::ReviewView;
use beian_model::{Actor, Event, Filing, OrganiserField, Path, PersonRef};
use beian_rules::transition;
use leptos::prelude::*;

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

/// What a group is called.
const fn title(group: Group) -> Word {
    match group {
        Group::Organiser => Desk::Organiser,
        Group::Person(PersonRef::Organiser) => Desk::OrganiserPerson,
        Group::Site(_) => Desk::Site,
        Group::Person(PersonRef::Site(_)) => Desk::SitePerson,
    }
}

/// All fields of the submitted filing.
#[component]
pub fn SubmittedFields(
    /// The filing.
    view: ReviewView,
    /// What the reviewer wrote on fields.
    written: Written,
) -> impl IntoView {
    let groups = shown_groups(&view.view.filing);
    let may = |event| transition(view.view.status, event, Actor::Reviewer).is_ok();
    let can_mark = view.mine && (may(Event::Return) || may(Event::BureauReject));
    let organiser = &view.view.filing.organiser;
    let region = (view.view.filing.province, organiser.city.clone(), organiser.district.clone());
    let region = region_names(Signal::stored(region));
    let stored = StoredValue::new(view);
    groups
        .into_iter()
        .map(|(group, paths)| {
            let rows = paths
                .into_iter()
                .map(|path| view! { <FieldRow path view=stored region written can_mark /> })
                .collect_view();
            view! {
                <section>
                    <h2>{t(title(group))}</h2>
                    <dl class="summary">{rows}</dl>
                </section>
            }
        })
        .collect_view()
}

#[component]
fn FieldRow(
    path: Path,
    view: StoredValue<ReviewView>,
    region: Signal<Option<String>>,
    written: Written,
    can_mark: bool,
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
    let box_id = format!("mark-{path}");
    let marking = move || {
        (open.get() || written.is_marked(path)).then(|| {
            view! {
                <div class="field">
                    <label class="field__label" for=box_id.clone()>{t(Desk::WhatIsWrong)}</label>
                    <TextInput id=box_id.clone() rows=2 limit=500 value=Signal::derive(move || written.mark(path))
                        on_text=move |text| written.set_mark(path, text) />
                </div>
            }
        })
    };
    view! {
        <div class="summary__row" data-path=path.to_string()>
            <dt class="summary__key">{dynamic(move || fields::label(path, language.get()))}</dt>
            <dd class="summary__value">{dynamic(text)} {dynamic(findings)} {dynamic(marking)}</dd>
            <dd class="summary__action">
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
