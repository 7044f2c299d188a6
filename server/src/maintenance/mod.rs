//! What an operator does to a whole installation from the command line: `backup` and `restore` of the embedded default, `import` of a SQLite
//! database into PostgreSQL, `audit`: the audit log checked and read, `tables`: migrations asked for and run, and the index written anew.

pub mod audit;
pub mod backup;
pub mod import;
pub mod restore;
pub mod tables;

use crate::config::Config;
use crate::sealing::files::{Files, FilesError};
use crate::sealing::folder;
use crate::sealing::keys::{Keys, KeysError};
use crate::sealing::s3::{self, S3Error};
use crate::sealing::vault::Vault;
use crate::storage::StoreError;
use std::io;
use std::path::{Path, PathBuf};

/// Name of the database within the data folder, and within a backup.
const DATABASE: &str = "beian.sqlite";
/// Name of the folder of uploads in both.
const UPLOADS: &str = "uploads";

/// Why it was not done.
#[derive(Debug, thiserror::Error)]
pub enum MaintenanceError {
    /// A file or folder cannot be read or written.
    #[error("{0}: {1}")]
    File(PathBuf, #[source] io::Error),
    /// What is copied to is not empty.
    #[error("{0} is not empty: nothing is written over")]
    NotEmpty(PathBuf),
    /// There is no such database.
    #[error("there is no database {0}")]
    NoDatabase(PathBuf),
    /// The database is PostgreSQL, which has programs of its own for this.
    #[error("the database is PostgreSQL: see Backups in docs/operating.md for pg_dump and pg_restore")]
    Postgres,
    /// Data can only be moved into PostgreSQL.
    #[error("no PostgreSQL database is set: give its address in `database` or BEIAN_DATABASE")]
    NoPostgres,
    /// What is imported into holds something already.
    #[error("the PostgreSQL database holds {0} already: an installation is moved into an empty one")]
    Occupied(&'static str),
    /// A backup is not as it was written.
    #[error("{0} is not a whole backup: {1}")]
    Damaged(PathBuf, String),
    /// The keys.
    #[error("the keys: {0}")]
    Keys(#[from] KeysError),
    /// The S3 store of the uploads.
    #[error("the S3 store: {0}")]
    S3(#[from] S3Error),
    /// The uploads in it.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The database.
    #[error("the database: {0}")]
    Store(#[from] StoreError),
}

fn at(path: &Path) -> impl FnOnce(io::Error) -> MaintenanceError {
    let path = path.to_owned();
    move |error| MaintenanceError::File(path, error)
}

/// The store of the uploads where that is not a folder.
async fn in_s3(config: &Config) -> Result<Option<Files>, MaintenanceError> {
    Ok(match &config.s3 {
        Some(settings) => Some(s3::open(settings, &config.vault, &config.data).await?),
        None => None,
    })
}

/// The vault of an installation, with the keys that its uploads need.
async fn vault(config: &Config, uploads: &Path) -> Result<Vault, MaintenanceError> {
    if let Some(files) = in_s3(config).await? {
        return Ok(files.vault().clone());
    }
    let found = match folder::look_over(uploads) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Default::default(),
        found => found.map_err(at(uploads))?,
    };
    Ok(Vault::new(Keys::load(&config.vault, &config.data, &found)?))
}

/// Copies the files of a folder that the other does not have yet, flushed to the disk; gives how many. What is gone meanwhile was deleted by
/// rule.
fn copy_new(from: &Path, to: &Path) -> Result<usize, MaintenanceError> {
    let mut copied = 0;
    let entries = match std::fs::read_dir(from) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        entries => entries.map_err(at(from))?,
    };
    for entry in entries {
        let entry = entry.map_err(at(from))?;
        let name = entry.file_name();
        let target = to.join(&name);
        let is_file = entry.file_type().map_err(at(&entry.path()))?.is_file();
        if !is_file || folder::is_draft(&name.to_string_lossy()) || target.exists() {
            continue;
        }
        match copy(&entry.path(), &target) {
            Ok(()) => copied += 1,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(MaintenanceError::File(target, error)),
        }
    }
    Ok(copied)
}

/// Copies a file; under its own name it is whole or not there.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut name = to.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let draft = to.with_file_name(name);
    std::fs::copy(from, &draft)?;
    std::fs::File::open(&draft)?.sync_all()?;
    std::fs::rename(&draft, to)
}
