//! The project's chores, as `cargo xtask COMMAND`: running, building for a CDN, testing, measuring, drawing samples.

mod bench;
mod browsers;
mod dist;
mod end_to_end;
mod fingerprint;
mod generate;
mod in_browser;
mod net;
mod project;
mod run;
mod shell;
mod shots;
mod test;
mod tools;

use anyhow::{Result, bail};
use lexopt::prelude::*;
use project::Project;
use std::path::PathBuf;
use std::process::ExitCode;

const HELP: &str = "\
Usage: cargo xtask COMMAND

  run       installs what is missing, builds, and serves Beian on http://127.0.0.1:8080
              --port N       another port
              --data DIR     where the database and the uploads are kept (default: data)
              --lan          over HTTPS with a self-signed certificate on this machine's network address,
                             so that a real phone can scan the code and use its camera
              --dev [ENTRY]  trunk's watcher: quick build, live reload, /api proxied to the server;
                             trunk serves one page at a time: applicant (default), phone or desk
              --demo         a data folder of its own with sample filings, a staff account and the simulator
  dist      builds dist/ for a CDN: hashed names, integrity, Content-Security-Policy, .br and .gz
              --out DIR      another folder
              --quick        without .br and .gz
  test      format, the walls between packages, clippy, unit, server, wasm and end-to-end tests; ends with a table
              -- PART        one of them: fmt edges clippy-native clippy-wasm docs build unit server wasm e2e
              -- contract    by itself only: schemathesis (Python) holds a server against its OpenAPI document
  check     format, the walls between packages, and clippy only
  bench size
            bytes of each file of dist/, of a first visit, of the heaviest crates; against bench/budgets.toml
  bench rules
            how long the rules take for a filing of ten sites, here and in a browser
  bench keys
            how long a keystroke takes to be seen in a filing of twenty sites; against bench/budgets.toml
  bench handoff
            how long the desktop takes to go on once the phone has finished; against bench/budgets.toml
  bench typing
            fields of a filing, how many a person types, keys and clicks; against the promised number
  bench guidance
            how long the guidance takes for a frame of the phone's camera; against bench/budgets.toml
  shots     pictures of every page in every state, three widths, two languages, light and dark, into target/shots
  samples   draws sample documents and camera pictures to try it with
              --out DIR      where to (default: target/samples)
  regions   makes public/regions from its source package
  rules     prints docs/rules.md from the rules themselves

Tools that are installed go to $BEIAN_TOOLS, by default the user's cache folder; nothing is installed globally,
except the browsers by apt-get where `test` may.
";

fn main() -> ExitCode {
    match command() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command() -> Result<ExitCode> {
    let mut arguments = lexopt::Parser::from_env();
    let mut name = None;
    if let Some(argument) = arguments.next()? {
        match argument {
            Value(value) => name = Some(value.string()?),
            Short('h') | Long("help") => {}
            other => return Err(other.unexpected().into()),
        }
    }
    let Some(name) = name else {
        print!("{HELP}");
        return Ok(ExitCode::SUCCESS);
    };
    let project = Project::here()?;
    match name.as_str() {
        "run" => run::run(&project, run_options(&mut arguments)?),
        "dist" => {
            let mut options = dist::Options { out: project.dist(), quick: false };
            while let Some(argument) = arguments.next()? {
                match argument {
                    Long("out") => options.out = absolute(arguments.value()?.into())?,
                    Long("quick") => options.quick = true,
                    other => return Err(other.unexpected().into()),
                }
            }
            dist::build(&project, &options)?;
            Ok(ExitCode::SUCCESS)
        }
        "test" => {
            let mut part = None;
            while let Some(argument) = arguments.next()? {
                match argument {
                    Value(value) if part.is_none() => part = Some(value.string()?),
                    other => return Err(other.unexpected().into()),
                }
            }
            test::test(&project, part.as_deref())
        }
        "check" => {
            nothing_more(&mut arguments)?;
            test::check(&project)
        }
        "bench" => {
            let what = match arguments.next()? {
                Some(Value(value)) => value.string()?,
                _ => String::new(),
            };
            nothing_more(&mut arguments)?;
            match what.as_str() {
                "size" => bench::size(&project),
                "rules" => bench::rules(&project),
                "keys" => bench::keys::measure(&project),
                "handoff" => bench::handoff::measure(&project),
                "typing" => bench::typing::typing(&project),
                "guidance" => bench::guidance::measure(&project),
                _ => {
                    bail!("there are six measurements: cargo xtask bench size, rules, keys, handoff, guidance, typing")
                }
            }
        }
        "shots" => {
            nothing_more(&mut arguments)?;
            shots::take(&project)?;
            Ok(ExitCode::SUCCESS)
        }
        "samples" => {
            let mut out = project.target().join("samples");
            while let Some(argument) = arguments.next()? {
                match argument {
                    Long("out") => out = absolute(arguments.value()?.into())?,
                    other => return Err(other.unexpected().into()),
                }
            }
            generate::samples::draw(&project, &out)?;
            println!("{}", out.display());
            Ok(ExitCode::SUCCESS)
        }
        "regions" => {
            nothing_more(&mut arguments)?;
            generate::regions::generate(&project)?;
            Ok(ExitCode::SUCCESS)
        }
        "rules" => {
            nothing_more(&mut arguments)?;
            generate::rules::generate(&project)?;
            Ok(ExitCode::SUCCESS)
        }
        "help" => {
            print!("{HELP}");
            Ok(ExitCode::SUCCESS)
        }
        other => bail!("there is no command `{other}`; `cargo xtask help` lists them"),
    }
}

fn run_options(arguments: &mut lexopt::Parser) -> Result<run::Options> {
    let mut options = run::Options::default();
    while let Some(argument) = arguments.next()? {
        match argument {
            Long("port") => options.port = arguments.value()?.parse()?,
            Long("data") => options.data = Some(absolute(arguments.value()?.into())?),
            Long("lan") => options.lan = true,
            Long("demo") => options.demo = true,
            Long("dev") => options.dev = Some(dist::Entry::Applicant),
            // The entry stands after `--dev`, and is optional: clearer than a flag of its own.
            Value(value) if options.dev.is_some() => options.dev = Some(value.parse()?),
            other => return Err(other.unexpected().into()),
        }
    }
    if options.lan && options.dev.is_some() {
        bail!("--lan serves the built pages over HTTPS, --dev the watcher's over HTTP: choose one");
    }
    Ok(options)
}

fn nothing_more(arguments: &mut lexopt::Parser) -> Result<()> {
    match arguments.next()? {
        Some(other) => Err(other.unexpected().into()),
        None => Ok(()),
    }
}

/// A path that the caller gave, seen from where the command was called.
fn absolute(path: PathBuf) -> Result<PathBuf> {
    Ok(std::path::absolute(path)?)
}
