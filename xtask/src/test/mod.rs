//! `cargo xtask test` and `check`: every part runs though one fails, and a table says at the end how each went.

mod cargo;
mod contract;
mod count;
mod edges;
mod programs;
mod table;

use crate::end_to_end::Places;
use crate::generate::rules;
use crate::project::Project;
use crate::shell::say;
use crate::{bench, browsers, databases, in_browser, tools};
use anyhow::{Result, bail};
use cargo::{cargo, lint, tests};
use count::Count;
use programs::Programs;
use std::cell::OnceCell;
use std::io::Write;
use std::path::Path;
use std::process::{Command, ExitCode};
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
    /// Everything that the parts after it run on this machine compiles.
    Build,
    /// Unit and property tests of model, rules, words, samples and chores.
    Unit,
    /// The server's tests, the contract's on a SQLite file.
    Server,
    /// The contract's tests on PostgreSQL.
    ServerPostgres,
    /// Tests in a headless browser, of pieces.
    Wasm,
    /// The built pages against their budgets.
    Size,
    /// Tests in headless browsers, of the whole.
    EndToEnd,
    /// The server against its own OpenAPI document, by a fuzzer; only where it is named.
    Contract,
}

impl Part {
    /// What runs where no part is named.
    const ALL: [Part; 12] = [
        Part::Fmt,
        Part::Edges,
        Part::ClippyNative,
        Part::ClippyWasm,
        Part::Docs,
        Part::Build,
        Part::Unit,
        Part::Server,
        Part::ServerPostgres,
        Part::Wasm,
        Part::Size,
        Part::EndToEnd,
    ];

    const fn name(self) -> &'static str {
        match self {
            Part::Fmt => "fmt",
            Part::Edges => "edges",
            Part::ClippyNative => "clippy-native",
            Part::ClippyWasm => "clippy-wasm",
            Part::Docs => "docs",
            Part::Build => "build",
            Part::Unit => "unit",
            Part::Server => "server",
            Part::ServerPostgres => "server-postgres",
            Part::Wasm => "wasm",
            Part::Size => "size",
            Part::EndToEnd => "e2e",
            Part::Contract => "contract",
        }
    }

    fn run(self, run: &Run) -> Result<Count> {
        let Run { project, .. } = run;
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
            Part::Build => run.programs().map(|_| Count { passed: 1, failed: 0 }),
            // The browser side compiles for this machine too, and its pure parts are tested here.
            Part::Unit => {
                let others = [SERVER, END_TO_END].map(Path::new);
                let ours = run.programs()?.run(project, |folder, _| !others.contains(&folder), |_| ())?;
                Ok(ours + tests(cargo(project).args(TEST).args(["--workspace", "--doc", "--quiet"]))?)
            }
            Part::Server => {
                databases::postgres()?;
                let packages = tools::TEST_PACKAGES.iter();
                let packages = packages.map(|one| Ok((one.variable, tools::test_package(project, one)?)));
                let packages = packages.collect::<Result<Vec<_>>>()?;
                let with_packages = |command: &mut Command| {
                    command.envs(packages.iter().map(|(variable, folder)| (variable, folder)));
                };
                run.programs()?.run(project, |folder, _| folder == Path::new(SERVER), with_packages)
            }
            Part::ServerPostgres => {
                databases::postgres()?;
                let on_postgres = |command: &mut Command| {
                    command.env("BEIAN_TEST_DATABASE", "postgres");
                };
                run.programs()?.run(project, |folder, name| (folder, name) == (Path::new(SERVER), "api"), on_postgres)
            }
            Part::Wasm => tests(in_browser::cargo(project)?.args(TEST).args(WEB).args(WASM_TESTS)),
            Part::Size => bench::budgets_kept(project).map(|(passed, failed)| Count { passed, failed }),
            Part::EndToEnd => {
                databases::postgres()?;
                let others = browsers::others()?;
                let programs = run.programs()?;
                let places = Places::with(project, programs.file(SERVER_PROGRAM)?)?;
                programs.run(
                    project,
                    |folder, _| folder == Path::new(END_TO_END),
                    |command| {
                        places.tell(command);
                        others.tell(command);
                    },
                )
            }
            Part::Contract => {
                let programs = run.programs()?;
                match contract::command(project, programs.file("contract")?, programs.file(SERVER_PROGRAM)?)? {
                    Some(mut command) => tests(&mut command),
                    None => Ok(Count::default()),
                }
            }
        }
    }
}

/// A run of some parts.
struct Run<'a> {
    project: &'a Project,
    programs: OnceCell<Programs>,
}

impl Run<'_> {
    /// What is tested on this machine, compiled when the first part asks for it.
    fn programs(&self) -> Result<&Programs> {
        match self.programs.get() {
            Some(programs) => Ok(programs),
            None => {
                let built = Programs::build(self.project)?;
                Ok(self.programs.get_or_init(|| built))
            }
        }
    }
}

/// The folder of the server, and of the tests of the whole.
const SERVER: &str = "server";
const END_TO_END: &str = "tests/e2e";
const SERVER_PROGRAM: &str = "beian-server";

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
    run_all(project, &parts)
}

/// Format, edges and lints only.
pub fn check(project: &Project) -> Result<ExitCode> {
    run_all(project, &[Part::Fmt, Part::Edges, Part::ClippyNative, Part::ClippyWasm])
}

fn run_all(project: &Project, parts: &[Part]) -> Result<ExitCode> {
    // Lints compile for the browser too, and would fail with an error that does not say what to do.
    tools::wasm_target()?;
    let run = Run { project, programs: OnceCell::new() };
    let mut rows = Vec::new();
    for part in parts {
        say(part.name());
        let began = Instant::now();
        let count = part.run(&run).unwrap_or_else(|error| {
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
