//! Browsers in which a colleague has signed in.

use super::tables::staff_devices::{ActiveModel, Column, Entity};
use super::*;

impl Store {
    /// Whose browser this is, if somebody signed in with it since.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn owner_of_device(&self, token_hash: &str, since: Timestamp) -> Stored<Option<String>> {
        let known = Entity::find_by_id(token_hash).filter(Column::SeenAt.gt(since.0)).one(self.reader()).await?;
        Ok(known.map(|row| row.staff))
    }

    /// Keeps a browser in which a colleague signed in, in place of what it had before, and forgets those that are older than a time.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn know_device(
        &self,
        token_hash: &str,
        staff: &str,
        before: Option<&str>,
        since: Timestamp,
        now: Timestamp,
    ) -> Stored<()> {
        let transaction = self.begin().await?;
        Entity::delete_many().filter(Column::SeenAt.lte(since.0)).exec(&transaction).await?;
        if let Some(before) = before {
            Entity::delete_by_id(before).exec(&transaction).await?;
        }
        let row =
            ActiveModel { token_hash: Set(token_hash.to_owned()), staff: Set(staff.to_owned()), seen_at: Set(now.0) };
        Entity::insert(row).exec_without_returning(&transaction).await?;
        transaction.commit().await?;
        Ok(())
    }
}
