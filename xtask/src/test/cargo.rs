//! Calling cargo and test programs, and what comes of it.

use super::count::Count;
use crate::project::Project;
use anyhow::{Context, Result};
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

/// cargo in the project.
pub fn cargo(project: &Project) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(&project.root);
    command
}

/// A check that passes or fails as one.
pub fn lint(project: &Project, arguments: &[&str]) -> Result<Count> {
    let status = cargo(project).args(arguments).status().context("cargo could not be started")?;
    Ok(if status.success() { Count { passed: 1, failed: 0 } } else { Count::broken() })
}

/// Runs a test command, shows its output as it comes, and counts.
pub fn tests(command: &mut Command) -> Result<Count> {
    let mut child = command.stdout(Stdio::piped()).spawn().context("cargo could not be started")?;
    let output = child.stdout.take().context("no output to read")?;
    let mut count = Count::default();
    for line in BufReader::new(output).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        println!("{line}");
        count = count + Count::of_line(&line);
    }
    // A crash or a compile error has no line of its own.
    if !child.wait()?.success() && count.failed == 0 {
        count = count + Count::broken();
    }
    Ok(count)
}
