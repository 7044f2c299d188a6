//! A face before a wall: one, in the middle, large enough, in good light; and is the wall white and even?

use super::frame::{Area, Frame, Histogram, grade};
use super::sharpness::steepness;
use super::skin::{CELL, Cells, Faces, Region, middle_of};
use super::{Hint, Seen, first_of};
use beian_model::{Measure, Score};

/// Area of the next face in percent of the first.
const OTHERS: [(i32, i32); 3] = [(5, 100), (20, 60), (80, 0)];
/// Distance of the face's middle from where the oval is, in percent of the frame's width or height.
const CENTRED: [(i32, i32); 3] = [(6, 100), (15, 60), (36, 0)];
/// Width of the face, without hair, in percent of the frame's width.
const SIZE: [(i32, i32); 6] = [(8, 0), (27, 60), (36, 100), (58, 100), (70, 60), (90, 0)];
/// Brightness of the wall.
const WALL: [(i32, i32); 4] = [(50, 0), (120, 40), (145, 60), (185, 100)];
/// Colour of the wall: blue and red together, away from grey.
const COLOUR: [(i32, i32); 4] = [(7, 100), (20, 60), (34, 20), (50, 0)];
/// Spread of brightness and colour over the wall.
const SPREAD: [(i32, i32); 4] = [(20, 100), (48, 60), (90, 20), (130, 0)];
/// Thousandths of the wall that are edges.
const EDGES: [(i32, i32); 4] = [(8, 100), (35, 60), (120, 20), (250, 0)];
/// Brightness of the face in percent of the wall's.
const BEHIND: [(i32, i32); 3] = [(6, 0), (24, 60), (42, 100)];
/// Brightness of the face, on both sides.
const DARK: [(i32, i32); 3] = [(15, 0), (50, 60), (85, 100)];
const BRIGHT: [(i32, i32); 3] = [(225, 100), (243, 60), (255, 0)];
/// Steepest step of edges in percent of their height: faces and hair are softer than print.
const SHARP: [(i32, i32); 3] = [(10, 0), (23, 60), (38, 100)];
/// A change of brightness between neighbours that is an edge.
const EDGE: i32 = 14;

/// Looks at a face in an upright frame of three by four, 180 by 240 pixels.
pub fn face(frame: &Frame) -> Seen {
    let cells = Cells::of(frame);
    let wall = cells.wall();
    let faces = cells.faces(wall);
    // Without a face, the one that the oval waits for.
    let expected = Region {
        top: cells.down * 22 / 100,
        chin: cells.down * 74 / 100,
        width: cells.across * 45 / 100,
        middle: cells.across * 50,
        area: 0,
    };
    let (region, others) = match faces {
        Faces::Found(region, others) => (region, others),
        Faces::None | Faces::Unclear => (expected, 0),
    };
    let found = matches!(faces, Faces::Found(..));
    let seen = |score: u8| if found { score } else { 0 };

    let width = region.width * 100 / cells.across;
    let beside = region.middle / cells.across - 50;
    let below = (region.top + region.chin + 1) * 50 / cells.down - 47;
    let centred = seen(grade(beside.abs().max(below.abs()), &CENTRED));
    let size = seen(grade(width, &SIZE));

    let behind = behind(&cells, region);
    let colour = middle_of(behind.iter().map(|(x, y)| cells.at(*x, *y)));
    let white = grade(colour.luma, &WALL).min(grade(colour.blue.abs() + colour.red.abs(), &COLOUR));
    let spread = grade(spread(&cells, &behind), &SPREAD);
    let things = grade(edges(frame, &behind), &EDGES);

    let skin = face_light(&cells, region);
    let back_light = grade(skin * 100 / colour.luma.max(1), &BEHIND);
    let (dark, bright) = (grade(skin, &DARK), grade(skin, &BRIGHT));
    let sharp = grade(steepness(frame, around(frame, region)), &SHARP);
    let one = match faces {
        Faces::None => 0,
        Faces::Unclear => 30,
        Faces::Found(..) => grade(others, &OTHERS),
    };
    // All is dark: not a light behind, but none.
    let gloom = grade(Histogram::of(frame, frame.whole()).percentile(90), &[(20, 0), (70, 60), (110, 100)]);
    let of_size = if width < 45 { Hint::FaceTooFar } else { Hint::FaceTooNear };
    let nobody = match faces {
        // Of things on the wall, some have the colour of skin; a person is larger.
        Faces::Found(..) if others >= 50 || things >= Score::GOOD => Hint::SeveralFaces,
        Faces::Found(..) => Hint::Things,
        // A wall of the colour of skin hides a face: the wall is what to change.
        _ if white < Score::GOOD => Hint::WallNotWhite,
        _ => Hint::NoFace,
    };
    let uneven = if things < spread { Hint::Things } else { Hint::Shadow };
    let hint = first_of(&[
        (gloom, Hint::TooDark),
        (back_light, Hint::BackLight),
        (one, nobody),
        (dark, Hint::TooDark),
        (size, of_size),
        (centred, Hint::OffCentre),
        (things, Hint::Things),
        (white, Hint::WallNotWhite),
        (spread, uneven),
        (bright, Hint::TooBright),
        (sharp, Hint::FaceBlurred),
    ]);
    let scores = [
        (Measure::OneFace, one),
        (Measure::Centred, centred),
        (Measure::FaceSize, size),
        (Measure::White, white),
        (Measure::Even, spread.min(things)),
        (Measure::BackLight, back_light),
        (Measure::Sharp, sharp),
        (Measure::Light, dark.min(bright).min(gloom)),
    ];
    Seen { scores: scores.into_iter().map(|(measure, score)| Score { measure, score }).collect(), hint }
}

/// The cells that show the wall: above the chin, outside of an oval around head and hair.
fn behind(cells: &Cells, face: Region) -> Vec<(i32, i32)> {
    let (middle, high) = (face.middle / 100, face.top + face.width / 3);
    // Half the axes of the oval.
    let (across, down) = ((face.width * 85 / 100).max(4), (face.width * 120 / 100).max(4));
    let is_head = |x: i32, y: i32| {
        let (right, lower) = ((x - middle) * 100 / across, (y - high) * 100 / down);
        // Hair hangs down at the sides.
        let lower = lower.min(0);
        right * right + lower * lower < 10_000
    };
    let rows = 0..face.chin.clamp(cells.down / 3, cells.down * 7 / 10);
    rows.flat_map(|y| (0..cells.across).map(move |x| (x, y))).filter(|(x, y)| !is_head(*x, *y)).collect()
}

/// How far brightness and colour of the wall spread, without the outermost twentieths.
fn spread(cells: &Cells, behind: &[(i32, i32)]) -> i32 {
    let mut histograms = [Histogram::default(), Histogram::default(), Histogram::default()];
    let [luma, blue, red] = &mut histograms;
    for (x, y) in behind {
        let cell = cells.at(*x, *y);
        luma.add(cell.luma);
        blue.add(cell.blue + 128);
        red.add(cell.red + 128);
    }
    let of = |histogram: &Histogram| histogram.percentile(95) - histogram.percentile(5);
    of(luma).max((of(blue) + of(red)) * 2)
}

/// Thousandths of the wall's pixels at which an edge is.
fn edges(frame: &Frame, behind: &[(i32, i32)]) -> i32 {
    let mut edges = 0;
    for (x, y) in behind {
        for n in 0..CELL * CELL {
            let (x, y) = (x * CELL + n % CELL, y * CELL + n / CELL);
            let across = frame.luma(x + 1, y) - frame.luma(x - 1, y);
            let down = frame.luma(x, y + 1) - frame.luma(x, y - 1);
            edges += i32::from(across.abs().max(down.abs()) >= EDGE);
        }
    }
    edges * 1000 / (behind.len() as i32 * CELL * CELL).max(1)
}

/// Brightness of the face's brighter half: brows and beard do not make it dark.
fn face_light(cells: &Cells, face: Region) -> i32 {
    let mut histogram = Histogram::default();
    let (middle, half) = (face.middle / 100, face.width / 3);
    for y in face.top.max(0)..=face.chin.min(cells.down - 1) {
        for x in (middle - half).max(0)..(middle + half).min(cells.across) {
            histogram.add(cells.at(x, y).luma);
        }
    }
    histogram.percentile(70)
}

/// Head and collar.
fn around(frame: &Frame, face: Region) -> Area {
    let half = face.width * 8 / 10;
    let area = Area {
        left: (face.middle / 100 - half) * CELL,
        top: (face.top - face.width / 2) * CELL,
        right: (face.middle / 100 + half) * CELL,
        bottom: (face.chin + face.width / 3) * CELL,
    };
    area.within(frame.whole())
}
