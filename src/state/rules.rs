//! The rules with their words, which come in a chunk of their own: asked for by the first page that needs them. Until they are there,
//! what the server found is said in its own sentences.

use crate::chunk::{Missing, chunked};
use beian_browser::waiting::{first_of, rest, woken};
use beian_locale::{Lang, Words, fill, problems, ui::Ui};
use beian_model::{Date, Facts, Filing, Finding, Path, Problem, params};
use beian_rules::{SaidBy, beside};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;

/// What the chunk brings.
#[derive(Clone, Copy)]
pub struct Rules {
    /// Everything that is found of a filing.
    pub check: fn(&Filing, &Facts) -> Vec<Finding>,
    is_local: fn(&Finding) -> bool,
    message: fn(&Finding, Lang) -> String,
    line: fn(&Finding, Lang) -> String,
    refused: fn(&Problem, Lang) -> String,
    asked: fn(&Filing, &Facts, Path, Lang) -> Vec<String>,
    told: fn(&Filing, Date, Path, Lang) -> Option<String>,
    fill_in_inferred: fn(&mut Filing) -> bool,
}

fn here() -> Rules {
    Rules {
        check: beian_rules::check,
        is_local: |finding| beian_rules::rule(&finding.rule).is_some_and(|rule| rule.said_by == SaidBy::Browser),
        message: beian_rules::words::message,
        line: beian_rules::words::line,
        refused: problems::refused,
        asked: beside::asked,
        told: beside::told,
        fill_in_inferred: beian_rules::fill_in_inferred,
    }
}

chunked! {
    rules: fn fetch_rules() -> Rules {
        here()
    }
}

/// So long after a failure the rules are asked for again, milliseconds; at once when the network is back.
const AGAIN_AFTER: u32 = 15_000;
/// The rules come later than this file.
const IS_APART: bool = cfg!(feature = "split");

thread_local! {
    static KNOWN: ArcRwSignal<Option<Rules>> = ArcRwSignal::new(if IS_APART { None } else { Some(here()) });
    static IS_ASKED: Cell<bool> = const { Cell::new(false) };
}

/// The rules where they are there, tracked; where they are not, they are asked for until they come.
pub fn known() -> Option<Rules> {
    let known = KNOWN.with(ArcRwSignal::clone).get();
    if known.is_none() && !IS_ASKED.replace(true) {
        spawn_local(async {
            while ready().await.is_err() {
                first_of(woken(), rest(AGAIN_AFTER)).await;
            }
        });
    }
    known
}

/// A finding is of a rule of this browser, as against the server or a reviewer. What they say carries its sentences.
pub fn is_local(finding: &Finding) -> bool {
    match known() {
        Some(rules) => (rules.is_local)(finding),
        None => finding.get(params::SENTENCE_ZH).is_none(),
    }
}

/// The rules are there, untracked.
pub fn are_known() -> bool {
    KNOWN.with(ArcRwSignal::clone).with_untracked(Option::is_some)
}

/// The rules, waited for.
///
/// # Errors
/// Where they do not come.
pub async fn ready() -> Result<Rules, Missing> {
    let known = KNOWN.with(ArcRwSignal::clone);
    if let Some(rules) = known.get_untracked() {
        return Ok(rules);
    }
    let rules = fetch_rules().await?;
    known.set(Some(rules));
    Ok(rules)
}

/// A finding in words, beside its field.
pub fn message(finding: &Finding, lang: Lang) -> String {
    if !IS_APART {
        return beian_rules::words::message(finding, lang);
    }
    match known() {
        Some(rules) => (rules.message)(finding, lang),
        None if is_local(finding) => Ui::Loading.text(lang).to_owned(),
        None => problems::sentence(finding, lang),
    }
}

/// A finding in words, away from its field.
pub fn line(finding: &Finding, lang: Lang) -> String {
    if !IS_APART {
        return beian_rules::words::line(finding, lang);
    }
    match known() {
        Some(rules) => (rules.line)(finding, lang),
        None if is_local(finding) => Ui::Loading.text(lang).to_owned(),
        None => problems::sentence(finding, lang),
    }
}

/// What the bureau of the filing's province asks of a field, a sentence each.
pub fn asked(filing: &Filing, facts: &Facts, path: Path, lang: Lang) -> Vec<String> {
    known().map(|rules| (rules.asked)(filing, facts, path, lang)).unwrap_or_default()
}

/// What the number in a field tells, in words.
pub fn told(filing: &Filing, today: Date, path: Path, lang: Lang) -> Option<String> {
    (known()?.told)(filing, today, path, lang)
}

/// Puts what the certificate number tells into the choices that are still empty. Says whether any was.
pub fn fill_in_inferred(filing: &mut Filing) -> bool {
    known().is_some_and(|rules| (rules.fill_in_inferred)(filing))
}

/// A refusal in words. Before the words of its kind are there it is what the server said.
pub fn refused(problem: &Problem, lang: Lang) -> String {
    if !IS_APART {
        return problems::refused(problem, lang);
    }
    match known() {
        Some(rules) => (rules.refused)(problem, lang),
        None if problem.detail.is_empty() => {
            let status = problem.status.to_string();
            fill(Ui::Unreadable.text(lang), |_| Some(&status))
        }
        None => problem.detail.clone(),
    }
}
