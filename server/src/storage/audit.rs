//! The audit log: added to in the transaction of the change that an entry tells of, and read page by page.
//!
//! Entries come one after another: who adds one locks the row of the head, as the last of what a transaction locks, and ends the transaction
//! at once ([`Store::finish`]). Nobody who holds that row waits for another, so that no two can wait for each other.

use super::tables::{audit, audit_head};
use super::*;
use crate::audit::Entry;
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveModelTrait, IntoActiveModel};

/// The newest entry of the log: who keeps it elsewhere notices when the end of the log is cut off.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AuditHead {
    /// Its number; 0 while there is none.
    pub number: i64,
    /// Its hash.
    pub hash: String,
}

/// Which entries are read.
#[derive(Clone, Copy, Debug, Default)]
pub struct AuditOf<'a> {
    /// Of this filing alone.
    pub filing: Option<&'a FilingId>,
    /// From this moment on.
    pub since: Option<Timestamp>,
}

pub(super) fn entry(row: audit::Model) -> Entry {
    Entry {
        number: row.number,
        at: row.at,
        actor_kind: row.actor_kind,
        actor: row.actor,
        action: row.action,
        filing: row.filing,
        address: row.address,
        browser: row.browser,
        outcome: row.outcome,
        details: row.details,
        key: row.key,
        previous: row.previous,
        hash: row.hash,
    }
}

fn row(entry: Entry) -> audit::Model {
    audit::Model {
        number: entry.number,
        at: entry.at,
        actor_kind: entry.actor_kind,
        actor: entry.actor,
        action: entry.action,
        filing: entry.filing,
        address: entry.address,
        browser: entry.browser,
        outcome: entry.outcome,
        details: entry.details,
        key: entry.key,
        previous: entry.previous,
        hash: entry.hash,
    }
}

/// The head, which nobody else reads so until the transaction ends.
pub(super) async fn lock_head(transaction: &Tx) -> Stored<audit_head::Model> {
    let head = audit_head::Entity::find_by_id(1).lock_exclusive().one(transaction).await?;
    head.ok_or_else(|| StoreError::Value("the head of the audit log".to_owned()))
}

/// Adds entries behind the head; the transaction is to end next.
pub(super) async fn append(transaction: &Tx, key: &AuditKey, drafts: Vec<Draft>, now: Timestamp) -> Stored<()> {
    if drafts.is_empty() {
        return Ok(());
    }
    let mut head = lock_head(transaction).await?;
    if head.key != key.nth {
        return Err(StoreError::Value("the audit log has another key than this server: start it anew".to_owned()));
    }
    let mut rows = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let mut next = Entry {
            number: head.number + 1,
            at: now.0,
            actor_kind: draft.who.kind.to_string(),
            actor: draft.who.id,
            action: draft.what.to_string(),
            filing: draft.filing.map(|id| id.0),
            address: draft.address,
            browser: draft.browser,
            outcome: draft.outcome.to_owned(),
            details: draft.details,
            key: key.nth,
            previous: head.hash,
            hash: String::new(),
        };
        next.hash = key.hash(&next.bytes());
        (head.number, head.hash) = (next.number, next.hash.clone());
        rows.push(row(next).into_active_model().reset_all());
    }
    audit::Entity::insert_many(rows).exec_without_returning(transaction).await?;
    audit_head::Entity::update_many()
        .col_expr(audit_head::Column::Number, Expr::value(head.number))
        .col_expr(audit_head::Column::Hash, Expr::value(head.hash))
        .filter(audit_head::Column::Id.eq(1))
        .exec(transaction)
        .await?;
    Ok(())
}

impl Store {
    /// Ends a transaction with the entries of what it did, by whom the present task works for.
    pub(crate) async fn finish(&self, transaction: Tx, acts: impl IntoIterator<Item = Act>) -> Stored<()> {
        let drafts: Vec<Draft> = acts.into_iter().map(doing::done).collect();
        append(&transaction, &self.audit, drafts, self.clock.now()).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Adds entries that belong to no change: what was looked at, and what was refused.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note(&self, drafts: Vec<Draft>) -> Stored<()> {
        if drafts.is_empty() {
            return Ok(());
        }
        let transaction = self.begin().await?;
        append(&transaction, &self.audit, drafts, self.clock.now()).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// The newest entry.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_head(&self) -> Stored<AuditHead> {
        let head = audit_head::Entity::find_by_id(1).one(self.reader()).await?;
        let head = head.ok_or_else(|| StoreError::Value("the head of the audit log".to_owned()))?;
        Ok(AuditHead { number: head.number, hash: head.hash })
    }

    /// Entries after a number, oldest first, so many at most.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_after(&self, of: AuditOf<'_>, after: i64, most: u64) -> Stored<Vec<Entry>> {
        let mut found = audit::Entity::find().filter(audit::Column::Number.gt(after));
        if let Some(filing) = of.filing {
            found = found.filter(audit::Column::Filing.eq(filing.as_str()));
        }
        if let Some(since) = of.since {
            found = found.filter(audit::Column::At.gte(since.0));
        }
        let found = found.order_by_asc(audit::Column::Number).limit(most).all(self.reader()).await?;
        Ok(found.into_iter().map(entry).collect())
    }

    /// Entries of a filing, newest first, so many at most; those before a number where one is given, which the page before ended with.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn audit_of_filing(&self, filing: &FilingId, before: Option<i64>, most: u64) -> Stored<Vec<Entry>> {
        let mut found = audit::Entity::find().filter(audit::Column::Filing.eq(filing.as_str()));
        if let Some(before) = before {
            found = found.filter(audit::Column::Number.lt(before));
        }
        let found = found.order_by_desc(audit::Column::Number).limit(most).all(self.reader()).await?;
        Ok(found.into_iter().map(entry).collect())
    }
}
