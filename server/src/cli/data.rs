//! What is done to all data at once: copied, put back, brought up to date, moved to another database.

use crate::config::Config;
use crate::maintenance::{MaintenanceError, backup, import, restore, tables};
use clap::Subcommand;
use std::path::PathBuf;
use std::process::ExitCode;

/// The commands.
#[derive(Subcommand)]
pub enum DataCommand {
    /// Copies database and uploads into an empty folder; the server may run meanwhile. Keys are kept apart, and are not copied
    Backup {
        /// Where to
        folder: PathBuf,
    },
    /// Puts a backup back, where there is no database; ends with 1 where an upload is missing
    Restore {
        /// The folder of the backup
        folder: PathBuf,
    },
    /// Brings the tables of the database up to date, as the server does when it starts
    Migrate {
        /// Only says what is to be done; ends with 1 where something is
        #[arg(long)]
        check: bool,
    },
    /// Moves all rows of a SQLite database into an empty PostgreSQL database (`database`, BEIAN_DATABASE); uploads stay where they are
    ImportSqlite {
        /// The SQLite file; its server must not run
        file: PathBuf,
    },
    /// Writes the index of filings anew under a new key, while no server runs
    Reindex,
}

/// Does it, and says what was done.
///
/// # Errors
/// [`MaintenanceError`].
pub async fn run(config: &Config, command: DataCommand, now: i64) -> Result<ExitCode, MaintenanceError> {
    match command {
        DataCommand::Backup { folder } => {
            let copied = backup::make(config, &folder, now).await?;
            println!(
                "{}: the database and {} uploads; keep a copy of the keys apart",
                folder.display(),
                copied.uploads
            );
            if !copied.noted {
                eprintln!(
                    "the audit log does not say so: its tables are those of an older server, or the keys are not here"
                );
            }
            if config.s3.is_some() {
                println!("the uploads in the S3 store are not in it: copy the bucket now");
            }
        }
        DataCommand::Restore { folder } => {
            let restored = restore::put_back(config, &folder).await?;
            println!("{}: the database and {} uploads are back", config.data.display(), restored.uploads);
            if !restored.missing.is_empty() {
                for name in &restored.missing {
                    eprintln!("{name}: named by the database, and not there");
                }
                return Ok(ExitCode::FAILURE);
            }
        }
        DataCommand::Migrate { check: true } => {
            let pending = tables::pending(config).await?;
            for name in &pending {
                println!("{name}");
            }
            if !pending.is_empty() {
                return Ok(ExitCode::FAILURE);
            }
        }
        DataCommand::Migrate { check: false } => tables::migrate(config).await?,
        DataCommand::ImportSqlite { file } => {
            for (table, rows) in import::import(config, &file).await? {
                println!("{table}: {rows}");
            }
        }
        DataCommand::Reindex => println!("{} filings are in the index", tables::reindex(config).await?),
    }
    Ok(ExitCode::SUCCESS)
}
