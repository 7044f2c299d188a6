//! Two changes of the filing become one. What only one side changed needs no merge; the rest comes with a chunk, and so does what
//! reads the drafts of earlier visits.

use super::DraftCopy;
use super::draft_copy::{self, Reading};
use crate::chunk::{Missing, at_last, chunked};
use beian_model::merge::{Conflict, Merged, merge};
use beian_model::{Filing, FilingId};
use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;

type Kept = Pin<Box<dyn Future<Output = Option<Vec<DraftCopy>>>>>;

/// What the chunk brings.
#[derive(Clone, Copy)]
struct Merging {
    merge: fn(&Filing, &Filing, &Filing) -> Merged,
    kept: fn(FilingId) -> Kept,
}

chunked! {
    fields: fn fetch_merging() -> Merging {
        here()
    }
}

fn here() -> Merging {
    Merging { merge, kept: |id| Box::pin(draft_copy::kept(id)) }
}

/// It comes later than this file.
const IS_APART: bool = cfg!(feature = "split");

thread_local! {
    static KNOWN: Cell<Option<Merging>> = Cell::new((!IS_APART).then(here));
}

async fn known() -> Result<Merging, Missing> {
    if let Some(known) = KNOWN.get() {
        return Ok(known);
    }
    let merging = fetch_merging().await?;
    KNOWN.set(Some(merging));
    Ok(merging)
}

/// Waits until [`merged`] can merge whatever it is given.
///
/// # Errors
/// Where what merges does not come.
pub async fn ready() -> Result<(), Missing> {
    known().await.map(|_| ())
}

/// The same, asked for until it comes.
pub async fn ready_at_last() {
    at_last(known).await;
}

/// What the browser had typed and the server had not, of earlier visits; nothing where the browser keeps nothing.
/// Who has taken them up says that they have been read.
pub async fn earlier_drafts(id: FilingId) -> (Option<Vec<DraftCopy>>, Reading) {
    // Until they have been read, what is kept of this filing waits: it would take their place.
    let reading = Reading::of(&id);
    let drafts = (at_last(known).await.kept)(id).await;
    (drafts, reading)
}

/// The three-way merge, with conflicts that were not yet decided carried over as long as the two values differ. Nothing where both
/// sides changed the document and what merges has not come.
pub fn merged(
    base: &Filing,
    mine: &Filing,
    theirs: &Filing,
    undecided: &[Conflict],
) -> Option<(Filing, Vec<Conflict>)> {
    let Merged { filing, mut conflicts } = if theirs == base || theirs == mine {
        Merged { filing: mine.clone(), conflicts: Vec::new() }
    } else if mine == base {
        Merged { filing: theirs.clone(), conflicts: Vec::new() }
    } else {
        (KNOWN.get()?.merge)(base, mine, theirs)
    };
    for one in undecided {
        let known = conflicts.iter().any(|other| other.path == one.path);
        if !known && filing.value(one.path).is_some_and(|value| value != one.theirs) {
            conflicts.push(one.clone());
        }
    }
    Some((filing, conflicts))
}
