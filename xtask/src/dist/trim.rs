//! What a page's WebAssembly does not need, taken out before wasm-opt looks: then all that only it used goes too.
//!
//! - Exports for streams that travel between JavaScript and WebAssembly: a crate declares them, nothing calls them.
//! - What composes the message of a panic: no page has a hook that would show it, so it ends in a trap all the same.
//!
//! Both together are 2.6 kB of the wizard's first file, and 2.1 kB of the phone's page.

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

/// The module without them.
pub fn trim(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut trim = Trim { panics: panics(wasm)?, next: imported(wasm)? };
    let mut module = Module::new();
    utils::parse_core_module(&mut trim, &mut module, Parser::new(0), wasm)
        .map_err(|error| anyhow::anyhow!("{error}"))
        .context("WebAssembly that cannot be written anew")?;
    Ok(module.finish())
}

struct Trim {
    /// Functions whose body becomes a trap.
    panics: BTreeSet<u32>,
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
        if self.panics.contains(&number) {
            let mut trap = Function::new([]);
            trap.instructions().unreachable().end();
            code.function(&trap);
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

/// The functions that are named as one that panics.
fn panics(wasm: &[u8]) -> Result<BTreeSet<u32>> {
    let mut found = BTreeSet::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::CustomSection(section) = payload? else { continue };
        let KnownCustom::Name(names) = section.as_known() else { continue };
        // Newer subsections are of no interest here, and of no harm.
        for name in names.into_iter().filter_map(Result::ok) {
            let Name::Function(functions) = name else { continue };
            for function in functions {
                let function = function?;
                if is_panic(function.name) {
                    found.insert(function.index);
                }
            }
        }
    }
    Ok(found)
}

fn is_panic(name: &str) -> bool {
    let name = format!("{:#}", demangle(name));
    PANICS.iter().any(|panic| name.starts_with(panic))
}
