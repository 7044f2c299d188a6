//! Verifications and what their phones sent.

use super::*;
use beian::model::{Capture, VerificationState};
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

pub(super) fn verification(row: &SqliteRow) -> Stored<VerificationRow> {
    Ok(VerificationRow {
        id: VerificationId(row.get("id")),
        filing: FilingId(row.get("filing")),
        of: read(row.get("path"))?,
        state: read(row.get("state"))?,
        secret_hash: row.get("secret_hash"),
        session_hash: row.get("session_hash"),
        words: [row.get::<u8, _>("word_a"), row.get::<u8, _>("word_b")],
        code: row.get("code"),
        reasons: from_json(row.get("reasons"))?,
        created_at: Timestamp(row.get("created_at")),
        claimed_at: row.get::<Option<i64>, _>("claimed_at").map(Timestamp),
        phone_seen_at: row.get::<Option<i64>, _>("phone_seen_at").map(Timestamp),
        expires_at: Timestamp(row.get("expires_at")),
        subject: row.get("subject"),
        passed_at: row.get::<Option<i64>, _>("passed_at").map(Timestamp),
        same_as: row.get::<Option<String>, _>("same_as").map(VerificationId),
    })
}

impl SqliteStore {
    pub(super) async fn create_verification_(&self, new: &VerificationRow) -> Stored<Vec<VerificationId>> {
        let mut transaction = self.begin().await?;
        let ended: Vec<String> = sqlx::query_scalar(
            "UPDATE verifications SET state = 'cancelled' WHERE filing = ? AND path = ?
             AND state NOT IN ('passed', 'failed', 'expired', 'cancelled') RETURNING id",
        )
        .bind(new.filing.as_str())
        .bind(new.of.to_string())
        .fetch_all(&mut *transaction)
        .await?;
        sqlx::query(
            "INSERT INTO verifications (id, filing, path, state, secret_hash, word_a, word_b, code, created_at, expires_at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(new.id.as_str())
        .bind(new.filing.as_str())
        .bind(new.of.to_string())
        .bind(new.state.as_str())
        .bind(&new.secret_hash)
        .bind(new.words[0])
        .bind(new.words[1])
        .bind(&new.code)
        .bind(new.created_at.0)
        .bind(new.expires_at.0)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(ended.into_iter().map(VerificationId).collect())
    }

    pub(super) async fn verification_where(
        &self,
        column: &'static str,
        value: &str,
    ) -> Stored<Option<VerificationRow>> {
        let sql = match column {
            "secret_hash" => "SELECT * FROM verifications WHERE secret_hash = ?",
            "session_hash" => "SELECT * FROM verifications WHERE session_hash = ?",
            _ => "SELECT * FROM verifications WHERE id = ?",
        };
        let row = sqlx::query(sql).bind(value).fetch_optional(&self.pool).await?;
        row.as_ref().map(verification).transpose()
    }

    pub(super) async fn verifications_(&self, id: &FilingId) -> Stored<Vec<VerificationRow>> {
        let rows = sqlx::query("SELECT * FROM verifications WHERE filing = ? ORDER BY created_at, rowid")
            .bind(id.as_str())
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(verification).collect()
    }

    pub(super) async fn claim_verification_(
        &self,
        id: &VerificationId,
        session_hash: &str,
        expires: Timestamp,
        now: Timestamp,
    ) -> Stored<bool> {
        let done = sqlx::query(
            "UPDATE verifications SET state = 'connected', session_hash = ?, claimed_at = ?, phone_seen_at = ?, expires_at = ?
             WHERE id = ? AND state = 'waiting' AND session_hash IS NULL AND expires_at > ?",
        )
        .bind(session_hash)
        .bind(now.0)
        .bind(now.0)
        .bind(expires.0)
        .bind(id.as_str())
        .bind(now.0)
        .execute(&self.pool)
        .await?;
        Ok(done.rows_affected() == 1)
    }

    pub(super) async fn update_verification_(&self, row: &VerificationRow, now: Timestamp) -> Stored<()> {
        let mut transaction = self.begin().await?;
        // What has ended stays so: a late upload does not revive what the desktop cancelled.
        let done = sqlx::query(
            "UPDATE verifications SET state = ?, reasons = ?, phone_seen_at = ?, expires_at = ? WHERE id = ?
             AND state NOT IN ('passed', 'failed', 'expired', 'cancelled')",
        )
        .bind(row.state.as_str())
        .bind(to_json(&row.reasons)?)
        .bind(row.phone_seen_at.map(|at| at.0))
        .bind(row.expires_at.0)
        .bind(row.id.as_str())
        .execute(&mut *transaction)
        .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::Stale);
        }
        if row.state == VerificationState::Passed {
            super::filings::grow(&mut transaction, &row.filing, now).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn put_capture_(&self, row: &CaptureRow, now: Timestamp) -> Stored<Option<String>> {
        let mut transaction = self.begin().await?;
        let before: Option<String> =
            sqlx::query_scalar("SELECT file FROM captures WHERE verification = ? AND capture = ?")
                .bind(row.verification.as_str())
                .bind(row.capture.as_str())
                .fetch_optional(&mut *transaction)
                .await?;
        sqlx::query(
            "INSERT INTO captures (verification, capture, file, media_type, size, sha256, tenths, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (verification, capture) DO UPDATE SET file = excluded.file, media_type = excluded.media_type,
             size = excluded.size, sha256 = excluded.sha256, tenths = excluded.tenths, at = excluded.at",
        )
        .bind(row.verification.as_str())
        .bind(row.capture.as_str())
        .bind(&row.file)
        .bind(&row.media_type)
        .bind(row.size as i64)
        .bind(&row.sha256)
        .bind(row.tenths)
        .bind(now.0)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(before)
    }

    pub(super) async fn captures_(&self, id: &VerificationId) -> Stored<Vec<CaptureRow>> {
        // One that repeats an earlier one has its captures there.
        let sql =
            "SELECT * FROM captures WHERE verification = COALESCE((SELECT same_as FROM verifications WHERE id = ?), ?)";
        let rows = sqlx::query(sql).bind(id.as_str()).bind(id.as_str()).fetch_all(&self.pool).await?;
        rows.iter()
            .map(|row| {
                Ok(CaptureRow {
                    verification: id.clone(),
                    capture: read::<Capture>(row.get("capture"))?,
                    file: row.get("file"),
                    media_type: row.get("media_type"),
                    size: row.get::<i64, _>("size") as u64,
                    sha256: row.get("sha256"),
                    tenths: row.get("tenths"),
                })
            })
            .collect()
    }
}
