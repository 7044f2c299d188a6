//! `cargo xtask shots`: pictures of every page in every state, three widths, two languages, light and dark, to be looked through.

use crate::end_to_end;
use crate::project::{Project, remove_folder};
use crate::shell::{must, say};
use anyhow::Result;

/// Takes the pictures into `target/shots`, with an `index.html`.
pub fn take(project: &Project) -> Result<()> {
    let folder = project.target().join("shots");
    let mut cargo = end_to_end::cargo(project)?;
    remove_folder(&folder)?;
    say("Taking pictures of every page in every state (some minutes)");
    must(cargo.args(["run", "--quiet", "--package", "beian-e2e", "--bin", "shots", "--"]).arg(&folder))
}
