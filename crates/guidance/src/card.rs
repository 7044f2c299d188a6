//! A card in the frame: does it fill it, lie straight, and can it be read?

use super::border::outline;
use super::frame::{Area, Frame, Histogram, grade};
use super::sharpness::steepness;
use super::{Hint, Seen, first_of};
use beian_model::{Measure, Score};

/// Brightness from which a pixel shows nothing any more.
const BLOWN: i32 = 250;

/// Width of the card in percent of the frame's width. The frame on the screen is 88 wide.
const FILL: [(i32, i32); 7] = [(20, 0), (50, 20), (72, 60), (80, 100), (92, 100), (97, 60), (102, 10)];
/// Steepest of the four edges, in thousandths: 17 are a degree.
const STRAIGHT: [(i32, i32); 4] = [(10, 100), (70, 60), (200, 10), (300, 0)];
/// Steepest step of edges in percent of their height.
const SHARP: [(i32, i32); 3] = [(12, 0), (33, 60), (48, 100)];
/// Brightness of the card's ground, on both sides.
const DARK: [(i32, i32); 3] = [(30, 0), (95, 60), (140, 100)];
const GLOOM: [(i32, i32); 3] = [(10, 0), (35, 60), (90, 100)];
const BRIGHT: [(i32, i32); 3] = [(240, 100), (249, 60), (255, 10)];
/// Blown area in thousandths of the card.
const GLARE: [(i32, i32); 4] = [(1, 100), (10, 60), (60, 20), (200, 0)];
/// How clear the worst corner is, in percent of the card's edges.
const CORNERS: [(i32, i32); 3] = [(10, 0), (60, 60), (85, 100)];

/// Looks at a card in a frame whose sides are as those of a card; about 400 pixels wide.
pub fn card(frame: &Frame) -> Seen {
    let outline = outline(frame);
    // Without a card, what lies in the middle tells of the light.
    let area = match &outline {
        Ok(outline) => inside(&outline.corners).within(frame.whole()).shrunk(4),
        Err(_) => frame.whole().shrunk(20),
    };
    let histogram = Histogram::of(frame, area);
    // The ground is brighter than what is printed on it.
    let dark = match &outline {
        Ok(_) => grade(histogram.percentile(60), &DARK),
        // A dark table is no lack of light.
        Err(_) => grade(histogram.percentile(90), &GLOOM),
    };
    let bright = grade(histogram.percentile(50), &BRIGHT);
    let glare = grade(blown(frame, area), &GLARE);
    let sharp = grade(steepness(frame, area), &SHARP);
    let (fill, straight, corners, hint) = match &outline {
        // One whose edges are partly outside is nearer to it than none.
        Err(edges) => (i32::from(*edges) as u8 * 10, 0, 0, Hint::NoCard),
        Ok(outline) => {
            let [left, right, top, bottom] = outline.slopes;
            let turned = (left + right + top + bottom) / 4;
            let steepest = outline.slopes.map(i32::abs).into_iter().max().unwrap_or(0);
            let [(x0, y0), (x1, y1), (x2, y2), (x3, y3)] = outline.corners;
            let across = ((x1 - x0 + x2 - x3) * 50 + frame.width() / 2) / frame.width();
            let down = ((y3 - y0 + y2 - y1) * 50 + frame.height() / 2) / frame.height();
            // The frame is as wide for its height as a card is: a shape much unlike it is none.
            let is_card = (across - down).abs() <= across.max(down) / 5;
            let fill = if is_card { grade(across.max(down), &FILL) } else { 40 };
            let wrong_way = if turned.abs() * 2 >= steepest { Hint::Tilted } else { Hint::Slanted };
            let hint = match across.max(down) {
                _ if !is_card => Hint::NoCard,
                size if !good(fill) && size > 90 => Hint::CardTooNear,
                _ if !good(fill) => Hint::CardTooFar,
                _ => wrong_way,
            };
            (fill, grade(steepest, &STRAIGHT), grade(outline.worst_corner, &CORNERS), hint)
        }
    };
    let hint = first_of(&[
        (dark, Hint::TooDark),
        (fill, hint),
        (straight, hint),
        (corners, Hint::Corner),
        (bright, Hint::TooBright),
        (glare, Hint::Glare),
        (sharp, Hint::CardBlurred),
    ]);
    let scores = [
        (Measure::Fill, fill),
        (Measure::Straight, straight),
        (Measure::Sharp, sharp),
        (Measure::Light, dark.min(bright)),
        (Measure::Glare, glare),
        (Measure::Corners, corners),
    ];
    Seen { scores: scores.into_iter().map(|(measure, score)| Score { measure, score }).collect(), hint }
}

fn good(score: u8) -> bool {
    score >= Score::GOOD
}

/// The largest upright area inside four corners.
fn inside(corners: &[(i32, i32); 4]) -> Area {
    let [(x0, y0), (x1, y1), (x2, y2), (x3, y3)] = *corners;
    Area { left: x0.max(x3), top: y0.max(y1), right: x1.min(x2), bottom: y2.min(y3) }
}

/// Thousandths of the area in which nothing is seen any more. A pixel counts with its neighbours: a bright dot hides nothing.
fn blown(frame: &Frame, area: Area) -> i32 {
    let (mut blown, mut all) = (0, 0);
    for y in (area.top..area.bottom).step_by(2) {
        for x in (area.left..area.right).step_by(2) {
            all += 1;
            let around = [(0, 0), (2, 0), (-2, 0), (0, 2), (0, -2)];
            if around.iter().all(|(right, down)| frame.luma(x + right, y + down) >= BLOWN) {
                blown += 1;
            }
        }
    }
    blown * 1000 / all.max(1)
}
