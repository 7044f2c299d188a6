//! How many bytes of a WebAssembly module each crate made: the sizes of its functions, by the names that it carries.

use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;

const CUSTOM: u8 = 0;
const IMPORT: u8 = 2;
const CODE: u8 = 10;
const DATA: u8 = 11;
/// The part of the section `name` that names functions.
const FUNCTION_NAMES: u8 = 1;

/// Bytes of code by crate, the heaviest first; and the bytes of data, which belong to no crate that could be told.
pub fn by_crate(wasm: &[u8]) -> Result<Vec<(String, usize)>> {
    let Module { sizes, names, imported, data } = read(wasm)?;
    let mut crates: BTreeMap<String, usize> = BTreeMap::new();
    for (index, size) in (imported..).zip(sizes) {
        let name = names.get(&index).map_or_else(|| "(no name)".to_owned(), |name| crate_of(name));
        *crates.entry(name).or_default() += size;
    }
    crates.insert("(data)".to_owned(), data);
    let mut crates: Vec<_> = crates.into_iter().collect();
    crates.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    Ok(crates)
}

/// The crate whose code a function is: of `<a::B as c::D>::e` it is `a`, and so of `a::b::{{closure}}`.
fn crate_of(symbol: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(symbol));
    // A type that is no path of a crate, such as `&mut T` or `[T]`: the trait's crate then, or what follows.
    for part in name.split(|it: char| "<>&*[](),; ".contains(it)) {
        if let Some((first, _)) = part.split_once("::")
            && !first.is_empty()
            && first.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_')
        {
            return first.to_owned();
        }
    }
    "(other)".to_owned()
}

#[derive(Debug, Default)]
struct Module {
    /// Bytes of each function that the module brings.
    sizes: Vec<usize>,
    /// Names by index, imported functions first.
    names: BTreeMap<u32, String>,
    /// How many functions are imported.
    imported: u32,
    /// Bytes of data.
    data: usize,
}

fn read(wasm: &[u8]) -> Result<Module> {
    let Some(mut rest) = wasm.strip_prefix(b"\0asm\x01\0\0\0") else { bail!("no WebAssembly") };
    let mut module = Module::default();
    while !rest.is_empty() {
        let id = byte(&mut rest)?;
        let mut section = bytes(&mut rest)?;
        match id {
            IMPORT => module.imported = imported_functions(&mut section)?,
            CODE => {
                for _ in 0..number(&mut section)? {
                    module.sizes.push(bytes(&mut section)?.len());
                }
            }
            DATA => module.data = section.len(),
            CUSTOM if bytes(&mut section)? == b"name" => module.names = function_names(section)?,
            _ => {}
        }
    }
    Ok(module)
}

fn imported_functions(section: &mut &[u8]) -> Result<u32> {
    let mut functions = 0;
    for _ in 0..number(section)? {
        bytes(section)?;
        bytes(section)?;
        match byte(section)? {
            0 => {
                functions += 1;
                number(section)?;
            }
            1 => {
                byte(section)?;
                limits(section)?;
            }
            2 => limits(section)?,
            3 => {
                byte(section)?;
                byte(section)?;
            }
            4 => {
                byte(section)?;
                number(section)?;
            }
            kind => bail!("an import of unknown kind {kind}"),
        }
    }
    Ok(functions)
}

fn limits(section: &mut &[u8]) -> Result<()> {
    let has_maximum = byte(section)? & 1 == 1;
    number(section)?;
    if has_maximum {
        number(section)?;
    }
    Ok(())
}

fn function_names(mut section: &[u8]) -> Result<BTreeMap<u32, String>> {
    while !section.is_empty() {
        let id = byte(&mut section)?;
        let mut part = bytes(&mut section)?;
        if id == FUNCTION_NAMES {
            let count = number(&mut part)?;
            return (0..count)
                .map(|_| Ok((number(&mut part)?, String::from_utf8_lossy(bytes(&mut part)?).into_owned())))
                .collect();
        }
    }
    Ok(BTreeMap::new())
}

fn byte(from: &mut &[u8]) -> Result<u8> {
    let (first, rest) = from.split_first().context("the module ends in the middle")?;
    *from = rest;
    Ok(*first)
}

/// A number in LEB128.
fn number(from: &mut &[u8]) -> Result<u32> {
    let mut value = 0;
    for shift in (0..35).step_by(7) {
        let next = byte(from)?;
        value |= u64::from(next & 0x7f) << shift;
        if next & 0x80 == 0 {
            return u32::try_from(value).context("a number out of range");
        }
    }
    bail!("a number without end")
}

/// Bytes with their length in front.
fn bytes<'a>(from: &mut &'a [u8]) -> Result<&'a [u8]> {
    let length = number(from)? as usize;
    let (these, rest) = from.split_at_checked(length).context("the module ends in the middle")?;
    *from = rest;
    Ok(these)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_the_crate_of_a_function() {
        for (symbol, expected) in [
            ("_ZN5beian5rules5check17h0123456789abcdefE", "beian"),
            ("<tachys::view::Div as leptos::Render>::build", "tachys"),
            ("core::ptr::drop_in_place<beian_model::Filing>", "core"),
            ("<&mut T as core::fmt::Display>::fmt", "core"),
            ("<[T] as alloc::slice::Join>::join", "alloc"),
            ("__wbindgen_malloc", "(other)"),
        ] {
            assert_eq!(crate_of(symbol), expected, "{symbol}");
        }
    }

    #[test]
    fn sums_function_bodies_by_name() -> Result<()> {
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        // One imported function, then two of the module's own with bodies of 3 and 2 bytes.
        wasm.extend([IMPORT, 7, 1, 1, b'm', 1, b'f', 0, 0]);
        wasm.extend([CODE, 8, 2, 3, 0, 1, 0x0b, 2, 0, 0x0b]);
        wasm.extend([CUSTOM, 18, 4, b'n', b'a', b'm', b'e', FUNCTION_NAMES, 11, 2, 1, 4]);
        wasm.extend(b"a::b");
        wasm.extend([2, 2]);
        wasm.extend(b"__");
        let crates = by_crate(&wasm)?;
        assert_eq!(crates, [("a".to_owned(), 3), ("(other)".to_owned(), 2), ("(data)".to_owned(), 0)]);
        assert!(by_crate(b"\0asm\x01\0\0\0\x0a\x05").is_err());
        Ok(())
    }
}
