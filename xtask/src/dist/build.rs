//! Calling cargo and trunk.

use super::Entry;
use crate::project::{Project, remove_folder};
use crate::shell::must;
use crate::tools::BuildTools;
use anyhow::Result;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// The program that the phone's page loads later, and the feature that it is built with.
const GUIDE: &str = "guide";

/// Compiles the programs; those with the same features at once, so that their links run side by side. trunk finds them ready.
pub fn compile(project: &Project, tools: &BuildTools) -> Result<()> {
    let mut programs = BTreeMap::<&str, Vec<&str>>::from([(GUIDE, vec![GUIDE])]);
    for entry in Entry::ALL {
        programs.entry(entry.feature()).or_default().push(entry.bin());
    }
    for (feature, names) in programs {
        let mut cargo = tools.command("cargo");
        cargo.current_dir(&project.root).args(["build", "--quiet", "--package", "beian", "--profile", "web"]);
        cargo.args(["--features", feature, "--target", "wasm32-unknown-unknown"]);
        must(cargo.args(names.iter().flat_map(|name| ["--bin", name])))?;
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
