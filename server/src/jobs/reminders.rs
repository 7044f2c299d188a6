//! Reminds people of what waits for them (催办提醒): applicants of a filing that they left unfinished, after 7, 15 and 30 days and three days
//! before it lapses; everybody whose phone is to be verified with the ministry, halfway through the 24 hours and two hours before their end.

use crate::accounts::message_settings::PAGE;
use crate::app::App;
use crate::filings::transitions;
use crate::http::problem::Answer;
use crate::jobs::stored::Due;
use crate::messages::notices::{self, Applicant, Saying};
use crate::messages::stored::{Channel, Message};
use crate::storage::{FilingRow, StoreError};
use beian_locale::told::{self, Reminder};
use beian_model::{FilingId, Status, Timestamp};
use beian_rules::{identifiers::email, normalised_mobile};
use std::collections::BTreeMap;

const DAY: i64 = 86_400;
/// Days in the applicant's hands of which they are reminded.
const DAYS: [i64; 3] = [7, 15, 30];
/// Days before the end of which they are reminded once more.
const LAST_DAYS: i64 = 3;
/// Reminders of one kind that are sent at a look; the next one goes on.
const AT_ONCE: u64 = 200;

/// What is due in a state, by the settings: earliest first, each until the next.
fn all_due(app: &App, status: Status) -> Vec<Due> {
    let (mut at, end) = match status {
        Status::SmsPending => {
            let window = app.config.deadlines.sms;
            (vec![window / 2, window / 12 * 11], window)
        }
        _ => {
            let end = app.config.deadlines.idle_days;
            let days = DAYS.into_iter().chain([end - LAST_DAYS]).filter(|days| (1..end).contains(days));
            (days.map(|days| days * DAY).collect(), end * DAY)
        }
    };
    at.sort_unstable();
    at.dedup();
    let until = at.iter().copied().skip(1).chain([end]);
    at.iter().copied().zip(until).map(|(after, before)| Due { status, after, before }).collect()
}

/// Sends what is due, whoever else looks at the time: a row for each reminder tells who was first. The others are sent though one fails.
///
/// # Errors
/// The first failure, when all were tried.
pub async fn run(app: &App) -> Answer<()> {
    let now = app.clock.now();
    let mut done = Ok(());
    for status in Status::ALL.iter().copied().filter(|status| status.is_editable() || *status == Status::SmsPending) {
        for due in all_due(app, status) {
            for (id, since) in app.store.due_reminders(due, now, AT_ONCE).await? {
                done = done.and(remind(app, &id, since, due, now).await);
            }
        }
    }
    done
}

async fn remind(app: &App, id: &FilingId, since: Timestamp, due: Due, now: Timestamp) -> Answer<()> {
    let messages = match app.store.filing(id).await {
        Ok(Some(row)) => messages(app, &row, due, now).await?,
        // It was logged, and staff see it: nobody can be told what it is about.
        Ok(None) | Err(StoreError::Value(_)) => Vec::new(),
        Err(error) => return Err(error.into()),
    };
    app.store.remind(id, since, due, &messages, now).await?;
    Ok(())
}

async fn messages(app: &App, row: &FilingRow, due: Due, now: Timestamp) -> Answer<Vec<Message>> {
    let Some(account) = app.store.account(&row.account).await? else { return Ok(Vec::new()) };
    let address = app.config.pages_at().unwrap_or_default();
    let until = transitions::until(app, due.status, row.status_since);
    let about = notices::about(row, Saying { until, address: transitions::address(app, row), ..Saying::default() });
    let blanks = notices::blanks(&about);
    if due.status == Status::SmsPending {
        let said = |lang| told::reminder(Reminder::NotVerified, &about, lang);
        return Ok(to_all(row, &account.reader(), said, (blanks, until)));
    }
    if !account.reminders {
        return Ok(Vec::new());
    }
    let days = (now.0 - row.status_since.0) / DAY;
    let of = if due.status == Status::Draft { Reminder::NotSubmitted(days) } else { Reminder::NotCorrected(days) };
    let mut text = told::reminder(of, &about, account.lang);
    if !address.is_empty() {
        text.push('\n');
        text.push_str(&told::turn_off(&format!("{address}{PAGE}"), account.lang));
    }
    Ok(to_applicant(row, &account.mobile)
        .map(|(channel, to)| Message { blanks, until, ..Message::new(channel, to, text, "reminder") })
        .into_iter()
        .collect())
}

/// Where the applicant is reached: by their number, else by the address of the organiser's person.
fn to_applicant(row: &FilingRow, mobile: &str) -> Option<(Channel, String)> {
    if !mobile.is_empty() {
        return Some((Channel::Sms, mobile.to_owned()));
    }
    let address = email::parse(&row.document.organiser.responsible_person.email)?;
    Some((Channel::Email, address.into_owned()))
}

/// One message to each phone that is to be verified, and to the applicant.
fn to_all(
    row: &FilingRow,
    applicant: &Applicant,
    said: impl Fn(beian_locale::Lang) -> String,
    (blanks, until): (Vec<(&'static str, String)>, Option<Timestamp>),
) -> Vec<Message> {
    let mut to = BTreeMap::new();
    if !applicant.mobile.is_empty() {
        to.insert(applicant.mobile.clone(), said(applicant.lang));
    }
    for (_, person) in row.document.people() {
        if let Some(number) = normalised_mobile(&person.mobile) {
            to.entry(number).or_insert_with(|| said(beian_locale::Lang::Chinese));
        }
    }
    let message =
        |(to, text)| Message { blanks: blanks.clone(), until, ..Message::new(Channel::Sms, to, text, "verify") };
    to.into_iter().map(message).collect()
}
