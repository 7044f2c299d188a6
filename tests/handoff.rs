//! The desktop's side of a hand-off in a browser: a code that renews itself, a link to somebody elsewhere, other phones, a lost
//! connection, a verification that holds. The server is played by the page's own `fetch`, the clock by a signal.
#![cfg(target_arch = "wasm32")]

#[allow(dead_code)] // each test takes what it needs of it
mod stage;

use beian::components::handoff_panel::HandoffPanel;
use beian::state::OpenFiling;
use beian::state::clock::Around;
use beian_model::problem::PROBLEM_TYPE_PREFIX;
use beian_model::sample::complete_filing;
use beian_model::wire::{FilingView, VerificationCreated, VerificationView, VerifiedBefore};
use beian_model::{
    Filing, FilingId, Finding, Path, PersonField, PersonRef, Problem, ProblemKind, Severity, SiteId, Status, Timestamp,
    VerificationId, VerificationState,
};
use beian_rules::checks::person::{DOCUMENT_EXPIRES, EMAIL_SHAPE};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use stage::fields::press_coded;
use stage::{Stage, fire};
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Event, HtmlElement, HtmlInputElement};

/// What the pages take for the browser's own `fetch`.
type Fetch = Closure<dyn FnMut(String, JsValue) -> js_sys::Promise>;

wasm_bindgen_test_configure!(run_in_browser);

const OF: Path = Path::OrganiserPerson(PersonField::Verification);

/// What the played server was asked, and what it answers with; a question that it has no answer to waits for ever, as a long
/// poll does.
#[derive(Clone, Default)]
struct Played {
    /// `METHOD path`, in order.
    asked: Rc<RefCell<Vec<String>>>,
    codes: Rc<Cell<u32>>,
    /// The next answer to a poll: status and body.
    poll: Rc<RefCell<Option<(u16, String)>>>,
    /// The answer to a link that is to be sent.
    link: Rc<RefCell<Option<(u16, String)>>>,
    /// The answer to a verification that is to be taken over.
    reuse: Rc<RefCell<Option<(u16, String)>>>,
    /// The refusal of new codes.
    refusal: Rc<RefCell<Option<(u16, String)>>>,
    remote: Rc<Cell<bool>>,
    _fetch: Option<Rc<Fetch>>,
}

impl Played {
    fn begin() -> Played {
        let mut played = Played::default();
        let this = played.clone();
        let fetch: Fetch = Closure::new(move |url: String, request: JsValue| {
            let method = js_sys::Reflect::get(&request, &"method".into()).ok().and_then(|it| it.as_string());
            let path = url.split_once("/api/v1").map_or("", |(_, path)| path);
            let asked = format!("{} {}", method.unwrap_or_default(), path.split('?').next().unwrap_or_default());
            this.asked.borrow_mut().push(asked.clone());
            match this.answer(&asked) {
                Some((status, body)) => answered(status, &body),
                None => js_sys::Promise::new(&mut |_, _| {}),
            }
        });
        js_sys::Reflect::set(&window(), &"fetch".into(), fetch.as_ref()).unwrap();
        played._fetch = Some(Rc::new(fetch));
        played
    }

    fn answer(&self, asked: &str) -> Option<(u16, String)> {
        match asked {
            "POST /filings/stage/verifications" => Some(self.refusal.borrow().clone().unwrap_or_else(|| {
                self.codes.set(self.codes.get() + 1);
                let verification = VerificationView { remote: self.remote.get(), ..waiting(self.codes.get()) };
                let made = VerificationCreated { verification, secret: format!("secret-{}", self.codes.get()) };
                (201, serde_json::to_string(&made).unwrap())
            })),
            "POST /filings/stage/verified-before" => self.reuse.borrow().clone(),
            _ if asked.ends_with("/link") => self.link.borrow().clone(),
            _ if asked.starts_with("GET /filings/stage/verifications/") => self.poll.borrow_mut().take(),
            _ => None,
        }
    }

    fn count(&self, asked: &str) -> usize {
        self.asked.borrow().iter().filter(|one| *one == asked).count()
    }
}

fn answered(status: u16, body: &str) -> js_sys::Promise {
    let make = js_sys::Function::new_with_args(
        "status, body",
        "return Promise.resolve(new Response(body, { status, headers: { 'Content-Type': 'application/json' } }))",
    );
    make.call2(&JsValue::NULL, &status.into(), &body.into()).unwrap().unchecked_into()
}

/// The n-th code, which holds for ten minutes.
fn waiting(n: u32) -> VerificationView {
    VerificationView {
        id: VerificationId(format!("code{n}")),
        of: OF,
        state: VerificationState::Waiting,
        expires_at: Timestamp(600),
        expires_in: 600,
        remote: false,
        sent_to: None,
        other_phones: 0,
        revision: 1,
        words: None,
        phone_seen_at: None,
        declined: false,
        reasons: Vec::new(),
    }
}

fn on_phone() -> VerificationView {
    VerificationView {
        state: VerificationState::Connected,
        revision: 2,
        words: Some([0, 1]),
        phone_seen_at: Some(Timestamp(1)),
        ..waiting(1)
    }
}

fn view() -> FilingView {
    let (_, facts) = complete_filing();
    let mut filing = Filing::new(SiteId(1));
    filing.set_text(Path::OrganiserPerson(PersonField::Email), "zhang@example.com").unwrap();
    filing.set_text(Path::OrganiserPerson(PersonField::Mobile), "13800").unwrap();
    FilingView {
        id: FilingId("stage".to_owned()),
        number: "BA0000000001".to_owned(),
        version: 1,
        status: Status::Draft,
        filing,
        findings: Vec::new(),
        facts: beian_model::Facts { verified: Vec::new(), ..facts },
        timeline: Vec::new(),
        verifications: Vec::new(),
        sms: None,
        verified_before: Vec::new(),
        contact: "400-000-0000".to_owned(),
        numbers: None,
        reads_pictures: false,
        created_at: Timestamp(0),
        updated_at: Timestamp(0),
    }
}

/// The panel of the organiser's person, with what plays around it.
struct Panel {
    stage: Stage,
    played: Played,
    elapsed: RwSignal<f64>,
    shown: RwSignal<bool>,
    passed: RwSignal<bool>,
}

impl Panel {
    fn open(view: FilingView) -> Panel {
        let played = Played::begin();
        let kept = Rc::new(Cell::new(None));
        let give = Rc::clone(&kept);
        let stage = Stage::mount(move |language| {
            if language.now() != beian_locale::Lang::English {
                language.switch();
            }
            OpenFiling::open(view, Vec::new());
            let (elapsed, shown, passed) = (RwSignal::new(0.0), RwSignal::new(true), RwSignal::new(false));
            give.set(Some((elapsed, shown, passed)));
            let around = Around { elapsed: elapsed.into(), shown: shown.into() };
            view! { <HandoffPanel of=PersonRef::Organiser around on_passed=move || passed.set(true) /> }
        });
        let (elapsed, shown, passed) = kept.take().unwrap();
        Panel { stage, played, elapsed, shown, passed }
    }

    /// Waits for an element.
    async fn wait_for(&self, css: &str) -> HtmlElement {
        for _ in 0..200 {
            if let Some(element) = self.stage.find(css) {
                return element.unchecked_into();
            }
            TimeoutFuture::new(10).await;
        }
        panic!("no {css} in {}", self.stage.root.inner_html())
    }

    async fn press(&self, action: &str) {
        self.wait_for(&format!("[data-action='{action}']")).await.click();
    }

    /// Waits until the link holds the secret of the n-th code.
    async fn wait_for_code(&self, n: u32) {
        for _ in 0..200 {
            if self.link().ends_with(&format!("/p#secret-{n}")) {
                return;
            }
            TimeoutFuture::new(10).await;
        }
        panic!("code {n} is not shown but {}", self.link())
    }

    fn link(&self) -> String {
        let field = self.stage.find("[data-handoff-link]");
        field.map(|field| field.unchecked_into::<HtmlInputElement>().value()).unwrap_or_default()
    }

    /// Lets everything that is due happen.
    async fn settle(&self) {
        TimeoutFuture::new(60).await;
    }

    fn text(&self, css: &str) -> String {
        self.stage.find(css).and_then(|element| element.text_content()).unwrap_or_default()
    }
}

fn problem(kind: ProblemKind, findings: Vec<Finding>) -> (u16, String) {
    let problem = Problem {
        type_: format!("{PROBLEM_TYPE_PREFIX}{kind}"),
        title: String::new(),
        status: kind.status(),
        detail: String::new(),
        findings,
        retry_after: Some(120),
        tries_left: None,
        filing: None,
        contact: Some("call 400-000-0000".to_owned()),
    };
    (kind.status(), serde_json::to_string(&problem).unwrap())
}

fn json(view: &VerificationView) -> (u16, String) {
    (200, serde_json::to_string(view).unwrap())
}

#[wasm_bindgen_test]
async fn a_code_counts_down_and_renews_itself_without_taking_the_focus() {
    let panel = Panel::open(view());
    panel.press("new-code").await;
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
    panel.press("new-code").await;
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
    panel.press("new-code").await;
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
    panel.press("new-code").await;
    panel.wait_for("[data-state='connected'] [data-declined]").await;
    panel.wait_for("[data-action='not-my-phone']").await;
}

#[wasm_bindgen_test]
async fn a_forgotten_page_stops_to_ask_for_codes() {
    let panel = Panel::open(view());
    panel.press("new-code").await;
    for n in 1..=7 {
        panel.wait_for_code(n).await;
        panel.elapsed.update(|now| *now += 600_000.0);
    }
    panel.wait_for("[data-action='new-code']").await;
    panel.settle().await;
    assert_eq!(panel.played.codes.get(), 7);
    assert!(panel.stage.find("svg.qr").is_none());
    panel.press("new-code").await;
    panel.wait_for_code(8).await;
}

#[wasm_bindgen_test]
async fn over_a_limit_the_words_say_when_again_and_whom_to_ask() {
    let panel = Panel::open(view());
    *panel.played.refusal.borrow_mut() = Some(problem(ProblemKind::TooMany, Vec::new()));
    panel.press("new-code").await;
    panel.wait_for("[data-problem='too-many']").await;
    let words = panel.text("[data-problem]");
    assert!(words.contains("2 minutes") && words.contains("call 400-000-0000"), "{words}");
}

#[wasm_bindgen_test]
async fn a_link_is_sent_to_numbers_and_addresses_only_and_its_code_does_not_renew() {
    let panel = Panel::open(view());
    panel.press("new-code").await;
    panel.wait_for_code(1).await;
    panel.played.remote.set(true);
    panel.press("elsewhere").await;
    panel.wait_for_code(2).await;
    let field: HtmlInputElement = panel.wait_for("[data-link-to]").await.unchecked_into();
    assert_eq!(field.value(), "13800", "as it stands in the form");
    assert!(panel.stage.find("svg.qr").is_some(), "the code stays usable");
    panel.press("send-link").await;
    assert_eq!(panel.wait_for("[data-link-error]").await.get_attribute("data-rule").as_deref(), Some("mobile.shape"));
    assert_eq!(field.get_attribute("aria-invalid").as_deref(), Some("true"));
    assert_eq!(panel.played.count("POST /filings/stage/verifications/code2/link"), 0);
    // By e-mail, whose address the server does not take.
    let by_email = panel.wait_for("input[type='radio'][value='email']").await;
    by_email.click();
    panel.settle().await;
    assert_eq!(field.value(), "zhang@example.com");
    assert!(panel.stage.find("[data-link-error]").is_none(), "nothing was said of this one");
    *panel.played.link.borrow_mut() = Some(problem(ProblemKind::Invalid, vec![EMAIL_SHAPE.at(OF)]));
    panel.press("send-link").await;
    panel.wait_for("[data-link-error][data-rule='email.shape']").await;
    field.set_value("wang@example.com");
    fire(&field, "input");
    panel.settle().await;
    assert!(panel.stage.find("[data-link-error]").is_none());
    // Safari's Enter behind a composition, which an input method took.
    press_coded(&field, "Enter", 229).await;
    assert_eq!(panel.played.count("POST /filings/stage/verifications/code2/link"), 1, "it sends nothing");
    let sent =
        VerificationView { remote: true, revision: 2, sent_to: Some("w***@example.com".to_owned()), ..waiting(2) };
    *panel.played.link.borrow_mut() = Some(json(&sent));
    panel.press("send-link").await;
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
    panel.press("cancel-link").await;
    panel.settle().await;
    assert_eq!(panel.played.count("DELETE /filings/stage/verifications/code9"), 1);
}

#[wasm_bindgen_test]
async fn other_phones_are_told_beside_the_words_and_the_end_goes_on_at_once() {
    let panel = Panel::open(view());
    *panel.played.poll.borrow_mut() = Some(json(&VerificationView { other_phones: 2, ..on_phone() }));
    panel.press("new-code").await;
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
    let risk = DOCUMENT_EXPIRES.weighing(Severity::Risk, OF).with("months", 3);
    let passed = VerificationView { state: VerificationState::Passed, revision: 3, reasons: vec![risk], ..on_phone() };
    *panel.played.poll.borrow_mut() = Some(json(&passed));
    panel.press("new-code").await;
    panel.wait_for("[data-state='passed'] [data-reasons] li").await;
    // The filing is asked for as well, and that answer never comes here.
    assert!(panel.passed.get_untracked());
}

#[wasm_bindgen_test]
async fn a_lost_connection_is_told_and_taken_back() {
    let panel = Panel::open(view());
    *panel.played.poll.borrow_mut() = Some((502, "a gateway's own page".to_owned()));
    panel.press("new-code").await;
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
    panel.press("reuse").await;
    panel.wait_for("[data-state='passed'] .notice--good").await;
    assert!(panel.stage.find("[data-verified-before]").is_none());
}

#[wasm_bindgen_test]
async fn a_failure_says_why_and_whom_to_ask() {
    let failed = VerificationView {
        state: VerificationState::Failed,
        reasons: vec![DOCUMENT_EXPIRES.at(OF).with("months", 3)],
        ..on_phone()
    };
    let panel = Panel::open(FilingView { verifications: vec![failed], ..view() });
    panel.wait_for("[data-state='failed'] [data-reasons] li").await;
    assert!(panel.text("[data-contact]").contains("400-000-0000"));
}
