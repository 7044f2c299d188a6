//! Filings, their changes of state, proofs and uploads; lists of them are in `lists`.

use super::*;
use beian_model::{Actor, Date, Event, TimelineEntry};
use beian_rules::VerificationEvent;
use sqlx::Row;
use sqlx::sqlite::SqliteRow;

/// What a row is called in the log.
pub(super) const FILING: &str = "filing";

pub(super) fn filing(row: &SqliteRow) -> Stored<FilingRow> {
    let optional_json = |name: &str| column::<Option<&str>>(row, name);
    let optional_time = |name: &str| Ok::<_, StoreError>(column::<Option<i64>>(row, name)?.map(Timestamp));
    Ok(FilingRow {
        id: FilingId(column(row, "id")?),
        account: column(row, "account")?,
        number: column(row, "number")?,
        version: column::<i64>(row, "version")? as u64,
        status: read(column(row, "status")?)?,
        document: document(column(row, "document")?)?,
        reasons: from_json(column(row, "reasons")?)?,
        basic_check: optional_json("basic_check")?.map(from_json).transpose()?,
        sms_opened_at: optional_time("sms_opened_at")?,
        numbers: optional_json("numbers")?.map(from_json).transpose()?,
        reviewer: column(row, "reviewer")?,
        created_at: Timestamp(column(row, "created_at")?),
        updated_at: Timestamp(column(row, "updated_at")?),
        status_since: Timestamp(column(row, "status_since")?),
    })
}

/// A stored document; one of a newer form would lose what this program does not know.
fn document(text: &str) -> Stored<beian_model::Filing> {
    from_json::<beian_model::Filing>(text)?.migrated().map_err(|newer| StoreError::Value(newer.to_string()))
}

/// Receipt number: the day, and the filing's place in the order of all.
fn number(day: Date, seq: i64) -> String {
    format!("BA{:04}{:02}{:02}{seq:06}", day.year(), day.month(), day.day())
}

impl SqliteStore {
    pub(super) async fn create_filing_(&self, new: &NewFiling, key: &str, now: Timestamp) -> Stored<FilingId> {
        let mut transaction = self.begin().await?;
        let known: Option<String> = sqlx::query_scalar(
            "SELECT filing FROM idempotency_keys WHERE account = ? AND key = ? AND request = 'create'",
        )
        .bind(&new.account)
        .bind(key)
        .fetch_optional(&mut *transaction)
        .await?;
        if let Some(id) = known {
            return Ok(FilingId(id));
        }
        let done = sqlx::query(
            "INSERT INTO filings (id, account, version, status, document, created_at, updated_at, status_since)
             VALUES (?, ?, 1, 'draft', ?, ?, ?, ?)",
        )
        .bind(new.id.as_str())
        .bind(&new.account)
        .bind(to_json(&new.document)?)
        .bind(now.0)
        .bind(now.0)
        .bind(now.0)
        .execute(&mut *transaction)
        .await
        .map_err(|error| if is_unique_violation(&error) { StoreError::InFlight } else { error.into() })?;
        sqlx::query("UPDATE filings SET number = ? WHERE id = ?")
            .bind(number(now.date_in_china(), done.last_insert_rowid()))
            .bind(new.id.as_str())
            .execute(&mut *transaction)
            .await?;
        sqlx::query("INSERT INTO timeline (filing, at, event, actor, status, note) VALUES (?, ?, NULL, 'applicant', 'draft', '')")
            .bind(new.id.as_str())
            .bind(now.0)
            .execute(&mut *transaction)
            .await?;
        sqlx::query("INSERT INTO idempotency_keys (account, key, request, filing, at) VALUES (?, ?, 'create', ?, ?)")
            .bind(&new.account)
            .bind(key)
            .bind(new.id.as_str())
            .bind(now.0)
            .execute(&mut *transaction)
            .await
            .map_err(|error| if is_unique_violation(&error) { StoreError::Exists } else { error.into() })?;
        transaction.commit().await?;
        Ok(new.id.clone())
    }

    pub(super) async fn filing_(&self, id: &FilingId) -> Stored<Option<FilingRow>> {
        let row =
            sqlx::query("SELECT * FROM filings WHERE id = ?").bind(id.as_str()).fetch_optional(&self.pool).await?;
        row.as_ref().map(|row| filing(row).inspect_err(|error| self.note_unreadable(FILING, row, error))).transpose()
    }

    pub(super) async fn in_flight_(&self, account: &str) -> Stored<Option<FilingId>> {
        let id: Option<String> = sqlx::query_scalar(
            "SELECT id FROM filings WHERE account = ? AND status NOT IN ('approved', 'expired', 'abandoned')",
        )
        .bind(account)
        .fetch_optional(&self.pool)
        .await?;
        Ok(id.map(FilingId))
    }

    pub(super) async fn commit_(&self, change: &FilingChange, now: Timestamp) -> Stored<Committed> {
        let row = &change.row;
        let version = row.version + 1;
        let mut transaction = self.begin().await?;
        let done = sqlx::query(
            "UPDATE filings SET version = ?, status = ?, document = ?, reasons = ?, basic_check = ?, sms_opened_at = ?,
             numbers = ?, updated_at = ?, status_since = ? WHERE id = ? AND version = ?",
        )
        .bind(version as i64)
        .bind(row.status.as_str())
        .bind(to_json(&row.document)?)
        .bind(to_json(&row.reasons)?)
        .bind(row.basic_check.as_ref().map(to_json).transpose()?)
        .bind(row.sms_opened_at.map(|at| at.0))
        .bind(row.numbers.as_ref().map(to_json).transpose()?)
        .bind(now.0)
        .bind(if change.moved.is_some() { now.0 } else { row.status_since.0 })
        .bind(row.id.as_str())
        .bind(row.version as i64)
        .execute(&mut *transaction)
        .await
        .map_err(|error| if is_unique_violation(&error) { StoreError::InFlight } else { error.into() })?;
        if done.rows_affected() == 0 {
            return Err(StoreError::Stale);
        }
        if let Some(moved) = &change.moved {
            sqlx::query("INSERT INTO timeline (filing, at, event, actor, status, note) VALUES (?, ?, ?, ?, ?, ?)")
                .bind(row.id.as_str())
                .bind(now.0)
                .bind(moved.event.as_str())
                .bind(moved.actor.as_str())
                .bind(row.status.as_str())
                .bind(&moved.note)
                .execute(&mut *transaction)
                .await?;
            super::authorisation_codes::settle(&mut transaction, row, moved.event, now).await?;
        }
        if let Some(verifications) = &change.submitted {
            sqlx::query("INSERT INTO snapshots (filing, version, document, at) VALUES (?, ?, ?, ?)")
                .bind(row.id.as_str())
                .bind(version as i64)
                .bind(to_json(&row.document)?)
                .bind(now.0)
                .execute(&mut *transaction)
                .await?;
            for verification in verifications {
                sqlx::query("INSERT INTO submitted_verifications (filing, version, verification) VALUES (?, ?, ?)")
                    .bind(row.id.as_str())
                    .bind(version as i64)
                    .bind(verification.as_str())
                    .execute(&mut *transaction)
                    .await?;
            }
        }
        let ended = match row.status.is_editable() {
            true => Vec::new(),
            false => super::verifications::end_open(&mut transaction, &row.id).await?,
        };
        if let Some(key) = &change.key {
            sqlx::query("INSERT INTO idempotency_keys (account, key, request, filing, at) VALUES (?, ?, ?, ?, ?)")
                .bind(&row.account)
                .bind(key)
                .bind(format!("submit {}", row.id))
                .bind(row.id.as_str())
                .bind(now.0)
                .execute(&mut *transaction)
                .await
                .map_err(|error| if is_unique_violation(&error) { StoreError::Exists } else { error.into() })?;
        }
        if let Some(passed) = &change.passed {
            // What the desktop ended in this moment, or what was sent again, does not come into the document.
            let sent: bool =
                sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM captures WHERE verification = ? AND file = ?)")
                    .bind(passed.verification.as_str())
                    .bind(&passed.file)
                    .fetch_one(&mut *transaction)
                    .await?;
            if !sent {
                return Err(StoreError::NotFound);
            }
            match super::states::advance(&mut transaction, &passed.verification, VerificationEvent::Pass, &[]).await {
                Err(StoreError::Stale) => return Err(StoreError::NotFound),
                other => other?,
            };
            sqlx::query("UPDATE verifications SET phone_seen_at = ? WHERE id = ?")
                .bind(now.0)
                .bind(passed.verification.as_str())
                .execute(&mut *transaction)
                .await?;
        }
        for message in &change.messages {
            super::outbox::insert(&mut transaction, message, now).await?;
        }
        transaction.commit().await?;
        Ok(Committed { version, ended })
    }

    pub(super) async fn key_(&self, account: &str, key: &str) -> Stored<Option<(String, FilingId)>> {
        let row = sqlx::query("SELECT request, filing FROM idempotency_keys WHERE account = ? AND key = ?")
            .bind(account)
            .bind(key)
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| (row.get("request"), FilingId(row.get("filing")))))
    }

    pub(super) async fn set_reviewer_(&self, id: &FilingId, staff: &str, take: bool) -> Stored<()> {
        let sql = if take {
            "UPDATE filings SET reviewer = ?1 WHERE id = ?2 AND (reviewer IS NULL OR reviewer = ?1)"
        } else {
            "UPDATE filings SET reviewer = NULL WHERE id = ?2 AND reviewer = ?1"
        };
        let done = sqlx::query(sql).bind(staff).bind(id.as_str()).execute(&self.pool).await?;
        if done.rows_affected() == 1 { Ok(()) } else { Err(StoreError::Stale) }
    }

    pub(super) async fn timeline_(&self, id: &FilingId) -> Stored<Vec<TimelineEntry>> {
        let rows = sqlx::query("SELECT * FROM timeline WHERE filing = ? ORDER BY id")
            .bind(id.as_str())
            .fetch_all(&self.pool)
            .await?;
        rows.iter()
            .map(|row| {
                Ok(TimelineEntry {
                    at: Timestamp(row.get("at")),
                    event: row.get::<Option<String>, _>("event").as_deref().map(read::<Event>).transpose()?,
                    actor: read::<Actor>(row.get("actor"))?,
                    status: read(row.get("status"))?,
                    note: row.get("note"),
                })
            })
            .collect()
    }

    pub(super) async fn submission_(&self, id: &FilingId) -> Stored<Option<Submission>> {
        let row = sqlx::query("SELECT version, document FROM snapshots WHERE filing = ? ORDER BY version DESC LIMIT 1")
            .bind(id.as_str())
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = row else { return Ok(None) };
        let verifications: Vec<String> = sqlx::query_scalar(
            "SELECT verification FROM submitted_verifications WHERE filing = ? AND version = ? ORDER BY rowid",
        )
        .bind(id.as_str())
        .bind(row.get::<i64, _>("version"))
        .fetch_all(&self.pool)
        .await?;
        let verifications = verifications.into_iter().map(VerificationId).collect();
        Ok(Some(Submission { document: document(row.get("document"))?, verifications }))
    }

    pub(super) async fn add_proof_(&self, id: &FilingId, mobile: &str, now: Timestamp) -> Stored<()> {
        let mut transaction = self.begin().await?;
        super::standing::still_editable(&mut transaction, id).await?;
        sqlx::query("INSERT INTO phone_proofs (filing, mobile, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING")
            .bind(id.as_str())
            .bind(mobile)
            .bind(now.0)
            .execute(&mut *transaction)
            .await?;
        super::standing::grow(&mut transaction, id, now).await?;
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn proofs_(&self, id: &FilingId) -> Stored<Vec<String>> {
        let proofs = sqlx::query_scalar("SELECT mobile FROM phone_proofs WHERE filing = ? ORDER BY at");
        Ok(proofs.bind(id.as_str()).fetch_all(&self.pool).await?)
    }

    pub(super) async fn set_basic_check_(
        &self,
        id: &FilingId,
        version: u64,
        passed: &BasicInformation,
        now: Timestamp,
    ) -> Stored<u64> {
        let done = sqlx::query(
            "UPDATE filings SET basic_check = ?, version = version + 1, updated_at = ? WHERE id = ? AND version = ?",
        )
        .bind(to_json(passed)?)
        .bind(now.0)
        .bind(id.as_str())
        .bind(version as i64)
        .execute(&self.pool)
        .await?;
        if done.rows_affected() == 1 { Ok(version + 1) } else { Err(StoreError::Stale) }
    }

    pub(super) async fn add_attachment_(
        &self,
        id: &FilingId,
        slot: &str,
        attachment: &Attachment,
        sha256: &str,
        now: Timestamp,
    ) -> Stored<()> {
        sqlx::query(
            "INSERT INTO attachments (id, filing, slot, name, media_type, size, width, height, sha256, at)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(attachment.id.as_str())
        .bind(id.as_str())
        .bind(slot)
        .bind(&attachment.name)
        .bind(&attachment.media_type)
        .bind(attachment.size as i64)
        .bind(attachment.width)
        .bind(attachment.height)
        .bind(sha256)
        .bind(now.0)
        .execute(&self.pool)
        .await?;
        Ok(())
    }

    pub(super) async fn attachment_(&self, id: &FilingId, attachment: &AttachmentId) -> Stored<Option<Attachment>> {
        let row = sqlx::query("SELECT * FROM attachments WHERE filing = ? AND id = ?")
            .bind(id.as_str())
            .bind(attachment.as_str())
            .fetch_optional(&self.pool)
            .await?;
        Ok(row.map(|row| Attachment {
            id: AttachmentId(row.get("id")),
            name: row.get("name"),
            media_type: row.get("media_type"),
            size: row.get::<i64, _>("size") as u64,
            width: row.get("width"),
            height: row.get("height"),
        }))
    }
}
