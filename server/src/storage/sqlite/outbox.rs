//! Messages.

use super::*;
use sqlx::sqlite::SqliteQueryResult;
use sqlx::{Row, Sqlite, Transaction};

/// Keeps a message within a transaction.
pub(super) async fn insert(transaction: &mut Transaction<'_, Sqlite>, message: &Message, now: Timestamp) -> Stored<()> {
    sqlx::query("INSERT INTO outbox (kind, recipient, text, code, created_at) VALUES (?, ?, ?, ?, ?)")
        .bind(message.channel.as_str())
        .bind(&message.to)
        .bind(&message.text)
        .bind(&message.code)
        .bind(now.0)
        .execute(&mut **transaction)
        .await?;
    Ok(())
}

/// Ends a transaction whose write had to take a row, together with the message that tells of it.
///
/// # Errors
/// `Stale` where no row took it.
pub(super) async fn commit_with(
    mut transaction: Transaction<'_, Sqlite>,
    done: &SqliteQueryResult,
    message: &Message,
    now: Timestamp,
) -> Stored<()> {
    if done.rows_affected() == 0 {
        return Err(StoreError::Stale);
    }
    insert(&mut transaction, message, now).await?;
    transaction.commit().await?;
    Ok(())
}

impl SqliteStore {
    pub(super) async fn post_(&self, message: &Message, now: Timestamp) -> Stored<()> {
        let mut transaction = self.begin().await?;
        insert(&mut transaction, message, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn messages_(&self, most: u32) -> Stored<Vec<SentMessage>> {
        let rows =
            sqlx::query("SELECT * FROM outbox ORDER BY id DESC LIMIT ?").bind(most).fetch_all(&self.pool).await?;
        let message = |row: &sqlx::sqlite::SqliteRow| SentMessage {
            kind: row.get("kind"),
            to: row.get("recipient"),
            text: row.get("text"),
            code: row.get("code"),
            created_at: Timestamp(row.get("created_at")),
        };
        Ok(rows.iter().map(message).collect())
    }

    pub(super) async fn deliver_(&self, now: Timestamp) -> Stored<u64> {
        let done = sqlx::query("UPDATE outbox SET delivered_at = ? WHERE delivered_at IS NULL")
            .bind(now.0)
            .execute(&self.pool)
            .await?;
        Ok(done.rows_affected())
    }

    pub(super) async fn tidy_(&self, messages_before: Timestamp, now: Timestamp) -> Stored<()> {
        const DAY: i64 = 86_400;
        let mut transaction = self.begin().await?;
        sqlx::query("DELETE FROM outbox WHERE created_at < ?")
            .bind(messages_before.0)
            .execute(&mut *transaction)
            .await?;
        sqlx::query("DELETE FROM attempts WHERE at < ?").bind(now.0 - DAY).execute(&mut *transaction).await?;
        sqlx::query("DELETE FROM codes WHERE expires_at < ? AND blocked_until < ?")
            .bind(now.0 - DAY)
            .bind(now.0)
            .execute(&mut *transaction)
            .await?;
        sqlx::query("DELETE FROM sessions WHERE seen_at < ?").bind(now.0 - 30 * DAY).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(())
    }
}
