//! A job is done by one server at a time: by who has its lease. Where there is one server it needs none.

use crate::app::App;
use crate::http::problem::Answer;
use crate::jobs::stored::Lease;
use std::time::Duration;

/// Shortest lease, in seconds.
const SHORTEST: i64 = 60;

/// Seconds for which a job is a server's own. A server that works renews it at each look, or more often where the job takes long; one that was
/// killed keeps the others waiting for as long.
fn length(app: &App) -> i64 {
    i64::try_from(app.config.deadlines.tick).unwrap_or(SHORTEST).saturating_mul(4).clamp(SHORTEST, i64::from(i32::MAX))
}

/// Does a job if no other server has it: to its end, or until it is seen that another has taken it over. What a job does may be cut anywhere
/// and done by two at once all the same: each change of it asks for the state that it changes.
///
/// The job is told whether it was not this server's at the last look.
///
/// # Errors
/// When the database fails, and what the job says.
pub async fn alone<F>(app: &App, name: &str, job: impl FnOnce(bool) -> F) -> Answer<()>
where
    F: Future<Output = Answer<()>>,
{
    if !app.store.is_shared() {
        return job(false).await;
    }
    let seconds = length(app);
    let lease = app.store.lease(name, &app.replica, seconds).await?;
    if lease == Lease::Elsewhere {
        return Ok(());
    }
    let renewals = async {
        loop {
            tokio::time::sleep(Duration::from_secs(seconds.unsigned_abs() / 3)).await;
            match app.store.lease(name, &app.replica, seconds).await {
                Ok(Lease::Elsewhere) => return,
                Ok(_) => {}
                Err(error) => tracing::warn!(%error, name, "a lease could not be renewed; it is tried again"),
            }
        }
    };
    tokio::select! {
        done = job(lease == Lease::Taken) => done,
        () = renewals => {
            tracing::warn!(name, "a job took so long that another server has taken it over");
            Ok(())
        }
    }
}
