//! What was read from pictures.

use super::tables::{attachments, deleted_captures, person_readings, readings};
use super::values::{from_json, to_json};
use super::*;
use sea_orm::sea_query::OnConflict;

impl Store {
    /// The slot that an upload of a filing was sent for, as its path is printed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn attachment_slot(&self, id: &FilingId, attachment: &AttachmentId) -> Stored<Option<String>> {
        let slot = attachments::Entity::find_by_id(attachment.as_str())
            .select_only()
            .column(attachments::Column::Slot)
            .filter(attachments::Column::Filing.eq(id.as_str()));
        Ok(slot.into_tuple().one(self.reader()).await?)
    }

    /// What was read from an upload.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn reading(&self, attachment: &AttachmentId) -> Stored<Option<Reading>> {
        let row = readings::Entity::find_by_id(attachment.as_str()).one(self.reader()).await?;
        row.map(|row| from_json(&row.reading)).transpose()
    }

    /// Keeps what was read from an upload.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_reading(&self, attachment: &AttachmentId, reading: &Reading, now: Timestamp) -> Stored<()> {
        use readings::Column::{At, Attachment, Reading};
        let row = readings::ActiveModel {
            attachment: Set(attachment.to_string()),
            reading: Set(to_json(reading)?),
            at: Set(now.0),
        };
        let again = OnConflict::column(Attachment).update_columns([Reading, At]).to_owned();
        readings::Entity::insert(row).on_conflict(again).exec_without_returning(self.writer()).await?;
        Ok(())
    }

    /// Keeps what was read from the ID card of a verification; not where its captures were deleted by rule meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn put_person_reading(&self, id: &VerificationId, reading: &PersonReading, now: Timestamp) -> Stored<()> {
        use person_readings::Column::{At, Reading, Verification};
        let transaction = self.begin_alone(id.as_str()).await?;
        if deleted_captures::Entity::find_by_id(id.as_str()).one(&transaction).await?.is_none() {
            let row = person_readings::ActiveModel {
                verification: Set(id.to_string()),
                reading: Set(to_json(reading)?),
                at: Set(now.0),
            };
            let again = OnConflict::column(Verification).update_columns([Reading, At]).to_owned();
            person_readings::Entity::insert(row).on_conflict(again).exec_without_returning(&transaction).await?;
        }
        transaction.commit().await?;
        Ok(())
    }
}
