//! `cargo xtask bench guidance`: how long the guidance takes for one frame of the camera, against its budget.

use super::budgets::budgets;
use crate::project::Project;
use crate::shell::answer_of;
use anyhow::{Context, Result};
use std::process::{Command, ExitCode};

/// Prints the times; fails where one exceeds the budget.
pub fn measure(project: &Project) -> Result<ExitCode> {
    let limit = budgets(project)?.guidance.median_microseconds;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&project.root).args(["run", "--quiet", "--release", "--package", "beian-guidance"]);
    let said = answer_of(cargo.args(["--example", "frames"]))?;
    println!("One frame of the camera: card 400 by 252 pixels, face 180 by 240; 400 times each, microseconds\n");
    println!("{:<16} {:>8} {:>8}", "", "median", "p95");
    let mut within = true;
    for line in said.lines() {
        let (name, median, p95) = times(line).with_context(|| format!("no times in `{line}`"))?;
        let fits = median <= limit;
        within &= fits;
        println!("{name:<16} {median:>8} {p95:>8}  {} {limit}", if fits { "within" } else { "OVER" });
    }
    Ok(if within { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What a line of the measuring program says: `card 900 1100`.
fn times(line: &str) -> Option<(&str, u64, u64)> {
    let mut words = line.split(' ');
    let name = words.next()?;
    let mut number = || words.next()?.parse().ok();
    Some((name, number()?, number()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_measuring_program_prints() {
        assert_eq!(times("no-card 900 1100"), Some(("no-card", 900, 1100)));
        assert_eq!(times("card 900"), None);
    }
}
