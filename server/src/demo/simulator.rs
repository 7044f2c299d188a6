//! The simulator: a page for this machine only that plays ministry and bureau, so that a newcomer sees a filing's whole life.

use super::seed;
use crate::app::App;
use crate::audit::{Doing, doing};
use crate::filings::stored::{QueueAsk, QueueOf, QueuePlace};
use crate::filings::transitions::{self, Move};
use crate::http::peer::Peer;
use crate::http::plain_page;
use crate::http::problem::Answer;
use crate::storage::FilingRow;
use axum::Router;
use axum::extract::{Form, Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use beian_locale::{Lang, Words};
use beian_model::wire::{ReturnReason, ReturnRequest};
use beian_model::{Actor, Event, FilingId, Path as FieldPath, ProblemKind, Status};
use maud::{Markup, html};
use serde::Deserialize;
use std::sync::Arc;

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
    let rows = app.store.queue(&QueueAsk::all(QueueOf::Only(PLAYED)), after, PAGE).await?;
    let next =
        rows.last().filter(|_| rows.len() == PAGE as usize).map(|last| format!("/simulator?after={}", last.place));
    let body = html! {
        p class="mark" {
            strong { "模拟器 Simulator." }
            " 这里扮演工信部短信核验和通信管理局，短信核验时限为 15 分钟。 This page plays the ministry's SMS and the bureau; the SMS window is \
             15 minutes. Nothing here exists on a real installation."
        }
        p {
            a href="/" { "首页 Home" } " · " a href="/desk" { "审核台 Desk" } " · " a href="/outbox" { "发件箱 Outbox" }
        }
        @for row in &rows {
            @match &row.filing {
                Ok(row) => (article(row)),
                Err(row) => article {
                    h2 { (row.number) }
                    p { "数据无法读取 Its data cannot be read" }
                },
            }
        }
        @if rows.is_empty() { p { "现在没有等待管局的备案。 No filing waits for ministry or bureau now." } }
        @if let Some(next) = next { p { a rel="next" href=(next) { "下一页 Next page" } } }
    };
    Ok(plain_page::page("模拟管局 Simulated bureau", &body))
}

fn article(row: &FilingRow) -> Markup {
    let state = |lang| row.status.text(lang);
    html! {
        article data-filing=(row.id.as_str()) {
            h2 { (row.number) " " (row.document.organiser.name) }
            p { (state(Lang::Chinese)) " " (state(Lang::English)) }
            @for (event, words) in moves_of(row.status) {
                form method="post" action={ "/simulator/" (row.id.as_str()) } {
                    button name="event" value=(event.as_str()) { (words) }
                }
            }
        }
    }
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
    let this = Move { event: played.event, actor: Actor::Reviewer, note: "", key: None };
    doing::within(Arc::new(Doing::system("simulator")), transitions::make(&app, row, this)).await?;
    Ok(Redirect::to("/simulator").into_response())
}
