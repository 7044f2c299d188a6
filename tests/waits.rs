//! What never answers, and what is refused, in a browser: the store, the locks, the server's saves and clock. The server is played
//! by the page's own `fetch`.
#![cfg(target_arch = "wasm32")]

#[allow(dead_code)] // each test takes what it needs of it
mod stage;

use beian::components::countdown::Countdown;
use beian::components::field::Field;
use beian::components::save_line::SaveLine;
use beian::state::merging::earlier_drafts;
use beian::state::{DraftCopy, OpenFiling, clock};
use beian_browser::client::{filings, server_clock};
use beian_browser::store;
use beian_model::{Filing, FilingId, Finding, OrganiserField, Path, Problem, ProblemKind, SiteId, Timestamp};
use beian_rules::checks::fields::TOO_SHORT;
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::tick;
use stage::fetch::{self, PlayedFetch, answered, unanswered};
use stage::fields::draft;
use stage::{Stage, fire, painted};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::HtmlInputElement;

wasm_bindgen_test_configure!(run_in_browser);

const NAME: Path = Path::Organiser(OrganiserField::Name);
const ADDRESS: Path = Path::Organiser(OrganiserField::Address);
const REMARK: Path = Path::Organiser(OrganiserField::Remark);

/// Waits until something is so.
async fn until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..500 {
        if is_so() {
            return;
        }
        TimeoutFuture::new(20).await;
    }
    panic!("never so: {what}");
}

/// While it is there, a second of this page is a part of one.
struct Hurried;

impl Hurried {
    fn by(times: u32) -> Hurried {
        let script =
            "window.later = window.setTimeout; window.setTimeout = (then, after) => window.later(then, after /";
        run(&format!("{script} {times})"));
        Hurried
    }
}

impl Drop for Hurried {
    fn drop(&mut self) {
        run("window.setTimeout = window.later");
    }
}

fn run(script: &str) {
    js_sys::eval(script).unwrap();
}

/// What the played server was sent, and what it answers with.
#[derive(Clone, Default)]
struct Played {
    saved: Rc<RefCell<Vec<Filing>>>,
    /// The next answers to a save; then each is taken.
    refusals: Rc<RefCell<Vec<(u16, String)>>>,
    /// No save is answered.
    silent: Rc<Cell<bool>>,
    _fetch: Option<Rc<PlayedFetch>>,
}

impl Played {
    fn begin() -> Played {
        let mut played = Played::default();
        let this = played.clone();
        let fetch = fetch::play(move |_, _, body| {
            if body.is_empty() {
                return answered(404, "", "");
            }
            if this.silent.get() {
                return unanswered();
            }
            if !this.refusals.borrow().is_empty() {
                let (status, body) = this.refusals.borrow_mut().remove(0);
                return answered(status, &body, "");
            }
            let sent: Filing = serde_json::from_str(&body).unwrap();
            this.saved.borrow_mut().push(sent.clone());
            let version = 1 + this.saved.borrow().len() as u64;
            answered(200, &serde_json::to_string(&draft(version, sent)).unwrap(), "")
        });
        played._fetch = Some(Rc::new(fetch));
        played
    }

    fn refuse(&self, status: u16, body: &str) {
        self.refusals.borrow_mut().push((status, body.to_owned()));
    }

    /// What the server has of a field.
    fn has(&self, path: Path) -> String {
        self.saved.borrow().last().and_then(|filing| filing.text(path)).unwrap_or_default().to_owned()
    }
}

fn refusal(kind: ProblemKind, findings: Vec<Finding>) -> String {
    serde_json::to_string(&Problem { findings, ..Problem::new(kind) }).unwrap()
}

/// A filing with three of its fields and the line that says how far saving is.
fn open() -> Stage {
    Stage::mount(move |language| {
        if language.now() == beian_locale::Lang::Chinese {
            language.switch();
        }
        OpenFiling::open(draft(1, Filing::new(SiteId(1))), Vec::new());
        view! { <SaveLine /> <Field at=NAME /> <Field at=ADDRESS /> <Field at=REMARK /> }
    })
}

async fn type_into(stage: &Stage, at: Path, text: &str) {
    let input = stage.find(&format!("[id='{at}']")).unwrap();
    js_sys::Reflect::set(&input, &"value".into(), &text.into()).unwrap();
    fire(input.unchecked_ref::<HtmlInputElement>(), "input");
    painted().await;
}

fn state(stage: &Stage) -> String {
    stage.find(".save-state").and_then(|line| line.get_attribute("data-state")).unwrap_or_default()
}

fn said(stage: &Stage) -> String {
    stage.find(".save-state").and_then(|line| line.text_content()).unwrap_or_default()
}

async fn until_state(stage: &Stage, wanted: &str) {
    until(&format!("{wanted} instead of {}: {}", state(stage), said(stage)), || state(stage) == wanted).await;
}

#[wasm_bindgen_test]
async fn a_put_counts_when_its_transaction_ends_and_what_never_answers_is_given_up() {
    let _hurried = Hurried::by(10);
    assert!(store::open().await);
    assert!(store::put("a", &"kept".into()).await);
    assert_eq!(store::get("a").await.as_deref(), Some("kept"));
    run("window.take = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = () => ({
            objectStore: () => ({
                put: () => { const one = {}; setTimeout(() => one.onsuccess?.(), 0); return one; },
                get: () => ({}),
                getAllKeys: () => ({}),
            }),
        })");
    assert!(!store::put("a", &"never".into()).await, "its transaction never ended");
    assert_eq!(store::get("a").await, None);
    assert!(store::keys().await.is_empty());
    run("IDBDatabase.prototype.transaction = window.take");
    assert_eq!(store::get("a").await.as_deref(), Some("kept"));
    store::remove("a");
}

#[wasm_bindgen_test]
async fn locks_that_never_answer_hide_no_draft() {
    assert!(store::open().await);
    run("LockManager.prototype.query = () => new Promise(() => {});
        LockManager.prototype.request = () => new Promise(() => {})");
    let base = Filing::new(SiteId(1));
    let mut typed = base.clone();
    typed.set_text(NAME, "示例一有限公司").unwrap();
    let left = DraftCopy { base, typed, conflicts: Vec::new(), place: None };
    let json = serde_json::to_string(&left).unwrap();
    assert!(store::put("draft locked someone", &json.into()).await);
    let found = DraftCopy { place: Some("draft locked someone".to_owned()), ..left };
    assert_eq!(earlier_drafts(FilingId("locked".to_owned())).await.0, Some(vec![found]));
}

#[wasm_bindgen_test]
async fn what_comes_late_from_the_store_is_taken_up() {
    let seen = Rc::new(Cell::new(None));
    let give = Rc::clone(&seen);
    let _played = Played::begin();
    let _stage = Stage::mount(move |_| {
        give.set(Some(OpenFiling::open(draft(1, Filing::new(SiteId(1))), Vec::new())));
    });
    let open = seen.take().unwrap();
    open.set_text(ADDRESS, "科技园路1号");
    let base = Filing::new(SiteId(1));
    let mut typed = base.clone();
    typed.set_text(NAME, "示例一有限公司").unwrap();
    open.take_up(vec![DraftCopy { base, typed, conflicts: Vec::new(), place: None }]);
    let text = |path| open.document.with_untracked(|filing| filing.text(path).map(str::to_owned));
    assert_eq!(text(NAME).as_deref(), Some("示例一有限公司"));
    assert_eq!(text(ADDRESS).as_deref(), Some("科技园路1号"), "what was typed meanwhile stays");
}

#[wasm_bindgen_test]
async fn a_text_that_is_far_too_long_is_not_sent_and_said_at_once_and_the_rest_is_saved() {
    let played = Played::begin();
    let stage = open();
    type_into(&stage, REMARK, &"长".repeat(200_000)).await;
    type_into(&stage, ADDRESS, "科技园路1号").await;
    until_state(&stage, "partly").await;
    assert_eq!((played.has(ADDRESS).as_str(), played.has(REMARK).as_str()), ("科技园路1号", ""));
    assert!(stage.find(&format!("[id='{REMARK}-error']")).is_some(), "said without leaving the field");
    assert!(said(&stage).contains("Remark"), "{}", said(&stage));
    type_into(&stage, REMARK, "已是最详细地址").await;
    until_state(&stage, "saved").await;
    assert_eq!(played.has(REMARK), "已是最详细地址");
}

#[wasm_bindgen_test]
async fn what_the_server_refuses_of_single_fields_keeps_no_other_from_being_saved() {
    let played = Played::begin();
    played.refuse(422, &refusal(ProblemKind::Invalid, vec![TOO_SHORT.at(NAME)]));
    let stage = open();
    type_into(&stage, NAME, "示例一有限公司").await;
    type_into(&stage, ADDRESS, "科技园路1号").await;
    until_state(&stage, "partly").await;
    assert_eq!((played.has(ADDRESS).as_str(), played.has(NAME).as_str()), ("科技园路1号", ""));
    assert!(stage.find(&format!("[id='{NAME}-error']")).is_some());
    // Another value is another try.
    type_into(&stage, NAME, "示例二有限公司").await;
    until_state(&stage, "saved").await;
    assert_eq!(played.has(NAME), "示例二有限公司");
}

#[wasm_bindgen_test]
async fn a_document_that_is_too_large_is_sent_without_what_is_too_long() {
    let played = Played::begin();
    played.refuse(413, &refusal(ProblemKind::TooLarge, Vec::new()));
    let stage = open();
    type_into(&stage, REMARK, &"长".repeat(600)).await;
    type_into(&stage, ADDRESS, "科技园路1号").await;
    until_state(&stage, "partly").await;
    assert_eq!((played.has(ADDRESS).as_str(), played.has(REMARK).as_str()), ("科技园路1号", ""));
}

#[wasm_bindgen_test]
async fn each_refusal_of_a_save_says_its_status_and_is_tried_again_only_where_that_helps() {
    let _hurried = Hurried::by(10);
    for (status, wanted) in [
        (400, "not-taken"),
        (403, "not-taken"),
        (413, "not-taken"),
        (415, "not-taken"),
        (422, "not-taken"),
        (428, "not-taken"),
        (429, "trouble"),
        (500, "trouble"),
        (502, "trouble"),
        (503, "trouble"),
        (507, "trouble"),
    ] {
        let played = Played::begin();
        played.refuse(status, "a proxy's page");
        let stage = open();
        type_into(&stage, NAME, "示例一有限公司").await;
        until_state(&stage, wanted).await;
        assert!(said(&stage).contains(&status.to_string()), "{status}: {}", said(&stage));
        if wanted == "not-taken" {
            // Until something is changed.
            type_into(&stage, NAME, "示例二有限公司").await;
        }
        until_state(&stage, "saved").await;
        assert_eq!(played.saved.borrow().len(), 1, "{status}");
    }
    for (kind, wanted) in [(ProblemKind::NotNow, "refused"), (ProblemKind::NotFound, "refused")] {
        let played = Played::begin();
        played.refuse(kind.status(), &refusal(kind, Vec::new()));
        let stage = open();
        type_into(&stage, NAME, "示例一有限公司").await;
        until_state(&stage, wanted).await;
        assert!(said(&stage).contains(&kind.status().to_string()), "{}", said(&stage));
    }
}

#[wasm_bindgen_test]
async fn a_save_that_is_never_answered_is_said_given_up_and_tried_again() {
    let _hurried = Hurried::by(100);
    let played = Played::begin();
    played.silent.set(true);
    let stage = open();
    type_into(&stage, NAME, "示例一有限公司").await;
    until("it is said that the server is waited for", || said(&stage).contains("the server is slow")).await;
    until_state(&stage, "offline").await;
    played.silent.set(false);
    until_state(&stage, "saved").await;
    assert_eq!(played.has(NAME), "示例一有限公司");
}

/// The browser's own clock is so many hours wrong, and the server's answers say the time as it is.
async fn with_wrong_clock(hours: i32) {
    let real = js_sys::Date::now();
    let date = js_sys::Date::new(&real.into()).to_utc_string();
    run(&format!(
        "window.rightNow = window.rightNow ?? Date.now; Date.now = () => window.rightNow() + {hours} * 3600000"
    ));
    let date = String::from(date);
    let _fetch = fetch::play(move |_, _, _| answered(404, "", &date));
    let _ = filings::list().await;
    assert!((server_clock::now() - real).abs() < 60_000.0, "the server's time, {hours} hours off");
    let until = Timestamp((real / 1000.0) as i64 + 9 * 60);
    let stage = Stage::mount(move |_| view! { <Countdown until=Signal::stored(until) /> });
    tick().await;
    let said = stage.find(".countdown").and_then(|it| it.text_content()).unwrap_or_default();
    assert!(said.starts_with("8:") || said == "9:00", "{said} with a clock {hours} hours off");
    assert!((clock::now().0 - (real / 1000.0) as i64).abs() < 60);
    run("Date.now = window.rightNow");
}

#[wasm_bindgen_test]
async fn countdowns_follow_the_servers_clock() {
    with_wrong_clock(-2).await;
    with_wrong_clock(2).await;
}
