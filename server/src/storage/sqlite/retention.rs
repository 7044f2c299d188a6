//! What was kept long enough, and what no row names any more.

use super::states::passed;
use super::*;
use beian_model::VerificationState;
use sqlx::Row;

/// Whether what the phone of a verification sent was kept long enough, as a condition over a row of `verifications` and its row of
/// `filings`; `?1` is the time after an end, `?2` after an abandonment or a verification that led to nothing, `?3` is now, `?4` the state
/// that counts.
///
/// - A filing that was submitted and has ended: approved, or rejected and left to lapse.
/// - One that its applicant gave up, and a draft that lapsed.
/// - Whatever the filing does: a verification that did not pass, or that a later one replaced, unless what was submitted last rests
///   on it. It had ended by `expires_at`.
fn due(verification: &str, filing: &str) -> String {
    const PATTERN: &str = "(
        (F.status_since + ?1 <= ?3 AND (F.status = 'approved'
            OR F.status = 'expired' AND EXISTS (SELECT 1 FROM snapshots WHERE filing = F.id)))
        OR (F.status_since + ?2 <= ?3 AND (F.status = 'abandoned'
            OR F.status = 'expired' AND NOT EXISTS (SELECT 1 FROM snapshots WHERE filing = F.id)))
        OR (V.expires_at + ?2 <= ?3 AND NOT EXISTS (SELECT 1 FROM submitted_verifications S WHERE S.verification = V.id
                AND S.version = (SELECT max(version) FROM snapshots WHERE filing = S.filing))
            AND (V.state <> ?4 OR EXISTS (SELECT 1 FROM verifications later WHERE later.filing = V.filing AND later.path = V.path
                AND later.state = ?4 AND later.rowid > V.rowid)))
    )";
    PATTERN.replace("V.", &format!("{verification}.")).replace("F.", &format!("{filing}."))
}

impl SqliteStore {
    pub(super) async fn due_captures_(&self, kept: KeptFor, now: Timestamp) -> Stored<Vec<DueCaptures>> {
        // A verification that another one repeats is due when that one is, too.
        let sql = format!(
            "SELECT v.id, CASE WHEN EXISTS (SELECT 1 FROM attachments WHERE id = c.file) THEN '' ELSE c.file END AS file
             FROM captures c JOIN verifications v ON v.id = c.verification JOIN filings f ON f.id = v.filing
             WHERE {} AND NOT EXISTS (SELECT 1 FROM verifications r JOIN filings g ON g.id = r.filing
                 WHERE r.same_as = v.id AND NOT {}) ORDER BY v.id",
            due("v", "f"),
            due("r", "g")
        );
        let rows = sqlx::query(&sql)
            .bind(kept.ended)
            .bind(kept.abandoned)
            .bind(now.0)
            .bind(passed())
            .fetch_all(&self.pool)
            .await?;
        let mut found: Vec<DueCaptures> = Vec::new();
        for row in rows {
            let (id, file): (String, String) = (row.get("id"), row.get("file"));
            if found.last().is_none_or(|last| last.verification.as_str() != id) {
                found.push(DueCaptures { verification: VerificationId(id), files: Vec::new() });
            }
            if let Some(last) = found.last_mut()
                && !file.is_empty()
            {
                last.files.push(file);
            }
        }
        Ok(found)
    }

    pub(super) async fn forget_captures_(&self, id: &VerificationId, now: Timestamp) -> Stored<()> {
        let mut transaction = self.begin().await?;
        for sql in [
            "DELETE FROM shown_links WHERE file IN (SELECT file FROM captures WHERE verification = ?)",
            "DELETE FROM captures WHERE verification = ?",
            "DELETE FROM person_readings WHERE verification = ?",
        ] {
            sqlx::query(sql).bind(id.as_str()).execute(&mut *transaction).await?;
        }
        // Why it failed, and what a reviewer was told of it, may say what stood on the card. One that failed, or that another replaced,
        // holds for nobody from now on, though its person be filled in again.
        sqlx::query(
            "UPDATE verifications SET reasons = '[]', subject = CASE WHEN state = ? OR EXISTS (SELECT 1 FROM verifications later
                 WHERE later.filing = verifications.filing AND later.path = verifications.path
                 AND later.state = ? AND later.rowid > verifications.rowid) THEN '' ELSE subject END
             WHERE ? IN (id, same_as)",
        )
        .bind(VerificationState::Failed.as_str())
        .bind(passed())
        .bind(id.as_str())
        .execute(&mut *transaction)
        .await?;
        sqlx::query("INSERT OR IGNORE INTO deleted_captures (verification, at) VALUES (?, ?)")
            .bind(id.as_str())
            .bind(now.0)
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn captures_forgotten_at_(&self, id: &VerificationId) -> Stored<Option<Timestamp>> {
        let at: Option<i64> = sqlx::query_scalar(
            "SELECT at FROM deleted_captures WHERE verification = COALESCE((SELECT same_as FROM verifications WHERE id = ?1), ?1)")
            .bind(id.as_str())
            .fetch_optional(&self.pool)
            .await?;
        Ok(at.map(Timestamp))
    }

    pub(super) async fn unnamed_files_(&self, files: &[String]) -> Stored<Vec<String>> {
        // Every table that names a file stands here: what a new one names would be swept.
        let unnamed = sqlx::query_scalar(
            "SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM attachments WHERE id = value)
             AND NOT EXISTS (SELECT 1 FROM captures WHERE file = value)
             AND NOT EXISTS (SELECT 1 FROM upload_parts WHERE file = value)",
        );
        Ok(unnamed.bind(to_json(&files)?).fetch_all(&self.pool).await?)
    }

    pub(super) async fn scrub_(&self) -> Stored<()> {
        // The pages as they were before are in the write-ahead log until it is taken over and cut. Somebody who reads in this moment
        // keeps it from being cut; the next time it will be.
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&self.pool).await?;
        Ok(())
    }
}
