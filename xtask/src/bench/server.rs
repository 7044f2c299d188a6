//! `cargo xtask bench server`: what pages that wait cost a server on this machine, on each database, and what asking every three seconds
//! would; then what a grown database costs (`growth`), and how long the desk waits over one (`waits`). Benches of `beian-server` measure, and print one line each.

use super::budgets::{Waiters, budgets};
use super::{growth, waits};
use crate::project::Project;
use crate::shell::answer_of;
use anyhow::{Context, Result};
use std::process::{Command, ExitCode};

/// The databases.
const DATABASES: [&str; 2] = ["sqlite", "postgres"];
/// The kinds of change, as they are printed there and here.
const KINDS: [(&str, &str); 2] = [("saves", "filings saved"), ("claims", "codes claimed by phones")];

/// Measures, some half an hour long, and prints; fails where a budget is exceeded.
pub fn measure(project: &Project) -> Result<ExitCode> {
    let budget = budgets(project)?.waiters;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&project.root).args(["bench", "--quiet", "--package", "beian-server", "--bench", "waiters"]);
    let said = answer_of(&mut cargo)?;
    let mut is_within = true;
    for database in DATABASES {
        let measured = Measured::read(database, &said).with_context(|| format!("no measurements in `{said}`"))?;
        println!("{}", measured.table(database, &budget));
        is_within &= measured.is_within(&budget);
    }
    is_within &= growth::measure(project)?;
    is_within &= waits::measure(project)?;
    Ok(if is_within { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What was measured on one database.
#[derive(Debug, PartialEq)]
struct Measured {
    /// Processor in a second in which nothing changes, milliseconds.
    rest: [i64; 1],
    /// By kind: changes a second, how many there were, median and 99th of a hundred (microseconds), processor for each (microseconds;
    /// without what waiting alone takes) and in a second (milliseconds).
    changes: [Vec<[i64; 6]>; KINDS.len()],
    /// Pages, bytes without and with them, for each, and when they have gone.
    memory: [i64; 5],
    /// Seconds between two questions, answers a second, processor in a second (milliseconds).
    asking: [i64; 3],
}

impl Measured {
    /// Reads the lines of the measuring program that are of this database.
    fn read(database: &str, text: &str) -> Option<Measured> {
        let own = || text.lines().filter_map(|line| line.strip_prefix(database)?.strip_prefix(' '));
        let of =
            |name: &str| -> Vec<&str> { own().filter_map(|line| line.strip_prefix(name)?.strip_prefix(' ')).collect() };
        let changes = |name: &str| {
            let read: Option<Vec<_>> = of(name).into_iter().map(numbers).collect();
            read.filter(|lines| !lines.is_empty())
        };
        Some(Measured {
            rest: numbers(of("rest").first()?)?,
            changes: [changes(KINDS[0].0)?, changes(KINDS[1].0)?],
            memory: numbers(of("memory").first()?)?,
            asking: numbers(of("asking").first()?)?,
        })
    }

    fn table(&self, database: &str, budget: &Waiters) -> String {
        let [pages, empty, full, of_each, after] = self.memory;
        let ([every, answers, asking], [rest]) = (self.asking, self.rest);
        let mut lines = vec![
            format!("{database}: {pages} pages wait, 25 seconds at a time, on one server\n"),
            "changes    number    p50    p99   processor, ms".to_owned(),
            "a second              ms     ms    a change  a second".to_owned(),
            format!("{:>8} {:>9} {:>6} {:>6} {:>11} {rest:>9}", 0, 0, "", "", ""),
        ];
        let ms = |micros: i64| micros as f64 / 1000.0;
        for ((_, kind), changes) in KINDS.iter().zip(&self.changes) {
            lines.push((*kind).to_owned());
            for [rate, count, p50, p99, of_change, a_second] in changes {
                let (p50, p99, of_change) = (ms(*p50), ms(*p99), ms(*of_change));
                lines.push(format!("{rate:>8} {count:>9} {p50:>6.1} {p99:>6.1} {of_change:>11.2} {a_second:>9}"));
            }
        }
        let mb = |bytes: i64| bytes as f64 / 1e6;
        lines.push(format!(
            "\nasking every {every} seconds instead: {answers} answers and {asking} ms of processor a second"
        ));
        lines.push(format!(
            "memory: {:.1} MB without them, {:.1} with, {:.1} when they have gone: {of_each} bytes a page",
            mb(empty),
            mb(full),
            mb(after)
        ));
        let word = if self.is_within(budget) { "within" } else { "OVER" };
        let Waiters { p99_milliseconds, bytes } = budget;
        lines.push(format!("{word}: p99 {p99_milliseconds} ms at every rate, {bytes} bytes a page\n"));
        lines.join("\n")
    }

    fn is_within(&self, budget: &Waiters) -> bool {
        let slowest = self.changes.iter().flatten().map(|line| line[3]).max().unwrap_or_default();
        slowest <= budget.p99_milliseconds * 1000 && self.memory[3] <= budget.bytes
    }
}

/// Just so many numbers.
fn numbers<const N: usize>(text: &str) -> Option<[i64; N]> {
    let numbers: Vec<i64> = text.split(' ').map(|one| one.parse().ok()).collect::<Option<_>>()?;
    numbers.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_measuring_program_prints_and_holds_it_against_the_budget() {
        let said = "sqlite rest 90\nsqlite saves 1 20 1500 2000 800 170\nsqlite claims 100 2000 1500 9000 800 170\n\
            sqlite memory 10000 20 30 9000 21\nsqlite asking 3 3333 700\npostgres rest 80\n";
        let measured = Measured::read("sqlite", said).unwrap();
        assert_eq!(measured.changes[1], [[100, 2000, 1500, 9000, 800, 170]]);
        assert!(measured.is_within(&Waiters { p99_milliseconds: 9, bytes: 9000 }));
        assert!(!measured.is_within(&Waiters { p99_milliseconds: 8, bytes: 9000 }));
        assert!(!measured.is_within(&Waiters { p99_milliseconds: 9, bytes: 8999 }));
        assert!(measured.table("sqlite", &Waiters { p99_milliseconds: 9, bytes: 9000 }).contains("within"));
        assert_eq!(Measured::read("postgres", said), None, "it was not measured to its end");
    }
}
