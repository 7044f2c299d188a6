//! The guidance against drawn frames of known truth: the worse the truth, the lower the score, and GOOD on the right side.
//! `cargo test -p beian-guidance --test guidance -- --nocapture` prints the tables.
#![cfg(not(target_arch = "wasm32"))]

mod drawn;

use beian_guidance::{Frame, Hint, Seen};
use beian_model::{Measure, Score};
use drawn::{Card, Face, Picture, Wall};

fn card(card: Card) -> Seen {
    look(&card.draw(), beian_guidance::card)
}

fn face(face: Face) -> Seen {
    look(&face.draw(), beian_guidance::face)
}

fn look(picture: &Picture, seen: fn(&Frame) -> Seen) -> Seen {
    let rgba = picture.rgba();
    seen(&Frame::new(&rgba, picture.width).expect("a drawn picture is one"))
}

fn score(seen: &Seen, measure: Measure) -> u8 {
    seen.scores.iter().find(|score| score.measure == measure).expect("each measure is there").score
}

/// A row of truths, from good to bad: those before `bad` are good, the others are not.
struct Row<T: 'static> {
    what: &'static str,
    measure: Measure,
    hint: Hint,
    truths: &'static [T],
    bad: usize,
}

/// Prints a row and checks it: scores fall, sides are right, and the last truth is answered with the hint.
fn check<T: Copy + std::fmt::Display>(row: &Row<T>, see: impl Fn(T) -> Seen) -> Vec<String> {
    let seen: Vec<Seen> = row.truths.iter().map(|truth| see(*truth)).collect();
    let scores: Vec<u8> = seen.iter().map(|seen| score(seen, row.measure)).collect();
    let pairs: Vec<String> = row.truths.iter().zip(&scores).map(|(truth, score)| format!("{truth}:{score}")).collect();
    println!("{:<28} {:<10} {}", row.what, row.measure.as_str(), pairs.join("  "));
    let mut wrong = Vec::new();
    // A point up or down is the noise of the picture.
    if scores.windows(2).any(|pair| pair[1] > pair[0].saturating_add(1)) {
        wrong.push(format!("{}: not falling: {scores:?}", row.what));
    }
    for (n, score) in scores.iter().enumerate() {
        if (*score >= Score::GOOD) != (n < row.bad) {
            wrong.push(format!("{}: {} scores {score}", row.what, row.truths[n]));
        }
    }
    let last = seen.last().expect("a row has truths").hint;
    if last != Some(row.hint) {
        wrong.push(format!("{}: the hint is {last:?}", row.what));
    }
    wrong
}

#[test]
fn a_cards_scores_follow_the_truth() {
    println!("\ntruth:score, {} and more is good", Score::GOOD);
    let good = Card::GOOD;
    let mut wrong = Vec::new();
    let mut row = |what, measure, hint, truths, bad, draw: &dyn Fn(f32) -> Card| {
        wrong.extend(check(&Row { what, measure, hint, truths, bad }, |truth| card(draw(truth))));
    };
    use Measure::{Corners, Fill, Glare, Light, Sharp, Straight};
    row("blur, sigma in px", Sharp, Hint::CardBlurred, &[0.0, 0.5, 0.8, 1.6, 2.5, 4.0], 3, &|blur| Card {
        blur,
        ..good
    });
    row("blur of the emblem side", Sharp, Hint::CardBlurred, &[0.0, 0.5, 0.8, 1.6, 2.5, 4.0], 3, &|blur| Card {
        blur,
        emblem: true,
        ..good
    });
    row("light factor, falling", Light, Hint::TooDark, &[1.0, 0.7, 0.5, 0.35, 0.2, 0.1], 3, &|light| Card {
        light,
        ..good
    });
    row("light factor, rising", Light, Hint::TooBright, &[1.0, 1.1, 1.25, 1.4, 1.7], 2, &|light| Card {
        light,
        ..good
    });
    row("glare, radius / height", Glare, Hint::Glare, &[0.0, 0.03, 0.12, 0.2, 0.3], 2, &|glare| Card { glare, ..good });
    row("tilt, degrees", Straight, Hint::Tilted, &[0.0, 1.0, 2.0, 3.0, 6.0, 9.0], 4, &|tilt| Card {
        tilt,
        size: 0.8,
        ..good
    });
    row("tilt to the left", Straight, Hint::Tilted, &[0.0, -1.0, -2.0, -3.0, -6.0, -9.0], 4, &|tilt| Card {
        tilt,
        size: 0.8,
        ..good
    });
    row("upper edge narrower", Straight, Hint::Slanted, &[0.0, 0.04, 0.07, 0.14, 0.2, 0.3], 3, &|narrower| Card {
        narrower,
        ..good
    });
    row("width / frame, falling", Fill, Hint::CardTooFar, &[0.86, 0.8, 0.75, 0.66, 0.55, 0.45], 3, &|size| Card {
        size,
        ..good
    });
    row("width / frame, rising", Fill, Hint::NoCard, &[0.86, 0.92, 0.99, 1.1], 2, &|size| Card { size, ..good });
    row("finger, radius / height", Corners, Hint::Corner, &[0.0, 0.03, 0.12, 0.2, 0.3], 2, &|finger| Card {
        finger,
        ..good
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_good_card_is_good_on_many_tables_and_no_card_is_none() {
    for emblem in [false, true] {
        for table in [
            [176.0, 172.0, 166.0],
            [96.0, 84.0, 72.0],
            [30.0, 30.0, 34.0],
            [150.0, 110.0, 70.0],
            [60.0, 90.0, 140.0],
            [245.0, 245.0, 245.0],
        ] {
            for light in [0.7, 1.0] {
                let seen = card(Card { emblem, table, light, ..Card::GOOD });
                assert_eq!(seen.hint, None, "{emblem} {table:?} {light}: {:?}", seen.scores);
                assert!(
                    seen.scores.iter().all(|score| score.score >= 65),
                    "{emblem} {table:?} {light}: {:?}",
                    seen.scores
                );
            }
        }
    }
    for table in [[96.0, 84.0, 72.0], [150.0, 110.0, 70.0], [200.0, 200.0, 200.0]] {
        let seen = card(Card { size: 0.0, table, ..Card::GOOD });
        assert_eq!(seen.hint, Some(Hint::NoCard), "{:?}", seen.scores);
    }
}

#[test]
fn a_passports_page_is_held_to_its_own_shape() {
    println!("\na passport's page");
    let good = Card { page: true, ..Card::GOOD };
    let mut wrong = Vec::new();
    let mut row = |what, measure, hint, truths, bad, draw: &dyn Fn(f32) -> Card| {
        wrong.extend(check(&Row { what, measure, hint, truths, bad }, |truth| card(draw(truth))));
    };
    use Measure::{Fill, Glare, Sharp, Straight};
    row("blur, sigma in px", Sharp, Hint::CardBlurred, &[0.0, 0.5, 0.8, 1.6, 2.5, 4.0], 3, &|blur| Card {
        blur,
        ..good
    });
    row("glare, radius / height", Glare, Hint::Glare, &[0.0, 0.03, 0.12, 0.2, 0.3], 2, &|glare| Card { glare, ..good });
    row("tilt, degrees", Straight, Hint::Tilted, &[0.0, 1.0, 2.0, 3.0, 6.0, 9.0], 4, &|tilt| Card {
        tilt,
        size: 0.8,
        ..good
    });
    row("width / frame, falling", Fill, Hint::CardTooFar, &[0.86, 0.8, 0.75, 0.66, 0.55, 0.45], 3, &|size| Card {
        size,
        ..good
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
    for table in [[176.0, 172.0, 166.0], [96.0, 84.0, 72.0], [30.0, 30.0, 34.0], [245.0, 245.0, 245.0]] {
        let seen = card(Card { table, ..good });
        assert_eq!(seen.hint, None, "{table:?}: {:?}", seen.scores);
    }
}

#[test]
fn a_faces_scores_follow_the_truth() {
    println!("\ntruth:score, {} and more is good", Score::GOOD);
    let good = Face::GOOD;
    let mut wrong = Vec::new();
    let mut row = |what, measure, hint, truths, bad, draw: &dyn Fn(f32) -> Face| {
        wrong.extend(check(&Row { what, measure, hint, truths, bad }, |truth| face(draw(truth))));
    };
    use Measure::{BackLight, Centred, Even, FaceSize, Light, OneFace, Sharp};
    row("width / frame, falling", FaceSize, Hint::FaceTooFar, &[0.46, 0.36, 0.3, 0.22, 0.15], 3, &|size| Face {
        size,
        ..good
    });
    row("width / frame, rising", FaceSize, Hint::FaceTooNear, &[0.46, 0.56, 0.64, 0.78, 0.85], 3, &|size| Face {
        size,
        ..good
    });
    row("right of the middle / frame", Centred, Hint::OffCentre, &[0.0, 0.05, 0.1, 0.2, 0.3], 3, &|right| Face {
        right,
        size: 0.36,
        ..good
    });
    row("left of the middle / frame", Centred, Hint::OffCentre, &[0.0, -0.05, -0.1, -0.2, -0.3], 3, &|right| Face {
        right,
        size: 0.36,
        ..good
    });
    row("second face / first", OneFace, Hint::SeveralFaces, &[0.0, 0.6, 0.8, 1.0], 1, &|second| Face {
        second,
        size: 0.34,
        right: -0.1,
        ..good
    });
    row("share of wall with things", Even, Hint::Things, &[0.0, 0.05, 0.1, 0.2, 0.4], 1, &|clutter| Face {
        clutter,
        ..good
    });
    row("shadow on the wall", Even, Hint::Shadow, &[0.0, 0.1, 0.35, 0.5], 2, &|shadow| Face { shadow, ..good });
    row("light from the front", BackLight, Hint::BackLight, &[1.0, 0.7, 0.5, 0.25, 0.15], 3, &|front| Face {
        front,
        wall: Wall::Plain([252.0; 3]),
        ..good
    });
    row("light factor, falling", Light, Hint::TooDark, &[1.0, 0.7, 0.5, 0.25, 0.15, 0.08], 3, &|light| Face {
        light,
        ..good
    });
    row("light factor, rising", Light, Hint::TooBright, &[1.0, 1.1, 1.5, 1.8], 2, &|light| Face { light, ..good });
    row("blur, sigma in px", Sharp, Hint::FaceBlurred, &[0.0, 0.5, 0.9, 2.0, 3.0, 4.0], 3, &|blur| Face {
        blur,
        ..good
    });
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn walls_are_told_apart() {
    println!();
    let plain = |red, green, blue| Wall::Plain([red, green, blue]);
    let walls = [
        ("white", plain(222.0, 221.0, 218.0), true),
        ("white, dim", plain(172.0, 172.0, 170.0), true),
        ("white, warm light", plain(240.0, 230.0, 212.0), true),
        ("grey", plain(120.0, 120.0, 122.0), false),
        ("beige", plain(216.0, 195.0, 160.0), false),
        ("pink", plain(226.0, 180.0, 186.0), false),
        ("blue", plain(150.0, 180.0, 220.0), false),
        ("dark", plain(52.0, 50.0, 56.0), false),
        ("wood", Wall::Wood, false),
    ];
    let mut wrong = Vec::new();
    for (name, wall, is_white) in walls {
        let seen = face(Face { wall, ..Face::GOOD });
        let white = score(&seen, Measure::White);
        println!("{name:<20} white {white:>3}  one_face {:>3}  {:?}", score(&seen, Measure::OneFace), seen.hint);
        if (white >= Score::GOOD) != is_white {
            wrong.push(format!("{name}: {white}"));
        }
        let expected = (!is_white).then_some(Hint::WallNotWhite);
        if seen.hint != expected && !(name == "wood" && seen.hint == Some(Hint::Things)) {
            wrong.push(format!("{name}: {:?} {:?}", seen.hint, seen.scores));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn any_skin_and_any_hair_is_one_face_before_a_white_wall() {
    let skins = [
        [246.0, 222.0, 208.0],
        [238.0, 200.0, 172.0],
        [222.0, 178.0, 150.0],
        [196.0, 148.0, 116.0],
        [150.0, 104.0, 78.0],
        [104.0, 70.0, 52.0],
        [78.0, 52.0, 42.0],
    ];
    let mut wrong = Vec::new();
    for skin in skins {
        for long_hair in [false, true] {
            for warm in [0.0, 0.06] {
                let seen = face(Face { skin, long_hair, warm, ..Face::GOOD });
                if seen.hint.is_some() {
                    wrong.push(format!("{skin:?} {long_hair} {warm}: {:?} {:?}", seen.hint, seen.scores));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert_eq!(face(Face { size: 0.0, ..Face::GOOD }).hint, Some(Hint::NoFace));
}
