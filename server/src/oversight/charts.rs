//! Pictures of numbers: bars that the server draws, with the numbers in a table beside them for whoever reads rather than looks.

use maud::{Markup, html};

/// Width and height of a picture, in its own units.
const SIZE: (usize, usize) = (600, 160);
/// Height of a lying bar with its gap.
const LINE: usize = 22;
/// Bars that lie below each other at the most.
const MOST: usize = 15;

/// A length in proportion: at least a unit where there is anything.
fn length(value: i64, most: i64, whole: usize) -> usize {
    let whole_units = i64::try_from(whole).unwrap_or_default();
    let units = value.max(0).saturating_mul(whole_units) / most.max(1);
    usize::try_from(units).unwrap_or_default().max(usize::from(value > 0)).min(whole)
}

/// Widest bar of those that stand.
const WIDEST: usize = 48;
/// Room for the names of lying bars, and most letters of one.
const NAMES: (usize, usize) = (220, 16);

/// Nothing is drawn where there is nothing to see.
fn is_empty(bars: &[(String, i64)]) -> bool {
    bars.iter().all(|(_, value)| *value <= 0)
}

/// A name as long as there is room.
fn short(name: &str) -> String {
    if name.chars().count() <= NAMES.1 {
        return name.to_owned();
    }
    name.chars().take(NAMES.1 - 1).chain(['…']).collect()
}

/// Bars beside each other, as of days: the highest is told, and the first and the last are named.
pub fn standing(label: &str, bars: &[(String, i64)]) -> Markup {
    let most = bars.iter().map(|(_, value)| *value).max().unwrap_or_default();
    let step = SIZE.0 / bars.len().max(1);
    let width = step.saturating_sub(1 + step / 5).clamp(1, WIDEST);
    let below = SIZE.1 + LINE;
    html! {
        @if !is_empty(bars) {
            svg.chart viewBox={ "0 0 " (SIZE.0) " " (below + LINE) } role="img" aria-label=(label) {
                text x="0" y="14" { (most) }
                line x1="0" x2=(SIZE.0) y1=(below) y2=(below) stroke="currentColor" {}
                @for (n, (_, value)) in bars.iter().enumerate() {
                    @let height = length(*value, most, SIZE.1);
                    rect x=(n * step) y=(below - height) width=(width) height=(height) fill="currentColor" {}
                }
                @if let Some((first, _)) = bars.first() { text x="0" y=(below + 16) { (first) } }
                @if let Some((last, _)) = bars.last().filter(|_| bars.len() > 1) {
                    text x=(SIZE.0) y=(below + 16) text-anchor="end" { (last) }
                }
            }
        }
    }
}

/// Bars below each other with their names, as of reasons; the first are drawn.
pub fn lying(label: &str, bars: &[(String, i64)]) -> Markup {
    let bars = &bars[..bars.len().min(MOST)];
    let most = bars.iter().map(|(_, value)| *value).max().unwrap_or_default();
    html! {
        @if !is_empty(bars) {
            svg.chart viewBox={ "0 0 " (SIZE.0) " " (bars.len() * LINE) } role="img" aria-label=(label) {
                @for (n, (name, value)) in bars.iter().enumerate() {
                    text x="0" y=(n * LINE + 16) { (short(name)) }
                    rect x=(NAMES.0) y=(n * LINE + 2) width=(length(*value, most, SIZE.0 - NAMES.0)) height=(LINE - 4) fill="currentColor" {}
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_in_proportion_and_never_beyond() {
        for (value, most, expected) in
            [(0, 0, 0), (5, 10, 50), (10, 10, 100), (1, 1_000_000, 1), (-3, 10, 0), (i64::MAX, 1, 100)]
        {
            assert_eq!(length(value, most, 100), expected, "{value} of {most}");
        }
        let bars = |values: &[i64]| values.iter().map(|value| ("<b>".to_owned(), *value)).collect::<Vec<_>>();
        assert!(standing("a", &bars(&[])).into_string().is_empty() && lying("a", &bars(&[0])).into_string().is_empty());
        for drawn in [standing("<b>", &bars(&[1, 0, 2])), lying("<b>", &bars(&[1, 2]))] {
            let drawn = drawn.into_string();
            assert!(drawn.contains("<svg") && !drawn.contains("<b>"), "{drawn}");
        }
        assert_eq!(short("一二三四五六七八九十一二三四五六七"), "一二三四五六七八九十一二三四五…");
    }
}
