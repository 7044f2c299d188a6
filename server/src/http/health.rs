//! For whoever watches the server: it lives; it can work.

use crate::app::App;
use crate::http::problem::{Answer, Refused};
use crate::storage::disk;
use axum::extract::State;
use beian_model::ProblemKind;
use std::error::Error;
use std::time::Duration;

/// How long it may take to find out.
const PATIENCE: Duration = Duration::from_secs(5);

/// The process answers.
pub async fn alive() -> &'static str {
    "alive\n"
}

/// Database and uploads can be written: what can only be read is no use to somebody who fills in a form.
pub async fn ready(State(app): State<App>) -> Answer<&'static str> {
    let look = async {
        // One at a time: whoever asks often must not keep others from writing.
        let _turn = app.looking.lock().await;
        app.store.ready().await.map_err(not_ready)?;
        Ok(app.files.ready().await?)
    };
    match tokio::time::timeout(PATIENCE, look).await {
        Ok(found) => found.map(|()| "ready\n"),
        Err(_) => {
            tracing::error!("database or uploads do not answer: the server is not ready");
            Err(Refused::new(ProblemKind::Unavailable))
        }
    }
}

fn not_ready(error: impl Error + 'static) -> Refused {
    tracing::error!(%error, "the server is not ready");
    if disk::is_full(&error) { Refused::disk_full() } else { Refused::new(ProblemKind::Unavailable) }
}
