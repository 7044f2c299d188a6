//! A grown installation moves from its SQLite file into PostgreSQL. Uploads stay where they are.

use super::{MaintenanceError, UPLOADS, vault};
use crate::audit::{Act, What, doing};
use crate::config::Config;
use crate::sealing::private;
use crate::storage::connect;
use std::path::Path;

/// Copies every row of a SQLite file into the PostgreSQL database that is set, in one transaction; gives how many of each table. The file
/// is not changed: a copy of it is brought up to date.
///
/// # Errors
/// [`MaintenanceError`]; then nothing was imported.
pub async fn import(config: &Config, from: &Path) -> Result<Vec<(&'static str, u64)>, MaintenanceError> {
    let Some(address) = &config.database else { return Err(MaintenanceError::NoPostgres) };
    if !from.exists() {
        return Err(MaintenanceError::NoDatabase(from.to_owned()));
    }
    private::make_folder(&config.data).map_err(super::at(&config.data))?;
    let draft = config.data.join(format!("import-{}.sqlite", crate::secret::id()));
    let moved = move_all(config, from, address, &draft).await;
    for beside in ["", "-wal", "-shm"] {
        let mut file = draft.clone().into_os_string();
        file.push(beside);
        let _ = std::fs::remove_file(file);
    }
    moved
}

async fn move_all(
    config: &Config,
    from: &Path,
    address: &str,
    draft: &Path,
) -> Result<Vec<(&'static str, u64)>, MaintenanceError> {
    connect::copy_sqlite(from, draft).await?;
    let vault = vault(config, &config.data.join(UPLOADS)).await?;
    let source = connect::sqlite(connect::sqlite_options(draft), &vault).await?;
    let target = connect::postgres(address, 2, &vault).await?;
    if let Some(occupied) = target.occupied().await? {
        return Err(MaintenanceError::Occupied(occupied));
    }
    let moved = target.take_all_of(&source).await;
    source.close().await?;
    let moved = moved?;
    // Its keys came with the rows: what is noted now goes on behind what was noted there.
    let target = connect::postgres(address, 2, &vault).await?;
    target.note(vec![doing::done(Act::new(What::DataImported))]).await?;
    Ok(moved)
}
