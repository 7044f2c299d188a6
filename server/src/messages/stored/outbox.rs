//! Messages.

use super::tables::outbox::{self, Column};
use super::values::{from_json, to_json};
use super::*;
use crate::carriers::Parcel;
use sea_orm::sea_query::{Expr, ExprTrait, Order};

/// Keeps a message within a transaction.
pub(crate) async fn insert(transaction: &Tx, message: &Message, now: Timestamp) -> Stored<()> {
    let row = outbox::ActiveModel {
        id: NotSet,
        kind: Set(message.channel.as_str().to_owned()),
        recipient: Set(message.to.clone()),
        text: Set(message.text.clone()),
        code: Set(message.code.clone()),
        created_at: Set(now.0),
        delivered_at: Set(None),
        tries: Set(0),
        due_at: Set(now.0),
        until: Set(message.until.map(|until| until.0)),
        said: Set(String::new()),
        given_up_at: Set(None),
        template: Set(message.template.to_owned()),
        blanks: Set(to_json(&message.blanks)?),
    };
    outbox::Entity::insert(row).exec_without_returning(transaction).await?;
    Ok(())
}

/// Adds the message that tells of a write, which had to take a row.
///
/// # Errors
/// `Stale` where no row took it.
pub(crate) async fn insert_with(transaction: &Tx, rows: u64, message: &Message, now: Timestamp) -> Stored<()> {
    if rows == 0 {
        return Err(StoreError::Stale);
    }
    insert(transaction, message, now).await
}

fn parcel(row: outbox::Model) -> Stored<Parcel> {
    Ok(Parcel {
        id: row.id,
        to: row.recipient,
        text: row.text,
        template: row.template,
        blanks: from_json(&row.blanks)?,
        tries: u32::try_from(row.tries).unwrap_or(u32::MAX),
        until: row.until.map(Timestamp),
    })
}

impl Store {
    /// Keeps a message to be delivered.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn post(&self, message: &Message, now: Timestamp) -> Stored<()> {
        let transaction = self.begin().await?;
        insert(&transaction, message, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Messages, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn messages(&self, most: u32) -> Stored<Vec<SentMessage>> {
        let all = outbox::Entity::find().order_by_desc(Column::Id).limit(u64::from(most));
        let message = |row: outbox::Model| SentMessage {
            kind: row.kind,
            to: row.recipient,
            text: row.text,
            code: row.code,
            created_at: Timestamp(row.created_at),
            is_sent: row.delivered_at.is_some(),
            is_given_up: row.given_up_at.is_some(),
            said: row.said,
        };
        Ok(all.all(self.reader()).await?.into_iter().map(message).collect())
    }

    /// Messages that no way takes stay where they are, and are done.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn keep_messages(&self, channel: Channel, now: Timestamp) -> Stored<()> {
        outbox::Entity::update_many()
            .col_expr(Column::DeliveredAt, Expr::value(now.0))
            .filter(Column::Kind.eq(channel.as_str()))
            .filter(Column::DeliveredAt.is_null())
            .filter(Column::GivenUpAt.is_null())
            .exec(self.writer())
            .await?;
        Ok(())
    }

    /// Messages that are to be sent now, so many at the most: first what somebody waits for, then what waits longest.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn messages_to_send(&self, channel: Channel, now: Timestamp, most: u64) -> Stored<Vec<Parcel>> {
        let found = outbox::Entity::find()
            .filter(Column::Kind.eq(channel.as_str()))
            .filter(Column::DeliveredAt.is_null())
            .filter(Column::GivenUpAt.is_null())
            .filter(Column::DueAt.lte(now.0))
            .order_by(Expr::col(Column::Until).is_null(), Order::Asc)
            .order_by_asc(Column::DueAt)
            .order_by_asc(Column::Id)
            .limit(most);
        found.all(self.reader()).await?.into_iter().map(parcel).collect()
    }

    /// Takes a message to send it: it is tried again from `next` on where nothing is heard of this try. False where another server took it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_message(&self, parcel: &Parcel, next: Timestamp) -> Stored<bool> {
        let done = outbox::Entity::update_many()
            .col_expr(Column::Tries, Expr::value(i64::from(parcel.tries) + 1))
            .col_expr(Column::DueAt, Expr::value(next.0))
            .filter(Column::Id.eq(parcel.id))
            .filter(Column::Tries.eq(i64::from(parcel.tries)))
            .filter(Column::DeliveredAt.is_null())
            .filter(Column::GivenUpAt.is_null())
            .exec(self.writer())
            .await?;
        Ok(done.rows_affected == 1)
    }

    /// A message was sent.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn message_sent(&self, id: i64, now: Timestamp) -> Stored<()> {
        let sent = outbox::Entity::update_many().col_expr(Column::DeliveredAt, Expr::value(now.0));
        sent.filter(Column::Id.eq(id)).exec(self.writer()).await?;
        Ok(())
    }

    /// A message was not sent, and why: it is tried again at a moment, or given up now where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn message_failed(&self, id: i64, said: &str, again: Option<Timestamp>, now: Timestamp) -> Stored<()> {
        let failed = outbox::Entity::update_many().col_expr(Column::Said, Expr::value(said));
        let failed = match again {
            Some(at) => failed.col_expr(Column::DueAt, Expr::value(at.0)),
            None => failed.col_expr(Column::GivenUpAt, Expr::value(now.0)),
        };
        failed.filter(Column::Id.eq(id)).exec(self.writer()).await?;
        Ok(())
    }
}
