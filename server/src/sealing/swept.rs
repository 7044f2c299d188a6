//! When the store was last swept for files that nothing names: the jobs ask, the service remembers.

use beian_model::Timestamp;
use std::sync::atomic::{AtomicI64, Ordering};

/// When this process swept last.
#[derive(Default)]
pub struct Swept(AtomicI64);

impl Swept {
    /// When; long ago before the first time.
    pub fn last(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }

    /// It was swept now.
    pub fn note(&self, now: Timestamp) {
        self.0.store(now.0, Ordering::Relaxed);
    }
}
