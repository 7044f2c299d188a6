//! Lists of filings: one that cannot be read is logged, and costs the others nothing.

use super::tables::filings::{Column, Entity};
use super::values::read;
use super::*;

/// What can be read of a row that cannot be read as a whole.
fn unreadable(row: &QueryResult) -> UnreadableRow {
    let time = |name: &str| Timestamp(column(row, name).unwrap_or_default());
    UnreadableRow {
        id: FilingId(id_of(row)),
        number: column(row, "number").unwrap_or_default(),
        status: column::<String>(row, "status").and_then(|status| read(&status)).ok(),
        reviewer: column(row, "reviewer").unwrap_or_default(),
        updated_at: time("updated_at"),
        status_since: time("status_since"),
    }
}

impl Store {
    /// A filing of a list; one that cannot be read is logged.
    pub(super) fn listed(&self, row: &QueryResult) -> Listed {
        whole(row).map_err(|error| {
            self.note_unreadable(FILING, &id_of(row), &error);
            unreadable(row)
        })
    }

    /// Filings of an account, newest first.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn filings_of(&self, account: &str) -> Stored<Vec<Listed>> {
        let of = Entity::find().filter(Column::Account.eq(account)).order_by_desc(Column::Seq).limit(200);
        Ok(self.reader().query_all(&of.into_query()).await?.iter().map(|row| self.listed(row)).collect())
    }

    /// Filings in a state since before a moment.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn filings_waiting(&self, status: Status, since_before: Timestamp) -> Stored<Vec<FilingId>> {
        let ids: Vec<String> = Entity::find()
            .select_only()
            .column(Column::Id)
            .filter(Column::Status.eq(status.as_str()))
            .filter(Column::StatusSince.lte(since_before.0))
            .order_by_asc(Column::Seq)
            .into_tuple()
            .all(self.reader())
            .await?;
        Ok(ids.into_iter().map(FilingId).collect())
    }
}
