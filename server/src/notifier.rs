//! Who waits for a change: long polls sleep here until what they watch is announced. A change wakes only who waits for it.
//! `outgoing`: what other processes are to hear of; `places`: how many wait at a time.

use beian_model::{AttachmentId, FilingId, VerificationId};
use outgoing::Outgoing;
use std::collections::HashMap;
use std::fmt;
use std::str::FromStr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, timeout_at};

pub mod outgoing;
pub mod places;

/// What can change while somebody waits for it. It prints and parses, so that one process can name it to another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    /// A filing.
    Filing(FilingId),
    /// A verification, or another hand-off.
    Verification(VerificationId),
    /// What an attachment says.
    Reading(AttachmentId),
    /// What the ID card of a verification says.
    PersonReading(VerificationId),
    /// The desk's queue: a submitted filing has another state, or another colleague.
    Queue,
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Key::Filing(id) => write!(f, "filing {id}"),
            Key::Verification(id) => write!(f, "verification {id}"),
            Key::Reading(id) => write!(f, "reading {id}"),
            Key::PersonReading(id) => write!(f, "person-reading {id}"),
            Key::Queue => f.write_str("queue -"),
        }
    }
}

/// The text is no key that this program knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no key to wait for")]
pub struct UnknownKey;

impl FromStr for Key {
    type Err = UnknownKey;

    fn from_str(text: &str) -> Result<Key, UnknownKey> {
        let (kind, id) = text.split_once(' ').ok_or(UnknownKey)?;
        let id = id.to_owned();
        Ok(match kind {
            "filing" => Key::Filing(FilingId(id)),
            "verification" => Key::Verification(VerificationId(id)),
            "reading" => Key::Reading(AttachmentId(id)),
            "person-reading" => Key::PersonReading(VerificationId(id)),
            "queue" => Key::Queue,
            _ => return Err(UnknownKey),
        })
    }
}

/// Room that is kept however few wait.
const LEAST_ROOM: usize = 64;

/// The changes of this process, and who waits for each. What nobody waits for takes no room.
#[derive(Clone, Default)]
pub struct Notifier(Arc<Shared>);

#[derive(Default)]
struct Shared {
    waiters: Mutex<HashMap<Key, watch::Sender<()>>>,
    outgoing: Outgoing,
    /// True once nobody is to wait any more.
    ended: watch::Sender<bool>,
}

/// A place among those who wait, taken before the present state is read, so that no change falls between.
pub struct Watch {
    notifier: Notifier,
    key: Key,
    /// Nothing where no time was given, or none is left to anybody: then there is nothing to hear.
    receiver: Option<watch::Receiver<()>>,
    until: Instant,
}

impl Notifier {
    fn all(&self) -> MutexGuard<'_, HashMap<Key, watch::Sender<()>>> {
        self.0.waiters.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says that this changed, here and to other processes.
    pub fn announce(&self, key: &Key) {
        self.announce_here(key);
        self.0.outgoing.add(key);
    }

    fn announce_here(&self, key: &Key) {
        if let Some(sender) = self.all().get(key) {
            sender.send_replace(());
        }
    }

    /// Says that anything may have changed: what other processes said was not heard for a while.
    pub fn announce_all(&self) {
        self.all().values().for_each(|sender| sender.send_replace(()));
    }

    /// What other processes are to hear of.
    pub fn outgoing(&self) -> &Outgoing {
        &self.0.outgoing
    }

    /// Ends every wait now and each later one at its beginning, as if its time were over: this process stops, and others go on.
    pub fn end(&self) {
        let mut all = self.all();
        self.0.ended.send_replace(true);
        // Who waits learns that nobody will announce anything.
        *all = HashMap::new();
    }

    /// Waits until the waits have ended.
    pub async fn ended(&self) {
        // An error would say that the sender is gone, which we hold.
        let _ = self.0.ended.subscribe().wait_for(|ended| *ended).await;
    }

    /// Says that what another process names changed. A name that this program does not know is of a newer one, and nobody here
    /// waits for it.
    pub fn announce_printed(&self, key: &str) {
        if let Ok(key) = key.parse() {
            self.announce_here(&key);
        }
    }

    /// Somebody waits for this.
    #[cfg(test)]
    pub(crate) fn waits_for(&self, key: &Key) -> bool {
        self.all().contains_key(key)
    }

    /// Watches this for so long.
    pub fn watch(&self, key: Key, wait: Duration) -> Watch {
        let subscribe = || {
            let mut all = self.all();
            let over = *self.0.ended.borrow();
            (!over).then(|| all.entry(key.clone()).or_insert_with(|| watch::Sender::new(())).subscribe())
        };
        let receiver = if wait.is_zero() { None } else { subscribe() };
        Watch { notifier: self.clone(), key, receiver, until: Instant::now() + wait }
    }
}

impl Watch {
    /// Waits no longer than this from now on.
    pub fn at_most(&mut self, wait: Duration) {
        self.until = self.until.min(Instant::now() + wait);
    }

    /// There is something to hear: time was given for it.
    pub fn waits(&self) -> bool {
        self.receiver.is_some()
    }

    /// Waits for a change since the watch was taken, or since this was last true; false when the time is over.
    pub async fn changed(&mut self) -> bool {
        match &mut self.receiver {
            Some(receiver) => matches!(timeout_at(self.until, receiver.changed()).await, Ok(Ok(()))),
            None => false,
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        if self.receiver.is_none() {
            return;
        }
        let mut all = self.notifier.all();
        self.receiver = None;
        if all.get(&self.key).is_some_and(|sender| sender.receiver_count() == 0) {
            all.remove(&self.key);
            if all.len() < all.capacity() / 4 && all.capacity() > LEAST_ROOM {
                let room = all.len() * 2;
                all.shrink_to(room.max(LEAST_ROOM));
            }
        }
    }
}

#[cfg(test)]
mod tests;
