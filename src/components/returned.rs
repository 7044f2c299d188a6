//! A filing that came back (退回修改、驳回): its reasons, ticked off as their fields are changed, and what was changed since.

use super::text_link::text_link;
use crate::dynamic::{dynamic, memo};
use crate::routes;
use crate::state::rules as rule_words;
use crate::state::{t, use_filing, use_language};
use beian_locale::{Words, fields, fill, ui::Ui};
use beian_model::{Finding, Path, Severity, Step};
use leptos::prelude::*;

/// The reasons, each a way to its field. The button leads to the first that stands; where none does, to the preview, which submits.
#[component]
pub fn Returned() -> impl IntoView {
    let filing = use_filing();
    let language = use_language();
    let reasons = memo(move || filing.server.read().returned.clone());
    let way = move |one: &Finding| Some(routes::field_and_back(&filing.id(), filing.step_of(one.path)?, one.path));
    let count =
        move |of: &[Severity]| reasons.read().iter().filter(|one| of.contains(&one.severity)).count().to_string();
    let count = move || {
        let [done, all] = [&[Severity::Note][..], &[Severity::Note, Severity::Error]].map(count);
        fill(Ui::NCorrected.text(language.get()), |name| Some(if name == "n" { &done } else { &all }))
    };
    let lines = move || {
        let lang = language.get();
        let line = |one: &Finding| {
            let is_done = one.severity == Severity::Note;
            let words = rule_words::line(one, lang);
            let words = match way(one) {
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
        let first = reasons.read().iter().find(|one| one.severity == Severity::Error).and_then(way);
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
}

/// What was changed since the filing came back, folded; nothing where nothing was.
pub fn changed_since() -> AnyView {
    let filing = use_filing();
    let language = use_language();
    let changed = memo(move || filing.server.read().changed.clone());
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
