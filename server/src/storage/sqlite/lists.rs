//! Lists of filings: one that cannot be read is logged, and costs the others nothing.

use super::filings::{FILING, filing};
use super::*;

/// What can be read of a row that cannot be read as a whole.
fn unreadable(row: &SqliteRow) -> UnreadableRow {
    let time = |name: &str| Timestamp(column(row, name).unwrap_or_default());
    UnreadableRow {
        id: FilingId(column(row, "id").unwrap_or_default()),
        number: column(row, "number").unwrap_or_default(),
        status: column(row, "status").and_then(read).ok(),
        reviewer: column(row, "reviewer").unwrap_or_default(),
        updated_at: time("updated_at"),
        status_since: time("status_since"),
    }
}

impl SqliteStore {
    /// A filing of a list; one that cannot be read is logged.
    fn listed(&self, row: &SqliteRow) -> Listed {
        filing(row).map_err(|error| {
            self.note_unreadable(FILING, row, &error);
            unreadable(row)
        })
    }

    pub(super) async fn filings_of_(&self, account: &str) -> Stored<Vec<Listed>> {
        let rows = sqlx::query("SELECT * FROM filings WHERE account = ? ORDER BY seq DESC LIMIT 200")
            .bind(account)
            .fetch_all(&self.pool)
            .await?;
        Ok(rows.iter().map(|row| self.listed(row)).collect())
    }

    pub(super) async fn queue_(&self, of: QueueOf<'_>, after: Option<QueuePlace>, most: u32) -> Stored<Vec<QueueRow>> {
        let codes = |statuses: &mut dyn Iterator<Item = Status>| to_json(&statuses.collect::<Vec<_>>());
        let (listed, are_in) = match of {
            QueueOf::Only(statuses) => (statuses, true),
            QueueOf::AllBut(statuses) => (statuses, false),
        };
        let after = after.unwrap_or(QueuePlace { rank: 0, since: i64::MIN, seq: 0 });
        // The order is found in the index; documents are read of one page only.
        let rows = sqlx::query(
            "SELECT page.rank, page.seq AS place, page.status_since AS since, filings.* FROM
                 (SELECT seq, status_since, status IN (SELECT value FROM json_each(?3)) AS rank FROM filings
                  WHERE (status IN (SELECT value FROM json_each(?1))) = ?2
                  AND EXISTS (SELECT 1 FROM snapshots WHERE filing = filings.id)
                  AND (status IN (SELECT value FROM json_each(?3)), status_since, seq) > (?4, ?5, ?6)
                  ORDER BY rank, status_since, seq LIMIT ?7) AS page
             JOIN filings ON filings.seq = page.seq ORDER BY page.rank, page.status_since, page.seq",
        )
        .bind(codes(&mut listed.iter().copied())?)
        .bind(are_in)
        .bind(codes(&mut Status::ALL.iter().copied().filter(|status| !status.waits_for_staff()))?)
        .bind(after.rank)
        .bind(after.since)
        .bind(after.seq)
        .bind(most)
        .fetch_all(&self.pool)
        .await?;
        rows.iter()
            .map(|row| {
                let place =
                    QueuePlace { rank: column(row, "rank")?, since: column(row, "since")?, seq: column(row, "place")? };
                Ok(QueueRow { place, filing: self.listed(row) })
            })
            .collect()
    }

    pub(super) async fn filings_waiting_(&self, status: Status, since_before: Timestamp) -> Stored<Vec<FilingId>> {
        let ids: Vec<String> =
            sqlx::query_scalar("SELECT id FROM filings WHERE status = ? AND status_since <= ? ORDER BY seq")
                .bind(status.as_str())
                .bind(since_before.0)
                .fetch_all(&self.pool)
                .await?;
        Ok(ids.into_iter().map(FilingId).collect())
    }

    pub(super) async fn filings_in_flight_(&self) -> Stored<Vec<FilingRow>> {
        let rows = sqlx::query("SELECT * FROM filings WHERE status NOT IN ('draft', 'expired', 'abandoned')")
            .fetch_all(&self.pool)
            .await?;
        Ok(self.readable(FILING, &rows, filing))
    }
}
