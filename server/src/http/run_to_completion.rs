//! A change that was asked for is made to its end, whether or not the asker still waits: a reload in the middle of a save
//! must not leave it half done (stored, but nobody told; a file, but no row).

use crate::http::problem::Refused;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use beian_model::ProblemKind;
use http::Method;
use tracing::Instrument;

/// Runs every request that may change something in a task of its own. Reading, and waiting for a change, ends with the asker.
pub async fn to_the_end(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return next.run(request).await;
    }
    match tokio::spawn(next.run(request).in_current_span()).await {
        Ok(answer) => answer,
        Err(ended) => match ended.try_into_panic() {
            Ok(panic) => std::panic::resume_unwind(panic),
            // The server is stopping.
            Err(_) => Refused::new(ProblemKind::Unavailable).into_response(),
        },
    }
}
