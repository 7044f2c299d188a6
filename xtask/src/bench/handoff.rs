//! `cargo xtask bench handoff`: how long the desktop takes to go on after "finish" on the phone, both on this machine.

use super::budgets::budgets;
use crate::end_to_end;
use crate::project::Project;
use crate::shell::answer_of;
use anyhow::{Context, Result};
use std::process::ExitCode;

/// Measures in Chromium and prints; fails where the budget is exceeded.
pub fn measure(project: &Project) -> Result<ExitCode> {
    let limit = budgets(project)?.handoff.median_milliseconds;
    let mut cargo = end_to_end::cargo(project)?;
    let said = answer_of(cargo.args(["run", "--quiet", "--package", "beian-e2e", "--bin", "handoff"]))?;
    let (median, longest) = times(&said).with_context(|| format!("no times in `{said}`"))?;
    let fits = median <= limit;
    let word = if fits { "within" } else { "OVER" };
    println!("From \"finish\" on the phone to the desktop's next page, milliseconds\n");
    println!("median {median}  longest {longest}  {word} {limit}");
    Ok(if fits { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What the measuring program says: `120 240`.
fn times(text: &str) -> Option<(u64, u64)> {
    let (median, longest) = text.trim().split_once(' ')?;
    Some((median.parse().ok()?, longest.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_measuring_program_prints() {
        assert_eq!(times("120 240\n"), Some((120, 240)));
        assert_eq!(times("120"), None);
    }
}
