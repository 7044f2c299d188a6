//! Cities and districts (地域) of a province: a static list, fetched when first needed, and the names that it gives.

use super::of_province::OfProvince;
use super::use_filing;
use crate::dynamic::memo;
use beian_browser::client::regions;
use beian_model::Province;
use leptos::prelude::*;

pub use beian_browser::client::regions::City;

/// The cities of the province that is chosen, each with its districts.
pub fn cities(province: Memo<Option<Province>>) -> OfProvince<Vec<City>> {
    OfProvince::follow(province, |chosen| Box::pin(regions::of(chosen)))
}

/// The names of the open filing's city and district.
pub fn use_region_names() -> Signal<Option<String>> {
    region_names(chosen())
}

/// The names of the open filing's province, city and district, each as officially written, as far as they are known.
pub fn use_region_parts() -> Signal<Vec<String>> {
    let of = chosen();
    let names = region_names(of);
    Signal::derive(move || {
        let province = of.read().0.map(|province| province.chinese_name().to_owned());
        let below = names.get().unwrap_or_default();
        province.into_iter().chain(below.split(' ').map(str::to_owned)).collect()
    })
}

fn chosen() -> Signal<(Option<Province>, String, String)> {
    let filing = use_filing();
    let chosen = memo(move || {
        let document = filing.document.read();
        (document.province, document.organiser.city.clone(), document.organiser.district.clone())
    });
    chosen.into()
}

/// The names of a city and a district of a province, by their codes, once the province's list is there.
pub fn region_names(of: Signal<(Option<Province>, String, String)>) -> Signal<Option<String>> {
    let cities = cities(memo(move || of.read().0)).known;
    Signal::derive(move || {
        let (_, city, district) = of.get();
        let list = cities.read();
        let City(_, name, districts) = list.as_ref()?.iter().find(|one| one.0 == city)?;
        let district = districts.iter().find(|one| one.0 == district).map(|one| one.1.as_str());
        Some(format!("{name} {}", district.unwrap_or_default()))
    })
}
