//! City and district (地域) of the organiser: two choices whose list depends on the province and is fetched when needed.

use super::combobox::{Choice, Combobox};
use super::field_frame::FieldFrame;
use crate::state::{t, use_filing};
use beian_browser::client::regions::{self, City};
use beian_locale::ui::Ui;
use beian_model::{OrganiserField, Path, Province};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// City and district of the organiser's address.
#[component]
pub fn RegionFields() -> impl IntoView {
    let filing = use_filing();
    let cities: RwSignal<Vec<City>> = RwSignal::new(Vec::new());
    let failed = RwSignal::new(false);
    let province = Memo::new(move |_| filing.document.read().province);
    let city_at = Path::Organiser(OrganiserField::City);
    let district_at = Path::Organiser(OrganiserField::District);
    let load = move || {
        let Some(province) = province.get() else { return cities.set(Vec::new()) };
        failed.set(false);
        spawn_local(async move {
            match regions::of(province).await {
                Ok(list) => {
                    cities.try_set(list);
                }
                Err(_) => {
                    failed.try_set(true);
                }
            }
        });
    };
    Effect::new(move |_| load());
    let city = filing.text(city_at);
    let city_list =
        Signal::derive(move || cities.read().iter().map(|City(code, name, _)| named(code, name)).collect::<Vec<_>>());
    let district_list = Signal::derive(move || {
        let list = cities.read();
        let chosen = list.iter().find(|one| one.0 == *city.read());
        chosen
            .map(|City(_, _, districts)| districts.iter().map(|one| named(&one.0, &one.1)).collect())
            .unwrap_or_default()
    });
    // Another city has other districts: what was chosen before would name one elsewhere.
    let on_city = Callback::new(move |code: String| {
        if *city.read_untracked() != code {
            filing.set_text(city_at, &code);
            filing.set_text(district_at, "");
        }
    });
    let on_district = Callback::new(move |code: String| filing.set_text(district_at, &code));
    view! {
        <div class="field-group">
            <FieldFrame at=city_at>
                <Combobox at=city_at choices=city_list value=city on_choice=on_city />
            </FieldFrame>
            <FieldFrame at=district_at>
                <Combobox at=district_at choices=district_list value=filing.text(district_at) on_choice=on_district />
            </FieldFrame>
        </div>
        <Show when=move || failed.get()>
            <p class="notice notice--warn">
                {t(Ui::RegionsMissing)} " "
                <button type="button" class="button button--quiet" on:click=move |_| load()>{t(Ui::TryAgain)}</button>
            </p>
        </Show>
    }
}

/// Regions are called in Chinese in every language.
fn named(code: &str, name: &str) -> Choice {
    Choice { code: code.to_owned(), word: name.to_owned(), chinese: name.to_owned() }
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
    Signal::derive(move || {
        let document = filing.document.read();
        (document.province, document.organiser.city.clone(), document.organiser.district.clone())
    })
}

/// The names of a city and a district of a province, by their codes, once the province's list is there.
pub fn region_names(of: Signal<(Option<Province>, String, String)>) -> Signal<Option<String>> {
    let cities: RwSignal<Vec<City>> = RwSignal::new(Vec::new());
    let province = Memo::new(move |_| of.read().0);
    Effect::new(move |_| {
        let Some(province) = province.get() else { return };
        spawn_local(async move {
            if let Ok(list) = regions::of(province).await {
                cities.try_set(list);
            }
        });
    });
    Signal::derive(move || {
        let (_, city, district) = of.get();
        let list = cities.read();
        let City(_, name, districts) = list.iter().find(|one| one.0 == city)?;
        let district = districts.iter().find(|one| one.0 == district).map(|one| one.1.as_str());
        Some(format!("{name} {}", district.unwrap_or_default()))
    })
}
