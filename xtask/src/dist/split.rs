//! A program in chunks: its WebAssembly parted at the functions that the sources name, and the JavaScript that fetches each part.
//!
//! `wasm-split-cli` parts what was linked with relocations; its script fetches a chunk with what it shares with others. That script
//! and wasm-bindgen's import each other, so they become one file here.

use super::assets::place;
use super::blank::{blank, unreached};
use super::html::Asset;
use super::short_names::{optimise, shorten};
use super::trim::trim;
use crate::project::{read, read_bytes, remove_folder, write};
use crate::shell::answer_of;
use crate::tools::BuildTools;
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::path::Path;

/// The files of a program in chunks.
pub struct Parted {
    /// Its JavaScript, without what starts it.
    pub js: String,
    /// The first WebAssembly.
    pub wasm: Vec<u8>,
    /// All the others as they are served, for what is asked of each.
    pub others: Vec<Vec<u8>>,
    /// The files that each chunk needs, by its name.
    pub chunks: BTreeMap<String, Vec<Asset>>,
}

/// Fetches a chunk's file with the patience that the program's start has: a network or a server that is away for some seconds is waited
/// for. It is read to its end here, so that a transfer that breaks counts as such; all of it has five minutes.
const FETCH: &str = r#"
const fetchChunk = async (file, integrity) => {
  for (let pause = 500; ; pause *= 2) {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), 300000);
    try {
      const answer = await fetch(new URL(file, import.meta.url), { integrity, signal: abort.signal });
      if (answer.status >= 500) throw new TypeError(file + " " + answer.status);
      if (!answer.ok) throw new Error(file + " " + answer.status);
      return await answer.arrayBuffer();
    } catch (error) {
      if (!(error instanceof TypeError) || pause > 4000) throw error;
    } finally {
      clearTimeout(timer);
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
};
"#;

/// Parts the linked program, working in a folder; the chunks' files are written into `out`.
pub fn part(name: &str, linked: &Path, work: &Path, out: &Path, tools: &BuildTools) -> Result<Parted> {
    let (parts, bound) = (work.join("parts"), work.join("bound"));
    remove_folder(&parts)?;
    remove_folder(&bound)?;
    let blanked = work.join("blanked.wasm");
    let linked = read_bytes(linked)?;
    let unreached = unreached(&linked)?;
    write(&blanked, blank(&linked)?)?;
    // It says on its way what it skips of the names.
    answer_of(tools.command("wasm-split-cli").arg(&blanked).arg(&parts).args(["--out-name", name]))?;
    let mut bindgen = tools.command("wasm-bindgen");
    bindgen.args(["--target", "web", "--no-typescript", "--keep-lld-exports", "--no-demangle", "--out-name", name]);
    answer_of(bindgen.arg("--out-dir").arg(&bound).arg(parts.join(format!("{name}.wasm"))))?;

    let mut script = read(&parts.join("__wasm_split.js"))?;
    let mut placed: BTreeMap<String, Asset> = BTreeMap::new();
    let mut others = Vec::new();
    for file in fetched(&script) {
        let path = parts.join(&file);
        write(&path, trim(&read_bytes(&path)?, &unreached)?)?;
        let bytes = optimise(tools, &path)?;
        placed.insert(file.clone(), place(out, &format!("{name}-{}", served_as(&file)), "wasm", &bytes)?);
        others.push(bytes);
    }
    let chunks = chunks(&script, &placed)?;
    for (file, Asset { url, integrity }) in &placed {
        let served = url.rsplit('/').next().unwrap_or_default();
        script = script.replace(&fetch_of(file), &format!("fetchChunk(\"./{served}\", \"{integrity}\")"));
    }
    let script =
        script.replace("WebAssembly.instantiateStreaming(src, imports)", "WebAssembly.instantiate(await src, imports)");

    if script.contains("fetch(new URL(") || script.contains("instantiateStreaming") || placed.is_empty() {
        bail!("the script that fetches chunks is not as the splitter writes it");
    }
    let main = bound.join(format!("{name}_bg.wasm"));
    write(&main, trim(&read_bytes(&main)?, &unreached)?)?;
    let glue = with_loads(&read(&bound.join(format!("{name}.js")))?, &loads(&script))?;
    let (wasm, js) = shorten(tools, &main, &glue, &script)?;
    Ok(Parted { js: js + FETCH, wasm, others, chunks })
}

/// How the splitter's script fetches a file.
fn fetch_of(file: &str) -> String {
    format!("fetch(new URL(\"./{file}\", import.meta.url))")
}

/// The files that the script fetches, in its order.
fn fetched(script: &str) -> Vec<String> {
    let addresses = script.split("fetch(new URL(\"./").skip(1).filter_map(|after| after.split('"').next());
    addresses.map(str::to_owned).collect()
}

/// `split_filing.wasm` as `filing`, `chunk_7.wasm` as `shared-7`.
fn served_as(file: &str) -> String {
    let stem = file.trim_end_matches(".wasm");
    match (stem.strip_prefix("split_"), stem.strip_prefix("chunk_")) {
        (Some(chunk), _) => chunk.to_owned(),
        (None, Some(number)) => format!("shared-{number}"),
        (None, None) => stem.to_owned(),
    }
}

/// The names of the functions that the program calls to have a chunk loaded.
fn loads(script: &str) -> Vec<String> {
    let names = script.split("export const ").skip(1).filter_map(|after| after.split(' ').next());
    names.filter(|name| name.starts_with(LOAD)).map(str::to_owned).collect()
}

const LOAD: &str = "__wasm_split_load_";

/// The files of each chunk: its own, and those that it shares with others.
fn chunks(script: &str, placed: &BTreeMap<String, Asset>) -> Result<BTreeMap<String, Vec<Asset>>> {
    let asset = |file: &str| placed.get(file).cloned().with_context(|| format!("{file} was not made"));
    let mut shared = BTreeMap::new();
    for definition in script.split("const __chunk_").skip(1) {
        let (number, rest) = definition.split_once(' ').context("a shared part without a name")?;
        let file = fetched(rest).into_iter().next().context("a shared part without a file")?;
        shared.insert(number, asset(&file)?);
    }
    let mut chunks = BTreeMap::new();
    for definition in script.split(&format!("export const {LOAD}")).skip(1) {
        let (chunk, rest) = definition.split_once(' ').context("a chunk without a name")?;
        let (loader, needs) = rest.rsplit_once("[").context("a chunk that does not say what it needs")?;
        let needs = needs.split_once("]").context("a chunk that does not say what it needs")?.0;
        let mut files: Vec<Asset> = fetched(loader).iter().take(1).map(|file| asset(file)).collect::<Result<_>>()?;
        for one in needs.split(',').map(str::trim).filter(|one| !one.is_empty()) {
            let number = one.trim_start_matches("__chunk_");
            files.push(shared.get(number).cloned().with_context(|| format!("no shared part {one}"))?);
        }
        chunks.insert(chunk.to_owned(), files);
    }
    Ok(chunks)
}

/// wasm-bindgen's JavaScript with the functions that load chunks among its own imports, in place of the module they came from.
fn with_loads(glue: &str, loads: &[String]) -> Result<String> {
    const IMPORTS: &str = "const import0 = {";
    let is_of_module = |line: &str| {
        let line = line.trim_start();
        line.starts_with("\"./__wasm_split.js\": ") || (line.starts_with("import ") && line.contains("__wasm_split.js"))
    };
    let mut out = String::with_capacity(glue.len());
    for line in glue.lines().filter(|line| !is_of_module(line)) {
        out.push_str(line);
        out.push('\n');
        if line.trim() == IMPORTS {
            for name in loads {
                out.push_str(&format!("{name}: function(then, data) {{ {name}(then, data); }},\n"));
            }
        }
    }
    if !out.contains(IMPORTS) {
        bail!("the JavaScript does not list its imports as wasm-bindgen writes them");
    }
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCRIPT: &str = r#"import { initSync } from "./beian.js";
/* filing, mine */
const __chunk_5 = makeLoad(() => {
    const src = fetch(new URL("./chunk_5.wasm", import.meta.url));
}
, []);
const __chunk_6 = makeLoad(() => {
    const src = fetch(new URL("./chunk_6.wasm", import.meta.url));
}
, []);
export const __wasm_split_load_mine = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_mine.wasm", import.meta.url));
}
, [__chunk_5, ]));
export const __wasm_split_load_filing = wrapAsyncCb(makeLoad(() => {
    const src = fetch(new URL("./split_filing.wasm", import.meta.url));
}
, [__chunk_5, __chunk_6]));"#;

    #[test]
    fn each_chunk_names_its_own_file_and_what_it_shares() -> Result<()> {
        assert_eq!(fetched(SCRIPT), ["chunk_5.wasm", "chunk_6.wasm", "split_mine.wasm", "split_filing.wasm"]);
        let asset =
            |file: &String| (file.clone(), Asset { url: format!("/{}", served_as(file)), integrity: String::new() });
        let placed = fetched(SCRIPT).iter().map(asset).collect();
        let urls: BTreeMap<_, Vec<_>> = chunks(SCRIPT, &placed)?
            .into_iter()
            .map(|(name, files)| (name, files.into_iter().map(|file| file.url).collect()))
            .collect();
        assert_eq!(urls["mine"], ["/mine", "/shared-5"]);
        assert_eq!(urls["filing"], ["/filing", "/shared-5", "/shared-6"]);
        assert!(chunks(SCRIPT, &BTreeMap::new()).is_err());
        Ok(())
    }

    #[test]
    fn what_loads_chunks_stands_among_the_imports() -> Result<()> {
        let glue = "import * as import1 from \"./__wasm_split.js\"\nconst import0 = {\n    __proto__: null,\n};\nreturn {\n\
                    \"./beian_bg.js\": import0,\n        \"./__wasm_split.js\": import1,\n};\n";
        let js = with_loads(glue, &loads(SCRIPT))?;
        assert!(
            js.contains("__wasm_split_load_mine: function(then, data) { __wasm_split_load_mine(then, data); },"),
            "{js}"
        );
        assert!(!js.contains("__wasm_split.js"), "{js}");
        assert!(with_loads("const other = {", &[]).is_err());
        Ok(())
    }
}
