//! Verifications.

use super::states::{self, advance, any_of, passed};
use super::*;
use beian_model::{DocumentType, VerificationState};
use beian_rules::{VerificationEvent, states_for};
use sqlx::sqlite::SqliteRow;

/// What a row is called in the log.
pub(super) const VERIFICATION: &str = "verification";

pub(super) fn verification(row: &SqliteRow) -> Stored<VerificationRow> {
    let optional_time = |name: &str| Ok::<_, StoreError>(column::<Option<i64>>(row, name)?.map(Timestamp));
    Ok(VerificationRow {
        id: VerificationId(column(row, "id")?),
        filing: FilingId(column(row, "filing")?),
        of: read(column(row, "path")?)?,
        state: read(column(row, "state")?)?,
        secret_hash: column(row, "secret_hash")?,
        session_hash: column(row, "session_hash")?,
        words: [column(row, "word_a")?, column(row, "word_b")?],
        code: column(row, "code")?,
        reasons: from_json(column(row, "reasons")?)?,
        created_at: Timestamp(column(row, "created_at")?),
        claimed_at: optional_time("claimed_at")?,
        phone_seen_at: optional_time("phone_seen_at")?,
        expires_at: Timestamp(column(row, "expires_at")?),
        revision: column::<i64>(row, "revision")? as u64,
        remote: column(row, "remote")?,
        sent_to: column(row, "sent_to")?,
        other_phones: column(row, "other_phones")?,
        consented_at: optional_time("consented_at")?,
        consent_version: column(row, "consent_version")?,
        declined_at: optional_time("declined_at")?,
        subject: column(row, "subject")?,
        passed_at: optional_time("passed_at")?,
        document: column::<Option<&str>>(row, "document")?.map(read).transpose()?,
        same_as: column::<Option<String>>(row, "same_as")?.map(VerificationId),
    })
}

/// Ends every open verification of a filing; gives those that it ended.
pub(super) async fn end_open(
    transaction: &mut sqlx::SqliteConnection,
    filing: &FilingId,
) -> Stored<Vec<VerificationId>> {
    let open: Vec<String> = sqlx::query_scalar(
        "SELECT id FROM verifications WHERE filing = ? AND state IN (SELECT value FROM json_each(?))",
    )
    .bind(filing.as_str())
    .bind(any_of(states_for(VerificationEvent::Revoke)))
    .fetch_all(&mut *transaction)
    .await?;
    end(transaction, open, VerificationEvent::Revoke).await
}

/// Ends the open ones of a field, because a newer takes their place; gives those that it ended.
async fn end_of_field(
    transaction: &mut sqlx::SqliteConnection,
    filing: &FilingId,
    of: beian_model::Path,
) -> Stored<Vec<VerificationId>> {
    let open: Vec<String> = sqlx::query_scalar(
        "SELECT id FROM verifications WHERE filing = ? AND path = ? AND state IN (SELECT value FROM json_each(?))",
    )
    .bind(filing.as_str())
    .bind(of.to_string())
    .bind(any_of(states_for(VerificationEvent::Replace)))
    .fetch_all(&mut *transaction)
    .await?;
    end(transaction, open, VerificationEvent::Replace).await
}

async fn end(
    transaction: &mut sqlx::SqliteConnection,
    open: Vec<String>,
    event: VerificationEvent,
) -> Stored<Vec<VerificationId>> {
    let open: Vec<VerificationId> = open.into_iter().map(VerificationId).collect();
    for id in &open {
        advance(transaction, id, event, &[]).await?;
    }
    Ok(open)
}

/// Writes a new verification; those of its field that are still open end, and are named.
pub(super) async fn in_place_of_others(
    transaction: &mut sqlx::SqliteConnection,
    new: &VerificationRow,
) -> Stored<Vec<VerificationId>> {
    super::standing::still_editable(transaction, &new.filing).await?;
    let ended = end_of_field(transaction, &new.filing, new.of).await?;
    sqlx::query(
        "INSERT INTO verifications (id, filing, path, state, secret_hash, word_a, word_b, code, reasons, created_at,
         expires_at, revision, remote, consented_at, consent_version, subject, passed_at, document, same_as)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )
    .bind(new.id.as_str())
    .bind(new.filing.as_str())
    .bind(new.of.to_string())
    .bind(states::beginning(new.state)?)
    .bind(&new.secret_hash)
    .bind(new.words[0])
    .bind(new.words[1])
    .bind(&new.code)
    .bind(to_json(&new.reasons)?)
    .bind(new.created_at.0)
    .bind(new.expires_at.0)
    .bind(new.revision as i64)
    .bind(new.remote)
    .bind(new.consented_at.map(|at| at.0))
    .bind(&new.consent_version)
    .bind(&new.subject)
    .bind(new.passed_at.map(|at| at.0))
    .bind(new.document.map(DocumentType::as_str))
    .bind(new.same_as.as_ref().map(VerificationId::as_str))
    .execute(&mut *transaction)
    .await?;
    Ok(ended)
}

/// Lets an event happen; false where the state does not have it.
async fn happens(
    transaction: &mut sqlx::SqliteConnection,
    id: &VerificationId,
    event: VerificationEvent,
) -> Stored<bool> {
    match advance(transaction, id, event, &[]).await {
        Ok(_) => Ok(true),
        Err(StoreError::Stale) => Ok(false),
        Err(error) => Err(error),
    }
}

impl SqliteStore {
    pub(super) async fn create_verification_(
        &self,
        new: &VerificationRow,
        renews: Option<&VerificationId>,
    ) -> Stored<Vec<VerificationId>> {
        let mut transaction = self.begin().await?;
        if let Some(old) = renews {
            // Nothing may be at work in this field: neither the code's own phone nor that of a newer code.
            let at_work: i64 = sqlx::query_scalar(
                "SELECT count(*) FROM verifications WHERE filing = ? AND path = ? AND created_at >=
                 (SELECT created_at FROM verifications WHERE id = ?) AND (claimed_at IS NOT NULL OR state = ?)",
            )
            .bind(new.filing.as_str())
            .bind(new.of.to_string())
            .bind(old.as_str())
            .bind(passed())
            .fetch_one(&mut *transaction)
            .await?;
            if at_work > 0 {
                return Err(StoreError::Stale);
            }
        }
        let ended = in_place_of_others(&mut transaction, new).await?;
        transaction.commit().await?;
        Ok(ended)
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
        claim: &Claim,
        document: DocumentType,
        expires: Timestamp,
        now: Timestamp,
    ) -> Stored<bool> {
        let mut transaction = self.begin().await?;
        let done = sqlx::query(
            "UPDATE verifications SET session_hash = ?, claim_key = ?, claimed_at = ?, phone_seen_at = ?, expires_at = ?,
             document = ? WHERE id = ? AND session_hash IS NULL AND expires_at > ?",
        )
        .bind(&claim.session)
        .bind(&claim.key)
        .bind(now.0)
        .bind(now.0)
        .bind(expires.0)
        .bind(document.as_str())
        .bind(id.as_str())
        .bind(now.0)
        .execute(&mut *transaction)
        .await?;
        let done = done.rows_affected() == 1 && happens(&mut transaction, id, VerificationEvent::Claim).await?;
        if done {
            transaction.commit().await?;
        }
        Ok(done)
    }

    pub(super) async fn claim_again_(&self, id: &VerificationId, claim: &Claim) -> Stored<bool> {
        let mut transaction = self.begin().await?;
        let done = sqlx::query("UPDATE verifications SET session_hash = ? WHERE id = ? AND claim_key = ?")
            .bind(&claim.session)
            .bind(id.as_str())
            .bind(&claim.key)
            .execute(&mut *transaction)
            .await?;
        let done = done.rows_affected() == 1 && happens(&mut transaction, id, VerificationEvent::Resume).await?;
        if done {
            transaction.commit().await?;
        }
        Ok(done)
    }

    pub(super) async fn bind_verification_(&self, row: &VerificationRow, matches: bool, now: Timestamp) -> Stored<()> {
        let mut transaction = self.begin().await?;
        let done = sqlx::query(
            "UPDATE verifications SET subject = ?, reasons = ?, revision = revision + 1
             WHERE id = ? AND state = ? AND subject IS NULL",
        )
        .bind(&row.subject)
        .bind(to_json(&row.reasons)?)
        .bind(row.id.as_str())
        .bind(passed())
        .execute(&mut *transaction)
        .await?;
        // It no longer counts: who looks at the filing must see that.
        if done.rows_affected() == 1 && !matches {
            advance(&mut transaction, &row.id, VerificationEvent::Mismatch, &[]).await?;
            super::standing::grow(&mut transaction, &row.filing, now).await?;
        }
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn update_verification_(
        &self,
        row: &VerificationRow,
        event: VerificationEvent,
        now: Timestamp,
    ) -> Stored<VerificationState> {
        let mut transaction = self.begin().await?;
        let state = advance(&mut transaction, &row.id, event, &[]).await?;
        if state == VerificationState::Passed {
            super::standing::still_editable(&mut transaction, &row.filing).await?;
            super::standing::grow(&mut transaction, &row.filing, now).await?;
        }
        sqlx::query(
            "UPDATE verifications SET reasons = ?, phone_seen_at = ?, expires_at = ?, subject = ?, passed_at = ? WHERE id = ?",
        )
        .bind(to_json(&row.reasons)?)
        .bind(row.phone_seen_at.map(|at| at.0))
        .bind(row.expires_at.0)
        .bind(&row.subject)
        .bind(row.passed_at.map(|at| at.0))
        .bind(row.id.as_str())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(state)
    }

    pub(super) async fn hear_of_phone_(&self, id: &VerificationId, expires: Timestamp, now: Timestamp) -> Stored<()> {
        let mut transaction = self.begin().await?;
        advance(&mut transaction, id, VerificationEvent::Heartbeat, &[]).await?;
        sqlx::query("UPDATE verifications SET phone_seen_at = ?, expires_at = ?, revision = revision + 1 WHERE id = ?")
            .bind(now.0)
            .bind(expires.0)
            .bind(id.as_str())
            .execute(&mut *transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn expire_verification_(&self, id: &VerificationId, now: Timestamp) -> Stored<()> {
        let mut transaction = self.begin().await?;
        let over: bool =
            sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM verifications WHERE id = ? AND expires_at <= ?)")
                .bind(id.as_str())
                .bind(now.0)
                .fetch_one(&mut *transaction)
                .await?;
        if !over {
            return Err(StoreError::Stale);
        }
        advance(&mut transaction, id, VerificationEvent::Expire, &[]).await?;
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn consent_(&self, id: &VerificationId, version: &str, now: Timestamp) -> Stored<()> {
        let mut transaction = self.begin().await?;
        advance(&mut transaction, id, VerificationEvent::Consent, &[]).await?;
        // The first time counts: a second one is the answer that was lost.
        sqlx::query(
            "UPDATE verifications SET revision = revision + (consented_at IS NULL), consented_at = ifnull(consented_at, ?),
             consent_version = ifnull(consent_version, ?), declined_at = NULL WHERE id = ?",
        )
        .bind(now.0)
        .bind(version)
        .bind(id.as_str())
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn decline_(&self, id: &VerificationId, now: Timestamp) -> Stored<()> {
        let mut transaction = self.begin().await?;
        advance(&mut transaction, id, VerificationEvent::Decline, &[]).await?;
        let done = sqlx::query(
            "UPDATE verifications SET revision = revision + (declined_at IS NULL), declined_at = ifnull(declined_at, ?)
             WHERE id = ? AND consented_at IS NULL",
        )
        .bind(now.0)
        .bind(id.as_str())
        .execute(&mut *transaction)
        .await?;
        if done.rows_affected() == 0 {
            return Err(StoreError::Stale);
        }
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn attempt_before_(&self, id: &VerificationId) -> Stored<Option<VerificationRow>> {
        let row = sqlx::query(
            "SELECT e.* FROM verifications v JOIN verifications e ON e.claim_key = v.claim_key AND e.rowid = (
                 SELECT max(b.rowid) FROM verifications b WHERE b.filing = v.filing AND b.path = v.path
                 AND b.claimed_at IS NOT NULL AND b.rowid < v.rowid) WHERE v.id = ?",
        )
        .bind(id.as_str())
        .fetch_optional(&self.pool)
        .await?;
        row.as_ref().map(verification).transpose()
    }

    pub(super) async fn take_code_(&self, id: &VerificationId, code: &str) -> Stored<()> {
        let sql = "UPDATE verifications SET code = ? WHERE id = ?";
        sqlx::query(sql).bind(code).bind(id.as_str()).execute(&self.pool).await?;
        Ok(())
    }

    pub(super) async fn repeats_(&self, id: &VerificationId) -> Stored<Vec<VerificationRow>> {
        let rows = sqlx::query("SELECT * FROM verifications WHERE same_as = ?")
            .bind(id.as_str())
            .fetch_all(&self.pool)
            .await?;
        Ok(self.readable(VERIFICATION, &rows, verification))
    }

    pub(super) async fn other_phone_(&self, id: &VerificationId, most: u32) -> Stored<bool> {
        let mut transaction = self.begin().await?;
        if !happens(&mut transaction, id, VerificationEvent::OtherPhone).await? {
            return Ok(false);
        }
        let done = sqlx::query(
            "UPDATE verifications SET other_phones = other_phones + 1, revision = revision + 1 WHERE id = ? AND other_phones < ?",
        )
        .bind(id.as_str())
        .bind(most)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(done.rows_affected() == 1)
    }

    pub(super) async fn send_link_(
        &self,
        id: &VerificationId,
        masked: &str,
        message: &Message,
        now: Timestamp,
    ) -> Stored<()> {
        let mut transaction = self.begin().await?;
        advance(&mut transaction, id, VerificationEvent::SendLink, &[]).await?;
        let done = sqlx::query(
            "UPDATE verifications SET sent_to = ?, revision = revision + 1 WHERE id = ? AND expires_at > ?",
        )
        .bind(masked)
        .bind(id.as_str())
        .bind(now.0)
        .execute(&mut *transaction)
        .await?;
        super::outbox::commit_with(transaction, &done, message, now).await
    }
}
