//! How often is too often: counted in the database, so that every replica counts the same.

use crate::app::App;
use crate::http::problem::{Answer, Refused};
use crate::storage::Stored;
use beian_locale::Word;
use beian_model::Timestamp;

/// An hour, in seconds.
pub const HOUR: i64 = 3600;

/// Something that is limited.
#[derive(Clone, Copy, Debug)]
pub struct Limit {
    /// How often …
    pub most: u32,
    /// … in so many seconds, a day at most.
    pub within: i64,
    /// What is said over it; nothing special where nothing is.
    pub because: Option<Word>,
}

/// Counts a try; refuses it over so many in a time. A refused one does not count: who waits as long as they are told may try again.
///
/// # Errors
/// `too-many`, with the seconds until the next.
pub async fn count(app: &App, what: &str, most: u32, seconds: i64) -> Answer<()> {
    count_to(app, what, Limit { most, within: seconds, because: None }).await
}

/// The same, with what is said over the limit.
///
/// # Errors
/// `too-many`, with the seconds until the next.
pub async fn count_to(app: &App, what: &str, limit: Limit) -> Answer<()> {
    let now = app.clock.now();
    judge(app, limit, app.store.attempt(what, limit.most, now.plus(-limit.within), now).await)
}

/// Refuses where there were so many already, without counting this one.
///
/// # Errors
/// `too-many`, with the seconds until the next.
pub async fn look(app: &App, what: &str, limit: Limit) -> Answer<()> {
    let now = app.clock.now();
    judge(app, limit, app.store.exhausted(what, limit.most, now.plus(-limit.within)).await)
}

/// Counts something that happened, whether or not it was too often.
///
/// # Errors
/// When the database fails.
pub async fn note(app: &App, what: &str) -> Answer<()> {
    let now = app.clock.now();
    // Of so many that there is always room.
    app.store.attempt(what, u32::MAX, now, now).await?;
    Ok(())
}

fn judge(app: &App, limit: Limit, found: Stored<Option<Timestamp>>) -> Answer<()> {
    let Some(oldest) = found? else { return Ok(()) };
    let refused = over(app, limit.within, oldest);
    Err(match limit.because {
        Some(because) => refused.because(because),
        None => refused,
    })
}

/// The refusal while the oldest of too many is not so many seconds old.
pub fn over(app: &App, within: i64, oldest: Timestamp) -> Refused {
    let wait = oldest.0.saturating_add(within).saturating_sub(app.clock.now().0);
    Refused::too_many(wait.min(within))
}
