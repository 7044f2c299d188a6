//! Whether an error says that every connection to the database was in use for as long as a request waits for one.

use sea_orm::{ConnAcquireErr, DbErr, RuntimeErr, sqlx};
use std::error::Error;

/// No connection was free in time, however deep that lies in an error.
pub fn is_busy(error: &(dyn Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        match error.downcast_ref::<DbErr>() {
            Some(DbErr::ConnectionAcquire(ConnAcquireErr::Timeout)) => return true,
            Some(DbErr::Conn(RuntimeErr::SqlxError(error))) if matches!(**error, sqlx::Error::PoolTimedOut) => {
                return true;
            }
            _ => next = error.source(),
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::storage::StoreError;

    #[test]
    fn a_pool_that_had_no_connection_in_time_is_told_from_what_failed() {
        let timed_out = || RuntimeErr::SqlxError(std::sync::Arc::new(sqlx::Error::PoolTimedOut));
        for (error, expected) in [
            (DbErr::ConnectionAcquire(ConnAcquireErr::Timeout), true),
            (DbErr::Conn(timed_out()), true),
            (DbErr::ConnectionAcquire(ConnAcquireErr::ConnectionClosed), false),
            (DbErr::RecordNotInserted, false),
        ] {
            assert_eq!(is_busy(&StoreError::Database(error)), expected);
        }
    }
}
