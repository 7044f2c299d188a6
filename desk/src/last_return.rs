//! What a filing was returned for last, and what its applicant changed since: the first thing to look at of one that came again.

use super::naming;
use beian::components::value_words::value_in_words;
use beian::dynamic::dynamic;
use beian::state::regions::region_names;
use beian::state::rules as rule_words;
use beian::state::{clock, t, use_language};
use beian_locale::{Lang, Words, fill, viewing::Viewing};
use beian_model::wire::{FormerReason, LastReturn, ReviewView};
use beian_model::{Filing, OrganiserField, Path, PersonRef, SiteField};
use leptos::prelude::*;

/// The section; nothing of a filing that was never returned.
pub fn last_return(view: StoredValue<ReviewView>) -> AnyView {
    let language = use_language();
    let Some(returned) = view.with_value(|view| view.background.last_return.clone()) else { return ().into_any() };
    let LastReturn { at, filing: before, reasons, changed } = returned;
    let count = reasons.len().to_string();
    let title = move || fill(Viewing::LastReturn.text(language.get()), |_| Some(&count));
    let when = move || {
        let at = clock::written(at, language.get());
        fill(Viewing::ReturnedAt.text(language.get()), |_| Some(&at))
    };
    let before = StoredValue::new(before);
    let reasons = reasons.into_iter().map(|one| view! { <Reason one view before /> }).collect_view();
    let none = changed.is_empty();
    let regions = Regions {
        now: regions_of(view.with_value(|view| view.view.filing.clone())),
        before: before.with_value(|it| regions_of(it.clone())),
    };
    let changes = changed.into_iter().map(|path| view! { <Change path view before regions /> }).collect_view();
    view! {
        <section class="returned" data-returned="">
            <h2 class="fields__title">{dynamic(title)}</h2>
            <p class="field__hint">{dynamic(when)}</p>
            <ul class="returned__reasons">{reasons}</ul>
            <h3>{t(Viewing::ChangedSince)}</h3>
            {none.then(|| view! { <p>{t(Viewing::NothingChanged)}</p> })}
            {(!none).then(|| view! { <dl class="summary">{changes}</dl> })}
        </section>
    }
    .into_any()
}

/// A field's name; a person or website that is gone is called as it was.
fn name(view: StoredValue<ReviewView>, before: StoredValue<Filing>, path: Path, lang: Lang) -> String {
    view.with_value(|view| {
        let now = &view.view.filing;
        let is_gone = path.site().is_some_and(|site| now.site(site).is_none());
        if is_gone {
            before.with_value(|before| naming::field(before, path, lang))
        } else {
            naming::field(now, path, lang)
        }
    })
}

/// A reason, ticked off where what it was said of is another now.
#[component]
fn Reason(one: FormerReason, view: StoredValue<ReviewView>, before: StoredValue<Filing>) -> impl IntoView {
    let language = use_language();
    let FormerReason { finding, answered } = one;
    let path = finding.path;
    let tick = match answered {
        true => view! { <span class="tag tag--good">"✓ " {t(Viewing::Answered)}</span> }.into_any(),
        false => view! { <span class="tag tag--warn">"○ " {t(Viewing::NotAnswered)}</span> }.into_any(),
    };
    view! {
        <li data-reason=path.to_string() data-answered=answered.to_string()>
            {tick} " "
            <strong>{dynamic(move || name(view, before, path, language.get()))}</strong> " "
            {dynamic(move || rule_words::message(&finding, language.get()))}
        </li>
    }
    .into_any()
}

/// The names of city and district, now and then.
#[derive(Clone, Copy)]
struct Regions {
    now: Signal<Option<String>>,
    before: Signal<Option<String>>,
}

fn regions_of(filing: Filing) -> Signal<Option<String>> {
    region_names(Signal::stored((filing.province, filing.organiser.city, filing.organiser.district)))
}

/// What a changed field says now, and what it said.
#[component]
fn Change(path: Path, view: StoredValue<ReviewView>, before: StoredValue<Filing>, regions: Regions) -> impl IntoView {
    let language = use_language();
    let value = move |filing: &Filing, names: Signal<Option<String>>| {
        let lang = language.get();
        let named = (path == Path::Organiser(OrganiserField::District)).then(|| names.get()).flatten();
        named.or_else(|| value_in_words(filing, &[] as &[PersonRef], path, lang))
    };
    let said = move || {
        let lang = language.get();
        view.with_value(|view| before.with_value(|before| what_changed(&view.view.filing, before, path, lang)))
            .unwrap_or_else(|| {
                let empty = || Viewing::Nothing.text(lang).to_owned();
                let now = view.with_value(|view| value(&view.view.filing, regions.now)).unwrap_or_else(empty);
                let was = before.with_value(|before| value(before, regions.before)).unwrap_or_else(empty);
                format!("{now}\n{} {was}", Viewing::Was.text(lang))
            })
    };
    // The second line is the former value.
    let lines = move || {
        let said = said();
        let (now, was) = said.split_once('\n').map_or((said.as_str(), None), |(now, was)| (now, Some(was)));
        view! { <p>{now.to_owned()}</p> {was.map(|was| view! { <p class="returned__was">{was.to_owned()}</p> })} }
    };
    view! {
        <div class="summary__row" data-changed=path.to_string()>
            <dt class="summary__key">{dynamic(move || name(view, before, path, language.get()))}</dt>
            <dd class="summary__value">{dynamic(lines)}</dd>
        </div>
    }
    .into_any()
}

/// What happened to a field that has no two values to show: an attachment, a verification, a website that came or went.
fn what_changed(now: &Filing, before: &Filing, path: Path, lang: Lang) -> Option<String> {
    if path.verified_person().is_some() {
        return Some(Viewing::VerifiedAgain.text(lang).to_owned());
    }
    if let Path::Site(site, SiteField::Name) = path {
        let word = match (before.site(site), now.site(site)) {
            (None, _) => Some(Viewing::Added),
            (_, None) => Some(Viewing::Removed),
            _ => None,
        };
        return word.map(|word| word.text(lang).to_owned());
    }
    let pages = now.pages(path).or(before.pages(path).map(|_| &[] as &[_]))?;
    if pages.is_empty() {
        return Some(Viewing::Removed.text(lang).to_owned());
    }
    let count = pages.len().to_string();
    Some(fill(Viewing::UploadedAgain.text(lang), |_| Some(&count)))
}
