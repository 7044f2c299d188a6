//! A domain looked up before anything is filed: suffix and form by the rules at once, then what the server knows against it.

use super::refusal;
use super::text_input::TextInput;
use crate::state::domain_lookup::{AboutDomain, DomainLookup};
use crate::state::{t, use_language};
use beian_locale::{Lang, Words, before::Before, fill};
use beian_model::{Finding, Path};
use beian_rules::identifiers::domain::{Domain, DomainError};
use beian_rules::words as rule_words;
use leptos::prelude::*;
use std::time::Duration;

/// Pause in typing after which the domain is looked at, milliseconds.
const PAUSE: u64 = 400;
/// The id of the field.
const FIELD: &str = "domain-check";

/// How a line is meant; said by its mark as well as its colour.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tone {
    Good,
    Bad,
    Mind,
    Waiting,
}

impl Tone {
    const fn code_and_mark(self) -> (&'static str, &'static str) {
        match self {
            Tone::Good => ("good", "✓"),
            Tone::Bad => ("bad", "✗"),
            Tone::Mind => ("warn", "!"),
            Tone::Waiting => ("waiting", "…"),
        }
    }
}

/// One thing said of the domain.
struct Line {
    /// What it is about: `shape`, `suffix`, `registrable` or `against`.
    about: &'static str,
    tone: Tone,
    text: String,
}

/// The field and what is known of what stands in it.
#[component]
pub fn DomainCheck() -> impl IntoView {
    let language = use_language();
    let typed = RwSignal::new(String::new());
    let lookup = DomainLookup::new();
    let looked_at = lookup.looked_at;
    let timer: StoredValue<Option<TimeoutHandle>> = StoredValue::new(None);
    let stop = move || {
        timer.try_update_value(|timer| {
            if let Some(handle) = timer.take() {
                handle.clear();
            }
        });
    };
    on_cleanup(stop);

    let look = move || {
        if let Some(text) = typed.try_get_untracked() {
            lookup.look(&text);
        }
    };
    let on_input = move |text: String| {
        typed.set(text);
        stop();
        let handle = set_timeout_with_handle(look, Duration::from_millis(PAUSE));
        timer.set_value(handle.ok());
    };
    let now = move || {
        stop();
        look();
    };
    let lines = move || {
        let lang = language.get();
        let lines = lines(&looked_at.read(), &lookup.known.read(), lang);
        lines
            .into_iter()
            .map(|Line { about, tone, text }| {
                let (code, mark) = tone.code_and_mark();
                view! {
                    <li class=format!("verdict__line verdict__line--{code}") data-line=about data-tone=code>
                        <span class="verdict__mark" aria-hidden="true">{mark}</span>
                        <span>{text}</span>
                    </li>
                }
            })
            .collect_view()
    };
    let instead = move || {
        let right = match Domain::parse(&looked_at.read()) {
            Err(DomainError::NotBare(right) | DomainError::Sub(right)) => right,
            _ => return None,
        };
        let words = {
            let right = right.clone();
            move || fill(Before::TryInstead.text(language.get()), |_| Some(&right))
        };
        let take = move |_| {
            typed.set(right.clone());
            now();
            beian_browser::focus::focus_id(FIELD);
        };
        Some(view! {
            <button type="button" class="button button--secondary" data-action="use-suggestion" on:click=take>{words}</button>
        })
    };
    view! {
        <form novalidate class="verdict" on:submit=move |event| {
            event.prevent_default();
            now();
        }>
            <label class="field__label" for=FIELD>{t(Before::DomainLabel)}</label>
            <p class="field__hint" id="domain-check-hint">{t(Before::DomainHint)}</p>
            <div class="field__row">
                <TextInput id=FIELD mode="url" described=Some("domain-check-hint".to_owned()) value=typed on_text=on_input />
                <button type="submit" class="button button--secondary" data-action="check-domain">{t(Before::DomainLook)}</button>
            </div>
            <ul class="verdict__lines" role="status">{lines}</ul>
            {instead}
        </form>
    }
}

/// Everything that can be said of what was typed; nothing of an empty field.
fn lines(typed: &str, told: &AboutDomain, lang: Lang) -> Vec<Line> {
    if typed.is_empty() {
        return Vec::new();
    }
    let words = |finding: &Finding| rule_words::message(finding, lang);
    let suffix = |domain: &Domain| {
        let read = domain.unicode();
        let suffix = read.find('.').map_or("", |dot| &read[dot..]);
        fill(Before::SuffixGood.text(lang), |_| Some(suffix))
    };
    match Domain::parse(typed) {
        Ok(domain) => {
            let (ascii, read) = (domain.as_str(), domain.unicode());
            let kept = match beian_rules::kept_for(Path::Filing, &domain) {
                Some((_, finding)) => Line { about: "suffix", tone: Tone::Mind, text: words(&finding) },
                None => Line { about: "suffix", tone: Tone::Good, text: suffix(&domain) },
            };
            let form = if read == ascii { Before::Registrable } else { Before::RegistrableBoth };
            let text = fill(form.text(lang), |name| Some(if name == "ascii" { ascii } else { &read }));
            let mut lines = vec![kept, Line { about: "registrable", tone: Tone::Good, text }];
            let against = |tone, text| Line { about: "against", tone, text };
            match told {
                Some((_, Ok(view))) if view.findings.is_empty() => {
                    lines.push(against(Tone::Good, Before::NothingAgainst.text(lang).to_owned()));
                }
                Some((_, Ok(view))) => lines.extend(view.findings.iter().map(|one| against(Tone::Bad, words(one)))),
                Some((_, Err(error))) => lines.push(against(Tone::Mind, refusal::words(error, lang))),
                None => lines.push(against(Tone::Waiting, Before::Asking.text(lang).to_owned())),
            }
            lines
        }
        Err(error) => {
            let text = words(&error.finding(Path::Filing, typed));
            match &error {
                DomainError::Shape => vec![Line { about: "shape", tone: Tone::Bad, text }],
                DomainError::Suffix(_) => vec![Line { about: "suffix", tone: Tone::Bad, text }],
                DomainError::NotBare(right) | DomainError::Sub(right) => {
                    let mut lines = vec![Line { about: "registrable", tone: Tone::Bad, text }];
                    if let Ok(domain) = Domain::parse(right) {
                        lines.insert(0, Line { about: "suffix", tone: Tone::Good, text: suffix(&domain) });
                    }
                    lines
                }
            }
        }
    }
}
