//! JavaScript and styles without what only people read, by esbuild.

use crate::tools::BuildTools;
use anyhow::{Context, Result, bail};
use std::io::Write;
use std::process::Stdio;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A module of JavaScript.
    Script,
    /// A stylesheet.
    Sheet,
}

/// The same in fewer bytes. Syntax stays as it is written: what browsers need is not decided here.
pub fn minify(tools: &BuildTools, kind: Kind, text: &str) -> Result<String> {
    let mut command = tools.command("esbuild");
    command.args(["--minify", "--charset=utf8", "--log-level=warning"]);
    match kind {
        Kind::Script => command.args(["--loader=js", "--format=esm"]),
        Kind::Sheet => command.arg("--loader=css"),
    };
    let mut esbuild =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().context("esbuild could not be started")?;
    // It reads everything before it writes; dropped, its input has an end.
    esbuild.stdin.take().context("esbuild takes no input")?.write_all(text.as_bytes()).context("esbuild stopped")?;
    let output = esbuild.wait_with_output().context("esbuild stopped")?;
    if !output.status.success() {
        bail!("esbuild failed ({})", output.status);
    }
    String::from_utf8(output.stdout).context("esbuild wrote no text")
}
