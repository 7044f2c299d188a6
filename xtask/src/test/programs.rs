//! The test programs of this machine: compiled by one command for all packages, so that what they share is compiled once and with the
//! same features; each part then runs its own.

use super::cargo::{self, tests};
use super::count::Count;
use crate::project::Project;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What cargo compiled.
#[derive(Clone, Debug, Default)]
pub struct Programs {
    all: Vec<Program>,
}

/// One program.
#[derive(Clone, Debug)]
struct Program {
    /// The folder of its package, where it runs.
    package: PathBuf,
    /// Its target's name.
    name: String,
    /// Whether it is a harness of tests.
    is_test: bool,
    file: PathBuf,
}

impl Programs {
    /// Compiles them.
    pub fn build(project: &Project) -> Result<Programs> {
        let mut cargo = cargo::cargo(project);
        cargo.args(["test", "--workspace", "--no-run", "--message-format", "json-render-diagnostics"]);
        let mut child = cargo.stdout(Stdio::piped()).spawn().context("cargo could not be started")?;
        let output = child.stdout.take().context("no output to read")?;
        let mut all = Vec::new();
        for line in BufReader::new(output).lines() {
            all.extend(Program::of_line(&line?));
        }
        if !child.wait()?.success() {
            bail!("the tests do not compile");
        }
        Ok(Programs { all })
    }

    /// Runs the tests that are chosen by their package's folder, from the project's, and their own name; one that fails keeps no other
    /// from running.
    pub fn run(
        &self,
        project: &Project,
        chosen: impl Fn(&Path, &str) -> bool,
        tell: impl Fn(&mut Command),
    ) -> Result<Count> {
        let mut count = Count::default();
        for program in self.all.iter().filter(|it| it.is_test) {
            let folder = program.package.strip_prefix(&project.root).unwrap_or(&program.package);
            if !chosen(folder, &program.name) {
                continue;
            }
            println!("\n     Running {} ({})", program.name, folder.display());
            let mut command = Command::new(&program.file);
            // As cargo does: in the package's folder, which the variable names.
            command.current_dir(&program.package).env("CARGO_MANIFEST_DIR", &program.package);
            tell(&mut command);
            count = count + tests(&mut command)?;
        }
        Ok(count)
    }

    /// A program that is no test, by name.
    pub fn file(&self, name: &str) -> Result<&Path> {
        let found = self.all.iter().find(|it| !it.is_test && it.name == name);
        found.map(|it| it.file.as_path()).with_context(|| format!("cargo made no program `{name}`"))
    }
}

/// A line of cargo's, as far as it concerns us.
#[derive(Deserialize)]
struct Message {
    reason: String,
    manifest_path: Option<PathBuf>,
    target: Option<Target>,
    profile: Option<Profile>,
    executable: Option<PathBuf>,
}

#[derive(Deserialize)]
struct Target {
    name: String,
}

#[derive(Deserialize)]
struct Profile {
    test: bool,
}

impl Program {
    /// The program that a line of cargo's names; nothing for what is no program.
    fn of_line(line: &str) -> Option<Program> {
        let message: Message = serde_json::from_str(line).ok()?;
        if message.reason != "compiler-artifact" {
            return None;
        }
        Some(Program {
            package: message.manifest_path?.parent()?.to_path_buf(),
            name: message.target?.name,
            is_test: message.profile?.test,
            file: message.executable?,
        })
    }
}

#[cfg(test)]
mod checks {
    use super::*;

    #[test]
    fn reads_which_programs_cargo_made() {
        let line = r#"{"reason":"compiler-artifact","manifest_path":"/p/server/Cargo.toml","target":{"name":"api","kind":["test"]},
            "profile":{"opt_level":"0","test":true},"executable":"/p/target/debug/deps/api-1"}"#;
        let program = Program::of_line(line).unwrap();
        assert_eq!(
            (program.package.as_path(), program.name.as_str(), program.is_test),
            (Path::new("/p/server"), "api", true)
        );
        let library = line.replace(r#""/p/target/debug/deps/api-1""#, "null");
        assert!(Program::of_line(&library).is_none());
        assert!(Program::of_line(r#"{"reason":"build-finished","success":true}"#).is_none());
        assert!(Program::of_line("not of cargo's").is_none());
    }
}
