//! `cargo xtask bench keys`: how long a keystroke takes to be seen, on every step with text to type, with one site and with many, on a
//! processor slowed down four times.

use super::budgets::budgets;
use crate::end_to_end;
use crate::project::Project;
use crate::shell::answer_of;
use anyhow::{Context, Result};
use std::process::ExitCode;

/// Times of one page, milliseconds.
#[derive(Debug, PartialEq, Eq)]
struct Times<'a> {
    page: &'a str,
    sites: u64,
    pause: u64,
    median: u64,
    p95: u64,
    longest: u64,
}

/// Measures in Chromium and prints; fails where the budget is exceeded.
pub fn measure(project: &Project) -> Result<ExitCode> {
    let limit = budgets(project)?.keys.p95_milliseconds;
    let mut cargo = end_to_end::cargo(project)?;
    let said = answer_of(cargo.args(["run", "--quiet", "--package", "beian-e2e", "--bin", "keys"]))?;
    println!("From a key to the frame that shows it, 100 keystrokes each, processor four times slower, milliseconds\n");
    println!("{:<12} {:>6} {:>8} {:>8} {:>8} {:>8}", "", "sites", "pause", "median", "p95", "longest");
    let mut within = true;
    for line in said.lines() {
        let Times { page, sites, pause, median, p95, longest } =
            times(line).with_context(|| format!("no times in `{line}`"))?;
        let fits = p95 <= limit;
        within &= fits;
        let word = if fits { "within" } else { "OVER" };
        println!("{page:<12} {sites:>6} {pause:>8} {median:>8} {p95:>8} {longest:>8}  {word} {limit}");
    }
    Ok(if within { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What a line of the measuring program says: `organiser 20 100 16 24 40`.
fn times(line: &str) -> Option<Times<'_>> {
    let mut words = line.split(' ');
    let page = words.next()?;
    let mut number = || words.next()?.parse().ok();
    Some(Times { page, sites: number()?, pause: number()?, median: number()?, p95: number()?, longest: number()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_measuring_program_prints() {
        let expected = Times { page: "websites", sites: 20, pause: 100, median: 16, p95: 24, longest: 40 };
        assert_eq!(times("websites 20 100 16 24 40"), Some(expected));
        assert_eq!(times("websites"), None);
    }
}
