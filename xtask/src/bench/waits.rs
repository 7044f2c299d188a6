//! How long the desk waits over a hundred thousand filings, on each database: queue, filters, search, a case, statistics. A bench of
//! `beian-server` measures, and prints one line each; what the databases do for it is printed as it says it.

use super::budgets::budgets;
use super::growth::DATABASES;
use crate::project::Project;
use crate::shell::{answer_of, must};
use anyhow::{Context, Result};
use std::process::{Command, ExitCode};

fn bench(project: &Project, database: &str) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&project.root).args(["bench", "--quiet", "--package", "beian-server", "--bench", "desk"]);
    cargo.env("BEIAN_TEST_DATABASE", database);
    cargo
}

/// Measures and prints; whether all is within the budget.
pub fn measure(project: &Project) -> Result<bool> {
    let limit = budgets(project)?.desk.p95_milliseconds;
    let mut is_within = true;
    for (name, database) in DATABASES {
        let said = answer_of(&mut bench(project, database))?;
        let waits = Waits::read(&said).with_context(|| format!("no measurements in `{said}`"))?;
        println!("{}", waits.table(name, limit));
        is_within &= waits.is_within(limit);
    }
    Ok(is_within)
}

/// The same without a budget, and with it every statement and its plan.
pub fn plans(project: &Project) -> Result<ExitCode> {
    for (name, database) in DATABASES {
        println!("{name}\n");
        must(bench(project, database).args(["--", "plans"]))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What was measured on one database: what was asked for, median and 95th of a hundred (microseconds).
#[derive(Debug, PartialEq)]
struct Waits(Vec<(String, f64, f64)>);

impl Waits {
    /// Reads the lines of the measuring program.
    fn read(text: &str) -> Option<Waits> {
        let lines = text.lines().filter_map(|line| line.strip_prefix("desk "));
        let line = |line: &str| {
            let mut words = line.split(' ');
            Some((words.next()?.to_owned(), words.next()?.parse().ok()?, words.next()?.parse().ok()?))
        };
        let read: Option<Vec<_>> = lines.map(line).collect();
        read.filter(|all| !all.is_empty()).map(Waits)
    }

    fn table(&self, database: &str, limit: u64) -> String {
        let mut lines = vec![format!("{database}: milliseconds over 100,000 filings")];
        lines.push(format!("{:<22}{:>8}{:>8}", "", "median", "p95"));
        for (what, median, p95) in &self.0 {
            let over = if is_over(*p95, limit) { "  OVER" } else { "" };
            lines.push(format!("{what:<22}{:>8.1}{:>8.1}{over}", median / 1000.0, p95 / 1000.0));
        }
        let word = if self.is_within(limit) { "within" } else { "OVER" };
        lines.push(format!("{word}: p95 {limit} ms\n"));
        lines.join("\n")
    }

    fn is_within(&self, limit: u64) -> bool {
        !self.0.iter().any(|(_, _, p95)| is_over(*p95, limit))
    }
}

fn is_over(micros: f64, limit: u64) -> bool {
    micros > limit as f64 * 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_measuring_program_prints_and_holds_it_against_the_budget() {
        let waits = Waits::read("desk tab-waiting 2000 4000\ndesk case 30000 100001\n").unwrap();
        assert_eq!(waits.0[0], ("tab-waiting".to_owned(), 2000.0, 4000.0));
        assert!(!waits.is_within(100) && waits.is_within(101));
        assert!(waits.table("SQLite", 100).contains("case                      30.0   100.0  OVER"));
        assert_eq!(Waits::read("desk case 3\n"), None);
        assert_eq!(Waits::read(""), None);
    }
}
