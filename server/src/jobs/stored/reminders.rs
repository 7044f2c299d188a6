//! Which filings somebody is to be reminded of, and which reminders were sent.

use super::tables::filings::{Column, Entity};
use super::tables::{calls, reminders};
use super::*;
use crate::messages::stored::{Message, outbox};
use beian_model::wire::CallOutcome;
use beian_model::{FilingId, Status};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, OnConflict, Query, SelectStatement};
use sea_orm::{JoinType, QueryOrder};

/// Filings of one state whose time for a reminder has come.
#[derive(Clone, Copy, Debug)]
pub struct Due {
    /// Their state.
    pub status: Status,
    /// Seconds in that state of which is reminded.
    pub after: i64,
    /// Seconds in that state from which on another reminder, or the end, is due instead.
    pub before: i64,
}

/// A call that reached nobody, and of which nobody was reminded.
#[derive(Clone, Debug)]
pub struct MissedCall {
    /// The filing.
    pub filing: FilingId,
    /// When.
    pub at: Timestamp,
    /// Id of the colleague who called.
    pub staff: String,
}

/// `after` of the reminder to call again; its `since` is when the call was.
const CALL_AGAIN: i64 = -1;
/// `after` of what seniors were told: a filing waits for staff for longer than was promised.
const ESCALATED: i64 = 0;

/// Reminders of a filing's present state, of so many seconds or more.
fn sent(after: i64) -> SelectStatement {
    Query::select()
        .expr(Expr::value(1))
        .from(reminders::Entity)
        .and_where(Expr::col((reminders::Entity, reminders::Column::Filing)).equals((Entity, Column::Id)))
        .and_where(Expr::col((reminders::Entity, reminders::Column::Since)).equals((Entity, Column::StatusSince)))
        .and_where(Expr::col((reminders::Entity, reminders::Column::After)).gte(after))
        .to_owned()
}

impl Store {
    /// Filings that are due and whose reminder was not sent yet, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_reminders(&self, due: Due, now: Timestamp, most: u64) -> Stored<Vec<(FilingId, Timestamp)>> {
        let since = Column::StatusSince.lte(now.0 - due.after).and(Column::StatusSince.gt(now.0 - due.before));
        self.unsent(&[due.status], since, due.after, most).await
    }

    /// Filings that have waited for staff in one of these states since before a moment, and of which no senior was told yet, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn overdue(
        &self,
        states: &[Status],
        since_before: Timestamp,
        most: u64,
    ) -> Stored<Vec<(FilingId, Timestamp)>> {
        self.unsent(states, Column::StatusSince.lt(since_before.0), ESCALATED, most).await
    }

    /// Filings in one of these states, for as long as is said, of whose state no reminder of so many seconds or more was sent; each with the
    /// moment since which it is in that state, oldest first.
    async fn unsent(
        &self,
        states: &[Status],
        since: Expr,
        after: i64,
        most: u64,
    ) -> Stored<Vec<(FilingId, Timestamp)>> {
        let found: Vec<(String, i64)> = Entity::find()
            .select_only()
            .columns([Column::Id, Column::StatusSince])
            .filter(Column::Status.is_in(states.iter().map(|status| status.as_str())))
            .filter(since)
            .filter(Expr::exists(sent(after)).not())
            .order_by_asc(Column::StatusSince)
            .order_by_asc(Column::Seq)
            .limit(most)
            .into_tuple()
            .all(self.reader())
            .await?;
        Ok(found.into_iter().map(|(id, since)| (FilingId(id), Timestamp(since))).collect())
    }

    /// Notes that seniors were told of filings, with the messages; false where another server was first: then nothing is sent.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn escalate(
        &self,
        filings: &[(FilingId, Timestamp)],
        messages: &[Message],
        now: Timestamp,
    ) -> Stored<bool> {
        let rows = filings.iter().map(|(id, since)| reminders::ActiveModel {
            filing: Set(id.to_string()),
            since: Set(since.0),
            after: Set(ESCALATED),
            sent_at: Set(now.0),
        });
        let transaction = self.begin().await?;
        let there = OnConflict::new().do_nothing().to_owned();
        let kept = reminders::Entity::insert_many(rows).on_conflict(there).exec_without_returning(&transaction).await?;
        if kept == 0 {
            return Ok(false);
        }
        for message in messages {
            outbox::insert(&transaction, message, now).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Calls between two moments that reached nobody, each the newest of its filing in the filing's present state, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn missed_calls(&self, (from, to): (Timestamp, Timestamp), most: u64) -> Stored<Vec<MissedCall>> {
        let over = [Status::Draft, Status::Approved, Status::Expired, Status::Abandoned].map(|status| status.as_str());
        let missed = [CallOutcome::Missed, CallOutcome::Busy].map(|outcome| outcome.as_str());
        let reminded = Query::select()
            .expr(Expr::value(1))
            .from(reminders::Entity)
            .and_where(
                Expr::col((reminders::Entity, reminders::Column::Filing))
                    .equals((calls::Entity, calls::Column::Filing)),
            )
            .and_where(
                Expr::col((reminders::Entity, reminders::Column::Since)).equals((calls::Entity, calls::Column::At)),
            )
            .and_where(Expr::col((reminders::Entity, reminders::Column::After)).eq(CALL_AGAIN))
            .to_owned();
        let later = Alias::new("later");
        let newer = Query::select()
            .expr(Expr::value(1))
            .from_as(calls::Entity, later.clone())
            .and_where(Expr::col((later.clone(), calls::Column::Filing)).equals((calls::Entity, calls::Column::Filing)))
            .and_where(Expr::col((later, calls::Column::At)).gt(Expr::col((calls::Entity, calls::Column::At))))
            .to_owned();
        let filing = calls::Entity::belongs_to(Entity).from(calls::Column::Filing).to(Column::Id).into();
        let found: Vec<(String, i64, String)> = calls::Entity::find()
            .select_only()
            .columns([calls::Column::Filing, calls::Column::At, calls::Column::Staff])
            .join(JoinType::InnerJoin, filing)
            .filter(calls::Column::Outcome.is_in(missed))
            .filter(calls::Column::At.gt(from.0))
            .filter(calls::Column::At.lte(to.0))
            .filter(Column::Status.is_not_in(over))
            .filter(Expr::col((calls::Entity, calls::Column::At)).gte(Expr::col((Entity, Column::StatusSince))))
            .filter(Expr::exists(newer).not())
            .filter(Expr::exists(reminded).not())
            .order_by_asc(calls::Column::At)
            .order_by_asc(calls::Column::Id)
            .limit(most)
            .into_tuple()
            .all(self.reader())
            .await?;
        let call = |(filing, at, staff)| MissedCall { filing: FilingId(filing), at: Timestamp(at), staff };
        Ok(found.into_iter().map(call).collect())
    }

    /// Notes that somebody was reminded to call again, with the message, where there is one to send; false where another server was first:
    /// then nothing is sent.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remind_of_call(&self, call: &MissedCall, message: Option<&Message>, now: Timestamp) -> Stored<bool> {
        let row = reminders::ActiveModel {
            filing: Set(call.filing.to_string()),
            since: Set(call.at.0),
            after: Set(CALL_AGAIN),
            sent_at: Set(now.0),
        };
        let transaction = self.begin().await?;
        let there = OnConflict::new().do_nothing().to_owned();
        if reminders::Entity::insert(row).on_conflict(there).exec_without_returning(&transaction).await? == 0 {
            return Ok(false);
        }
        if let Some(message) = message {
            outbox::insert(&transaction, message, now).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }

    /// Notes that the reminder of a filing was sent, with its messages; false where the filing has moved on, or another server was first:
    /// then nothing is sent.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remind(
        &self,
        id: &FilingId,
        since: Timestamp,
        due: Due,
        messages: &[Message],
        now: Timestamp,
    ) -> Stored<bool> {
        let transaction = self.begin().await?;
        let stands = Entity::find()
            .filter(Column::Id.eq(id.as_str()))
            .filter(Column::Status.eq(due.status.as_str()))
            .filter(Column::StatusSince.eq(since.0));
        if stands.count(&transaction).await? == 0 {
            return Ok(false);
        }
        let row = reminders::ActiveModel {
            filing: Set(id.to_string()),
            since: Set(since.0),
            after: Set(due.after),
            sent_at: Set(now.0),
        };
        let sent = OnConflict::new().do_nothing().to_owned();
        let kept = reminders::Entity::insert(row).on_conflict(sent).exec_without_returning(&transaction).await?;
        if kept == 0 {
            return Ok(false);
        }
        for message in messages {
            outbox::insert(&transaction, message, now).await?;
        }
        transaction.commit().await?;
        Ok(true)
    }
}
