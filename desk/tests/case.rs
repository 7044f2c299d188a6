//! The page of a filing in a browser, before a server that the test plays: its documents in step with its fields, what was read beside what
//! was typed, and what changed since a return.
#![cfg(target_arch = "wasm32")]

#[allow(dead_code)] // each test takes what it needs of it
#[path = "../../tests/stage/mod.rs"]
mod stage;

use beian_desk::app::DeskApp;
use beian_model::changes::changes;
use beian_model::sample::complete_filing;
use beian_model::wire::{
    AccountFacts, Background, CaptureView, DocumentReading, FilingView, FormerReason, LastReturn, RelatedFiling,
    ReviewView, Role, ShownLink, StaffAccount,
};
use beian_model::{
    AttachmentId, Capture, FilingId, OrganiserField, Path, PersonField, PersonRef, ReadField, Reading, ReadingState,
    Region, Severity, Site, SiteId, Status, Timestamp, VerificationId,
};
use beian_rules::checks::review::RETURNED;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use stage::{Stage, fields};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

const ADDRESS: Path = Path::Organiser(OrganiserField::CertificateAddress);

/// A filing that came again, as its reviewer sees it.
fn came_again(mine: bool) -> ReviewView {
    let (mut before, facts) = complete_filing();
    before.organiser.address = "科技园路1号".to_owned();
    let (mut filing, _) = complete_filing();
    let mut shop = Site::new(SiteId(7));
    shop.name = "示例商城".to_owned();
    filing.sites.push(shop);
    let read = |field, text: &str| ReadField {
        path: Path::Organiser(field),
        text: text.to_owned(),
        region: Region { x: 160, y: 226, width: 400, height: 40 },
        sure: true,
    };
    let fields = vec![
        read(OrganiserField::Name, "深圳示例一科技有限公司"),
        read(OrganiserField::CertificateAddress, "深圳市南山区科技园路1号示例大厦2栋3层310室"),
    ];
    let reading = Reading { state: ReadingState::Done, width: 1600, height: 1130, fields };
    let number = ReadField {
        path: Path::OrganiserPerson(PersonField::DocumentNumber),
        ..read(OrganiserField::Name, "440399198512310026")
    };
    let card = Reading { fields: vec![number], ..reading.clone() };
    let portrait = CaptureView {
        verification: VerificationId("verification".to_owned()),
        person: PersonRef::Organiser,
        capture: Capture::Portrait,
        media_type: "image/jpeg".to_owned(),
        size: 1,
        measured: None,
        tenths: None,
        code: None,
    };
    let reason = |path, answered| FormerReason { finding: RETURNED.weighing(Severity::Error, path), answered };
    let reasons = vec![reason(Path::Organiser(OrganiserField::Address), true), reason(Path::Filing, false)];
    let changed = changes(&before, &filing);
    let background = Background {
        last_return: Some(LastReturn { at: Timestamp(1), filing: before, reasons, changed }),
        readings: vec![
            DocumentReading { attachment: Some(AttachmentId("licence".to_owned())), capture: None, reading },
            DocumentReading { attachment: None, capture: Some(Capture::Portrait), reading: card },
        ],
        related: vec![RelatedFiling {
            id: FilingId("other".to_owned()),
            number: "BA2".to_owned(),
            status: Status::Approved,
            organiser: "深圳示例一科技有限公司".to_owned(),
            domains: vec!["other.example.com".to_owned()],
            since: Timestamp(1),
            same_organiser: true,
            same_person: false,
        }],
        account: Some(AccountFacts { since: Timestamp(1), submitted: 2, approved: 1 }),
    };
    ReviewView {
        view: FilingView {
            id: FilingId("case".to_owned()),
            number: "BA1".to_owned(),
            status: Status::Resubmitted,
            facts,
            reads_pictures: true,
            created_at: Timestamp(1),
            updated_at: Timestamp(1),
            ..fields::draft(3, filing)
        },
        captures: vec![portrait],
        deleted: Vec::new(),
        disclosures: Vec::new(),
        reviewer: None,
        mine,
        may_take: true,
        findings: Vec::new(),
        marks: Vec::new(),
        note: String::new(),
        pending: None,
        first_approval: None,
        calls: Vec::new(),
        remarks: Vec::new(),
        follow_up: None,
        background,
    }
}

/// The page, with a server that answers; `window.shown` counts the documents that were asked for.
async fn opened(mine: bool) -> Stage {
    let staff = StaffAccount {
        email: "a@example.com".to_owned(),
        name: "审核员甲".to_owned(),
        role: Some(Role::Reviewer),
        second_factor: None,
    };
    let list = [
        ("/shown", serde_json::to_string(&ShownLink { path: "/x-->".to_owned(), expires_in: 120 }).unwrap()),
        ("/staff/session", serde_json::to_string(&staff).unwrap()),
        ("/staff/filings/case", serde_json::to_string(&came_again(mine)).unwrap()),
        ("/regions", "[]".to_owned()),
    ];
    let list = serde_json::to_string(&list).unwrap();
    // Every address below the API is a picture: its path stands in a comment of it.
    let script = format!(
        "{{ if (!document.querySelector('meta[name=beian-api]')) {{
              const meta = document.createElement('meta'); meta.name = 'beian-api';
              meta.content = `data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='1600' height='1130'/><!--`;
              document.head.append(meta);
            }}
            window.shown = 0; const answers = {list}; window.fetch = async (request) => {{
              const url = decodeURI(request.url ?? request);
              const found = answers.find(([part]) => url.includes(part));
              if (!found) throw new TypeError('no network');
              if (found[0] === '/shown') window.shown += 1;
              return new Response(found[1], {{ status: 200 }});
            }};
            location.hash = '#/filings/case' }}"
    );
    js_sys::eval(&script).unwrap();
    let stage = Stage::mount(|_| view! { <DeskApp /> });
    stage.wait_for("[data-document='organiser.licence']").await;
    stage
}

fn click(element: Element) {
    element.unchecked_into::<HtmlElement>().click();
}

/// Waits until a script's value is true.
async fn until(what: &str, script: &str) {
    for _ in 0..500 {
        if js_sys::eval(script).unwrap() == true {
            return;
        }
        TimeoutFuture::new(10).await;
    }
    panic!("not so: {what}");
}

/// Presses a key where the focus is.
fn press(key: &str) {
    let script = format!(
        "document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {{ key: '{key}', bubbles: true, cancelable: true }}))"
    );
    js_sys::eval(&script).unwrap();
}

#[wasm_bindgen_test]
async fn what_was_read_stands_beside_what_was_typed_and_what_changed_comes_first() {
    let stage = opened(true).await;
    stage.wait_for(&format!("[data-path='{ADDRESS}'] [data-read='other'] mark")).await;
    let marks =
        format!("[...document.querySelectorAll(\"[data-path='{ADDRESS}'] mark\")].map(it => it.textContent).join()");
    let marks = js_sys::eval(&marks).unwrap().as_string();
    assert_eq!(marks.as_deref(), Some("0,0"), "301 and 310");
    stage.wait_for("[data-path='organiser.name'] [data-read='same']").await;
    assert!(stage.find("[data-path='organiser.remark'] [data-read]").is_none());
    stage.wait_for("[data-returned] [data-reason='organiser.address'][data-answered='true']").await;
    stage.wait_for("[data-returned] [data-reason='filing'][data-answered='false']").await;
    let change = stage.wait_for("[data-returned] [data-changed='organiser.address'] .returned__was").await;
    assert!(change.text_content().unwrap().ends_with("科技园路1号"));
    stage.wait_for("[data-returned] [data-changed='sites[00000007].name']").await;
    stage.wait_for("[data-related] [data-filing='other'] a[href='#/filings/other']").await;
    // Two websites are told apart.
    let text = stage.root.text_content().unwrap();
    assert!(text.contains("1 · 示例一企业展示") && text.contains("2 · 示例商城"), "{text}");
}

#[wasm_bindgen_test]
async fn a_field_shows_what_proves_it_and_nothing_is_loaded_again() {
    let stage = opened(true).await;
    let row = stage.wait_for(&format!("[data-path='{ADDRESS}']")).await;
    row.unchecked_into::<HtmlElement>().focus().unwrap();
    let picture = stage.wait_for("[data-pane='organiser.licence'] img").await;
    stage.wait_for("[data-pane='organiser.licence'] [data-place]").await;
    until("it has a size", "document.querySelector('[data-pane] img').offsetWidth > 0").await;
    assert!(stage.find(&format!("[data-proves='{ADDRESS}']")).is_some());
    // Another field of the same document asks for nothing.
    let name: HtmlElement = stage.wait_for("[data-path='organiser.name']").await.unchecked_into();
    name.focus().unwrap();
    until("the frame went on", "document.querySelector('[data-proves]').dataset.proves === 'organiser.name'").await;
    let transform = "document.querySelector('[data-pane=\"organiser.licence\"] .viewing__picture').style.transform";
    press("+");
    until("larger", &format!("{transform}.includes('scale(1.25)')")).await;
    // Turning is a key of the documents alone: elsewhere it means something else.
    press("r");
    assert_eq!(js_sys::eval(&format!("{transform}.includes('rotate(0deg)')")).unwrap(), true);
    let tool: HtmlElement = stage.wait_for("[data-tool='turn']").await.unchecked_into();
    tool.focus().unwrap();
    press("r");
    until("turned", &format!("{transform}.includes('rotate(90deg)')")).await;
    press("b");
    until("brighter", "document.querySelector('[data-pane] img').style.filter === 'brightness(140%)'").await;
    press("0");
    until("as it was", &format!("{transform}.includes('rotate(0deg) scale(1)')")).await;
    assert_eq!(js_sys::eval("window.shown").unwrap(), 1);
    press("]");
    stage.wait_for("[data-document='organiser-portrait'][aria-current='true']").await;
    until("the card was asked for", "window.shown === 2").await;
    press("[");
    stage.wait_for("[data-document='organiser.licence'][aria-current='true']").await;
    assert_eq!(stage.find("[data-pane='organiser.licence'] img"), Some(picture), "what was opened stays");
    assert_eq!(js_sys::eval("window.shown").unwrap(), 2);
}

#[wasm_bindgen_test]
async fn a_number_is_framed_on_the_card_that_it_was_read_from() {
    let stage = opened(true).await;
    let row = stage.wait_for("[data-path='organiser.responsible_person.document_number']").await;
    row.unchecked_into::<HtmlElement>().focus().unwrap();
    stage.wait_for("[data-pane='organiser-portrait'] [data-place]").await;
    // Nothing was read for the name: its card is shown, and no place on it.
    let name: HtmlElement = stage.wait_for("[data-path='organiser.responsible_person.name']").await.unchecked_into();
    name.focus().unwrap();
    until("the frame is gone", "!document.querySelector('[data-pane=\"organiser-portrait\"] [data-place]')").await;
}

#[wasm_bindgen_test]
async fn who_has_not_taken_the_filing_opens_nothing_by_the_way() {
    let stage = opened(false).await;
    let row: HtmlElement = stage.wait_for("[data-path='organiser.name']").await.unchecked_into();
    row.focus().unwrap();
    TimeoutFuture::new(60).await;
    assert_eq!(js_sys::eval("window.shown").unwrap(), 0);
    click(stage.wait_for("[data-path='organiser.name'] [data-action='proof']").await);
    stage.wait_for("[data-pane='organiser.licence'] img").await;
    assert_eq!(js_sys::eval("window.shown").unwrap(), 1);
    // What nothing proves has no such button.
    assert!(stage.find("[data-path='organiser.remark'] [data-action='proof']").is_none());
}
