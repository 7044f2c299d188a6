//! The simulator: a page for this machine only that plays ministry and bureau, so that a newcomer sees a filing's whole life.

use super::seed;
use crate::app::App;
use crate::filings::transitions::{self, Move};
use crate::http::peer::Peer;
use crate::http::plain_page::{self, escape};
use crate::http::problem::Answer;
use crate::storage::{FilingRow, QueueOf, QueuePlace};
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use beian_locale::{Lang, Words};
use beian_model::wire::{ReturnReason, ReturnRequest};
use beian_model::{Actor, Event, FilingId, Path as FieldPath, ProblemKind, Status};
use serde::Deserialize;
use std::fmt::Write;

/// Adds the page.
pub fn routes(router: Router<App>) -> Router<App> {
    router.route("/simulator", get(page)).route("/simulator/{id}", post(play))
}

/// What ministry and bureau can do with a filing in a state, with the words of its button.
fn moves_of(status: Status) -> &'static [(Event, &'static str)] {
    match status {
        Status::ToBureau => &[(Event::HandToBureau, "提交管局 Hand to the bureau")],
        Status::SmsPending => &[
            (Event::SmsVerified, "全部手机核验通过 All phones verified"),
            (Event::SmsFailed, "六次输错 Wrong six times"),
        ],
        Status::BureauReview => {
            &[(Event::BureauApprove, "管局通过 Bureau approves"), (Event::BureauReject, "管局驳回 Bureau rejects")]
        }
        _ => &[],
    }
}

/// The states in which ministry and bureau can do something.
const PLAYED: &[Status] = &[Status::ToBureau, Status::SmsPending, Status::BureauReview];
/// Filings on a page.
const PAGE: u32 = 50;

/// Where a page begins.
#[derive(Deserialize)]
struct From {
    /// After this place; the first page without it.
    after: Option<String>,
}

fn only_here(peer: Peer) -> Answer<()> {
    if peer.is_this_machine() { Ok(()) } else { Err(ProblemKind::NotFound.into()) }
}

/// The page.
async fn page(State(app): State<App>, peer: Peer, Query(from): Query<From>) -> Answer<Response> {
    only_here(peer)?;
    let after = match from.after.as_deref() {
        Some(after) => Some(after.parse::<QueuePlace>().map_err(|_| ProblemKind::Unreadable)?),
        None => None,
    };
    let rows = app.store.queue(QueueOf::Only(PLAYED), after, PAGE).await?;
    let mut body = String::from(
        "<p class=\"mark\"><strong>模拟器 Simulator.</strong> 这里扮演工信部短信核验和通信管理局，短信核验时限为 15 分钟。 \
         This page plays the ministry's SMS and the bureau; the SMS window is 15 minutes. Nothing here exists on a real \
         installation.</p>\n<p><a href=\"/\">首页 Home</a> · <a href=\"/desk\">审核台 Desk</a> · <a href=\"/outbox\">发件箱 \
         Outbox</a></p>\n",
    );
    for row in &rows {
        match &row.filing {
            Ok(row) => article(&mut body, row),
            Err(row) => {
                let number = escape(&row.number);
                let _ =
                    writeln!(body, "<article><h2>{number}</h2><p>数据无法读取 Its data cannot be read</p></article>");
            }
        }
    }
    if !body.contains("<article") {
        body.push_str("<p>现在没有等待管局的备案。 No filing waits for ministry or bureau now.</p>");
    }
    if let Some(last) = rows.last().filter(|_| rows.len() == PAGE as usize) {
        let _ = writeln!(body, "<p><a rel=\"next\" href=\"/simulator?after={}\">下一页 Next page</a></p>", last.place);
    }
    Ok(plain_page::page("模拟管局 Simulated bureau", &body))
}

fn article(body: &mut String, row: &FilingRow) {
    let state = |lang| row.status.text(lang);
    // Writing into a string does not fail.
    let _ = write!(
        body,
        "<article data-filing=\"{id}\"><h2>{number} {organiser}</h2><p>{zh} {en}</p>",
        id = row.id,
        number = escape(&row.number),
        organiser = escape(&row.document.organiser.name),
        zh = state(Lang::Chinese),
        en = state(Lang::English),
    );
    for (event, words) in moves_of(row.status) {
        let _ = write!(
            body,
            "<form method=\"post\" action=\"/simulator/{id}\"><button name=\"event\" value=\"{event}\">{words}</button></form>",
            id = row.id,
        );
    }
    body.push_str("</article>\n");
}

#[derive(Deserialize)]
struct Played {
    event: Event,
}

/// Plays a move.
async fn play(
    State(app): State<App>,
    peer: Peer,
    Path(id): Path<String>,
    Form(played): Form<Played>,
) -> Answer<Response> {
    only_here(peer)?;
    let row = app.store.filing(&FilingId(id)).await?;
    let mut row = row.ok_or(ProblemKind::NotFound)?;
    if !moves_of(row.status).iter().any(|(event, _)| *event == played.event) {
        return Err(ProblemKind::NotNow.into());
    }
    match played.event {
        Event::BureauApprove => row.numbers = Some(seed::numbers(&row)),
        Event::BureauReject => {
            let text = "（模拟）网站内容与主办单位性质不符，请修改后重新提交。".to_owned();
            let request =
                ReturnRequest { reasons: vec![ReturnReason { path: FieldPath::Filing, text }], note: String::new() };
            row.reasons = transitions::reasons(&request, "模拟管局", &row, &[], app.clock.now())?;
        }
        _ => {}
    }
    transitions::make(&app, row, Move { event: played.event, actor: Actor::Reviewer, note: "", key: None }).await?;
    Ok(Redirect::to("/simulator").into_response())
}
