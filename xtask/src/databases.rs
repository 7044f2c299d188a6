//! PostgreSQL, of which the server's tests start one of their own: looked for, and installed where that may be.

use crate::browsers::install;
use crate::shell::is_on_path;
use anyhow::{Result, bail};

/// Looks for PostgreSQL's programs; installs Debian's package where it may.
///
/// # Errors
/// Where they are missing and cannot be installed.
pub fn postgres() -> Result<()> {
    if is_there() || (install(&["postgresql"], "the other database of the server's tests")? && is_there()) {
        return Ok(());
    }
    bail!("the server's tests need PostgreSQL (initdb, pg_ctl); on Debian and Ubuntu: sudo apt-get install postgresql")
}

/// On the path, or where Debian puts them.
fn is_there() -> bool {
    let of_debian = || std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    is_on_path("initdb") || of_debian().any(|version| version.path().join("bin/initdb").is_file())
}
