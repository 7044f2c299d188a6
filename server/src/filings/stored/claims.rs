//! Who of the colleagues has a filing (领取): taken, handed over, given back, and given back for them where they do nothing with it.

use super::queue::{narrowed, of_tab};
use super::tables::filings::{Column, Entity};
use super::tables::first_approvals;
use super::*;
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType, Query, SubQueryStatement};

/// A filing that a colleague has and does nothing with.
#[derive(Clone, Debug)]
pub struct IdleClaim {
    /// The filing.
    pub filing: FilingId,
    /// The colleague.
    pub reviewer: String,
}

/// Most filings that cannot be read on the way to one that can: more of them are an operator's matter first.
const MOST_UNREADABLE: usize = 20;

impl Store {
    /// Gives a filing to a colleague, or to nobody, in place of who had it; `by` is who does so.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when somebody else has it by now.
    pub async fn set_reviewer(
        &self,
        id: &FilingId,
        from: Option<&str>,
        to: Option<&str>,
        by: &str,
        now: Timestamp,
    ) -> Stored<()> {
        let before = match from {
            Some(from) => Column::Reviewer.eq(from),
            None => Column::Reviewer.is_null(),
        };
        let transaction = self.begin().await?;
        let done = Entity::update_many()
            .col_expr(Column::Reviewer, Expr::value(to))
            .col_expr(Column::ClaimedAt, Expr::value(to.map(|_| now.0)))
            .filter(Column::Id.eq(id.as_str()))
            .filter(before)
            .exec(&transaction)
            .await?;
        if done.rows_affected != 1 {
            return Err(StoreError::Stale);
        }
        let mut act = match to {
            Some(to) if to == by => Act::of(What::FilingClaimed, id),
            Some(to) => Act::of(What::FilingHandedOver, id).with("to", to),
            None => Act::of(What::FilingReleased, id),
        };
        if let Some(from) = from.filter(|from| Some(*from) != to) {
            act = act.with("from", from);
        }
        self.finish(transaction, [act]).await
    }

    /// Takes the oldest filing that waits for staff and that nobody has, of those that are asked for; nothing where there is none. Who asks in
    /// the same moment takes the next one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_next(&self, ask: &QueueAsk<'_>, by: &str, now: Timestamp) -> Stored<Option<FilingId>> {
        let mut unreadable: Vec<String> = Vec::new();
        // Of two approvals the second is another colleague's.
        let own_first = Query::select()
            .column(first_approvals::Column::Filing)
            .from(first_approvals::Entity)
            .and_where(first_approvals::Column::Staff.eq(by))
            .to_owned();
        while unreadable.len() < MOST_UNREADABLE {
            let oldest = Query::select()
                .column(Column::Id)
                .from(Entity)
                .cond_where(of_tab(Tab::Waiting, by))
                // Not one whose state cannot be read.
                .and_where(Column::Status.is_in(Tab::Waiting.states()))
                .and_where(Column::Reviewer.is_null())
                .and_where(Column::Id.is_not_in(&unreadable))
                .and_where(Expr::col((Entity, Column::Id)).not_in_subquery(own_first.clone()))
                .cond_where(narrowed(ask))
                .order_by(Column::StatusSince, sea_orm::Order::Asc)
                .order_by(Column::Seq, sea_orm::Order::Asc)
                .limit(1)
                // SQLite, which has one that writes at a time, is told nothing of it.
                .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
                .to_owned();
            let transaction = self.begin().await?;
            let take = Query::update()
                .table(Entity)
                .value(Column::Reviewer, by)
                .value(Column::ClaimedAt, now.0)
                // Compared with one value: a list would be asked for again for each row, and skip what was just locked.
                .and_where(Expr::col(Column::Id).eq(SubQueryStatement::SelectStatement(oldest)))
                .and_where(Column::Reviewer.is_null())
                .returning(Query::returning().columns([Column::Id, Column::Document]))
                .to_owned();
            let Some(row) = transaction.query_one(&take).await? else { return Ok(None) };
            let id = FilingId(id_of(&row));
            let read = column::<String>(&row, "document").and_then(|text| document(&text));
            if let Err(error) = read {
                // It is given back with the end of the transaction.
                self.note_unreadable(FILING, id.as_str(), &error);
                unreadable.push(id.to_string());
                continue;
            }
            self.finish(transaction, [Act::of(What::FilingClaimed, &id)]).await?;
            return Ok(Some(id));
        }
        Ok(None)
    }

    /// Notes that the colleague who has a filing did something with it.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn touch_claim(&self, id: &FilingId, reviewer: &str, now: Timestamp) -> Stored<()> {
        Entity::update_many()
            .col_expr(Column::ClaimedAt, Expr::value(now.0))
            .filter(Column::Id.eq(id.as_str()))
            .filter(Column::Reviewer.eq(reviewer))
            .exec(self.writer())
            .await?;
        Ok(())
    }

    /// Filings whose next step is staff's and with which their colleague has done nothing since before a moment; nor had they just come back.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn idle_claims(&self, since_before: Timestamp) -> Stored<Vec<IdleClaim>> {
        let idle = Entity::find()
            .select_only()
            .columns([Column::Id, Column::Reviewer])
            .filter(of_tab(Tab::Waiting, ""))
            .filter(Column::Reviewer.is_not_null())
            .filter(Column::ClaimedAt.lt(since_before.0))
            .filter(Column::StatusSince.lt(since_before.0));
        let idle: Vec<(String, String)> = idle.into_tuple().all(self.reader()).await?;
        Ok(idle.into_iter().map(|(id, reviewer)| IdleClaim { filing: FilingId(id), reviewer }).collect())
    }

    /// Gives such a filing back to the queue. False where its colleague has done something with it meanwhile.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn release_idle(&self, claim: &IdleClaim, since_before: Timestamp) -> Stored<bool> {
        let transaction = self.begin().await?;
        let done = Entity::update_many()
            .col_expr(Column::Reviewer, Expr::value(None::<String>))
            .col_expr(Column::ClaimedAt, Expr::value(None::<i64>))
            .filter(Column::Id.eq(claim.filing.as_str()))
            .filter(Column::Reviewer.eq(&claim.reviewer))
            .filter(Column::ClaimedAt.lt(since_before.0))
            .filter(Column::StatusSince.lt(since_before.0))
            .exec(&transaction)
            .await?;
        if done.rows_affected != 1 {
            return Ok(false);
        }
        let act = Act::of(What::FilingReleased, &claim.filing).with("from", claim.reviewer.as_str());
        self.finish(transaction, [act]).await?;
        Ok(true)
    }
}
