//! For whoever watches the server: it lives; it can work.

use crate::app::App;
use crate::problem::{Answer, Refused};
use axum::extract::State;
use beian::model::ProblemKind;

/// The process answers.
pub async fn alive() -> &'static str {
    "alive\n"
}

/// Database and uploads can be used.
pub async fn ready(State(app): State<App>) -> Answer<&'static str> {
    let database = app.store.ready().await;
    if database.is_err() || !app.files.ready().await {
        return Err(Refused::new(ProblemKind::Unavailable));
    }
    Ok("ready\n")
}
