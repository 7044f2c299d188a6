//! What is said of a domain: suffix and form by the rules at once, then what the server knows against it.

use super::refusal;
use crate::dynamic::{dynamic, effect};
use crate::state::domain_lookup::{AboutDomain, DomainLookup};
use crate::state::rules as rule_words;
use crate::state::use_language;
use beian_locale::{Lang, Words, before::Before, fill};
use beian_model::{Finding, Path, Severity};
use beian_rules::identifiers::domain::{Domain, DomainError};
use leptos::prelude::*;

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
    /// What it is about: `shape`, `cut`, `suffix`, `registrable` or `against`.
    about: &'static str,
    tone: Tone,
    text: String,
}

/// What is said of the domain that is looked at.
#[component]
pub fn Verdict(
    /// What is looked at, as it was typed.
    looked_at: RwSignal<String>,
) -> impl IntoView {
    let language = use_language();
    let lookup = DomainLookup::new();
    effect(move || {
        let typed = looked_at.read();
        lookup.look(cut(&typed).as_deref().unwrap_or(&typed));
    });
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
    view! {
        <ul class="verdict__lines" role="status">{dynamic(lines)}</ul>
    }
}

/// The domain in an address, or the one above a sub-domain or `www`; nothing where what was typed is a domain itself, or has none.
fn cut(typed: &str) -> Option<String> {
    match Domain::parse(typed) {
        Err(DomainError::NotBare(right) | DomainError::Sub(right)) => Some(right),
        _ => None,
    }
}

/// Everything that can be said of what was typed; nothing of an empty field.
fn lines(typed: &str, told: &AboutDomain, lang: Lang) -> Vec<Line> {
    if typed.is_empty() {
        return Vec::new();
    }
    let words = |finding: &Finding| rule_words::message(finding, lang);
    let suffix = |read: &str| {
        let suffix = read.find('.').map_or("", |dot| &read[dot..]);
        fill(Before::SuffixGood.text(lang), |_| Some(suffix))
    };
    let cut = cut(typed);
    let looked_at = cut.as_deref().unwrap_or(typed);
    let parsed = Domain::parse(looked_at);
    // Which suffixes may be filed, the server knows of today: its list may be another than this program's.
    let told_of = match told {
        Some((_, Ok(view))) => Some(view),
        _ => None,
    };
    let named = match (&parsed, told_of) {
        (Ok(_), Some(view)) if view.domain.is_empty() => {
            let line = |one| Line { about: "suffix", tone: Tone::Bad, text: words(one) };
            return view.findings.iter().map(line).collect();
        }
        (Ok(domain), _) => Ok((domain.as_str(), domain.unicode())),
        (Err(DomainError::Suffix(_)), Some(view)) if !view.domain.is_empty() => {
            Ok((&*view.domain, view.unicode.clone()))
        }
        (Err(error), _) => Err(error),
    };
    match named {
        Ok((ascii, read)) => {
            let kept = parsed.as_ref().ok().and_then(|domain| beian_rules::kept_for(Path::Filing, domain));
            let kept = match kept {
                Some((_, finding)) => Line { about: "suffix", tone: Tone::Mind, text: words(&finding) },
                None => Line { about: "suffix", tone: Tone::Good, text: suffix(&read) },
            };
            let form = if read == ascii { Before::Registrable } else { Before::RegistrableBoth };
            let text = fill(form.text(lang), |name| Some(if name == "ascii" { ascii } else { &read }));
            let mut lines = vec![kept, Line { about: "registrable", tone: Tone::Good, text }];
            if cut.is_some() {
                let text = fill(Before::LookedAt.text(lang), |_| Some(looked_at));
                lines.insert(0, Line { about: "cut", tone: Tone::Mind, text });
            }
            let against = |tone, text| Line { about: "against", tone, text };
            match told {
                Some((_, Ok(view))) if view.findings.is_empty() => {
                    lines.push(against(Tone::Good, Before::NothingAgainst.text(lang).to_owned()));
                }
                Some((_, Ok(view))) => lines.extend(view.findings.iter().map(|one| {
                    let tone = if one.severity == Severity::Error { Tone::Bad } else { Tone::Mind };
                    against(tone, words(one))
                })),
                Some((_, Err(error))) => lines.push(against(Tone::Mind, refusal::words(error, lang))),
                None => lines.push(against(Tone::Waiting, Before::Asking.text(lang).to_owned())),
            }
            lines
        }
        Err(error) => {
            let about = if matches!(error, DomainError::Shape) { "shape" } else { "suffix" };
            vec![Line { about, tone: Tone::Bad, text: words(&error.finding(Path::Filing, typed)) }]
        }
    }
}
