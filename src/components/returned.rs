//! A filing that came back (退回修改、驳回): its reasons, ticked off as their fields are changed; the locks of what was accepted; what was
//! changed since. All of it comes with a chunk that nobody else fetches.

use super::heading::wanted_field;
use super::part::part;
use super::text_link::text_link;
use crate::chunk::chunked;
use crate::dynamic::{dynamic, effect, given, memo};
use crate::routes;
use crate::state::rules as rule_words;
use crate::state::{OpenFiling, t, use_filing, use_language};
use beian_browser::focus::focus_soon;
use beian_locale::{Words, fields, fill, ui::Ui};
use beian_model::wire::CameBack;
use beian_model::{FilingId, Finding, Later, Path, Severity, Step};
use leptos::prelude::*;
use std::cell::RefCell;

/// What is shown of it.
#[derive(Clone, Copy)]
pub enum Shown {
    /// The lock of a field.
    Lock(Path),
    /// The reasons, and the way to the next.
    Reasons,
    /// What was changed since.
    Changes,
    /// The reasons on a step that were answered.
    Ticked(Memo<Step>),
}

/// A part of what is shown of a filing that came back; nothing of any other.
pub fn shown(what: Shown) -> AnyView {
    let filing = use_filing();
    let is_back = move || filing.server.read().came_back.is_some();
    given(is_back, move || part(fetch_returned, move |draw| draw(what)))
}

chunked! {
    returned: fn fetch_returned() -> fn(Shown) -> AnyView {
        |what| match what {
            Shown::Lock(at) => lock(at),
            Shown::Reasons => reasons(),
            Shown::Changes => changes(),
            Shown::Ticked(step) => ticked(step),
        }
    }
}

thread_local! {
    /// Accepted fields that were opened all the same, until the program ends.
    static OPENED: RefCell<Vec<(FilingId, Path)>> = const { RefCell::new(Vec::new()) };
}

/// Something of the last time that it came back, tracked.
fn told<T: Default + PartialEq + Send + Sync + 'static>(
    look: impl Fn(&CameBack) -> T + Send + Sync + 'static,
) -> Memo<T> {
    let filing = use_filing();
    memo(move || filing.server.read().came_back.as_ref().and_then(Later::get).map(&look).unwrap_or_default())
}

/// The way from a reason to its field, and back to the preview.
fn way(filing: OpenFiling, one: &Finding) -> Option<String> {
    Some(routes::field_and_back(&filing.id(), filing.step_of(one.path)?, one.path))
}

/// Turns the control of an accepted field off, says so, and has a button that turns it on. What was changed here or has something found on it is
/// open: a list may lead to it.
fn lock(at: Path) -> AnyView {
    let filing = use_filing();
    let language = use_language();
    let is_accepted = told(move |back| back.accepted.contains(&at));
    let known = (filing.id(), at);
    // Who is led to the field wants to change it.
    let is_wanted = is_accepted.get_untracked() && wanted_field() == Some(at);
    let opened = RwSignal::new(is_wanted || OPENED.with_borrow(|opened| opened.contains(&known)));
    let is_off = memo(move || {
        let is_same = |document: &beian_model::Filing| filing.server.read().filing.value(at) == document.value(at);
        is_accepted.get() && !opened.get() && filing.worst(at).is_none() && filing.document.with(is_same)
    });
    effect(move || {
        let control = document().query_selector(&format!("[data-path='{at}'] > .field__control"));
        if let Ok(Some(control)) = control {
            let _ = control.toggle_attribute_with_force("disabled", is_off.get());
        }
    });
    let open = move |_| {
        OPENED.with_borrow_mut(|opened| opened.push((filing.id(), at)));
        opened.set(true);
        focus_soon(at.to_string());
    };
    let note = move || {
        is_off.get().then(|| {
            view! {
                <p class="field__note field__accepted">
                    "✓ " {t(Ui::Accepted)} " "
                    <button type="button" class="button button--quiet" data-action="unlock" on:click=open>
                        {t(Ui::Change)}
                        <span class="visually-hidden">" " {dynamic(move || fields::label(at, language.get()))}</span>
                    </button>
                </p>
            }
        })
    };
    view! {
        {dynamic(note)}
        {given(move || opened.get(), move || view! {
            <p class="field__note" role="status">{t(Ui::ReviewedAgain)}</p>
        })}
    }
    .into_any()
}

/// The reasons, each a way to its field. The button leads to the first that stands; where none does, to the preview, which submits.
fn reasons() -> AnyView {
    let filing = use_filing();
    let language = use_language();
    let reasons = told(|back| back.reasons.clone());
    let count = move || {
        let of = |severity| reasons.read().iter().filter(|one| one.severity == severity).count();
        let done = of(Severity::Note);
        let (done, all) = (done.to_string(), (done + of(Severity::Error)).to_string());
        fill(Ui::NCorrected.text(language.get()), |name| Some(if name == "n" { &done } else { &all }))
    };
    let lines = move || {
        let lang = language.get();
        let line = |one: &Finding| {
            let is_done = one.severity == Severity::Note;
            let words = rule_words::line(one, lang);
            let words = match way(filing, one) {
                Some(way) => view! { <a href=way>{words}</a> }.into_any(),
                None => words.into_any(),
            };
            let tick = is_done.then(|| view! { <span class="tag tag--good">{Ui::Corrected.text(lang)}</span> " " });
            view! { <li data-reason=one.path.to_string() data-answered=is_done.to_string()>{tick} {words}</li> }
                .into_any()
        };
        reasons.read().iter().map(line).collect_view()
    };
    let next = move || {
        let first = reasons.read().iter().find(|one| one.severity == Severity::Error).and_then(|one| way(filing, one));
        let (action, word) = if first.is_some() { ("correct", Ui::Correct) } else { ("resubmit", Ui::Resubmit) };
        let to = first.unwrap_or_else(|| routes::step(&filing.id(), Step::Preview));
        view! { <a href=to class="button button--primary" data-action=action>{t(word)}</a> }.into_any()
    };
    view! {
        <section class="notice notice--warn" data-returned="true">
            <h2>{t(Ui::ReturnedTitle)}</h2>
            <p role="status">{dynamic(count)}</p>
            <ul>{dynamic(lines)}</ul>
            {dynamic(next)}
            <p>{text_link("help#returned", Ui::ReturnedHelp)}</p>
        </section>
    }
    .into_any()
}

/// What was changed since the filing came back, folded; nothing where nothing was.
fn changes() -> AnyView {
    let filing = use_filing();
    let language = use_language();
    let changed = told(|back| back.changed.clone());
    // A website that there are several of is called by its name.
    let name = move |path: Path| {
        let label = fields::bare_label(path, language.get());
        let document = filing.document.read();
        let site = path.site().filter(|_| document.sites.len() > 1).and_then(|id| document.site(id));
        site.map_or_else(|| label.to_owned(), |site| format!("{} · {label}", site.name))
    };
    dynamic(move || {
        let changed = changed.get();
        let count = changed.len().to_string();
        (!changed.is_empty()).then(|| {
            let lines = changed
                .into_iter()
                .map(|path| view! { <li data-changed=path.to_string()>{dynamic(move || name(path))}</li> }.into_any());
            view! {
                <details class="card" data-fold="changed">
                    <summary>{dynamic(move || fill(Ui::NChanged.text(language.get()), |_| Some(&count)))}</summary>
                    <ul>{lines.collect_view()}</ul>
                </details>
            }
        })
    })
}

/// The reasons on a step whose fields were changed, ticked off.
fn ticked(step: Memo<Step>) -> AnyView {
    let filing = use_filing();
    let language = use_language();
    let reasons = told(|back| back.reasons.clone());
    let lines = move || {
        let lang = language.get();
        let is_here = |one: &&Finding| one.severity == Severity::Note && filing.step_of(one.path) == Some(step.get());
        let line = |one: &Finding| {
            view! {
                <li data-left="done" data-rule=one.rule.to_string()>
                    <span class="precheck__weight">{Ui::Corrected.text(lang)}</span> " "
                    <a href=way(filing, one)>{rule_words::line(one, lang)}</a>
                </li>
            }
            .into_any()
        };
        reasons.read().iter().filter(is_here).map(line).collect_view()
    };
    view! { <ul class="precheck__list">{dynamic(lines)}</ul> }.into_any()
}
