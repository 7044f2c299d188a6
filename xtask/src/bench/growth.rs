//! What people do over one filing and over a hundred thousand, on each database, and the saves of a hundred clients. A bench of `beian-server`
//! measures, and prints one line each.

use super::budgets::budgets;
use crate::project::Project;
use crate::shell::answer_of;
use anyhow::{Context, Result};
use std::process::Command;

/// The databases, and what the variable of the tests says for each.
pub const DATABASES: [(&str, &str); 2] = [("SQLite", "sqlite"), ("PostgreSQL", "postgres")];

/// Measures and prints; whether all is within the budget.
pub fn measure(project: &Project) -> Result<bool> {
    let most = budgets(project)?.growth.times;
    let mut is_within = true;
    for (name, database) in DATABASES {
        let mut cargo = Command::new("cargo");
        cargo.current_dir(&project.root).args(["bench", "--quiet", "--package", "beian-server", "--bench", "growth"]);
        let said = answer_of(cargo.env("BEIAN_TEST_DATABASE", database))?;
        let grown = Grown::read(&said).with_context(|| format!("no measurements in `{said}`"))?;
        println!("{}", grown.table(name, most));
        is_within &= grown.is_within(most);
    }
    Ok(is_within)
}

/// What was measured on one database.
#[derive(Debug, PartialEq)]
struct Grown {
    /// What was done; with how many filings, and how long it took (median, microseconds).
    done: Vec<(String, Vec<(u64, f64)>)>,
    /// Clients, saves a second, median and 99th of a hundred (microseconds).
    saves: [f64; 4],
}

impl Grown {
    /// Reads the lines of the measuring program.
    fn read(text: &str) -> Option<Grown> {
        let mut done: Vec<(String, Vec<(u64, f64)>)> = Vec::new();
        for line in text.lines().filter_map(|line| line.strip_prefix("growth ")) {
            let mut words = line.split(' ');
            let (what, size, micros) = (words.next()?, words.next()?.parse().ok()?, words.next()?.parse().ok()?);
            match done.iter_mut().find(|(known, _)| known == what) {
                Some((_, times)) => times.push((size, micros)),
                None => done.push((what.to_owned(), vec![(size, micros)])),
            }
        }
        let saves = text.lines().find_map(|line| line.strip_prefix("saves "))?;
        let saves: Option<Vec<f64>> = saves.split(' ').map(|number| number.parse().ok()).collect();
        Some(Grown { done, saves: saves?.try_into().ok()? }).filter(|grown| !grown.done.is_empty())
    }

    fn table(&self, database: &str, most: f64) -> String {
        let mut lines = vec![format!("{database}: median milliseconds with so many filings")];
        let sizes = self.done.first().into_iter().flat_map(|(_, times)| times);
        let head: String = sizes.map(|(size, _)| format!("{size:>9}")).collect();
        lines.push(format!("{:<8}{head}    times", ""));
        for (what, times) in &self.done {
            let row: String = times.iter().map(|(_, micros)| format!("{:>9.2}", micros / 1000.0)).collect();
            lines.push(format!("{what:<8}{row}{:>9.1}", grown(times)));
        }
        let [clients, a_second, p50, p99] = self.saves;
        let (p50, p99) = (p50 / 1000.0, p99 / 1000.0);
        lines.push(format!("{clients} clients: {a_second:.0} saves a second, median {p50:.1} ms, p99 {p99:.1} ms"));
        let word = if self.is_within(most) { "within" } else { "OVER" };
        lines.push(format!("{word}: {most} times\n"));
        lines.join("\n")
    }

    fn is_within(&self, most: f64) -> bool {
        self.done.iter().all(|(_, times)| grown(times) <= most)
    }
}

/// How many times as long the last takes as the first.
fn grown(times: &[(u64, f64)]) -> f64 {
    match (times.first(), times.last()) {
        (Some((_, first)), Some((_, last))) if *first > 0.0 => last / first,
        _ => f64::INFINITY,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_measuring_program_prints_and_holds_it_against_the_budget() {
        let said = "growth view 1 500\ngrowth save 1 1000\ngrowth view 100000 900\ngrowth save 100000 2100\nsaves 100 700 90000 200000\n";
        let grown = Grown::read(said).unwrap();
        assert_eq!(grown.done[1], ("save".to_owned(), vec![(1, 1000.0), (100_000, 2100.0)]));
        assert!(grown.is_within(2.1) && !grown.is_within(2.0));
        assert!(grown.table("SQLite", 2.0).contains("OVER") && grown.table("SQLite", 2.1).contains("within"));
        assert_eq!(Grown::read("growth view 1 500\n"), None, "it was not measured to its end");
        assert_eq!(Grown::read("saves 100 700 90000 200000\n"), None);
    }
}
