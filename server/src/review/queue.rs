//! The staff's queue, page by page: what waits for staff first, oldest first.

use crate::accounts::people::Colleague;
use crate::app::App;
use crate::filings::stored::{QueueLine, QueueOf, QueuePlace};
use crate::http::extract::Query;
use crate::http::problem::Answer;
use axum::Json;
use axum::extract::State;
use beian_model::wire::{QueueEntry, QueuePage};
use beian_model::{Problem, ProblemKind, Status, Timestamp};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list))
}

/// Filings on a page.
pub const PAGE: u32 = 50;

/// Which filings to list.
#[derive(Deserialize, utoipa::IntoParams)]
pub struct Filter {
    /// Only those in this state; without it all that have not ended.
    #[serde(default)]
    status: Option<Status>,
    /// Those after this place: `next` of the page before; empty for the first page.
    #[param(pattern = r"^([0-9](\.[0-9]{1,18}){2})?$")]
    #[serde(default)]
    after: Option<String>,
}

/// Submitted filings, 50 at a time: what waits for staff first, oldest first. Those that have ended are listed by their state only.
#[utoipa::path(get, path = "/staff/filings", tag = "review", params(Filter), responses((status = 200, body = QueuePage), (status = 400, body = Problem), (status = 401, body = Problem)))]
pub async fn list(State(app): State<App>, _: Colleague, Query(filter): Query<Filter>) -> Answer<Json<QueuePage>> {
    let after = match filter.after.as_deref().filter(|after| !after.is_empty()) {
        Some(after) => Some(after.parse::<QueuePlace>().map_err(|_| ProblemKind::Unreadable)?),
        None => None,
    };
    let rows = match filter.status {
        // Drafts are nobody's but their applicants'.
        Some(Status::Draft) => Vec::new(),
        Some(status) => app.store.queue_lines(QueueOf::Only(&[status]), after, PAGE).await?,
        // What has ended is asked for by its state.
        None => app.store.queue_lines(QueueOf::InFlight, after, PAGE).await?,
    };
    let next = rows.last().filter(|_| rows.len() == PAGE as usize).map(|last| last.place.to_string());
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for id in rows.iter().filter_map(|row| row.reviewer.clone()) {
        if let Entry::Vacant(place) = names.entry(id) {
            let staff = app.store.staff(place.key()).await?;
            place.insert(staff.map(|staff| staff.name).unwrap_or_default());
        }
    }
    let entries = rows.into_iter().map(|row| {
        let reviewer = row.reviewer.as_ref().and_then(|id| names.get(id).cloned());
        entry(row, reviewer)
    });
    Ok(Json(QueuePage { entries: entries.collect(), next }))
}

fn entry(row: QueueLine, reviewer: Option<String>) -> QueueEntry {
    // Its line may be known of before.
    let line = row.line.filter(|_| row.status.is_some());
    let unreadable = line.is_none();
    let (organiser, domains) = line.map(|line| (line.organiser.clone(), line.domains.clone())).unwrap_or_default();
    QueueEntry {
        id: row.id,
        number: row.number,
        status: row.status,
        organiser,
        domains,
        since: Timestamp(row.place.since),
        reviewer,
        unreadable,
    }
}
