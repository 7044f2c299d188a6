//! `cargo xtask bench size --why PAGE`: what each file of a page's WebAssembly is made of, and why a function or a piece
//! of data is in the one that a first visit fetches.

mod report;
mod retained;
mod weights;

use crate::dist::Entry;
use crate::project::{Project, read_bytes};
use anyhow::{Context, Result, bail};
use clap::Args;
use report::report;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// What `bench size` was asked for.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// Instead: the heaviest crates and families of each file of this page's WebAssembly
    #[arg(long, value_name = "PAGE")]
    pub why: Option<Entry>,
    /// And why the functions and data that have this text in their name, or say it, are in the first file
    #[arg(long, value_name = "TEXT", requires = "why")]
    pub symbol: Option<String>,
    /// And what the first file would lose with each of its heaviest functions
    #[arg(long, requires = "why")]
    pub retained: bool,
}

/// Prints it for a page.
pub fn why(project: &Project, entry: Entry, options: &Options) -> Result<ExitCode> {
    let path = relocated(project, entry);
    if !path.is_file() {
        bail!("{} is not there: run `cargo xtask dist` first", path.display());
    }
    let text = report(&read_bytes(&path)?, options).with_context(|| path.display().to_string())?;
    let text = format!("{}, uncompressed, as linked\n{text}", path.display());
    match io::stdout().write_all(text.as_bytes()) {
        // Whoever reads only the first lines closes the pipe.
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(ExitCode::SUCCESS),
    }
}

/// The page's program as it was linked, with relocations where it is split.
pub fn relocated(project: &Project, entry: Entry) -> PathBuf {
    let bin = entry.bin();
    let split = project.target().join("split").join(bin).join("linked.wasm");
    if split.is_file() {
        return split;
    }
    project.target().join("wasm32-unknown-unknown/web").join(format!("{bin}.wasm"))
}
