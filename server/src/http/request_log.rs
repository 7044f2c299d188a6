//! Logs: one line an event, with the request's id and without personal data (no bodies, no query strings, no numbers). Whoever reads them,
//! or does not, no request waits for it.

use crate::app::App;
use crate::http::wait::Aside;
use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::{HeaderName, HeaderValue};
use tokio::time::Instant;
use tracing::Instrument;
use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Lines that are kept until the standard output takes them; more are dropped.
const KEPT_LINES: usize = 8192;

/// Sends logs to the standard output: for people, or as JSON lines. They are written by a thread of their own, so that a full disk, a
/// closed pipe or one that nobody reads stops nothing else. What is given back writes the last of them when it is dropped.
pub fn start(json: bool) -> WorkerGuard {
    let lines = NonBlockingBuilder::default().lossy(true).buffered_lines_limit(KEPT_LINES);
    let (writer, guard) = lines.finish(std::io::stdout());
    let builder = tracing_subscriber::fmt().with_target(false).with_max_level(tracing::Level::INFO);
    // What goes wrong with a line would be told to the standard error, where that may fail or wait as well.
    let builder = builder.with_writer(writer).log_internal_errors(false);
    // A second start keeps the first.
    let _ = if json { builder.json().try_init() } else { builder.try_init() };
    std::panic::set_hook(Box::new(|panic| {
        // A text that was put together may have a person's data in it.
        let said = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or_default();
        tracing::error!(place = panic.location().map(tracing::field::display), said, "panicked");
    }));
    guard
}

/// Logs each request by its route (never the address with its ids and secrets) and names it in the answer. One that is put aside is logged
/// once it is answered.
pub async fn log(State(_): State<App>, request: Request, next: Next) -> Response {
    let id = crate::secret::id();
    let route = request.extensions().get::<MatchedPath>().map_or("static", MatchedPath::as_str).to_owned();
    let span = tracing::info_span!("request", id, method = %request.method(), route);
    let aside = request.extensions().get::<Aside>().cloned();
    let begin = aside.as_ref().map_or_else(Instant::now, Aside::begun);
    async move {
        let mut answer = next.run(request).await;
        if aside.is_some_and(|aside| aside.is_left()) {
            return answer;
        }
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
