//! Calling cargo and trunk.

use super::entry::Entry;
use crate::project::{Project, remove_folder};
use crate::shell::must;
use crate::tools::BuildTools;
use anyhow::Result;
use std::path::PathBuf;

/// The packages with programs for a browser: together where one is built on the other, for then cargo builds what both use once.
const PACKAGES: [&[&str]; 2] = [&["beian", "beian-desk"], &["beian-phone"]];

/// Compiles the programs, so that their links run side by side. trunk finds them ready.
pub fn compile(project: &Project, tools: &BuildTools) -> Result<()> {
    for together in PACKAGES {
        let mut cargo = tools.command("cargo");
        cargo.current_dir(&project.root).args(["build", "--quiet", "--bins", "--profile", "web"]);
        cargo.args(["--target", "wasm32-unknown-unknown"]);
        must(cargo.args(together.iter().flat_map(|name| ["--package", name])))?;
    }
    Ok(())
}

/// Builds a page; the folder that trunk made.
pub fn trunk(project: &Project, tools: &BuildTools, entry: Entry) -> Result<PathBuf> {
    let out = project.target().join("trunk").join(entry.bin());
    // trunk leaves what other builds put there.
    remove_folder(&out)?;
    let mut trunk = tools.command("trunk");
    trunk.current_dir(&project.root).args(["--log", "warn", "build", "--release", "--offline", "--no-sri"]);
    trunk.args(["--cargo-profile", "web", "--html-output", entry.html(), "--dist"]).arg(&out).arg(entry.html());
    // trunk reads it as true or false and refuses the usual 1.
    trunk.env_remove("NO_COLOR").env_remove("RUST_BACKTRACE");
    must(&mut trunk)?;
    Ok(out)
}
