//! How sharp an area is: the steepest step of its edges against their height, which light and contrast do not change.

use super::frame::{Area, Frame, Histogram};

/// Length of the pieces of rows and columns in which an edge is looked for, in pixels.
const PIECE: i32 = 12;
/// Fewer edges than this in an area: nothing in it is sharp.
const FEWEST: i32 = 10;

/// Steepest step in percent of an edge's height, on average: about 80 for a hard edge and 40/σ for one blurred by σ pixels.
/// Rows and columns are looked at apart, and the worse counts: a moved camera blurs one of them only.
pub fn steepness(frame: &Frame, area: Area) -> i32 {
    let histogram = Histogram::of(frame, area);
    // Noise is no edge, and neither is a shading within what the whole area shows.
    let least = ((histogram.percentile(98) - histogram.percentile(2)) / 3).max(16);
    let rows = along(least, area.top..area.bottom, area.left..area.right, |row, at| frame.luma(at, row));
    let columns = along(least, area.left..area.right, area.top..area.bottom, |column, at| frame.luma(column, at));
    rows.min(columns)
}

fn along(least: i32, lines: std::ops::Range<i32>, line: std::ops::Range<i32>, luma: impl Fn(i32, i32) -> i32) -> i32 {
    let (mut edges, mut heights, mut steps) = (0, 0, 0);
    for y in lines.step_by(2) {
        for start in (line.start..line.end - PIECE).step_by(PIECE as usize) {
            let mut last = luma(y, start);
            let (mut low, mut high, mut steepest) = (last, last, 0);
            for x in start + 1..=start + PIECE {
                let value = luma(y, x);
                low = low.min(value);
                high = high.max(value);
                steepest = steepest.max((value - last).abs());
                last = value;
            }
            if high - low >= least {
                edges += 1;
                heights += high - low;
                steps += steepest;
            }
        }
    }
    if edges < FEWEST { 0 } else { steps * 100 / heights.max(1) }
}
