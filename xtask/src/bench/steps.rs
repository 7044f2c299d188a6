//! `cargo xtask bench steps`: how long the next step of the wizard takes to be seen, with one site and with many, on a processor slowed
//! down four times.

use super::budgets::budgets;
use crate::end_to_end;
use crate::project::Project;
use crate::shell::answer_of;
use anyhow::{Context, Result};
use std::process::ExitCode;

/// Times of one step, milliseconds.
#[derive(Debug, PartialEq, Eq)]
struct Times<'a> {
    step: &'a str,
    sites: u64,
    median: u64,
    p95: u64,
    longest: u64,
}

/// Measures in Chromium and prints; fails where the budget is exceeded.
pub fn measure(project: &Project) -> Result<ExitCode> {
    let limit = budgets(project)?.steps.p95_milliseconds;
    let mut cargo = end_to_end::cargo(project)?;
    let said = answer_of(cargo.args(["run", "--quiet", "--package", "beian-e2e", "--bin", "steps"]))?;
    println!("From the click to the frame that shows the next step, processor four times slower, milliseconds\n");
    println!("{:<14} {:>6} {:>8} {:>8} {:>8}", "", "sites", "median", "p95", "longest");
    let mut within = true;
    for line in said.lines() {
        let Times { step, sites, median, p95, longest } =
            times(line).with_context(|| format!("no times in `{line}`"))?;
        let fits = p95 <= limit;
        within &= fits;
        let word = if fits { "within" } else { "OVER" };
        println!("{step:<14} {sites:>6} {median:>8} {p95:>8} {longest:>8}  {word} {limit}");
    }
    Ok(if within { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What a line of the measuring program says: `organiser 20 40 48 60`.
fn times(line: &str) -> Option<Times<'_>> {
    let mut words = line.split(' ');
    let step = words.next()?;
    let mut number = || words.next()?.parse().ok();
    Some(Times { step, sites: number()?, median: number()?, p95: number()?, longest: number()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_measuring_program_prints() {
        let expected = Times { step: "websites", sites: 20, median: 40, p95: 48, longest: 60 };
        assert_eq!(times("websites 20 40 48 60"), Some(expected));
        assert_eq!(times("websites"), None);
    }
}
