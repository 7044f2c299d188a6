//! The four edges of a card: of all straight lines near each side of the frame, the one along which brightness changes most evenly.

use super::frame::{Frame, Histogram};

/// How many places of a line are looked at.
const PLACES: i32 = 32;
/// The part of a side along which its line is looked for, in percent.
const FROM: i32 = 20;
const TO: i32 = 80;
/// How far inside the frame an edge may be, in percent.
const DEEPEST: i32 = 42;
/// Steepest line, in percent: 17 degrees.
const STEEPEST: i32 = 30;
/// From this share of places with a clear edge on, it is the card's, in percent.
const SEEN: i32 = 52;

/// A side of the frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

/// The straight edge of a card at one side.
#[derive(Clone, Copy, Debug)]
struct Edge {
    /// Distance from the side at [`FROM`] and at [`TO`], in pixels.
    ends: (i32, i32),
    /// Brightness rises inwards (1) or falls (-1).
    sign: i32,
    /// Share of places that show it, in percent.
    shown: i32,
}

/// The card's outline.
#[derive(Clone, Copy, Debug)]
pub struct Outline {
    /// Its corners: upper left, upper right, lower right, lower left; in pixels, perhaps outside the frame.
    pub corners: [(i32, i32); 4],
    /// Clearest share of the worst corner's edges against the sides' middle, in percent: what covers a corner lowers it.
    pub worst_corner: i32,
    /// Slopes of the left, right, upper and lower edge in thousandths, all positive for a card turned clockwise.
    pub slopes: [i32; 4],
}

/// Sees a side of the frame as if it were the left one.
struct View<'v> {
    frame: &'v Frame<'v>,
    side: Side,
    /// Length of the side.
    length: i32,
    /// Pixels from this side to the opposite one.
    depth: i32,
    /// A change of brightness that is clear here.
    clear: i32,
}

impl View<'_> {
    fn luma(&self, along: i32, depth: i32) -> i32 {
        match self.side {
            Side::Left => self.frame.luma(depth, along),
            Side::Right => self.frame.luma(self.depth - 1 - depth, along),
            Side::Top => self.frame.luma(along, depth),
            Side::Bottom => self.frame.luma(along, self.depth - 1 - depth),
        }
    }

    /// Change of brightness inwards between the pixels so far on both sides.
    fn step(&self, along: i32, depth: i32, reach: i32) -> i32 {
        let at = |depth| (-1..=1).map(|by| self.luma(along + by, depth)).sum::<i32>();
        (at(depth + reach) - at(depth - reach)) / 3
    }

    /// Change of brightness inwards, no more than what is clear: one bright spot is no edge.
    fn change(&self, along: i32, depth: i32) -> i32 {
        self.step(along, depth, 2).clamp(-self.clear, self.clear)
    }

    fn place(&self, n: i32) -> i32 {
        self.length * (FROM * PLACES + (TO - FROM) * n) / (100 * PLACES)
    }

    fn edge(&self) -> Option<Edge> {
        let deepest = self.depth * DEEPEST / 100;
        let wide = deepest + 1;
        let mut changes = Vec::with_capacity((PLACES * wide) as usize);
        for n in 0..PLACES {
            let along = self.place(n);
            changes.extend((0..=deepest).map(|depth| self.change(along, depth) as i16));
        }
        let sum = |(first, last): (i32, i32)| {
            let mut sum = 0;
            for n in 0..PLACES {
                let depth = first + (last - first) * n / (PLACES - 1);
                sum += changes.get((n * wide + depth) as usize).copied().map_or(0, i32::from);
            }
            sum
        };
        let better = |best: (i32, (i32, i32)), value: i32, ends| if value > best.0 { (value, ends) } else { best };
        let most = self.length * (TO - FROM) / 100 * STEEPEST / 100;
        let mut best = (0, (0, 0));
        for first in (0..=deepest).step_by(2) {
            for last in ((first - most).max(0)..=(first + most).min(deepest)).step_by(2) {
                // Of two edges equally clear the outer one is the card's, and the inner one is printed on it.
                let value = sum((first, last)).abs() * (8 * deepest - (first + last) / 2);
                best = better(best, value, (first, last));
            }
        }
        // Within the pixels that all show it, the middle.
        let (near, sign) = (best.1, sum(best.1).signum());
        let exact = |(first, last): (i32, i32)| -> i32 {
            let depth = |n: i32| first + (last - first) * n / (PLACES - 1);
            (0..PLACES).map(|n| (self.step(self.place(n), depth(n), 1) * sign).clamp(0, 6 * self.clear)).sum()
        };
        best = (0, near);
        for first in near.0 - 3..=near.0 + 3 {
            for last in near.1 - 3..=near.1 + 3 {
                best = better(best, exact((first, last)), (first, last));
            }
        }
        let (_, ends) = best;
        let ends = (ends.0.clamp(0, deepest), ends.1.clamp(0, deepest));
        let sum = sum(ends);
        let shown = sum.abs() * 100 / (PLACES * self.clear);
        (shown >= SEEN).then_some(Edge { ends, sign: sum.signum(), shown })
    }
}

impl Edge {
    /// Distance from the side at a place along it.
    fn depth(&self, view: &View, along: i32) -> i32 {
        let (from, to) = (view.length * FROM / 100, view.length * TO / 100);
        self.ends.0 + (self.ends.1 - self.ends.0) * (along - from) / (to - from).max(1)
    }

    /// Thousandths by which it comes nearer to the middle along the side.
    fn slope(&self, view: &View) -> i32 {
        (self.ends.1 - self.ends.0) * 1000 / (view.length * (TO - FROM) / 100).max(1)
    }

    /// Share of the places between two along it that show it, in percent of what its middle shows.
    fn shown_between(&self, view: &View, from: i32, to: i32) -> i32 {
        const NEAR: i32 = 8;
        let mut sum = 0;
        for n in 0..NEAR {
            let along = from + (to - from) * n / NEAR;
            let depth = self.depth(view, along);
            let clearest = (-2..=2).map(|by| view.change(along, depth + by) * self.sign).max().unwrap_or(0);
            let inside = (0..view.length).contains(&along) && (0..view.depth).contains(&depth);
            sum += if inside { clearest.max(0) } else { 0 };
        }
        (sum * 100 / (NEAR * view.clear)) * 100 / self.shown.max(1)
    }
}

/// The outline of the card in the frame, or how many of its edges were found.
pub fn outline(frame: &Frame) -> Result<Outline, u8> {
    let (width, height) = (frame.width(), frame.height());
    let histogram = Histogram::of(frame, frame.whole());
    let clear = ((histogram.percentile(95) - histogram.percentile(5)) / 6).clamp(5, 20);
    let views = [Side::Left, Side::Right, Side::Top, Side::Bottom].map(|side| {
        let (length, depth) = match side {
            Side::Left | Side::Right => (height, width),
            Side::Top | Side::Bottom => (width, height),
        };
        View { frame, side, length, depth, clear }
    });
    let edges = views.each_ref().map(View::edge);
    let [Some(left), Some(right), Some(top), Some(bottom)] = edges else {
        return Err(edges.iter().flatten().count() as u8);
    };
    let [at_left, at_right, at_top, at_bottom] = &views;
    // Where two edges meet: their slopes are small, so that each step comes ten times nearer.
    let meet = |x_of: &dyn Fn(i32) -> i32, y_of: &dyn Fn(i32) -> i32| {
        let (mut x, mut y) = (width / 2, height / 2);
        for _ in 0..4 {
            x = x_of(y);
            y = y_of(x);
        }
        (x, y)
    };
    let x_left = |y: i32| left.depth(at_left, y);
    let x_right = |y: i32| width - 1 - right.depth(at_right, y);
    let y_top = |x: i32| top.depth(at_top, x);
    let y_bottom = |x: i32| height - 1 - bottom.depth(at_bottom, x);
    let corners = [meet(&x_left, &y_top), meet(&x_right, &y_top), meet(&x_right, &y_bottom), meet(&x_left, &y_bottom)];
    let [upper_left, upper_right, lower_right, lower_left] = corners;
    // Beyond the rounded corner itself, to a sixth of the side.
    let near = |edge: &Edge, view: &View, corner: i32, other: i32| {
        edge.shown_between(view, corner + (other - corner) * 6 / 100, corner + (other - corner) * 17 / 100)
    };
    let worst_corner = [
        near(&left, at_left, upper_left.1, lower_left.1).min(near(&top, at_top, upper_left.0, upper_right.0)),
        near(&right, at_right, upper_right.1, lower_right.1).min(near(&top, at_top, upper_right.0, upper_left.0)),
        near(&right, at_right, lower_right.1, upper_right.1).min(near(&bottom, at_bottom, lower_right.0, lower_left.0)),
        near(&left, at_left, lower_left.1, upper_left.1).min(near(&bottom, at_bottom, lower_left.0, lower_right.0)),
    ]
    .into_iter()
    .min()
    .unwrap_or(0);
    let slopes = [-left.slope(at_left), right.slope(at_right), top.slope(at_top), -bottom.slope(at_bottom)];
    Ok(Outline { corners, worst_corner, slopes })
}
