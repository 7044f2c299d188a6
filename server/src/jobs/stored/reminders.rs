//! Which filings somebody is to be reminded of, and which reminders were sent.

use super::tables::filings::{Column, Entity};
use super::tables::reminders;
use super::*;
use crate::messages::stored::{Message, outbox};
use beian_model::{FilingId, Status};
use sea_orm::QueryOrder;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict, Query};

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

impl Store {
    /// Filings that are due and whose reminder was not sent yet, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn due_reminders(&self, due: Due, now: Timestamp, most: u64) -> Stored<Vec<(FilingId, Timestamp)>> {
        let sent = Query::select()
            .expr(Expr::value(1))
            .from(reminders::Entity)
            .and_where(Expr::col((reminders::Entity, reminders::Column::Filing)).equals((Entity, Column::Id)))
            .and_where(Expr::col((reminders::Entity, reminders::Column::Since)).equals((Entity, Column::StatusSince)))
            .and_where(Expr::col((reminders::Entity, reminders::Column::After)).gte(due.after))
            .to_owned();
        let found: Vec<(String, i64)> = Entity::find()
            .select_only()
            .columns([Column::Id, Column::StatusSince])
            .filter(Column::Status.eq(due.status.as_str()))
            .filter(Column::StatusSince.lte(now.0 - due.after))
            .filter(Column::StatusSince.gt(now.0 - due.before))
            .filter(Expr::exists(sent).not())
            .order_by_asc(Column::StatusSince)
            .order_by_asc(Column::Seq)
            .limit(most)
            .into_tuple()
            .all(self.reader())
            .await?;
        Ok(found.into_iter().map(|(id, since)| (FilingId(id), Timestamp(since))).collect())
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
