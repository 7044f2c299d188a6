//! How often is too often: counted in the database, so that every replica counts the same.

use crate::app::App;
use crate::problem::{Answer, Refused};

/// Counts a try; refuses it over so many in a time.
///
/// # Errors
/// `too-many`.
pub async fn count(app: &App, what: &str, most: u32, seconds: i64) -> Answer<()> {
    let now = app.clock.now();
    let tries = app.store.attempt(what, now.plus(-seconds), now).await.map_err(Refused::internal)?;
    if tries > most { Err(Refused::too_many(seconds)) } else { Ok(()) }
}
