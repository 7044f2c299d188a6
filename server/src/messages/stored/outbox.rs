//! Messages.

use super::tables::outbox;
use super::*;
use sea_orm::sea_query::Expr;

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
        let all = outbox::Entity::find().order_by_desc(outbox::Column::Id).limit(u64::from(most));
        let message = |row: outbox::Model| SentMessage {
            kind: row.kind,
            to: row.recipient,
            text: row.text,
            code: row.code,
            created_at: Timestamp(row.created_at),
        };
        Ok(all.all(self.reader()).await?.into_iter().map(message).collect())
    }

    /// Marks undelivered messages as delivered by the embedded outbox; gives how many.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn deliver(&self, now: Timestamp) -> Stored<u64> {
        let done = outbox::Entity::update_many()
            .col_expr(outbox::Column::DeliveredAt, Expr::value(now.0))
            .filter(outbox::Column::DeliveredAt.is_null())
            .exec(self.writer())
            .await?;
        Ok(done.rows_affected)
    }
}
