//! City and district (地域) of the organiser: two choices whose list depends on the province and is fetched when needed.

use super::combobox::{Choice, Combobox};
use super::field_frame::FieldFrame;
use crate::dynamic::given;
use crate::state::regions::{self, City};
use crate::state::{t, use_filing};
use beian_locale::ui::Ui;
use beian_model::{OrganiserField, Path};
use leptos::prelude::*;

/// City and district of the organiser's address.
#[component]
pub fn RegionFields() -> impl IntoView {
    let filing = use_filing();
    let province = filing.province;
    let cities = regions::cities(province);
    let (known, refused) = (cities.known, cities.request.refused());
    let city_at = Path::Organiser(OrganiserField::City);
    let district_at = Path::Organiser(OrganiserField::District);
    let city = filing.text(city_at);
    let city_list = Signal::derive(move || {
        known.read().iter().flatten().map(|City(code, name, _)| named(code, name)).collect::<Vec<_>>()
    });
    let district_list = Signal::derive(move || {
        let list = known.read();
        let chosen = list.iter().flatten().find(|one| one.0 == *city.read());
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
        {given(move || refused.read().is_some(), move || view! {
            <p class="notice notice--warn">
                {t(Ui::RegionsMissing)} " "
                <button type="button" class="button button--quiet" on:click=move |_| cities.again()>{t(Ui::TryAgain)}</button>
            </p>
        })}
    }
}

/// Regions are called in Chinese in every language.
fn named(code: &str, name: &str) -> Choice {
    Choice { code: code.to_owned(), word: name.to_owned(), chinese: name.to_owned() }
}
