//! The staff's queue, page by page: by tab, narrowed by filters, or what a search finds; it waits for a change when asked to.

use crate::accounts::cookie;
use crate::accounts::people::Colleague;
use crate::accounts::stored::Staff;
use crate::app::App;
use crate::filings::stored::{Claimed, QueueAsk, QueueLine, QueueOf, QueuePlace, Tab};
use crate::http::extract::{Query, if_none_match};
use crate::http::problem::{Answer, Refused};
use crate::http::wait::Wait;
use crate::notifier::Key;
use crate::review::sought::sought;
use crate::secret;
use axum::Json;
use axum::extract::State;
use axum::response::{AppendHeaders, IntoResponse, Response};
use beian_model::wire::{QueueCounts, QueueEntry, QueuePage};
use beian_model::{Nature, Problem, Province, Timestamp};
use beian_rules::working_days::{PROMISED, WorkingDays};
use http::HeaderMap;
use http::header::ETAG;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list))
}

/// Filings on a page.
pub const PAGE: u32 = 50;

/// Characters of a search.
const LONGEST_SEARCH: usize = 200;

/// In which order filings stand, by since when they are in their state.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Order {
    /// The oldest first.
    Oldest,
    /// The newest first.
    Newest,
}

/// Which filings to list.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Filter {
    /// Which tab; without it `waiting`.
    #[serde(default)]
    #[param(inline)]
    tab: Option<Tab>,
    /// Only filings at this province's bureau.
    #[serde(default)]
    province: Option<Province>,
    /// Only filings of organisers of this nature.
    #[serde(default)]
    nature: Option<Nature>,
    /// Only those that have waited longer than two working days (true), or only the others.
    #[serde(default)]
    late: Option<bool>,
    /// Only those in which the rules found a risk (风险) as they were submitted (true), or only those in which they found none.
    #[serde(default)]
    risk: Option<bool>,
    /// Only those that nobody has, the one who asks, or a colleague.
    #[serde(default)]
    #[param(inline)]
    claimed: Option<Claimed>,
    /// The order; without it the oldest first, of what has ended the newest.
    #[serde(default)]
    #[param(inline)]
    order: Option<Order>,
    /// Receipt number, domain, mobile number, number of an identity document or of the organiser's certificate, name of a person, or a
    /// part of the organiser's name. All that was ever submitted is searched, whatever the tab; what expired or was given up is found by
    /// number and organiser alone. Up to 200 characters.
    #[serde(default)]
    #[param(max_length = 200)]
    search: Option<String>,
    /// Those after this place: `next` of the page before; empty for the first page.
    #[param(pattern = r"^([0-9]{1,18}\.[0-9]{1,18})?$")]
    #[serde(default)]
    after: Option<String>,
}

impl Filter {
    /// What it asks of the store.
    ///
    /// # Errors
    /// `unreadable` where the search is far too long.
    pub fn ask<'a>(&self, days: &WorkingDays, now: Timestamp, colleague: &'a str) -> Answer<QueueAsk<'a>> {
        let search = self.search.as_deref().unwrap_or_default().trim();
        if search.chars().count() > LONGEST_SEARCH {
            return Err(Refused::out_of_range("search", 0, LONGEST_SEARCH as u64));
        }
        let tab = self.tab.unwrap_or(Tab::Waiting);
        let by_itself = if search.is_empty() && tab != Tab::Done { Order::Oldest } else { Order::Newest };
        Ok(QueueAsk {
            of: if search.is_empty() { QueueOf::Tab(tab, colleague) } else { QueueOf::Found(sought(search)) },
            province: self.province,
            nature: self.nature,
            since_before: self.late.map(|late| (days.late_before(now, PROMISED), late)),
            at_risk: self.risk,
            claimed: self.claimed.map(|claimed| (claimed, colleague)),
            newest: self.order.unwrap_or(by_itself) == Order::Newest,
        })
    }
}

/// Submitted filings, 50 at a time; waits for a change when asked to.
#[utoipa::path(get, path = "/staff/filings", tag = "review", params(Filter, Wait), responses(
    (status = 200, body = QueuePage), (status = 304), (status = 400, body = Problem), (status = 401, body = Problem),
    (status = 429, body = Problem)))]
pub async fn list(
    State(app): State<App>,
    Colleague(staff): Colleague,
    Query(filter): Query<Filter>,
    wait: Wait,
    headers: HeaderMap,
) -> Answer<Response> {
    let after = match filter.after.as_deref().filter(|after| !after.is_empty()) {
        Some(after) => Some(after.parse::<QueuePlace>().map_err(|_| Refused::misread("after"))?),
        None => None,
    };
    let session = cookie::value(&headers, cookie::STAFF).map(|token| secret::hash(&token)).unwrap_or_default();
    let place = wait.place(&app, &session, Some(&staff.id))?;
    // Before it is read, so that no change goes unnoticed.
    let watch = app.notifier.watch(Key::Queue, wait.time());
    let mut page = page(&app, &staff, &filter, after).await?;
    let tag = secret::sha256(&serde_json::to_vec(&page).map_err(Refused::internal)?);
    if if_none_match(&headers).as_deref() == Some(tag.as_str()) {
        return Ok(wait.unchanged(watch, place));
    }
    page.tag.clone_from(&tag);
    Ok((AppendHeaders([(ETAG, format!("\"{tag}\""))]), Json(page)).into_response())
}

async fn page(app: &App, staff: &Staff, filter: &Filter, after: Option<QueuePlace>) -> Answer<QueuePage> {
    let days = app.store.working_days().await?;
    let ask = filter.ask(&days, app.clock.now(), &staff.id)?;
    let rows = app.store.queue_lines(&ask, after, PAGE).await?;
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
        entry(row, reviewer, &days)
    });
    let counted = app.store.queue_counts(&staff.id).await?;
    Ok(QueuePage {
        entries: entries.collect(),
        next,
        counts: QueueCounts {
            waiting: counted.waiting,
            mine: counted.mine,
            applicant: counted.applicant,
            bureau: counted.bureau,
            done: counted.done,
        },
        tag: String::new(),
    })
}

fn entry(row: QueueLine, reviewer: Option<String>, days: &WorkingDays) -> QueueEntry {
    let since = Timestamp(row.place.since);
    let is_waiting = row.status.is_some_and(|status| Tab::of(status) == Some(Tab::Waiting));
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
        since,
        due: is_waiting.then(|| days.due(since, PROMISED)),
        reviewer,
        unreadable,
    }
}
