//! Whether an error says that the disk is full, however deep it lies: in the database, in the folder of uploads, anywhere.

use sea_orm::{DbErr, RuntimeErr, sqlx};
use std::error::Error;
use std::io::ErrorKind;

/// What SQLite answers where there is no room (its result codes, extended): for a page, and for the index of the write-ahead log; and
/// PostgreSQL (SQLSTATE `disk_full`).
const CODES: [&str; 3] = ["13", "4874", "53100"];

/// The disk, or what may be used of it, is full.
pub fn is_full(error: &(dyn Error + 'static)) -> bool {
    let mut next = Some(error);
    while let Some(error) = next {
        if is_full_itself(error) {
            return true;
        }
        next = error.source();
    }
    false
}

fn is_full_itself(error: &(dyn Error + 'static)) -> bool {
    if let Some(error) = error.downcast_ref::<std::io::Error>() {
        // What one wraps is not its source.
        return matches!(error.kind(), ErrorKind::StorageFull | ErrorKind::QuotaExceeded)
            || error.get_ref().is_some_and(|inner| is_full(inner));
    }
    match error.downcast_ref::<DbErr>() {
        Some(DbErr::Conn(error) | DbErr::Exec(error) | DbErr::Query(error)) => match error {
            RuntimeErr::SqlxError(error) => is_full_database(error),
            RuntimeErr::Internal(_) => false,
        },
        _ => false,
    }
}

fn is_full_database(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Database(error) => error.code().is_some_and(|code| CODES.contains(&code.as_ref())),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sealing::files::FilesError;
    use crate::storage::StoreError;
    use std::io;

    fn stored(error: io::Error) -> FilesError {
        FilesError::Store(object_store::Error::Generic { store: "folder", source: Box::new(error) })
    }

    #[test]
    fn a_full_disk_is_known_however_deep_it_lies() {
        for (error, full) in [
            (stored(io::ErrorKind::StorageFull.into()), true),
            (stored(io::ErrorKind::QuotaExceeded.into()), true),
            (stored(io::Error::other(stored(io::ErrorKind::StorageFull.into()))), true),
            (stored(io::ErrorKind::PermissionDenied.into()), false),
            (FilesError::Stopping, false),
        ] {
            assert_eq!(is_full(&error), full, "{error:?}");
        }
        assert!(!is_full(&StoreError::Stale));
        assert!(!is_full(&StoreError::Database(DbErr::Conn(RuntimeErr::SqlxError(sqlx::Error::PoolTimedOut.into())))));
    }
}
