//! `cargo xtask regions`.
use crate::project::Project;
use anyhow::Result;
pub fn generate(_: &Project) -> Result<()> {
    Ok(())
}
