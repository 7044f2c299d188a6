//! What the jobs last knew of the clock.

use super::tables::clock::{ActiveModel, Column, Entity};
use super::*;
use sea_orm::sea_query::OnConflict;

impl Store {
    /// What the jobs last knew of the clock.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn clock_seen(&self) -> Stored<Option<Seen>> {
        let row = Entity::find().one(self.reader()).await?;
        Ok(row.map(|row| Seen { at: Timestamp(row.seen_at), doubted_for: row.doubted_for }))
    }

    /// Keeps what the jobs know of the clock.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn see_clock(&self, seen: Seen) -> Stored<()> {
        let row = ActiveModel { id: Set(1), seen_at: Set(seen.at.0), doubted_for: Set(seen.doubted_for) };
        let again = OnConflict::column(Column::Id).update_columns([Column::SeenAt, Column::DoubtedFor]).to_owned();
        Entity::insert(row).on_conflict(again).exec_without_returning(self.writer()).await?;
        Ok(())
    }
}
