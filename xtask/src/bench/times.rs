//! `cargo xtask bench keys` and `steps`: how long a keystroke, and the way to the next step, take to be seen, with one site and with many,
//! on a processor slowed down four times. Programs of `beian-e2e` measure, and print one line each.

use super::budgets::{Times, budgets};
use crate::end_to_end;
use crate::project::Project;
use crate::shell::answer_of;
use anyhow::{Context, Result};
use std::process::ExitCode;

/// What every line ends with, milliseconds; the middle one has the budget.
const TIMES: [&str; 3] = ["median", "p95", "longest"];

/// From a key to the frame that shows it; fails where the budget is exceeded.
pub fn keys(project: &Project) -> Result<ExitCode> {
    println!("From a key to the frame that shows it, 100 keystrokes each, processor four times slower, milliseconds\n");
    measure(project, "keys", &["sites", "pause"], &budgets(project)?.keys)
}

/// From the click to the first frame of the next step; fails where the budget is exceeded.
pub fn steps(project: &Project) -> Result<ExitCode> {
    println!("From the click to the frame that shows the next step, processor four times slower, milliseconds\n");
    measure(project, "steps", &["sites"], &budgets(project)?.steps)
}

/// Measures by a program whose lines are a name, the numbers of these circumstances, and the times; prints them.
fn measure(project: &Project, program: &str, circumstances: &[&str], budget: &Times) -> Result<ExitCode> {
    let limit = budget.p95_milliseconds;
    let mut cargo = end_to_end::cargo(project)?;
    let said = answer_of(cargo.args(["run", "--quiet", "--package", "beian-e2e", "--bin", program]))?;
    let heads = [circumstances, &TIMES].concat();
    println!("{:<14}{}", "", in_columns(&heads));
    let mut within = true;
    for line in said.lines() {
        let (name, numbers) = numbers(line, heads.len()).with_context(|| format!("no times in `{line}`"))?;
        let fits = numbers[heads.len() - 2] <= limit;
        within &= fits;
        println!("{name:<14}{}  {} {limit}", in_columns(&numbers), if fits { "within" } else { "OVER" });
    }
    Ok(if within { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn in_columns<T: std::fmt::Display>(all: &[T]) -> String {
    all.iter().map(|one| format!(" {one:>8}")).collect()
}

/// What a line says, `organiser 20 40 48 60`: a name, and just so many numbers.
fn numbers(line: &str, count: usize) -> Option<(&str, Vec<u64>)> {
    let (name, rest) = line.split_once(' ')?;
    let numbers: Vec<u64> = rest.split(' ').map(|one| one.parse().ok()).collect::<Option<_>>()?;
    (numbers.len() == count).then_some((name, numbers))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_measuring_programs_print() {
        assert_eq!(numbers("websites 20 100 16 24 40", 5), Some(("websites", vec![20, 100, 16, 24, 40])));
        for (line, count) in [("websites 20 16 24 40", 5), ("websites", 3), ("websites 20 x 24", 3)] {
            assert_eq!(numbers(line, count), None, "{line}");
        }
    }
}
