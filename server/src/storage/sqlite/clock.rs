//! What the jobs last knew of the clock.

use super::*;

impl SqliteStore {
    pub(super) async fn clock_seen_(&self) -> Stored<Option<Seen>> {
        let row = sqlx::query("SELECT seen_at, doubted_for FROM clock").fetch_optional(&self.pool).await?;
        let seen = |row: &SqliteRow| {
            Ok(Seen { at: Timestamp(column(row, "seen_at")?), doubted_for: column(row, "doubted_for")? })
        };
        row.as_ref().map(seen).transpose()
    }

    pub(super) async fn see_clock_(&self, seen: Seen) -> Stored<()> {
        sqlx::query("INSERT OR REPLACE INTO clock (id, seen_at, doubted_for) VALUES (1, ?, ?)")
            .bind(seen.at.0)
            .bind(seen.doubted_for)
            .execute(&self.pool)
            .await?;
        Ok(())
    }
}
