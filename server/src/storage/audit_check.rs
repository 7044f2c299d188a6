//! Whether the audit log is whole: every entry in its place, unaltered, up to the head and to what is known of the log elsewhere.

use super::audit::entry;
use super::tables::audit;
use super::*;
use crate::audit::entry::{Entry, FIRST};
use crate::sealing::vault::Vault;
use std::collections::HashMap;
use std::collections::hash_map;

/// Entries that are read at a time.
const PAGE: u64 = 1000;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Entries that were looked at.
    pub entries: u64,
    /// Of these, those whose key is lost: that they follow each other is all that can be said.
    pub unverified: u64,
    /// The last one.
    pub last: Option<AuditHead>,
    /// The first that is not as it was written.
    pub broken: Option<Broken>,
}

impl Checked {
    /// Every entry was looked at and is as it was written.
    pub fn is_whole(&self) -> bool {
        self.broken.is_none() && self.unverified == 0
    }
}

/// Where the log is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The number of the entry.
    pub number: i64,
    /// How.
    pub wrong: Wrong,
}

/// What is wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Wrong {
    /// Those around it are there.
    #[error("it is missing")]
    Missing,
    /// It says that another came before it than the one that stands there.
    #[error("it does not follow the entry before it")]
    OutOfPlace,
    /// Its hash is not that of what it says: it was altered, swapped or inserted.
    #[error("it was altered, swapped or inserted: its hash is another")]
    Altered,
    /// The log ends before it, by its head or by what is known elsewhere.
    #[error("the log ends before it: its end was cut off")]
    CutOff,
    /// It is not the one that is known elsewhere.
    #[error("its hash is not the expected one: the log was written anew from there or before")]
    Unexpected,
}

/// Goes from entry to entry.
struct Chain {
    after: i64,
    hash: String,
    keys: HashMap<i64, Option<AuditKey>>,
}

impl Store {
    /// Checks the log from a number on, page by page. From 1 the whole is checked; from a later one the entry before it is believed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn check_audit(&self, vault: &Vault, from: i64, expected: Option<&AuditHead>) -> Stored<Checked> {
        // What comes while it is read is looked at too, and need not be there yet.
        let head = self.audit_head().await?;
        let mut checked = Checked::default();
        let after = from.max(1) - 1;
        let before = audit::Entity::find_by_id(after).one(self.reader()).await?;
        let hash = match before {
            Some(before) => before.hash,
            None if after == 0 => FIRST.to_owned(),
            None => {
                let wrong = if after > head.number { Wrong::CutOff } else { Wrong::Missing };
                checked.broken = Some(Broken { number: after, wrong });
                return Ok(checked);
            }
        };
        let mut chain = Chain { after, hash, keys: HashMap::new() };
        loop {
            let page = self.audit_after(AuditOf::default(), chain.after, PAGE).await?;
            if page.is_empty() {
                break;
            }
            for one in page {
                if let Some(wrong) = self.check_one(vault, &mut chain, &one, &mut checked).await? {
                    checked.broken = Some(wrong);
                    return Ok(checked);
                }
                if expected.is_some_and(|it| it.number == one.number && it.hash != one.hash) {
                    checked.broken = Some(Broken { number: one.number, wrong: Wrong::Unexpected });
                    return Ok(checked);
                }
                checked.last = Some(AuditHead { number: one.number, hash: one.hash.clone() });
                (chain.after, chain.hash) = (one.number, one.hash);
            }
        }
        let cut_off =
            |number: i64| (chain.after < number).then_some(Broken { number: chain.after + 1, wrong: Wrong::CutOff });
        checked.broken = cut_off(head.number).or_else(|| expected.and_then(|it| cut_off(it.number)));
        if checked.broken.is_none() {
            checked.broken = self.check_expected_before(after, expected).await?;
        }
        Ok(checked)
    }

    async fn check_one(
        &self,
        vault: &Vault,
        chain: &mut Chain,
        one: &Entry,
        checked: &mut Checked,
    ) -> Stored<Option<Broken>> {
        let broken = |number, wrong| Ok(Some(Broken { number, wrong }));
        if one.number != chain.after + 1 {
            return broken(chain.after + 1, Wrong::Missing);
        }
        let key = match chain.keys.entry(one.key) {
            hash_map::Entry::Occupied(known) => known.into_mut(),
            hash_map::Entry::Vacant(place) => place.insert(match one.key == self.audit.nth {
                true => Some(self.audit.clone()),
                false => audit_keys::of_before(self, vault, one.key).await?,
            }),
        };
        match key {
            Some(key) if !key.is_hash(&one.bytes(), &one.hash) => return broken(one.number, Wrong::Altered),
            Some(_) => {}
            None => checked.unverified += 1,
        }
        if one.previous != chain.hash {
            return broken(one.number, Wrong::OutOfPlace);
        }
        checked.entries += 1;
        Ok(None)
    }

    /// What is expected of an entry that lies before the checked ones.
    async fn check_expected_before(&self, after: i64, expected: Option<&AuditHead>) -> Stored<Option<Broken>> {
        let Some(expected) = expected.filter(|it| it.number <= after) else { return Ok(None) };
        let found = audit::Entity::find_by_id(expected.number).one(self.reader()).await?.map(entry);
        let wrong = match found {
            Some(found) if found.hash == expected.hash => return Ok(None),
            Some(_) => Wrong::Unexpected,
            None => Wrong::Missing,
        };
        Ok(Some(Broken { number: expected.number, wrong }))
    }
}
