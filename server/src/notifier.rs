//! Who waits for a change: long polls sleep here until what they watch is announced.

use beian_model::{FilingId, VerificationId};
use std::time::Duration;
use tokio::sync::broadcast;
use tokio::time::{Instant, timeout_at};

/// What is named where a filing changes.
pub fn of_filing(id: &FilingId) -> String {
    format!("filing {id}")
}

/// What is named where a verification changes, or another hand-off.
pub fn of_verification(id: &VerificationId) -> String {
    format!("verification {id}")
}

/// Announces changes within this process. With several replicas the database announces them too, and each replica
/// passes on what it hears.
#[derive(Clone)]
pub struct Notifier(broadcast::Sender<String>);

/// A place in the queue, taken before the present state is read, so that no change falls between.
pub struct Watch {
    receiver: broadcast::Receiver<String>,
    key: String,
    until: Instant,
}

impl Default for Notifier {
    fn default() -> Self {
        Notifier(broadcast::channel(1024).0)
    }
}

impl Notifier {
    /// Says that what is named changed.
    pub fn announce(&self, key: &str) {
        // Nobody waits: nothing to do.
        let _ = self.0.send(key.to_owned());
    }

    /// Watches what is named for so long.
    pub fn watch(&self, key: &str, wait: Duration) -> Watch {
        Watch { receiver: self.0.subscribe(), key: key.to_owned(), until: Instant::now() + wait }
    }
}

impl Watch {
    /// Waits no longer than this from now on.
    pub fn at_most(&mut self, wait: Duration) {
        self.until = self.until.min(Instant::now() + wait);
    }

    /// Waits for a change; false when the time is over.
    pub async fn changed(&mut self) -> bool {
        loop {
            match timeout_at(self.until, self.receiver.recv()).await {
                Ok(Ok(key)) if key == self.key => return true,
                Ok(Ok(_)) => {}
                // So many changes that some were dropped: ours may be among them.
                Ok(Err(broadcast::error::RecvError::Lagged(_))) => return true,
                Ok(Err(broadcast::error::RecvError::Closed)) | Err(_) => return false,
            }
        }
    }
}
