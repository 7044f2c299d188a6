//! Uploads that arrive in parts, and their parts.

use super::tables::{upload_parts, uploads};
use super::values::{from_json, read, stored, to_json};
use super::*;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};

fn upload(row: uploads::Model) -> Stored<UploadRow> {
    Ok(UploadRow {
        id: UploadId(row.id),
        filing: FilingId(row.filing),
        target: match row.verification {
            None => Target::Attachment(read(&row.what)?),
            Some(verification) => Target::Capture(VerificationId(verification), read(&row.what)?),
        },
        name: row.name,
        size: row.size.unsigned_abs(),
        sha256: row.sha256,
        measured: row.measured.as_deref().map(from_json).transpose()?,
        received: row.received.unsigned_abs(),
        kept: row.kept,
    })
}

/// The columns `verification` and `what` of a target.
fn columns(target: &Target) -> (Option<String>, String) {
    match target {
        Target::Attachment(slot) => (None, slot.to_string()),
        Target::Capture(verification, capture) => (Some(verification.to_string()), capture.to_string()),
    }
}

/// The upload of a filing that was begun for these bytes and this target.
fn same_bytes(filing: &FilingId, target: &Target, size: u64, sha256: &str) -> Select<uploads::Entity> {
    let (verification, what) = columns(target);
    let of = match verification {
        Some(verification) => uploads::Column::Verification.eq(verification),
        None => uploads::Column::Verification.is_null(),
    };
    uploads::Entity::find()
        .filter(uploads::Column::Filing.eq(filing.as_str()))
        .filter(of)
        .filter(uploads::Column::What.eq(what))
        .filter(uploads::Column::Sha256.eq(sha256))
        .filter(uploads::Column::Size.eq(stored(size)))
}

/// Notes what became of an upload within a transaction; gives the files of its parts.
pub(crate) async fn finish(transaction: &Tx, id: &UploadId, kept: &str) -> Stored<Vec<String>> {
    let done = uploads::Entity::update_many()
        .col_expr(uploads::Column::Kept, Expr::value(kept))
        .filter(uploads::Column::Id.eq(id.as_str()))
        .filter(uploads::Column::Kept.is_null())
        .exec(transaction)
        .await?;
    if done.rows_affected == 0 {
        return Err(StoreError::Exists);
    }
    let files = files(transaction, id.as_str()).await?;
    upload_parts::Entity::update_many()
        .col_expr(upload_parts::Column::File, Expr::value(""))
        .filter(upload_parts::Column::Upload.eq(id.as_str()))
        .exec(transaction)
        .await?;
    Ok(files)
}

/// The files of parts that are still there.
async fn files(transaction: &Tx, id: &str) -> Stored<Vec<String>> {
    let files = upload_parts::Entity::find()
        .select_only()
        .column(upload_parts::Column::File)
        .filter(upload_parts::Column::Upload.eq(id))
        .filter(upload_parts::Column::File.ne(""));
    Ok(files.into_tuple().all(transaction).await?)
}

/// Forgets these uploads, and with them their parts; gives the files.
async fn forget(transaction: &Tx, ids: Vec<String>) -> Stored<Vec<String>> {
    let mut dropped = Vec::new();
    for id in ids {
        dropped.extend(files(transaction, &id).await?);
        uploads::Entity::delete_by_id(id).exec(transaction).await?;
    }
    Ok(dropped)
}

impl Store {
    /// Begins an upload; the one that was begun for the same bytes and target when there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_upload(&self, new: &UploadRow, now: Timestamp) -> Stored<UploadRow> {
        let (verification, what) = columns(&new.target);
        let row = uploads::ActiveModel {
            id: Set(new.id.to_string()),
            filing: Set(new.filing.to_string()),
            verification: Set(verification),
            what: Set(what),
            name: Set(new.name.clone()),
            size: Set(stored(new.size)),
            sha256: Set(new.sha256.clone()),
            measured: Set(new.measured.as_ref().map(to_json).transpose()?),
            received: Set(0),
            kept: Set(None),
            created_at: Set(now.0),
            seen_at: Set(now.0),
        };
        let transaction = self.begin().await?;
        let there = OnConflict::new().do_nothing().to_owned();
        uploads::Entity::insert(row).on_conflict(there).exec_without_returning(&transaction).await?;
        let known = same_bytes(&new.filing, &new.target, new.size, &new.sha256).lock_exclusive();
        let known = known.one(&transaction).await?.ok_or(StoreError::NotFound)?;
        uploads::Entity::update_many()
            .col_expr(uploads::Column::SeenAt, Expr::value(now.0))
            .filter(uploads::Column::Id.eq(known.id.as_str()))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        upload(known)
    }

    /// An upload.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn upload(&self, id: &UploadId) -> Stored<Option<UploadRow>> {
        uploads::Entity::find_by_id(id.as_str()).one(self.reader()).await?.map(upload).transpose()
    }

    /// The upload of a filing that was begun for these bytes and this target.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn upload_of(
        &self,
        filing: &FilingId,
        target: &Target,
        size: u64,
        sha256: &str,
    ) -> Stored<Option<UploadRow>> {
        same_bytes(filing, target, size, sha256).one(self.reader()).await?.map(upload).transpose()
    }

    /// The parts of an upload, in order.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn upload_parts(&self, id: &UploadId) -> Stored<Vec<PartRow>> {
        let parts = upload_parts::Entity::find()
            .filter(upload_parts::Column::Upload.eq(id.as_str()))
            .order_by_asc(upload_parts::Column::Start);
        let part =
            |row: upload_parts::Model| PartRow { start: row.start.unsigned_abs(), sha256: row.sha256, file: row.file };
        Ok(parts.all(self.reader()).await?.into_iter().map(part).collect())
    }

    /// Adds a part of so many bytes.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it does not begin where the last one ended.
    pub async fn add_part(&self, id: &UploadId, part: &PartRow, size: u64, now: Timestamp) -> Stored<()> {
        use uploads::Column::{Id, Kept, Received, SeenAt};
        let transaction = self.begin().await?;
        let done = uploads::Entity::update_many()
            .col_expr(Received, Expr::col(Received).add(stored(size)))
            .col_expr(SeenAt, Expr::value(now.0))
            .filter(Id.eq(id.as_str()))
            .filter(Received.eq(stored(part.start)))
            .filter(Kept.is_null())
            .exec(&transaction)
            .await?;
        if done.rows_affected == 0 {
            return Err(StoreError::Stale);
        }
        let row = upload_parts::ActiveModel {
            upload: Set(id.to_string()),
            start: Set(stored(part.start)),
            sha256: Set(part.sha256.clone()),
            file: Set(part.file.clone()),
        };
        upload_parts::Entity::insert(row).exec_without_returning(&transaction).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Notes what became of an upload; gives the files of its parts.
    ///
    /// # Errors
    /// [`StoreError::Exists`] when it is finished or gone.
    pub async fn finish_upload(&self, id: &UploadId, kept: &str) -> Stored<Vec<String>> {
        let transaction = self.begin().await?;
        let files = finish(&transaction, id, kept).await?;
        transaction.commit().await?;
        Ok(files)
    }

    /// Forgets the unfinished uploads of the same capture that are of other bytes: it was taken again. Gives their files.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drop_retaken(&self, kept: &UploadRow) -> Stored<Vec<String>> {
        let (Some(verification), what) = columns(&kept.target) else { return Ok(Vec::new()) };
        let transaction = self.begin().await?;
        let retaken = uploads::Entity::find()
            .select_only()
            .column(uploads::Column::Id)
            .filter(uploads::Column::Verification.eq(verification))
            .filter(uploads::Column::What.eq(what))
            .filter(uploads::Column::Id.ne(kept.id.as_str()))
            .filter(uploads::Column::Kept.is_null())
            .lock_exclusive();
        let ids = retaken.into_tuple().all(&transaction).await?;
        let dropped = forget(&transaction, ids).await?;
        transaction.commit().await?;
        Ok(dropped)
    }

    /// Forgets an upload; gives the files of its parts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn drop_upload(&self, id: &UploadId) -> Stored<Vec<String>> {
        let transaction = self.begin().await?;
        let filing: Option<String> = uploads::Entity::find_by_id(id.as_str())
            .select_only()
            .column(uploads::Column::Filing)
            .into_tuple()
            .one(&transaction)
            .await?;
        let files = forget(&transaction, vec![id.to_string()]).await?;
        let removed = filing.map(|filing| Act::of(What::UploadRemoved, &FilingId(filing)).with("upload", id.as_str()));
        self.finish(transaction, removed).await?;
        Ok(files)
    }

    /// Forgets uploads that nothing was heard of since; gives the files of their parts.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn sweep_uploads(&self, seen_before: Timestamp) -> Stored<Vec<String>> {
        let transaction = self.begin().await?;
        let unheard = uploads::Entity::find()
            .select_only()
            .column(uploads::Column::Id)
            .filter(uploads::Column::SeenAt.lt(seen_before.0))
            .lock_exclusive();
        let ids = unheard.into_tuple().all(&transaction).await?;
        let files = forget(&transaction, ids).await?;
        transaction.commit().await?;
        Ok(files)
    }
}
