//! `bench/budgets.toml`: what pages may weigh, and what must not take longer.

use crate::project::{Project, read};
use anyhow::{Context, Result};
use serde::Deserialize;

/// `bench/budgets.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budgets {
    /// What pages may weigh.
    pub budget: Vec<Budget>,
    /// What a keystroke may take, from the key to the frame that shows it.
    pub keys: Times,
    /// What the way to the next step may take, from the click to its first frame.
    pub steps: Times,
    /// What a hand-off's end may take.
    pub handoff: Handoff,
    /// What a frame of the camera may take.
    pub guidance: Guidance,
    /// What pages that wait may take of a server.
    pub waiters: Waiters,
    /// What a grown database may take.
    pub growth: Growth,
    /// What the desk may wait for an answer over a grown database.
    pub desk: Times,
}

/// The budgets of the project.
pub fn budgets(project: &Project) -> Result<Budgets> {
    toml::from_str(&read(&project.root.join("bench/budgets.toml"))?).context("bench/budgets.toml")
}

/// What a page may weigh.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Budget {
    /// Its shell.
    pub page: String,
    /// What counts.
    pub counts: Counts,
    /// Chunks of its program whose files count too, each file once.
    #[serde(default)]
    pub chunks: Vec<String>,
    /// So many at most as brotli leaves them: nothing is tolerated over it.
    pub bytes: u64,
}

/// Which of its files count.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Counts {
    /// What is there before any program: html, with the shell's own script in it, and style sheet.
    Shell,
    /// All that a first visit fetches.
    Everything,
    /// What the page fetches by itself after the first visit.
    Later,
    /// Nothing but the chunks that are named.
    Chunks,
}

/// What something may take that is done again and again.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Times {
    /// In 95 of 100; milliseconds.
    pub p95_milliseconds: u64,
}

/// What a hand-off's end may take.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Handoff {
    /// From "finish" on the phone to the heading of the desktop's next page, in half of all; milliseconds.
    pub median_milliseconds: u64,
}

/// What a frame may take.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guidance {
    /// Median of each picture on this machine, compiled for speed; microseconds.
    pub median_microseconds: u64,
}

/// What people do over a grown database.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Growth {
    /// With the most filings it takes at most so many times as long as with one.
    pub times: f64,
}

/// What pages that wait may take.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Waiters {
    /// From a change to the answer of the page that waits for it, in 99 of 100, at any number of changes a second; milliseconds.
    pub p99_milliseconds: i64,
    /// Memory of the server for each page that waits; bytes.
    pub bytes: i64,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist::Entry;

    #[test]
    fn the_budgets_of_the_project_can_be_read() -> Result<()> {
        let budgets: Budgets = toml::from_str(include_str!("../../../bench/budgets.toml"))?;
        assert!(budgets.budget.iter().all(|it| Entry::ALL.iter().any(|entry| entry.html() == it.page)));
        assert!(budgets.budget.iter().all(|it| !matches!(it.counts, Counts::Chunks) || !it.chunks.is_empty()));
        Ok(())
    }
}
