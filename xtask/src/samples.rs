//! `cargo xtask samples`: the sample documents, drawn by the `beian-samples` program.

use crate::project::Project;
use crate::shell::must;
use crate::tools::font_folder;
use anyhow::Result;
use std::path::Path;
use std::process::Command;

/// Draws every sample into the folder.
pub fn draw(project: &Project, out: &Path) -> Result<()> {
    let mut cargo = Command::new("cargo");
    // Drawing is slow without optimisation, and the release profile is built for the server anyway.
    cargo.current_dir(&project.root).args(["run", "--quiet", "--release", "--package", "beian-samples", "--", "--out"]);
    cargo.arg(out);
    if let Some(fonts) = font_folder() {
        cargo.arg("--fonts").arg(fonts);
    }
    must(&mut cargo)
}
