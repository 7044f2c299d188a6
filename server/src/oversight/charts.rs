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

/// Bars beside each other, as of days.
pub fn standing(label: &str, values: &[i64]) -> Markup {
    let most = values.iter().copied().max().unwrap_or_default();
    let step = SIZE.0 / values.len().max(1);
    let width = step.saturating_sub(1 + step / 5).max(1);
    html! {
        svg.chart viewBox={ "0 0 " (SIZE.0) " " (SIZE.1) } role="img" aria-label=(label) {
            line x1="0" x2=(SIZE.0) y1=(SIZE.1) y2=(SIZE.1) stroke="currentColor" {}
            @for (n, value) in values.iter().enumerate() {
                @let height = length(*value, most, SIZE.1);
                rect x=(n * step) y=(SIZE.1 - height) width=(width) height=(height) fill="currentColor" {}
            }
        }
    }
}

/// Bars below each other, as of reasons; the longest are drawn.
pub fn lying(label: &str, values: &[i64]) -> Markup {
    let values = &values[..values.len().min(MOST)];
    let most = values.iter().copied().max().unwrap_or_default();
    html! {
        svg.chart viewBox={ "0 0 " (SIZE.0) " " (values.len() * LINE) } role="img" aria-label=(label) {
            @for (n, value) in values.iter().enumerate() {
                rect x="0" y=(n * LINE + 2) width=(length(*value, most, SIZE.0)) height=(LINE - 4) fill="currentColor" {}
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
        assert!(standing("a", &[]).into_string().contains("<svg"));
        assert!(!lying("<b>", &[1, 2]).into_string().contains("<b>"));
    }
}
