//! Refusals are noted so that a flood of them cannot fill the disk: the first of a kind in a minute is written at once, the others of it are
//! counted and written as one when the minute is over. Of more kinds than [`MOST`] in a minute the rest is counted together.
//!
//! A server that is killed loses the counts of its last minute, never the first of a kind.

use crate::audit::Who;
use crate::audit::act::{Details, Draft};
use beian_model::Timestamp;
use serde_json::Value;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// Seconds that are counted together.
const WINDOW: i64 = 60;
/// Kinds of refusals that are told apart in that time: one is who was refused what, why and from where. With as many counts, some 150 MB of
/// entries a day at most.
const MOST: usize = 120;

/// The refusals of a minute.
#[derive(Default)]
pub struct Refusals(Mutex<Minute>);

#[derive(Default)]
struct Minute {
    /// The number of the minute.
    nth: i64,
    /// How often each was met and not written yet.
    met: HashMap<Draft, u64>,
    /// The same of what came over the number of kinds.
    over: HashMap<Draft, u64>,
}

/// Of many whom nobody tells apart.
fn of_many(refused: Draft) -> Draft {
    let (who, details) = (Who::nobody(), "{}".to_owned());
    Draft { who, details, filing: None, address: String::new(), browser: String::new(), ..refused }
}

/// An entry for so many.
fn times(mut refused: Draft, times: u64) -> Draft {
    let mut details: Details = serde_json::from_str(&refused.details).unwrap_or_default();
    details.insert("times".to_owned(), times.into());
    refused.details = Value::Object(details).to_string();
    refused
}

impl Minute {
    /// What was counted, as entries; nothing of it is counted any more.
    fn counted(&mut self) -> Vec<Draft> {
        let all = std::mem::take(&mut self.met).into_iter().chain(std::mem::take(&mut self.over));
        let mut counted: Vec<Draft> = all.filter(|(_, met)| *met > 0).map(|(one, met)| times(one, met)).collect();
        // One order for the same refusals, whatever the table's.
        counted.sort_by_cached_key(|one| (one.what, one.address.clone(), one.details.clone()));
        counted
    }
}

impl Refusals {
    /// Notes a refusal; gives what is to be written now: itself where it is the first, and the counts of a minute that is over.
    pub fn note(&self, refused: Draft, now: Timestamp) -> Vec<Draft> {
        let mut minute = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut write = minute.over_at(now);
        let kinds = minute.met.len();
        if let Some(met) = minute.met.get_mut(&refused) {
            *met += 1;
        } else if kinds < MOST {
            minute.met.insert(refused.clone(), 0);
            write.push(refused);
        } else {
            *minute.over.entry(of_many(refused)).or_default() += 1;
        }
        write
    }

    /// The counts of a minute that is over.
    pub fn due(&self, now: Timestamp) -> Vec<Draft> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).over_at(now)
    }

    /// All counts: the server ends.
    pub fn rest(&self) -> Vec<Draft> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).counted()
    }
}

impl Minute {
    fn over_at(&mut self, now: Timestamp) -> Vec<Draft> {
        let nth = now.0.div_euclid(WINDOW);
        if nth == self.nth {
            return Vec::new();
        }
        self.nth = nth;
        self.counted()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::What;

    fn wrong(address: &str) -> Draft {
        Draft {
            what: What::SessionRefused,
            who: Who::nobody(),
            filing: None,
            address: address.to_owned(),
            browser: String::new(),
            outcome: "wrong-credentials",
            details: "{}".to_owned(),
        }
    }

    #[test]
    fn the_first_is_written_at_once_and_the_others_of_its_minute_as_one() {
        let refusals = Refusals::default();
        let at = Timestamp(600);
        assert_eq!(refusals.note(wrong("a"), at), [wrong("a")]);
        for n in 0..1000 {
            assert!(refusals.note(wrong("a"), at.plus(n % WINDOW)).is_empty());
        }
        assert_eq!(refusals.note(wrong("b"), at), [wrong("b")]);
        assert!(refusals.due(at.plus(WINDOW - 1)).is_empty());
        assert_eq!(refusals.due(at.plus(WINDOW)), [times(wrong("a"), 1000)]);
        assert_eq!(times(wrong("a"), 1000).details, r#"{"times":1000}"#);
        assert!(refusals.due(at.plus(9 * WINDOW)).is_empty() && refusals.rest().is_empty());
    }

    #[test]
    fn from_however_many_addresses_no_more_is_written_than_a_minute_holds() {
        let refusals = Refusals::default();
        let at = Timestamp(600);
        let written: usize = (0..100_000).map(|n| refusals.note(wrong(&n.to_string()), at).len()).sum();
        assert_eq!(written, MOST);
        assert_eq!(refusals.rest(), [times(wrong(""), 100_000 - MOST as u64)]);
    }
}
