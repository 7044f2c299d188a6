//! A filing that came back, in a browser: what was accepted is off until it is asked for.
#![cfg(target_arch = "wasm32")]

#[allow(dead_code)] // each test takes what it needs of it
mod stage;

use beian::components::field::Field;
use beian::components::languages_field::LanguagesField;
use beian::components::person_is::PersonIsField;
use beian::components::resource_field::ResourceField;
use beian::components::upload_field::UploadField;
use beian::state::OpenFiling;
use beian_model::sample::complete_filing;
use beian_model::wire::FilingView;
use beian_model::{OrganiserField, Path, SiteField, Status};
use leptos::prelude::*;
use stage::fields::{Fields, draft};
use stage::{Stage, painted};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlElement;

wasm_bindgen_test_configure!(run_in_browser);

const ADDRESS: Path = Path::Organiser(OrganiserField::Address);
const NAME: Path = Path::Organiser(OrganiserField::Name);

/// A filing that was returned for its address; everything else was accepted.
fn returned() -> FilingView {
    let (filing, _) = complete_filing();
    let accepted = filing.fields().filter(|path| *path != ADDRESS).map(|path| path.to_string()).collect();
    FilingView { status: Status::NeedsFix, accepted, ..draft(1, filing) }
}

fn show<V: IntoView + 'static>(view: FilingView, page: impl FnOnce(OpenFiling) -> V + 'static) -> (Stage, OpenFiling) {
    let kept = Rc::new(Cell::new(None));
    let give = Rc::clone(&kept);
    let stage = Stage::mount(move |_| {
        let filing = OpenFiling::open(view, Vec::new());
        give.set(Some(filing));
        page(filing)
    });
    (stage, kept.get().expect("it is mounted"))
}

fn is_off(stage: &Stage, at: Path) -> bool {
    let control = stage.find(&format!("[data-path='{at}'] fieldset.field__control")).expect("a control");
    control.has_attribute("disabled")
}

async fn click(stage: &Stage, css: &str) {
    stage.get::<HtmlElement>(css).click();
    painted().await;
}

#[wasm_bindgen_test]
async fn an_accepted_field_is_off_until_it_is_asked_for_and_says_what_follows() {
    let (stage, filing) = show(returned(), |_| view! { <Field at=NAME /> <Field at=ADDRESS /> });
    painted().await;
    assert!(is_off(&stage, NAME) && !is_off(&stage, ADDRESS));
    let note = stage.text("[data-path='organiser.name'] [data-accepted]");
    assert!(note.contains("Accepted") && note.contains("reviewed again"), "{note}");
    assert!(stage.control(NAME).matches(":disabled").expect("css"));
    click(&stage, "[data-action='unlock']").await;
    assert!(!is_off(&stage, NAME));
    assert_eq!(document().active_element().map(|element| element.id()), Some(NAME.to_string()));
    assert!(stage.find("[data-path='organiser.name'] [data-accepted]").is_none());
    stage.type_into(NAME, "深圳示例二科技有限公司").await;
    assert_eq!(filing.document.with_untracked(|document| document.organiser.name.clone()), "深圳示例二科技有限公司");
}

#[wasm_bindgen_test]
async fn every_kind_of_field_is_off() {
    let view = returned();
    let site = view.filing.sites[0].id;
    let (stage, _) = show(view, move |_| {
        view! {
            <Field at=Path::Province />
            <Field at=Path::Organiser(OrganiserField::Nature) />
            <Field at=Path::Site(site, SiteField::Remark) />
            <PersonIsField />
            <UploadField at=Path::Organiser(OrganiserField::Licence) />
            <LanguagesField site />
            <ResourceField site />
        }
    });
    painted().await;
    for at in [
        Path::Province,
        Path::Organiser(OrganiserField::Nature),
        Path::Organiser(OrganiserField::PersonIs),
        Path::Organiser(OrganiserField::Licence),
        Path::Site(site, SiteField::Remark),
        Path::Site(site, SiteField::Languages),
        Path::Site(site, SiteField::Resource),
    ] {
        assert!(is_off(&stage, at), "{at}");
    }
    let on = stage.find(":is(input, select, textarea):enabled");
    assert!(on.is_none(), "{}", on.map(|element| element.outer_html()).unwrap_or_default());
}

#[wasm_bindgen_test]
async fn a_filing_that_never_came_back_has_nothing_off() {
    let (filing, _) = complete_filing();
    let (stage, _) = show(draft(1, filing), |_| view! { <Field at=NAME /> });
    painted().await;
    assert!(!is_off(&stage, NAME) && stage.find("[data-action='unlock']").is_none());
}
