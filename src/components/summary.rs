//! Check your answers: every field of the filing with its value, what is wrong with it, and a way back to it.

use super::below::below;
use super::value_words::value_in_words;
use crate::dynamic::{dynamic, memo};
use crate::routes;
use crate::state::left::Left;
use crate::state::regions::use_region_names;
use crate::state::rules as rule_words;
use crate::state::{t, uploads, use_filing, use_language};
use beian_locale::{Words, fields, ui::Ui};
use beian_model::field::Asked;
use beian_model::shown::Group;
use beian_model::{Attachment, Filing, FilingId, OrganiserField, Path, PersonRef, Step};
use beian_rules::identifiers::domain::Domain;
use leptos::prelude::*;
use std::ops::Range;

/// Where a line's way to its field leads.
type Way = fn(&FilingId, Step, Path) -> String;

/// So many lines are in sight as the preview appears.
const IN_SIGHT: usize = 6;

/// Every field of the filing, grouped as the pages are.
#[component]
pub fn Summary(
    /// Lines carry a way back to their field.
    editable: bool,
) -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let regions = use_region_names();
    let read = as_read();
    let lines = memo(move || filing.document.read().shown());
    let way = editable.then_some(routes::field_and_back as Way);
    let of = move |person: Option<PersonRef>, range: Range<usize>| {
        let lines = lines.read();
        let line = |(_, path): &(Group, Path)| view! { <Line path=*path read way regions /> };
        let belongs = |(group, _): &&(Group, Path)| *group == person.map_or(Group::Organiser, Group::Person);
        lines.iter().filter(belongs).skip(range.start).take(range.len()).map(line).collect_view()
    };
    // A website's person is part of it.
    let site_of = |group: Group| match group {
        Group::Site(id) | Group::Person(PersonRef::Site(id)) => Some(id),
        Group::Organiser | Group::Person(PersonRef::Organiser) => None,
    };
    let sites = move || {
        let lines = lines.read();
        let sites = lines.chunk_by(|(one, _), (other, _)| site_of(*one) == site_of(*other));
        sites
            .filter(|lines| lines.first().is_some_and(|(group, _)| site_of(*group).is_some()))
            .enumerate()
            .map(|(n, lines)| {
                let line = |(_, path): &(Group, Path)| view! { <Line path=*path read way regions /> };
                view! {
                    <h3>{t(Ui::Website)} " " {n + 1}</h3>
                    <dl class="summary">{lines.iter().map(line).collect_view()}</dl>
                }
            })
            .collect_view()
    };
    let rest = move || {
        view! {
            <section class="card">
                <h2>{t(Ui::OrganiserPerson)}</h2>
                <dl class="summary">{dynamic(move || of(Some(PersonRef::Organiser), 0..usize::MAX))}</dl>
            </section>
            <section class="card">
                <h2>{dynamic(move || Step::Websites.text(language.get()))}</h2>
                {dynamic(sites)}
            </section>
        }
        .into_any()
    };
    view! {
        <section class="card">
            <h2>{dynamic(move || Step::Organiser.text(language.get()))}</h2>
            <dl class="summary">
                {dynamic(move || of(None, 0..IN_SIGHT))}
                {below(move || dynamic(move || of(None, IN_SIGHT..usize::MAX)))}
            </dl>
        </section>
        {below(rest)}
    }
    .into_any()
}

/// What is filed, not what was typed: the same that the server stores and a reviewer sees.
fn as_read() -> Memo<Filing> {
    let filing = use_filing();
    memo(move || {
        let today = filing.server.with(|server| server.facts.today);
        filing.document.with(|document| beian_rules::as_read(document, today).into_owned())
    })
}

#[component]
fn Line(path: Path, read: Memo<Filing>, way: Option<Way>, regions: Signal<Option<String>>) -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let value = memo(move || {
        let lang = language.get();
        if path == Path::Organiser(OrganiserField::District)
            && let Some(names) = regions.get()
        {
            return names;
        }
        // A Chinese domain in both forms: people know the one, registers the other.
        if let Path::Domain(..) = path
            && let Some(both) = both_forms(read.read().text(path).unwrap_or_default())
        {
            return both;
        }
        let words = value_in_words(&read.read(), &filing.server.read().facts.verified, path, lang);
        words.unwrap_or_else(|| Ui::NotProvided.text(lang).to_owned())
    });
    let error_message = move || {
        // What is not there yet is no error: the value says so.
        let wrong = filing.worst(path).filter(|one| Left::of(one) != Some(Left::Empty));
        wrong.map(|one| view! { <span class="field__error">{rule_words::message(&one, language.get())}</span> })
    };
    let has_picture = filing.document.with_untracked(|document| document.pages(path).is_some());
    let step = beian_rules::step_of(&filing.document.read_untracked(), path);
    let way_back = step.zip(way).map(|(step, way)| {
        let address = way(&filing.id(), step, path);
        view! {
            <a href=address class="summary__change">
                {t(Ui::Change)}
                <span class="visually-hidden">" " {dynamic(move || fields::label(path, language.get()))}</span>
            </a>
        }
    });
    view! {
        <div class="summary__row" data-path=path.to_string()>
            <dt class="summary__key">{dynamic(move || fields::label(path, language.get()))}</dt>
            <dd class="summary__value">{dynamic(move || value.get())} {has_picture.then(|| pictures(path))} {dynamic(error_message)}</dd>
            <dd class="summary__action">{way_back}</dd>
        </div>
    }
    .into_any()
}

/// The pictures of an attachment.
fn pictures(path: Path) -> AnyView {
    let filing = use_filing();
    let pages = memo(move || filing.document.read().pages(path).unwrap_or_default().to_vec());
    dynamic(move || {
        let picture = |page: Attachment| {
            let source = uploads::address(filing, page.id.as_str());
            let picture = source.clone();
            // A video is opened by its name.
            let is_picture = page.width > 0;
            let name = page.name.clone();
            // Its pixels give its shape before it has come, so that nothing moves then.
            let (width, height) = (page.width.to_string(), page.height.to_string());
            let look = is_picture
                .then(|| view! { <img class="summary__picture" src=picture alt=name width=width height=height /> });
            view! {
                <a href=source target="_blank" rel="external noopener">{look} {(!is_picture).then_some(page.name)}</a>
            }
            .into_any()
        };
        pages.get().into_iter().map(picture).collect_view()
    })
}

/// A domain with its other form, where it has two.
fn both_forms(typed: &str) -> Option<String> {
    let domain = Domain::parse(typed).ok()?;
    (domain.unicode() != domain.as_str()).then(|| format!("{} ({})", domain.unicode(), domain.as_str()))
}

/// What the basic check already asked, to read only, with a way back to it.
#[component]
pub fn Checked() -> impl IntoView {
    let is_checked = |path: &Path| {
        let on_the_step = path.row().is_some_and(|row| row.asked == Asked::On(Step::BasicCheck));
        on_the_step && matches!(path, Path::Province | Path::Organiser(_))
    };
    let fields = use_filing().document.read_untracked().fields().filter(is_checked).collect::<Vec<_>>();
    let read = as_read();
    view! {
        <dl class="summary">
            {fields.into_iter().map(|path| view! { <Line path read way=Some(routes::field as Way) regions=Signal::stored(None) /> }).collect_view()}
        </dl>
    }
}
