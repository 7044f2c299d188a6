//! What limits ask: whether a number is somebody's, and how much an account keeps here.

use super::tables::{accounts, attachments, captures, filings, uploads, verifications};
use super::*;
use sea_orm::JoinType;
use sea_orm::sea_query::{Alias, Expr, ExprTrait};

/// The sum of a column of bytes.
fn bytes(column: impl ColumnTrait) -> sea_orm::sea_query::SimpleExpr {
    Expr::col(column.as_column_ref()).sum().cast_as(Alias::new("BIGINT"))
}

impl Store {
    /// Whether a mobile number has an account.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn has_account(&self, mobile: &str) -> Stored<bool> {
        let known = accounts::Entity::find().filter(accounts::Column::Mobile.eq(mobile));
        Ok(known.count(self.reader()).await? > 0)
    }

    /// Bytes of attachments, captures and unfinished uploads of an account, but for its approved filings.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn bytes_held(&self, account: &str) -> Stored<u64> {
        let own = || filings::Column::Account.eq(account).and(filings::Column::Status.ne(Status::Approved.as_str()));
        let of_attachments = attachments::Entity::find()
            .select_only()
            .column_as(bytes(attachments::Column::Size), "held")
            .join(
                JoinType::InnerJoin,
                attachments::Entity::belongs_to(filings::Entity)
                    .from(attachments::Column::Filing)
                    .to(filings::Column::Id)
                    .into(),
            )
            .filter(own());
        let of_uploads = uploads::Entity::find()
            .select_only()
            .column_as(bytes(uploads::Column::Size), "held")
            .join(
                JoinType::InnerJoin,
                uploads::Entity::belongs_to(filings::Entity)
                    .from(uploads::Column::Filing)
                    .to(filings::Column::Id)
                    .into(),
            )
            .filter(uploads::Column::Kept.is_null())
            .filter(own());
        let of_captures = captures::Entity::find()
            .select_only()
            .column_as(bytes(captures::Column::Size), "held")
            .join(
                JoinType::InnerJoin,
                captures::Entity::belongs_to(verifications::Entity)
                    .from(captures::Column::Verification)
                    .to(verifications::Column::Id)
                    .into(),
            )
            .join(
                JoinType::InnerJoin,
                verifications::Entity::belongs_to(filings::Entity)
                    .from(verifications::Column::Filing)
                    .to(filings::Column::Id)
                    .into(),
            )
            .filter(own());
        let mut held = 0;
        for sum in [
            of_attachments.into_tuple::<Option<i64>>().one(self.reader()).await?,
            of_uploads.into_tuple::<Option<i64>>().one(self.reader()).await?,
            of_captures.into_tuple::<Option<i64>>().one(self.reader()).await?,
        ] {
            held += sum.flatten().unwrap_or_default().unsigned_abs();
        }
        Ok(held)
    }
}
