//! Decisions that do not hold yet: the first of two approvals; those that can be undone for a while, kept, undone, found once they are due.

use super::tables::filings::{Column as Filing, Entity as Filings};
use super::tables::first_approvals;
use super::tables::pending_decisions::{ActiveModel, Column, Entity, Model};
use super::values::{from_json, read, stored, to_json};
use super::*;
use crate::storage::StandingReason;
use beian_model::Event;
use sea_orm::sea_query::Expr;

/// A decision that can be undone until a moment (待生效的决定).
#[derive(Clone, Debug)]
pub struct PendingRow {
    /// What will happen.
    pub event: Event,
    /// The reasons that will stand on fields.
    pub reasons: Vec<StandingReason>,
    /// What will be said of the whole.
    pub note: String,
    /// Id of the colleague who decided.
    pub staff: String,
    /// It can be undone before this.
    pub until: Timestamp,
}

fn pending(row: Model) -> Stored<PendingRow> {
    Ok(PendingRow {
        event: read(&row.event)?,
        reasons: from_json(&row.reasons)?,
        note: row.note,
        staff: row.staff,
        until: Timestamp(row.until),
    })
}

/// Within a transaction: the filing is as it was read, its colleague has it, and it stays so until the end.
async fn still_held(transaction: &Tx, filing: &FilingRow, by: &str) -> Stored<()> {
    let held: Option<(i64, Option<String>)> = Filings::find()
        .select_only()
        .columns([Filing::Version, Filing::Reviewer])
        .filter(Filing::Id.eq(filing.id.as_str()))
        .lock_exclusive()
        .into_tuple()
        .one(transaction)
        .await?;
    let is_held =
        held.is_some_and(|(version, reviewer)| version == stored(filing.version) && reviewer.as_deref() == Some(by));
    if is_held { Ok(()) } else { Err(StoreError::Stale) }
}

impl Store {
    /// Keeps a decision over the version at which the filing was read, while its colleague has it; the filing's version grows.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when somebody wrote in between or has it by now, [`StoreError::Exists`] when another decision can still be undone.
    pub async fn keep_decision(&self, filing: &FilingRow, decision: &PendingRow, now: Timestamp) -> Stored<()> {
        let transaction = self.begin().await?;
        still_held(&transaction, filing, &decision.staff).await?;
        let row = ActiveModel {
            filing: Set(filing.id.to_string()),
            event: Set(decision.event.to_string()),
            reasons: Set(to_json(&decision.reasons)?),
            note: Set(decision.note.clone()),
            staff: Set(decision.staff.clone()),
            until: Set(decision.until.0),
        };
        let done = Entity::insert(row).exec_without_returning(&transaction).await;
        done.map_err(|error| unique(error, StoreError::Exists))?;
        standing::grow(&transaction, &filing.id, now).await?;
        let act = Act::of(What::DecisionMade, &filing.id).with("decision", decision.event.as_str());
        self.finish(transaction, [act]).await
    }

    /// Keeps the first of two approvals over the version at which the filing was read; the filing is nobody's then, and its version grows.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when somebody wrote in between or has it by now, [`StoreError::Exists`] when there is a first approval.
    pub async fn keep_first_approval(&self, filing: &FilingRow, by: &str, note: &str, now: Timestamp) -> Stored<()> {
        let transaction = self.begin().await?;
        still_held(&transaction, filing, by).await?;
        let row = first_approvals::ActiveModel {
            filing: Set(filing.id.to_string()),
            staff: Set(by.to_owned()),
            note: Set(note.to_owned()),
            at: Set(now.0),
        };
        let done = first_approvals::Entity::insert(row).exec_without_returning(&transaction).await;
        done.map_err(|error| unique(error, StoreError::Exists))?;
        Filings::update_many()
            .col_expr(Filing::Reviewer, Expr::value(None::<String>))
            .filter(Filing::Id.eq(filing.id.as_str()))
            .exec(&transaction)
            .await?;
        standing::grow(&transaction, &filing.id, now).await?;
        self.finish(transaction, [Act::of(What::FirstApproved, &filing.id)]).await
    }

    /// Who approved a filing first, what they said and when.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn first_approval(&self, id: &FilingId) -> Stored<Option<(String, String, Timestamp)>> {
        let row = first_approvals::Entity::find_by_id(id.as_str()).one(self.reader()).await?;
        Ok(row.map(|row| (row.staff, row.note, Timestamp(row.at))))
    }

    /// Takes the first of two approvals back that this colleague gave, over the version at which the filing was read; the filing's version
    /// grows. False where there is none of theirs, or somebody wrote in between.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn undo_first_approval(&self, filing: &FilingRow, by: &str, now: Timestamp) -> Stored<bool> {
        let transaction = self.begin().await?;
        let stands = Filings::find()
            .filter(Filing::Id.eq(filing.id.as_str()))
            .filter(Filing::Version.eq(stored(filing.version)))
            .lock_exclusive();
        if stands.one(&transaction).await?.is_none() {
            return Ok(false);
        }
        let undone = first_approvals::Entity::delete_many()
            .filter(first_approvals::Column::Filing.eq(filing.id.as_str()))
            .filter(first_approvals::Column::Staff.eq(by))
            .exec(&transaction)
            .await?;
        if undone.rows_affected == 0 {
            return Ok(false);
        }
        standing::grow(&transaction, &filing.id, now).await?;
        self.finish(transaction, [Act::of(What::FirstApprovalUndone, &filing.id)]).await?;
        Ok(true)
    }

    /// Takes a decision back before its time is over; the filing's version grows. False where there is none to take back.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn undo_decision(&self, id: &FilingId, now: Timestamp) -> Stored<bool> {
        let transaction = self.begin().await?;
        standing::lock(&transaction, id).await?;
        let undone = Entity::delete_many()
            .filter(Column::Filing.eq(id.as_str()))
            .filter(Column::Until.gt(now.0))
            .exec(&transaction)
            .await?;
        if undone.rows_affected == 0 {
            return Ok(false);
        }
        standing::grow(&transaction, id, now).await?;
        self.finish(transaction, [Act::of(What::DecisionUndone, id)]).await?;
        Ok(true)
    }

    /// The decision on a filing that does not hold yet.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn pending_decision(&self, id: &FilingId) -> Stored<Option<PendingRow>> {
        Entity::find_by_id(id.as_str()).one(self.reader()).await?.map(pending).transpose()
    }

    /// Filings whose decision can no longer be undone and does not hold yet, so many at the most.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn decisions_due(&self, now: Timestamp, most: u64) -> Stored<Vec<FilingId>> {
        let ids: Vec<String> = Entity::find()
            .select_only()
            .column(Column::Filing)
            .filter(Column::Until.lte(now.0))
            .order_by_asc(Column::Until)
            .order_by_asc(Column::Filing)
            .limit(most)
            .into_tuple()
            .all(self.reader())
            .await?;
        Ok(ids.into_iter().map(FilingId).collect())
    }
}
