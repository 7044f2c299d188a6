//! `cargo xtask rules`: writes docs/rules.md from the rules themselves, and tells whether it is as they are.

use crate::project::{Project, read, write};
use anyhow::{Context, Result, bail};
use std::process::{Command, Stdio};

const PAGE: &str = "docs/rules.md";

/// Writes the page.
pub fn generate(project: &Project) -> Result<()> {
    write(&project.root.join(PAGE), print(project)?)
}

/// Fails where the page is not what would be written.
pub fn check(project: &Project) -> Result<()> {
    if read(&project.root.join(PAGE))? != print(project)? {
        bail!("{PAGE} is stale: `cargo xtask rules` writes it anew");
    }
    Ok(())
}

/// What the rules say of themselves.
fn print(project: &Project) -> Result<String> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&project.root).args(["run", "--quiet", "--package", "beian", "--example", "handbook"]);
    cargo.args(["--features", "handbook,provinces"]).stderr(Stdio::inherit());
    let output = cargo.output().context("cargo could not be started")?;
    if !output.status.success() {
        bail!("the handbook could not be printed ({})", output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}
