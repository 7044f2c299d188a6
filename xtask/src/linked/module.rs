//! What is read of a WebAssembly module: functions with their names, exports, data, and, where it was linked with
//! `--emit-relocs`, which symbol each place in code and data names.

use anyhow::{Result, bail};
use std::collections::BTreeMap;
use std::ops::Range;
use wasmparser::{
    BinaryReader, CustomSectionReader, ExternalKind, FunctionBody, Linking, LinkingSectionReader, Name,
    NameSectionReader, Parser, Payload, RelocSectionReader, RelocationEntry, SymbolInfo, TypeRef,
};

/// A module, as far as its size is about it.
#[derive(Debug, Default)]
pub struct Module<'a> {
    /// Imported functions first, as the format counts them.
    pub functions: Vec<Function<'a>>,
    /// Name, kind and index of all exports.
    pub exports: Vec<(&'a str, ExternalKind, u32)>,
    /// The function that runs by itself.
    pub start: Option<u32>,
    /// Where the code section begins in the file; relocations count from here.
    pub code_at: usize,
    /// Where the data section begins.
    pub data_at: usize,
    /// All data.
    pub segments: Vec<Segment<'a>>,
    /// What relocations name.
    pub symbols: Vec<SymbolInfo<'a>>,
    /// Places in code that name a symbol; none where the module was linked without `--emit-relocs`.
    pub code_relocations: Option<Vec<RelocationEntry>>,
    /// Places in data that name a symbol.
    pub data_relocations: Vec<RelocationEntry>,
}

/// A function.
#[derive(Debug)]
pub struct Function<'a> {
    /// As the linker knows it; where it has no name, its index.
    pub name: String,
    /// None where it is imported.
    pub body: Option<FunctionBody<'a>>,
}

/// A piece of data.
#[derive(Clone, Copy, Debug)]
pub struct Segment<'a> {
    /// Where its bytes begin in the file.
    pub at: usize,
    /// Its bytes.
    pub bytes: &'a [u8],
}

impl<'a> Segment<'a> {
    /// The bytes of a part of the file, if it lies in this piece.
    pub fn range(&self, range: &Range<usize>) -> Option<&'a [u8]> {
        self.bytes.get(range.start.checked_sub(self.at)?..range.end.checked_sub(self.at)?)
    }
}

impl<'a> Module<'a> {
    /// Reads a module.
    pub fn read(wasm: &'a [u8]) -> Result<Module<'a>> {
        let mut module = Module::default();
        let mut names = BTreeMap::new();
        for payload in Parser::new(0).parse_all(wasm) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports {
                        let import = import?;
                        if matches!(import.ty, TypeRef::Func(_)) {
                            let name = format!("{}.{}", import.module, import.name);
                            module.functions.push(Function { name, body: None });
                        }
                    }
                }
                Payload::ExportSection(exports) => {
                    for export in exports {
                        let export = export?;
                        module.exports.push((export.name, export.kind, export.index));
                    }
                }
                Payload::StartSection { func, .. } => module.start = Some(func),
                Payload::CodeSectionStart { range, .. } => module.code_at = range.start,
                Payload::CodeSectionEntry(body) => {
                    let name = format!("function {}", module.functions.len());
                    module.functions.push(Function { name, body: Some(body) });
                }
                Payload::DataSection(data) => {
                    module.data_at = data.range().start;
                    for piece in data {
                        let piece = piece?;
                        let at = piece.range.end - piece.data.len();
                        module.segments.push(Segment { at, bytes: piece.data });
                    }
                }
                Payload::CustomSection(section) => module.read_custom(&section, &mut names)?,
                _ => {}
            }
        }
        for (function, index) in module.functions.iter_mut().zip(0..) {
            // An import is told better by where it comes from than by the name that the program calls it by.
            if let (Some(name), Some(_)) = (names.get(&index), &function.body) {
                function.name = (*name).to_owned();
            }
        }
        Ok(module)
    }

    fn read_custom(&mut self, section: &CustomSectionReader<'a>, names: &mut BTreeMap<u32, &'a str>) -> Result<()> {
        let reader = BinaryReader::new(section.data(), section.data_offset());
        match section.name() {
            "name" => {
                for part in NameSectionReader::new(reader) {
                    if let Name::Function(functions) = part? {
                        for name in functions {
                            let name = name?;
                            names.insert(name.index, name.name);
                        }
                    }
                }
            }
            "linking" => {
                for part in LinkingSectionReader::new(reader)?.subsections() {
                    if let Linking::SymbolTable(symbols) = part? {
                        self.symbols = symbols.into_iter().collect::<Result<_, _>>()?;
                    }
                }
            }
            "reloc.CODE" => self.code_relocations = Some(relocations(reader)?),
            "reloc.DATA" => self.data_relocations = relocations(reader)?,
            _ => {}
        }
        Ok(())
    }

    /// The symbol that a relocation names.
    pub fn symbol(&self, index: u32) -> Result<&SymbolInfo<'a>> {
        match self.symbols.get(index as usize) {
            Some(symbol) => Ok(symbol),
            None => bail!("a relocation names symbol {index} of {}", self.symbols.len()),
        }
    }
}

fn relocations(reader: BinaryReader<'_>) -> Result<Vec<RelocationEntry>> {
    Ok(RelocSectionReader::new(reader)?.entries().into_iter().collect::<Result<_, _>>()?)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, To};
    use super::*;

    #[test]
    fn reads_what_the_linker_wrote() -> Result<()> {
        let sample = Sample {
            functions: vec![vec![To::Function(1), To::Data(0)], vec![]],
            data: vec![vec![To::Function(1)]],
            exports: vec![("run", 0)],
            ..Sample::default()
        };
        let wasm = sample.wasm();
        let module = Module::read(&wasm)?;
        let names: Vec<&str> = module.functions.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["m.f", "a::f0", "a::f1"]);
        assert_eq!(module.exports, [("run", ExternalKind::Func, 1)]);
        assert_eq!(module.code_relocations.as_deref().map(<[_]>::len), Some(2));
        assert_eq!(module.data_relocations.len(), 1);
        assert_eq!(module.segments.iter().map(|it| it.bytes.len()).sum::<usize>(), 8);
        assert!(module.symbol(3).is_err());
        assert!(Module::read(&wasm[..wasm.len() - 1]).is_err());
        Ok(())
    }

    #[test]
    fn a_module_that_was_linked_without_relocations_has_none() -> Result<()> {
        let wasm = Sample { functions: vec![vec![]], plain: true, ..Sample::default() }.wasm();
        assert!(Module::read(&wasm)?.code_relocations.is_none());
        Ok(())
    }
}
