//! A province's checklist (各省备案清单): for anybody, and for print.

use crate::components::bureau_checklist::{BureauChecklist, ProvinceChoice};
use crate::components::heading::Heading;
use crate::dynamic::{dynamic, memo};
use crate::routes;
use crate::state::{clock, t, use_language};
use beian_locale::{Words, before::Before, fill};
use beian_model::Province;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

/// The page; the province stands in its address, so that a list can be kept and passed on.
#[component]
pub fn Checklist() -> impl IntoView {
    let language = use_language();
    let query = use_query_map();
    let navigate = StoredValue::new_local(use_navigate());
    let province = memo(move || query.read().get("province").and_then(|code| code.parse::<Province>().ok()));
    let choose = move |one: Option<Province>| {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        navigate.with_value(|go| go(&routes::checklist(one), options));
    };
    let title = move || {
        let lang = language.get();
        match province.get() {
            Some(one) => fill(Before::ChecklistFor.text(lang), |_| Some(one.text(lang))),
            None => Before::ChecklistTitle.text(lang).to_owned(),
        }
    };
    let now = clock::ticking();
    let today = memo(move || now.get().date_in_china());
    let printed = move || {
        let date = today.get().to_string();
        fill(Before::ChecklistPrinted.text(language.get()), |_| Some(&date))
    };
    view! {
        <Heading text=Signal::derive(title) />
        <p class="lead">{t(Before::ChecklistLead)}</p>
        <p class="print-only">{dynamic(printed)}</p>
        <div class="asks-head">
            <ProvinceChoice chosen=province on_choose=choose />
            <button type="button" class="button button--secondary" data-action="print" on:click=move |_| {
                // Where a browser has no printing nothing happens, as with its own command.
                let _ = window().print();
            }>
                {t(Before::ChecklistPrint)}
            </button>
        </div>
        <BureauChecklist province open=true />
    }
}
