//! Short names between a WebAssembly and its JavaScript. wasm-bindgen names an import after what it does and adds a hash of
//! 16 characters, which no compression can take out: 5 kB of the phone's page, for names that only these two files ever read.

use super::trim::UNUSED;
use crate::project::read_bytes;
use crate::tools::BuildTools;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::Path;

/// What wasm-opt says of the names that it gave.
#[derive(Debug, Deserialize)]
struct Renamed {
    /// Module, old name, new name.
    imports: Vec<(String, String, String)>,
    /// Old name, new name.
    exports: Vec<(String, String)>,
}

/// The name that wasm-opt gives the one module that everything is imported from.
const MODULE: &str = "a";

/// What wasm-opt does. After a first round it goes over the code in a form without nesting, which is slow, and 1.5 % of what is left; it
/// adds constants into addresses, since nothing is found in the first kilobyte by wrapping around, where only the end of the stack
/// lies; and it gives every access the same hint of alignment, which engines do not ask for. The last two are 0.5 to 0.7 %.
const PASSES: [&str; 9] = [
    "-Oz",
    "--low-memory-unused",
    "--flatten",
    "--rereloop",
    "-Oz",
    "-Oz",
    "--dealign",
    "--strip-producers",
    "--strip-target-features",
];

/// A WebAssembly that only others import from by name, made smaller in its place.
pub fn optimise(tools: &BuildTools, wasm: &Path) -> Result<Vec<u8>> {
    wasm_opt(tools, wasm, &[])?;
    read_bytes(wasm)
}

/// A WebAssembly made smaller in its place, and the JavaScript that belongs to it, with short names; `script` is what fetches its
/// chunks, put behind the JavaScript.
pub fn shorten(tools: &BuildTools, wasm: &Path, js: &str, script: &str) -> Result<(Vec<u8>, String)> {
    let said = wasm_opt(tools, wasm, &["--minify-imports-and-exports-and-modules"])?;
    let renamed = serde_json::from_slice(&said).context("wasm-opt did not say which names it gave")?;
    let mut js = in_javascript(js, &renamed).with_context(|| wasm.display().to_string())?;
    js.push_str(&in_script(script, &renamed)?);
    Ok((read_bytes(wasm)?, js))
}

/// Runs it in place; what it printed.
fn wasm_opt(tools: &BuildTools, wasm: &Path, more: &[&str]) -> Result<Vec<u8>> {
    let mut command = tools.command("wasm-opt");
    let output = command.args(PASSES).args(more).arg("--output").arg(wasm).arg(wasm).output();
    let output = output.context("wasm-opt could not be started")?;
    if !output.status.success() {
        bail!("wasm-opt failed ({}): {}", output.status, String::from_utf8_lossy(&output.stderr).trim());
    }
    Ok(output.stdout)
}

/// The script that fetches chunks, where it takes what they import from the first WebAssembly, in the new names.
fn in_script(script: &str, renamed: &Renamed) -> Result<String> {
    const TAKEN: &str = " = initSync(undefined, undefined)";
    let mut out = String::with_capacity(script.len());
    for line in script.lines().filter(|line| !line.starts_with("import ")) {
        let Some(names) = line.trim().strip_prefix("const {").and_then(|rest| rest.split_once('}')).map(|it| it.0)
        else {
            out.push_str(line);
            out.push('\n');
            continue;
        };
        if !line.contains(TAKEN) {
            bail!("the script takes something that is not of the first WebAssembly: {}", line.trim());
        }
        let taken = names.split(',').map(str::trim).filter(|name| !name.is_empty()).map(|name| {
            let new = renamed.exports.iter().find(|(old, _)| old == name);
            Ok(format!("{}: {name}", &new.with_context(|| format!("chunks need `{name}`, which is no export"))?.1))
        });
        let taken: Vec<String> = taken.collect::<Result<_>>()?;
        out.push_str(&format!("const {{ {} }}{TAKEN};\n", taken.join(", ")));
    }
    Ok(out)
}

/// The JavaScript that knows the new names; an error where one of them is not where wasm-bindgen writes it.
fn in_javascript(js: &str, renamed: &Renamed) -> Result<String> {
    let imports: BTreeMap<&str, &str> = renamed.imports.iter().map(|(_, old, new)| (&old[..], &new[..])).collect();
    let exports: BTreeMap<&str, &str> = renamed.exports.iter().map(|(old, new)| (&old[..], &new[..])).collect();
    let modules: Vec<String> = renamed.imports.iter().map(|(module, ..)| format!("\"{module}\": ")).collect();
    let mut missing = imports.clone();
    let mut out = String::with_capacity(js.len());
    for line in used_lines(js) {
        let key = line.split_once(": function").map(|(key, _)| key);
        match (key.and_then(|key| Some((key, imports.get(key)?))), modules.iter().find(|it| line.starts_with(*it))) {
            (Some((key, new)), _) => {
                missing.remove(key);
                out.push_str(new);
                push_exports(&mut out, &line[key.len()..], &exports)?;
            }
            (None, Some(module)) => out.push_str(&format!("\"{MODULE}\": {}", &line[module.len()..])),
            (None, None) => push_exports(&mut out, line, &exports)?,
        }
        out.push('\n');
    }
    match missing.keys().next() {
        Some(name) => bail!("the JavaScript does not define the import `{name}` as wasm-bindgen does"),
        None => Ok(out),
    }
}

/// The lines without what wasm-bindgen does with the classes that nothing uses: it would keep esbuild from taking those out, 0.3 kB of
/// each page.
fn used_lines(js: &str) -> impl Iterator<Item = &str> {
    let mut is_over = true;
    js.lines().map(str::trim_start).filter(move |line| {
        let is_of_unused = line.to_ascii_lowercase().contains(UNUSED);
        let begins = is_of_unused && (line.starts_with("if (Symbol.dispose)") || line.starts_with("const "));
        let goes = begins || !is_over;
        is_over = !goes || line.ends_with(';');
        !goes
    })
}

/// A piece of JavaScript with each `wasm.NAME` in its new name.
fn push_exports(out: &mut String, text: &str, exports: &BTreeMap<&str, &str>) -> Result<()> {
    const OBJECT: &str = "wasm.";
    let is_part = |it: char| it.is_ascii_alphanumeric() || it == '_' || it == '$';
    let mut rest = text;
    while let Some(at) = rest.find(OBJECT) {
        let (before, found) = rest.split_at(at + OBJECT.len());
        out.push_str(before);
        rest = found;
        // The end of another word.
        if before[..at].ends_with(is_part) {
            continue;
        }
        let name = found.split(|it: char| !is_part(it)).next().unwrap_or_default();
        match exports.get(name) {
            Some(new) => out.push_str(new),
            // Of a class that nothing uses: esbuild takes it out.
            None if name.contains(UNUSED) => out.push_str(name),
            None => bail!("the JavaScript uses `{OBJECT}{name}`, which is no export"),
        }
        rest = &found[name.len()..];
    }
    out.push_str(rest);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const JS: &str = "const import0 = {\n  __wbg_log_01ab: function(arg0) {\nlog(wasm.memory, xwasm.memory);\n},\n\
                      __wbg_log_01abc: function() { return wasm.__free(wasm.memory.buffer); },\n};\nreturn {\n\
                      \"./a_bg.js\": import0,\n};\n";

    fn renamed(imports: &[(&str, &str)]) -> Renamed {
        let import = |(old, new): &(&str, &str)| ("./a_bg.js".to_owned(), (*old).to_owned(), (*new).to_owned());
        let exports = [("memory", "c"), ("__free", "d")].map(|(old, new)| (old.to_owned(), new.to_owned()));
        Renamed { imports: imports.iter().map(import).collect(), exports: exports.into() }
    }

    #[test]
    fn both_sides_get_the_new_names() -> Result<()> {
        let js = in_javascript(JS, &renamed(&[("__wbg_log_01ab", "$"), ("__wbg_log_01abc", "b")]))?;
        let expected = "const import0 = {\n$: function(arg0) {\nlog(wasm.c, xwasm.memory);\n},\n\
                        b: function() { return wasm.d(wasm.c.buffer); },\n};\nreturn {\n\"a\": import0,\n};\n";
        assert_eq!(js, expected);
        Ok(())
    }

    #[test]
    fn what_keeps_an_unused_class_goes() {
        let js = "class IntoUnderlyingSink {\n}\nif (Symbol.dispose) IntoUnderlyingSink.prototype.a = 1;\n\
                  const IntoUnderlyingSinkFinalization = (a)\n    ? { b }\n    : new FinalizationRegistry(c);\nconst kept = 1;\n";
        assert_eq!(used_lines(js).collect::<Vec<_>>(), ["class IntoUnderlyingSink {", "}", "const kept = 1;"]);
    }

    #[test]
    fn chunks_take_their_imports_by_the_new_names() -> Result<()> {
        let script = "import { initSync } from \"./a.js\";\n    const { memory, __free,  } = initSync(undefined, undefined);\nrest\n";
        let expected = "const { c: memory, d: __free } = initSync(undefined, undefined);\nrest\n";
        assert_eq!(in_script(script, &renamed(&[]))?, expected);
        assert!(in_script("const { table } = initSync(undefined, undefined)", &renamed(&[])).is_err());
        Ok(())
    }

    #[test]
    fn what_is_not_as_wasm_bindgen_writes_it_fails_the_build() {
        assert!(in_javascript(JS, &renamed(&[("__wbg_other_02", "b")])).is_err(), "an import that is not defined");
        assert!(in_javascript("x(wasm.unknown);\n", &renamed(&[])).is_err(), "an export that is not there");
    }
}
