//! The panel of a hand-off over a played server.

use crate::stage::Stage;
use crate::stage::fetch::{self, PlayedFetch, answered, unanswered};
use beian::components::handoff_panel::HandoffPanel;
use beian::state::OpenFiling;
use beian::state::clock::Around;
use beian_model::sample::complete_filing;
use beian_model::wire::{FilingView, VerificationCreated, VerificationView};
use beian_model::{
    Filing, FilingId, Finding, Path, PersonField, PersonRef, Problem, ProblemKind, SiteId, Status, Timestamp,
    VerificationId, VerificationState,
};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

/// The field that the panel is for.
pub const OF: Path = Path::OrganiserPerson(PersonField::Verification);

/// What the played server was asked, and what it answers with; a question that it has no answer to waits for ever, as a long
/// poll does.
#[derive(Clone, Default)]
pub struct Played {
    /// `METHOD path`, in order.
    pub asked: Rc<RefCell<Vec<String>>>,
    pub codes: Rc<Cell<u32>>,
    /// The next answer to a poll: status and body.
    pub poll: Rc<RefCell<Option<(u16, String)>>>,
    /// The answer to a link that is to be sent.
    pub link: Rc<RefCell<Option<(u16, String)>>>,
    /// The answer to a verification that is to be taken over.
    pub reuse: Rc<RefCell<Option<(u16, String)>>>,
    /// The refusal of new codes.
    pub refusal: Rc<RefCell<Option<(u16, String)>>>,
    pub remote: Rc<Cell<bool>>,
    _fetch: Option<Rc<PlayedFetch>>,
}

impl Played {
    pub fn begin() -> Played {
        let mut played = Played::default();
        let this = played.clone();
        let fetch = fetch::play(move |method, path, _| {
            let asked = format!("{method} {}", path.split('?').next().unwrap_or_default());
            this.asked.borrow_mut().push(asked.clone());
            match this.answer(&asked) {
                Some((status, body)) => answered(status, &body, ""),
                None => unanswered(),
            }
        });
        played._fetch = Some(Rc::new(fetch));
        played
    }

    pub fn answer(&self, asked: &str) -> Option<(u16, String)> {
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

    pub fn count(&self, asked: &str) -> usize {
        self.asked.borrow().iter().filter(|one| *one == asked).count()
    }
}

/// The n-th code, which holds for ten minutes.
pub fn waiting(n: u32) -> VerificationView {
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

pub fn on_phone() -> VerificationView {
    VerificationView {
        state: VerificationState::Connected,
        revision: 2,
        words: Some([0, 1]),
        phone_seen_at: Some(Timestamp(1)),
        ..waiting(1)
    }
}

pub fn view() -> FilingView {
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
        until: None,
        timeline: Vec::new(),
        verifications: Vec::new(),
        sms: None,
        verified_before: Vec::new(),
        contact: "400-000-0000".to_owned(),
        numbers: None,
        organiser_in_footer: false,
        reads_pictures: false,
        created_at: Timestamp(0),
        updated_at: Timestamp(0),
    }
}

/// The panel of the organiser's person, with what plays around it.
pub struct Panel {
    pub stage: Stage,
    pub played: Played,
    pub elapsed: RwSignal<f64>,
    pub shown: RwSignal<bool>,
    pub passed: RwSignal<bool>,
}

impl Panel {
    pub fn open(view: FilingView) -> Panel {
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
    pub async fn wait_for(&self, css: &str) -> HtmlElement {
        for _ in 0..200 {
            if let Some(element) = self.stage.find(css) {
                return element.unchecked_into();
            }
            TimeoutFuture::new(10).await;
        }
        panic!("no {css} in {}", self.stage.root.inner_html())
    }

    pub async fn click_action(&self, action: &str) {
        self.wait_for(&format!("[data-action='{action}']")).await.click();
    }

    /// Waits until the link holds the secret of the n-th code.
    pub async fn wait_for_code(&self, n: u32) {
        for _ in 0..200 {
            if self.link().ends_with(&format!("/p#secret-{n}")) {
                return;
            }
            TimeoutFuture::new(10).await;
        }
        panic!("code {n} is not shown but {}", self.link())
    }

    pub fn link(&self) -> String {
        let field = self.stage.find("[data-handoff-link]");
        field.map(|field| field.unchecked_into::<HtmlInputElement>().value()).unwrap_or_default()
    }

    /// Lets everything that is due happen.
    pub async fn settle(&self) {
        TimeoutFuture::new(60).await;
    }

    pub fn text(&self, css: &str) -> String {
        self.stage.find(css).and_then(|element| element.text_content()).unwrap_or_default()
    }
}

pub fn problem(kind: ProblemKind, findings: Vec<Finding>) -> (u16, String) {
    let contact = Some("call 400-000-0000".to_owned());
    let problem = Problem { findings, retry_after: Some(120), contact, ..Problem::new(kind) };
    (kind.status(), serde_json::to_string(&problem).unwrap())
}

pub fn json(view: &VerificationView) -> (u16, String) {
    (200, serde_json::to_string(view).unwrap())
}
