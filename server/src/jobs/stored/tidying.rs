//! What is no longer needed, of several rooms at once.

use super::tables::{attempts, codes, outbox, sessions};
use super::*;

impl Store {
    /// Forgets what is no longer needed: old messages, tries, codes and sessions.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn tidy(&self, messages_before: Timestamp, now: Timestamp) -> Stored<()> {
        const DAY: i64 = 86_400;
        let transaction = self.begin().await?;
        let old = outbox::Column::CreatedAt.lt(messages_before.0);
        outbox::Entity::delete_many().filter(old).exec(&transaction).await?;
        attempts::Entity::delete_many().filter(attempts::Column::At.lt(now.0 - DAY)).exec(&transaction).await?;
        codes::Entity::delete_many()
            .filter(codes::Column::ExpiresAt.lt(now.0 - DAY))
            .filter(codes::Column::BlockedUntil.lt(now.0))
            .exec(&transaction)
            .await?;
        let unused = sessions::Column::SeenAt.lt(now.0 - 30 * DAY);
        sessions::Entity::delete_many().filter(unused).exec(&transaction).await?;
        transaction.commit().await?;
        Ok(())
    }
}
