//! The state of a verification: written here by one statement, by the table of moves, and read nowhere by its name in SQL.

use super::tables::verifications::{Column, Entity};
use super::values::read;
use super::*;
use beian_model::Capture;
use beian_rules::{BEGINNINGS, verification_transition};
use sea_orm::sea_query::{Expr, ExprTrait};

/// Lets an event happen to a verification; gives its state afterwards. What changes the state makes its revision grow.
/// [`StoreError::Stale`] where its state does not have the event, or there is no such verification.
pub(crate) async fn advance(
    transaction: &Tx,
    id: &VerificationId,
    event: VerificationEvent,
    sent: &[Capture],
) -> Stored<VerificationState> {
    let state: Option<String> = Entity::find_by_id(id.as_str())
        .select_only()
        .column(Column::State)
        .lock_exclusive()
        .into_tuple()
        .one(transaction)
        .await?;
    let state: VerificationState = read(&state.ok_or(StoreError::Stale)?)?;
    let next = verification_transition(state, event, sent).map_err(|_| StoreError::Stale)?;
    // A capture that is taken again is a change too, though the state stays.
    if next == state && event != VerificationEvent::Capture {
        return Ok(state);
    }
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value(next.as_str()))
        .col_expr(Column::Revision, Expr::col(Column::Revision).add(1))
        .filter(Column::Id.eq(id.as_str()))
        .filter(Column::State.eq(state.as_str()))
        .exec(transaction)
        .await?;
    if done.rows_affected == 1 { Ok(next) } else { Err(StoreError::Stale) }
}

/// A state in which a verification may begin, as it is stored.
pub(crate) fn beginning(state: VerificationState) -> Stored<&'static str> {
    let known = BEGINNINGS.contains(&state);
    known.then(|| state.as_str()).ok_or_else(|| StoreError::Value(format!("no verification begins as {state}")))
}

/// States as they are stored.
pub(crate) fn any_of(states: &[VerificationState]) -> impl Iterator<Item = &'static str> {
    states.iter().map(|state| state.as_str())
}

/// What a verification is that counts.
pub(crate) fn passed() -> &'static str {
    VerificationState::Passed.as_str()
}
