//! What others ask of a filing within their transaction: whether it still stands as it was looked at, and that its version grows.

use super::*;

/// Within a transaction: the filing is still its applicant's to change; [`StoreError::Stale`] where it was submitted, or ended, in the
/// moment since that was looked at.
pub(super) async fn still_editable(transaction: &mut sqlx::SqliteConnection, id: &FilingId) -> Stored<()> {
    let status: Option<String> = sqlx::query_scalar("SELECT status FROM filings WHERE id = ?")
        .bind(id.as_str())
        .fetch_optional(transaction)
        .await?;
    match status.as_deref().map(read::<Status>) {
        Some(Ok(status)) if status.is_editable() => Ok(()),
        Some(Err(error)) => Err(error),
        _ => Err(StoreError::Stale),
    }
}

/// The filing's version grows: something that its view shows has changed beside the document.
pub(super) async fn grow(
    transaction: &mut sqlx::Transaction<'_, sqlx::Sqlite>,
    id: &FilingId,
    now: Timestamp,
) -> Stored<()> {
    sqlx::query("UPDATE filings SET version = version + 1, updated_at = ? WHERE id = ?")
        .bind(now.0)
        .bind(id.as_str())
        .execute(&mut **transaction)
        .await?;
    Ok(())
}
