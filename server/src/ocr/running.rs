//! Which pictures are being read, so that none is read twice at a time.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

/// The pictures that are being read by this process.
#[derive(Default)]
pub struct Running(Mutex<HashSet<String>>);

impl Running {
    /// Whether it is being read.
    pub fn has(&self, key: &str) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).contains(key)
    }

    /// Begins; false when it is being read already.
    pub fn begin(&self, key: &str) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned())
    }

    /// Ends it.
    pub fn end(&self, key: &str) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
    }
}
