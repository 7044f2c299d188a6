//! Packages that the server hands over by itself: tried again after longer and longer pauses, and given up after a day or so, when a
//! colleague may let it begin again.

use crate::app::App;
use crate::bureau::hand_over::{self, BureauError};
use crate::bureau::stored::{Package, PackageState};
use crate::http::problem::Answer;
use crate::storage::StoreError;

/// Packages that are handed over at a look.
const AT_ONCE: u64 = 4;
/// Tries until it is given up: with the pauses, a day.
const TRIES: u32 = 30;
/// Shortest and longest pause between two tries, in seconds.
const PAUSES: (i64, i64) = (30, 3600);

/// Seconds until the next try, after so many.
fn pause(tries: u32) -> i64 {
    PAUSES.0.saturating_mul(1 << tries.min(16)).min(PAUSES.1)
}

/// Hands over what is due. One that cannot be does not keep the others.
///
/// # Errors
/// The first failure of the database, when all were tried.
pub async fn look(app: &App) -> Answer<()> {
    let mut done = Ok(());
    for id in app.store.packages_to_send(app.clock.now(), AT_ONCE).await? {
        done = done.and(send(app, &id).await);
    }
    done
}

async fn send(app: &App, id: &str) -> Answer<()> {
    let package = app.store.package(id).await?.filter(|package| package.state == PackageState::Sending);
    let Some(package) = package else { return Ok(()) };
    let sent = match hand_over::by_itself(app) {
        Some(bureau) => bureau.hand_over(app, &package).await,
        None => Err(BureauError::Never("the settings have no address".to_owned())),
    };
    match sent {
        Ok(verdicts) => {
            hand_over::settle(app, &package, &verdicts).await?;
            // One that it says nothing of is asked about again.
            let left = app.store.package(id).await?.filter(|now| now.open().next().is_some());
            match left {
                Some(_) => again(app, &package, "no answer for some of the filings").await,
                None => Ok(()),
            }
        }
        Err(BureauError::Later(why)) => again(app, &package, &why).await,
        Err(BureauError::Never(why)) => put(app, &package, PackageState::Failed, &why).await,
    }
}

/// Tries it again later, or gives it up.
async fn again(app: &App, package: &Package, why: &str) -> Answer<()> {
    let state = if package.tries + 1 >= TRIES { PackageState::Failed } else { PackageState::Sending };
    put(app, package, state, why).await
}

async fn put(app: &App, package: &Package, state: PackageState, why: &str) -> Answer<()> {
    tracing::warn!(package = %package.id, why, "a package was not handed over");
    let next = app.clock.now().plus(pause(package.tries));
    match app.store.set_package(package, state, (package.tries + 1, next), why).await {
        // A colleague did something with it meanwhile.
        Ok(()) | Err(StoreError::Stale) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_end() {
        let pauses: Vec<i64> = (0..9).map(pause).collect();
        assert_eq!(pauses, [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
        assert_eq!(pause(u32::MAX), 3600);
        let all: i64 = (0..TRIES).map(pause).sum();
        assert!((80_000..100_000).contains(&all), "{all}");
    }
}
