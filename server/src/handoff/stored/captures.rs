//! What the phones of verifications sent, taken; and when it was forgotten.

use super::tables::{captures, deleted_captures, verifications};
use super::values::{read, stored, to_json};
use super::*;
use beian_model::{Capture, DocumentType};
use sea_orm::sea_query::{Expr, OnConflict};

impl Store {
    /// Keeps what the phone sent, in place of an earlier one, and moves the state on; the upload it came by is finished. Gives
    /// files that are needed no more.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when no phone is at work any more, [`StoreError::Exists`] when the upload is finished or gone.
    pub async fn take_capture(
        &self,
        row: &CaptureRow,
        upload: Option<&UploadId>,
        expires: Timestamp,
        now: Timestamp,
    ) -> Stored<Vec<String>> {
        use captures::Column::{
            At, Capture as What, File, Measured, MediaType, Sha256, Silent, Size, Tenths, Verification,
        };
        let id = row.verification.as_str();
        let transaction = self.begin().await?;
        let document: Option<Option<String>> = verifications::Entity::find_by_id(id)
            .select_only()
            .column(verifications::Column::Document)
            .lock_exclusive()
            .into_tuple()
            .one(&transaction)
            .await?;
        let before = all_of(&transaction, id).await?;
        let mut arrived: Vec<Capture> = before.iter().map(|one| one.capture).chain([row.capture]).collect();
        let document = document.ok_or(StoreError::Stale)?;
        // It has no second side, which so is never missing.
        if document.as_deref().map(read::<DocumentType>).transpose()?.is_some_and(DocumentType::is_booklet) {
            arrived.push(Capture::Emblem);
        }
        states::advance(&transaction, &row.verification, VerificationEvent::Capture, &arrived).await?;
        verifications::Entity::update_many()
            .col_expr(verifications::Column::PhoneSeenAt, Expr::value(now.0))
            .col_expr(verifications::Column::ExpiresAt, Expr::value(expires.0))
            .filter(verifications::Column::Id.eq(id))
            .exec(&transaction)
            .await?;
        let new = captures::ActiveModel {
            verification: Set(id.to_owned()),
            capture: Set(row.capture.to_string()),
            file: Set(row.file.clone()),
            media_type: Set(row.media_type.clone()),
            size: Set(stored(row.size)),
            sha256: Set(row.sha256.clone()),
            measured: Set(row.measured.as_ref().map(to_json).transpose()?),
            tenths: Set(row.tenths.map(i64::from)),
            silent: Set(row.silent),
            at: Set(row.at.0),
        };
        let again = OnConflict::columns([Verification, What])
            .update_columns([File, MediaType, Size, Sha256, Measured, Tenths, Silent, At])
            .to_owned();
        captures::Entity::insert(new).on_conflict(again).exec_without_returning(&transaction).await?;
        let mut files = match upload {
            Some(id) => uploads::finish(&transaction, id, &row.file).await?,
            None => Vec::new(),
        };
        transaction.commit().await?;
        files.extend(before.into_iter().filter(|one| one.capture == row.capture).map(|one| one.file));
        Ok(files)
    }

    /// When the captures of a verification were forgotten.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn captures_forgotten_at(&self, id: &VerificationId) -> Stored<Option<Timestamp>> {
        let sent_for = self.sent_for(id).await?;
        let row = deleted_captures::Entity::find_by_id(sent_for).one(self.reader()).await?;
        Ok(row.map(|row| Timestamp(row.at)))
    }
}
