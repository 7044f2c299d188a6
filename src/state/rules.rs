//! The rules with their words, which come in a chunk of their own: asked for by the first page that needs them. Until they are there,
//! what the server found is said in its own sentences.

use crate::chunk::{Missing, chunked};
use beian_locale::{Lang, Words, fill, problems, ui::Ui};
use beian_model::{Facts, Filing, Finding, Problem};
use beian_rules::SaidBy;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;

/// What the chunk brings.
#[derive(Clone, Copy)]
pub struct Rules {
    /// Everything that is found of a filing.
    pub check: fn(&Filing, &Facts) -> Vec<Finding>,
    /// A finding is of a rule of this browser, as against the server or a reviewer.
    pub is_local: fn(&Finding) -> bool,
    message: fn(&Finding, Lang) -> String,
    line: fn(&Finding, Lang) -> String,
    refused: fn(&Problem, Lang) -> String,
}

fn here() -> Rules {
    Rules {
        check: beian_rules::check,
        is_local: |finding| beian_rules::rule(&finding.rule).is_some_and(|rule| rule.said_by == SaidBy::Browser),
        message: beian_rules::words::message,
        line: beian_rules::words::line,
        refused: problems::refused,
    }
}

chunked! {
    rules: fn fetch_rules() -> Rules {
        here()
    }
}

/// The rules come later than this file.
const IS_APART: bool = cfg!(feature = "split");

thread_local! {
    static KNOWN: ArcRwSignal<Option<Rules>> = ArcRwSignal::new(if IS_APART { None } else { Some(here()) });
    static IS_ASKED: Cell<bool> = const { Cell::new(false) };
}

/// The rules where they are there, tracked; where they are not, they are asked for.
pub fn known() -> Option<Rules> {
    let known = KNOWN.with(ArcRwSignal::clone).get();
    if known.is_none() && !IS_ASKED.replace(true) {
        spawn_local(async {
            // Whoever needs them next asks again; who cannot go on without them says so.
            let _ = ready().await;
            IS_ASKED.set(false);
        });
    }
    known
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
        None => problems::sentence(finding, lang),
    }
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
