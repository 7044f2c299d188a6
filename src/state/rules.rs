//! The rules with their words, which come in a chunk: asked for by the first page that needs them, in the way that the program says as
//! it starts. Until they are there, what the server found is said in the server's own sentences.

use crate::chunk::{Missing, at_last, chunked};
use beian_locale::{Lang, Words, fill, problems, ui::Ui};
use beian_model::{Date, Facts, Filing, Finding, Path, Problem, Province, params};
use beian_rules::{SaidBy, beside};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll, Waker};

/// What a number tells, asked for with the number in a field, today's date and the language.
type Told = fn(Path, &dyn Fn() -> Option<String>, &dyn Fn() -> Date, Lang) -> Option<String>;

/// What a province's bureau says of a field, a line each.
type OfBureau = fn(Option<Province>, &Facts, Path, Lang) -> Option<String>;

/// What the chunk brings.
#[derive(Clone, Copy)]
pub struct Rules {
    /// Everything that is found of a filing.
    pub check: fn(&Filing, &Facts) -> Vec<Finding>,
    is_local: fn(&Finding) -> bool,
    message: fn(&Finding, Lang) -> String,
    line: fn(&Finding, Lang) -> String,
    refused: fn(&Problem, Lang) -> String,
    asked: OfBureau,
    sources: OfBureau,
    told: Told,
    fill_in_inferred: fn(&mut Filing) -> bool,
}

impl Rules {
    /// All of them.
    fn all() -> Rules {
        Rules {
            check: beian_rules::check,
            asked: beside::asked,
            sources: beside::sources,
            told: beside::told,
            fill_in_inferred: beian_rules::fill_in_inferred,
            ..Rules::words()
        }
    }

    /// Their words, for a program that shows what the server found and finds nothing by itself.
    pub fn words() -> Rules {
        Rules {
            check: |_, _| Vec::new(),
            is_local: |finding| beian_rules::rule(&finding.rule).is_some_and(|rule| rule.said_by == SaidBy::Browser),
            message: beian_rules::words::message,
            line: beian_rules::words::line,
            refused: problems::refused,
            asked: |_, _, _, _| None,
            sources: |_, _, _, _| None,
            told: |_, _, _, _| None,
            fill_in_inferred: |_| false,
        }
    }
}

chunked! {
    rules: fn fetch_rules() -> Rules {
        Rules::all()
    }
}

/// Rules on their way.
pub type Coming = Pin<Box<dyn Future<Output = Result<Rules, Missing>>>>;

/// How the wizard comes by the rules.
pub fn of_wizard() -> Coming {
    Box::pin(fetch_rules())
}

thread_local! {
    static KNOWN: ArcRwSignal<Option<Rules>> = ArcRwSignal::new(None);
    static IS_MISSING: ArcRwSignal<bool> = ArcRwSignal::new(false);
    static FETCH: Cell<Option<fn() -> Coming>> = const { Cell::new(None) };
    static IS_ASKED: Cell<bool> = const { Cell::new(false) };
}

/// The program fetches the rules like this. Nothing is fetched yet; a program that never says it has none.
pub fn come_by(fetch: fn() -> Coming) {
    FETCH.set(Some(fetch));
}

/// The rules where they are there, tracked; where they are not, they are asked for until they come.
pub fn known() -> Option<Rules> {
    let known = KNOWN.with(ArcRwSignal::clone);
    if known.with_untracked(Option::is_none)
        && let Some(fetch) = FETCH.get()
        && !IS_ASKED.replace(true)
    {
        ask(fetch);
    }
    known.get()
}

fn ask(fetch: fn() -> Coming) {
    let fetch_and_tell =
        move || async move { fetch().await.inspect_err(|_| IS_MISSING.with(ArcRwSignal::clone).set(true)) };
    let mut coming = Box::pin(at_last(fetch_and_tell));
    match coming.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
        // What was never apart is here at once.
        Poll::Ready(rules) => learn(rules),
        Poll::Pending => spawn_local(async move { learn(coming.await) }),
    }
}

fn learn(rules: Rules) {
    let known = KNOWN.with(ArcRwSignal::clone);
    if known.with_untracked(Option::is_none) {
        known.set(Some(rules));
        IS_MISSING.with(ArcRwSignal::clone).set(false);
    }
}

/// The rules did not come when they were asked for, tracked; they are asked for again.
pub fn are_missing() -> bool {
    IS_MISSING.with(ArcRwSignal::clone).get()
}

/// A finding is of a rule of this browser, as against the server or a reviewer. What they say carries its sentences.
pub fn is_local(finding: &Finding) -> bool {
    match known() {
        Some(rules) => (rules.is_local)(finding),
        None => finding.get(params::SENTENCE_ZH).is_none(),
    }
}

/// The rules are there, untracked; where they are not, they are asked for.
pub fn are_known() -> bool {
    untrack(known).is_some()
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
    let fetch = FETCH.get().ok_or(Missing)?;
    let rules = fetch().await?;
    learn(rules);
    Ok(rules)
}

/// A finding in words, beside its field.
pub fn message(finding: &Finding, lang: Lang) -> String {
    match known() {
        Some(rules) => (rules.message)(finding, lang),
        None if is_local(finding) => Ui::Loading.text(lang).to_owned(),
        None => problems::sentence(finding, lang),
    }
}

/// A finding in words, away from its field.
pub fn line(finding: &Finding, lang: Lang) -> String {
    match known() {
        Some(rules) => (rules.line)(finding, lang),
        None if is_local(finding) => Ui::Loading.text(lang).to_owned(),
        None => problems::sentence(finding, lang),
    }
}

/// What the bureau of the filing's province asks of a field, a sentence a line.
pub fn asked(province: Option<Province>, facts: &Facts, path: Path, lang: Lang) -> Option<String> {
    (known()?.asked)(province, facts, path, lang)
}

/// Where that was read, a source a line.
pub fn sources(province: Option<Province>, facts: &Facts, path: Path, lang: Lang) -> Option<String> {
    (known()?.sources)(province, facts, path, lang)
}

/// What the number in a field tells, in words; the number and today's date are asked for where the field has one that tells something.
pub fn told(path: Path, number: &dyn Fn() -> Option<String>, today: &dyn Fn() -> Date, lang: Lang) -> Option<String> {
    (known()?.told)(path, number, today, lang)
}

/// Puts what the certificate number tells into the choices that are still empty. Says whether any was.
pub fn fill_in_inferred(filing: &mut Filing) -> bool {
    known().is_some_and(|rules| (rules.fill_in_inferred)(filing))
}

/// A refusal in words. Before the words of its kind are there it is what the server said.
pub fn refused(problem: &Problem, lang: Lang) -> String {
    match known() {
        Some(rules) => (rules.refused)(problem, lang),
        None if problem.detail.is_empty() => {
            let status = problem.status.to_string();
            fill(Ui::Unreadable.text(lang), |_| Some(&status))
        }
        None => problem.detail.clone(),
    }
}
