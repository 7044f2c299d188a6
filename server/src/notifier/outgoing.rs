//! What other processes are to hear of: the keys that changed here, each once, until somebody takes them to tell.

use super::Key;
use std::collections::HashSet;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::Notify;

/// The keys. However long nobody can tell them, they are no more than what changed meanwhile.
#[derive(Default)]
pub struct Outgoing {
    /// Nothing where nobody listens.
    keys: Mutex<Option<HashSet<Key>>>,
    more: Notify,
    turn: tokio::sync::Mutex<()>,
}

impl Outgoing {
    fn keys(&self) -> MutexGuard<'_, Option<HashSet<Key>>> {
        self.keys.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what changes from now on.
    pub fn open(&self) {
        self.keys().get_or_insert_default();
    }

    pub(super) fn add(&self, key: &Key) {
        if let Some(keys) = &mut *self.keys() {
            keys.insert(key.clone());
            self.more.notify_one();
        }
    }

    /// Waits until there is something.
    pub async fn some(&self) {
        while self.keys().as_ref().is_none_or(HashSet::is_empty) {
            self.more.notified().await;
        }
    }

    /// Held by who tells, from taking to having told: who has it knows that all before is told.
    pub async fn turn(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.turn.lock().await
    }

    /// Takes what there is.
    pub fn take(&self) -> Vec<Key> {
        self.keys().as_mut().map(|keys| keys.drain().collect()).unwrap_or_default()
    }

    /// Gives back what could not be told.
    pub fn put_back(&self, told: Vec<Key>) {
        if let Some(keys) = &mut *self.keys() {
            keys.extend(told);
        }
    }
}
