//! What was read from pictures.

use super::*;
use beian_model::{PersonReading, Reading};

impl SqliteStore {
    pub(super) async fn attachment_slot_(&self, id: &FilingId, attachment: &AttachmentId) -> Stored<Option<String>> {
        let slot = sqlx::query_scalar("SELECT slot FROM attachments WHERE filing = ? AND id = ?")
            .bind(id.as_str())
            .bind(attachment.as_str())
            .fetch_optional(&self.pool)
            .await?;
        Ok(slot)
    }

    pub(super) async fn reading_(&self, attachment: &AttachmentId) -> Stored<Option<Reading>> {
        let text: Option<String> = sqlx::query_scalar("SELECT reading FROM readings WHERE attachment = ?")
            .bind(attachment.as_str())
            .fetch_optional(&self.pool)
            .await?;
        text.as_deref().map(from_json).transpose()
    }

    pub(super) async fn put_reading_(
        &self,
        attachment: &AttachmentId,
        reading: &Reading,
        now: Timestamp,
    ) -> Stored<()> {
        sqlx::query("INSERT OR REPLACE INTO readings (attachment, reading, at) VALUES (?, ?, ?)")
            .bind(attachment.as_str())
            .bind(to_json(reading)?)
            .bind(now.0)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    pub(super) async fn person_reading_(&self, id: &VerificationId) -> Stored<Option<PersonReading>> {
        let text: Option<String> = sqlx::query_scalar("SELECT reading FROM person_readings WHERE verification = ?")
            .bind(id.as_str())
            .fetch_optional(&self.pool)
            .await?;
        text.as_deref().map(from_json).transpose()
    }

    pub(super) async fn put_person_reading_(
        &self,
        id: &VerificationId,
        reading: &PersonReading,
        now: Timestamp,
    ) -> Stored<()> {
        // Read while the captures were deleted by rule, it is not kept.
        sqlx::query(
            "INSERT OR REPLACE INTO person_readings (verification, reading, at) SELECT ?1, ?2, ?3
             WHERE NOT EXISTS (SELECT 1 FROM deleted_captures WHERE verification = ?1)",
        )
        .bind(id.as_str())
        .bind(to_json(reading)?)
        .bind(now.0)
        .execute(&self.pool)
        .await?;
        Ok(())
    }
}
