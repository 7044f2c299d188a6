//! cargo, told where everything is that the end-to-end tests, the screenshots and the keystrokes need; built if need be.

use crate::browsers::{self, Chromium};
use crate::project::Project;
use crate::run::build_server;
use crate::{dist, samples, tools};
use anyhow::Result;
use std::process::Command;

/// A cargo command for the package `beian-e2e`.
pub fn cargo(project: &Project) -> Result<Command> {
    let Chromium { browser, driver } = browsers::chromium()?;
    dist::build_if_stale(project, true)?;
    let mut cargo = without_browser(project)?;
    cargo.env("BEIAN_E2E_AXE", tools::axe()?);
    cargo.env("CHROMIUM", browser).env("CHROMEDRIVER", driver);
    Ok(cargo)
}

/// One for the programs of it that open no page.
pub fn without_browser(project: &Project) -> Result<Command> {
    build_server(project)?;
    let drawn = project.target().join("samples");
    samples::draw_if_stale(project, &drawn)?;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&project.root);
    cargo.env("BEIAN_E2E_SERVER", project.server());
    cargo.env("BEIAN_E2E_DIST", project.dist());
    cargo.env("BEIAN_E2E_SAMPLES", drawn);
    cargo.env("BEIAN_E2E_ARTIFACTS", project.target().join("e2e"));
    Ok(cargo)
}
