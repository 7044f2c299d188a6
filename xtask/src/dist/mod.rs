//! `cargo xtask dist`: the pages, built by trunk and then made ready for a CDN.
//!
//! What trunk leaves to do: names that follow the final bytes (it names files before wasm-opt runs), an integrity that
//! browsers enforce for the WebAssembly too, short names between WebAssembly and JavaScript, no inline script but the shell's own, a start that tells
//! an old browser what it lacks, one stylesheet a page, compressed twins; and of the pages in chunks the whole program.

mod assets;
mod blank;
mod build;
pub mod compress;
mod csp;
mod entry;
mod html;
mod minify;
mod needs;
mod page;
mod short_names;
mod split;
mod start;
mod trim;

use crate::fingerprint;
use crate::project::{Project, files_below, remove_folder, write};
use crate::shell::say;
use crate::tools;
use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

pub use entry::Entry;

/// What `dist` was asked for.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder to make.
    pub out: PathBuf,
    /// Without compressed twins.
    pub quick: bool,
}

/// What `dist/build.json` says of the folder it lies in.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// Hash of the sources and tools that it was built from.
    pub fingerprint: String,
    /// Whether every text and wasm file has its `.br` and `.gz`.
    pub compressed: bool,
    /// What a first visit of each page fetches, by html file.
    pub entries: BTreeMap<String, Vec<FileSize>>,
    /// What a page fetches later by itself, by html file.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub later: BTreeMap<String, Vec<FileSize>>,
    /// The files of each chunk of a page's program, by html file and chunk: what is needed with it, its own and shared ones.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub chunks: BTreeMap<String, BTreeMap<String, Vec<FileSize>>>,
}

/// A file and its sizes in bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileSize {
    /// Its path in the folder.
    pub path: String,
    /// As it is.
    pub raw: u64,
    /// As `.gz`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gzip: Option<u64>,
    /// As `.br`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub brotli: Option<u64>,
}

/// The name of the manifest.
pub const MANIFEST: &str = "build.json";
/// The Content-Security-Policy of each html file, for whoever serves the folder.
const HEADERS: &str = "headers.json";

/// What was built into a folder, if it holds a finished build.
pub fn manifest(folder: &Path) -> Option<Manifest> {
    serde_json::from_str(&std::fs::read_to_string(folder.join(MANIFEST)).ok()?).ok()
}

/// Builds `dist/` unless what is there was built from the same sources.
pub fn build_if_stale(project: &Project, needs_compressed: bool) -> Result<()> {
    let fingerprint = fingerprint::of(project, &tools::versions(project)?)?;
    let fresh = manifest(&project.dist())
        .is_some_and(|it| it.fingerprint == fingerprint && (it.compressed || !needs_compressed));
    if fresh {
        return Ok(());
    }
    build(project, &Options { out: project.dist(), quick: !needs_compressed })
}

/// Builds the folder.
pub fn build(project: &Project, options: &Options) -> Result<()> {
    let tools = tools::for_build(project)?;
    let began = Instant::now();
    // Before the build: what is saved while it runs must count as not yet built.
    let fingerprint = fingerprint::of(project, &tools::versions(project)?)?;
    say("Building the pages (the first time takes some minutes)");
    build::compile(project, &tools)?;
    let staging = sibling(&options.out, "new")?;
    remove_folder(&staging)?;
    copy_public(project, &staging)?;
    let mut pages = Vec::new();
    for entry in Entry::ALL {
        let built = build::trunk(project, &tools, entry)?;
        let linked = build::linked(project, entry)?;
        let page = page::assemble(entry, &built, linked.as_deref(), &staging, &tools)
            .with_context(|| entry.html().to_owned())?;
        pages.push((entry.html(), page));
    }
    needs::check(pages.iter().flat_map(|(_, page)| page.needs.iter().copied()))?;
    let headers: BTreeMap<_, _> = pages.iter().map(|(html, page)| (*html, csp::policy(&page.inline))).collect();
    if !options.quick {
        compress::all(&staging)?;
    }
    // Both are for whoever serves the folder, not for browsers: they need no twins.
    write(&staging.join(HEADERS), serde_json::to_vec_pretty(&headers)?)?;
    let size = |path: &String| file_size(&staging, path);
    let (mut entries, mut later, mut chunks) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (html, page) in pages {
        entries.insert(html.to_owned(), page.first.iter().map(size).collect::<Result<_>>()?);
        if !page.later.is_empty() {
            later.insert(html.to_owned(), page.later.iter().map(size).collect::<Result<_>>()?);
        }
        let mut of_page = BTreeMap::new();
        for (name, files) in page.chunks {
            of_page.insert(name, files.iter().map(size).collect::<Result<_>>()?);
        }
        if !of_page.is_empty() {
            chunks.insert(html.to_owned(), of_page);
        }
    }
    let manifest = Manifest { fingerprint, compressed: !options.quick, entries, later, chunks };
    write(&staging.join(MANIFEST), serde_json::to_vec_pretty(&manifest)?)?;
    replace(&options.out, &staging)?;
    say(&format!("Built {} in {} s", options.out.display(), began.elapsed().as_secs()));
    Ok(())
}

/// The sizes of a file and its twins.
pub fn file_size(folder: &Path, path: &str) -> Result<FileSize> {
    let length = |suffix: &str| std::fs::metadata(folder.join(format!("{path}{suffix}"))).map(|it| it.len());
    let raw = length("").with_context(|| path.to_owned())?;
    Ok(FileSize { path: path.to_owned(), raw, gzip: length(".gz").ok(), brotli: length(".br").ok() })
}

/// Static files as they are. Notes for developers stay behind.
fn copy_public(project: &Project, out: &Path) -> Result<()> {
    let public = project.root.join("public");
    for path in files_below(&public)? {
        if path.extension().is_some_and(|it| it == "md") {
            continue;
        }
        let name = path.strip_prefix(&public)?;
        write(&out.join(name), std::fs::read(&path)?)?;
    }
    Ok(())
}

/// Puts the finished folder where the old one was; whoever serves it misses it for an instant only.
fn replace(out: &Path, staging: &Path) -> Result<()> {
    let old = sibling(out, "old")?;
    remove_folder(&old)?;
    if out.exists() {
        if manifest(out).is_none() && out.read_dir()?.next().is_some() {
            bail!(
                "{} holds something that this command did not make: remove it, or name another folder",
                out.display()
            );
        }
        std::fs::rename(out, &old)?;
    }
    std::fs::rename(staging, out).with_context(|| format!("cannot make {}", out.display()))?;
    remove_folder(&old)
}

fn sibling(folder: &Path, suffix: &str) -> Result<PathBuf> {
    let name = folder.file_name().with_context(|| format!("{} is no folder to build into", folder.display()))?;
    Ok(folder.with_file_name(format!(".{}.{suffix}", name.to_string_lossy())))
}
