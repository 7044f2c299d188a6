//! What others ask of a filing within their transaction: whether it still stands as it was looked at, and that its version grows.
//! Whoever writes to a filing and to a verification locks the filing first, so that no two wait for each other.

use super::tables::filings::{Column, Entity};
use super::values::read;
use super::*;
use sea_orm::sea_query::{Expr, ExprTrait};

/// Within a transaction: the filing is still its applicant's to change, and stays so until the end; [`StoreError::Stale`] where it was
/// submitted, or ended, in the moment since that was looked at.
pub(crate) async fn still_editable(transaction: &Tx, id: &FilingId) -> Stored<()> {
    match lock(transaction, id).await?.as_deref().map(read::<Status>) {
        Some(Ok(status)) if status.is_editable() => Ok(()),
        Some(Err(error)) => Err(error),
        _ => Err(StoreError::Stale),
    }
}

/// Nobody else writes to the filing until the transaction ends. Gives its state as it is stored; nothing where there is no such filing.
pub(crate) async fn lock(transaction: &Tx, id: &FilingId) -> Stored<Option<String>> {
    let locked = Entity::find().select_only().column(Column::Status).filter(Column::Id.eq(id.as_str()));
    Ok(locked.lock_exclusive().into_tuple().one(transaction).await?)
}

/// The filing's version grows: something that its view shows has changed beside the document.
pub(crate) async fn grow(transaction: &Tx, id: &FilingId, now: Timestamp) -> Stored<()> {
    Entity::update_many()
        .col_expr(Column::Version, Expr::col(Column::Version).add(1))
        .col_expr(Column::UpdatedAt, Expr::value(now.0))
        .filter(Column::Id.eq(id.as_str()))
        .exec(transaction)
        .await?;
    Ok(())
}
