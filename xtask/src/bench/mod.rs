//! `cargo xtask bench`: what a browser fetches, what it is made of, and whether it stays within the budgets; how long the
//! rules take; how our pages compare with the same pages by others.

mod budgets;
pub mod day;
mod growth;
pub mod guidance;
pub mod handoff;
pub mod page;
mod peers;
pub mod server;
pub mod times;
pub mod typing;
pub mod waits;
pub mod why;

use crate::dist::{self, Entry, FileSize, Manifest};
use crate::in_browser;
use crate::linked::wasm_names::by_crate;
use crate::project::{Project, files_below, read_bytes};
use crate::shell::must;
use crate::tools::{self, BuildTools};
use anyhow::{Context, Result, bail};
use budgets::{Budget, Counts, budgets};
use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, ExitCode};

/// How many crates are named of each page.
const HEAVIEST: usize = 10;

/// Times the rules, here and in a browser.
pub fn rules(project: &Project) -> Result<ExitCode> {
    let mut here = Command::new("cargo");
    here.current_dir(&project.root).args(["bench", "--package", "beian-rules", "--bench", "rules"]);
    must(&mut here)?;
    // Compiled as the pages are: small before fast.
    let mut there = in_browser::cargo(project)?;
    there.args(["test", "--package", "beian-rules", "--profile", "web", "--target", "wasm32-unknown-unknown"]);
    must(there.args(["--test", "timing", "--", "--nocapture"]))?;
    Ok(ExitCode::SUCCESS)
}

/// Prints all sizes; fails where a budget is exceeded.
pub fn size(project: &Project) -> Result<ExitCode> {
    dist::build_if_stale(project, true)?;
    let folder = project.dist();
    let manifest = dist::manifest(&folder).context("dist/ holds no build")?;
    println!("Every file of dist/\n\n{}", line("", "raw", "gzip", "brotli"));
    for path in names(&folder)? {
        println!("{}", sizes(&dist::file_size(&folder, &path)?));
    }
    println!("\nA first visit\n\n{}", line("", "raw", "gzip", "brotli"));
    for (page, files) in &manifest.entries {
        println!("{}", sizes(&sum(page, files)));
    }
    println!("\nWhat a page fetches later\n\n{}", line("", "raw", "gzip", "brotli"));
    for (page, files) in &manifest.later {
        println!("{}", sizes(&sum(page, files)));
    }
    println!("\nChunks, with what they share\n\n{}", line("", "raw", "gzip", "brotli"));
    for (page, chunks) in &manifest.chunks {
        for (chunk, files) in chunks {
            println!("{}", sizes(&sum(&format!("{page}, {chunk}: {} files", files.len()), files)));
        }
    }
    println!("\nBytes of code by crate, uncompressed");
    let tools = tools::for_build(project)?;
    // What a page in chunks is made of is said chunk by chunk.
    for entry in Entry::ALL.into_iter().filter(|entry| !entry.is_in_chunks()) {
        print_crates(project, &tools, entry)?;
    }
    println!("\nOf the wizard and the desk `cargo xtask bench size --why PAGE` says it, chunk by chunk");
    println!();
    let within = against_budgets(project, &manifest)?.1 == 0;
    Ok(if within { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Holds the pages, built where they are stale, against their budgets: how many are kept, and how many exceeded.
pub fn budgets_kept(project: &Project) -> Result<(u32, u32)> {
    dist::build_if_stale(project, true)?;
    against_budgets(project, &dist::manifest(&project.dist()).context("dist/ holds no build")?)
}

/// Prints each budget with what it is about.
fn against_budgets(project: &Project, manifest: &Manifest) -> Result<(u32, u32)> {
    println!("Budgets (brotli)\n");
    let (mut kept, mut exceeded) = (0, 0);
    for budget in &budgets(project)?.budget {
        let is = weight(manifest, budget)?;
        let Budget { page, counts, chunks, bytes } = budget;
        let fits = is <= *bytes;
        *if fits { &mut kept } else { &mut exceeded } += 1;
        let counts = format!("{counts:?}").to_lowercase();
        let chunks = chunks.join(" and ");
        let what = format!("{page}, {counts}{}{chunks}", if chunks.is_empty() { "" } else { ": " });
        println!("{what:<44} {is:>9} of {bytes:>9}  {}", if fits { "within" } else { "OVER" });
    }
    Ok((kept, exceeded))
}

/// The bytes that a budget is about.
fn weight(manifest: &Manifest, budget: &Budget) -> Result<u64> {
    let Budget { page, counts, chunks, .. } = budget;
    let pages = if matches!(counts, Counts::Later) { &manifest.later } else { &manifest.entries };
    let Some(files) = pages.get(page) else { bail!("no page {page} in dist/") };
    let is_counted = |file: &&FileSize| match counts {
        Counts::Everything | Counts::Later => true,
        Counts::Shell => [".html", ".css"].iter().any(|end| file.path.ends_with(end)),
        Counts::Chunks => false,
    };
    let mut counted: BTreeMap<&str, u64> = files.iter().filter(is_counted).map(travels).collect();
    for chunk in chunks {
        let files = manifest.chunks.get(page).and_then(|chunks| chunks.get(chunk));
        counted.extend(files.with_context(|| format!("no chunk {chunk} of {page} in dist/"))?.iter().map(travels));
    }
    Ok(counted.values().sum())
}

/// A file, and the bytes that travel of it.
fn travels(file: &FileSize) -> (&str, u64) {
    (&file.path, file.brotli.unwrap_or(file.raw))
}

/// A page's files as one; what is not compressed travels as it is.
fn sum(page: &str, files: &[FileSize]) -> FileSize {
    FileSize {
        path: page.to_owned(),
        raw: files.iter().map(|file| file.raw).sum(),
        gzip: Some(files.iter().map(|file| file.gzip.unwrap_or(file.raw)).sum()),
        brotli: Some(files.iter().map(|file| file.brotli.unwrap_or(file.raw)).sum()),
    }
}

/// Every file of the folder but the compressed twins.
fn names(folder: &Path) -> Result<Vec<String>> {
    let files = files_below(folder)?;
    let names = files.iter().filter_map(|path| path.strip_prefix(folder).ok()?.to_str());
    Ok(names.filter(|name| !name.ends_with(".br") && !name.ends_with(".gz")).map(str::to_owned).collect())
}

fn sizes(file: &FileSize) -> String {
    let number = |size: Option<u64>| size.map_or_else(|| "-".to_owned(), |it| it.to_string());
    line(&file.path, &file.raw.to_string(), &number(file.gzip), &number(file.brotli))
}

fn line(path: &str, raw: &str, gzip: &str, brotli: &str) -> String {
    format!("{path:<44} {raw:>9} {gzip:>9} {brotli:>9}")
}

/// The heaviest crates of a page. What is served carries no names, so the same steps run once more and keep them.
fn print_crates(project: &Project, tools: &BuildTools, entry: Entry) -> Result<()> {
    let name = entry.bin();
    let out = project.target().join("bench").join(name);
    let compiled = project.target().join("wasm32-unknown-unknown/web").join(format!("{name}.wasm"));
    let mut bindgen = tools.command("wasm-bindgen");
    must(bindgen.args(["--target", "web", "--no-typescript", "--no-demangle", "--out-dir"]).arg(&out).arg(&compiled))?;
    let (named, small) = (out.join(format!("{name}_bg.wasm")), out.join("small.wasm"));
    must(tools.command("wasm-opt").args(["-Oz", "-g", "--output"]).arg(&small).arg(&named))?;
    let crates = by_crate(&read_bytes(&small)?)?;
    let all: usize = crates.iter().map(|(_, size)| size).sum();
    println!("\n{}", entry.html());
    for (name, size) in crates.into_iter().take(HEAVIEST) {
        println!("  {name:<32} {size:>9} {:>3} %", size * 100 / all.max(1));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn budgets_count_what_they_say() -> Result<()> {
        let file = |path: &str, raw, brotli| FileSize { path: path.to_owned(), raw, gzip: brotli, brotli };
        let shared = |name: &str, bytes| {
            let own = file(&format!("{name}.wasm"), 0, Some(bytes));
            (name.to_owned(), vec![own, file("shared.wasm", 0, Some(1000))])
        };
        let files = vec![file("phone.html", 900, Some(400)), file("a.wasm", 9000, Some(3000)), file("i.png", 70, None)];
        let manifest = Manifest {
            fingerprint: String::new(),
            compressed: true,
            entries: [("phone.html".to_owned(), files)].into(),
            later: [("phone.html".to_owned(), vec![file("b.wasm", 500, Some(200))])].into(),
            chunks: [("phone.html".to_owned(), [shared("one", 30), shared("two", 4)].into())].into(),
        };
        let of = |counts, chunks: &[&str]| Budget {
            page: "phone.html".to_owned(),
            counts,
            chunks: chunks.iter().map(|chunk| chunk.to_string()).collect(),
            bytes: 0,
        };
        let budget = |counts| of(counts, &[]);
        assert_eq!(weight(&manifest, &budget(Counts::Shell))?, 400);
        assert_eq!(weight(&manifest, &budget(Counts::Everything))?, 3470);
        assert_eq!(weight(&manifest, &budget(Counts::Later))?, 200);
        assert_eq!(weight(&manifest, &of(Counts::Chunks, &["one"]))?, 1030);
        assert_eq!(weight(&manifest, &of(Counts::Everything, &["one", "two"]))?, 3470 + 1034);
        assert!(weight(&manifest, &of(Counts::Chunks, &["three"])).is_err());
        Ok(())
    }
}
