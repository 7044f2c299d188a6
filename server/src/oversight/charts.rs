//! Pictures of numbers: bars that the server draws, with the numbers in a table beside them for whoever reads rather than looks.

use maud::{Markup, html};

/// Width and height of a picture, in its own units: it is stretched to the room that there is, and words stand beside it in their own size.
const SIZE: (usize, usize) = (600, 160);
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
/// Most letters of the name of a lying bar.
const LONGEST: usize = 16;

/// Nothing is drawn where there is nothing to see.
fn is_empty(bars: &[(String, i64)]) -> bool {
    bars.iter().all(|(_, value)| *value <= 0)
}

/// A name, cut where it is long: the table has it whole.
fn short(name: &str) -> String {
    if name.chars().count() <= LONGEST {
        return name.to_owned();
    }
    name.chars().take(LONGEST - 1).chain(['…']).collect()
}

/// Bars beside each other, as of days: the highest is told, and the first and the last are named.
pub fn standing(label: &str, bars: &[(String, i64)]) -> Markup {
    let most = bars.iter().map(|(_, value)| *value).max().unwrap_or_default();
    let step = SIZE.0 / bars.len().max(1);
    let width = step.saturating_sub(1 + step / 5).clamp(1, WIDEST);
    html! {
        @if !is_empty(bars) {
            div.chart role="img" aria-label=(label) {
                div { span { (most) } }
                svg viewBox={ "0 0 " (SIZE.0) " " (SIZE.1) } preserveAspectRatio="none" {
                    @for (n, (_, value)) in bars.iter().enumerate() {
                        @let height = length(*value, most, SIZE.1);
                        rect x=(n * step) y=(SIZE.1 - height) width=(width) height=(height) fill="currentColor" {}
                    }
                }
                div {
                    @if let Some((first, _)) = bars.first() { span { (first) } }
                    @if let Some((last, _)) = bars.last().filter(|_| bars.len() > 1) { span { (last) } }
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
            div.bars role="img" aria-label=(label) {
                @for (name, value) in bars {
                    span { (short(name)) }
                    svg viewBox={ "0 0 " (SIZE.0) " 1" } preserveAspectRatio="none" {
                        rect width=(length(*value, most, SIZE.0)) height="1" fill="currentColor" {}
                    }
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
