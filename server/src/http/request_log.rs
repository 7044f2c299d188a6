//! Logs: one line an event, with the request's id and without personal data (no bodies, no query strings, no numbers).

use crate::app::App;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue};
use std::time::Instant;
use tracing::Instrument;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Sends logs to the standard output: for people, or as JSON lines.
pub fn start(json: bool) {
    let builder = tracing_subscriber::fmt().with_target(false).with_max_level(tracing::Level::INFO);
    // A second start (in tests) keeps the first.
    let _ = if json { builder.json().try_init() } else { builder.try_init() };
}

/// Logs each request by its route (never the address with its ids and secrets) and names it in the answer.
pub async fn log(State(_): State<App>, request: Request, next: Next) -> Response {
    let id = crate::secret::id();
    let route = request.extensions().get::<MatchedPath>().map_or("static", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", id, method = %request.method(), route);
    let begin = Instant::now();
    async move {
        let mut answer = next.run(request).await;
        let status = answer.status().as_u16();
        let millis = begin.elapsed().as_millis() as u64;
        if status >= 500 {
            tracing::error!(status, millis, "answered");
        } else {
            tracing::info!(status, millis, "answered");
        }
        if let Ok(value) = HeaderValue::from_str(&id) {
            answer.headers_mut().insert(REQUEST_ID, value);
        }
        answer
    }
    .instrument(span)
    .await
}
