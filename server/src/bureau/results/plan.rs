//! What each row of a file of results will do, or why it will do nothing and what would be right. Made for the preview, and made again as it is
//! confirmed: what differs then is seen by the row's mark.

use crate::access::decide::may_record;
use crate::accounts::stored::Staff;
use crate::app::App;
use crate::bureau::results::table::Row;
use crate::filings::{numbers, transitions};
use crate::http::problem::Answer;
use crate::secret;
use crate::storage::{FilingRow, StandingReason, StoreError};
use beian_locale::Lang;
use beian_locale::fields::bare_label;
use beian_model::wire::{IcpNumbers, ReturnReason, ReturnRequest};
use beian_model::{Event, Filing, Path, Status};
use beian_rules::text;
use std::collections::HashMap;

/// Longest reason, in characters.
const LONGEST: usize = 500;

/// What a result does to a filing.
pub enum Step {
    /// 管局通过.
    Approve(IcpNumbers),
    /// 管局驳回.
    Reject(Path, String, Vec<StandingReason>),
    /// 短信核验失败.
    Lapse,
    /// 短信核验完成.
    Verify,
}

impl Step {
    /// The event that it is.
    pub fn event(&self) -> Event {
        match self {
            Step::Approve(_) => Event::BureauApprove,
            Step::Reject(..) => Event::BureauReject,
            Step::Lapse => Event::SmsFailed,
            Step::Verify => Event::SmsVerified,
        }
    }
}

/// Why a row does nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// There is no such filing.
    Number,
    /// Its data cannot be read.
    Unreadable,
    /// The result is none.
    Result,
    /// The filing is in a state; the result is for another.
    State(Status, Status),
    /// A colleague has it.
    Held,
    /// The number is not of the province's form: what it begins with.
    Icp(char),
    /// The filing has no province.
    Province,
    /// There is no reason.
    Reason,
    /// It is too long: so many characters.
    ReasonLong(usize),
    /// There is no such field.
    Field,
    /// Another row says the same.
    Repeated(u64),
    /// Another row says otherwise.
    Contradicts(u64),
}

/// A row with what it will do.
pub struct Planned {
    /// The row.
    pub row: Row,
    /// What it will do, over the filing as it was seen.
    pub step: Result<(FilingRow, Step), Wrong>,
    /// Says in few letters what was planned: another plan has another mark.
    pub mark: String,
}

/// The event of a result, as people and systems write it.
fn event(result: &str) -> Option<Event> {
    let plain: String = result.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Some(match plain.as_str() {
        "通过" | "管局通过" | "审核通过" | "approved" | "approve" => Event::BureauApprove,
        "驳回" | "管局驳回" | "不通过" | "退回" | "rejected" | "reject" | "refused" => Event::BureauReject,
        "短信核验失败" | "核验失败" | "短信失败" | "smsfailed" | "lapsed" => Event::SmsFailed,
        "短信核验完成" | "短信核验通过" | "短信已核验" | "smsverified" => Event::SmsVerified,
        _ => return None,
    })
}

/// The state that a result is for.
const fn state_of(event: Event) -> Status {
    match event {
        Event::SmsFailed | Event::SmsVerified => Status::SmsPending,
        _ => Status::BureauReview,
    }
}

/// The field that somebody names by its path or its label; the whole filing where nothing is named.
fn field(document: &Filing, named: &str) -> Option<Path> {
    let named = named.trim();
    if named.is_empty() {
        return Some(Path::Filing);
    }
    let there = |path: &Path| *path == Path::Filing || document.fields().any(|one| one == *path);
    if let Some(path) = named.parse().ok().filter(there) {
        return Some(path);
    }
    let is_called = |path: &Path| Lang::ALL.iter().any(|lang| text::is_same_name(bare_label(*path, *lang), named));
    // Of several sites' the first.
    document.fields().find(is_called)
}

/// What the rows of a file will do.
///
/// # Errors
/// When the database fails.
pub async fn plan(app: &App, staff: &Staff, rows: Vec<Row>) -> Answer<Vec<Planned>> {
    let mut planned: Vec<Planned> = Vec::with_capacity(rows.len());
    // The last running number that this file gives under an organiser's.
    let mut given = HashMap::new();
    for (n, row) in rows.iter().enumerate() {
        let mut others = rows.iter().enumerate().filter(|(at, other)| *at != n && other.number == row.number);
        let step = if let Some((_, other)) = others.clone().find(|(_, other)| !other.is_same(row)) {
            Err(Wrong::Contradicts(other.line))
        } else if let Some((_, other)) = others.find(|(at, _)| *at < n) {
            Err(Wrong::Repeated(other.line))
        } else {
            one(app, staff, row, &mut given).await?
        };
        let mark = mark(row, &step);
        planned.push(Planned { row: row.clone(), step, mark });
    }
    Ok(planned)
}

async fn one(
    app: &App,
    staff: &Staff,
    row: &Row,
    given: &mut HashMap<String, u32>,
) -> Answer<Result<(FilingRow, Step), Wrong>> {
    let number = text::number(&row.number);
    let id = if number.is_empty() { None } else { app.store.filing_of_number(&number).await? };
    let Some(id) = id else { return Ok(Err(Wrong::Number)) };
    // A draft is its applicant's alone.
    if !app.store.was_submitted(&id).await? {
        return Ok(Err(Wrong::Number));
    }
    let filing = match app.store.filing(&id).await {
        Ok(Some(filing)) => filing,
        Ok(None) => return Ok(Err(Wrong::Number)),
        Err(StoreError::Value(_)) => return Ok(Err(Wrong::Unreadable)),
        Err(error) => return Err(error.into()),
    };
    let Some(event) = event(&row.result) else { return Ok(Err(Wrong::Result)) };
    if filing.status != state_of(event) {
        return Ok(Err(Wrong::State(filing.status, state_of(event))));
    }
    if !may_record(staff, &filing) {
        return Ok(Err(Wrong::Held));
    }
    let step = match event {
        Event::BureauApprove => approve(app, &filing, &row.organiser, given).await?,
        Event::BureauReject => reject(app, staff, &filing, row).await?,
        Event::SmsFailed => Ok(Step::Lapse),
        _ => Ok(Step::Verify),
    };
    Ok(step.map(|step| (filing, step)))
}

async fn approve(
    app: &App,
    filing: &FilingRow,
    typed: &str,
    given: &mut HashMap<String, u32>,
) -> Answer<Result<Step, Wrong>> {
    let Some(province) = filing.document.province else { return Ok(Err(Wrong::Province)) };
    let Ok(organiser) = numbers::organiser(filing, typed) else { return Ok(Err(Wrong::Icp(province.icp_prefix()))) };
    let known = numbers::last_of(app, filing, &organiser).await?;
    let last = given.entry(organiser.to_string()).or_default();
    let numbers = numbers::derived(filing, &organiser, known.max(*last));
    *last = known.max(*last).saturating_add(u32::try_from(numbers.sites.len()).unwrap_or(u32::MAX));
    Ok(Ok(Step::Approve(numbers)))
}

async fn reject(app: &App, staff: &Staff, filing: &FilingRow, row: &Row) -> Answer<Result<Step, Wrong>> {
    let reason = text::free(&row.reason).into_owned();
    let count = reason.chars().count();
    let Some(path) = field(&filing.document, &row.field) else { return Ok(Err(Wrong::Field)) };
    if reason.is_empty() {
        return Ok(Err(Wrong::Reason));
    }
    if count > LONGEST {
        return Ok(Err(Wrong::ReasonLong(count)));
    }
    let reasons = vec![ReturnReason { path, text: reason.clone() }];
    let request = ReturnRequest { reasons, note: String::new() };
    let verifications = app.store.verifications(&filing.id).await?;
    let standing = transitions::reasons(&request, &staff.name, filing, &verifications, app.clock.now())?;
    Ok(Ok(Step::Reject(path, reason, standing)))
}

/// A short mark of what was planned: the filing as it was seen, and what becomes of it.
fn mark(row: &Row, step: &Result<(FilingRow, Step), Wrong>) -> String {
    let said = match step {
        Err(wrong) => format!("{wrong:?}"),
        Ok((filing, step)) => {
            let numbers = if let Step::Approve(numbers) = step { format!("{numbers:?}") } else { String::new() };
            format!("{} {} {} {numbers}", filing.id, filing.version, step.event())
        }
    };
    secret::sha256(format!("{row:?} {said}").as_bytes()).chars().take(16).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::sample::complete_filing;

    #[test]
    fn results_are_read_as_they_are_written() {
        for (given, expected) in [
            ("通过", Some(Event::BureauApprove)),
            (" Approved ", Some(Event::BureauApprove)),
            ("驳回", Some(Event::BureauReject)),
            ("sms_failed", Some(Event::SmsFailed)),
            ("SMS verified", Some(Event::SmsVerified)),
            ("=通过", Some(Event::BureauApprove)),
            ("maybe", None),
            ("", None),
        ] {
            assert_eq!(event(given), expected, "{given}");
        }
    }

    #[test]
    fn a_field_is_named_by_its_path_or_its_label() {
        let (filing, _) = complete_filing();
        let path = |text: &str| Some(text.parse::<Path>().unwrap());
        for (named, found) in [
            ("", Some(Path::Filing)),
            ("organiser.address", path("organiser.address")),
            ("通信地址", path("organiser.address")),
            ("Mailing address", path("organiser.address")),
            ("sites[ffffffff].name", None),
            ("favourite colour", None),
        ] {
            assert_eq!(field(&filing, named), found, "{named}");
        }
    }
}
