//! What a page's WebAssembly does not need, taken out before wasm-opt looks: then all that only it used goes too.
//!
//! - Exports for streams that travel between JavaScript and WebAssembly: a crate declares them, nothing calls them.
//! - What composes the message of a panic: no page has a hook that would show it, so it ends in a trap all the same.
//! - What words such a message, or an error in JSON, whose words no page shows either: it says nothing, and that it went well.
//! - What only those three reach (`unreached`): the table of functions that are called by number would keep it.
//!
//! The first two together are 2.6 kB of the wizard's first file, and 2.1 kB of the phone's page.

use anyhow::{Context, Result};
use rustc_demangle::demangle;
use std::collections::BTreeSet;
use wasm_encoder::reencode::{Error, Reencode, utils};
use wasm_encoder::{CodeSection, ExportSection, Function, Module};
use wasmparser::{CodeSectionReader, ExportSectionReader, FunctionBody, KnownCustom, Name, Parser, Payload, TypeRef};

/// Exports with this in their names are never called.
pub const UNUSED: &str = "intounderlying";

/// Functions that end in a panic whatever happens, by the beginning of their names.
const PANICS: [&str; 9] = [
    "core::panicking::",
    "core::option::unwrap_failed",
    "core::option::expect_failed",
    "core::result::unwrap_failed",
    "core::str::slice_error_fail",
    "core::cell::panic_already",
    "alloc::raw_vec::handle_error",
    "alloc::raw_vec::capacity_overflow",
    "alloc::alloc::handle_alloc_error",
];

/// Functions that write words which nobody reads, by their names; each takes what it words and where to, and says whether that went well.
const WORDS: [&str; 3] = [
    "<str as core::fmt::Debug>::fmt",
    "<char as core::fmt::Debug>::fmt",
    "<serde_json::error::JsonUnexpected as core::fmt::Display>::fmt",
];

/// The module without them, and with a trap for each function of these names.
pub fn trim(wasm: &[u8], unreached: &BTreeSet<String>) -> Result<Vec<u8>> {
    let is_trap = |name: &str| unreached.contains(name) || is_panic(&demangled(name));
    let words = named(wasm, &|name| is_words(&demangled(name)))?;
    let mut trim = Trim { traps: named(wasm, &is_trap)?, words, next: imported(wasm)? };
    let mut module = Module::new();
    utils::parse_core_module(&mut trim, &mut module, Parser::new(0), wasm)
        .map_err(|error| anyhow::anyhow!("{error}"))
        .context("WebAssembly that cannot be written anew")?;
    Ok(module.finish())
}

struct Trim {
    /// Functions whose body becomes a trap: they panic, or nothing calls them.
    traps: BTreeSet<u32>,
    /// Functions whose body becomes `Ok(())`.
    words: BTreeSet<u32>,
    /// The number of the function that is written next.
    next: u32,
}

impl Reencode for Trim {
    type Error = std::convert::Infallible;

    fn parse_export_section(
        &mut self,
        exports: &mut ExportSection,
        section: ExportSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        for export in section {
            let export = export?;
            if !export.name.contains(UNUSED) {
                self.parse_export(exports, export)?;
            }
        }
        Ok(())
    }

    fn parse_code_section(
        &mut self,
        code: &mut CodeSection,
        section: CodeSectionReader<'_>,
    ) -> Result<(), Error<Self::Error>> {
        for body in section {
            self.parse_function_body(code, body?)?;
        }
        Ok(())
    }

    fn parse_function_body(
        &mut self,
        code: &mut CodeSection,
        body: FunctionBody<'_>,
    ) -> Result<(), Error<Self::Error>> {
        let number = self.next;
        self.next += 1;
        if self.traps.contains(&number) {
            let mut trap = Function::new([]);
            trap.instructions().unreachable().end();
            code.function(&trap);
            return Ok(());
        }
        if self.words.contains(&number) {
            let mut nothing = Function::new([]);
            nothing.instructions().i32_const(0).end();
            code.function(&nothing);
            return Ok(());
        }
        utils::parse_function_body(self, code, body)
    }
}

/// How many functions come from outside; they are numbered first.
fn imported(wasm: &[u8]) -> Result<u32> {
    let mut count = 0;
    for payload in Parser::new(0).parse_all(wasm) {
        if let Payload::ImportSection(imports) = payload? {
            for import in imports {
                count += u32::from(matches!(import?.ty, TypeRef::Func(_)));
            }
        }
    }
    Ok(count)
}

/// The functions that are named so.
fn named(wasm: &[u8], is_so: &dyn Fn(&str) -> bool) -> Result<BTreeSet<u32>> {
    let mut found = BTreeSet::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::CustomSection(section) = payload? else { continue };
        let KnownCustom::Name(names) = section.as_known() else { continue };
        // Newer subsections are of no interest here, and of no harm.
        for name in names.into_iter().filter_map(Result::ok) {
            let Name::Function(functions) = name else { continue };
            for function in functions {
                let function = function?;
                if is_so(function.name) {
                    found.insert(function.index);
                }
            }
        }
    }
    Ok(found)
}

fn demangled(name: &str) -> String {
    format!("{:#}", demangle(name))
}

fn is_panic(name: &str) -> bool {
    PANICS.iter().any(|panic| name.starts_with(panic))
}

/// A function that does nothing any more; by its readable name.
pub fn is_silenced(name: &str) -> bool {
    is_panic(name) || is_words(name)
}

fn is_words(name: &str) -> bool {
    WORDS.contains(&name)
}
