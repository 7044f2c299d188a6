//! The audit log from the command line: checked, and read out.

use super::{MaintenanceError, UPLOADS, tables, vault};
use crate::audit::Entry;
use crate::config::Config;
use crate::storage::{AuditHead, AuditOf, Checked};

/// Entries that are read at a time.
const PAGE: u64 = 500;

/// Checks the log from a number on, and against what is known of it elsewhere.
///
/// # Errors
/// [`MaintenanceError`].
pub async fn verify(config: &Config, from: i64, expected: Option<&AuditHead>) -> Result<Checked, MaintenanceError> {
    let vault = vault(config, &config.data.join(UPLOADS)).await?;
    let store = tables::open(config).await?;
    let checked = store.check_audit(&vault, from, expected).await;
    store.close().await?;
    Ok(checked?)
}

/// Hands out the entries one by one, oldest first.
///
/// # Errors
/// [`MaintenanceError`], and what is made of an error of whoever takes them.
pub async fn each<E: From<MaintenanceError>>(
    config: &Config,
    of: AuditOf<'_>,
    mut take: impl FnMut(Entry) -> Result<(), E>,
) -> Result<(), E> {
    let store = tables::open(config).await?;
    let mut after = 0;
    loop {
        let page = store.audit_after(of, after, PAGE).await.map_err(MaintenanceError::from)?;
        let Some(last) = page.last() else { break };
        after = last.number;
        page.into_iter().try_for_each(&mut take)?;
    }
    store.close().await.map_err(MaintenanceError::from)?;
    Ok(())
}
