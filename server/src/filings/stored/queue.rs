//! The desk's queue: a page of it in the order of an index, and how many filings each of its tabs has.

use super::tables::filings::{Column, Entity};
use super::values::read;
use super::*;
use crate::filings::view::main_domains;
use crate::storage::Line;
use sea_orm::sea_query::{Alias, Expr, ExprTrait, LikeExpr, Query};
use sea_orm::{Condition, Order, Select};
use std::collections::HashMap;
use std::sync::Arc;

/// Filings that a search finds by what is exact, at the most: who is found by more has one number on hundreds of them.
const MOST_FOUND: u64 = 500;

/// Filings that are looked up by a part of their organiser's name: what more have is looked for in the queue's own order.
const MOST_NAMED: u64 = 1_000;

/// What waits for somebody, by `queue_rank`: all but what has ended or is no matter of the desk.
const OPEN: [i64; 3] = [0, 1, 2];

/// The filings of a tab.
pub(super) fn of_tab(tab: Tab, colleague: &str) -> Condition {
    match tab.rank() {
        Some(rank) => Condition::all().add(Column::QueueRank.eq(rank)),
        None => Condition::all().add(Column::Reviewer.eq(colleague)).add(Column::QueueRank.is_in(OPEN)),
    }
}

impl Store {
    /// Which filings these are.
    async fn condition(&self, of: &QueueOf<'_>) -> Stored<Condition> {
        Ok(match of {
            QueueOf::Only(states) => {
                Condition::all().add(Column::Status.is_in(states.iter().map(|status| status.as_str())))
            }
            QueueOf::Tab(tab, colleague) => of_tab(*tab, colleague),
            QueueOf::Found(sought) => {
                let mut found = self.found_by(&sought.exact, MOST_FOUND).await?;
                if let Some(number) = &sought.number {
                    let of_number = Entity::find().select_only().column(Column::Id).filter(Column::Number.eq(number));
                    found.extend(of_number.into_tuple::<String>().all(self.reader()).await?);
                }
                let any = self.named(&sought.organiser, found).await?;
                let submitted = Condition::all().add(Column::SubmittedAt.is_not_null());
                submitted.add(Column::Status.ne(Status::Draft.as_str())).add(any)
            }
        })
    }

    /// These filings, and those whose organiser's name has such a part. Where few have it they are looked up; where many do, a page of them
    /// is soon full as the queue is read in its order.
    async fn named(&self, part: &str, mut these: Vec<String>) -> Stored<Condition> {
        let part = queue_columns::name_key(part);
        if part.is_empty() {
            return Ok(Condition::all().add(Column::Id.is_in(these)));
        }
        let contains = Column::OrganiserName.like(LikeExpr::new(format!("%{}%", escaped(&part))).escape(ESCAPE));
        let Some(named) = self.organisers_named(&part, MOST_NAMED).await? else {
            let any = Condition::any().add(contains);
            return Ok(if these.is_empty() { any } else { any.add(Column::Id.is_in(these)) });
        };
        if part.chars().count() > organiser_parts::LONGEST && !named.is_empty() {
            let whole =
                Entity::find().select_only().column(Column::Id).filter(Column::Id.is_in(named)).filter(contains);
            these.extend(whole.into_tuple::<String>().all(self.reader()).await?);
        } else {
            these.extend(named);
        }
        Ok(Condition::all().add(Column::Id.is_in(these)))
    }

    /// A page of a queue.
    async fn page(
        &self,
        all: Select<Entity>,
        ask: &QueueAsk<'_>,
        after: Option<QueuePlace>,
        most: u32,
    ) -> Stored<Vec<QueryResult>> {
        let mut page = all.filter(self.condition(&ask.of).await?).filter(narrowed(ask));
        if let Some(after) = after {
            let place = Expr::tuple([Column::StatusSince, Column::Seq].map(Expr::col));
            let from = Expr::tuple([after.since, after.seq].map(Expr::value));
            page = page.filter(if ask.newest { place.lt(from) } else { place.gt(from) });
        }
        let order = if ask.newest { Order::Desc } else { Order::Asc };
        let page = page.order_by(Column::StatusSince, order.clone()).order_by(Column::Seq, order);
        Ok(self.reader().query_all(&page.limit(u64::from(most)).into_query()).await?)
    }

    /// Filings of a queue, so many at most from a place on. The order is that of an index, and documents are read of one page only.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn queue(&self, ask: &QueueAsk<'_>, after: Option<QueuePlace>, most: u32) -> Stored<Vec<QueueRow>> {
        let rows = self.page(Entity::find(), ask, after, most).await?;
        rows.iter().map(|row| Ok(QueueRow { place: place(row)?, filing: self.listed(row) })).collect()
    }

    /// The same as lines: documents are read of those that have changed since their line was last listed.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn queue_lines(
        &self,
        ask: &QueueAsk<'_>,
        after: Option<QueuePlace>,
        most: u32,
    ) -> Stored<Vec<QueueLine>> {
        let columns = [
            Column::Id,
            Column::Seq,
            Column::Number,
            Column::Version,
            Column::Status,
            Column::Reviewer,
            Column::StatusSince,
        ];
        let rows = self.page(Entity::find().select_only().columns(columns), ask, after, most).await?;
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

    /// How many filings each tab has, as a colleague sees them.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn queue_counts(&self, colleague: &str) -> Stored<QueueCounted> {
        let count = async |tab| self.count(of_tab(tab, colleague)).await;
        Ok(QueueCounted {
            waiting: count(Tab::Waiting).await?,
            mine: count(Tab::Mine).await?,
            applicant: count(Tab::Applicant).await?,
            bureau: count(Tab::Bureau).await?,
            done: count(Tab::Done).await?,
        })
    }

    async fn count(&self, of: Condition) -> Stored<u32> {
        let one = Query::select().expr(Expr::val(1)).from(Entity).cond_where(of).limit(MOST_COUNTED).to_owned();
        let count = Expr::col(sea_orm::sea_query::Asterisk).count();
        let counted = Query::select().expr_as(count, "number").from_subquery(one, Alias::new("counted")).to_owned();
        let row = self.reader().query_one(&counted).await?;
        let number: i64 = row.map_or(Ok(0), |row| column(&row, "number"))?;
        Ok(u32::try_from(number).unwrap_or(u32::MAX))
    }
}

/// What takes the meaning from the next character of a pattern.
const ESCAPE: char = '\\';

/// A text as it stands in a pattern.
fn escaped(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len());
    for one in text.chars() {
        if matches!(one, '%' | '_' | ESCAPE) {
            pattern.push(ESCAPE);
        }
        pattern.push(one);
    }
    pattern
}

/// What is asked of filings beside their tab.
pub(super) fn narrowed(ask: &QueueAsk<'_>) -> Condition {
    let mut all = Condition::all();
    if let Some(province) = ask.province {
        all = all.add(Column::Province.eq(province.as_str()));
    }
    if let Some(nature) = ask.nature {
        all = all.add(Column::Nature.eq(nature.as_str()));
    }
    if let Some((moment, before)) = ask.since_before {
        let since = Column::StatusSince;
        all = all.add(if before { since.lt(moment.0) } else { since.gte(moment.0) });
    }
    if let Some(at_risk) = ask.at_risk {
        all = all.add(Column::AtRisk.eq(at_risk));
    }
    match ask.claimed {
        Some((Claimed::Nobody, _)) => all.add(Column::Reviewer.is_null()),
        Some((Claimed::Me, colleague)) => all.add(Column::Reviewer.eq(colleague)),
        Some((Claimed::Colleague, colleague)) => all.add(Column::Reviewer.ne(colleague)),
        None => all,
    }
}

fn place(row: &QueryResult) -> Stored<QueuePlace> {
    Ok(QueuePlace { since: column(row, "status_since")?, seq: column(row, "seq")? })
}
