//! `cargo xtask bench desk`: a day at the desk by keyboard: fifty prepared filings, from the first key to the last; keys and clicks a filing, and how
//! long program and server took. A program of `beian-e2e` does it, and prints one line a filing.

use crate::end_to_end;
use crate::project::Project;
use crate::shell::answer_of;
use anyhow::{Context, Result};
use std::process::ExitCode;

/// Goes through the day and prints.
pub fn measure(project: &Project) -> Result<ExitCode> {
    let mut cargo = end_to_end::cargo(project)?;
    let said = answer_of(cargo.args(["run", "--quiet", "--package", "beian-e2e", "--bin", "day"]))?;
    let day = Day::read(&said).with_context(|| format!("no filings in `{said}`"))?;
    println!("{}", day.table());
    Ok(ExitCode::SUCCESS)
}

/// A filing: what became of it, keys, what the desk of before took where it could do that, milliseconds.
type Done = (String, u64, Option<u64>, u64);

/// What was done.
#[derive(Debug, PartialEq)]
struct Day {
    filings: Vec<Done>,
    clicks: u64,
}

impl Day {
    /// Reads the lines of the program.
    fn read(text: &str) -> Option<Day> {
        let lines = text.lines().filter_map(|line| line.strip_prefix("filing "));
        let line = |line: &str| {
            let mut words = line.split(' ');
            let (what, keys) = (words.next()?.to_owned(), words.next()?.parse().ok()?);
            Some((what, keys, words.next()?.parse().ok(), words.next()?.parse().ok()?))
        };
        let filings: Option<Vec<Done>> = lines.map(line).collect();
        let clicks = text.lines().find_map(|line| line.strip_prefix("clicks "))?.parse().ok()?;
        filings.filter(|all| !all.is_empty()).map(|filings| Day { filings, clicks })
    }

    fn table(&self) -> String {
        let mut kinds: Vec<&str> = Vec::new();
        for (what, ..) in &self.filings {
            if !kinds.contains(&what.as_str()) {
                kinds.push(what);
            }
        }
        let mut lines = vec![
            "A day at the desk by keyboard: keys a filing (median), of all, and as the desk was before it had keys\n"
                .to_owned(),
            format!("{:<20}{:>8}{:>8}{:>8}{:>8}{:>8}{:>10}", "", "filings", "keys", "all", "before", "all", "seconds"),
        ];
        for kind in kinds {
            let of: Vec<&Done> = self.filings.iter().filter(|one| one.0 == kind).collect();
            lines.push(line(kind, &of));
        }
        lines.push(line("all of them", &self.filings.iter().collect::<Vec<_>>()));
        lines.push(format!("clicks: {}", self.clicks));
        lines.join("\n")
    }
}

fn line(name: &str, of: &[&Done]) -> String {
    let keys: Vec<u64> = of.iter().map(|one| one.1).collect();
    let before: Vec<u64> = of.iter().filter_map(|one| one.2).collect();
    let seconds = median(of.iter().map(|one| one.3).collect()) as f64 / 1000.0;
    let (number, all) = (keys.len(), keys.iter().sum::<u64>());
    let was = match before.len() == number {
        true => [median(before.clone()), before.iter().sum()].map(|keys| keys.to_string()),
        false => ["–", "–"].map(str::to_owned),
    };
    format!("{name:<20}{number:>8}{:>8}{all:>8}{:>8}{:>8}{seconds:>10.2}", median(keys), was[0], was[1])
}

/// The value in the middle; of an even number the lower of the two.
fn median(mut all: Vec<u64>) -> u64 {
    all.sort_unstable();
    all.get(all.len().saturating_sub(1) / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_the_program_prints() {
        let day =
            Day::read("filing approve 3 10 900\nfiling call 9 - 700\nfiling approve 5 10 1100\nclicks 0\n").unwrap();
        assert_eq!(day.filings[1], ("call".to_owned(), 9, None, 700));
        let table = day.table();
        assert!(table.contains("approve                    2       3       8      10      20      0.90"), "{table}");
        assert!(table.contains("all of them                3       5      17       –       –      0.90"), "{table}");
        assert_eq!(Day::read("filing approve 3 10 900\n"), None, "it did not come to its end");
    }
}
