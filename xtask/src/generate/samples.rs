//! `cargo xtask samples`: the sample documents, drawn by the `beian-samples` program.

use crate::fingerprint;
use crate::project::{Project, write};
use crate::shell::{must, say};
use crate::tools::font_folder;
use anyhow::Result;
use std::path::Path;
use std::process::Command;

/// Holds the hash of the sources that the samples beside it were drawn from.
const STAMP: &str = ".drawn-from";

/// Draws every sample into the folder.
pub fn draw(project: &Project, out: &Path) -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&project.root).args(["run", "--quiet", "--package", "beian-samples", "--", "--out"]);
    cargo.arg(out);
    if let Some(fonts) = font_folder() {
        cargo.arg("--fonts").arg(fonts);
    }
    must(&mut cargo)
}

/// Draws them unless they were drawn from the same sources.
pub fn draw_if_stale(project: &Project, out: &Path) -> Result<()> {
    let now = fingerprint::of_samples(project)?;
    let stamp = out.join(STAMP);
    if std::fs::read_to_string(&stamp).is_ok_and(|then| then == now) {
        return Ok(());
    }
    say("Drawing the sample documents");
    draw(project, out)?;
    write(&stamp, now)
}
