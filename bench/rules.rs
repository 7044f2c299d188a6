//! How long the rules take here: a filing of ten sites whole, and at one path.

#[path = "ten_sites.rs"]
mod ten_sites;

use beian::model::{OrganiserField, Path, PersonField, SiteField};
use beian::rules::{check, check_at};
use criterion::Criterion;
use std::hint::black_box;

fn rules(criterion: &mut Criterion) {
    let (filing, facts) = ten_sites::filing();
    criterion.bench_function("whole", |bencher| bencher.iter(|| check(black_box(&filing), black_box(&facts))));
    let site = filing.sites[4].id;
    for path in [
        Path::Organiser(OrganiserField::Address),
        Path::Organiser(OrganiserField::CertificateNumber),
        Path::OrganiserPerson(PersonField::Mobile),
        Path::Site(site, SiteField::Name),
        Path::Site(site, SiteField::Remark),
        Path::Domain(site, 0),
    ] {
        let name = format!("at {path}");
        criterion
            .bench_function(&name, |bencher| bencher.iter(|| check_at(black_box(&filing), black_box(&facts), path)));
    }
}

fn main() {
    rules(&mut Criterion::default().configure_from_args());
}
