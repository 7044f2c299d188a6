//! `cargo xtask rules`: writes what is printed from the rules themselves, and tells whether it is as they are.

use crate::project::{Project, read, write};
use crate::shell::answer_of;
use anyhow::{Result, bail};
use std::process::Command;

/// The page for people, and the sources that the pages fetch; each with the word that the example takes.
const PRINTED: [(&str, &[&str]); 2] = [("docs/rules.md", &[]), ("public/rule-sources.json", &["sources"])];

/// Writes them.
pub fn generate(project: &Project) -> Result<()> {
    for (file, words) in PRINTED {
        write(&project.root.join(file), print(project, words)?)?;
    }
    Ok(())
}

/// Fails where one is not what would be written.
pub fn check(project: &Project) -> Result<()> {
    for (file, words) in PRINTED {
        if read(&project.root.join(file))? != print(project, words)? {
            bail!("{file} is stale: `cargo xtask rules` writes it anew");
        }
    }
    Ok(())
}

/// What the rules say of themselves.
fn print(project: &Project, words: &[&str]) -> Result<String> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&project.root).args(["run", "--quiet", "--package", "beian-rules", "--example", "handbook"]);
    answer_of(cargo.arg("--").args(words))
}
