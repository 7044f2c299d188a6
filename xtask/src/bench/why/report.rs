//! What the command prints.

use super::Options;
use super::retained::Tree;
use super::weights::Weights;
use crate::linked::graph::{Graph, Node, Reached};
use crate::linked::module::Module;
use crate::linked::names::{TABLES, short};
use anyhow::Result;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many crates and families are named of the first file.
const OF_FIRST: (usize, usize) = (15, 20);
/// How many of a part that comes later.
const OF_LATER: (usize, usize) = (10, 10);
/// How many chains are shown.
const CHAINS: usize = 5;
/// So deep the tree of what is retained is shown.
const DEEPEST: usize = 12;
/// So many letters of a text are shown.
const QUOTED: usize = 40;

/// The heaviest crates and families of each chunk, and why some are in the first.
pub fn report(wasm: &[u8], options: &Options) -> Result<String> {
    let module = Module::read(wasm)?;
    let graph = Graph::of(&module)?;
    if !graph.is_linked {
        return Ok(whole(&graph, &module));
    }
    let first = graph.first();
    let mut text = part("The first file", &Weights::of(&graph, first.keys().copied()), OF_FIRST);
    text += &later(&graph, &first);
    if options.retained {
        text += &retained(&graph);
    }
    if let Some(wanted) = &options.symbol {
        text += &chains(&graph, &first, wanted);
    }
    Ok(text)
}

/// A module of which nobody wrote down who refers to whom.
fn whole(graph: &Graph, module: &Module<'_>) -> String {
    let mut weights = Weights::of(graph, 0..graph.nodes.len());
    weights.add_data(module.segments.iter().map(|it| it.bytes.len()).sum());
    part("All of the page, in one file", &weights, OF_FIRST)
        + "\nWhy something is there, only a page that is split can tell: it is linked with --emit-relocs.\n"
}

fn part(what: &str, weights: &Weights<'_>, (crates, families): (usize, usize)) -> String {
    format!("\n{what}: {}\n{}", weights.sum(), weights.lists(crates, families))
}

/// The chunks, what they share, and what is in none of them.
fn later(graph: &Graph, first: &Reached) -> String {
    let chunks: BTreeMap<&str, BTreeSet<usize>> =
        graph.chunks.iter().map(|(name, points)| (name.as_str(), graph.beyond(first, points))).collect();
    let mut needed: BTreeMap<usize, usize> = BTreeMap::new();
    for node in chunks.values().flatten() {
        *needed.entry(*node).or_default() += 1;
    }
    let mut text = String::new();
    for (name, nodes) in &chunks {
        text += &part(&format!("{name}, beyond the first file"), &Weights::of(graph, nodes.iter().copied()), OF_LATER);
        let alone = Weights::of(graph, nodes.iter().copied().filter(|node| needed[node] == 1));
        text += &format!("  needed by no other chunk: {}\n", alone.sum());
        for node in graph.chunks[*name].iter().filter(|node| first.contains_key(node)) {
            text += &format!("  in the first file, for it is referred to directly: {}\n", label(graph, *node));
        }
    }
    let nowhere = (0..graph.nodes.len()).filter(|node| !first.contains_key(node) && !needed.contains_key(node));
    text + &format!("\nReached by no chunk, or by what wasm-bindgen removes: {}\n", Weights::of(graph, nowhere).sum())
}

/// What the first file would lose with each of its heaviest.
fn retained(graph: &Graph) -> String {
    let roots: Vec<usize> = graph.roots.iter().map(|(node, _)| *node).collect();
    let tree = Tree::of(graph, &roots);
    let least = (tree.bytes[0] / 100).max(1);
    let mut text =
        format!("\nWhat goes with each in the first file, from {least} bytes: in all, by itself, its name\n");
    let mut next: Vec<(usize, usize)> = tree.below[0].iter().rev().map(|place| (*place, 0)).collect();
    while let Some((place, depth)) = next.pop() {
        let Some(node) = tree.nodes[place].filter(|_| tree.bytes[place] >= least) else { continue };
        let (all, own) = (tree.bytes[place], graph.nodes[node].size);
        text += &format!("  {all:>9} {own:>9} {:depth$}{}\n", "", label(graph, node));
        if depth < DEEPEST {
            next.extend(tree.below[place].iter().rev().map(|place| (*place, depth + 1)));
        }
    }
    text
}

/// Why the heaviest nodes that have a text in their name are in the first file.
fn chains(graph: &Graph, first: &Reached, wanted: &str) -> String {
    let fits = |node: &usize| {
        let node = &graph.nodes[*node];
        node.name.contains(wanted) || node.text.as_ref().is_some_and(|text| text.contains(wanted))
    };
    let mut found: Vec<usize> = first.keys().copied().filter(fits).collect();
    found.sort_by_key(|node| (Reverse(graph.nodes[*node].size), *node));
    let mut text = format!("\nIn the first file, {} have {wanted:?} in their name or text", found.len());
    if found.len() > CHAINS {
        text += &format!("; the heaviest {CHAINS}");
    }
    text.push('\n');
    for node in found.into_iter().take(CHAINS) {
        text += &chain(graph, first, node);
    }
    for (name, points) in &graph.chunks {
        let number = graph.beyond(first, points).iter().filter(|node| fits(node)).count();
        if number > 0 {
            text += &format!("  {number} more in {name}\n");
        }
    }
    text
}

/// From a node back to what the page runs by itself or hands out.
fn chain(graph: &Graph, first: &Reached, node: usize) -> String {
    let mut text = format!("\n  {} bytes: {}\n", graph.nodes[node].size, label(graph, node));
    let mut last = node;
    while let Some(&Some(from)) = first.get(&last) {
        last = from;
        text += &format!("    <- {}\n", label(graph, last));
    }
    for (_, what) in graph.roots.iter().filter(|(root, _)| *root == last).take(1) {
        text += &format!("    <- {what}\n");
    }
    text
}

/// What a node is called; data that has no name in the source, by what it says or refers to.
fn label(graph: &Graph, node: usize) -> String {
    let (Node { name, text, is_data, family, .. }, references) = (&graph.nodes[node], graph.references[node].len());
    match text {
        _ if !is_data => short(name),
        Some(text) => {
            let name = if name.contains("::") { format!("{} ", short(name)) } else { String::new() };
            format!("data {name}{:?}", text.chars().take(QUOTED).collect::<String>())
        }
        None if family == TABLES && references == 1 => "data: a reference".to_owned(),
        None if family == TABLES => format!("data: a table of {references} references"),
        None => format!("data {}", short(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linked::sample::{Sample, To};

    fn sample() -> Sample {
        Sample {
            functions: vec![
                vec![To::Function(1), To::Data(0)],
                vec![],
                vec![To::Function(1), To::Function(3)],
                vec![],
                vec![],
            ],
            data: vec![vec![To::Function(1)], vec![]],
            exports: vec![("run", 0), ("__wasm_split_00later00_export_0123_page", 2)],
            ..Sample::default()
        }
    }

    fn options(symbol: Option<&str>, retained: bool) -> Options {
        Options { why: None, symbol: symbol.map(str::to_owned), retained }
    }

    #[test]
    fn every_byte_is_told_of_once() -> Result<()> {
        let text = report(&sample().wasm(), &options(None, true))?;
        // Bodies of 15, 2, 14, 2 and 2 bytes; data of 8 and 4.
        for line in [
            "The first file: 17 bytes of code, 8 of data",
            "         17  68 %      2 × a",
            "          8  32 %      1 × (data: tables of references)",
            "later, beyond the first file: 16 bytes of code, 0 of data",
            "  needed by no other chunk: 16 bytes of code, 0 of data",
            "Reached by no chunk, or by what wasm-bindgen removes: 2 bytes of code, 4 of data",
            "         25        15 a::f0",
            "          2         2  a::f1",
        ] {
            assert!(text.lines().any(|it| it == line), "{line:?} is not in\n{text}");
        }
        Ok(())
    }

    #[test]
    fn a_chain_leads_to_an_export() -> Result<()> {
        let text = report(&sample().wasm(), &options(Some("f1"), false))?;
        let expected = "have \"f1\" in their name or text\n\n  2 bytes: a::f1\n    <- a::f0\n    <- export run\n";
        assert!(text.ends_with(expected), "{text}");
        let elsewhere = report(&sample().wasm(), &options(Some("f3"), false))?;
        assert!(elsewhere.ends_with("In the first file, 0 have \"f3\" in their name or text\n  1 more in later\n"));
        Ok(())
    }

    #[test]
    fn a_split_point_that_is_referred_to_directly_is_told_of() -> Result<()> {
        let mut sample = sample();
        sample.functions[0].push(To::Function(2));
        let text = report(&sample.wasm(), &options(None, false))?;
        assert!(text.contains("in the first file, for it is referred to directly: a::f2"), "{text}");
        Ok(())
    }

    #[test]
    fn a_page_that_is_not_split_is_told_as_a_whole() -> Result<()> {
        let text = report(&Sample { plain: true, ..sample() }.wasm(), &options(Some("f1"), true))?;
        assert!(text.contains("All of the page, in one file: 35 bytes of code, 12 of data"), "{text}");
        assert!(text.contains("         12  25 %      1 × (data)"), "{text}");
        assert!(text.contains("only a page that is split can tell"), "{text}");
        assert!(report(b"\0asm\x01\0\0\0\x0a\x05", &options(None, false)).is_err());
        Ok(())
    }

    #[test]
    fn no_byte_that_is_wrong_ends_in_a_panic() {
        let wasm = sample().wasm();
        for at in 0..wasm.len() {
            for other in [0, 1, 0x7f, 0x80, 0xff] {
                let mut wrong = wasm.clone();
                wrong[at] = other;
                // Whether it is an error depends on the byte.
                let _ = report(&wrong, &options(Some("f"), true));
            }
        }
    }
}
