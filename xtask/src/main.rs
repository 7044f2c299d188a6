//! The project's chores, as `cargo xtask COMMAND`: running, building for a CDN, testing, measuring, drawing samples.

mod bench;
mod browsers;
mod command_line;
mod databases;
mod dist;
mod end_to_end;
mod fingerprint;
mod generate;
mod in_browser;
mod linked;
mod net;
mod project;
mod run;
mod shell;
mod shots;
mod test;
mod tools;

use anyhow::Result;
use clap::{CommandFactory, Parser};
use command_line::{Chore, CommandLine, Measure};
use generate::{regions, rules, samples};
use project::Project;
use std::path::absolute;
use std::process::ExitCode;

fn main() -> ExitCode {
    match command(CommandLine::parse()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn command(given: CommandLine) -> Result<ExitCode> {
    let project = Project::here()?;
    match given.chore {
        None => CommandLine::command().print_help()?,
        Some(Chore::Run(options)) => return run::run(&project, options),
        Some(Chore::Dist { out, quick }) => {
            let out = out.map_or_else(|| Ok(project.dist()), absolute)?;
            dist::build(&project, &dist::Options { out, quick })?;
        }
        Some(Chore::Test { part }) => return test::test(&project, part.as_deref()),
        Some(Chore::Check) => return test::check(&project),
        Some(Chore::Bench(what)) => {
            return match what {
                Measure::Size(options) => match options.why {
                    Some(entry) => bench::why::why(&project, entry, &options),
                    None => bench::size(&project),
                },
                Measure::Rules => bench::rules(&project),
                Measure::Keys => bench::times::keys(&project),
                Measure::Steps => bench::times::steps(&project),
                Measure::Page { peers_only } => bench::page::measure(&project, peers_only),
                Measure::Handoff => bench::handoff::measure(&project),
                Measure::Typing => bench::typing::typing(&project),
                Measure::Guidance => bench::guidance::measure(&project),
                Measure::Server { plans: true } => bench::waits::plans(&project),
                Measure::Server { plans: false } => bench::server::measure(&project),
                Measure::Desk => bench::day::measure(&project),
            };
        }
        Some(Chore::Shots) => shots::take(&project)?,
        Some(Chore::Samples { out }) => {
            let out = out.map_or_else(|| Ok(project.target().join("samples")), absolute)?;
            samples::draw(&project, &out)?;
            println!("{}", out.display());
        }
        Some(Chore::Regions) => regions::generate(&project)?,
        Some(Chore::Rules) => rules::generate(&project)?,
    }
    Ok(ExitCode::SUCCESS)
}
