//! Why submissions were returned or rejected: kept beside the submission when the reasons themselves have been answered.

use super::tables::{returns, snapshots};
use super::values::{from_json, to_json};
use super::*;
use sea_orm::sea_query::OnConflict;

/// Keeps the reasons of a filing beside its last submission, in place of what was kept of that before.
pub(super) async fn keep(transaction: &Tx, row: &FilingRow, now: Timestamp) -> Stored<()> {
    let Some(version) = last_version(transaction, &row.id).await? else { return Ok(()) };
    let kept = returns::ActiveModel {
        filing: Set(row.id.to_string()),
        version: Set(version),
        reasons: Set(to_json(&row.reasons)?),
        at: Set(now.0),
    };
    let again = OnConflict::columns([returns::Column::Filing, returns::Column::Version])
        .update_columns([returns::Column::Reasons, returns::Column::At])
        .to_owned();
    returns::Entity::insert(kept).on_conflict(again).exec_without_returning(transaction).await?;
    Ok(())
}

/// The version of what was submitted last.
async fn last_version(database: &impl ConnectionTrait, id: &FilingId) -> Stored<Option<i64>> {
    let last = snapshots::Entity::find()
        .select_only()
        .column(snapshots::Column::Version)
        .filter(snapshots::Column::Filing.eq(id.as_str()))
        .order_by_desc(snapshots::Column::Version)
        .limit(1);
    Ok(last.into_tuple().one(database).await?)
}

impl Store {
    /// The last submission that was returned or rejected; nothing where there was none, or what is stored of it cannot be read. While the
    /// filing is with its applicant (`is_back`) that is the last submission of all, and otherwise one before it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn last_return(&self, id: &FilingId, is_back: bool) -> Stored<Option<Returned>> {
        let Some(last) = last_version(self.reader(), id).await? else { return Ok(None) };
        let version = returns::Column::Version;
        let returned = returns::Entity::find()
            .filter(returns::Column::Filing.eq(id.as_str()))
            .filter(if is_back { version.eq(last) } else { version.lt(last) })
            .order_by_desc(version)
            .one(self.reader())
            .await?;
        let Some(returned) = returned else { return Ok(None) };
        match self.returned(id, &returned).await {
            Err(error @ StoreError::Value(_)) => {
                self.note_unreadable("return", id.as_str(), &error);
                Ok(None)
            }
            other => other,
        }
    }

    async fn returned(&self, id: &FilingId, row: &returns::Model) -> Stored<Option<Returned>> {
        let key = (row.filing.clone(), row.version);
        let Some(snapshot) = snapshots::Entity::find_by_id(key).one(self.reader()).await? else { return Ok(None) };
        let verifications = self.rested_on(id, row.version).await?;
        let submission = Submission { document: document(&snapshot.document)?, verifications };
        Ok(Some(Returned { at: Timestamp(row.at), submission, reasons: from_json(&row.reasons)? }))
    }
}
