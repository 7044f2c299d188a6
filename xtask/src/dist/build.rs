//! Calling cargo and trunk.

use super::entry::Entry;
use crate::project::{Project, files_below, read, read_bytes, remove_folder, write};
use crate::shell::must;
use crate::tools::BuildTools;
use anyhow::Result;
use lol_html::{RewriteStrSettings, element, rewrite_str};
use std::path::{Path, PathBuf};

/// Compiles the programs, each by itself: a package that one builds in chunks another has whole. trunk finds them ready.
pub fn compile(project: &Project, tools: &BuildTools) -> Result<()> {
    for entry in Entry::ALL {
        let mut cargo = tools.command("cargo");
        cargo.current_dir(&project.root).args(["build", "--quiet", "--bins", "--profile", "web"]);
        cargo.args(["--target", "wasm32-unknown-unknown", "--package", entry.package()]);
        if entry.is_in_chunks() {
            cargo.args(["--features", "split"]);
        }
        must(&mut cargo)?;
    }
    Ok(())
}

/// The linked program of a page in chunks, where the tools that part it work; nothing of any other page.
pub fn linked(project: &Project, entry: Entry) -> Result<Option<PathBuf>> {
    if !entry.is_in_chunks() {
        return Ok(None);
    }
    let linked = project.target().join("split").join(entry.bin()).join("linked.wasm");
    let built = project.target().join("wasm32-unknown-unknown/web").join(format!("{}.wasm", entry.bin()));
    write(&linked, read_bytes(&built)?)?;
    Ok(Some(linked))
}

/// Builds a page; the folder that trunk made. trunk would build a program in chunks anew, and cannot part it: it gets the html without.
pub fn trunk(project: &Project, tools: &BuildTools, entry: Entry) -> Result<PathBuf> {
    let out = project.target().join("trunk").join(entry.bin());
    // trunk leaves what other builds put there.
    remove_folder(&out)?;
    let mut html = PathBuf::from(entry.html());
    if entry.is_in_chunks() {
        let folder = project.target().join("split").join(entry.bin()).join("page");
        copy_without_program(project, entry.html(), &folder)?;
        html = folder.join(entry.html());
    }
    let mut trunk = tools.command("trunk");
    trunk.current_dir(&project.root).args(["--log", "error", "build", "--release", "--offline", "--no-sri"]);
    trunk.args(["--cargo-profile", "web", "--html-output", entry.html(), "--dist"]).arg(&out).arg(&html);
    // trunk reads it as true or false and refuses the usual 1.
    trunk.env_remove("NO_COLOR").env_remove("RUST_BACKTRACE");
    must(&mut trunk)?;
    Ok(out)
}

/// The html without its program, and the other files that it names put beside it, where trunk looks for them.
fn copy_without_program(project: &Project, html: &str, to: &Path) -> Result<()> {
    let mut named = Vec::new();
    let handlers = vec![
        element!("link[data-trunk][rel=rust]", |link| {
            link.remove();
            Ok(())
        }),
        element!("link[data-trunk][href]:not([rel=rust])", |link| {
            named.extend(link.get_attribute("href"));
            Ok(())
        }),
    ];
    let settings = RewriteStrSettings { element_content_handlers: handlers, ..RewriteStrSettings::new() };
    let without = rewrite_str(&read(&project.root.join(html))?, settings)?;
    remove_folder(to)?;
    write(&to.join(html), without)?;
    for path in named.iter().map(|name| project.root.join(name)) {
        let files = if path.is_dir() { files_below(&path)? } else { vec![path] };
        for file in files {
            write(&to.join(file.strip_prefix(&project.root)?), read_bytes(&file)?)?;
        }
    }
    Ok(())
}
