//! What becomes of a verification after it: still being checked, known by its person, repeated.

use super::verifications::{VERIFICATION, in_place_of_others, verification};
use super::*;
use beian_model::VerificationState;

impl SqliteStore {
    pub(super) async fn checking_since_(&self, before: Timestamp) -> Stored<Vec<VerificationRow>> {
        let rows = sqlx::query("SELECT * FROM verifications WHERE state = ? AND phone_seen_at <= ?")
            .bind(VerificationState::Checking.as_str())
            .bind(before.0)
            .fetch_all(&self.pool)
            .await?;
        Ok(self.readable(VERIFICATION, &rows, verification))
    }

    pub(super) async fn passed_of_subject_(
        &self,
        account: &str,
        subject: &str,
        since: Timestamp,
    ) -> Stored<Vec<VerificationRow>> {
        let rows = sqlx::query(
            "SELECT verifications.* FROM verifications JOIN filings ON filings.id = verifications.filing
             WHERE verifications.subject = ? AND passed_at > ? AND account = ? AND state = ? AND same_as IS NULL
             ORDER BY passed_at DESC, verifications.rowid DESC",
        )
        .bind(subject)
        .bind(since.0)
        .bind(account)
        .bind(super::states::passed())
        .fetch_all(&self.pool)
        .await?;
        Ok(self.readable(VERIFICATION, &rows, verification))
    }

    pub(super) async fn repeat_verification_(
        &self,
        new: &VerificationRow,
        now: Timestamp,
    ) -> Stored<Vec<VerificationId>> {
        let mut transaction = self.begin().await?;
        let ended = in_place_of_others(&mut transaction, new).await?;
        super::standing::grow(&mut transaction, &new.filing, now).await?;
        transaction.commit().await?;
        Ok(ended)
    }
}
