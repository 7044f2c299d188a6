//! Who refers to whom: functions and data, the relocations between them, and what a chunk reaches.

use super::data::Pieces;
use super::module::Module;
use super::names::{self, crate_of_data, family, has_path, readable};
use super::wasm_names::crate_of;
use anyhow::{Context, Result};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use wasmparser::{ExternalKind, FunctionBody, Operator, RelocationEntry, RelocationType, SymbolInfo};

/// What an export's name begins with where it is a split point; then come the chunk's name and `MARK`.
const SPLIT: &str = "__wasm_split_00";
/// What follows the chunk's name.
const MARK: &str = "00_export_";
/// Exports that wasm-bindgen only reads to write its script, and then removes.
const DESCRIPTION: &str = "__wbindgen_describe_";

/// A function or a piece of data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// Readable.
    pub name: String,
    /// What it says, where it is text.
    pub text: Option<String>,
    /// Whether it is a piece of data.
    pub is_data: bool,
    /// Its crate, if that can be told.
    pub krate: String,
    /// What all copies of a generic function share; what data is.
    pub family: String,
    /// Bytes.
    pub size: usize,
}

/// All of a module.
#[derive(Debug, Default)]
pub struct Graph {
    /// Functions as the module counts them, then data.
    pub nodes: Vec<Node>,
    /// Whom each of them refers to.
    pub references: Vec<BTreeSet<usize>>,
    /// What the page runs by itself or hands out to its script, and what it is.
    pub roots: Vec<(usize, String)>,
    /// The split points of each chunk.
    pub chunks: BTreeMap<String, BTreeSet<usize>>,
    /// Whether the linker wrote who refers to whom.
    pub is_linked: bool,
}

/// What is reached, each with whom it was first reached from; roots from none.
pub type Reached = BTreeMap<usize, Option<usize>>;

impl Graph {
    /// The graph of a module.
    pub fn of(module: &Module<'_>) -> Result<Graph> {
        let pieces = Pieces::of(module);
        let mut graph = Graph { is_linked: module.code_relocations.is_some(), ..Graph::default() };
        graph.add_functions(module);
        let first = graph.nodes.len();
        graph.references.resize(first + pieces.pieces.len(), BTreeSet::new());
        graph.refer(module, &pieces)?;
        graph.add_data(module, &pieces);
        graph.add_roots(module);
        Ok(graph)
    }

    fn add_functions(&mut self, module: &Module<'_>) {
        for function in &module.functions {
            let name = readable(&function.name);
            self.nodes.push(Node {
                text: None,
                is_data: false,
                krate: crate_of(&function.name),
                family: family(&name),
                size: function.body.as_ref().map_or(0, |body| body.range().len()),
                name,
            });
        }
    }

    fn add_data(&mut self, module: &Module<'_>, pieces: &Pieces<'_>) {
        for piece in &pieces.pieces {
            let held = module.segments.iter().find_map(|segment| segment.range(&piece.range));
            let text = held.and_then(names::text);
            let name = readable(piece.name);
            let family = match (has_path(piece.name), self.references[self.nodes.len()].is_empty(), &text) {
                (true, ..) => family(&name),
                (_, false, _) => names::TABLES.to_owned(),
                (_, true, Some(_)) => names::TEXT.to_owned(),
                (_, true, None) => names::OTHER.to_owned(),
            };
            let krate = crate_of_data(piece.name);
            self.nodes.push(Node { name, text, is_data: true, krate, family, size: piece.own });
        }
    }

    /// Adds who refers to whom.
    fn refer(&mut self, module: &Module<'_>, pieces: &Pieces<'_>) -> Result<()> {
        let first = module.functions.len();
        let own: Vec<(usize, &FunctionBody<'_>)> =
            module.functions.iter().enumerate().filter_map(|(index, it)| Some((index, it.body.as_ref()?))).collect();
        let mut told = BTreeSet::new();
        for entry in module.code_relocations.iter().flatten() {
            let place = module.code_at + entry.offset as usize;
            let before = own.partition_point(|(_, body)| body.range().start <= place);
            let from =
                before.checked_sub(1).and_then(|it| own.get(it)).filter(|(_, body)| body.range().contains(&place));
            let (from, _) = from.with_context(|| format!("a relocation lies in no function, at {place}"))?;
            told.insert(*from);
            if let Some(to) = target(module, pieces, entry)? {
                self.references[*from].insert(to);
            }
        }
        for (from, body) in own.into_iter().filter(|(index, _)| self.is_linked && !told.contains(index)) {
            self.references[from].extend(calls(body)?.into_iter().filter(|to| *to < first));
        }
        for entry in &module.data_relocations {
            let place = module.data_at + entry.offset as usize;
            let from =
                pieces.at(place).with_context(|| format!("a relocation lies in no symbol's data, at {place}"))?;
            if let Some(to) = target(module, pieces, entry)? {
                self.references[first + from].insert(to);
            }
        }
        for &(from, to) in &pieces.shared {
            self.references[first + from].insert(first + to);
        }
        Ok(())
    }

    fn add_roots(&mut self, module: &Module<'_>) {
        for &(name, kind, index) in &module.exports {
            if let Some(chunk) = chunk(name)
                && kind == ExternalKind::Func
            {
                self.chunks.entry(chunk.to_owned()).or_default().insert(index as usize);
            }
        }
        let splits: BTreeSet<usize> = self.chunks.values().flatten().copied().collect();
        let start = module.start.map(|index| (index as usize, "start function".to_owned()));
        self.roots.extend(start);
        for &(name, kind, index) in &module.exports {
            let node = match kind {
                _ if name.starts_with(DESCRIPTION) => None,
                ExternalKind::Func => Some(index as usize).filter(|it| !splits.contains(it)),
                // The linker does not say which data an exported address is of; they have the same name.
                ExternalKind::Global => self.nodes.iter().position(|it| it.is_data && it.name == name),
                _ => None,
            };
            self.roots.extend(node.map(|node| (node, format!("export {name}"))));
        }
    }

    /// All that can be reached from these, in as few steps as can be.
    pub fn reach(&self, from: impl IntoIterator<Item = usize>) -> Reached {
        let mut reached = Reached::new();
        let mut queue: Vec<usize> = Vec::new();
        for node in from {
            if node < self.nodes.len() && reached.insert(node, None).is_none() {
                queue.push(node);
            }
        }
        let mut next = 0;
        while let Some(&node) = queue.get(next) {
            next += 1;
            for &to in &self.references[node] {
                if let Entry::Vacant(place) = reached.entry(to) {
                    place.insert(Some(node));
                    queue.push(to);
                }
            }
        }
        reached
    }

    /// What the first file has. As in the splitter, a split point that is referred to directly is in it, too.
    pub fn first(&self) -> Reached {
        self.reach(self.roots.iter().map(|(node, _)| *node))
    }

    /// What a chunk needs beyond what the first file has.
    pub fn beyond(&self, first: &Reached, points: &BTreeSet<usize>) -> BTreeSet<usize> {
        self.reach(points.iter().copied()).into_keys().filter(|node| !first.contains_key(node)).collect()
    }
}

/// The chunk that an export is a split point of.
fn chunk(export: &str) -> Option<&str> {
    let (name, _) = export.strip_prefix(SPLIT)?.rsplit_once(MARK)?;
    Some(name)
}

/// The function or data that a relocation names.
fn target(module: &Module<'_>, pieces: &Pieces<'_>, entry: &RelocationEntry) -> Result<Option<usize>> {
    // This one names a type, and no symbol.
    if entry.ty == RelocationType::TypeIndexLeb {
        return Ok(None);
    }
    Ok(match module.symbol(entry.index)? {
        SymbolInfo::Func { index, .. } => Some(*index as usize).filter(|it| *it < module.functions.len()),
        SymbolInfo::Data { .. } => pieces.of_symbol(entry.index as usize).map(|piece| module.functions.len() + piece),
        _ => None,
    })
}

/// Whom a function calls. The linker writes a few functions itself, and no relocations for them.
fn calls(body: &FunctionBody<'_>) -> Result<Vec<usize>> {
    let mut calls = Vec::new();
    for operator in body.get_operators_reader()? {
        if let Operator::Call { function_index } = operator? {
            calls.push(function_index as usize);
        }
    }
    Ok(calls)
}

#[cfg(test)]
mod tests {
    use super::super::sample::{Sample, To};
    use super::*;

    fn graph(sample: &Sample) -> Result<Graph> {
        Graph::of(&Module::read(&sample.wasm())?)
    }

    const A: &str = "__wasm_split_00a00_export_0123_page";
    const B: &str = "__wasm_split_00b_00_b00_export_4567_page";

    #[test]
    fn references_are_what_the_relocations_say() -> Result<()> {
        let functions = vec![vec![To::Function(1), To::Data(0)], vec![], vec![To::Function(0)]];
        let data = vec![vec![To::Function(2), To::Data(1)], vec![]];
        let graph = graph(&Sample { functions, data, ..Sample::default() })?;
        let to = |from: usize| graph.references[from].iter().copied().collect::<Vec<_>>();
        assert_eq!([to(0), to(1), to(2), to(3)], [vec![], vec![2, 4], vec![], vec![1]]);
        assert_eq!([to(4), to(5)], [vec![3, 5], vec![]]);
        let told: Vec<_> = graph.nodes.iter().map(|it| (it.size, it.krate.as_str(), it.family.as_str())).collect();
        assert_eq!(told[1], (15, "a", "a::f0"));
        assert_eq!(told[4], (12, "(data)", names::TABLES));
        assert_eq!(told[5], (4, "(data)", names::TEXT));
        Ok(())
    }

    #[test]
    fn a_function_that_the_linker_wrote_refers_to_what_it_calls() -> Result<()> {
        let functions = vec![vec![To::Function(1)], vec![]];
        let graph = graph(&Sample { functions, stubs: vec![0], exports: vec![("run", 0)], ..Sample::default() })?;
        assert_eq!(graph.first(), [(1, None), (2, Some(1))].into());
        Ok(())
    }

    #[test]
    fn what_wasm_bindgen_removes_is_in_no_chunk() -> Result<()> {
        let functions = vec![vec![To::Function(1)], vec![], vec![]];
        let exports = vec![("__wbindgen_describe_a", 0), ("run", 2)];
        let graph = graph(&Sample { functions, exports, ..Sample::default() })?;
        assert_eq!(graph.roots, [(3, "export run".to_owned())]);
        assert_eq!(graph.first(), [(3, None)].into());
        Ok(())
    }

    #[test]
    fn an_export_names_its_chunk() {
        assert_eq!(chunk(A), Some("a"));
        assert_eq!(chunk(B), Some("b_00_b"));
        assert_eq!(chunk("main"), None);
    }

    #[test]
    fn every_node_is_in_exactly_the_chunks_that_reach_it() -> Result<()> {
        let mut random = 7_u64;
        let mut below = |end: usize| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (random >> 33) as usize % end
        };
        for _ in 0..200 {
            let (functions, data) = (3 + below(12), 1 + below(8));
            let mut some = |_| {
                let to = |below: &mut dyn FnMut(usize) -> usize| match below(functions + data) {
                    function if function < functions => To::Function(function),
                    piece => To::Data(piece - functions),
                };
                (0..below(3)).map(|_| to(&mut below)).collect::<Vec<To>>()
            };
            let sample = Sample {
                functions: (0..functions).map(&mut some).collect(),
                data: (0..data).map(&mut some).collect(),
                exports: vec![("run", 0), (A, 1), (B, 2)],
                ..Sample::default()
            };
            let graph = graph(&sample)?;
            let first = graph.first();
            let reached = [0, 1, 2].map(|root| naively(&sample, root));
            for node in 1..graph.nodes.len() {
                let [by_first, by_a, by_b] = [0, 1, 2].map(|root: usize| reached[root].contains(&(node - 1)));
                assert_eq!(first.contains_key(&node), by_first, "{sample:?} {node}");
                for (name, by) in [("a", by_a), ("b_00_b", by_b)] {
                    let beyond = graph.beyond(&first, &graph.chunks[name]);
                    assert_eq!(beyond.contains(&node), by && !by_first, "{sample:?} {node} {name}");
                }
            }
            for (node, from) in &first {
                assert!(from.is_none_or(|from| first.contains_key(&from) && graph.references[from].contains(node)));
                assert!(from.is_some() || graph.roots.iter().any(|(root, _)| root == node));
            }
        }
        Ok(())
    }

    /// What a function reaches, found by adding until nothing is added; without the imported function.
    fn naively(sample: &Sample, root: usize) -> BTreeSet<usize> {
        let all: Vec<&Vec<To>> = sample.functions.iter().chain(&sample.data).collect();
        let number = |to: &To| match *to {
            To::Function(function) => function,
            To::Data(piece) => sample.functions.len() + piece,
        };
        let mut reached = BTreeSet::from([root]);
        loop {
            let more: BTreeSet<usize> = reached.iter().flat_map(|node| all[*node].iter().map(number)).collect();
            if more.is_subset(&reached) {
                return reached;
            }
            reached.extend(more);
        }
    }
}
