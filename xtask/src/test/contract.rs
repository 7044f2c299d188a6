//! `cargo xtask test -- contract`: schemathesis asks a real server whether it keeps to its own OpenAPI document. It is a program in Python and
//! gets a virtual environment of its own among the tools; nothing else of the project needs Python.

use crate::end_to_end::ApiPlaces;
use crate::project::{Project, write};
use crate::shell::{must, output_of, say};
use crate::tools;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// schemathesis and all that it needs, each in a fixed version.
const PACKAGES: &str = "tests/contract/requirements.txt";
/// The oldest Python that it runs with.
const OLDEST: (u32, u32) = (3, 10);
/// Holds the list of packages that were installed beside it.
const STAMP: &str = ".installed";

/// The command that has the program ask the server; nothing where this machine has no Python for it, which is said.
pub fn command(project: &Project, program: &Path, server: &Path) -> Result<Option<Command>> {
    let Some(schemathesis) = schemathesis(project)? else { return Ok(None) };
    let mut command = Command::new(program);
    command.current_dir(&project.root).env("BEIAN_SCHEMATHESIS", schemathesis);
    ApiPlaces::with(project, server)?.tell(&mut command);
    Ok(Some(command))
}

/// The program, installed.
fn schemathesis(project: &Project) -> Result<Option<PathBuf>> {
    let packages = project.root.join(PACKAGES);
    let wanted = std::fs::read_to_string(&packages).with_context(|| format!("{PACKAGES} is missing"))?;
    let version = wanted.lines().find_map(|line| line.strip_prefix("schemathesis==")).context("no version is named")?;
    let folder = tools::cache()?.join(format!("schemathesis-{version}"));
    let programs = folder.join(if cfg!(windows) { "Scripts" } else { "bin" });
    let program = programs.join("schemathesis");
    let stamp = folder.join(STAMP);
    if std::fs::read_to_string(&stamp).is_ok_and(|there| there == wanted) {
        return Ok(Some(program));
    }
    if !environment(&folder) {
        say(&format!(
            "Skipped: schemathesis needs Python {}.{} or newer with venv and pip (Debian: apt-get install python3-venv)",
            OLDEST.0, OLDEST.1
        ));
        return Ok(None);
    }
    say(&format!(
        "Installing schemathesis {version}: it asks the server what the contract declares (about half a minute, once)"
    ));
    let mut pip = Command::new(programs.join("python"));
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]);
    must(pip.arg(&packages))?;
    write(&stamp, wanted)?;
    Ok(Some(program))
}

/// Makes an empty virtual environment; false where this machine cannot.
fn environment(folder: &Path) -> bool {
    let python = Path::new("python3");
    let new_enough = output_of(Command::new(python).arg("--version")).and_then(|said| version(&said));
    new_enough.is_some_and(|it| it >= OLDEST)
        && output_of(Command::new(python).args(["-m", "venv", "--clear"]).arg(folder)).is_some()
}

/// `Python 3.11.7`, as two numbers.
fn version(said: &str) -> Option<(u32, u32)> {
    let mut numbers = said.strip_prefix("Python ")?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_which_python_it_is() {
        assert_eq!(version("Python 3.11.7"), Some((3, 11)));
        assert_eq!(version("Python 3.9.2"), Some((3, 9)));
        assert!(version("Python 3.9.2") < Some(OLDEST));
        assert_eq!(version("pyenv: command not found"), None);
    }
}
