//! The desktop's side of a hand-off in a browser: a code that renews itself, a link to somebody elsewhere, other phones, a lost
//! connection, a verification that holds. The server is played by the page's own `fetch`, the clock by a signal.
#![cfg(target_arch = "wasm32")]

mod panel;
#[allow(dead_code)] // each test takes what it needs of it
#[path = "../stage/mod.rs"]
mod stage;

use beian_model::wire::{FilingView, VerificationView, VerifiedBefore};
use beian_model::{PersonRef, ProblemKind, Severity, Timestamp, VerificationId, VerificationState, params};
use beian_rules::checks::person::{DOCUMENT_EXPIRES, EMAIL_SHAPE};
use leptos::prelude::*;
use panel::{OF, Panel, json, on_phone, problem, view, waiting};
use stage::fields::press_coded;
use stage::{fire, painted};
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Event, HtmlInputElement};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
async fn a_code_counts_down_and_renews_itself_without_taking_the_focus() {
    let panel = Panel::open(view());
    panel.click_action("new-code").await;
    panel.wait_for_code(1).await;
    assert_eq!(panel.text(".countdown"), "10:00");
    let copy = panel.wait_for("[data-action='copy-link']").await;
    copy.focus().unwrap();
    panel.elapsed.set(590_000.0);
    panel.settle().await;
    assert_eq!((panel.text(".countdown").as_str(), panel.played.codes.get()), ("0:10", 1));
    panel.elapsed.set(597_000.0);
    panel.wait_for_code(2).await;
    assert_eq!(panel.text(".countdown"), "10:00");
    let focused = document().active_element().unwrap();
    assert!(focused.is_same_node(Some(&copy)), "who was on a button still is");
    assert!(panel.text("[role='status']").contains("renewed"), "{}", panel.text("[role='status']"));
}

#[wasm_bindgen_test]
async fn a_hidden_page_renews_nothing_until_it_is_shown_again() {
    let panel = Panel::open(view());
    panel.click_action("new-code").await;
    panel.wait_for_code(1).await;
    panel.shown.set(false);
    panel.elapsed.set(900_000.0);
    panel.settle().await;
    assert_eq!(panel.played.codes.get(), 1);
    assert!(panel.stage.find("svg.qr").is_none(), "a code that is over is not shown");
    panel.shown.set(true);
    panel.wait_for_code(2).await;
}

#[wasm_bindgen_test]
async fn a_renewal_that_comes_too_late_leaves_the_phone_at_work() {
    let panel = Panel::open(view());
    panel.click_action("new-code").await;
    panel.wait_for_code(1).await;
    // The page was asleep while a phone claimed the code: the server knows it, the page does not.
    *panel.played.refusal.borrow_mut() = Some(problem(ProblemKind::NotNow, Vec::new()));
    *panel.played.poll.borrow_mut() = Some(json(&on_phone()));
    panel.elapsed.set(600_000.0);
    panel.wait_for("[data-state='connected'] [data-words]").await;
    assert!(panel.stage.find("[data-problem]").is_none(), "nothing was refused to a person");
    assert_eq!(panel.played.codes.get(), 1);
}

#[wasm_bindgen_test]
async fn a_person_who_said_no_is_told_until_they_agree() {
    let panel = Panel::open(view());
    *panel.played.poll.borrow_mut() = Some(json(&VerificationView { declined: true, ..on_phone() }));
    panel.click_action("new-code").await;
    panel.wait_for("[data-state='connected'] [data-declined]").await;
    panel.wait_for("[data-action='not-my-phone']").await;
}

#[wasm_bindgen_test]
async fn a_forgotten_page_stops_to_ask_for_codes() {
    let panel = Panel::open(view());
    panel.click_action("new-code").await;
    for n in 1..=7 {
        panel.wait_for_code(n).await;
        panel.elapsed.update(|now| *now += 600_000.0);
    }
    panel.wait_for("[data-action='new-code']").await;
    panel.settle().await;
    assert_eq!(panel.played.codes.get(), 7);
    assert!(panel.stage.find("svg.qr").is_none());
    panel.click_action("new-code").await;
    panel.wait_for_code(8).await;
}

#[wasm_bindgen_test]
async fn over_a_limit_the_words_say_when_again_and_whom_to_ask() {
    let panel = Panel::open(view());
    *panel.played.refusal.borrow_mut() = Some(problem(ProblemKind::TooMany, Vec::new()));
    panel.click_action("new-code").await;
    panel.wait_for("[data-problem='too-many']").await;
    let words = panel.text("[data-problem]");
    assert!(words.contains("2 minutes") && words.contains("call 400-000-0000"), "{words}");
}

#[wasm_bindgen_test]
async fn a_link_is_sent_to_numbers_and_addresses_only_and_its_code_does_not_renew() {
    let panel = Panel::open(view());
    panel.click_action("new-code").await;
    panel.wait_for_code(1).await;
    panel.played.remote.set(true);
    panel.click_action("elsewhere").await;
    panel.wait_for_code(2).await;
    let field: HtmlInputElement = panel.wait_for("[data-link-to]").await.unchecked_into();
    assert_eq!(field.value(), "13800", "as it stands in the form");
    assert!(panel.stage.find("svg.qr").is_some(), "the code stays usable");
    panel.click_action("send-link").await;
    assert_eq!(panel.wait_for("[data-link-error]").await.get_attribute("data-rule").as_deref(), Some("mobile.shape"));
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(panel.played.count("POST /filings/stage/verifications/code2/link"), 0);
    // By e-mail, whose address the server does not take.
    let by_email = panel.wait_for("input[type='radio'][id^='handoff-by-email']").await;
    by_email.click();
    panel.settle().await;
    assert_eq!(field.value(), "zhang@example.com");
    assert!(panel.stage.find("[data-link-error]").is_none(), "nothing was said of this one");
    *panel.played.link.borrow_mut() = Some(problem(ProblemKind::Invalid, vec![EMAIL_SHAPE.at(OF)]));
    panel.click_action("send-link").await;
    panel.wait_for("[data-link-error][data-rule='email.shape']").await;
    field.set_value("wang@example.com");
    fire(&field, "input");
    painted().await;
    panel.settle().await;
    assert!(panel.stage.find("[data-link-error]").is_none());
    // Safari's Enter behind a composition, which an input method took.
    press_coded(&field, "Enter", 229).await;
    assert_eq!(panel.played.count("POST /filings/stage/verifications/code2/link"), 1, "it sends nothing");
    let sent =
        VerificationView { remote: true, revision: 2, sent_to: Some("w***@example.com".to_owned()), ..waiting(2) };
    *panel.played.link.borrow_mut() = Some(json(&sent));
    panel.click_action("send-link").await;
    panel.wait_for("[data-sent-to]").await;
    assert!(panel.text("[data-sent-to]").contains("w***@example.com"));
    // Its end comes, and no other code takes its place: that would end what the person was given.
    panel.elapsed.set(599_000.0);
    panel.settle().await;
    assert_eq!(panel.played.codes.get(), 2);
}

#[wasm_bindgen_test]
async fn a_link_that_is_out_is_told_after_a_reload() {
    let out = VerificationView { remote: true, sent_to: Some("138****8000".to_owned()), ..waiting(9) };
    let panel = Panel::open(FilingView { verifications: vec![out], ..view() });
    panel.wait_for("[data-sent-to]").await;
    assert!(panel.text("[data-sent-to]").contains("138****8000"));
    assert!(panel.stage.find("svg.qr").is_none() && panel.stage.find("[data-handoff-link]").is_none());
    panel.settle().await;
    assert_eq!(panel.played.count("GET /filings/stage/verifications/code9"), 1, "it is watched");
    panel.click_action("cancel-link").await;
    panel.settle().await;
    assert_eq!(panel.played.count("DELETE /filings/stage/verifications/code9"), 1);
}

#[wasm_bindgen_test]
async fn other_phones_are_told_beside_the_words_and_the_end_goes_on_at_once() {
    let panel = Panel::open(view());
    *panel.played.poll.borrow_mut() = Some(json(&VerificationView { other_phones: 2, ..on_phone() }));
    panel.click_action("new-code").await;
    panel.wait_for("[data-state='connected'] [data-words]").await;
    let told = panel.wait_for("[data-other-phones='2']").await;
    assert!(told.text_content().unwrap().contains("That is not my phone"));
    // The clock of a code does not matter once a phone has it.
    panel.elapsed.set(9_000_000.0);
    panel.settle().await;
    assert_eq!(panel.played.codes.get(), 1);
    assert!(panel.stage.find("[data-words]").is_some() && !panel.passed.get_untracked());
}

#[wasm_bindgen_test]
async fn what_passed_goes_on_before_anything_else_is_asked() {
    let panel = Panel::open(view());
    let risk = DOCUMENT_EXPIRES.weighing(Severity::Risk, OF).with(params::MONTHS, 3);
    let passed = VerificationView { state: VerificationState::Passed, revision: 3, reasons: vec![risk], ..on_phone() };
    *panel.played.poll.borrow_mut() = Some(json(&passed));
    panel.click_action("new-code").await;
    panel.wait_for("[data-state='passed'] [data-reasons] li").await;
    // The filing is asked for as well, and that answer never comes here.
    assert!(panel.passed.get_untracked());
}

#[wasm_bindgen_test]
async fn a_lost_connection_is_told_and_taken_back() {
    let panel = Panel::open(view());
    *panel.played.poll.borrow_mut() = Some((502, "a gateway's own page".to_owned()));
    panel.click_action("new-code").await;
    panel.wait_for_code(1).await;
    panel.wait_for("[data-lost]").await;
    assert!(panel.stage.find("svg.qr").is_some(), "the code stays");
    *panel.played.poll.borrow_mut() = Some(json(&on_phone()));
    window().dispatch_event(&Event::new("online").unwrap()).unwrap();
    panel.wait_for("[data-state='connected']").await;
    assert!(panel.stage.find("[data-lost]").is_none());
}

#[wasm_bindgen_test]
async fn a_verification_that_holds_is_taken_over() {
    let before = VerifiedBefore {
        of: OF,
        verification: VerificationId("earlier".to_owned()),
        name: "张三".to_owned(),
        number: "BA0000000007".to_owned(),
        at: Timestamp(1_700_000_000),
        until: Timestamp(1_800_000_000),
    };
    let panel = Panel::open(FilingView { verified_before: vec![before], ..view() });
    let offer = panel.wait_for("[data-verified-before]").await.text_content().unwrap();
    assert!(offer.contains("张三") && offer.contains("BA0000000007"), "{offer}");
    let passed = VerificationView { state: VerificationState::Passed, ..waiting(5) };
    let mut taken = FilingView { version: 2, verifications: vec![passed], ..view() };
    taken.facts.verified.push(PersonRef::Organiser);
    *panel.played.reuse.borrow_mut() = Some((200, serde_json::to_string(&taken).unwrap()));
    panel.click_action("reuse").await;
    panel.wait_for("[data-state='passed'] .notice--good").await;
    assert!(panel.stage.find("[data-verified-before]").is_none());
}

#[wasm_bindgen_test]
async fn a_failure_says_why_and_whom_to_ask() {
    let failed = VerificationView {
        state: VerificationState::Failed,
        reasons: vec![DOCUMENT_EXPIRES.at(OF).with(params::MONTHS, 3)],
        ..on_phone()
    };
    let panel = Panel::open(FilingView { verifications: vec![failed], ..view() });
    panel.wait_for("[data-state='failed'] [data-reasons] li").await;
    assert!(panel.text("[data-contact]").contains("400-000-0000"));
}

#[wasm_bindgen_test]
async fn a_new_try_takes_no_earlier_one_away_and_is_taken_back() {
    let passed = VerificationView { state: VerificationState::Passed, ..waiting(9) };
    let mut before = FilingView { verifications: vec![passed], ..view() };
    before.facts.verified.push(PersonRef::Organiser);
    let panel = Panel::open(before);
    panel.wait_for("[data-state='passed']").await;
    assert!(panel.stage.find("[data-still-verified]").is_none());
    panel.click_action("verify-again").await;
    panel.wait_for_code(1).await;
    let told = panel.wait_for("[data-still-verified]").await;
    assert!(told.text_content().unwrap().contains("still valid"));
    panel.click_action("keep-earlier").await;
    panel.settle().await;
    assert_eq!(panel.played.count("DELETE /filings/stage/verifications/code1"), 1);
    // Once a phone is at work it is its person who is asked; the earlier one holds all the same.
    let failed = VerificationView { id: waiting(2).id, state: VerificationState::Failed, revision: 3, ..on_phone() };
    *panel.played.poll.borrow_mut() = Some(json(&failed));
    panel.click_action("new-code").await;
    panel.wait_for("[data-state='failed'] [data-still-verified]").await;
    assert!(panel.stage.find("[data-action='keep-earlier']").is_none());
}
