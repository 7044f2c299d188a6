//! Words with their boxes, put back into rows: what stands beside a label is its value.

use beian_model::Region;
use beian_rules::text;

/// A picture as it was read in one way.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Pixels across of the picture as it is shown.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// Its words, in any order.
    pub words: Vec<Word>,
}

/// A word, or what the engine took for one: of Chinese often one character, sometimes a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its text, without blanks around it.
    pub text: String,
    /// Its box, in pixels of the picture as it is shown.
    pub region: Region,
    /// How sure the engine is, 0 to 100.
    pub confidence: u8,
}

/// A character of a row; full-width letters, digits and signs as half-width ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Glyph {
    /// The character; never a blank.
    pub c: char,
    /// Its box, as good as it can be told from the word's.
    pub region: Region,
    /// How sure the engine is of its word.
    pub confidence: u8,
    /// The engine saw a blank before it.
    pub begins: bool,
}

/// What stands on one height of the page, left to right, across all columns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The characters.
    pub glyphs: Vec<Glyph>,
    /// How tall its print is, in pixels.
    pub height: u32,
}

/// A piece of a row or of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// What it says; a blank stands between Latin words only.
    pub text: String,
    /// Where it stands.
    pub region: Region,
    /// Of its characters the least sure, 0 to 100.
    pub confidence: u8,
}

/// So many times the height of the print is a gap between columns.
const COLUMN_GAP: u32 = 3;
/// What an engine makes of rules, frames and dots between a label and its value.
const NOISE: &[char] = &[
    ':', '.', ',', '|', '_', '-', '~', '"', '\'', '“', '”', '‘', '’', '。', '、', '·', '—', '=', '>', '<', '[', ']',
    '《', '》', '〈', '〉', '!', '/', '\\', '*', '°',
];

impl Page {
    /// The rows, from above. A row may rise or fall a little from left to right, as on a photograph.
    pub fn rows(&self) -> Vec<Row> {
        let mut words: Vec<&Word> = self.words.iter().collect();
        words.sort_by_key(|word| (word.region.x, word.region.y));
        let mut rows: Vec<Vec<&Word>> = Vec::new();
        for word in words {
            // Of the rows that end at its height, the one whose end is nearest.
            let fits = rows.iter_mut().filter_map(|row| {
                let end = end_of(row);
                let lap = overlap(end, word.region);
                (lap * 2 >= end.height.min(word.region.height)).then_some((lap, row))
            });
            match fits.max_by_key(|(lap, _)| *lap) {
                Some((_, row)) => row.push(word),
                None => rows.push(vec![word]),
            }
        }
        let mut rows: Vec<Row> =
            rows.into_iter().map(|words| Row::of(&words)).filter(|row| !row.glyphs.is_empty()).collect();
        rows.sort_by_key(|row| row.glyphs.first().map_or(0, |glyph| middle(glyph.region)));
        rows
    }
}

/// The height at which a row stands at its right end: its last three words together, because 一 and a full stop alone
/// tell little.
fn end_of(row: &[&Word]) -> Region {
    let last = row.iter().rev().take(3).map(|word| word.region);
    last.reduce(Region::with).unwrap_or_default()
}

fn overlap(one: Region, other: Region) -> u32 {
    one.bottom().min(other.bottom()).saturating_sub(one.y.max(other.y))
}

fn middle(region: Region) -> u32 {
    region.y.saturating_add(region.height / 2)
}

/// Chinese characters, not signs.
pub fn is_chinese(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇')
}

impl Row {
    fn of(words: &[&Word]) -> Row {
        let mut glyphs = Vec::new();
        let mut heights = Vec::new();
        for word in words {
            heights.push(word.region.height);
            // A Latin letter is about half as wide as a Chinese character.
            let width = |c: char| if c.is_ascii() { 1 } else { 2 };
            let all: u32 = word.text.chars().map(width).sum::<u32>().max(1);
            let (mut before, mut begins) = (0, true);
            for c in word.text.chars() {
                let at = |part: u32| (u64::from(word.region.width) * u64::from(part) / u64::from(all)) as u32;
                let (left, right) = (at(before), at(before + width(c)));
                before += width(c);
                let c = text::half_width(c);
                if c.is_whitespace() {
                    begins = true;
                    continue;
                }
                let region =
                    Region { x: word.region.x.saturating_add(left), width: (right - left).max(1), ..word.region };
                glyphs.push(Glyph { c, region, confidence: word.confidence, begins });
                begins = false;
            }
        }
        heights.sort_unstable();
        // Most words are as tall as the print; 一 and signs are lower, seals taller.
        let height = heights.get(heights.len() * 2 / 3).copied().unwrap_or(1).max(1);
        Row { glyphs, height }
    }

    /// Pixels between a character and the one before it.
    fn gap(&self, at: usize) -> u32 {
        let Some(before) = at.checked_sub(1) else { return u32::MAX };
        self.glyphs[at].region.x.saturating_sub(self.glyphs[before].region.right())
    }

    /// A gap as wide as the print is tall stands before a character.
    pub fn stands_apart(&self, at: usize) -> bool {
        self.gap(at) >= self.height
    }

    /// The characters from one place to before another.
    pub fn piece(&self, from: usize, to: usize) -> Piece {
        let glyphs = self.glyphs.get(from..to).unwrap_or_default();
        let mut text = String::new();
        for glyph in glyphs {
            let between =
                glyph.begins && glyph.c.is_ascii_alphabetic() && text.ends_with(|c: char| c.is_ascii_alphabetic());
            if between {
                text.push(' ');
            }
            text.push(glyph.c);
        }
        let region = glyphs.iter().map(|glyph| glyph.region).reduce(Region::with).unwrap_or_default();
        let confidence = glyphs.iter().map(|glyph| glyph.confidence).min().unwrap_or(0);
        Piece { text, region, confidence }
    }

    /// Where a label stands, and after it: the words at the start of a column, blanks within allowed; in one of four
    /// characters and more, one may be misread.
    pub fn label(&self, labels: &[&str]) -> Option<(usize, usize)> {
        (0..self.glyphs.len()).filter(|at| self.begins_column(*at)).find_map(|at| {
            // The longest first: 营业场所 is not 场所.
            let found = labels.iter().filter_map(|label| self.has(at, label)).max()?;
            Some((at, found))
        })
    }

    /// The end of a label that stands at a place.
    fn has(&self, at: usize, label: &str) -> Option<usize> {
        let mut wrong = 0;
        let mut end = at;
        for wanted in label.chars() {
            wrong += usize::from(self.glyphs.get(end)?.c != wanted);
            end += 1;
        }
        (wrong == 0 || (wrong == 1 && end - at >= 4)).then_some(end)
    }

    /// The place is the first of the row, noise before it left aside, or after a gap.
    fn begins_column(&self, at: usize) -> bool {
        let first = at <= 2 && self.glyphs[..at].iter().all(|glyph| !is_chinese(glyph.c));
        first || self.stands_apart(at)
    }

    /// The column that begins at a place or after noise there: up to a wide gap, or up to what is another label.
    pub fn column(&self, from: usize, labels: &[&str]) -> (usize, usize) {
        let noise = self.glyphs[from..].iter().take_while(|glyph| NOISE.contains(&glyph.c)).count();
        let start = from + noise;
        let ends = |at: &usize| {
            self.gap(*at) >= self.height.saturating_mul(COLUMN_GAP)
                || (self.begins_column(*at) && labels.iter().any(|label| self.has(*at, label).is_some()))
        };
        let end = (start + 1..self.glyphs.len()).find(ends).unwrap_or(self.glyphs.len());
        (start, end.max(start))
    }
}

/// The value beside a label, and what goes on under it: the first of `names` on the page, over at most so many rows.
/// `labels` are all labels of the form; each ends a value.
pub fn value(rows: &[Row], names: &[&str], labels: &[&str], most_rows: usize) -> Option<Piece> {
    rows.iter().enumerate().find_map(|(n, row)| {
        let (_, after) = row.label(names)?;
        let (start, end) = row.column(after, labels);
        if start >= end {
            return None;
        }
        let mut piece = row.piece(start, end);
        let first = piece.region;
        let limit = row.glyphs.get(end).map(|glyph| glyph.region.x);
        let mut last = first;
        for below in rows[n + 1..].iter().take(most_rows.saturating_sub(1)) {
            let Some(more) = continued(below, first, last, row.height, limit, labels) else { break };
            last = more.region;
            piece.text.push_str(&more.text);
            piece.region = piece.region.with(more.region);
            piece.confidence = piece.confidence.min(more.confidence);
        }
        Some(piece)
    })
}

/// What stands right under a value and has no label of its own.
fn continued(
    row: &Row,
    first: Region,
    last: Region,
    height: u32,
    limit: Option<u32>,
    labels: &[&str],
) -> Option<Piece> {
    let start = row.glyphs.iter().position(|glyph| glyph.region.right() > first.x.saturating_sub(height / 2))?;
    if row.glyphs[..start].iter().any(|glyph| is_chinese(glyph.c)) {
        return None;
    }
    let begin = row.glyphs[start].region;
    let aligned = begin.x.abs_diff(first.x) <= height.saturating_mul(2);
    let near = middle(begin).saturating_sub(middle(last)) <= height.saturating_mul(5) / 2;
    let labelled = labels.iter().any(|label| row.has(start, label).is_some());
    if !aligned || !near || labelled {
        return None;
    }
    let (from, mut to) = row.column(start, labels);
    if let Some(limit) = limit {
        to = row.glyphs[from..to].iter().position(|glyph| glyph.region.x >= limit).map_or(to, |n| from + n);
    }
    (from < to).then(|| row.piece(from, to))
}
