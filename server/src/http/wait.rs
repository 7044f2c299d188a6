//! How long a long poll waits (`?wait=25`), and how many do so at a time.

use crate::app::App;
use crate::http::extract::Query;
use crate::http::problem::{Answer, Refused};
use crate::notifier::places::Place;
use axum::extract::FromRequestParts;
use beian_locale::problems::Because;
use serde::Deserialize;
use std::time::Duration;

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
}

impl Wait {
    /// The time to wait.
    pub fn time(&self) -> Duration {
        Duration::from_secs(self.wait)
    }

    /// A place for this wait among those of its session, and of its account where that is known, for as long as it is kept. Who does
    /// not wait needs none. Over the bound it is refused and not answered early: a page that is told of no change asks again at
    /// once, and one that is refused rests before it does.
    ///
    /// # Errors
    /// `too-many`, until the longest wait is over.
    pub fn place(&self, app: &App, session: &str, account: Option<&str>) -> Answer<Option<Place>> {
        if self.wait == 0 {
            return Ok(None);
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
        let Query(wait) = Query::<Wait>::from_request_parts(parts, state).await?;
        if wait.wait <= LONGEST_WAIT { Ok(wait) } else { Err(Refused::out_of_range("wait", 0, LONGEST_WAIT)) }
    }
}
