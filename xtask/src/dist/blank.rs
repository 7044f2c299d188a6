//! Data that nobody reads, zeroed in the linked program before it is parted. Nothing takes it out later: neither the splitter nor wasm-opt
//! knows who refers to which piece; zeros compress to nothing.
//!
//! - What only functions refer to that [`trim`](super::trim) silences: the tables by which texts are worded for a panic.
//! - Where in the sources a panic would have happened, and the names of those files.

use super::trim::{UNUSED, is_silenced};
use crate::linked::data::{Piece, Pieces};
use crate::linked::graph::{Graph, Node};
use crate::linked::module::Module;
use anyhow::Result;
use std::collections::BTreeSet;
use wasmparser::ExternalKind;

/// Bytes of a place in the sources: the file's name (address and length), line and column.
const PLACE: usize = 16;

/// The program with that data zeroed; nothing else is another.
pub fn blank(wasm: &[u8]) -> Result<Vec<u8>> {
    without_what_is_said_by(is_silenced, wasm)
}

fn without_what_is_said_by(is_silenced: fn(&str) -> bool, wasm: &[u8]) -> Result<Vec<u8>> {
    let module = Module::read(wasm)?;
    let program = Program { wasm, graph: Graph::of(&module)?, pieces: Pieces::of(&module).pieces, is_silenced };
    let (first, is_read) = (module.functions.len(), program.read(&module));
    // What nothing at all refers to may be reached in a way that no relocation tells.
    let known: BTreeSet<usize> = program.graph.references.iter().flatten().copied().collect();
    let is_blank = |node: &usize| known.contains(node) && !is_read.contains(node);
    let mut blanked = wasm.to_vec();
    let ranges = || program.pieces.iter().map(|piece| piece.range.clone()).zip(first..);
    for (range, _) in ranges().filter(|(_, node)| is_blank(node)) {
        blanked[range].fill(0);
    }
    // Pieces overlap: what one that is read has stays.
    for (range, _) in ranges().filter(|(_, node)| !is_blank(node)) {
        blanked[range.clone()].copy_from_slice(&wasm[range]);
    }
    Ok(blanked)
}

/// The functions of a linked program that nothing reaches but exports which nothing calls and functions that are silenced, by their
/// names there. The table of functions that are called by number keeps them, and with them what they call.
pub fn unreached(wasm: &[u8]) -> Result<BTreeSet<String>> {
    not_reached(is_silenced, wasm)
}

fn not_reached(is_silenced: fn(&str) -> bool, wasm: &[u8]) -> Result<BTreeSet<String>> {
    let module = Module::read(wasm)?;
    let program = Program { wasm, graph: Graph::of(&module)?, pieces: Pieces::of(&module).pieces, is_silenced };
    let is_read = program.read(&module);
    let known: BTreeSet<usize> = program.graph.references.iter().flatten().copied().collect();
    let (mut gone, mut stays) = (BTreeSet::new(), BTreeSet::new());
    for (index, function) in module.functions.iter().enumerate() {
        let is_gone = function.body.is_some() && known.contains(&index) && !is_read.contains(&index);
        if is_gone { &mut gone } else { &mut stays }.insert(function.name.clone());
    }
    // A name that two have tells nothing.
    Ok(gone.difference(&stays).cloned().collect())
}

struct Program<'a> {
    wasm: &'a [u8],
    graph: Graph,
    pieces: Vec<Piece<'a>>,
    is_silenced: fn(&str) -> bool,
}

impl Program<'_> {
    /// All that it can reach, but for what it would say as it panics.
    fn read(&self, module: &Module<'_>) -> BTreeSet<usize> {
        let is_called = |name: &str| !name.contains(UNUSED);
        let functions = module.exports.iter().filter(|(name, kind, _)| *kind == ExternalKind::Func && is_called(name));
        let exported = functions.map(|(_, _, index)| *index as usize);
        let mut queue: Vec<usize> = self
            .graph
            .roots
            .iter()
            .filter(|(_, what)| is_called(what))
            .map(|(node, _)| *node)
            .chain(exported)
            .collect();
        let mut read = BTreeSet::new();
        while let Some(node) = queue.pop() {
            if self.is_place(node) || !read.insert(node) {
                continue;
            }
            let Node { is_data, name, .. } = &self.graph.nodes[node];
            if *is_data || !(self.is_silenced)(name) {
                queue.extend(&self.graph.references[node]);
            }
        }
        read
    }

    /// A place in the sources: a piece of its size that refers to nothing but the name of a file.
    fn is_place(&self, node: usize) -> bool {
        let of = &self.graph.references[node];
        self.bytes(node).is_some_and(|bytes| bytes.len() == PLACE)
            && of.len() == 1
            && of.iter().all(|file| self.bytes(*file).is_some_and(is_file))
    }

    /// The bytes of a piece of data.
    fn bytes(&self, node: usize) -> Option<&[u8]> {
        let first = self.graph.nodes.len() - self.pieces.len();
        self.wasm.get(self.pieces.get(node.checked_sub(first)?)?.range.clone())
    }
}

fn is_file(bytes: &[u8]) -> bool {
    bytes.strip_suffix(b"\0").unwrap_or(bytes).ends_with(b".rs")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linked::sample::{Sample, To};

    #[test]
    fn what_only_a_silenced_function_refers_to_is_zeroed_and_nothing_else() -> Result<()> {
        let wasm = Sample {
            functions: vec![vec![To::Function(1), To::Data(0)], vec![To::Data(0), To::Data(1), To::Data(2)]],
            data: vec![vec![], vec![To::Data(2)], vec![], vec![]],
            exports: vec![("run", 0)],
            ..Sample::default()
        }
        .wasm();
        assert_eq!(without_what_is_said_by(|_| false, &wasm)?, wasm);
        let blanked = without_what_is_said_by(|name| name == "a::f1", &wasm)?;
        let is_zero = |piece: &Piece<'_>| blanked[piece.range.clone()].iter().all(|it| *it == 0);
        let zero: Vec<bool> = Pieces::of(&Module::read(&wasm)?).pieces.iter().map(is_zero).collect();
        assert_eq!(zero, [false, true, true, false], "what nothing refers to stays");
        assert_eq!(blanked.len(), wasm.len());
        Ok(())
    }

    #[test]
    fn what_only_an_unused_export_or_a_silenced_function_reaches_is_told_by_name() -> Result<()> {
        let wasm = Sample {
            // The first calls the second, that the third; the fourth is called by an export which nothing calls, the fifth by nothing known.
            functions: vec![
                vec![To::Function(1)],
                vec![To::Function(2)],
                vec![],
                vec![],
                vec![To::Function(3)],
                vec![],
            ],
            exports: vec![("run", 0), ("intounderlyingsink_close", 4)],
            ..Sample::default()
        }
        .wasm();
        let names = |of: &[&str]| of.iter().map(|name| (*name).to_owned()).collect::<BTreeSet<_>>();
        assert_eq!(not_reached(|_| false, &wasm)?, names(&["a::f3"]));
        assert_eq!(not_reached(|name| name == "a::f1", &wasm)?, names(&["a::f2", "a::f3"]));
        Ok(())
    }

    #[test]
    fn a_place_in_the_sources_is_told_by_the_file_that_it_names() {
        for (bytes, is) in [(&b"src/app.rs"[..], true), (b"src/app.rs\0", true), (b"app.rs\0\0", false), (b"", false)] {
            assert_eq!(is_file(bytes), is, "{bytes:?}");
        }
    }
}
