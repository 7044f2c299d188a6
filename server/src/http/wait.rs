//! How long a long poll waits (`?wait=25`).

use crate::http::extract::Query;
use crate::http::problem::Refused;
use axum::extract::FromRequestParts;
use serde::Deserialize;
use std::time::Duration;

/// Longest wait of a long poll, in seconds.
const LONGEST_WAIT: u64 = 25;

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
}

impl<S: Send + Sync> FromRequestParts<S> for Wait {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut http::request::Parts, state: &S) -> Result<Self, Refused> {
        let Query(wait) = Query::<Wait>::from_request_parts(parts, state).await?;
        if wait.wait <= LONGEST_WAIT { Ok(wait) } else { Err(Refused::out_of_range("wait", 0, LONGEST_WAIT)) }
    }
}
