//! Reminds colleagues to call again (再次致电提醒): an hour after the first call of a filing's present state that reached nobody, by one e-mail to
//! who has the filing, or else to who called. After the second one they may return it, and are reminded no more.

use crate::app::App;
use crate::http::problem::Answer;
use crate::jobs::stored::MissedCall;
use crate::messages::stored::{Channel, Message};
use crate::review::calls::{AGAIN_AFTER, case_at, follow_up};
use crate::storage::StoreError;
use beian_locale::Lang;
use beian_locale::told::{self, Case};

/// A call that reached nobody longer ago than this, in seconds, is not reminded of: the server was off meanwhile.
const FORGOTTEN_AFTER: i64 = 86_400;
/// Calls that a look reminds of at the most; the next one goes on.
const AT_ONCE: u64 = 200;

/// Looks once, whoever else does: a row for each reminder tells who was first. The others are sent though one fails.
///
/// # Errors
/// The first failure, when all were tried.
pub async fn run(app: &App) -> Answer<()> {
    let now = app.clock.now();
    let called = (now.plus(-FORGOTTEN_AFTER), now.plus(-AGAIN_AFTER));
    let mut done = Ok(());
    for call in app.store.missed_calls(called, AT_ONCE).await? {
        done = done.and(remind(app, &call).await);
    }
    done
}

async fn remind(app: &App, call: &MissedCall) -> Answer<()> {
    let row = match app.store.filing(&call.filing).await {
        Ok(Some(row)) => row,
        // It was logged, and staff see it.
        Ok(None) | Err(StoreError::Value(_)) => return Ok(()),
        Err(error) => return Err(error.into()),
    };
    let follows = follow_up(&app.store.calls(&row.id).await?, row.status_since);
    let is_first = follows.is_some_and(|follows| !follows.may_return);
    let who = app.store.staff(row.reviewer.as_ref().unwrap_or(&call.staff)).await?;
    let who = who.filter(|who| is_first && who.disabled_at.is_none());
    let case = Case { number: row.number, organiser: row.document.organiser.name };
    let hours = &row.document.organiser.call_hours;
    let text = told::call_again(&case, hours, &case_at(app, &row.id), Lang::Chinese);
    let message = who.map(|who| Message::new(Channel::Email, who.email, text, "call"));
    app.store.remind_of_call(call, message.as_ref(), app.clock.now()).await?;
    Ok(())
}
