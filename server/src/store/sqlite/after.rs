//! What becomes of a verification after it: still being checked, known by its person, repeated.

use super::verifications::verification;
use super::*;

impl SqliteStore {
    pub(super) async fn checking_since_(&self, before: Timestamp) -> Stored<Vec<VerificationRow>> {
        let rows = sqlx::query("SELECT * FROM verifications WHERE state = 'checking' AND phone_seen_at <= ?")
            .bind(before.0)
            .fetch_all(&self.pool)
            .await?;
        rows.iter().map(verification).collect()
    }

    pub(super) async fn passed_of_subject_(
        &self,
        account: &str,
        subject: &str,
        since: Timestamp,
    ) -> Stored<Vec<VerificationRow>> {
        let rows = sqlx::query(
            "SELECT verifications.* FROM verifications JOIN filings ON filings.id = verifications.filing
             WHERE verifications.subject = ? AND passed_at > ? AND account = ? AND state = 'passed' AND same_as IS NULL
             ORDER BY passed_at DESC, verifications.rowid DESC",
        )
        .bind(subject)
        .bind(since.0)
        .bind(account)
        .fetch_all(&self.pool)
        .await?;
        rows.iter().map(verification).collect()
    }

    pub(super) async fn repeat_verification_(
        &self,
        new: &VerificationRow,
        now: Timestamp,
    ) -> Stored<Vec<VerificationId>> {
        let mut transaction = self.begin().await?;
        let ended: Vec<String> = sqlx::query_scalar(
            "UPDATE verifications SET state = 'cancelled', revision = revision + 1 WHERE filing = ? AND path = ?
             AND state NOT IN ('passed', 'failed', 'expired', 'cancelled') RETURNING id",
        )
        .bind(new.filing.as_str())
        .bind(new.of.to_string())
        .fetch_all(&mut *transaction)
        .await?;
        sqlx::query(
            "INSERT INTO verifications (id, filing, path, state, secret_hash, word_a, word_b, code, reasons, created_at,
             expires_at, revision, consented_at, consent_version, subject, passed_at, same_as)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(new.id.as_str())
        .bind(new.filing.as_str())
        .bind(new.of.to_string())
        .bind(new.state.as_str())
        .bind(&new.secret_hash)
        .bind(new.words[0])
        .bind(new.words[1])
        .bind(&new.code)
        .bind(to_json(&new.reasons)?)
        .bind(new.created_at.0)
        .bind(new.expires_at.0)
        .bind(new.revision as i64)
        .bind(new.consented_at.map(|at| at.0))
        .bind(&new.consent_version)
        .bind(&new.subject)
        .bind(new.passed_at.map(|at| at.0))
        .bind(new.same_as.as_ref().map(VerificationId::as_str))
        .execute(&mut *transaction)
        .await?;
        super::filings::grow(&mut transaction, &new.filing, now).await?;
        transaction.commit().await?;
        Ok(ended.into_iter().map(VerificationId).collect())
    }
}
