//! When it was last said how far the log goes.

use beian_model::Timestamp;
use std::sync::atomic::{AtomicI64, Ordering};

/// When that was, in seconds since 1970.
pub struct Told(AtomicI64);

impl Default for Told {
    fn default() -> Told {
        Told(AtomicI64::new(i64::MIN))
    }
}

impl Told {
    /// It is to be said now, so many seconds after the last time or with a clock that was set back: from now on it was.
    pub fn is_due(&self, now: Timestamp, every: i64) -> bool {
        let last = self.0.load(Ordering::Relaxed);
        let due = !(last..last.saturating_add(every)).contains(&now.0);
        if due {
            self.0.store(now.0, Ordering::Relaxed);
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_said_at_first_and_then_every_so_often() {
        let told = Told::default();
        let due: Vec<bool> = [1000, 1001, 1059, 1060, 1061, 900, 901].map(|at| told.is_due(Timestamp(at), 60)).into();
        assert_eq!(due, [true, false, false, true, false, true, false]);
    }
}
