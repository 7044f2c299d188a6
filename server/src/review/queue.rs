//! The staff's queue, page by page: what waits for staff first, oldest first.

use crate::accounts::people::Colleague;
use crate::app::App;
use crate::filings::stored::{QueueOf, QueuePlace, QueueRow};
use crate::filings::view;
use crate::http::extract::Query;
use crate::http::problem::Answer;
use axum::Json;
use axum::extract::State;
use beian_model::wire::{QueueEntry, QueuePage};
use beian_model::{Problem, ProblemKind, Status};
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
        Some(status) => app.store.queue(QueueOf::Only(&[status]), after, PAGE).await?,
        // What has ended is asked for by its state.
        None => app.store.queue(QueueOf::InFlight, after, PAGE).await?,
    };
    let next = rows.last().filter(|_| rows.len() == PAGE as usize).map(|last| last.place.to_string());
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    for id in rows.iter().filter_map(|row| row.reviewer().cloned()) {
        if let Entry::Vacant(place) = names.entry(id) {
            let staff = app.store.staff(place.key()).await?;
            place.insert(staff.map(|staff| staff.name).unwrap_or_default());
        }
    }
    let entries = rows.into_iter().map(|row| {
        let reviewer = row.reviewer().and_then(|id| names.get(id).cloned());
        entry(row, reviewer)
    });
    Ok(Json(QueuePage { entries: entries.collect(), next }))
}

fn entry(row: QueueRow, reviewer: Option<String>) -> QueueEntry {
    match row.filing {
        Ok(row) => QueueEntry {
            domains: view::main_domains(&row),
            organiser: row.document.organiser.name,
            id: row.id,
            number: row.number,
            status: Some(row.status),
            since: row.status_since,
            reviewer,
            unreadable: false,
        },
        Err(row) => QueueEntry {
            id: row.id,
            number: row.number,
            status: row.status,
            organiser: String::new(),
            domains: Vec::new(),
            since: row.status_since,
            reviewer,
            unreadable: true,
        },
    }
}
