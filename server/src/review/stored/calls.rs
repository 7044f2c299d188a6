//! Calls about filings (通话记录), and what colleagues tell each other of them (内部备注).

use super::tables::{calls, remarks, staff};
use super::values::read;
use super::*;
use crate::messages::stored::{Message, outbox};
use crate::secret;
use beian_model::wire::{CallRecord, CallRequest, Remark};
use sea_orm::JoinType;

/// As many as are listed of each.
const MOST: u64 = 200;

impl Store {
    /// Notes a call.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn note_call(&self, id: &FilingId, call: &CallRequest, by: &str, now: Timestamp) -> Stored<()> {
        let transaction = self.begin().await?;
        let row = calls::ActiveModel {
            id: Set(secret::id()),
            filing: Set(id.to_string()),
            staff: Set(by.to_owned()),
            at: Set(now.0),
            number: Set(call.number.clone()),
            outcome: Set(call.outcome.to_string()),
            note: Set(call.note.clone()),
        };
        calls::Entity::insert(row).exec_without_returning(&transaction).await?;
        let act = Act::of(What::CallNoted, id).with("outcome", call.outcome.as_str());
        self.finish(transaction, [act]).await
    }

    /// Keeps what a colleague tells the others, with the messages to those whom it names.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn make_remark(
        &self,
        id: &FilingId,
        text: &str,
        by: &str,
        messages: &[Message],
        now: Timestamp,
    ) -> Stored<()> {
        let transaction = self.begin().await?;
        let row = remarks::ActiveModel {
            id: Set(secret::id()),
            filing: Set(id.to_string()),
            staff: Set(by.to_owned()),
            at: Set(now.0),
            text: Set(text.to_owned()),
        };
        remarks::Entity::insert(row).exec_without_returning(&transaction).await?;
        for message in messages {
            outbox::insert(&transaction, message, now).await?;
        }
        self.finish(transaction, [Act::of(What::RemarkMade, id)]).await
    }

    /// The calls about a filing, newest first.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn calls(&self, id: &FilingId) -> Stored<Vec<CallRecord>> {
        let by = calls::Entity::belongs_to(staff::Entity).from(calls::Column::Staff).to(staff::Column::Id).into();
        let rows: Vec<(i64, String, String, String, String)> = calls::Entity::find()
            .select_only()
            .columns([calls::Column::At, calls::Column::Number, calls::Column::Outcome, calls::Column::Note])
            .column(staff::Column::Name)
            .join(JoinType::InnerJoin, by)
            .filter(calls::Column::Filing.eq(id.as_str()))
            .order_by_desc(calls::Column::At)
            .order_by_desc(calls::Column::Id)
            .limit(MOST)
            .into_tuple()
            .all(self.reader())
            .await?;
        let call = |(at, number, outcome, note, by): (i64, String, String, String, String)| {
            Ok(CallRecord { at: Timestamp(at), by, number, outcome: read(&outcome)?, note })
        };
        rows.into_iter().map(call).collect()
    }

    /// What colleagues told each other of a filing, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn remarks(&self, id: &FilingId) -> Stored<Vec<Remark>> {
        let by = remarks::Entity::belongs_to(staff::Entity).from(remarks::Column::Staff).to(staff::Column::Id).into();
        let rows: Vec<(i64, String, String)> = remarks::Entity::find()
            .select_only()
            .columns([remarks::Column::At, remarks::Column::Text])
            .column(staff::Column::Name)
            .join(JoinType::InnerJoin, by)
            .filter(remarks::Column::Filing.eq(id.as_str()))
            .order_by_desc(remarks::Column::At)
            .order_by_desc(remarks::Column::Id)
            .limit(MOST)
            .into_tuple()
            .all(self.reader())
            .await?;
        Ok(rows.into_iter().map(|(at, text, by)| Remark { at: Timestamp(at), by, text }).collect())
    }
}
