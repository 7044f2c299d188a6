//! What the phone of a verification sent, and what was read from its pictures, as they are read.

use super::tables::{captures, person_readings, verifications};
use super::values::{from_json, read, small};
use super::*;
use beian_model::Capture;

fn capture(row: captures::Model) -> Stored<CaptureRow> {
    Ok(CaptureRow {
        verification: VerificationId(row.verification),
        capture: read::<Capture>(&row.capture)?,
        file: row.file,
        media_type: row.media_type,
        size: row.size.unsigned_abs(),
        sha256: row.sha256,
        measured: row.measured.as_deref().map(from_json).transpose()?,
        tenths: row.tenths.map(small).transpose()?,
        silent: row.silent,
        at: Timestamp(row.at),
    })
}

/// All that was sent for a verification.
pub(crate) async fn all_of(database: &impl ConnectionTrait, verification: &str) -> Stored<Vec<CaptureRow>> {
    let all = captures::Entity::find().filter(captures::Column::Verification.eq(verification));
    all.all(database).await?.into_iter().map(capture).collect()
}

impl Store {
    /// What the phone sent; of one that repeats an earlier one, what was sent for that.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn captures(&self, id: &VerificationId) -> Stored<Vec<CaptureRow>> {
        let sent_for = self.sent_for(id).await?;
        let all = all_of(self.reader(), &sent_for).await?;
        Ok(all.into_iter().map(|row| CaptureRow { verification: id.clone(), ..row }).collect())
    }

    /// The verification that has the captures of one: itself, or the earlier one that it repeats.
    pub(crate) async fn sent_for(&self, id: &VerificationId) -> Stored<String> {
        let same_as: Option<Option<String>> = verifications::Entity::find_by_id(id.as_str())
            .select_only()
            .column(verifications::Column::SameAs)
            .into_tuple()
            .one(self.reader())
            .await?;
        Ok(same_as.flatten().unwrap_or_else(|| id.to_string()))
    }

    /// What was read from the ID card of a verification.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn person_reading(&self, id: &VerificationId) -> Stored<Option<PersonReading>> {
        let row = person_readings::Entity::find_by_id(id.as_str()).one(self.reader()).await?;
        row.map(|row| from_json(&row.reading)).transpose()
    }
}
