//! Filings beside one at the desk: those of its organiser and its people, and how many its account has.

use super::tables::filings::{Column, Entity};
use super::tables::{accounts, filing_keys as keys, snapshots};
use super::*;
use crate::storage::FoundBy;
use beian_model::wire::AccountFacts;
use sea_orm::Order;
use sea_orm::sea_query::{Expr, ExprTrait, Query, SelectStatement};

/// Whether a filing was submitted, as a condition over its row.
fn was_submitted() -> SelectStatement {
    Query::select()
        .expr(Expr::val(1))
        .from(snapshots::Entity)
        .and_where(Expr::col((snapshots::Entity, snapshots::Column::Filing)).equals((Entity, Column::Id)))
        .to_owned()
}

impl Store {
    /// Filings but this one that were submitted and are found by one of these, the newest first, so many at most. One that cannot be read
    /// is logged and left out.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn related(&self, by: &[FoundBy], but: &FilingId, most: u32) -> Stored<Vec<FilingRow>> {
        let mut found = sea_orm::Condition::any();
        for one in by {
            let (kind, value) = one.stored(self.index());
            found = found.add(keys::Column::Kind.eq(kind).and(keys::Column::Value.eq(value)));
        }
        if by.is_empty() {
            return Ok(Vec::new());
        }
        let named = Query::select()
            .column(keys::Column::Filing)
            .from(keys::Entity)
            .cond_where(found)
            .and_where(keys::Column::Filing.ne(but.as_str()))
            .to_owned();
        let rows = Entity::find()
            .filter(Column::Id.in_subquery(named))
            .filter(Expr::exists(was_submitted()))
            // By an expression, so that neither database walks all filings in their order to find these few.
            .order_by(Expr::col((Entity, Column::Seq)).add(0), Order::Desc)
            .limit(u64::from(most));
        let rows = self.reader().query_all(&rows.into_query()).await?;
        let read = rows.iter().map(|row| {
            whole(row).inspect_err(|error| self.note_unreadable(FILING, &crate::storage::id_of(row), error))
        });
        Ok(read.filter_map(Result::ok).collect())
    }

    /// What is known of an account; nothing where there is none.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn account_facts(&self, account: &str) -> Stored<Option<AccountFacts>> {
        let Some(row) = accounts::Entity::find_by_id(account).one(self.reader()).await? else { return Ok(None) };
        let submitted = Entity::find().filter(Column::Account.eq(account)).filter(Expr::exists(was_submitted()));
        let approved = submitted.clone().filter(Column::Status.eq(Status::Approved.as_str()));
        let count = |all: sea_orm::Select<Entity>| async move {
            let count = all.count(self.reader()).await?;
            Ok::<u32, StoreError>(u32::try_from(count).unwrap_or(u32::MAX))
        };
        Ok(Some(AccountFacts {
            since: Timestamp(row.created_at),
            submitted: count(submitted).await?,
            approved: count(approved).await?,
        }))
    }
}
