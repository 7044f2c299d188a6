//! One page of `dist/`, put together from what trunk built.

use super::assets::{integrity, place};
use super::entry::Entry;
use super::html::{Asset, Links, References, references, rewrite};
use super::minify::{Kind, minify};
use super::needs::{self, Need};
use super::short_names::shorten;
use super::split::{self, Parted};
use super::start::{self, Early};
use super::trim::trim;
use crate::project::{read, read_bytes, write};
use crate::tools::BuildTools;
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The files of a page, as paths in the folder.
#[derive(Debug)]
pub struct Page {
    /// What a first visit fetches, the html first.
    pub first: Vec<String>,
    /// What the page fetches later by itself.
    pub later: Vec<String>,
    /// The files of each chunk of its program, by name.
    pub chunks: BTreeMap<String, Vec<String>>,
    /// Hashes of the scripts in its html.
    pub inline: Vec<String>,
    /// What it needs of a browser, now and later.
    pub needs: Vec<&'static Need>,
}

/// Writes the page and its files into `out`, from what trunk built; of a page in chunks its program comes `linked`, from cargo.
pub fn assemble(entry: Entry, built: &Path, linked: Option<&Path>, out: &Path, tools: &BuildTools) -> Result<Page> {
    let html = read(&built.join(entry.html()))?;
    let found = references(&html)?;
    if linked.is_some() != found.glue.is_empty() {
        bail!("no start script as trunk writes it");
    }
    let name = entry.bin();
    let stylesheet = stylesheet(name, built, &found, out, tools)?;
    let main = match linked {
        Some(linked) => in_chunks(name, linked, out, tools)?,
        None => program(name, &local(built, &found.glue), &local(built, &found.wasm), out, tools)?,
    };
    let mut later = BTreeMap::new();
    for name in &found.later {
        let file = |ending| built.join(format!("{name}{ending}"));
        later.insert(name.clone(), program(name, &file(".js"), &file("_bg.wasm"), out, tools)?);
    }
    let mut others = BTreeMap::new();
    for url in &found.others {
        // What lies in public/ keeps its name; an address without an ending is a page of the application.
        if local(out, url).is_file() || !url.contains('.') {
            continue;
        }
        let bytes = read_bytes(&local(built, url)).context("neither built nor in public/")?;
        let (stem, ending) = split_name(url);
        others.insert(url.clone(), place(out, stem, ending, &bytes)?.url);
    }
    let mut scripts = BTreeMap::new();
    for url in &found.scripts {
        let js = minify(tools, Kind::OldScript, &read(&local(built, url))?)?.trim().to_owned();
        if js.contains("</") || js.contains('\n') {
            bail!("{url} cannot stand in the html");
        }
        scripts.insert(url.clone(), js);
    }
    let inline = scripts.values().map(|js| integrity(js.as_bytes())).collect();
    let icons = found.others.iter().map(|url| others.get(url).unwrap_or(url)).filter(|url| local(out, url).is_file());
    // Asked once, before anything else: what comes later too must run.
    let needs: Vec<&Need> = main.needs.iter().chain(later.values().flat_map(|it| &it.needs)).copied().collect();
    let early: Vec<_> = entry
        .early()
        .iter()
        .map(|(address, chunk)| {
            let files = main.chunks.get(*chunk).with_context(|| format!("no chunk {chunk} for /{address}"))?;
            Ok((*address, files.as_slice()))
        })
        .collect::<Result<_>>()?;
    let asks =
        minify(tools, Kind::OldScript, &start::first(&needs, Early { question: entry.question(), files: &early }))?;
    let start = place(out, &format!("{name}-start"), "js", asks.as_bytes())?;
    let first = stylesheet.iter().map(|it| &it.url).chain([&start.url]).chain(main.urls()).chain(icons);
    let path = |url: &String| url.trim_start_matches('/').to_owned();
    let first = std::iter::once(entry.html().to_owned()).chain(first.map(path)).collect();
    let fetched_later = later.values().flat_map(Program::urls).map(path).collect();
    let files_of = |files: &Vec<Asset>| files.iter().map(|file| path(&file.url)).collect();
    let chunks = main.chunks.iter().map(|(name, files)| (name.clone(), files_of(files))).collect();
    let later = later.into_iter().map(|(name, it)| (name, it.modules)).collect();
    let links = Links { stylesheet, modules: main.modules, wasm: main.wasm.url, start, later, scripts };
    write(&out.join(entry.html()), rewrite(&html, &links, |url| others.get(url).cloned())?)?;
    Ok(Page { first, later: fetched_later, chunks, inline, needs })
}

/// The files of a program of WebAssembly.
struct Program {
    /// What wasm-bindgen made, which starts it, and the snippets that it imports.
    modules: Vec<Asset>,
    wasm: Asset,
    /// The files of each chunk, by name.
    chunks: BTreeMap<String, Vec<Asset>>,
    needs: Vec<&'static Need>,
}

impl Program {
    fn urls(&self) -> impl Iterator<Item = &String> {
        self.modules.iter().chain([&self.wasm]).map(|it| &it.url)
    }
}

/// Writes a program's files under their final names.
fn program(name: &str, js: &Path, wasm: &Path, out: &Path, tools: &BuildTools) -> Result<Program> {
    let folder = js.parent().context("trunk builds into a folder")?;
    let (js, snippets) = glue(name, &read(js)?, folder, out)?;
    write(wasm, trim(&read_bytes(wasm)?, &BTreeSet::new())?)?;
    let (wasm, js) = shorten(tools, wasm, &js, "")?;
    let needs = needs::of(&wasm, &js)?;
    let wasm = place(out, name, "wasm", &wasm)?;
    let js = minify(tools, Kind::Script, &start::with_start(&js, &wasm)?)?;
    let mut modules = vec![place(out, name, "js", js.as_bytes())?];
    modules.extend(snippets);
    Ok(Program { modules, wasm, chunks: BTreeMap::new(), needs })
}

/// Writes the files of a program in chunks.
fn in_chunks(name: &str, linked: &Path, out: &Path, tools: &BuildTools) -> Result<Program> {
    let work = linked.parent().context("what is linked lies in a folder")?;
    let Parted { js, wasm, others, chunks } = split::part(name, linked, work, out, tools)?;
    if !snippet_paths(&js).is_empty() {
        bail!("a snippet of JavaScript in a program of chunks, which is not handled");
    }
    let mut needs = needs::of(&wasm, &js)?;
    for other in others {
        needs.extend(needs::of(&other, "")?);
    }
    let wasm = place(out, name, "wasm", &wasm)?;
    let js = minify(tools, Kind::Script, &start::with_start(&js, &wasm)?)?;
    Ok(Program { modules: vec![place(out, name, "js", js.as_bytes())?], wasm, chunks, needs })
}

/// Where the file of an address lies in a folder.
fn local(folder: &Path, url: &str) -> std::path::PathBuf {
    folder.join(url.trim_start_matches('/'))
}

/// `/favicon-77aa.svg` as `favicon` and `svg`: trunk's hash goes, ours comes.
fn split_name(url: &str) -> (&str, &str) {
    let file = url.rsplit('/').next().unwrap_or(url);
    let (stem, ending) = file.rsplit_once('.').unwrap_or((file, "bin"));
    let stem = match stem.rsplit_once('-') {
        Some((name, hash)) if hash.len() == 16 && hash.bytes().all(|it| it.is_ascii_hexdigit()) => name,
        _ => stem,
    };
    (stem, ending)
}

/// The page's stylesheets in one file, in their order.
fn stylesheet(name: &str, built: &Path, found: &References, out: &Path, tools: &BuildTools) -> Result<Option<Asset>> {
    if found.stylesheets.is_empty() {
        return Ok(None);
    }
    let mut joined = String::new();
    for url in &found.stylesheets {
        let css = read(&local(built, url))?;
        check_css(&css).with_context(|| url.clone())?;
        joined.push_str(&css);
        joined.push('\n');
    }
    place(out, name, "css", minify(tools, Kind::Sheet, &joined)?.as_bytes()).map(Some)
}

/// What would break when sheets are joined and moved to another folder.
fn check_css(css: &str) -> Result<()> {
    if css.contains("@import") {
        bail!("a stylesheet is joined to others, where @import does not count: link the file from the html");
    }
    for after in css.split("url(").skip(1) {
        let address = after.trim_start_matches(['"', '\'', ' ']);
        if !address.starts_with(['/', '#']) && !address.starts_with("data:") {
            bail!("url({} … must begin with /, because the sheet moves to another folder", truncated(address));
        }
    }
    Ok(())
}

fn truncated(text: &str) -> &str {
    text.split([')', '\n']).next().unwrap_or(text)
}

/// The JavaScript of wasm-bindgen, and the snippets that it imports, which are written.
fn glue(name: &str, js: &str, built: &Path, out: &Path) -> Result<(String, Vec<Asset>)> {
    let mut js = js.to_owned();
    if js.contains("__wasm_split_placeholder__") {
        bail!("a chunk in a program that is not parted: the page would not load");
    }
    let mut snippets = Vec::new();
    for path in snippet_paths(&js) {
        let bytes = read_bytes(&built.join(&path))?;
        if String::from_utf8_lossy(&bytes).lines().any(|line| line.trim_start().starts_with("import ")) {
            bail!("{path} imports another file, which is not handled");
        }
        let asset = place(out, &format!("{name}-snippet"), "js", &bytes)?;
        let file = asset.url.rsplit('/').next().unwrap_or_default().to_owned();
        js = js.replace(&format!("./{path}"), &format!("./{file}"));
        snippets.push(asset);
    }
    Ok((js, snippets))
}

/// `snippets/…/inline0.js` of each import, each once.
fn snippet_paths(js: &str) -> Vec<String> {
    let mut paths: Vec<String> = js
        .split("from '")
        .chain(js.split("from \""))
        .filter_map(|after| after.strip_prefix("./"))
        .filter_map(|after| after.split(['\'', '"']).next())
        .filter(|path| path.starts_with("snippets/"))
        .map(str::to_owned)
        .collect();
    paths.sort();
    paths.dedup();
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunks_hash_leaves_the_name() {
        assert_eq!(split_name("/favicon-0123456789abcdef.svg"), ("favicon", "svg"));
        assert_eq!(split_name("/x/apple-touch-icon.png"), ("apple-touch-icon", "png"));
    }

    #[test]
    fn finds_snippets_once() {
        let js = "import { a } from './snippets/x-1/inline0.js';\nimport * as b from \"./snippets/x-1/inline0.js\"\n\
                  import c from './other.js';";
        assert_eq!(snippet_paths(js), ["snippets/x-1/inline0.js"]);
    }

    #[test]
    fn joined_sheets_refuse_what_would_break() {
        assert!(check_css("a { background: url(\"/x.svg\") }").is_ok());
        assert!(check_css("a { mask: url(data:image/svg+xml,x) }").is_ok());
        assert!(check_css("a { background: url(x.svg) }").is_err());
        assert!(check_css("@import 'x.css';").is_err());
    }
}
