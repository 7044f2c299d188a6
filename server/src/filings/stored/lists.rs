//! Lists of filings: one that cannot be read is logged, and costs the others nothing.

use super::tables::filings::{Column, Entity};
use super::tables::snapshots;
use super::values::read;
use super::*;
use crate::filings::view::main_domains;
use crate::storage::Line;
use sea_orm::Select;
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use std::collections::HashMap;
use std::sync::Arc;

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

/// `queue_rank` of drafts, and of what has ended.
const OUT_OF_QUEUE: i64 = 2;

/// A page of a queue.
fn page(all: Select<Entity>, of: QueueOf<'_>, after: Option<QueuePlace>, most: u32) -> Select<Entity> {
    let in_queue = match of {
        QueueOf::Only(statuses) => Column::Status.is_in(statuses.iter().map(|status| status.as_str())),
        QueueOf::InFlight => Column::QueueRank.lt(OUT_OF_QUEUE),
    };
    let submitted = Query::select()
        .column(snapshots::Column::Filing)
        .from(snapshots::Entity)
        .and_where(Expr::col((snapshots::Entity, snapshots::Column::Filing)).equals((Entity, Column::Id)))
        .to_owned();
    let mut page = all.filter(in_queue).filter(Expr::exists(submitted));
    if let Some(after) = after {
        let place = Expr::tuple([Column::QueueRank, Column::StatusSince, Column::Seq].map(Expr::col));
        let from = [i64::from(after.rank), after.since, after.seq].map(Expr::value);
        page = page.filter(place.gt(Expr::tuple(from)));
    }
    // All of one state have one rank, and an index of their own.
    if !matches!(of, QueueOf::Only([_])) {
        page = page.order_by_asc(Column::QueueRank);
    }
    page.order_by_asc(Column::StatusSince).order_by_asc(Column::Seq).limit(u64::from(most))
}

fn place(row: &QueryResult) -> Stored<QueuePlace> {
    let rank = super::values::small(column(row, "queue_rank")?)?;
    Ok(QueuePlace { rank, since: column(row, "status_since")?, seq: column(row, "seq")? })
}

impl Store {
    /// A filing of a list; one that cannot be read is logged.
    fn listed(&self, row: &QueryResult) -> Listed {
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

    /// Filings that were submitted once, so many at most from a place on: what waits for staff first, oldest first. The order is that of an index,
    /// and documents are read of one page only.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn queue(&self, of: QueueOf<'_>, after: Option<QueuePlace>, most: u32) -> Stored<Vec<QueueRow>> {
        let rows = self.reader().query_all(&page(Entity::find(), of, after, most).into_query()).await?;
        rows.iter().map(|row| Ok(QueueRow { place: place(row)?, filing: self.listed(row) })).collect()
    }

    /// The same as lines: documents are read of those that have changed since their line was last listed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn queue_lines(&self, of: QueueOf<'_>, after: Option<QueuePlace>, most: u32) -> Stored<Vec<QueueLine>> {
        let columns = [
            Column::Id,
            Column::Seq,
            Column::Number,
            Column::Version,
            Column::Status,
            Column::Reviewer,
            Column::StatusSince,
            Column::QueueRank,
        ];
        let page = page(Entity::find().select_only().columns(columns), of, after, most);
        let rows = self.reader().query_all(&page.into_query()).await?;
        let known = |row: &QueryResult| {
            let version: i64 = column(row, "version").ok()?;
            self.lines().of(&FilingId(id_of(row)), version.unsigned_abs())
        };
        let mut lines: HashMap<String, Arc<Line>> =
            rows.iter().filter_map(|row| Some((id_of(row), known(row)?))).collect();
        let unknown: Vec<String> = rows.iter().map(id_of).filter(|id| !lines.contains_key(id)).collect();
        if !unknown.is_empty() {
            let whole = Entity::find().filter(Column::Id.is_in(&unknown));
            let read = self.reader().query_all(&whole.into_query()).await?;
            for row in read.iter().filter_map(|row| self.listed(row).ok()) {
                let line = Line { domains: main_domains(&row), organiser: row.document.organiser.name };
                lines.insert(row.id.to_string(), self.lines().note(&row.id, row.version, line));
            }
        }
        let line = |row: &QueryResult| {
            let id = id_of(row);
            Ok(QueueLine {
                place: place(row)?,
                line: lines.get(&id).cloned(),
                id: FilingId(id),
                number: column(row, "number").unwrap_or_default(),
                status: column::<String>(row, "status").and_then(|status| read(&status)).ok(),
                reviewer: column(row, "reviewer").unwrap_or_default(),
            })
        };
        rows.iter().map(line).collect()
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
