//! What `cargo xtask` understands; the comments are the help that it prints.

use crate::bench::why;
use crate::run;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// The project's chores
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", after_help = AFTER)]
pub struct CommandLine {
    #[command(subcommand)]
    pub chore: Option<Chore>,
}

const AFTER: &str = "\
Tools that are installed go to $BEIAN_TOOLS, by default the user's cache folder; nothing is installed globally,
except the browsers by apt-get where `test` may.";

#[derive(Debug, Subcommand)]
pub enum Chore {
    /// Installs what is missing, builds, and serves Beian on http://127.0.0.1:8080
    Run(run::Options),
    /// Builds dist/ for a CDN: hashed names, integrity, Content-Security-Policy, .br and .gz
    Dist {
        /// Another folder
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
        /// Without .br and .gz
        #[arg(long)]
        quick: bool,
    },
    /// Format, the walls between packages, clippy, unit, server, wasm and end-to-end tests; ends with a table
    Test {
        /// One of them: fmt edges clippy-native clippy-wasm docs build unit server server-postgres wasm size e2e; or, by itself only, contract:
        /// schemathesis (Python) holds a server against its OpenAPI document
        part: Option<String>,
    },
    /// Format, the walls between packages, and clippy only
    Check,
    /// Measures one thing
    #[command(subcommand)]
    Bench(Measure),
    /// Pictures of every page in every state, three widths, two languages, light and dark, into target/shots
    Shots,
    /// Draws sample documents and camera pictures to try it with
    Samples {
        /// Where to [default: target/samples]
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
    /// Makes public/regions from its source package
    Regions,
    /// Prints docs/rules.md from the rules themselves
    Rules,
}

#[derive(Debug, Subcommand)]
pub enum Measure {
    /// Bytes of each file of dist/, of a first visit, of the heaviest crates; against bench/budgets.toml
    Size(why::Options),
    /// How long the rules take for a filing of ten sites, here and in a browser
    Rules,
    /// How long a keystroke takes to be seen, with one site and with twenty, on a slow processor; against bench/budgets.toml
    Keys,
    /// How long the next step takes to be seen, on a slow processor; against bench/budgets.toml
    Steps,
    /// Landing page and basic check beside the same pages in React, Vue and Solid, on a slow line; into bench/README.md
    Page {
        /// Leaves ours out, builds nothing of ours, and only prints
        #[arg(long)]
        peers_only: bool,
    },
    /// How long the desktop takes to go on once the phone has finished; against bench/budgets.toml
    Handoff,
    /// Fields of a filing, how many a person types, keys and clicks; against the promised number
    Typing,
    /// How long the guidance takes for a frame of the phone's camera; against bench/budgets.toml
    Guidance,
    /// What thousands of pages that wait cost a server, and what a grown database costs everybody; against bench/budgets.toml
    Server {
        /// Only what the desk asks of a grown database, with each statement and how the database finds it; against nothing
        #[arg(long)]
        plans: bool,
    },
    /// A day at the desk by keyboard: keys and clicks a filing, and how long program and server take
    Desk,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist::Entry;
    use clap::CommandFactory;

    fn chore(line: &str) -> Option<Chore> {
        CommandLine::try_parse_from(line.split(' ')).ok()?.chore
    }

    #[test]
    fn the_commands_that_the_readme_names_are_understood() {
        CommandLine::command().debug_assert();
        assert!(
            matches!(chore("xtask test -- contract"), Some(Chore::Test { part: Some(part) }) if part == "contract")
        );
        for (line, page) in [("xtask run --dev", Entry::Applicant), ("xtask run --dev phone", Entry::Phone)] {
            assert!(matches!(chore(line), Some(Chore::Run(options)) if options.dev == Some(page)), "{line}");
        }
        assert!(matches!(chore("xtask run --lan --port=9000"), Some(Chore::Run(it)) if it.lan && it.port == 9000));
        assert!(chore("xtask run --lan --dev").is_none(), "HTTPS of the built pages, or HTTP of the watcher's");
        assert!(matches!(chore("xtask bench size"), Some(Chore::Bench(Measure::Size(it))) if it.why.is_none()));
        let why = "xtask bench size --why applicant --symbol serde --retained";
        assert!(matches!(chore(why), Some(Chore::Bench(Measure::Size(it))) if it.why == Some(Entry::Applicant)));
        assert!(chore("xtask bench size --symbol serde").is_none(), "of which page");
        assert!(chore("xtask check more").is_none());
    }
}
