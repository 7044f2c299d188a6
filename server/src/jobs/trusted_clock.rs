//! Whether the clock can be trusted with what cannot be undone: deadlines, and deletion by rule.
//!
//! A clock that is set 60 days ahead (a dead battery, a wrong hand) would let every draft lapse and delete what is to be kept. So the jobs
//! remember the time they last saw. Where the clock is suddenly far ahead of what has passed since, nothing lapses and nothing is deleted
//! until the server has run for a day: time to set it right, which ends the doubt at once. A server that was off for days is doubted in the
//! same way: it cannot know, and is a day late.

use crate::app::App;
use crate::http::problem::Answer;
use crate::jobs::stored::Seen;
use beian_model::Timestamp;

const DAY: i64 = 86_400;
/// A clock that is further ahead than this of what has passed was set, or the server was off.
const PLAUSIBLE: i64 = DAY;
/// How long the server runs before it believes such a clock.
const DOUBTED_FOR: i64 = DAY;

/// What is known of the clock now: it was seen like that before, shows this, and so many seconds have passed in this process since.
pub fn judge(before: Option<Seen>, now: Timestamp, passed: i64) -> Seen {
    let Some(before) = before else { return Seen { at: now, doubted_for: 0 } };
    let ahead = now.0.saturating_sub(before.at.0).saturating_sub(passed);
    let doubted_for = if ahead > PLAUSIBLE {
        DOUBTED_FOR
    } else if ahead < -PLAUSIBLE {
        // Set back: it was wrong until now.
        0
    } else {
        before.doubted_for.saturating_sub(passed).max(0)
    };
    Seen { at: now, doubted_for }
}

/// Looks at the clock, and keeps what was seen; whether it can be trusted.
///
/// # Errors
/// When the database fails.
pub async fn is_trusted(app: &App) -> Answer<bool> {
    let (now, running) = (app.clock.now(), app.clock.passed());
    let passed = app.last_look.passed(running);
    let before = app.store.clock_seen().await?;
    let seen = judge(before, now, passed);
    app.store.see_clock(seen).await?;
    if let Some(before) = before {
        let days = now.0.saturating_sub(before.at.0) / DAY;
        if seen.doubted_for == DOUBTED_FOR && days > 0 {
            tracing::error!(
                days,
                "the clock is days ahead of when it was seen last: was the server off, or is the clock wrong? For 24 hours of running no deadline ends and nothing is deleted; a clock that is set right is trusted at once"
            );
        } else if before.doubted_for > 0 && seen.doubted_for == 0 {
            tracing::warn!("the clock is trusted again");
        }
    }
    Ok(seen.doubted_for == 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_the_clock_is_trusted() {
        let hour = 3600;
        // Days and doubt before; how the clock moved and what passed; the doubt then.
        let table = [
            // It goes as time does, however long between two looks.
            (0, 15, 15, 0),
            (0, 60 * DAY, 60 * DAY, 0),
            (0, 23 * hour, 15, 0),
            // Set ahead, or off for days: `passed` begins anew with a process.
            (0, 60 * DAY, 15, DOUBTED_FOR),
            (0, 25 * hour, 0, DOUBTED_FOR),
            // The doubt ends by running, not by being started again.
            (DOUBTED_FOR, hour, hour, DOUBTED_FOR - hour),
            (DOUBTED_FOR, hour, 0, DOUBTED_FOR),
            (hour, 2 * hour, 2 * hour, 0),
            (hour, 60 * DAY, 15, DOUBTED_FOR),
            // Set right.
            (DOUBTED_FOR, -60 * DAY, 15, 0),
            (0, -60 * DAY, 15, 0),
            (DOUBTED_FOR, -hour, 0, DOUBTED_FOR),
        ];
        for (doubted_for, moved, passed, expected) in table {
            let before = Seen { at: Timestamp(1_000 * DAY), doubted_for };
            let seen = judge(Some(before), before.at.plus(moved), passed);
            assert_eq!(
                seen,
                Seen { at: before.at.plus(moved), doubted_for: expected },
                "{doubted_for} {moved} {passed}"
            );
        }
        assert_eq!(judge(None, Timestamp(7), 0), Seen { at: Timestamp(7), doubted_for: 0 });
        assert_eq!(
            judge(Some(Seen { at: Timestamp(i64::MIN), doubted_for: 0 }), Timestamp(i64::MAX), 0).doubted_for,
            DOUBTED_FOR
        );
    }
}
