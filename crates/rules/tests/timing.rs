//! How long the rules take in a browser: the same as `benches/rules.rs`, by the browser's own clock.
#![cfg(target_arch = "wasm32")]

#[path = "../benches/ten_sites/mod.rs"]
mod ten_sites;

use beian_rules::check;
use std::hint::black_box;
use wasm_bindgen_test::{console_log, wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

/// Microseconds of one call, of the fastest of some rounds: what disturbs a round only makes it slower.
fn time(mut call: impl FnMut()) -> f64 {
    const CALLS: u32 = 500;
    let clock = web_sys::window().and_then(|window| window.performance()).expect("a browser has a clock");
    let mut fastest = f64::INFINITY;
    for _ in 0..20 {
        let began = clock.now();
        for _ in 0..CALLS {
            call();
        }
        fastest = fastest.min((clock.now() - began) * 1_000.0 / f64::from(CALLS));
    }
    fastest
}

#[wasm_bindgen_test]
fn how_long_the_rules_take() {
    let (filing, facts) = ten_sites::filing();
    let whole = time(|| drop(black_box(check(black_box(&filing), black_box(&facts)))));
    console_log!("ten sites: {whole:.1} µs");
}
