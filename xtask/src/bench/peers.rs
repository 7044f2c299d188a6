//! The same two pages by others (`bench/peers`), built below `target` as their own tools build them, and compressed as ours are.

use crate::dist::compress;
use crate::project::{Project, files_below, read, read_bytes, remove_folder, write};
use crate::shell::{is_on_path, must, say};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Folder, and how the table calls it.
pub const PEERS: [(&str, &str); 3] =
    [("react", "React, Ant Design"), ("vue", "Vue, Element Plus"), ("solid", "Solid, no library")];

/// Builds all of them; the folder of each that is served.
pub fn build(project: &Project) -> Result<Vec<(&'static str, PathBuf)>> {
    if !is_on_path("npm") {
        bail!("npm is missing: install Node.js with npm (Debian: apt-get install npm)");
    }
    let (sources, work) = (project.root.join("bench/peers"), project.target().join("peers"));
    copy(&sources.join("shared"), &work.join("shared"))?;
    PEERS.iter().map(|(name, _)| Ok((*name, one(name, &sources.join(name), &work.join(name))?))).collect()
}

fn one(name: &str, source: &Path, work: &Path) -> Result<PathBuf> {
    let lock = |folder: &Path| read(&folder.join("package-lock.json")).ok();
    let is_installed = work.join("node_modules").is_dir() && lock(source) == lock(work);
    remove_folder(&work.join("src"))?;
    copy(source, work)?;
    if !is_installed {
        say(&format!("Installing what {name} is built with, into {}", work.display()));
        must(Command::new("npm").current_dir(work).args(["ci", "--silent", "--no-audit", "--no-fund"]))?;
    }
    say(&format!("Building {name}"));
    must(Command::new("npm").current_dir(work).args(["run", "--silent", "build", "--", "--logLevel=warn"]))?;
    let dist = work.join("dist");
    compress::all(&dist)?;
    Ok(dist)
}

/// Copies what is written by people; what was installed or built beside it stays where it is.
fn copy(from: &Path, to: &Path) -> Result<()> {
    for path in files_below(from)? {
        let inside = path.strip_prefix(from).unwrap_or(&path);
        if !inside.starts_with("node_modules") && !inside.starts_with("dist") {
            write(&to.join(inside), read_bytes(&path)?)?;
        }
    }
    Ok(())
}
