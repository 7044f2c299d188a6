//! Uploads that arrive in parts, and their parts.

use super::*;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

fn upload(row: &SqliteRow) -> Stored<UploadRow> {
    let what: &str = row.get("what");
    Ok(UploadRow {
        id: UploadId(row.get("id")),
        filing: FilingId(row.get("filing")),
        target: match row.get::<Option<String>, _>("verification") {
            None => Target::Attachment(read(what)?),
            Some(verification) => Target::Capture(VerificationId(verification), read(what)?),
        },
        name: row.get("name"),
        size: row.get::<i64, _>("size") as u64,
        sha256: row.get("sha256"),
        measured: row.get::<Option<&str>, _>("measured").map(from_json).transpose()?,
        received: row.get::<i64, _>("received") as u64,
        kept: row.get("kept"),
    })
}

/// The columns `verification` and `what` of a target.
fn columns(target: &Target) -> (Option<&str>, String) {
    match target {
        Target::Attachment(slot) => (None, slot.to_string()),
        Target::Capture(verification, capture) => (Some(verification.as_str()), capture.to_string()),
    }
}

/// Notes what became of an upload within a transaction; gives the files of its parts.
pub(super) async fn finish(
    transaction: &mut Transaction<'_, Sqlite>,
    id: &UploadId,
    kept: &str,
) -> Stored<Vec<String>> {
    let done = sqlx::query("UPDATE uploads SET kept = ? WHERE id = ? AND kept IS NULL")
        .bind(kept)
        .bind(id.as_str())
        .execute(&mut **transaction)
        .await?;
    if done.rows_affected() == 0 {
        return Err(StoreError::Exists);
    }
    let files = files(transaction, id).await?;
    sqlx::query("UPDATE upload_parts SET file = '' WHERE upload = ?")
        .bind(id.as_str())
        .execute(&mut **transaction)
        .await?;
    Ok(files)
}

/// The files of parts that are still there.
async fn files(transaction: &mut Transaction<'_, Sqlite>, id: &UploadId) -> Stored<Vec<String>> {
    let files = sqlx::query_scalar("SELECT file FROM upload_parts WHERE upload = ? AND file <> ''");
    Ok(files.bind(id.as_str()).fetch_all(&mut **transaction).await?)
}

impl SqliteStore {
    pub(super) async fn begin_upload_(&self, new: &UploadRow, now: Timestamp) -> Stored<UploadRow> {
        let (verification, what) = columns(&new.target);
        let row = sqlx::query(
            "INSERT INTO uploads (id, filing, verification, what, name, size, sha256, measured, created_at, seen_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (filing, ifnull(verification, ''), what, sha256, size) DO UPDATE SET seen_at = excluded.seen_at
             RETURNING *",
        )
        .bind(new.id.as_str())
        .bind(new.filing.as_str())
        .bind(verification)
        .bind(what)
        .bind(&new.name)
        .bind(new.size as i64)
        .bind(&new.sha256)
        .bind(new.measured.as_ref().map(to_json).transpose()?)
        .bind(now.0)
        .bind(now.0)
        .fetch_one(&self.pool)
        .await?;
        upload(&row)
    }

    pub(super) async fn upload_(&self, id: &UploadId) -> Stored<Option<UploadRow>> {
        let row =
            sqlx::query("SELECT * FROM uploads WHERE id = ?").bind(id.as_str()).fetch_optional(&self.pool).await?;
        row.as_ref().map(upload).transpose()
    }

    pub(super) async fn upload_of_(
        &self,
        filing: &FilingId,
        target: &Target,
        size: u64,
        sha256: &str,
    ) -> Stored<Option<UploadRow>> {
        let (verification, what) = columns(target);
        let row = sqlx::query(
            "SELECT * FROM uploads WHERE filing = ? AND verification IS ? AND what = ? AND sha256 = ? AND size = ?",
        )
        .bind(filing.as_str())
        .bind(verification)
        .bind(what)
        .bind(sha256)
        .bind(size as i64)
        .fetch_optional(&self.pool)
        .await?;
        row.as_ref().map(upload).transpose()
    }

    pub(super) async fn upload_parts_(&self, id: &UploadId) -> Stored<Vec<PartRow>> {
        let rows = sqlx::query("SELECT * FROM upload_parts WHERE upload = ? ORDER BY start")
            .bind(id.as_str())
            .fetch_all(&self.pool)
            .await?;
        let part = |row: &SqliteRow| PartRow {
            start: row.get::<i64, _>("start") as u64,
            sha256: row.get("sha256"),
            file: row.get("file"),
        };
        Ok(rows.iter().map(part).collect())
    }

    pub(super) async fn add_part_(&self, id: &UploadId, part: &PartRow, size: u64, now: Timestamp) -> Stored<()> {
        let mut transaction = self.begin().await?;
        let done = sqlx::query(
            "UPDATE uploads SET received = received + ?, seen_at = ? WHERE id = ? AND received = ? AND kept IS NULL",
        )
        .bind(size as i64)
        .bind(now.0)
        .bind(id.as_str())
        .bind(part.start as i64)
        .execute(&mut *transaction)
        .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::Stale);
        }
        sqlx::query("INSERT INTO upload_parts (upload, start, sha256, file) VALUES (?, ?, ?, ?)")
            .bind(id.as_str())
            .bind(part.start as i64)
            .bind(&part.sha256)
            .bind(&part.file)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn finish_upload_(&self, id: &UploadId, kept: &str) -> Stored<Vec<String>> {
        let mut transaction = self.begin().await?;
        let files = finish(&mut transaction, id, kept).await?;
        transaction.commit().await?;
        Ok(files)
    }

    pub(super) async fn drop_retaken_(&self, kept: &UploadRow) -> Stored<Vec<String>> {
        const RETAKEN: &str = "SELECT id FROM uploads WHERE verification = ? AND what = ? AND id <> ? AND kept IS NULL";
        let (verification, what) = columns(&kept.target);
        let mut transaction = self.begin().await?;
        let ids: Vec<String> = sqlx::query_scalar(RETAKEN)
            .bind(verification)
            .bind(what)
            .bind(kept.id.as_str())
            .fetch_all(&mut *transaction)
            .await?;
        let mut dropped = Vec::new();
        for id in ids {
            dropped.extend(files(&mut transaction, &UploadId(id.clone())).await?);
            sqlx::query("DELETE FROM uploads WHERE id = ?").bind(id).execute(&mut *transaction).await?;
        }
        transaction.commit().await?;
        Ok(dropped)
    }

    pub(super) async fn drop_upload_(&self, id: &UploadId) -> Stored<Vec<String>> {
        let mut transaction = self.begin().await?;
        let files = files(&mut transaction, id).await?;
        // Its parts go with it.
        sqlx::query("DELETE FROM uploads WHERE id = ?").bind(id.as_str()).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(files)
    }

    pub(super) async fn sweep_uploads_(&self, seen_before: Timestamp) -> Stored<Vec<String>> {
        let mut transaction = self.begin().await?;
        let files = sqlx::query_scalar(
            "SELECT file FROM upload_parts JOIN uploads ON uploads.id = upload WHERE seen_at < ? AND file <> ''",
        )
        .bind(seen_before.0)
        .fetch_all(&mut *transaction)
        .await?;
        sqlx::query("DELETE FROM uploads WHERE seen_at < ?").bind(seen_before.0).execute(&mut *transaction).await?;
        transaction.commit().await?;
        Ok(files)
    }
}
