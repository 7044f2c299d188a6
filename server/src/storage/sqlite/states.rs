//! The state of a verification: written here by one statement, by the table of moves, and read nowhere by its name in SQL.

use super::*;
use beian_model::{Capture, VerificationState};
use beian_rules::{BEGINNINGS, VerificationEvent, verification_transition};

/// Lets an event happen to a verification; gives its state afterwards. What changes the state makes its revision grow.
/// [`StoreError::Stale`] where its state does not have the event, or there is no such verification.
pub(super) async fn advance(
    transaction: &mut sqlx::SqliteConnection,
    id: &VerificationId,
    event: VerificationEvent,
    sent: &[Capture],
) -> Stored<VerificationState> {
    let state: Option<String> = sqlx::query_scalar("SELECT state FROM verifications WHERE id = ?")
        .bind(id.as_str())
        .fetch_optional(&mut *transaction)
        .await?;
    let state: VerificationState = read(&state.ok_or(StoreError::Stale)?)?;
    let next = verification_transition(state, event, sent).map_err(|_| StoreError::Stale)?;
    // A capture that is taken again is a change too, though the state stays.
    if next == state && event != VerificationEvent::Capture {
        return Ok(state);
    }
    let done = sqlx::query("UPDATE verifications SET state = ?, revision = revision + 1 WHERE id = ? AND state = ?")
        .bind(next.as_str())
        .bind(id.as_str())
        .bind(state.as_str())
        .execute(&mut *transaction)
        .await?;
    if done.rows_affected() == 1 { Ok(next) } else { Err(StoreError::Stale) }
}

/// A state in which a verification may begin, as it is stored.
pub(super) fn beginning(state: VerificationState) -> Stored<&'static str> {
    let known = BEGINNINGS.contains(&state);
    known.then(|| state.as_str()).ok_or_else(|| StoreError::Value(format!("no verification begins as {state}")))
}

/// States as a list for `json_each`.
pub(super) fn any_of(states: &[VerificationState]) -> String {
    serde_json::Value::from_iter(states.iter().map(|state| state.as_str())).to_string()
}

/// What a verification is that counts.
pub(super) fn passed() -> &'static str {
    VerificationState::Passed.as_str()
}
