//! The tables of the database: whether they are those of this program, and the index of filings written anew.

use super::{DATABASE, MaintenanceError, UPLOADS, vault};
use crate::config::Config;
use crate::storage::{Store, connect};

/// Opens the database that is set, which brings its tables up to date.
pub(super) async fn open(config: &Config) -> Result<Store, MaintenanceError> {
    let vault = vault(config, &config.data.join(UPLOADS)).await?;
    Ok(match &config.database {
        Some(address) => connect::postgres(address, 2, &vault).await?,
        None => connect::sqlite(connect::sqlite_options(&existing(config)?), &vault).await?,
    })
}

/// Migrations that are still to be run, by their names; nothing is changed.
///
/// # Errors
/// [`MaintenanceError`]; also where a newer server has changed the tables.
pub async fn pending(config: &Config) -> Result<Vec<String>, MaintenanceError> {
    Ok(match &config.database {
        Some(address) => connect::pending_of_postgres(address).await?,
        None => connect::pending_of_sqlite(&existing(config)?).await?,
    })
}

/// Brings the tables up to date.
///
/// # Errors
/// [`MaintenanceError`].
pub async fn migrate(config: &Config) -> Result<(), MaintenanceError> {
    Ok(open(config).await?.close().await?)
}

/// Makes a new key for the index of filings, and writes the index anew; gives for how many filings. For when the key of the vault is lost
/// that the former one was sealed with.
///
/// # Errors
/// [`MaintenanceError`].
pub async fn reindex(config: &Config) -> Result<u64, MaintenanceError> {
    let vault = vault(config, &config.data.join(UPLOADS)).await?;
    Ok(match &config.database {
        Some(address) => connect::reindex_postgres(address, &vault).await?,
        None => connect::reindex_sqlite(connect::sqlite_options(&existing(config)?), &vault).await?,
    })
}

fn existing(config: &Config) -> Result<std::path::PathBuf, MaintenanceError> {
    let database = config.data.join(DATABASE);
    if database.exists() { Ok(database) } else { Err(MaintenanceError::NoDatabase(database)) }
}
