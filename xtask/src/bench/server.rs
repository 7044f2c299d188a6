//! `cargo xtask bench server`: what pages that wait cost a server on this machine, and what asking every three seconds would. A bench of
//! `beian-server` measures, and prints one line each.

use super::budgets::{Waiters, budgets};
use crate::project::Project;
use crate::shell::answer_of;
use anyhow::{Context, Result};
use std::process::{Command, ExitCode};

/// Measures, some four minutes long, and prints; fails where a budget is exceeded.
pub fn measure(project: &Project) -> Result<ExitCode> {
    let budget = budgets(project)?.waiters;
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&project.root).args(["bench", "--quiet", "--package", "beian-server", "--bench", "waiters"]);
    let said = answer_of(&mut cargo)?;
    let told = Told::read(&said).with_context(|| format!("no measurements in `{said}`"))?;
    println!("{}", told.table(&budget));
    Ok(if told.is_within(&budget) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What was measured.
#[derive(Debug, PartialEq)]
struct Told {
    /// Changes a second, how many there were, median and 99th of a hundred (microseconds), processor for each (microseconds) and in a
    /// second (milliseconds), without what waiting alone takes and with it.
    changes: Vec<[i64; 6]>,
    /// Pages, bytes without and with them, for each, and when they have gone.
    memory: [i64; 5],
    /// Seconds between two questions, answers a second, processor in a second (milliseconds).
    asking: [i64; 3],
}

impl Told {
    /// Reads the lines of the measuring program.
    fn read(text: &str) -> Option<Told> {
        let lines =
            |name: &'static str| text.lines().filter_map(move |line| line.strip_prefix(name)?.strip_prefix(' '));
        let changes: Vec<_> = lines("changes").map(numbers).collect::<Option<_>>()?;
        let (memory, asking) = (numbers(lines("memory").next()?)?, numbers(lines("asking").next()?)?);
        (!changes.is_empty()).then_some(Told { changes, memory, asking })
    }

    fn table(&self, budget: &Waiters) -> String {
        let [pages, empty, full, of_each, after] = self.memory;
        let [every, answers, asking] = self.asking;
        let mut lines = vec![
            format!("{pages} pages wait, 25 seconds at a time, on one server\n"),
            "changes    number   p50    p99   processor, ms".to_owned(),
            "a second             ms     ms    a change  a second".to_owned(),
        ];
        let ms = |micros: i64| micros as f64 / 1000.0;
        for [rate, count, p50, p99, of_change, a_second] in &self.changes {
            let (p50, p99, of_change) = (ms(*p50), ms(*p99), ms(*of_change));
            lines.push(format!("{rate:>8} {count:>9} {p50:>6.1} {p99:>6.1} {of_change:>11.2} {a_second:>9}"));
        }
        let mb = |bytes: i64| bytes as f64 / 1e6;
        lines.push(format!(
            "\nasking every {every} seconds instead: {answers} answers and {asking} ms of processor a second"
        ));
        lines.push(format!(
            "\nmemory: {:.1} MB without them, {:.1} with, {:.1} when they have gone: {of_each} bytes a page",
            mb(empty),
            mb(full),
            mb(after)
        ));
        let word = if self.is_within(budget) { "within" } else { "OVER" };
        let Waiters { p99_milliseconds, bytes } = budget;
        lines.push(format!("{word}: p99 {p99_milliseconds} ms at every rate, {bytes} bytes a page"));
        lines.join("\n")
    }

    fn is_within(&self, budget: &Waiters) -> bool {
        let slowest = self.changes.iter().map(|line| line[3]).max().unwrap_or_default();
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
        let said = "changes 0 0 0 0 0 90\nchanges 100 2000 1500 9000 800 170\nmemory 10000 20 30 9000 21\nasking 3 3333 700\nafter 22\n";
        let told = Told::read(said).unwrap();
        assert_eq!(told.changes[1], [100, 2000, 1500, 9000, 800, 170]);
        assert!(told.is_within(&Waiters { p99_milliseconds: 9, bytes: 9000 }));
        assert!(!told.is_within(&Waiters { p99_milliseconds: 8, bytes: 9000 }));
        assert!(!told.is_within(&Waiters { p99_milliseconds: 9, bytes: 8999 }));
        assert!(told.table(&Waiters { p99_milliseconds: 9, bytes: 9000 }).contains("within"));
        for wrong in ["", "changes 0 0 0\n", "memory 1 2 3 4 5\nasking 1 2 3\n"] {
            assert_eq!(Told::read(wrong), None, "{wrong}");
        }
    }
}
