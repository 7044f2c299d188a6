//! A filing as it is read: who may do what follows from it, before any room is asked.

use super::tables::filings::{Column, Entity, Model};
use super::tables::snapshots;
use super::values::{from_json, read};
use super::*;

/// What a row is called in the log.
pub(crate) const FILING: &str = "filing";

pub(crate) fn filing(row: Model) -> Stored<FilingRow> {
    Ok(FilingRow {
        id: FilingId(row.id),
        account: row.account,
        number: row.number,
        version: row.version.unsigned_abs(),
        status: read(&row.status)?,
        document: document(&row.document)?,
        reasons: from_json(&row.reasons)?,
        basic_check: row.basic_check.as_deref().map(from_json).transpose()?,
        sms_opened_at: row.sms_opened_at.map(Timestamp),
        numbers: row.numbers.as_deref().map(from_json).transpose()?,
        reviewer: row.reviewer,
        created_at: Timestamp(row.created_at),
        updated_at: Timestamp(row.updated_at),
        status_since: Timestamp(row.status_since),
        claimed_at: row.claimed_at.map(Timestamp),
    })
}

/// A stored document; one of a newer form would lose what this program does not know.
pub(crate) fn document(text: &str) -> Stored<beian_model::Filing> {
    from_json::<beian_model::Filing>(text)?.migrated().map_err(|newer| StoreError::Value(newer.to_string()))
}

/// A filing of its row, which may hold anything.
pub(crate) fn whole(row: &QueryResult) -> Stored<FilingRow> {
    let row = Model::from_query_result(row, "").map_err(|_| StoreError::Value("a column".to_owned()))?;
    filing(row)
}

impl Store {
    /// A filing.
    ///
    /// # Errors
    /// When the database fails, or what it holds cannot be read.
    pub async fn filing(&self, id: &FilingId) -> Stored<Option<FilingRow>> {
        let row = self.reader().query_one(&Entity::find().filter(Column::Id.eq(id.as_str())).into_query()).await?;
        let Some(row) = row else { return Ok(None) };
        let read = whole(&row).inspect_err(|error| self.note_unreadable(FILING, id.as_str(), error));
        read.map(Some)
    }

    /// Whether a filing was ever submitted.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn was_submitted(&self, id: &FilingId) -> Stored<bool> {
        let submissions = snapshots::Entity::find().filter(snapshots::Column::Filing.eq(id.as_str()));
        Ok(submissions.count(self.reader()).await? > 0)
    }
}
