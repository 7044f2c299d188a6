//! What the end-to-end tests, the screenshots and the keystrokes need to know: where everything is; built if need be.

use crate::browsers::{self, Chromium};
use crate::generate::samples;
use crate::project::Project;
use crate::run::build_server;
use crate::{dist, tools};
use anyhow::Result;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Where a program that visits the pages finds all that it needs.
pub struct Places {
    chromium: Chromium,
    axe: PathBuf,
    api: ApiPlaces,
}

/// The same for one that opens no page.
pub struct ApiPlaces {
    server: PathBuf,
    dist: PathBuf,
    samples: PathBuf,
    artifacts: PathBuf,
}

impl Places {
    /// Looks for everything but the server, and builds what is stale.
    pub fn with(project: &Project, server: &Path) -> Result<Places> {
        let chromium = browsers::chromium()?;
        dist::build_if_stale(project, true)?;
        Ok(Places { chromium, axe: tools::axe()?, api: ApiPlaces::with(project, server)? })
    }

    /// Tells a program.
    pub fn tell(&self, command: &mut Command) {
        let Chromium { browser, driver } = &self.chromium;
        command.env("CHROMIUM", browser).env("CHROMEDRIVER", driver).env("BEIAN_E2E_AXE", &self.axe);
        self.api.tell(command);
    }
}

impl ApiPlaces {
    /// Looks for everything but the server, and draws the samples if they are stale.
    pub fn with(project: &Project, server: &Path) -> Result<ApiPlaces> {
        let samples = project.target().join("samples");
        samples::draw_if_stale(project, &samples)?;
        let artifacts = project.target().join("e2e");
        Ok(ApiPlaces { server: server.to_path_buf(), dist: project.dist(), samples, artifacts })
    }

    /// Tells a program.
    pub fn tell(&self, command: &mut Command) {
        command.env("BEIAN_E2E_SERVER", &self.server).env("BEIAN_E2E_DIST", &self.dist);
        command.env("BEIAN_E2E_SAMPLES", &self.samples).env("BEIAN_E2E_ARTIFACTS", &self.artifacts);
    }
}

/// A cargo command for a program of `beian-e2e` that opens nobody's pages but other people's.
pub fn cargo_without_ours(project: &Project) -> Result<Command> {
    let Chromium { browser, driver } = browsers::chromium()?;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&project.root).env("CHROMIUM", browser).env("CHROMEDRIVER", driver);
    cargo.env("BEIAN_E2E_ARTIFACTS", project.target().join("e2e"));
    Ok(cargo)
}

/// A cargo command for the programs of `beian-e2e` that measure or take pictures: of the server as it is installed.
pub fn cargo(project: &Project) -> Result<Command> {
    build_server(project)?;
    let places = Places::with(project, &project.server())?;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&project.root);
    places.tell(&mut cargo);
    Ok(cargo)
}
