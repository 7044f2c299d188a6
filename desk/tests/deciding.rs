//! Deciding at the desk in a browser, before a server that the test plays: marks that are saved as they are typed, a decision that can be
//! undone, and the keys.
#![cfg(target_arch = "wasm32")]

#[allow(dead_code)] // each test takes what it needs of it
#[path = "../../tests/stage/mod.rs"]
mod stage;

use beian_desk::app::DeskApp;
use beian_model::wire::{
    Background, CallOutcome, CallRecord, FirstApproval, FollowUp, LibraryReason, PendingDecision, ReasonLibrary,
    ReviewView, Role, StaffAccount,
};
use beian_model::{Event, FilingId, Problem, ProblemKind, Severity, Status, Timestamp};
use beian_rules::checks::address::ADDRESS_CONTACT;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use stage::fetch::{PlayedFetch, answered, play};
use stage::{Stage, fields, fire};
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement, HtmlTextAreaElement};

wasm_bindgen_test_configure!(run_in_browser);

/// The field that is marked.
const ROW: &str = "[data-path='organiser.name']";
const BOX: &str = "[id='mark-organiser.name']";

/// A server with one filing under review by who asks.
#[derive(Clone)]
struct Desk {
    view: Rc<RefCell<ReviewView>>,
    asked: Rc<RefCell<Vec<String>>>,
    /// What is written is refused.
    is_full: Rc<RefCell<bool>>,
}

fn now() -> i64 {
    (js_sys::Date::now() / 1000.0) as i64
}

fn date() -> String {
    String::from(js_sys::Date::new_0().to_utc_string())
}

impl Desk {
    fn new() -> Desk {
        let mut view = fields::draft(7, beian_model::sample::complete_filing().0);
        view.id = FilingId("one".to_owned());
        view.status = Status::FirstReview;
        let view = ReviewView {
            view,
            captures: Vec::new(),
            deleted: Vec::new(),
            disclosures: Vec::new(),
            reviewer: Some("审核员甲".to_owned()),
            mine: true,
            may_take: true,
            findings: Vec::new(),
            background: Background::default(),
            marks: Vec::new(),
            note: String::new(),
            pending: None,
            first_approval: None,
            calls: Vec::new(),
            remarks: Vec::new(),
            follow_up: None,
        };
        Desk { view: Rc::new(RefCell::new(view)), asked: Rc::default(), is_full: Rc::default() }
    }

    fn serve(&self) -> PlayedFetch {
        let desk = self.clone();
        play(move |method, path, body| {
            desk.asked.borrow_mut().push(format!("{method} {path} {body}"));
            let case = || answered(200, &serde_json::to_string(&*desk.view.borrow()).unwrap(), &date());
            let refused =
                |status, kind| answered(status, &serde_json::to_string(&Problem::new(kind)).unwrap(), &date());
            match (method.as_str(), path.as_str()) {
                ("GET", "/staff/session") => {
                    let account = StaffAccount {
                        email: "a@example.com".to_owned(),
                        name: "审核员甲".to_owned(),
                        role: Some(Role::Reviewer),
                        second_factor: None,
                    };
                    answered(200, &serde_json::to_string(&account).unwrap(), &date())
                }
                ("GET", "/staff/reasons") => {
                    let reason = |id: &str, fields: &[&str], zh: &str| LibraryReason {
                        id: id.to_owned(),
                        fields: fields.iter().map(|one| (*one).to_owned()).collect(),
                        zh: zh.to_owned(),
                        en: format!("English of {id}"),
                        times: 0,
                    };
                    let reasons = vec![
                        reason("other", &["email"], "邮箱"),
                        reason("name", &["organiser.name"], "名称与证件不一致"),
                    ];
                    answered(200, &serde_json::to_string(&ReasonLibrary { reasons }).unwrap(), &date())
                }
                ("PUT" | "DELETE", path) if path.contains("/marks/") || path.ends_with("/note") => {
                    if *desk.is_full.borrow() {
                        refused(503, ProblemKind::Unavailable)
                    } else {
                        js_sys::eval("Promise.resolve(new Response(null, { status: 204 }))").unwrap().unchecked_into()
                    }
                }
                ("DELETE", _) => {
                    let mut view = desk.view.borrow_mut();
                    view.pending = None;
                    view.view.version += 1;
                    drop(view);
                    case()
                }
                ("POST", path) if path.ends_with("/calls") => {
                    let call = |at, outcome| CallRecord {
                        at: Timestamp(at),
                        by: "审核员甲".to_owned(),
                        number: "13800100500".to_owned(),
                        outcome,
                        note: "响铃".to_owned(),
                    };
                    let mut view = desk.view.borrow_mut();
                    view.calls = vec![call(now(), CallOutcome::Missed), call(now() - 4000, CallOutcome::Missed)];
                    view.follow_up = Some(FollowUp { call_again: Timestamp(now() + 3600), may_return: true });
                    drop(view);
                    case()
                }
                ("POST", path) if path.starts_with("/staff/queue/next") => {
                    answered(200, r#"{"filing":"two"}"#, &date())
                }
                ("POST", path) if path.ends_with("/preview") => answered(200, r#"{"text":"初审已通过"}"#, &date()),
                ("POST", path) if path.ends_with("/approve") => {
                    let mut view = desk.view.borrow_mut();
                    view.view.version += 1;
                    view.pending = Some(PendingDecision {
                        event: Event::Approve,
                        by: "审核员甲".to_owned(),
                        until: Timestamp(now() + 60),
                        may_undo: true,
                    });
                    drop(view);
                    case()
                }
                ("GET", path) if path.starts_with("/staff/filings/one") => case(),
                _ => refused(404, ProblemKind::NotFound),
            }
        })
    }

    fn open(&self) -> (PlayedFetch, Stage) {
        window().location().set_hash("#/filings/one").unwrap();
        let played = self.serve();
        (played, Stage::mount(|_| view! { <DeskApp /> }))
    }

    /// Waits until such a request was sent.
    async fn sent(&self, what: &str) {
        for _ in 0..400 {
            if self.asked.borrow().iter().any(|one| one == what) {
                return;
            }
            TimeoutFuture::new(10).await;
        }
        panic!("{what} is not among {:#?}", self.asked.borrow());
    }
}

fn click(element: &Element) {
    element.unchecked_ref::<HtmlElement>().click();
}

fn press(at: &Element, key: &str) {
    let script = "at.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))";
    let press = js_sys::Function::new_with_args("at, key", script);
    press.call2(&wasm_bindgen::JsValue::NULL, at, &key.into()).unwrap();
}

fn type_into(element: &Element, text: &str) {
    element.unchecked_ref::<HtmlTextAreaElement>().set_value(text);
    fire(element, "input");
}

#[wasm_bindgen_test]
async fn a_mark_is_saved_as_it_is_typed_and_again_where_that_failed() {
    let desk = Desk::new();
    let (_played, stage) = desk.open();
    click(&stage.wait_for(&format!("{ROW} [data-action='mark']")).await);
    let control = stage.wait_for(BOX).await;
    *desk.is_full.borrow_mut() = true;
    type_into(&control, "请按证件填写");
    stage.wait_for(&format!("{ROW} [data-unsaved]")).await;
    assert_eq!(control.unchecked_ref::<HtmlTextAreaElement>().value(), "请按证件填写");
    *desk.is_full.borrow_mut() = false;
    desk.asked.borrow_mut().clear();
    // As the network is back; else it would be a while.
    fire(&document().document_element().unwrap(), "visibilitychange");
    js_sys::eval("window.dispatchEvent(new Event('online'))").unwrap();
    desk.sent(r#"PUT /staff/filings/one/marks/organiser.name {"text":"请按证件填写"}"#).await;
    for _ in 0..200 {
        if stage.find("[data-unsaved]").is_none() {
            break;
        }
        TimeoutFuture::new(10).await;
    }
    assert!(stage.find("[data-unsaved]").is_none());
    assert!(stage.find("[data-action='return']:not([disabled])").is_some());
    // What is emptied is taken back.
    type_into(&control, "");
    desk.sent("DELETE /staff/filings/one/marks/organiser.name ").await;
}

#[wasm_bindgen_test]
async fn a_decision_counts_down_and_is_undone() {
    let desk = Desk::new();
    let (_played, stage) = desk.open();
    click(&stage.wait_for("[data-action='approve']").await);
    stage.wait_for("[data-preview][open]").await;
    assert!(!desk.asked.borrow().iter().any(|one| one.contains("/approve")), "nothing is decided yet");
    click(&stage.wait_for("[data-action='confirm']").await);
    let left = stage.wait_for("[data-left]").await;
    let seconds = left.text_content().unwrap();
    assert!(["58", "59", "60", "61"].iter().any(|one| seconds.contains(one)), "{seconds}");
    assert!(stage.find("[data-action='approve'], [data-action='mark']").is_none(), "it is decided");
    press(&document().body().unwrap(), "u");
    stage.wait_for("[data-action='approve']").await;
    desk.sent("DELETE /staff/filings/one/decision ").await;
    // One whose time is over is looked at again.
    desk.view.borrow_mut().pending = Some(PendingDecision {
        event: Event::Approve,
        by: "审核员甲".to_owned(),
        until: Timestamp(now() + 1),
        may_undo: true,
    });
    let again = Desk { asked: Rc::default(), ..desk };
    drop(stage);
    let (_played, stage) = again.open();
    stage.wait_for("[data-pending='approve']").await;
    again.asked.borrow_mut().clear();
    {
        let mut view = again.view.borrow_mut();
        view.pending = None;
        view.view.status = Status::ToBureau;
    }
    again.sent("GET /staff/filings/one ").await;
    stage.wait_for("[data-status='to_bureau']").await;
}

#[wasm_bindgen_test]
async fn keys_work_beside_a_box_and_not_within() {
    let desk = Desk::new();
    let (_played, stage) = desk.open();
    stage.wait_for("[data-action='approve']").await;
    let body: Element = document().body().unwrap().unchecked_into();
    // To the name: the rows in their order.
    for _ in 0..60 {
        press(&body, "j");
        let at = document().active_element().unwrap().get_attribute("data-path");
        if at.as_deref() == Some("organiser.name") {
            break;
        }
    }
    press(&document().active_element().unwrap(), "m");
    let control = stage.wait_for(BOX).await;
    stage.wait_for(&format!("{ROW} [data-reason='1']")).await;
    assert!(stage.find("[data-reason='2']").is_none(), "those of other fields are not offered");
    control.unchecked_ref::<HtmlElement>().focus().unwrap();
    press(&control, "1");
    desk.sent(r#"PUT /staff/filings/one/marks/organiser.name {"text":"名称与证件不一致\nEnglish of name"}"#).await;
    for _ in 0..100 {
        if stage.find("[data-reason]").is_none() {
            break;
        }
        TimeoutFuture::new(10).await;
    }
    assert!(stage.find("[data-reason]").is_none(), "the box is not empty");
    for key in ["a", "r", "1"] {
        press(&control, key);
    }
    TimeoutFuture::new(50).await;
    assert!(
        !desk.asked.borrow().iter().any(|one| one.contains("/approve") || one.contains("/return")),
        "letters are typed"
    );
    press(&control, "Escape");
    let at = document().active_element().unwrap();
    assert_eq!(at.get_attribute("data-path").as_deref(), Some("organiser.name"));
    press(&at, "?");
    let sheet = stage.wait_for("dialog[data-keys][open]").await;
    press(&sheet, "a");
    assert!(
        !desk.asked.borrow().iter().any(|one| one.contains("/approve") || one.contains("/return")),
        "a dialog has its own keys"
    );
    click(&stage.wait_for("[data-action='close']").await);
    for _ in 0..100 {
        if stage.find("dialog[open]").is_none() {
            break;
        }
        TimeoutFuture::new(10).await;
    }
    press(&at, "a");
    click(&stage.wait_for("[data-preview][open] [data-action='confirm']").await);
    stage.wait_for("[data-pending='approve']").await;
}

#[wasm_bindgen_test]
async fn keys_lead_from_what_the_rules_say_to_the_next_filing() {
    let desk = Desk::new();
    let risk = |path: &str| ADDRESS_CONTACT.weighing(Severity::Risk, path.parse().unwrap());
    desk.view.borrow_mut().findings = vec![risk("organiser.address"), risk("organiser.name")];
    let (_played, stage) = desk.open();
    stage.wait_for("[data-action='approve']").await;
    let at = || document().active_element().unwrap();
    let field = || at().get_attribute("data-path");
    press(&document().body().unwrap(), "f");
    let first = field().expect("a field of which the rules say something");
    press(&at(), "f");
    let control = stage.wait_for(&format!("[id='mark-{first}']")).await;
    let value = || control.unchecked_ref::<HtmlTextAreaElement>().value();
    for _ in 0..100 {
        if !value().is_empty() && at() == control {
            break;
        }
        TimeoutFuture::new(10).await;
    }
    assert!(!value().is_empty());
    press(&control, "Escape");
    assert_eq!(field(), Some(first.clone()));
    // What is written stays, and the next is gone to.
    press(&at(), "f");
    assert_ne!(field(), Some(first));
    press(&at(), "R");
    stage.wait_for("[data-preview][open]").await;
    click(&stage.wait_for("[data-action='dismiss']").await);
    for _ in 0..100 {
        if stage.find("dialog[open]").is_none() {
            break;
        }
        TimeoutFuture::new(10).await;
    }
    press(&document().body().unwrap(), "n");
    for _ in 0..100 {
        if window().location().hash().unwrap() == "#/filings/two" {
            return;
        }
        TimeoutFuture::new(10).await;
    }
    panic!("the next filing is not opened");
}

#[wasm_bindgen_test]
async fn a_call_is_noted_with_what_follows_and_what_is_typed_stays() {
    let desk = Desk::new();
    desk.view.borrow_mut().view.filing.organiser.call_hours = "工作日上午".to_owned();
    let (_played, stage) = desk.open();
    stage.wait_for("[data-action='approve']").await;
    let hours = stage.wait_for("[data-call-hours]").await.text_content().unwrap();
    assert!(hours.contains("工作日上午"), "{hours}");
    press(&document().body().unwrap(), "p");
    let note = stage.wait_for("#call-note").await;
    type_into(&note, "响铃");
    let remark = stage.wait_for("#remark").await;
    type_into(&remark, "还没有写完");
    stage::painted().await;
    click(&stage.wait_for("[data-action='call-missed']").await);
    stage.wait_for("[data-follow-up][data-may-return]").await;
    assert!(stage.find("[data-call='missed']").is_some());
    let number = desk.view.borrow().view.filing.organiser.responsible_person.mobile.clone();
    let sent = format!(r#"POST /staff/filings/one/calls {{"number":"{number}","outcome":"missed","note":"响铃"}}"#);
    desk.sent(&sent).await;
    let value = |css: &str| stage.find(css).unwrap().unchecked_into::<HtmlTextAreaElement>().value();
    assert_eq!((value("#call-note").as_str(), value("#remark").as_str()), ("", "还没有写完"));
    // The return that is proposed has its reason at a click, which does not stay once it is written.
    click(&stage.wait_for("[data-action='mark-missed']").await);
    stage.wait_for("[id='mark-organiser.call_hours']").await;
    let text = value("[id='mark-organiser.call_hours']");
    desk.sent(&format!(r#"PUT /staff/filings/one/marks/organiser.call_hours {{"text":"{text}"}}"#)).await;
    assert!(stage.find("[data-action='mark-missed']").is_none());
}

#[wasm_bindgen_test]
async fn who_approved_first_takes_it_back_and_nobody_else() {
    let first = |mine| FirstApproval { by: "审核员甲".to_owned(), at: Timestamp(now()), note: String::new(), mine };
    let desk = Desk::new();
    desk.view.borrow_mut().first_approval = Some(first(false));
    let (_played, stage) = desk.open();
    stage.wait_for("[data-first-approval]").await;
    assert!(stage.find("[data-action='undo-first']").is_none());
    drop(stage);
    desk.view.borrow_mut().first_approval = Some(first(true));
    let (_played, stage) = desk.open();
    stage.wait_for("[data-action='undo-first']").await;
    press(&document().body().unwrap(), "u");
    desk.sent("DELETE /staff/filings/one/first-approval ").await;
}
