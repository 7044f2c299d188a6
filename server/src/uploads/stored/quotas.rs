//! How much an account keeps here.

use super::tables::{attachments, captures, filings, uploads, verifications};
use super::*;
use sea_orm::sea_query::{Alias, Expr, ExprTrait};
use sea_orm::{JoinType::InnerJoin, RelationDef};

/// The filing that a column names.
fn filing_of<E: EntityTrait>(column: E::Column) -> RelationDef {
    E::belongs_to(filings::Entity).from(column).to(filings::Column::Id).into()
}

impl Store {
    /// Bytes of attachments, captures and unfinished uploads of an account, but for its approved filings.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn bytes_held(&self, account: &str) -> Stored<u64> {
        let of_attachments =
            attachments::Entity::find().join(InnerJoin, filing_of::<attachments::Entity>(attachments::Column::Filing));
        let of_uploads = uploads::Entity::find()
            .join(InnerJoin, filing_of::<uploads::Entity>(uploads::Column::Filing))
            .filter(uploads::Column::Kept.is_null());
        let verification = captures::Entity::belongs_to(verifications::Entity)
            .from(captures::Column::Verification)
            .to(verifications::Column::Id)
            .into();
        let of_captures = captures::Entity::find()
            .join(InnerJoin, verification)
            .join(InnerJoin, filing_of::<verifications::Entity>(verifications::Column::Filing));
        Ok(self.sum_of(of_attachments, attachments::Column::Size, account).await?
            + self.sum_of(of_uploads, uploads::Column::Size, account).await?
            + self.sum_of(of_captures, captures::Column::Size, account).await?)
    }

    /// The sum of a column of bytes over rows joined to their filings: those of the account that are not approved.
    async fn sum_of<E: EntityTrait>(&self, rows: Select<E>, size: E::Column, account: &str) -> Stored<u64> {
        let bytes = Expr::col(size.as_column_ref()).sum().cast_as(Alias::new("BIGINT"));
        let own = filings::Column::Account.eq(account).and(filings::Column::Status.ne(Status::Approved.as_str()));
        let sum = rows.select_only().column_as(bytes, "held").filter(own);
        let sum: Option<Option<i64>> = sum.into_tuple().one(self.reader()).await?;
        Ok(sum.flatten().unwrap_or_default().unsigned_abs())
    }
}
