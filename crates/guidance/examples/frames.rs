//! How long the guidance takes for a frame here, for `cargo xtask bench guidance`: a line each of name, median and 95th
//! percentile in microseconds.

// What the tests look at.
#[path = "../tests/drawn/mod.rs"]
mod drawn;

use beian_guidance::{Frame, Seen};
use drawn::{Card, Face, Picture};
use std::hint::black_box;
use std::time::Instant;

/// How often each frame is looked at.
const TIMES: usize = 400;

fn main() {
    time("card", &Card::GOOD.draw(), beian_guidance::card);
    time("no-card", &Card { size: 0.0, ..Card::GOOD }.draw(), beian_guidance::card);
    time("face", &Face::GOOD.draw(), beian_guidance::face);
    time("cluttered-face", &Face { clutter: 0.4, ..Face::GOOD }.draw(), beian_guidance::face);
}

fn time(name: &str, picture: &Picture, look: fn(&Frame) -> Seen) {
    let rgba = picture.rgba();
    let mut times: Vec<u128> = (0..TIMES)
        .map(|_| {
            let began = Instant::now();
            black_box(Frame::new(black_box(&rgba), picture.width).map(|frame| look(&frame)));
            began.elapsed().as_micros()
        })
        .collect();
    times.sort_unstable();
    println!("{name} {} {}", times[TIMES / 2], times[TIMES * 95 / 100]);
}
