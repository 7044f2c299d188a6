//! `cargo xtask test`.
use crate::project::Project;
use anyhow::Result;
use std::process::ExitCode;
pub fn test(_: &Project, _: Option<&str>) -> Result<ExitCode> {
    Ok(ExitCode::SUCCESS)
}
pub fn check(_: &Project) -> Result<ExitCode> {
    Ok(ExitCode::SUCCESS)
}
