//! A verification as it is read: by its id, or by what its phone shows.

use super::tables::verifications::{Column, Entity, Model};
use super::values::{from_json, read, small};
use super::*;

/// What a row is called in the log.
pub(crate) const VERIFICATION: &str = "verification";

pub(crate) fn verification(row: Model) -> Stored<VerificationRow> {
    let time = |at: Option<i64>| at.map(Timestamp);
    Ok(VerificationRow {
        of: read(&row.path)?,
        state: read(&row.state)?,
        words: [small(row.word_a)?, small(row.word_b)?],
        reasons: from_json(&row.reasons)?,
        document: row.document.as_deref().map(read).transpose()?,
        id: VerificationId(row.id),
        filing: FilingId(row.filing),
        secret_hash: row.secret_hash,
        session_hash: row.session_hash,
        code: row.code,
        created_at: Timestamp(row.created_at),
        claimed_at: time(row.claimed_at),
        phone_seen_at: time(row.phone_seen_at),
        expires_at: Timestamp(row.expires_at),
        revision: row.revision.unsigned_abs(),
        remote: row.remote,
        sent_to: row.sent_to,
        other_phones: small(row.other_phones)?,
        consented_at: time(row.consented_at),
        consent_version: row.consent_version,
        declined_at: time(row.declined_at),
        subject: row.subject,
        passed_at: time(row.passed_at),
        same_as: row.same_as.map(VerificationId),
    })
}

impl Store {
    /// The verification that has a value in a column.
    pub(crate) async fn one_verification(&self, by: Column, value: &str) -> Stored<Option<VerificationRow>> {
        let row = Entity::find().filter(by.eq(value)).one(self.reader()).await?;
        row.map(verification).transpose()
    }

    /// A verification.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn verification(&self, id: &VerificationId) -> Stored<Option<VerificationRow>> {
        self.one_verification(Column::Id, id.as_str()).await
    }

    /// A verification by the hash of its phone's session.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn verification_by_session(&self, hash: &str) -> Stored<Option<VerificationRow>> {
        self.one_verification(Column::SessionHash, hash).await
    }
}
