//! A backup of the embedded default while the server runs: the database as of one moment, and every upload that it names.

use super::{DATABASE, MaintenanceError, UPLOADS, at, copy_new, tables};
use crate::audit::{Act, What, doing};
use crate::config::Config;
use crate::sealing::private;
use crate::storage::connect;
use data_encoding::HEXLOWER;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::io::Read;
use std::path::Path;

/// Name of the list in a backup that says what it holds. It is written last: without it a backup is not whole.
pub(super) const LIST: &str = "backup.toml";

/// What a backup says of itself.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct List {
    /// The program that made it.
    pub program: String,
    /// Seconds since 1970 at which it was begun.
    pub at: i64,
    /// SHA-256 of the database.
    pub database: String,
    /// How many uploads there are.
    pub uploads: usize,
}

/// What was copied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Uploads.
    pub uploads: usize,
    /// The audit log says so. It does not where the tables are still those of an older server, or the keys are not here.
    pub noted: bool,
}

/// Copies database and uploads into a folder that is empty or not there. The keys are not copied: they are kept elsewhere; nor are uploads that
/// an S3 store has.
///
/// Uploads are copied before the database and after it: one that is deleted meanwhile, or that is new, is in the backup where a row names it.
///
/// # Errors
/// [`MaintenanceError`].
pub async fn make(config: &Config, to: &Path, now: i64) -> Result<Copied, MaintenanceError> {
    if config.database.is_some() {
        return Err(MaintenanceError::Postgres);
    }
    let (database, uploads) = (config.data.join(DATABASE), config.data.join(UPLOADS));
    if !database.exists() {
        return Err(MaintenanceError::NoDatabase(database));
    }
    empty(to)?;
    let kept = to.join(UPLOADS);
    private::make_folder(&kept).map_err(at(&kept))?;
    let mut copied = aside(uploads.clone(), kept.clone()).await?;
    // As it is, and not brought up to date: an older server may be at work on it.
    let copy = to.join(DATABASE);
    connect::copy_sqlite(&database, &copy).await?;
    private::close(&copy);
    copied += aside(uploads, kept).await?;
    let list = List {
        program: format!("beian-server {}", env!("CARGO_PKG_VERSION")),
        at: now,
        database: sha256(&copy)?,
        uploads: copied,
    };
    let text = toml::to_string(&list).unwrap_or_default();
    private::write_new(&to.join(LIST), &text).map_err(at(&to.join(LIST)))?;
    let noted = note(config).await.unwrap_or(false);
    Ok(Copied { uploads: copied, noted })
}

/// Notes in the audit log that everything was copied, where that can be: a backup is made without keys too, and beside an older server.
async fn note(config: &Config) -> Result<bool, MaintenanceError> {
    if !tables::pending(config).await?.is_empty() {
        return Ok(false);
    }
    let store = tables::open(config).await?;
    let noted = store.note(vec![doing::done(Act::new(What::DataBackedUp))]).await;
    store.close().await?;
    noted?;
    Ok(true)
}

/// Copies away from the threads that answer.
async fn aside(from: std::path::PathBuf, to: std::path::PathBuf) -> Result<usize, MaintenanceError> {
    let copied = tokio::task::spawn_blocking(move || copy_new(&from, &to)).await;
    copied.unwrap_or_else(|error| Err(MaintenanceError::File(Default::default(), std::io::Error::other(error))))
}

/// The folder is there and holds nothing.
pub(super) fn empty(folder: &Path) -> Result<(), MaintenanceError> {
    private::make_folder(folder).map_err(at(folder))?;
    let mut entries = std::fs::read_dir(folder).map_err(at(folder))?;
    if entries.next().is_some() { Err(MaintenanceError::NotEmpty(folder.to_owned())) } else { Ok(()) }
}

/// The SHA-256 of a file, in hexadecimal digits.
pub(super) fn sha256(path: &Path) -> Result<String, MaintenanceError> {
    let mut file = std::fs::File::open(path).map_err(at(path))?;
    let (mut hash, mut buffer) = (Sha256::new(), vec![0; 64 * 1024]);
    loop {
        match file.read(&mut buffer).map_err(at(path))? {
            0 => return Ok(HEXLOWER.encode(&hash.finalize())),
            read => hash.update(buffer.get(..read).unwrap_or_default()),
        }
    }
}
