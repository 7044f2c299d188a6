//! A backup put in the place of an installation that is gone.

use super::backup::{LIST, List, sha256};
use super::{DATABASE, MaintenanceError, UPLOADS, at, copy, copy_new, in_s3, vault};
use crate::audit::{Act, What, doing};
use crate::config::Config;
use crate::sealing::private;
use crate::storage::connect;
use std::collections::HashSet;
use std::path::Path;

/// What was put back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Restored {
    /// Uploads.
    pub uploads: usize,
    /// Uploads that the database names and the backup does not have, by name.
    pub missing: Vec<String>,
}

/// Puts a backup into the data folder, brings its tables up to date, and looks whether every upload that it names is there.
///
/// # Errors
/// [`MaintenanceError`]; then nothing that was in the data folder before has changed.
pub async fn put_back(config: &Config, from: &Path) -> Result<Restored, MaintenanceError> {
    if config.database.is_some() {
        return Err(MaintenanceError::Postgres);
    }
    let (database, uploads) = (config.data.join(DATABASE), config.data.join(UPLOADS));
    let list = list(from)?;
    // A log that lies beside it would be taken over into the restored one.
    let beside = |end: &str| config.data.join(format!("{DATABASE}{end}"));
    if ["", "-wal", "-shm", "-journal"].into_iter().map(beside).any(|file| file.exists()) {
        return Err(MaintenanceError::NotEmpty(config.data.clone()));
    }
    private::make_folder(&uploads).map_err(at(&uploads))?;
    // Before the database is there: without the keys nothing of it would serve.
    vault(config, &from.join(UPLOADS)).await?;
    let copied = copy_new(&from.join(UPLOADS), &uploads)?;
    copy(&from.join(DATABASE), &database).map_err(at(&database))?;
    private::close(&database);
    private::close_within(&uploads);
    let store = connect::sqlite(connect::sqlite_options(&database), &vault(config, &uploads).await?).await?;
    store.note(vec![doing::done(Act::new(What::DataRestored).with("made_at", list.at))]).await?;
    let there: HashSet<String> = match in_s3(config).await? {
        Some(files) => files.all().await?.into_iter().map(|file| file.name).collect(),
        None => std::fs::read_dir(&uploads)
            .map_err(at(&uploads))?
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect(),
    };
    let named = store.named_files().await?;
    store.close().await?;
    let mut missing: Vec<String> = named.into_iter().filter(|name| !there.contains(name)).collect();
    missing.sort_unstable();
    if copied < list.uploads {
        tracing::warn!(
            copied,
            listed = list.uploads,
            "fewer uploads were copied than the backup lists: some were there already"
        );
    }
    Ok(Restored { uploads: there.len(), missing })
}

/// What the backup says of itself, once that holds.
fn list(from: &Path) -> Result<List, MaintenanceError> {
    let damaged = |why: String| MaintenanceError::Damaged(from.to_owned(), why);
    let text = match std::fs::read_to_string(from.join(LIST)) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            return Err(damaged(format!("it has no {LIST}, which is written last")));
        }
        text => text.map_err(at(&from.join(LIST)))?,
    };
    let list: List = toml::from_str(&text).map_err(|error| damaged(format!("{LIST}: {}", error.message())))?;
    if sha256(&from.join(DATABASE))? != list.database {
        return Err(damaged(format!("{DATABASE} was altered since")));
    }
    let uploads = std::fs::read_dir(from.join(UPLOADS)).map_err(at(&from.join(UPLOADS)))?.count();
    if uploads < list.uploads {
        return Err(damaged(format!("{uploads} uploads of {} are there", list.uploads)));
    }
    Ok(list)
}
