//! `cargo xtask test` and `check`: every part runs though one fails, and a table says at the end how each went.

mod count;
mod table;

use crate::project::Project;
use crate::shell::say;
use crate::{browsers, contract, edges, end_to_end, in_browser, rules, tools};
use anyhow::{Context, Result, bail};
use count::Count;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, ExitCode, Stdio};
use std::time::Instant;
use table::Row;

/// A part of the tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    /// Formatting.
    Fmt,
    /// Which package uses which.
    Edges,
    /// Lints of everything, for this machine.
    ClippyNative,
    /// Lints of what the browser runs, for the browser.
    ClippyWasm,
    /// Generated documentation is as the rules are.
    Docs,
    /// Unit and property tests of model, rules, words, samples and chores.
    Unit,
    /// The server's tests.
    Server,
    /// Tests in a headless browser, of pieces.
    Wasm,
    /// Tests in headless browsers, of the whole.
    EndToEnd,
    /// The server against its own OpenAPI document, by a fuzzer; only where it is named.
    Contract,
}

impl Part {
    /// What runs where no part is named.
    const ALL: [Part; 9] = [
        Part::Fmt,
        Part::Edges,
        Part::ClippyNative,
        Part::ClippyWasm,
        Part::Docs,
        Part::Unit,
        Part::Server,
        Part::Wasm,
        Part::EndToEnd,
    ];

    const fn name(self) -> &'static str {
        match self {
            Part::Fmt => "fmt",
            Part::Edges => "edges",
            Part::ClippyNative => "clippy-native",
            Part::ClippyWasm => "clippy-wasm",
            Part::Docs => "docs",
            Part::Unit => "unit",
            Part::Server => "server",
            Part::Wasm => "wasm",
            Part::EndToEnd => "e2e",
            Part::Contract => "contract",
        }
    }

    fn run(self, project: &Project) -> Result<Count> {
        match self {
            Part::Fmt => lint(project, &["fmt", "--all", "--check"]),
            Part::Edges => edges::check(project).map(|()| Count { passed: 1, failed: 0 }),
            Part::ClippyNative => {
                lint(project, &["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"])
            }
            Part::ClippyWasm => {
                let all =
                    [&["clippy", "--quiet"], &WEB[..], &["--lib", "--bins"], &WASM_TESTS, &["--", "-D", "warnings"]];
                lint(project, &all.concat())
            }
            Part::Docs => rules::check(project).map(|()| Count { passed: 1, failed: 0 }),
            // The browser side compiles for this machine too, and its pure parts are tested here.
            Part::Unit => {
                let others = ["--exclude", "beian-server", "--exclude", "beian-e2e"];
                tests(cargo(project).args(TEST).arg("--workspace").args(others))
            }
            Part::Server => tests(cargo(project).args(TEST).args(["--package", "beian-server"])),
            Part::Wasm => wasm(project),
            Part::EndToEnd => end_to_end(project),
            Part::Contract => match contract::cargo(project)? {
                Some(mut cargo) => tests(&mut cargo),
                None => Ok(Count::default()),
            },
        }
    }
}

/// A failing test program must not keep the others from running, or the count would be wrong.
const TEST: [&str; 2] = ["test", "--no-fail-fast"];
/// What is compiled for the browser.
const WEB: [&str; 12] = [
    "--package",
    "beian",
    "--package",
    "beian-desk",
    "--package",
    "beian-phone",
    "--package",
    "beian-rules",
    "--package",
    "beian-browser",
    "--target",
    "wasm32-unknown-unknown",
];

/// The tests in a browser are those under `tests/`; the unit tests inside the library run on this machine.
const WASM_TESTS: [&str; 2] = ["--test", "*"];

/// Runs every part, or the one that is named.
pub fn test(project: &Project, part: Option<&str>) -> Result<ExitCode> {
    let parts: Vec<Part> = match part {
        None => Part::ALL.to_vec(),
        Some(name) => match Part::ALL.into_iter().chain([Part::Contract]).find(|it| it.name() == name) {
            Some(part) => vec![part],
            None => {
                let names = Part::ALL.map(Part::name).join(", ");
                bail!("there is no part `{name}`; there are {names}, {}", Part::Contract.name())
            }
        },
    };
    run(project, &parts)
}

/// Format, edges and lints only.
pub fn check(project: &Project) -> Result<ExitCode> {
    run(project, &[Part::Fmt, Part::Edges, Part::ClippyNative, Part::ClippyWasm])
}

fn run(project: &Project, parts: &[Part]) -> Result<ExitCode> {
    // Lints compile for the browser too, and would fail with an error that does not say what to do.
    tools::wasm_target()?;
    let mut rows = Vec::new();
    for part in parts {
        say(part.name());
        let began = Instant::now();
        let count = part.run(project).unwrap_or_else(|error| {
            eprintln!("{}: {error:#}", part.name());
            Count::broken()
        });
        rows.push(Row { part: part.name(), count, time: began.elapsed() });
    }
    let total: Count = rows.iter().map(|row| row.count).sum();
    print!("\n{}\n{total}\n", table::print(&rows));
    std::io::stdout().flush()?;
    Ok(if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn cargo(project: &Project) -> Command {
    let mut command = Command::new("cargo");
    command.current_dir(&project.root);
    command
}

/// A check that passes or fails as one.
fn lint(project: &Project, arguments: &[&str]) -> Result<Count> {
    let status = cargo(project).args(arguments).status().context("cargo could not be started")?;
    Ok(if status.success() { Count { passed: 1, failed: 0 } } else { Count::broken() })
}

/// Runs a test command, shows its output as it comes, and counts.
fn tests(command: &mut Command) -> Result<Count> {
    let mut child = command.stdout(Stdio::piped()).spawn().context("cargo could not be started")?;
    let output = child.stdout.take().context("no output to read")?;
    let mut count = Count::default();
    for line in BufReader::new(output).split(b'\n') {
        let line = String::from_utf8_lossy(&line?).into_owned();
        println!("{line}");
        count = count + Count::of_line(&line);
    }
    // A crash or a compile error has no line of its own.
    if !child.wait()?.success() && count.failed == 0 {
        count = count + Count::broken();
    }
    Ok(count)
}

/// The tests that run inside a browser.
fn wasm(project: &Project) -> Result<Count> {
    tests(in_browser::cargo(project)?.args(TEST).args(WEB).args(WASM_TESTS))
}

/// The whole, in real browsers.
fn end_to_end(project: &Project) -> Result<Count> {
    let others = browsers::others()?;
    let mut cargo = end_to_end::cargo(project)?;
    others.tell(&mut cargo);
    tests(cargo.args(TEST).args(["--package", "beian-e2e"]))
}
