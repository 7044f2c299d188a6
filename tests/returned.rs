//! A filing that came back, in a browser: what was accepted is off until it is asked for, reasons are ticked off, what was changed is listed.
#![cfg(target_arch = "wasm32")]

#[allow(dead_code)] // each test takes what it needs of it
mod stage;

use beian::components::field::Field;
use beian::components::languages_field::LanguagesField;
use beian::components::person_is::PersonIsField;
use beian::components::precheck::LeftHere;
use beian::components::resource_field::ResourceField;
use beian::components::returned::{Shown, shown};
use beian::components::same_person::SamePerson;
use beian::components::upload_field::UploadField;
use beian::state::OpenFiling;
use beian_locale::{Lang, fields};
use beian_model::sample::complete_filing;
use beian_model::wire::{CameBack, FilingView};
use beian_model::{Finding, OrganiserField, Path, Severity, SiteField, Status, Step, params};
use beian_rules::checks::review::RETURNED;
use leptos::prelude::*;
use leptos::task::tick;
use stage::fields::{Fields, draft};
use stage::{Stage, painted};
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlElement;

wasm_bindgen_test_configure!(run_in_browser);

const ADDRESS: Path = Path::Organiser(OrganiserField::Address);
const NAME: Path = Path::Organiser(OrganiserField::Name);

fn reason(path: Path, severity: Severity) -> Finding {
    let said = RETURNED.at(path).with(params::TEXT, "请填写到门牌号").with(params::BY, "审核员甲");
    Finding { severity, ..said }
}

/// A filing that was returned for its address; everything else was accepted.
fn returned() -> FilingView {
    let (filing, _) = complete_filing();
    let accepted = filing.fields().filter(|path| *path != ADDRESS).collect();
    let reasons = vec![reason(ADDRESS, Severity::Error)];
    let back = CameBack { reasons: reasons.clone(), changed: Vec::new(), accepted };
    FilingView { status: Status::NeedsFix, findings: reasons, came_back: Some(back.into()), ..draft(1, filing) }
}

/// The same after a save: what is told of its return is another.
fn saved(view: &FilingView, version: u64, change: impl FnOnce(&mut CameBack)) -> FilingView {
    let mut back = view.came_back.as_ref().and_then(|back| back.get().cloned()).expect("it came back");
    change(&mut back);
    FilingView { version, came_back: Some(back.into()), ..view.clone() }
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
    assert!(stage.text(".field__accepted").contains("Accepted"), "{}", stage.root.inner_html());
    assert!(stage.control(NAME).matches(":disabled").expect("css"));
    // The button names the field for who does not see it.
    assert!(stage.text("[data-action='unlock']").ends_with(fields::label(NAME, Lang::English)));
    click(&stage, "[data-action='unlock']").await;
    assert!(!is_off(&stage, NAME));
    assert_eq!(document().active_element().map(|element| element.id()), Some(NAME.to_string()));
    assert!(stage.text("[data-path='organiser.name'] [role='status']").contains("reviewed again"));
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
            <SamePerson site />
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
        Path::Site(site, SiteField::SamePerson),
    ] {
        assert!(is_off(&stage, at), "{at}");
    }
    let on = stage.find(":is(input, select, textarea):enabled");
    assert!(on.is_none(), "{}", on.map(|element| element.outer_html()).unwrap_or_default());
}

#[wasm_bindgen_test]
async fn what_becomes_wrong_or_is_changed_elsewhere_opens() {
    let (stage, filing) = show(returned(), |_| view! { <Field at=NAME /> });
    painted().await;
    assert!(is_off(&stage, NAME));
    // By a copy, or by another window.
    filing.set_text(NAME, "");
    painted().await;
    assert!(!is_off(&stage, NAME));
}

#[wasm_bindgen_test]
async fn a_filing_that_never_came_back_has_nothing_off() {
    let (filing, _) = complete_filing();
    let (stage, _) = show(draft(1, filing), |_| view! { <Field at=NAME /> });
    painted().await;
    assert!(!is_off(&stage, NAME) && stage.find("[data-action='unlock']").is_none());
}

#[wasm_bindgen_test]
async fn reasons_are_ticked_off_and_the_button_leads_on() {
    let remark = reason(Path::Organiser(OrganiserField::Remark), Severity::Error);
    let view = saved(&returned(), 1, |back| back.reasons.push(remark));
    let (stage, filing) = show(view.clone(), |_| view! { {shown(Shown::Reasons)} {shown(Shown::Changes)} });
    tick().await;
    let link = |action: &str| {
        stage.get::<HtmlElement>(&format!("[data-action='{action}']")).get_attribute("href").expect("it leads on")
    };
    assert_eq!(stage.text("[role='status']"), "0 of 2 corrected");
    assert!(link("correct").contains("/organiser?field=organiser.address&then=preview"), "{}", link("correct"));
    assert!(stage.find("[data-fold]").is_none(), "nothing was changed");
    // The answer to a save carries the tick.
    let view = saved(&view, 2, |back| {
        back.reasons[0].severity = Severity::Note;
        back.changed = vec![ADDRESS];
    });
    filing.acknowledge(view.clone());
    tick().await;
    assert_eq!(stage.text("[role='status']"), "1 of 2 corrected");
    assert!(stage.text("[data-reason='organiser.address'][data-answered='true']").contains("✓ Corrected"));
    assert!(link("correct").contains("field=organiser.remark"), "{}", link("correct"));
    assert!(stage.text("[data-fold='changed'] summary").ends_with(": 1"), "{}", stage.text("[data-fold='changed']"));
    filing.acknowledge(saved(&view, 3, |back| back.reasons[1].severity = Severity::Note));
    tick().await;
    assert_eq!(stage.text("[role='status']"), "2 of 2 corrected");
    assert!(stage.find("[data-action='correct']").is_none() && link("resubmit").ends_with("/preview"));
}

#[wasm_bindgen_test]
async fn beside_a_step_an_answered_reason_is_ticked_off() {
    let answer = js_sys::Function::new_with_args("", "return { matches: true }");
    js_sys::Reflect::set(&window(), &"matchMedia".into(), &answer).expect("a window can be told what it is");
    let view = returned();
    let (stage, filing) = show(view.clone(), |_| view! { <LeftHere step=Memo::new(|_| Step::Organiser) /> });
    stage.wait_for("[data-left='wrong'][data-rule='review.returned']").await;
    filing.set_text(ADDRESS, "科技园路1号示例大厦2栋3层302室");
    let view = saved(&view, 2, |back| back.reasons[0].severity = Severity::Note);
    filing.acknowledge(FilingView { findings: Vec::new(), filing: filing.document.get_untracked(), ..view });
    let line = stage.wait_for("[data-left='done'][data-rule='review.returned']").await;
    assert!(line.text_content().is_some_and(|text| text.contains("✓ Corrected")));
    assert!(stage.find("[data-left='wrong'][data-rule='review.returned']").is_none());
}
