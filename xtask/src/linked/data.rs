//! The data of a module, piece by piece: one for each symbol that the linker knows.

use super::module::Module;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;
use wasmparser::{SymbolFlags, SymbolInfo};

/// One piece of data.
#[derive(Debug)]
pub struct Piece<'a> {
    /// Its symbol.
    pub name: &'a str,
    /// Where it lies in the file; empty where it lies in none, because it begins as zeros.
    pub range: Range<usize>,
    /// Its bytes that no smaller piece within it has; none where all are zeros, which no file that is served carries.
    pub own: usize,
    /// The piece that it lies in.
    within: Option<usize>,
}

/// All data.
#[derive(Debug, Default)]
pub struct Pieces<'a> {
    /// By where they lie.
    pub pieces: Vec<Piece<'a>>,
    /// The piece of each symbol.
    by_symbol: BTreeMap<usize, usize>,
    /// Pairs of which the first cannot be had without the second, because they share bytes.
    pub shared: Vec<(usize, usize)>,
}

impl<'a> Pieces<'a> {
    /// The pieces of a module.
    pub fn of(module: &Module<'a>) -> Pieces<'a> {
        let mut found: Vec<(Range<usize>, usize, &'a str)> = Vec::new();
        for (index, symbol) in module.symbols.iter().enumerate() {
            let SymbolInfo::Data { flags, name, symbol: Some(place) } = symbol else { continue };
            // An address, such as the stack's end, and no data.
            if flags.contains(SymbolFlags::ABSOLUTE) {
                continue;
            }
            let range = module.segments.get(place.index as usize).map_or(0..0, |segment| {
                let inside =
                    |offset: u64| segment.at + segment.bytes.len().min(usize::try_from(offset).unwrap_or(usize::MAX));
                inside(place.offset.into())..inside(u64::from(place.offset) + u64::from(place.size))
            });
            found.push((range, index, name));
        }
        found.sort_by_key(|(range, index, _)| (range.start, Reverse(range.end), *index));
        let is_zeros = |range: &Range<usize>| {
            let held = module.segments.iter().find_map(|segment| segment.range(range));
            held.is_none_or(|bytes| bytes.iter().all(|it| *it == 0))
        };
        let mut all = Pieces::default();
        let mut open: Vec<usize> = Vec::new();
        for (range, symbol, name) in found {
            if let Some(last) = all.pieces.last()
                && last.range == range
                && !range.is_empty()
            {
                all.by_symbol.insert(symbol, all.pieces.len() - 1);
                continue;
            }
            let own = if is_zeros(&range) { 0 } else { range.len() };
            all.add(Piece { name, own, range, within: None }, symbol, &mut open);
        }
        all
    }

    /// Adds the piece that comes next; `open` are those before it that may reach into it, the innermost last.
    fn add(&mut self, mut piece: Piece<'a>, symbol: usize, open: &mut Vec<usize>) {
        let this = self.pieces.len();
        while open.last().is_some_and(|&last| self.pieces[last].range.end <= piece.range.start) {
            open.pop();
        }
        if let Some(&outer) = open.last() {
            let end = self.pieces[outer].range.end;
            self.shared.push((outer, this));
            if piece.range.end <= end {
                self.pieces[outer].own = self.pieces[outer].own.saturating_sub(piece.range.len());
            } else {
                // They overlap: whoever needs one gets both, and the bytes count once.
                self.shared.push((this, outer));
                piece.own = piece.own.saturating_sub(end - piece.range.start);
            }
            piece.within = Some(outer);
        }
        self.pieces.push(piece);
        self.by_symbol.insert(symbol, this);
        open.push(this);
    }

    /// The piece of a symbol.
    pub fn of_symbol(&self, symbol: usize) -> Option<usize> {
        self.by_symbol.get(&symbol).copied()
    }

    /// The innermost piece that has this byte of the file.
    pub fn at(&self, place: usize) -> Option<usize> {
        let after = self.pieces.partition_point(|it| it.range.start <= place);
        let mut piece = after.checked_sub(1)?;
        while self.pieces[piece].range.end <= place {
            piece = self.pieces[piece].within?;
        }
        Some(piece)
    }
}

#[cfg(test)]
mod tests {
    use super::super::module::Segment;
    use super::*;
    use wasmparser::DefinedDataSymbol;

    /// Of which the last eight are zeros.
    const BYTES: [u8; 48] = {
        let mut bytes = [0; 48];
        let mut at = 0;
        while at < 40 {
            bytes[at] = 1;
            at += 1;
        }
        bytes
    };

    fn pieces(places: &[(u32, u32, u32)]) -> Pieces<'static> {
        let symbol = |&(index, offset, size): &(u32, u32, u32)| SymbolInfo::Data {
            flags: SymbolFlags::empty(),
            name: "it",
            symbol: Some(DefinedDataSymbol { index, offset, size }),
        };
        let symbols = places.iter().map(symbol).collect();
        let segments = vec![Segment { at: 100, bytes: &BYTES }];
        Pieces::of(&Module { symbols, segments, ..Module::default() })
    }

    #[test]
    fn bytes_within_a_smaller_piece_are_that_piece_s() {
        let all = pieces(&[(0, 10, 4), (0, 0, 20), (0, 0, 20), (0, 20, 5)]);
        let own: Vec<_> = all.pieces.iter().map(|it| (it.range.clone(), it.own)).collect();
        assert_eq!(own, [(100..120, 16), (110..114, 4), (120..125, 5)]);
        assert_eq!(all.shared, [(0, 1)]);
        assert_eq!(all.of_symbol(1), all.of_symbol(2), "two names of the same bytes");
        assert_eq!([105, 111, 115, 122, 130].map(|it| all.at(it)), [Some(0), Some(1), Some(0), Some(2), None]);
    }

    #[test]
    fn pieces_that_overlap_come_together_and_count_once() {
        let all = pieces(&[(0, 0, 10), (0, 6, 10)]);
        assert_eq!(all.pieces.iter().map(|it| it.own).sum::<usize>(), 16);
        assert_eq!(all.shared, [(0, 1), (1, 0)]);
    }

    #[test]
    fn data_that_begins_as_zeros_or_reaches_out_of_its_segment_weighs_what_the_file_has() {
        let all = pieces(&[(1, 0, 50), (1, 50, 8), (0, 36, 60), (0, 40, 8), (0, u32::MAX, 9)]);
        assert_eq!(all.pieces.len(), 5);
        assert_eq!(all.pieces.iter().map(|it| it.own).collect::<Vec<_>>(), [0, 0, 4, 0, 0]);
    }
}
