//! How long the rules take here: a filing of ten sites.

mod ten_sites;

use beian_rules::check;
use criterion::Criterion;
use std::hint::black_box;

fn rules(criterion: &mut Criterion) {
    let (filing, facts) = ten_sites::filing();
    criterion.bench_function("ten sites", |bencher| bencher.iter(|| check(black_box(&filing), black_box(&facts))));
}

fn main() {
    rules(&mut Criterion::default().configure_from_args());
}
