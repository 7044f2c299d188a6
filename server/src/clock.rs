//! The one clock of the server, which tests can set.

use beian::model::Timestamp;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

/// Tells the time: the system's, or one that a test set.
#[derive(Clone, Default)]
pub struct Clock(Option<Arc<AtomicI64>>);

impl Clock {
    /// The system's clock.
    pub fn system() -> Clock {
        Clock(None)
    }

    /// A clock that stands still until it is moved.
    pub fn standing(at: Timestamp) -> Clock {
        Clock(Some(Arc::new(AtomicI64::new(at.0))))
    }

    /// Moves a standing clock forward; the system's clock moves by itself.
    pub fn advance(&self, seconds: i64) {
        if let Some(time) = &self.0 {
            time.fetch_add(seconds, Ordering::SeqCst);
        }
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Some(time) => Timestamp(time.load(Ordering::SeqCst)),
            // A clock before 1970 is read as 1970: nothing here depends on it being right to the second.
            None => Timestamp(SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs() as i64)),
        }
    }
}
