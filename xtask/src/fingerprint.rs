//! One hash over everything that something is built from, to tell whether what was built is still true.

use crate::project::{Project, files_below};
use anyhow::{Context, Result};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Folders and files, from the top of the project, that decide what the browser gets.
const INPUTS: [&str; 18] = [
    "src",
    "crates",
    "phone",
    "desk",
    "style",
    "public",
    "index.html",
    "phone.html",
    "desk.html",
    "shell.js",
    "Cargo.toml",
    "Cargo.lock",
    "rust-toolchain.toml",
    "Trunk.toml",
    "build.rs",
    ".cargo/config.toml",
    "xtask/src/dist",
    "xtask/src/linked",
];

/// The hash of the pages' sources as they are now, and of the tools' versions.
pub fn of(project: &Project, tools: &str) -> Result<String> {
    of_inputs(project, &INPUTS, tools)
}

/// The hash of what the sample documents are drawn from.
pub fn of_samples(project: &Project) -> Result<String> {
    of_inputs(project, &["samples", "Cargo.lock"], "")
}

fn of_inputs(project: &Project, inputs: &[&str], tools: &str) -> Result<String> {
    let mut paths = Vec::new();
    for input in inputs {
        let path = project.root.join(input);
        if path.is_file() { paths.push(path) } else { paths.extend(files_below(&path)?) }
    }
    of_files(&project.root, &paths, tools)
}

fn of_files(root: &Path, paths: &[PathBuf], tools: &str) -> Result<String> {
    let mut hash = Sha256::new();
    hash.update(tools);
    for path in paths {
        let bytes = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let name = path.strip_prefix(root).unwrap_or(path).to_string_lossy();
        // The length keeps "a" + "bc" and "ab" + "c" apart.
        hash.update(format!("\0{name}\0{}\0", bytes.len()));
        hash.update(bytes);
    }
    Ok(HEXLOWER.encode(&hash.finalize()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::write;

    #[test]
    fn changes_with_content_name_and_tools_and_with_nothing_else() -> Result<()> {
        let root = std::env::temp_dir().join(format!("beian-fingerprint-{}", std::process::id()));
        let (a, b) = (root.join("a"), root.join("b"));
        write(&a, "1")?;
        write(&b, "23")?;
        let both = [a.clone(), b.clone()];
        let first = of_files(&root, &both, "trunk 1")?;
        assert_eq!(first, of_files(&root, &both, "trunk 1")?);
        assert_ne!(first, of_files(&root, &both, "trunk 2")?);
        assert_ne!(first, of_files(&root, std::slice::from_ref(&a), "trunk 1")?);
        write(&a, "12")?;
        write(&b, "3")?;
        assert_ne!(first, of_files(&root, &both, "trunk 1")?);
        std::fs::remove_dir_all(root)?;
        Ok(())
    }
}
