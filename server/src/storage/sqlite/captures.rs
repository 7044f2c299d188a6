//! What the phones of verifications sent.

use super::*;
use beian_model::{Capture, DocumentType};
use beian_rules::VerificationEvent;
use sqlx::sqlite::SqliteRow;

fn capture(row: &SqliteRow) -> Stored<CaptureRow> {
    Ok(CaptureRow {
        verification: VerificationId(column(row, "verification")?),
        capture: read::<Capture>(column(row, "capture")?)?,
        file: column(row, "file")?,
        media_type: column(row, "media_type")?,
        size: column::<i64>(row, "size")? as u64,
        sha256: column(row, "sha256")?,
        measured: column::<Option<&str>>(row, "measured")?.map(from_json).transpose()?,
        tenths: column(row, "tenths")?,
        silent: column(row, "silent")?,
        at: Timestamp(column(row, "at")?),
    })
}

impl SqliteStore {
    pub(super) async fn take_capture_(
        &self,
        row: &CaptureRow,
        upload: Option<&UploadId>,
        expires: Timestamp,
        now: Timestamp,
    ) -> Stored<Vec<String>> {
        let mut transaction = self.begin().await?;
        let before = sqlx::query("SELECT * FROM captures WHERE verification = ?")
            .bind(row.verification.as_str())
            .fetch_all(&mut *transaction)
            .await?;
        let before = before.iter().map(capture).collect::<Stored<Vec<_>>>()?;
        let mut arrived: Vec<Capture> = before.iter().map(|one| one.capture).chain([row.capture]).collect();
        let document: Option<String> = sqlx::query_scalar("SELECT document FROM verifications WHERE id = ?")
            .bind(row.verification.as_str())
            .fetch_one(&mut *transaction)
            .await?;
        // It has no second side, which so is never missing.
        if document.as_deref().map(read::<DocumentType>).transpose()?.is_some_and(DocumentType::is_booklet) {
            arrived.push(Capture::Emblem);
        }
        super::states::advance(&mut transaction, &row.verification, VerificationEvent::Capture, &arrived).await?;
        sqlx::query("UPDATE verifications SET phone_seen_at = ?, expires_at = ? WHERE id = ?")
            .bind(now.0)
            .bind(expires.0)
            .bind(row.verification.as_str())
            .execute(&mut *transaction)
            .await?;
        sqlx::query(
            "INSERT OR REPLACE INTO captures (verification, capture, file, media_type, size, sha256, measured, tenths, silent, at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(row.verification.as_str())
        .bind(row.capture.as_str())
        .bind(&row.file)
        .bind(&row.media_type)
        .bind(row.size as i64)
        .bind(&row.sha256)
        .bind(row.measured.as_ref().map(to_json).transpose()?)
        .bind(row.tenths)
        .bind(row.silent)
        .bind(row.at.0)
        .execute(&mut *transaction)
        .await?;
        let mut files = match upload {
            Some(id) => super::uploads::finish(&mut transaction, id, &row.file).await?,
            None => Vec::new(),
        };
        transaction.commit().await?;
        files.extend(before.into_iter().filter(|one| one.capture == row.capture).map(|one| one.file));
        Ok(files)
    }

    pub(super) async fn captures_(&self, id: &VerificationId) -> Stored<Vec<CaptureRow>> {
        // One that repeats an earlier one has its captures there.
        let sql = "SELECT * FROM captures WHERE verification = COALESCE((SELECT same_as FROM verifications WHERE id = ?1), ?1)";
        let rows = sqlx::query(sql).bind(id.as_str()).fetch_all(&self.pool).await?;
        rows.iter().map(|row| Ok(CaptureRow { verification: id.clone(), ..capture(row)? })).collect()
    }
}
