//! Which pictures are being read and which uploads are being kept, so that neither is done twice at a time.

use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};
use tokio::sync::Notify;

/// What is under way in this process.
#[derive(Default)]
pub struct Running {
    keys: Mutex<HashSet<String>>,
    ended: Notify,
}

impl Running {
    /// Whether it is being read.
    pub fn has(&self, key: &str) -> bool {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).contains(key)
    }

    /// Begins; false when it is being read already.
    pub fn begin(&self, key: &str) -> bool {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).insert(key.to_owned())
    }

    /// Begins, until what is given is dropped, however that comes about; nothing when it is under way already.
    pub fn held(&self, key: String) -> Option<Held<'_>> {
        self.begin(&key).then(|| Held(self, key))
    }

    /// As [`Running::held`], once whatever is under way under this name has ended. It waits as long as that takes.
    pub async fn alone(&self, key: &str) -> Held<'_> {
        loop {
            // Asked for before looking: what ends in between is not missed.
            let ended = self.ended.notified();
            match self.held(key.to_owned()) {
                Some(held) => return held,
                None => ended.await,
            }
        }
    }

    /// Ends it.
    pub fn end(&self, key: &str) {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner).remove(key);
        self.ended.notify_waiters();
    }
}

/// Something that is under way.
pub struct Held<'a>(&'a Running, String);

impl Drop for Held<'_> {
    fn drop(&mut self) {
        self.0.end(&self.1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_is_under_way_until_it_is_dropped() {
        let running = Running::default();
        let held = running.held("one".to_owned());
        assert!(held.is_some() && running.held("one".to_owned()).is_none() && running.held("two".to_owned()).is_some());
        drop(held);
        assert!(running.held("one".to_owned()).is_some());
    }

    #[tokio::test]
    async fn who_waits_comes_after_who_holds() {
        let running = Running::default();
        let held = running.alone("one").await;
        let mut waiting = std::pin::pin!(running.alone("one"));
        assert!(
            std::future::poll_fn(|context| std::task::Poll::Ready(waiting.as_mut().poll(context).is_pending())).await
        );
        drop(running.alone("two").await);
        drop(held);
        drop(waiting.await);
        assert!(!running.has("one"));
    }
}
