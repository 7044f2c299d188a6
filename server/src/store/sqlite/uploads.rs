//! Uploads that arrive in parts, and their parts.

use super::*;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

fn upload(row: &SqliteRow) -> Stored<UploadRow> {
    Ok(UploadRow {
        id: UploadId(row.get("id")),
        filing: FilingId(row.get("filing")),
        slot: read(row.get("slot"))?,
        name: row.get("name"),
        size: row.get::<i64, _>("size") as u64,
        sha256: row.get("sha256"),
        received: row.get::<i64, _>("received") as u64,
        attachment: row.get::<Option<String>, _>("attachment").map(AttachmentId),
    })
}

/// The files of parts that are still there.
async fn files(transaction: &mut Transaction<'_, Sqlite>, id: &UploadId) -> Stored<Vec<String>> {
    let files = sqlx::query_scalar("SELECT file FROM upload_parts WHERE upload = ? AND file <> ''");
    Ok(files.bind(id.as_str()).fetch_all(&mut **transaction).await?)
}

impl SqliteStore {
    pub(super) async fn begin_upload_(&self, new: &UploadRow, now: Timestamp) -> Stored<UploadRow> {
        let row = sqlx::query(
            "INSERT INTO uploads (id, filing, slot, name, size, sha256, created_at, seen_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (filing, slot, sha256, size) DO UPDATE SET seen_at = excluded.seen_at RETURNING *",
        )
        .bind(new.id.as_str())
        .bind(new.filing.as_str())
        .bind(new.slot.to_string())
        .bind(&new.name)
        .bind(new.size as i64)
        .bind(&new.sha256)
        .bind(now.0)
        .bind(now.0)
        .fetch_one(&self.pool)
        .await?;
        upload(&row)
    }

    pub(super) async fn upload_(&self, filing: &FilingId, id: &UploadId) -> Stored<Option<UploadRow>> {
        let row = sqlx::query("SELECT * FROM uploads WHERE filing = ? AND id = ?")
            .bind(filing.as_str())
            .bind(id.as_str())
            .fetch_optional(&self.pool)
            .await?;
        row.as_ref().map(upload).transpose()
    }

    pub(super) async fn upload_of_(
        &self,
        filing: &FilingId,
        slot: &str,
        size: u64,
        sha256: &str,
    ) -> Stored<Option<UploadRow>> {
        let row = sqlx::query("SELECT * FROM uploads WHERE filing = ? AND slot = ? AND sha256 = ? AND size = ?")
            .bind(filing.as_str())
            .bind(slot)
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
            "UPDATE uploads SET received = received + ?, seen_at = ? WHERE id = ? AND received = ? AND attachment IS NULL",
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

    pub(super) async fn finish_upload_(&self, id: &UploadId, paper: &AttachmentId) -> Stored<Vec<String>> {
        let mut transaction = self.begin().await?;
        let done = sqlx::query("UPDATE uploads SET attachment = ? WHERE id = ? AND attachment IS NULL")
            .bind(paper.as_str())
            .bind(id.as_str())
            .execute(&mut *transaction)
            .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::Stale);
        }
        let files = files(&mut transaction, id).await?;
        sqlx::query("UPDATE upload_parts SET file = '' WHERE upload = ?")
            .bind(id.as_str())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(files)
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
