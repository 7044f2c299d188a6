//! `cargo xtask bench typing`: how many fields a filing has, how many a person types, how many keys and clicks it takes.

use crate::project::Project;
use anyhow::{Context, Result};
use std::process::{Command, ExitCode};

/// Prints the table; fails where more is typed than was promised.
pub fn typing(project: &Project) -> Result<ExitCode> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&project.root).args(["run", "--quiet", "--package", "beian-rules", "--example", "typing"]);
    let status = cargo.status().context("cargo could not be started")?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
