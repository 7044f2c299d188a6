//! Calls of colleagues about a filing (通话记录), what follows those that reached nobody, and what colleagues tell each other (内部备注), who are
//! told by e-mail where they are named (`mentions`).
//! Applicants see nothing of it.

use crate::access::own::AtDesk;
use crate::app::App;
use crate::filings::transitions::written;
use crate::http::extract::Json;
use crate::http::problem::{Answer, Refused};
use crate::messages::stored::{Channel, Message};
use crate::review::case::answer;
use crate::review::mentions::mentioned;
use axum::extract::State;
use beian_locale::Lang;
use beian_locale::told::{self, Case};
use beian_model::wire::{CallOutcome, CallRecord, CallRequest, FollowUp, MarkText, ReviewView};
use beian_model::{FilingId, Path, Problem, Timestamp};
use beian_rules::checks::fields::REQUIRED;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(note_call)).routes(routes!(remark))
}

/// A second call comes an hour after the first, in seconds.
pub const AGAIN_AFTER: i64 = 3600;
/// So many calls that reach nobody, and a filing may be returned.
const ENOUGH: usize = 2;
/// Longest number, in characters.
const LONGEST_NUMBER: usize = 32;

/// What follows the calls of a state, newest first: nothing where the last of them reached somebody, or there is none.
pub fn follow_up(calls: &[CallRecord], since: Timestamp) -> Option<FollowUp> {
    let of_state = calls.iter().filter(|call| call.at >= since && call.outcome != CallOutcome::WrongNumber);
    let missed: Vec<_> = of_state.take_while(|call| call.outcome != CallOutcome::Reached).collect();
    let last = missed.first()?;
    Some(FollowUp { call_again: last.at.plus(AGAIN_AFTER), may_return: missed.len() >= ENOUGH })
}

/// Notes a call.
#[utoipa::path(post, path = "/staff/filings/{id}/calls", tag = "review", params(("id" = String, Path)), request_body = CallRequest, responses(
    (status = 200, body = ReviewView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn note_call(
    State(app): State<App>,
    AtDesk { staff, filing }: AtDesk,
    Json(call): Json<CallRequest>,
) -> Answer<axum::Json<ReviewView>> {
    let note = written(&call.note, Path::Filing)?.into_owned();
    let number = written(&call.number, Path::Filing)?.into_owned();
    let is_number = |c: char| c.is_ascii_digit() || " +-()*#".contains(c);
    if number.is_empty() || number.len() > LONGEST_NUMBER || !number.chars().all(is_number) {
        return Err(Refused::invalid(vec![REQUIRED.at(Path::Filing)]));
    }
    let call = CallRequest { number, note, ..call };
    app.store.note_call(&filing.id, &call, &staff.id, app.clock.now()).await?;
    answer(&app, &filing, &staff).await
}

/// Where a filing is at the desk; empty where the settings do not tell.
pub fn case_at(app: &App, id: &FilingId) -> String {
    app.config.pages_at().map(|base| format!("{base}/desk#/filings/{id}")).unwrap_or_default()
}

/// Tells the other colleagues something of a filing. Whom it names behind an `@` gets it by e-mail as well.
#[utoipa::path(post, path = "/staff/filings/{id}/remarks", tag = "review", params(("id" = String, Path)), request_body = MarkText, responses(
    (status = 200, body = ReviewView), (status = 401, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn remark(
    State(app): State<App>,
    AtDesk { staff, filing }: AtDesk,
    Json(remark): Json<MarkText>,
) -> Answer<axum::Json<ReviewView>> {
    let text = written(&remark.text, Path::Filing)?;
    if text.is_empty() {
        return Err(Refused::invalid(vec![REQUIRED.at(Path::Filing)]));
    }
    let colleagues = app.store.colleagues().await?;
    let about = Case { number: filing.number.clone(), organiser: filing.document.organiser.name.clone() };
    let told = told::mentioned(&about, &staff.name, &text, &case_at(&app, &filing.id), Lang::Chinese);
    let messages: Vec<Message> = mentioned(&text, &colleagues)
        .filter(|one| one.id != staff.id)
        .map(|one| Message::new(Channel::Email, one.email.clone(), told.clone(), "mention"))
        .collect();
    app.store.make_remark(&filing.id, &text, &staff.id, &messages, app.clock.now()).await?;
    answer(&app, &filing, &staff).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use CallOutcome::{Busy, Missed, Reached, WrongNumber};

    #[test]
    fn what_follows_calls_that_reach_nobody() {
        // Outcomes from the newest on, a thousand seconds apart; the last of them is of the state before.
        let table = [
            (&[][..], None),
            (&[Missed][..], None),
            (&[Missed, Missed], Some((10_000 + 3600, false))),
            (&[Missed, Busy, Missed], Some((10_000 + 3600, true))),
            (&[Reached, Missed, Missed, Missed], None),
            (&[Missed, Reached, Missed, Missed], Some((10_000 + 3600, false))),
            (&[WrongNumber, Missed, Missed], Some((9_000 + 3600, false))),
        ];
        for (outcomes, expected) in table {
            let call = |(n, outcome): (i64, &CallOutcome)| CallRecord {
                at: Timestamp(10_000 - n * 1000),
                by: String::new(),
                number: String::new(),
                outcome: *outcome,
                note: String::new(),
            };
            let calls: Vec<CallRecord> = (0..).zip(outcomes).map(call).collect();
            let since = calls.last().map_or(Timestamp(0), |last| last.at.plus(1));
            let follows = follow_up(&calls, since).map(|one| (one.call_again.0, one.may_return));
            assert_eq!(follows, expected, "{outcomes:?}");
        }
    }
}
