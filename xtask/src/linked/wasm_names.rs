//! How many bytes of a WebAssembly module each crate made: the sizes of its functions, by the names that it carries.

use anyhow::Result;
use std::collections::BTreeMap;
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

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
pub fn crate_of(symbol: &str) -> String {
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
    let mut module = Module::default();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports {
                    module.imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                }
            }
            Payload::CodeSectionEntry(body) => module.sizes.push(body.range().len()),
            Payload::DataSection(data) => module.data = data.range().len(),
            Payload::CustomSection(section) => {
                if let KnownCustom::Name(parts) = section.as_known() {
                    for part in parts {
                        if let Name::Function(names) = part? {
                            for name in names {
                                let name = name?;
                                module.names.insert(name.index, name.name.to_owned());
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }
    Ok(module)
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
        wasm.extend([1, 4, 1, 0x60, 0, 0]);
        wasm.extend([2, 7, 1, 1, b'm', 1, b'f', 0, 0]);
        wasm.extend([3, 3, 2, 0, 0]);
        wasm.extend([10, 8, 2, 3, 0, 1, 0x0b, 2, 0, 0x0b]);
        wasm.extend([0, 18, 4, b'n', b'a', b'm', b'e', 1, 11, 2, 1, 4]);
        wasm.extend(b"a::b");
        wasm.extend([2, 2]);
        wasm.extend(b"__");
        let crates = by_crate(&wasm)?;
        assert_eq!(crates, [("a".to_owned(), 3), ("(other)".to_owned(), 2), ("(data)".to_owned(), 0)]);
        assert!(by_crate(b"\0asm\x01\0\0\0\x0a\x05").is_err());
        Ok(())
    }
}
