//! What the audit log says of a filing (审计记录): who saw it and what was done to it, newest first, for seniors and administrators. That they
//! look is noted too.

use crate::accounts::people::Colleague;
use crate::app::App;
use crate::audit::Entry;
use crate::audit::who::Kind;
use crate::http::extract::Query;
use crate::http::plain_page::{self, in_lang, lang_of, time_in_china};
use crate::http::problem::{Answer, Refused};
use crate::oversight::csv_text;
use axum::extract::State;
use axum::response::Response;
use beian_locale::oversight::{AuditPage, AuditWords};
use beian_locale::{Lang, Word, Words, fill};
use beian_model::{FilingId, Problem, ProblemKind, Timestamp};
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue};
use maud::{Markup, html};
use serde::Deserialize;
use std::collections::BTreeMap;
use utoipa::IntoParams;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Where the page is.
const PAGE: &str = "/api/v1/staff/audit";
/// Where it is as a table.
const CSV: &str = "/api/v1/staff/audit.csv";
/// Entries on a page.
const ENTRIES: u64 = 50;
/// Entries that are exported at the most, and that are read at a time.
const EXPORTED: (usize, u64) = (10_000, 500);

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show)).routes(routes!(export))
}

/// Which entries are asked for.
#[derive(Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct At {
    /// `zh-CN` or `en`; without it, the language that the browser asks for.
    lang: Option<String>,
    /// Receipt number or id of the filing; without it, a form asks for it.
    filing: Option<String>,
    /// Entries before this number: the link to the next page has it.
    #[param(pattern = "^[0-9]{0,18}$")]
    before: Option<String>,
}

impl At {
    /// The filing that is asked about: one that was submitted.
    async fn filing(&self, app: &App) -> Answer<Option<FilingId>> {
        let Some(named) = self.filing.as_deref().map(str::trim).filter(|named| !named.is_empty()) else {
            return Ok(None);
        };
        let by_number = app.store.filing_of_number(named).await?;
        let id = by_number.unwrap_or_else(|| FilingId(named.to_owned()));
        // A draft is its applicant's alone.
        if app.store.was_submitted(&id).await? { Ok(Some(id)) } else { Err(ProblemKind::NotFound.into()) }
    }
}

/// Who saw and did what to a filing.
#[utoipa::path(get, path = "/staff/audit", tag = "oversight", params(At), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(State(app): State<App>, _: Colleague, Query(at): Query<At>, headers: HeaderMap) -> Answer<Response> {
    let lang = lang_of(at.lang.as_deref(), &headers);
    let body = match at.filing(&app).await? {
        None => html! { (top(lang, "")) (form(lang)) },
        Some(filing) => {
            let before = match at.before.as_deref().filter(|before| !before.is_empty()) {
                Some(before) => Some(before.parse().map_err(|_| Refused::misread("before"))?),
                None => None,
            };
            // The look is noted first, so that it is among them.
            app.store.note_audit_look(&filing).await?;
            let entries = app.store.audit_of_filing(&filing, before, ENTRIES).await?;
            let number = app.store.number_of(&filing).await?;
            let names: BTreeMap<String, String> = app.store.staff_names().await?.into_iter().collect();
            page(lang, &filing, &number, &entries, &names)
        }
    };
    let mut answer = plain_page::page_in(lang, AuditPage::Title.text(lang), &body);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(answer)
}

/// The same as a table, 10,000 entries at most.
#[utoipa::path(get, path = "/staff/audit.csv", tag = "oversight", params(At), responses(
    (status = 200, content_type = "text/csv; charset=utf-8", body = String), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn export(
    State(app): State<App>,
    _: Colleague,
    Query(at): Query<At>,
    headers: HeaderMap,
) -> Answer<Response> {
    let lang = lang_of(at.lang.as_deref(), &headers);
    let filing = at.filing(&app).await?.ok_or_else(|| Refused::misread("filing"))?;
    app.store.note_audit_look(&filing).await?;
    let number = app.store.number_of(&filing).await?;
    let names: BTreeMap<String, String> = app.store.staff_names().await?.into_iter().collect();
    let mut rows: Vec<Vec<String>> = vec![COLUMNS.map(|word| word.text(lang).to_owned()).to_vec()];
    let mut before = None;
    while rows.len() <= EXPORTED.0 {
        let entries = app.store.audit_of_filing(&filing, before, EXPORTED.1).await?;
        let Some(last) = entries.last() else { break };
        before = Some(last.number);
        rows.extend(entries.iter().map(|entry| cells(entry, &names, lang)));
    }
    let text = csv_text::of(rows.iter().map(|row| row.iter().map(String::as_str)));
    let plain: String = number.chars().filter(char::is_ascii_alphanumeric).collect();
    Ok(csv_text::answer(&format!("audit-{plain}"), text))
}

/// Places of the columns whose words stay on one line: when, what, how it ended.
const WHOLE: [usize; 3] = [0, 2, 3];

/// What the columns are called.
const COLUMNS: [Word; 7] = [
    AuditPage::When,
    AuditPage::Who,
    AuditPage::What,
    AuditPage::Outcome,
    AuditPage::Network,
    AuditPage::Browser,
    AuditPage::Details,
];

/// Who acted, by name where it is a colleague.
fn who(entry: &Entry, names: &BTreeMap<String, String>, lang: Lang) -> String {
    let kind = entry.actor_kind.parse().ok();
    let word = match kind {
        Some(Kind::Colleague) => {
            let name = names.get(&entry.actor).map_or(entry.actor.as_str(), String::as_str);
            return fill(AuditPage::Colleague.text(lang), |_| Some(name));
        }
        Some(Kind::Applicant) => AuditPage::Applicant,
        Some(Kind::Phone) => AuditPage::Phone,
        Some(Kind::System) => AuditPage::System,
        Some(Kind::CommandLine) => AuditPage::CommandLine,
        Some(Kind::Nobody) | None => AuditPage::Nobody,
    };
    word.text(lang).to_owned()
}

/// What more is said, without the signs of JSON.
fn details(entry: &Entry) -> String {
    let Ok(serde_json::Value::Object(all)) = serde_json::from_str(&entry.details) else { return entry.details.clone() };
    let one = |(name, value): (&String, &serde_json::Value)| match value.as_str() {
        Some(text) => format!("{name}: {text}"),
        None => format!("{name}: {value}"),
    };
    all.iter().map(one).collect::<Vec<_>>().join("; ")
}

/// An entry as a row.
fn cells(entry: &Entry, names: &BTreeMap<String, String>, lang: Lang) -> Vec<String> {
    let what = AuditWords::of(&entry.action).map_or(entry.action.as_str(), |word| word.text(lang));
    let outcome = match entry.outcome.as_str() {
        "done" => AuditPage::Done.text(lang).to_owned(),
        kind => fill(AuditPage::Refused.text(lang), |_| Some(kind)),
    };
    vec![
        time_in_china(Timestamp(entry.at)),
        who(entry, names, lang),
        what.to_owned(),
        outcome,
        entry.address.clone(),
        entry.browser.clone(),
        details(entry),
    ]
}

fn top(lang: Lang, query: &str) -> Markup {
    let said = |word: Word| word.text(lang);
    let other = if lang == Lang::Chinese { Lang::English } else { Lang::Chinese };
    html! {
        p {
            a.alone href="/desk" { (said(AuditPage::ToDesk)) } " · "
            a.alone href=(in_lang("/api/v1/staff/account", lang)) { (said(AuditPage::Account)) } " · "
            a.alone href={ (in_lang(PAGE, other)) (query) } hreflang=(other.as_str()) lang=(other.as_str()) { (said(AuditPage::Language)) }
        }
    }
}

/// Asks which filing.
fn form(lang: Lang) -> Markup {
    html! {
        p { (AuditPage::Intro.text(lang)) }
        form.fields method="get" action=(PAGE) {
            input type="hidden" name="lang" value=(lang.as_str());
            label for="filing" { (AuditPage::Number.text(lang)) }
            input id="filing" name="filing" required;
            p { button { (AuditPage::Show.text(lang)) } }
        }
    }
}

fn page(lang: Lang, filing: &FilingId, number: &str, entries: &[Entry], names: &BTreeMap<String, String>) -> Markup {
    let said = |word: Word| word.text(lang);
    let query = format!("&filing={filing}");
    let next = entries.last().filter(|_| entries.len() as u64 == ENTRIES);
    html! {
        (top(lang, &query))
        h2.section { (number) }
        p {
            a.alone href={ "/desk#/filings/" (filing) } { (said(AuditPage::Open)) } " · "
            a.alone href={ (in_lang(CSV, lang)) (query) } download { (said(AuditPage::Export)) }
        }
        @if entries.is_empty() { p { (said(AuditPage::None)) } }
        div.wide tabindex="0" role="region" aria-label=(said(AuditPage::Title)) {
            table {
                thead { tr { @for word in COLUMNS { th scope="col" { (said(word)) } } } }
                tbody { @for entry in entries { tr data-entry=(entry.number) { @for (n, cell) in cells(entry, names, lang).into_iter().enumerate() { td.whole[WHOLE.contains(&n)] { (cell) } } } } }
            }
        }
        @if let Some(last) = next {
            p { a rel="next" href={ (in_lang(PAGE, lang)) (query) "&before=" (last.number) } { (said(AuditPage::Next)) } }
        }
        (form(lang))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::What;

    #[test]
    fn every_event_has_its_words() {
        for what in What::ALL {
            assert!(AuditWords::of(what.as_str()).is_some(), "{what:?}");
        }
    }
}
