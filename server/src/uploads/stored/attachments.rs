//! Attachments of filings.

use super::tables::attachments::{ActiveModel, Column, Entity};
use super::values::{small, stored};
use super::*;

impl Store {
    /// Keeps what is known of an upload.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn add_attachment(
        &self,
        id: &FilingId,
        slot: &str,
        attachment: &Attachment,
        sha256: &str,
        now: Timestamp,
    ) -> Stored<()> {
        let row = ActiveModel {
            id: Set(attachment.id.to_string()),
            filing: Set(id.to_string()),
            slot: Set(slot.to_owned()),
            name: Set(attachment.name.clone()),
            media_type: Set(attachment.media_type.clone()),
            size: Set(stored(attachment.size)),
            width: Set(i64::from(attachment.width)),
            height: Set(i64::from(attachment.height)),
            sha256: Set(sha256.to_owned()),
            at: Set(now.0),
        };
        let transaction = self.begin().await?;
        Entity::insert(row).exec_without_returning(&transaction).await?;
        let kept = Act::of(What::AttachmentKept, id).with("attachment", attachment.id.as_str()).with("of", slot);
        self.finish(transaction, [kept]).await
    }

    /// What is known of an upload of a filing.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn attachment(&self, id: &FilingId, attachment: &AttachmentId) -> Stored<Option<Attachment>> {
        let row = Entity::find_by_id(attachment.as_str()).filter(Column::Filing.eq(id.as_str()));
        let Some(row) = row.one(self.reader()).await? else { return Ok(None) };
        Ok(Some(Attachment {
            id: AttachmentId(row.id),
            name: row.name,
            media_type: row.media_type,
            size: row.size.unsigned_abs(),
            width: small(row.width)?,
            height: small(row.height)?,
        }))
    }
}
