//! What a phone that has a code does to its verification, and what becomes of that.

use super::states::{advance, passed};
use super::tables::{filings, verifications};
use super::values::to_json;
use super::verifications::{act, filing_of, in_place_of_others, write, write_seen};
use super::*;
use crate::storage::verification::{VERIFICATION, verification};
use sea_orm::JoinType;
use sea_orm::sea_query::Expr;
use verifications::Column;

/// What an event of a verification is called in the audit log; nothing where it stands there by another way, or is no matter of it.
fn noted(event: VerificationEvent) -> Option<What> {
    match event {
        VerificationEvent::Finish => Some(What::HandoffFinished),
        VerificationEvent::Pass => Some(What::HandoffPassed),
        VerificationEvent::Fail => Some(What::HandoffFailed),
        VerificationEvent::Revoke | VerificationEvent::Mismatch => Some(What::HandoffEnded),
        _ => None,
    }
}

impl Store {
    /// Lets an event happen to a verification, and writes its reasons, times and person; gives its state afterwards. One that
    /// passes makes its filing's version grow.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it has ended, or its filing cannot be changed any more.
    pub async fn update_verification(
        &self,
        row: &VerificationRow,
        event: VerificationEvent,
        now: Timestamp,
    ) -> Stored<VerificationState> {
        let transaction = self.begin().await?;
        standing::lock(&transaction, &row.filing).await?;
        let state = advance(&transaction, &row.id, event, &[]).await?;
        if state == VerificationState::Passed {
            standing::still_editable(&transaction, &row.filing).await?;
            standing::grow(&transaction, &row.filing, now).await?;
        }
        write(&row.id)
            .col_expr(Column::Reasons, Expr::value(to_json(&row.reasons)?))
            .col_expr(Column::PhoneSeenAt, Expr::value(row.phone_seen_at.map(|at| at.0)))
            .col_expr(Column::ExpiresAt, Expr::value(row.expires_at.0))
            .col_expr(Column::Subject, Expr::value(row.subject.clone()))
            .col_expr(Column::PassedAt, Expr::value(row.passed_at.map(|at| at.0)))
            .exec(&transaction)
            .await?;
        self.finish(transaction, noted(event).map(|what| act(what, &row.filing, &row.id))).await?;
        Ok(state)
    }

    /// Notes that the phone is there, and until when its session lasts.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it has ended.
    pub async fn hear_of_phone(&self, id: &VerificationId, expires: Timestamp, now: Timestamp) -> Stored<()> {
        let transaction = self.begin().await?;
        advance(&transaction, id, VerificationEvent::Heartbeat, &[]).await?;
        write_seen(id)
            .col_expr(Column::PhoneSeenAt, Expr::value(now.0))
            .col_expr(Column::ExpiresAt, Expr::value(expires.0))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Notes that the time of a verification is over.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it has ended otherwise, or was lengthened.
    pub async fn expire_verification(&self, id: &VerificationId, now: Timestamp) -> Stored<()> {
        let transaction = self.begin().await?;
        let over = verifications::Entity::find_by_id(id.as_str()).filter(Column::ExpiresAt.lte(now.0));
        if over.lock_exclusive().one(&transaction).await?.is_none() {
            return Err(StoreError::Stale);
        }
        advance(&transaction, id, VerificationEvent::Expire, &[]).await?;
        transaction.commit().await?;
        Ok(())
    }

    /// Notes what the person agreed to, the first time: a second one is the answer that was lost.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it has ended.
    pub async fn consent(&self, id: &VerificationId, version: &str, now: Timestamp) -> Stored<()> {
        let transaction = self.begin().await?;
        advance(&transaction, id, VerificationEvent::Consent, &[]).await?;
        write(id).col_expr(Column::DeclinedAt, Expr::value(None::<i64>)).exec(&transaction).await?;
        let done = write_seen(id)
            .col_expr(Column::ConsentedAt, Expr::value(now.0))
            .col_expr(Column::ConsentVersion, Expr::value(version))
            .filter(Column::ConsentedAt.is_null())
            .exec(&transaction)
            .await?;
        let agreed = match done.rows_affected {
            1 => Some(act(What::HandoffConsented, &filing_of(&transaction, id).await?, id).with("version", version)),
            _ => None,
        };
        self.finish(transaction, agreed).await
    }

    /// Notes that the person said no, the first time.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when it has ended, or they had agreed.
    pub async fn decline(&self, id: &VerificationId, now: Timestamp) -> Stored<()> {
        let transaction = self.begin().await?;
        advance(&transaction, id, VerificationEvent::Decline, &[]).await?;
        let agreed = verifications::Entity::find_by_id(id.as_str()).filter(Column::ConsentedAt.is_not_null());
        if agreed.count(&transaction).await? > 0 {
            return Err(StoreError::Stale);
        }
        let done = write_seen(id)
            .col_expr(Column::DeclinedAt, Expr::value(now.0))
            .filter(Column::DeclinedAt.is_null())
            .exec(&transaction)
            .await?;
        let declined = match done.rows_affected {
            1 => Some(act(What::HandoffDeclined, &filing_of(&transaction, id).await?, id)),
            _ => None,
        };
        self.finish(transaction, declined).await
    }

    /// Gives it the digits of the attempt before, whose video serves again.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn take_code(&self, id: &VerificationId, code: &str) -> Stored<()> {
        write(id).col_expr(Column::Code, Expr::value(code)).exec(self.writer()).await?;
        Ok(())
    }

    /// Writes for whom a verification holds that passed before that was known, and what was found then. One that does not match
    /// its person passes no longer.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn bind_verification(&self, row: &VerificationRow, matches: bool, now: Timestamp) -> Stored<()> {
        let transaction = self.begin().await?;
        standing::lock(&transaction, &row.filing).await?;
        let done = write_seen(&row.id)
            .col_expr(Column::Subject, Expr::value(row.subject.clone()))
            .col_expr(Column::Reasons, Expr::value(to_json(&row.reasons)?))
            .filter(Column::State.eq(passed()))
            .filter(Column::Subject.is_null())
            .exec(&transaction)
            .await?;
        // It no longer counts: who looks at the filing must see that.
        if done.rows_affected == 1 && !matches {
            advance(&transaction, &row.id, VerificationEvent::Mismatch, &[]).await?;
            standing::grow(&transaction, &row.filing, now).await?;
        }
        let ended = done.rows_affected == 1 && !matches;
        self.finish(transaction, ended.then(|| act(What::HandoffEnded, &row.filing, &row.id))).await
    }

    /// Verifications whose phone finished at that time or before, and which are still being checked.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn checking_since(&self, before: Timestamp) -> Stored<Vec<VerificationRow>> {
        let all = verifications::Entity::find()
            .filter(Column::State.eq(VerificationState::Checking.as_str()))
            .filter(Column::PhoneSeenAt.lte(before.0));
        self.readable(VERIFICATION, all, verification).await
    }

    /// The verifications of an account that passed for a person after a moment, newest first; none that repeats another.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn passed_of_subject(
        &self,
        account: &str,
        subject: &str,
        since: Timestamp,
    ) -> Stored<Vec<VerificationRow>> {
        let of = verifications::Entity::belongs_to(filings::Entity).from(Column::Filing).to(filings::Column::Id).into();
        let all = verifications::Entity::find()
            .join(JoinType::InnerJoin, of)
            .filter(Column::Subject.eq(subject))
            .filter(Column::PassedAt.gt(since.0))
            .filter(filings::Column::Account.eq(account))
            .filter(Column::State.eq(passed()))
            .filter(Column::SameAs.is_null())
            .order_by_desc(Column::PassedAt)
            .order_by_desc(filings::Column::Seq)
            .order_by_desc(Column::Nth);
        self.readable(VERIFICATION, all, verification).await
    }

    /// Makes a passed verification that repeats an earlier one; unfinished ones for the same field end, and the filing's version
    /// grows.
    ///
    /// # Errors
    /// [`StoreError::Stale`] when the filing cannot be changed any more.
    pub async fn repeat_verification(&self, new: &VerificationRow, now: Timestamp) -> Stored<Vec<VerificationId>> {
        let transaction = self.begin().await?;
        let ended = in_place_of_others(&transaction, new).await?;
        standing::grow(&transaction, &new.filing, now).await?;
        self.finish(transaction, [act(What::VerificationReused, &new.filing, &new.id)]).await?;
        Ok(ended)
    }
}
