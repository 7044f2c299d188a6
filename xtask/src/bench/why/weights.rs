//! What some nodes weigh, by crate and by family.

use crate::linked::graph::{Graph, Node};
use crate::linked::names::{DATA, short};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;

/// What some functions and data weigh.
#[derive(Debug, Default)]
pub struct Weights<'a> {
    /// Bytes of code.
    pub code: usize,
    /// Bytes of data.
    pub data: usize,
    /// Bytes and number of each crate's.
    crates: BTreeMap<&'a str, (usize, usize)>,
    /// Bytes and number of each family's.
    families: BTreeMap<&'a str, (usize, usize)>,
}

impl<'a> Weights<'a> {
    /// The weights of these nodes.
    pub fn of(graph: &'a Graph, nodes: impl IntoIterator<Item = usize>) -> Weights<'a> {
        let mut weights = Weights::default();
        for node in nodes {
            weights.add(&graph.nodes[node]);
        }
        weights
    }

    fn add(&mut self, node: &'a Node) {
        // What is imported, and what begins as zeros, is not in the file.
        if node.size == 0 {
            return;
        }
        *(if node.is_data { &mut self.data } else { &mut self.code }) += node.size;
        for (bytes, number) in
            [self.crates.entry(&node.krate).or_default(), self.families.entry(&node.family).or_default()]
        {
            *bytes += node.size;
            *number += 1;
        }
    }

    /// Adds data of which no more is known.
    pub fn add_data(&mut self, bytes: usize) {
        self.data += bytes;
        self.crates.insert(DATA, (bytes, 1));
        self.families.insert(DATA, (bytes, 1));
    }

    /// Bytes in all.
    pub fn all(&self) -> usize {
        self.code + self.data
    }

    /// Both bytes, as a sentence has them.
    pub fn sum(&self) -> String {
        format!("{} bytes of code, {} of data", self.code, self.data)
    }

    /// The heaviest crates and families.
    pub fn lists(&self, crates: usize, families: usize) -> String {
        let mut text = String::new();
        for (what, of, most) in [("crates", &self.crates, crates), ("families", &self.families, families)] {
            let mut sorted: Vec<_> = of.iter().collect();
            sorted.sort_by_key(|(name, (bytes, _))| (Reverse(*bytes), **name));
            text += &format!("  {what}\n");
            for (name, (bytes, number)) in sorted.into_iter().take(most) {
                let percent = bytes * 100 / self.all().max(1);
                // Writing to a string cannot fail.
                let _ = writeln!(text, "  {bytes:>9} {percent:>3} % {number:>6} × {}", short(name));
            }
        }
        text
    }
}
