//! How long a long poll waits (`?wait=25`), how many do so at a time, and how one is put aside until there is something to say.

use crate::app::App;
use crate::http::extract::Query;
use crate::http::problem::{Answer, Refused};
use crate::notifier::Watch;
use crate::notifier::places::Place;
use axum::extract::FromRequestParts;
use axum::response::{IntoResponse, Response};
use beian_locale::problems::Because;
use http::StatusCode;
use serde::Deserialize;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// Longest wait of a long poll, in seconds.
const LONGEST_WAIT: u64 = 25;
/// Most waits of one session at a time. A page has one and asks only while it is shown, so that a person has two or three.
const MOST_OF_SESSION: u32 = 16;
/// Most waits of one account at a time, in all its sessions.
const MOST_OF_ACCOUNT: u32 = 64;

/// How long to wait for a change.
#[derive(Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wait {
    /// Seconds to wait for something other than `If-None-Match` names.
    #[param(maximum = 25)]
    #[serde(default)]
    wait: u64,
    #[serde(skip)]
    #[param(ignore)]
    aside: Option<Aside>,
}

/// What a request that waits has from one look to the next. It is asked anew at each change; `connections` does so, and finds here
/// what the look left.
#[derive(Clone)]
pub struct Aside(Arc<Mutex<Left>>);

struct Left {
    begun: Instant,
    /// When the wait is over, once one was asked for.
    until: Option<Instant>,
    place: Option<Place>,
    watch: Option<Watch>,
    is_over: bool,
}

impl Aside {
    /// Of a request that begins.
    #[expect(clippy::new_without_default, reason = "it is of this moment")]
    pub fn new() -> Aside {
        Aside(Arc::new(Mutex::new(Left {
            begun: Instant::now(),
            until: None,
            place: None,
            watch: None,
            is_over: false,
        })))
    }

    fn left(&self) -> MutexGuard<'_, Left> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// When the request began.
    pub fn begun(&self) -> Instant {
        self.left().begun
    }

    /// The last look found nothing new, and the request is asked again later.
    pub fn is_left(&self) -> bool {
        self.left().watch.is_some()
    }

    /// What to wait for before the next look; nothing where the last look answered.
    pub fn take(&self) -> Option<Watch> {
        self.left().watch.take()
    }

    /// Nothing changed for as long as was watched. Where that was the whole time there is nothing to look at any more; where something
    /// has a time of its own, or the server ends, the next look is the last one.
    pub fn end(&self) {
        let mut left = self.left();
        let now = Instant::now();
        left.is_over = left.until.is_some_and(|until| until <= now);
        left.until = Some(now);
    }

    /// The whole time is over, and nothing changed in it.
    pub fn is_over(&self) -> bool {
        self.left().is_over
    }
}

impl Wait {
    /// The time that is left to wait.
    pub fn time(&self) -> Duration {
        let whole = Duration::from_secs(self.wait);
        let Some(aside) = &self.aside else { return whole };
        let until = *aside.left().until.get_or_insert_with(|| Instant::now() + whole);
        until.saturating_duration_since(Instant::now())
    }

    /// Nothing is new. Where there is time left, the request is put aside until the watch, which was taken before the look, hears of a
    /// change or ends, and then asked anew; only where there is none, this is its answer.
    pub fn unchanged(&self, watch: Watch, place: Option<Place>) -> Response {
        if let (Some(aside), true) = (&self.aside, watch.waits()) {
            let mut left = aside.left();
            left.watch = Some(watch);
            left.place = place;
        }
        StatusCode::NOT_MODIFIED.into_response()
    }

    /// A place for this wait among those of its session, and of its account where that is known, for as long as it is kept. Who does
    /// not wait needs none. Over the bound it is refused and not answered early: a page that is told of no change asks again at
    /// once, and one that is refused rests before it does.
    ///
    /// # Errors
    /// `too-many`, until the longest wait is over.
    pub fn place(&self, app: &App, session: &str, account: Option<&str>) -> Answer<Option<Place>> {
        // From an earlier look.
        let kept = self.aside.as_ref().and_then(|aside| aside.left().place.take());
        if kept.is_some() || self.time().is_zero() {
            return Ok(kept);
        }
        let session = (format!("session {session}"), MOST_OF_SESSION);
        let place = match account {
            Some(account) => app.waits.take([session, (format!("account {account}"), MOST_OF_ACCOUNT)]),
            None => app.waits.take([session]),
        };
        let too_many = || Refused::too_many(LONGEST_WAIT as i64).because(Because::Waits);
        place.map(Some).ok_or_else(too_many)
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Wait {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut http::request::Parts, state: &S) -> Result<Self, Refused> {
        let Query(mut wait) = Query::<Wait>::from_request_parts(parts, state).await?;
        wait.aside = parts.extensions.get::<Aside>().cloned();
        if wait.wait <= LONGEST_WAIT { Ok(wait) } else { Err(Refused::out_of_range("wait", 0, LONGEST_WAIT)) }
    }
}
