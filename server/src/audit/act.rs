//! An event with its filing and details, before anybody is named; and with everything but its place in the chain.

use crate::audit::{What, Who};
use beian_model::{FilingId, ProblemKind};
use serde_json::{Map, Value};

/// What is said of an event beside its name: ids, codes of the contract and counts. Never a text that a person typed, never a secret, a
/// number of a certificate or a phone.
pub type Details = Map<String, Value>;

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Act {
    /// What happened.
    pub what: What,
    /// To which filing.
    pub filing: Option<FilingId>,
    /// Who did it, where that is not who the task works for: whoever has just signed in.
    pub by: Option<Who>,
    /// What more is said.
    pub details: Details,
}

impl Act {
    /// An event of no filing.
    pub fn new(what: What) -> Act {
        Act { what, filing: None, by: None, details: Details::new() }
    }

    /// An event of a filing.
    pub fn of(what: What, filing: &FilingId) -> Act {
        Act { filing: Some(filing.clone()), ..Act::new(what) }
    }

    /// Done by these.
    pub fn by(mut self, who: Who) -> Act {
        self.by = Some(who);
        self
    }

    /// With an id, a code or a count.
    pub fn with(mut self, name: &str, value: impl Into<Value>) -> Act {
        self.details.insert(name.to_owned(), value.into());
        self
    }
}

/// How it ended, as it is stored: done, or refused with the problem's kind.
pub fn outcome(refused: Option<ProblemKind>) -> &'static str {
    refused.map_or("done", ProblemKind::as_str)
}

/// An entry before it has its place in the chain.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Draft {
    /// What happened.
    pub what: What,
    /// Who did it.
    pub who: Who,
    /// To which filing.
    pub filing: Option<FilingId>,
    /// From which network, its end masked; empty where there is none.
    pub address: String,
    /// Browser and system by name.
    pub browser: String,
    /// `done`, or the problem's kind.
    pub outcome: &'static str,
    /// What more is said, as JSON.
    pub details: String,
}
