//! What is seen of a filing at a moment, and what must be so whatever has happened.

use beian_model::{Actor, Event, Status, TimelineEntry, Timestamp};
use beian_rules::transition;
use beian_server::messages::stored::SentMessage;
use proptest::prelude::*;
use proptest::test_runner::TestCaseError;

/// A filing as it is seen.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Its state.
    pub status: Status,
    /// Its version.
    pub version: u64,
    /// Since when it is in its state.
    pub since: Timestamp,
    /// Which colleague has it.
    pub reviewer: Option<String>,
    /// Reasons that are not answered.
    pub reasons: usize,
    /// What its applicant reads of it.
    pub timeline: Vec<TimelineEntry>,
    /// What was sent about it to anybody, oldest first: how, to whom, what.
    pub messages: Vec<(String, String, String)>,
    /// The decision that can be undone, and until when.
    pub pending: Option<(Event, Timestamp)>,
    /// Who approved it first, of two.
    pub first: Option<String>,
}

/// A message as it is compared.
pub fn message(sent: SentMessage) -> (String, String, String) {
    (sent.kind, sent.to, sent.text)
}

impl Seen {
    /// The timeline explains the state: it begins with a draft, each entry follows from the one before by a line of the table, and the last
    /// one is the state and its beginning.
    pub fn holds_together(&self) -> Result<(), TestCaseError> {
        let (first, rest) = self.timeline.split_first().ok_or_else(|| TestCaseError::fail("no timeline"))?;
        prop_assert_eq!((first.event, first.actor, first.status), (None, Actor::Applicant, Status::Draft));
        let mut last = first;
        for entry in rest {
            let event = entry.event.ok_or_else(|| TestCaseError::fail("an entry without an event"))?;
            prop_assert_eq!(transition(last.status, event, entry.actor), Ok(entry.status), "{:?}", self.timeline);
            prop_assert!(entry.at >= last.at);
            last = entry;
        }
        prop_assert_eq!((last.status, last.at), (self.status, self.since));
        // What is of a state that can be decided on is there in no other.
        let is_decided_on = transition(self.status, Event::Reject, Actor::Reviewer).is_ok();
        prop_assert!(is_decided_on || (self.pending.is_none() && self.first.is_none()), "{self:?}");
        Ok(())
    }

    /// Nothing has changed.
    pub fn is_untouched(&self, now: &Seen) -> Result<(), TestCaseError> {
        prop_assert_eq!(format!("{self:?}"), format!("{now:?}"));
        Ok(())
    }

    /// State, timeline and messages are the same: only who has it, or what can be undone, is another.
    pub fn stands_as_before(&self, now: &Seen) -> Result<(), TestCaseError> {
        prop_assert_eq!((self.status, self.since), (now.status, now.since));
        prop_assert_eq!(&self.timeline, &now.timeline);
        prop_assert_eq!(&self.messages, &now.messages);
        Ok(())
    }

    /// The entries that came since.
    pub fn entries_of<'a>(&self, now: &'a Seen) -> Result<&'a [TimelineEntry], TestCaseError> {
        prop_assert!(now.timeline.starts_with(&self.timeline), "an entry has changed");
        Ok(&now.timeline[self.timeline.len()..])
    }

    /// To whom something was sent since, and how.
    pub fn sent_since(&self, now: &Seen) -> Result<Vec<(String, String)>, TestCaseError> {
        prop_assert!(now.messages.starts_with(&self.messages), "a message has changed");
        let new = &now.messages[self.messages.len()..];
        let mut to: Vec<_> = new.iter().map(|(kind, to, _)| (kind.clone(), to.clone())).collect();
        to.sort();
        Ok(to)
    }
}
