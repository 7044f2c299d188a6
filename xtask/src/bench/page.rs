//! `cargo xtask bench page`: our landing page and basic check beside the same two pages by others, all in one run; medians into
//! `bench/README.md`.

use super::peers::{self, PEERS};
use crate::browsers;
use crate::end_to_end;
use crate::project::{Project, read, write};
use crate::shell::{answer_of, output_of};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::process::{Command, ExitCode};

/// Between these the table stands in `bench/README.md`.
const MARKS: (&str, &str) = ("<!-- page: written by `cargo xtask bench page` -->", "<!-- /page -->");
/// How ours are called by the measuring program, and by the table.
const OURS: (&str, &str) = ("beian", "Beian");

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    /// Bytes, as kB of 1000.
    Kilobytes,
    /// Milliseconds, as seconds.
    Seconds,
    /// Milliseconds, as they are.
    Milliseconds,
    /// Bytes, as MB of 1,000,000.
    Megabytes,
    /// A count.
    Count,
}

/// The rows: what the measuring program calls it, what the table says.
const ROWS: [(&str, &str, Unit); 23] = [
    ("landing.bytes_field", "Landing: bytes until the first field, kB", Unit::Kilobytes),
    ("landing.bytes_ready", "Landing: bytes until the program runs, kB", Unit::Kilobytes),
    ("landing.paint", "Landing: first paint, s", Unit::Seconds),
    ("landing.field", "Landing: first field, s", Unit::Seconds),
    ("landing.ready", "Landing: program runs, s", Unit::Seconds),
    ("landing.requests", "Landing: requests", Unit::Count),
    ("check.bytes_field", "Basic check: bytes until the first field, kB", Unit::Kilobytes),
    ("check.bytes_ready", "Basic check: bytes until the program runs, kB", Unit::Kilobytes),
    ("check.paint", "Basic check: first paint, s", Unit::Seconds),
    ("check.field", "Basic check: first field, s", Unit::Seconds),
    ("check.ready", "Basic check: program runs, s", Unit::Seconds),
    ("check.requests", "Basic check: requests", Unit::Count),
    ("keys.median", "Key to paint, median, ms", Unit::Milliseconds),
    ("keys.p95", "Key to paint, p95, ms", Unit::Milliseconds),
    ("memory.heap", "JavaScript heap, MB", Unit::Megabytes),
    ("memory.wasm", "WebAssembly memory, MB", Unit::Megabytes),
    ("walk.heap", "All steps seen: JavaScript heap, MB", Unit::Megabytes),
    ("walk.wasm", "All steps seen: WebAssembly memory, MB", Unit::Megabytes),
    ("warm.requests", "Landing again: requests", Unit::Count),
    ("warm.asked", "Landing again: of them to the server", Unit::Count),
    ("warm.asked_field", "Landing again: to the server, until the first field", Unit::Count),
    ("warm.field", "Landing again: first field, s", Unit::Seconds),
    ("warm.bytes", "Landing again: bytes that travelled, kB", Unit::Kilobytes),
];

/// What was measured: by measure, by app, all rounds.
type Measured<'a> = BTreeMap<&'a str, BTreeMap<&'a str, Vec<f64>>>;

/// Measures in Chromium, prints, and writes the table down where ours are in it.
pub fn measure(project: &Project, peers_only: bool) -> Result<ExitCode> {
    let built = peers::build(project)?;
    let mut cargo = if peers_only { end_to_end::cargo_without_ours(project)? } else { end_to_end::cargo(project)? };
    cargo.args(["run", "--quiet", "--package", "beian-e2e", "--bin", "page", "--"]);
    for (name, folder) in &built {
        cargo.arg(format!("{name}={}", folder.display()));
    }
    let said = answer_of(&mut cargo)?;
    let text = format!("{}\n\n{}", measured_on()?, table(&measured(&said)?));
    println!("{text}");
    if !peers_only {
        let path = project.root.join("bench/README.md");
        let changed = between(&read(&path)?, &text).context("bench/README.md has no place for the table")?;
        write(&path, changed)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The lines of the measuring program: `solid landing.paint 812`.
fn measured(said: &str) -> Result<Measured<'_>> {
    let mut all = Measured::new();
    for line in said.lines() {
        let mut words = line.split(' ');
        let mut next = || words.next().with_context(|| format!("no measure in `{line}`"));
        let (app, measure, value) = (next()?, next()?, next()?.parse()?);
        all.entry(measure).or_default().entry(app).or_default().push(value);
    }
    Ok(all)
}

/// A table in Markdown: a row a measure, a column an app, medians.
fn table(all: &Measured) -> String {
    let is_there = |(app, _): &(&str, &str)| all.values().any(|apps| apps.contains_key(app));
    let apps: Vec<_> = [OURS].into_iter().chain(PEERS).filter(is_there).collect();
    let row = |first: &str, cells: Vec<String>| format!("| {first} | {} |\n", cells.join(" | "));
    let mut out = row("", apps.iter().map(|(_, title)| (*title).to_owned()).collect());
    out.push_str(&row("---", apps.iter().map(|_| "---:".to_owned()).collect()));
    for (measure, title, unit) in ROWS {
        let Some(of) = all.get(measure) else { continue };
        let cell = |(app, _): &(&str, &str)| {
            of.get(app).and_then(|values| median(values)).map_or("–".into(), |it| said(it, unit))
        };
        out.push_str(&row(title, apps.iter().map(cell).collect()));
    }
    out
}

fn said(value: f64, unit: Unit) -> String {
    match unit {
        Unit::Kilobytes => format!("{:.1}", value / 1e3),
        Unit::Seconds => format!("{:.2}", value / 1e3),
        Unit::Megabytes => format!("{:.1}", value / 1e6),
        Unit::Milliseconds | Unit::Count => format!("{value:.0}"),
    }
}

fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied()
}

/// The day, the machine and the browser.
fn measured_on() -> Result<String> {
    let of = |program: &str, arguments: &[&str]| output_of(Command::new(program).args(arguments)).unwrap_or_default();
    let browser = output_of(Command::new(browsers::chromium()?.browser).arg("--version")).unwrap_or_default();
    let browser = browser.split(" built on").next().unwrap_or_default();
    let processor = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let processor = processor.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let processor = processor.map_or_else(|| of("uname", &["-m"]), |(_, name)| name.to_owned());
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let (day, system) = (of("date", &["-u", "+%Y-%m-%d"]), of("uname", &["-s"]));
    let node = of("node", &["--version"]);
    Ok(format!("Measured on {day}: {processor}, {cores} cores; {system}; {browser}; built with Node {node}."))
}

/// The text with something else between the marks; nothing where it has none.
fn between(text: &str, new: &str) -> Option<String> {
    let (before, rest) = text.split_once(MARKS.0)?;
    let (_, after) = rest.split_once(MARKS.1)?;
    Some(format!("{before}{}\n\n{}\n\n{}{after}", MARKS.0, new.trim(), MARKS.1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_stand_in_the_row_of_their_measure_and_the_column_of_their_app() -> Result<()> {
        let said = "solid landing.bytes_field 31200\nsolid landing.paint 900\nsolid landing.paint 1100\n\
                    solid landing.paint 1000\nbeian landing.paint 810\n";
        let expected = "|  | Beian | Solid, no library |\n| --- | ---: | ---: |\n\
                        | Landing: bytes until the first field, kB | – | 31.2 |\n\
                        | Landing: first paint, s | 0.81 | 1.00 |\n";
        assert_eq!(table(&measured(said)?), expected);
        assert!(measured("solid landing.paint").is_err());
        Ok(())
    }

    #[test]
    fn the_table_goes_between_its_marks_and_nowhere_else() {
        let text = format!("# Bench\n\n{}\nold\n{}\n\nMore.\n", MARKS.0, MARKS.1);
        let expected = format!("# Bench\n\n{}\n\nnew\n\n{}\n\nMore.\n", MARKS.0, MARKS.1);
        assert_eq!(between(&text, "new\n").as_deref(), Some(expected.as_str()));
        assert_eq!(between("# Bench", "new"), None);
    }
}
