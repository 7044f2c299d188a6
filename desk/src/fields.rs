//! The submitted values, each with what the rules say of it and a box to say what is wrong.

use super::decide::Marks;
use beian::components::options;
use beian::components::region_field::region_names;
use beian::components::text_input::TextInput;
use beian::state::{t, use_language};
use beian_locale::{Lang, Words, desk::Desk, fields};
use beian_model::wire::ReviewView;
use beian_model::{
    Actor, Event, Filing, OrganiserField, Path, PersonField, PersonRef, PreApprovalField, ResponsiblePerson, SiteField,
};
use beian_rules::transition;
use beian_rules::words as rule_words;
use leptos::prelude::*;

/// The paths of a filing that are shown, in the order of the applicant's pages.
pub fn shown_paths(filing: &Filing) -> Vec<(Option<Desk>, Vec<Path>)> {
    let person = |of: PersonRef| PersonField::ALL.iter().map(move |field| Path::person(of, *field)).collect::<Vec<_>>();
    let mut organiser = vec![Path::Province];
    organiser.extend(
        OrganiserField::ALL.iter().filter(|field| **field != OrganiserField::City).map(|field| Path::Organiser(*field)),
    );
    let mut groups =
        vec![(Some(Desk::Organiser), organiser), (Some(Desk::OrganiserPerson), person(PersonRef::Organiser))];
    for site in &filing.sites {
        let mut paths = Vec::new();
        for field in SiteField::ALL {
            match field {
                SiteField::Domains => {
                    paths.extend((0..site.domains.len()).map(|n| Path::Domain(site.id, n as u8)));
                }
                SiteField::PreApprovals => {
                    paths.push(Path::Site(site.id, *field));
                    for n in 0..site.pre_approvals.len() as u8 {
                        paths.push(Path::PreApproval(site.id, n, PreApprovalField::Number));
                        paths.push(Path::PreApproval(site.id, n, PreApprovalField::Document));
                    }
                }
                SiteField::ResourceKind => {}
                _ => paths.push(Path::Site(site.id, *field)),
            }
        }
        groups.push((Some(Desk::Site), paths));
        if !site.same_person {
            groups.push((Some(Desk::SitePerson), person(PersonRef::Site(site.id))));
        }
    }
    groups
}

/// The value at a path in words.
pub fn value(view: &ReviewView, path: Path, lang: Lang) -> String {
    let filing = &view.view.filing;
    let joined = |words: Vec<&'static str>| {
        words.join(match lang {
            Lang::Chinese => "、",
            Lang::English => ", ",
        })
    };
    let verified = |of: PersonRef| {
        let passed = view.view.facts.verified.contains(&of);
        if passed { Desk::Verified } else { Desk::NotVerified }.text(lang).to_owned()
    };
    match path {
        Path::OrganiserPerson(PersonField::Verification) => verified(PersonRef::Organiser),
        Path::SitePerson(id, PersonField::Verification) => verified(PersonRef::Site(id)),
        Path::Site(id, SiteField::Languages) => joined(
            filing.site(id).map(|site| site.languages.iter().map(|one| one.text(lang)).collect()).unwrap_or_default(),
        ),
        Path::Site(id, SiteField::PreApprovals) => joined(
            filing
                .site(id)
                .map(|site| site.pre_approvals.iter().map(|one| one.kind.text(lang)).collect())
                .unwrap_or_default(),
        ),
        Path::Site(id, SiteField::Resource) => {
            let kind = options::shown(filing, Path::Site(id, SiteField::ResourceKind), lang);
            format!("{kind} {}", filing.text(path).unwrap_or_default())
        }
        Path::Site(_, SiteField::SamePerson) => {
            if filing.text(path) == Some("true") { Desk::Yes } else { Desk::No }.text(lang).to_owned()
        }
        Path::Organiser(OrganiserField::District) => format!("{} {}", filing.organiser.city, filing.organiser.district),
        _ if filing.text(path) == Some(ResponsiblePerson::LONG_TERM) => Desk::LongTerm.text(lang).to_owned(),
        _ => match filing.attachment(path) {
            Some(Some(paper)) => paper.name.clone(),
            Some(None) => String::new(),
            None => options::shown(filing, path, lang),
        },
    }
}

/// All fields of the submitted filing.
#[component]
pub fn SubmittedFields(
    /// The filing.
    view: ReviewView,
    /// What the reviewer wrote on fields.
    marks: Marks,
) -> impl IntoView {
    let groups = shown_paths(&view.view.filing);
    let may = |event| transition(view.view.status, event, Actor::Reviewer).is_ok();
    let can_mark = view.mine && (may(Event::Return) || may(Event::BureauReject));
    let organiser = &view.view.filing.organiser;
    let region = (view.view.filing.province, organiser.city.clone(), organiser.district.clone());
    let region = region_names(Signal::stored(region));
    let stored = StoredValue::new(view);
    groups
        .into_iter()
        .map(|(title, paths)| {
            let rows = paths
                .into_iter()
                .map(|path| view! { <FieldRow path view=stored region marks can_mark /> })
                .collect_view();
            view! {
                <section>
                    {title.map(|title| view! { <h2>{t(title)}</h2> })}
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
    marks: Marks,
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
        let value = named.unwrap_or_else(|| view.with_value(|view| value(view, path, language.get())));
        if value.is_empty() { "—".to_owned() } else { value }
    };
    let box_id = format!("mark-{path}");
    let marking = move || {
        (open.get() || marks.has(path)).then(|| {
            view! {
                <div class="field">
                    <label class="field__label" for=box_id.clone()>{t(Desk::WhatIsWrong)}</label>
                    <TextInput id=box_id.clone() rows=2 limit=500 value=Signal::derive(move || marks.text(path))
                        on_text=move |text| marks.set(path, text) />
                </div>
            }
        })
    };
    view! {
        <div class="summary__row" data-path=path.to_string()>
            <dt class="summary__key">{move || fields::label(path, language.get())}</dt>
            <dd class="summary__value">{text} {findings} {marking}</dd>
            <dd class="summary__action">
                {can_mark.then(|| view! {
                    <button type="button" class="button button--quiet" data-action="mark"
                        aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>
                        {t(Desk::Mark)}
                        <span class="visually-hidden">" " {move || fields::label(path, language.get())}</span>
                    </button>
                })}
            </dd>
        </div>
    }
    .into_any()
}
