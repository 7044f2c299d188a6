//! JavaScript and styles without what only people read, by esbuild.

use super::needs;
use crate::tools::BuildTools;
use anyhow::{Context, Result, bail};
use std::io::Write;
use std::process::Stdio;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A module of JavaScript.
    Script,
    /// A script that browsers of ten years ago must be able to read.
    OldScript,
    /// A stylesheet.
    Sheet,
}

/// The same in fewer bytes, in syntax that the oldest browsers read. What cannot be brought down to them fails the build.
pub fn minify(tools: &BuildTools, kind: Kind, text: &str) -> Result<String> {
    let mut command = tools.command("esbuild");
    command.args(["--minify", "--charset=utf8", "--log-level=warning"]);
    match kind {
        Kind::Script => {
            let target = format!("--target={}", needs::target());
            command.args(["--loader=js", "--format=esm", "--tree-shaking=true", &target])
        }
        Kind::OldScript => command.args(["--loader=js", "--target=es5"]),
        Kind::Sheet => command.arg("--loader=css"),
    };
    let mut esbuild = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("esbuild could not be started")?;
    // It reads everything before it writes; dropped, its input has an end.
    esbuild.stdin.take().context("esbuild takes no input")?.write_all(text.as_bytes()).context("esbuild stopped")?;
    let output = esbuild.wait_with_output().context("esbuild stopped")?;
    // A warning says that something will not work as it is written.
    if !output.status.success() || !output.stderr.is_empty() {
        bail!("esbuild failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    String::from_utf8(output.stdout).context("esbuild wrote no text")
}
