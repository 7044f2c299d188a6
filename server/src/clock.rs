//! The one clock of the server, which tests can set.
//!
//! No calendar crate stands beside it: the server counts seconds, and days, months and their texts are those of `beian_model::Date`, which the
//! browser shares; nothing here formats or reads a time of its own.

use beian_model::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// Tells the time: the system's, or one that a test set.
#[derive(Clone)]
pub struct Clock(Kind);

#[derive(Clone)]
enum Kind {
    /// The system's clock, and when this process began.
    System(Instant),
    /// The time, and the seconds that have passed.
    Standing { time: Arc<AtomicI64>, passed: Arc<AtomicI64> },
}

impl Clock {
    /// The system's clock.
    pub fn system() -> Clock {
        Clock(Kind::System(Instant::now()))
    }

    /// A clock that stands still until it is moved.
    pub fn standing(at: Timestamp) -> Clock {
        Clock(Kind::Standing { time: Arc::new(AtomicI64::new(at.0)), passed: Arc::default() })
    }

    /// Lets time pass on a standing clock; the system's clock moves by itself.
    pub fn advance(&self, seconds: i64) {
        if let Kind::Standing { time, passed } = &self.0 {
            time.fetch_add(seconds, Ordering::SeqCst);
            passed.fetch_add(seconds, Ordering::SeqCst);
        }
    }

    /// Sets a standing clock ahead, or back, without any time passing.
    pub fn set_ahead(&self, seconds: i64) {
        if let Kind::Standing { time, .. } = &self.0 {
            time.fetch_add(seconds, Ordering::SeqCst);
        }
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Kind::Standing { time, .. } => Timestamp(time.load(Ordering::SeqCst)),
            // A clock before 1970 is read as 1970: nothing here depends on it being right to the second.
            Kind::System(_) => {
                Timestamp(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs() as i64))
            }
        }
    }

    /// Seconds that have passed since the process began, whatever the clock was set to meanwhile.
    pub fn passed(&self) -> i64 {
        match &self.0 {
            Kind::Standing { passed, .. } => passed.load(Ordering::SeqCst),
            Kind::System(began) => i64::try_from(began.elapsed().as_secs()).unwrap_or(i64::MAX),
        }
    }
}

/// Seconds that this process had run when the jobs last looked at the clock; less than none before the first look.
pub struct LastLook(AtomicI64);

impl Default for LastLook {
    fn default() -> Self {
        LastLook(AtomicI64::new(-1))
    }
}

impl LastLook {
    /// Looks now; the seconds since the look before, none at the first.
    pub fn passed(&self, running: i64) -> i64 {
        let last = self.0.swap(running, Ordering::SeqCst);
        if last < 0 { 0 } else { running.saturating_sub(last) }
    }

    /// As before the first look: somebody else has looked since.
    pub fn forget(&self) {
        self.0.store(-1, Ordering::SeqCst);
    }
}
