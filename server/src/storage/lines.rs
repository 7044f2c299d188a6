//! What lines of lists show of documents, by the version that they were read at: a page of a list decodes what has changed since the last.

use beian_model::FilingId;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Most filings of which it is known; over that all are read anew. Some hundred bytes each.
const MOST: usize = 20_000;

/// What a line shows of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Name of the organiser (主办单位).
    pub organiser: String,
    /// Main domain of each site.
    pub domains: Vec<String>,
}

/// The lines that are known.
#[derive(Default)]
pub(crate) struct Lines(Mutex<HashMap<FilingId, (u64, Arc<Line>)>>);

impl Lines {
    fn known(&self) -> MutexGuard<'_, HashMap<FilingId, (u64, Arc<Line>)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The line of a filing in a version, if it is known.
    pub(crate) fn of(&self, id: &FilingId, version: u64) -> Option<Arc<Line>> {
        self.known().get(id).filter(|(known, _)| *known == version).map(|(_, line)| line.clone())
    }

    /// The line of a filing in a version is known from now on.
    pub(crate) fn note(&self, id: &FilingId, version: u64, line: Line) -> Arc<Line> {
        let line = Arc::new(line);
        let mut known = self.known();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(id.clone(), (version, line.clone()));
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_of_one_version_and_there_are_never_too_many() {
        let (lines, id) = (Lines::default(), |n: usize| FilingId(n.to_string()));
        let line = |n: usize| Line { organiser: n.to_string(), domains: Vec::new() };
        lines.note(&id(1), 3, line(1));
        assert_eq!(lines.of(&id(1), 3).as_deref(), Some(&line(1)));
        assert!(lines.of(&id(1), 4).is_none() && lines.of(&id(2), 3).is_none());
        lines.note(&id(1), 4, line(2));
        assert!(lines.of(&id(1), 3).is_none() && lines.of(&id(1), 4).is_some());
        (0..=MOST).for_each(|n| drop(lines.note(&id(n), 1, line(n))));
        assert!(lines.known().len() <= MOST && lines.of(&id(MOST), 1).is_some());
    }
}
