//! Tries of what may only be tried so often.

use super::tables::attempts;
use super::*;

/// The time of the try that must grow old before another is allowed; nothing while there were fewer than so many.
async fn exhausted(
    database: &impl ConnectionTrait,
    what: &str,
    most: u32,
    since: Timestamp,
) -> Stored<Option<Timestamp>> {
    // None at all are allowed: as if the first had been tried in this moment.
    let Some(place) = most.checked_sub(1) else { return Ok(Some(Timestamp(i64::MAX))) };
    let at: Option<i64> = attempts::Entity::find()
        .select_only()
        .column(attempts::Column::At)
        .filter(attempts::Column::What.eq(what))
        .filter(attempts::Column::At.gt(since.0))
        .order_by_desc(attempts::Column::At)
        .limit(1)
        .offset(u64::from(place))
        .into_tuple()
        .one(database)
        .await?;
    Ok(at.map(Timestamp))
}

impl Store {
    /// Notes a try of something of which so many are allowed since. Where there were so many already nothing is noted: gives
    /// the time of the one that must grow old before the next.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn attempt(&self, what: &str, most: u32, since: Timestamp, now: Timestamp) -> Stored<Option<Timestamp>> {
        let transaction = self.begin_alone(what).await?;
        let oldest = exhausted(&transaction, what, most, since).await?;
        if oldest.is_none() {
            let new = attempts::ActiveModel { what: Set(what.to_owned()), at: Set(now.0) };
            attempts::Entity::insert(new).exec_without_returning(&transaction).await?;
        }
        transaction.commit().await?;
        Ok(oldest)
    }

    /// The same without noting a try.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn exhausted(&self, what: &str, most: u32, since: Timestamp) -> Stored<Option<Timestamp>> {
        exhausted(self.reader(), what, most, since).await
    }
}
