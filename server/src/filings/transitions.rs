//! A change of state with everything that belongs to it: the rule, the timeline, the messages, who is woken.

use crate::access::changes::{self, By, Change};
use crate::app::App;
use crate::directory::authorisation_codes;
use crate::filings::stored::{Committed, FilingChange, Moved, PassedAttachment, Submitted};
use crate::filings::{returned, risks, view};
use crate::http::problem::{Answer, Refused};
use crate::messages::notices::{self, Saying};
use crate::notifier::Key;
use crate::storage::{FilingRow, StandingReason, StoreError};
use crate::verification::reuse;
use beian_locale::known::CodeRefused;
use beian_model::wire::ReturnRequest;
use beian_model::{Actor, Event, Filing, Finding, Path, ProblemKind, Severity, Status, Timestamp, params};
use beian_rules::checks::fields::{REQUIRED, TOO_LONG};
use beian_rules::checks::review::RETURNED;
use beian_rules::{text, transition};
use std::borrow::Cow;

/// A change of state to make.
pub struct Move<'a> {
    /// What happens.
    pub event: Event,
    /// Who does it.
    pub actor: Actor,
    /// What they say.
    pub note: &'a str,
    /// Key of a submission.
    pub key: Option<String>,
}

/// Longest note, in characters.
const LONGEST_NOTE: usize = 500;

/// What a colleague or an applicant writes, as it is read: without what nobody sees.
///
/// # Errors
/// `invalid` when it is longer than it may be; none is cut short.
pub fn written(note: &str, at: Path) -> Answer<Cow<'_, str>> {
    let note = text::free(note);
    fits(&note, at)?;
    Ok(note)
}

/// A note is no longer than it may be; none is cut short.
fn fits(note: &str, at: Path) -> Answer<()> {
    let count = note.chars().count();
    if count > LONGEST_NOTE {
        let finding = TOO_LONG.at(at).with(params::MAX, LONGEST_NOTE).with(params::COUNT, count);
        return Err(Refused::invalid(vec![finding]));
    }
    Ok(())
}

/// Makes the change over the version at which the row was read; gives the row as it is then.
///
/// # Errors
/// `invalid` when the note is too long, `not-now` when the table of moves does not have it, `stale` when somebody wrote in between.
pub async fn make(app: &App, mut row: FilingRow, this: Move<'_>) -> Answer<FilingRow> {
    let now = app.clock.now();
    let note = written(this.note, Path::Filing)?;
    changes::require(Change::Move(this.event), By::Actor(this.actor), row.status)?;
    row.status = transition(row.status, this.event, this.actor).map_err(|_| ProblemKind::NotNow)?;
    if row.status == Status::SmsPending {
        row.sms_opened_at = Some(now);
    }
    if this.event == Event::Submit {
        // Every reason was answered: the rules for submission saw to that.
        row.reasons.clear();
    }
    let submitted = match this.event {
        // One that passes from now on makes the version grow, and this is refused.
        Event::Submit => {
            let rows = app.store.verifications(&row.id).await?;
            let rests_on = reuse::holding_all(&rows, &row.document).map(|one| one.id.clone()).collect();
            Some(Submitted { rests_on, at_risk: risks::are_in(app, &row, &rows).await? })
        }
        _ => None,
    };
    let note = if this.event == Event::Submit { accepted(app, &row.document) } else { note.into_owned() };
    let saying = saying(app, &row, if this.event == Event::Submit { "" } else { &note }, now);
    // The reasons of this return are kept in full where the history is read; those that stand change with the document.
    let note = if row.status.is_back() { notices::in_full(&row, &note) } else { note };
    let messages = match app.store.account(&row.account).await? {
        Some(account) => notices::of_event(this.event, &row, &account.reader(), saying),
        None => Vec::new(),
    };
    let change = FilingChange {
        messages,
        moved: Some(Moved { event: this.event, actor: this.actor, note }),
        submitted,
        key: this.key,
        passed: None,
        row,
    };
    commit(app, change).await
}

/// What a message of a change says beside what happened.
fn saying(app: &App, row: &FilingRow, note: &str, now: Timestamp) -> Saying {
    Saying { note: note.to_owned(), until: until(app, row.status, now), address: address(app, row) }
}

/// Where the applicant of a filing goes on: the pages, and of a filing that came back its first returned field. Empty where the settings do not tell.
pub fn address(app: &App, row: &FilingRow) -> String {
    let Some(base) = app.config.pages_at() else { return String::new() };
    match view::returned_at(row) {
        // The brackets of a path have no place in a query.
        Some((step, path)) => {
            let path = path.to_string().replace('[', "%5B").replace(']', "%5D");
            format!("{base}/filings/{}/{step}?field={path}&then=preview", row.id)
        }
        None => base,
    }
}

/// What the applicant would read if a reviewer made this change now; empty where nobody is told. Nothing is written or sent.
///
/// # Errors
/// `not-now` when the table of moves does not have it, `invalid` as for the change itself.
pub async fn would_say(
    app: &App,
    mut row: FilingRow,
    event: Event,
    request: &ReturnRequest,
    by: &str,
) -> Answer<String> {
    let now = app.clock.now();
    row.status = transition(row.status, event, Actor::Reviewer).map_err(|_| ProblemKind::NotNow)?;
    if matches!(event, Event::Return | Event::Reject | Event::BureauReject) {
        let verifications = app.store.verifications(&row.id).await?;
        row.reasons = reasons(request, by, &row, &verifications, now)?;
    }
    let note = written(&request.note, Path::Filing)?;
    let Some(account) = app.store.account(&row.account).await? else { return Ok(String::new()) };
    let saying = saying(app, &row, &note, now);
    Ok(notices::to_applicant(event, &row, &account.reader(), saying).unwrap_or_default())
}

/// Until when somebody must do something about a filing that is in this state since a moment.
pub fn until(app: &App, status: Status, since: Timestamp) -> Option<Timestamp> {
    let deadlines = &app.config.deadlines;
    match status {
        Status::SmsPending => Some(since.plus(deadlines.sms)),
        _ if status.is_editable() => Some(since.plus(deadlines.idle_days * 86_400)),
        _ => None,
    }
}

/// What was agreed to with a submission, and in which version: kept with its time, and read by the applicant and at the desk.
fn accepted(app: &App, document: &Filing) -> String {
    let mut said = String::new();
    for one in app.texts.agreements() {
        let version = document.text(Path::Agreement(one.of)).unwrap_or_default();
        said.push_str(if said.is_empty() { "已同意 / Agreed to: " } else { "; " });
        said.push_str(&format!("{} {} ({version})", one.title_zh, one.title_en));
    }
    said
}

/// Writes a change, and wakes who waits for the filing.
///
/// # Errors
/// `stale` when somebody wrote in between, `cancelled` when the hand-off that was to pass had ended.
pub async fn commit(app: &App, mut change: FilingChange) -> Answer<FilingRow> {
    let now = app.clock.now();
    match app.store.commit(&change, now).await {
        Ok(Committed { version, ended }) => {
            for ended in ended {
                app.notifier.announce(&Key::Verification(ended.clone()));
            }
            change.row.version = version;
            change.row.updated_at = now;
            if change.moved.is_some() {
                change.row.status_since = now;
            }
            app.notifier.announce(&Key::Filing(change.row.id.clone()));
            if change.moved.is_some() {
                app.notifier.announce(&Key::Queue);
            }
            Ok(change.row)
        }
        Err(StoreError::Stale) => Err(ProblemKind::Stale.into()),
        Err(StoreError::Exists) => Err(ProblemKind::KeyReused.into()),
        Err(StoreError::NotFound) => Err(ProblemKind::Cancelled.into()),
        Err(StoreError::CodeTaken(code)) => Err(Refused::invalid(taken_in_between(app, &change.row, &code).await?)),
        Err(error) => Err(error.into()),
    }
}

/// At the sites that name it: the code was taken by another filing, or withdrawn, in the moment since that was looked at.
async fn taken_in_between(app: &App, row: &FilingRow, code: &str) -> Answer<Vec<Finding>> {
    let account = app.store.account(&row.account).await?;
    let mobile = account.map(|account| account.mobile).unwrap_or_default();
    let why = authorisation_codes::against(app, code, &mobile, &row.id).await?.unwrap_or(CodeRefused::Used);
    let sites = row.document.sites.iter().filter(|site| text::code(&site.resource) == code);
    Ok(sites.map(|site| authorisation_codes::refused(site.id, why)).collect())
}

/// Writes a document, which answers the reasons for a return whose values it changes. With it passes the hand-off whose phone
/// sent what is new in it.
///
/// # Errors
/// As [`commit`].
pub async fn write(
    app: &App,
    mut row: FilingRow,
    document: Filing,
    passed: Option<PassedAttachment>,
) -> Answer<FilingRow> {
    let verifications = app.store.verifications(&row.id).await?;
    // A field that is put back to what was returned has its reason again.
    if row.status.is_back()
        && let Some(returned) = app.store.last_return(&row.id, true).await?
    {
        row.reasons = returned.reasons;
    }
    row.reasons.retain(|reason| !returned::is_answered(reason, &document, &verifications));
    row.document = document;
    commit(app, FilingChange { row, moved: None, submitted: None, key: None, passed, messages: Vec::new() }).await
}

/// Reasons as they will stand: each with the value that it was said of.
///
/// # Errors
/// `invalid` when there is none, or one has no text.
pub fn reasons(
    request: &ReturnRequest,
    by: &str,
    row: &FilingRow,
    verifications: &[crate::storage::VerificationRow],
    at: Timestamp,
) -> Answer<Vec<StandingReason>> {
    if request.reasons.is_empty() {
        return Err(Refused::invalid(vec![REQUIRED.at(Path::Filing)]));
    }
    let mut standing = Vec::new();
    for reason in &request.reasons {
        let text = written(&reason.text, reason.path)?;
        if text.is_empty() {
            return Err(Refused::invalid(vec![REQUIRED.at(reason.path)]));
        }
        let value = value_at(&row.document, verifications, reason.path);
        // A field that can be changed must be; what is said of the whole is for the applicant to read.
        let severity = if value.is_some() { Severity::Error } else { Severity::Risk };
        let mut finding = RETURNED.at(reason.path).with(params::TEXT, &*text).with(params::BY, by).with(params::AT, at);
        finding.severity = severity;
        standing.push(StandingReason { finding, value });
    }
    Ok(standing)
}

/// The value at a path as something to compare: text, the ids of its pages, the passed verification, or a list.
pub fn value_at(filing: &Filing, verifications: &[crate::storage::VerificationRow], path: Path) -> Option<String> {
    if let Some(text) = filing.text(path) {
        return Some(text.to_owned());
    }
    if let Some(pages) = filing.pages(path) {
        let ids: Vec<&str> = pages.iter().map(|page| page.id.as_str()).collect();
        return Some(ids.join(","));
    }
    if let Path::Site(id, field) = path {
        let site = serde_json::to_value(filing.site(id)?).ok()?;
        return Some(site.get(field.as_str())?.to_string());
    }
    let of = path.verified_person()?;
    Some(crate::verification::stored::passed_of(verifications, of).map(|row| row.id.to_string()).unwrap_or_default())
}
