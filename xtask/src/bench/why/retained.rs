//! What a chunk would lose with each of its functions: all that is reached through that one only.

use crate::linked::graph::Graph;
use std::collections::BTreeMap;

/// Not a node: what all roots are reached from.
const TOP: usize = 0;

/// The tree in which each node stands below the last one that all ways to it lead through.
#[derive(Debug)]
pub struct Tree {
    /// The nodes, in an order in which each comes after the one that it stands below; the first is none.
    pub nodes: Vec<Option<usize>>,
    /// Bytes of each with all below it.
    pub bytes: Vec<usize>,
    /// Who stands below each, the heaviest first.
    pub below: Vec<Vec<usize>>,
}

impl Tree {
    /// The tree of all that these roots reach.
    pub fn of(graph: &Graph, roots: &[usize]) -> Tree {
        let order = order(graph, roots);
        let above = above(graph, roots, &order);
        let mut bytes: Vec<usize> = order.iter().map(|it| it.map_or(0, |node| graph.nodes[node].size)).collect();
        let mut below = vec![Vec::new(); order.len()];
        for place in (1..order.len()).rev() {
            bytes[above[place]] += bytes[place];
            below[above[place]].push(place);
        }
        for places in &mut below {
            places.sort_by_key(|place: &usize| (std::cmp::Reverse(bytes[*place]), *place));
        }
        Tree { nodes: order, bytes, below }
    }
}

/// All that is reached, each before those that are reached through it only: a depth-first walk, the last left first.
fn order(graph: &Graph, roots: &[usize]) -> Vec<Option<usize>> {
    let mut left = Vec::new();
    let mut seen = vec![false; graph.nodes.len()];
    for &root in roots {
        let mut path = Vec::new();
        let mut next = Some(root);
        loop {
            match next.filter(|node| seen.get(*node) == Some(&false)) {
                Some(node) => {
                    seen[node] = true;
                    path.push((node, graph.references[node].iter()));
                }
                None if next.is_none() => left.extend(path.pop().map(|(node, _)| Some(node))),
                None => {}
            }
            let Some((_, references)) = path.last_mut() else { break };
            next = references.next().copied();
        }
    }
    left.push(None);
    left.reverse();
    left
}

/// The place that each place stands below, as Cooper, Harvey and Kennedy find it.
fn above(graph: &Graph, roots: &[usize], order: &[Option<usize>]) -> Vec<usize> {
    let places: BTreeMap<usize, usize> = order.iter().enumerate().filter_map(|(at, it)| Some(((*it)?, at))).collect();
    let mut from: Vec<Vec<usize>> = vec![Vec::new(); order.len()];
    for root in roots {
        if let Some(&place) = places.get(root) {
            from[place].push(TOP);
        }
    }
    for (&node, &place) in &places {
        for to in &graph.references[node] {
            from[places[to]].push(place);
        }
    }
    let mut above: Vec<Option<usize>> = vec![None; order.len()];
    above[TOP] = Some(TOP);
    let mut changes = true;
    while changes {
        changes = false;
        for place in 1..order.len() {
            let known = from[place].iter().copied().filter(|it| above[*it].is_some());
            let found = known.reduce(|a, b| meet(&above, a, b));
            changes |= found != above[place];
            above[place] = found;
        }
    }
    above.into_iter().map(|it| it.unwrap_or(TOP)).collect()
}

/// The last place that both ways lead through.
fn meet(above: &[Option<usize>], mut a: usize, mut b: usize) -> usize {
    while a != b {
        let further = if a > b { &mut a } else { &mut b };
        *further = above[*further].unwrap_or(TOP);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linked::module::Module;
    use crate::linked::sample::{Sample, To};
    use anyhow::Result;
    use std::collections::BTreeSet;

    #[test]
    fn a_function_retains_what_is_gone_without_it() -> Result<()> {
        let mut random = 11_u64;
        let mut below = |end: usize| {
            random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (random >> 33) as usize % end
        };
        for _ in 0..200 {
            let count = 3 + below(14);
            let mut some = |_| (0..below(4)).map(|_| To::Function(below(count))).collect();
            let functions = (0..count).map(&mut some).collect();
            let exports = vec![("run", 0), ("again", 1)];
            let graph = Graph::of(&Module::read(&Sample { functions, exports, ..Sample::default() }.wasm())?)?;
            let roots = [1, 2];
            let tree = Tree::of(&graph, &roots);
            let all: BTreeSet<usize> = graph.reach(roots).into_keys().collect();
            assert_eq!(tree.nodes.iter().flatten().copied().collect::<BTreeSet<_>>(), all);
            for (node, bytes) in tree.nodes.iter().zip(&tree.bytes) {
                assert_eq!(*bytes, lost(&graph, &roots, &all, *node));
            }
        }
        Ok(())
    }

    /// What is no longer reached once a node is gone; all where all is gone.
    fn lost(graph: &Graph, roots: &[usize], all: &BTreeSet<usize>, gone: Option<usize>) -> usize {
        let weigh = |nodes: &BTreeSet<usize>| nodes.iter().map(|node| graph.nodes[*node].size).sum::<usize>();
        let Some(gone) = gone else { return weigh(all) };
        let mut left = BTreeSet::new();
        let mut queue: Vec<usize> = roots.iter().copied().filter(|it| *it != gone).collect();
        while let Some(node) = queue.pop() {
            if left.insert(node) {
                queue.extend(graph.references[node].iter().filter(|it| **it != gone));
            }
        }
        weigh(all) - weigh(&left)
    }
}
