//! A day at the desk by keyboard: fifty prepared filings, the next one taken from the page of the one before.
//!
//! Most are in order; some are returned for what the rules say of them or with a reason of the library, some are rejected, of some the person
//! cannot be reached. Prints a line a filing: `filing WHAT KEYS BEFORE MILLISECONDS`, and at the end `clicks N`. A key is one that goes down,
//! with others held or not. The time is of program and server, from the key that takes a filing until the page shows what became of it: nobody
//! reads here.
//!
//! *Before* is what the desk took of keys before it had any of its own (as of commit 4a73fd8), counted by its order of Tab: it had no calls,
//! no library of reasons (a reason's first line is typed, a letter a key), and its bar stood above the fields.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::keyboard::keys;
use beian_e2e::path;
use beian_e2e::patience::{PATIENCE, patiently};
use beian_e2e::prepared;
use beian_e2e::server::Server;
use fantoccini::key::Key;
use std::time::Instant;

/// What is done with a filing.
#[derive(Clone, Copy)]
enum What {
    Approve,
    /// For what the rules say.
    ReturnFinding,
    /// With a reason of the library.
    ReturnLibrary,
    Reject,
    /// Nobody answers; it is left for another time.
    Call,
}

impl What {
    /// Of fifty: thirty are in order.
    const fn of(number: usize) -> What {
        match number % 25 {
            3 | 8 | 13 | 18 | 23 => What::ReturnFinding,
            5 | 12 | 20 => What::ReturnLibrary,
            10 => What::Reject,
            16 => What::Call,
            _ => What::Approve,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            What::Approve => "approve",
            What::ReturnFinding => "return-finding",
            What::ReturnLibrary => "return-library",
            What::Reject => "reject",
            What::Call => "call-missed",
        }
    }
}

/// Filings of the day.
const FILINGS: usize = 50;
/// The field that reasons of the library are for.
const NAME: &str = "organiser.name";
/// The field of which the rules say something.
const ADDRESS: &str = "organiser.certificate_address";

/// Keys at the desk of before, up to a filing that is taken: to the queue's first filing (its states, reloading, the link), and to what takes it.
const TAKEN_BEFORE: u64 = 4 + 2;
/// Back to the queue.
const BACK_BEFORE: u64 = 2;

/// Two frames.
const FRAMES: &str = "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";

/// A desk at which keys are counted.
struct Counted {
    desk: Browser,
    keys: u64,
}

impl Counted {
    async fn press(&mut self, text: &str) {
        self.keys += text.chars().count() as u64;
        keys(&self.desk, text).await;
    }

    async fn is(&self, script: &str) -> bool {
        self.desk.client.execute(&format!("return {script}"), vec![]).await.expect("the page answers") == true
    }

    /// The same key until something is so.
    async fn press_until(&mut self, key: &str, script: &str) {
        for _ in 0..120 {
            if self.is(script).await {
                return;
            }
            self.press(key).await;
        }
        panic!("never so: {script}");
    }

    /// Decides by a key, and confirms once what the applicant will read is there.
    async fn decide(&mut self, key: &str, decided: &str) {
        self.press(key).await;
        self.desk.until("it can be confirmed", "document.activeElement?.id === 'preview-confirm'").await;
        self.desk
            .until("it can be read", "document.querySelector('[data-preview] blockquote')?.textContent !== ''")
            .await;
        self.press(&char::from(Key::Enter).to_string()).await;
        self.desk.find(&format!("[data-pending='{decided}']")).await;
    }

    /// Leaves the box that is written in, once it is filled.
    async fn leave_box(&mut self, field: &str) {
        let control = format!("document.getElementById('mark-{field}')");
        let filled = format!("{control} === document.activeElement && {control}.value !== ''");
        self.desk.until("the reason stands in the box", &filled).await;
        // What took it puts the focus there once more, in the next frame: no person leaves it before.
        self.desk.client.execute_async(FRAMES, vec![]).await.expect("the page answers");
        self.press(&char::from(Key::Escape).to_string()).await;
        let left = format!("document.activeElement?.dataset.path === '{field}'");
        self.desk.until("the box is left", &left).await;
    }

    /// Marks a field with the first reason of the library.
    async fn mark(&mut self, field: &str) {
        self.press_until("j", &format!("document.activeElement?.dataset.path === '{field}'")).await;
        self.press("m").await;
        self.desk.find(&format!("[data-path='{field}'] [data-reason='1']")).await;
        self.desk.until("the box has the focus", &format!("document.activeElement?.id === 'mark-{field}'")).await;
        self.press("1").await;
        self.leave_box(field).await;
    }

    /// Keys from taking a filing to returning it at the desk of before, with what stands in the box now as its reason.
    async fn return_before(&self, field: &str) -> u64 {
        let script = format!(
            "const row = document.querySelector(\"[data-path='{field}']\");
             const stops = [...document.querySelectorAll('.summary__row button:is([data-action=proof], [data-action=mark])')];
             const own = stops.filter(one => row.contains(one)).length;
             const to = stops.findIndex(one => row.contains(one)) + own;
             const text = row.querySelector('textarea').value.split('\\n')[0].length;
             // Past the approval, the note and giving it back; to the button of the field, which is pressed; back into its box; the text;
             // back past the fields before it, to giving back, rejecting and returning, which is pressed.
             return 3 + to + 1 + own + text + (to - own) + 3 + 1;"
        );
        let counted = self.desk.client.execute(&script, vec![]).await.expect("the page answers");
        counted.as_u64().expect("a number")
    }

    /// What becomes of the filing that is open; keys that it took at the desk of before, where it could be done there.
    async fn deal_with(&mut self, what: What) -> Option<u64> {
        match what {
            What::Approve => {
                self.decide("a", "approve").await;
                Some(TAKEN_BEFORE + 2 + BACK_BEFORE)
            }
            What::ReturnFinding => {
                self.press("f").await;
                let there = format!("document.activeElement?.dataset.path === '{ADDRESS}'");
                self.desk.until("the rules say something of this field", &there).await;
                self.press("f").await;
                self.leave_box(ADDRESS).await;
                let before = self.return_before(ADDRESS).await;
                self.decide("r", "return").await;
                Some(TAKEN_BEFORE + before + BACK_BEFORE)
            }
            What::ReturnLibrary => {
                self.mark(NAME).await;
                let before = self.return_before(NAME).await;
                self.decide("r", "return").await;
                Some(TAKEN_BEFORE + before + BACK_BEFORE)
            }
            What::Reject => {
                self.mark(NAME).await;
                let before = self.return_before(NAME).await;
                self.decide("R", "reject").await;
                // Its button was the next one.
                Some(TAKEN_BEFORE + before - 1 + BACK_BEFORE)
            }
            What::Call => {
                self.press("p").await;
                self.desk.until("the note has the focus", "document.activeElement?.id === 'call-note'").await;
                let there = "document.activeElement?.dataset.action === 'call-missed'";
                self.press_until(&char::from(Key::Tab).to_string(), there).await;
                self.press(&char::from(Key::Enter).to_string()).await;
                self.desk.find("[data-call='missed']").await;
                None
            }
        }
    }
}

#[tokio::main]
async fn main() {
    let server = Server::start_demo_with("review.undo_seconds = 600").await;
    let told = |number: usize| matches!(What::of(number), What::ReturnFinding);
    let ids = prepared::filings(&server, FILINGS, told).await;
    let desk = Browser::open("day", Device::Desktop, "zh-CN").await;
    path::sign_in_at_desk(&desk, &server).await;
    let clicks = "window.clicks = 0; addEventListener('pointerdown', () => window.clicks += 1, true)";
    desk.client.execute(clicks, vec![]).await.expect("the page answers");
    desk.find("[data-action='next']").await;
    let mut counted = Counted { desk, keys: 0 };
    for (number, id) in ids.iter().enumerate() {
        counted.keys = 0;
        let began = Instant::now();
        counted.press("n").await;
        let is_open = format!("location.hash === '#/filings/{id}' && document.title.includes('{id}')");
        counted.desk.until("the next filing is open", &is_open).await;
        counted.desk.find("[data-action='release']").await;
        let what = What::of(number);
        let before = counted.deal_with(what).await;
        let (took, keys) = (began.elapsed().as_millis(), counted.keys);
        let before = before.map_or_else(|| "-".to_owned(), |before| before.to_string());
        println!("filing {} {keys} {before} {took}", what.name());
    }
    let clicks = counted.desk.client.execute("return window.clicks", vec![]).await.expect("the page answers");
    println!("clicks {clicks}");
    // Everything is kept.
    let database = server.database().await;
    let decided = patiently(PATIENCE, async || {
        let rows: Vec<(String,)> =
            sqlx::query_as("SELECT filing FROM pending_decisions").fetch_all(&database).await.map_err(|_| ())?;
        let calls = (0..FILINGS).filter(|number| matches!(What::of(*number), What::Call)).count();
        if rows.len() == FILINGS - calls { Ok(()) } else { Err(()) }
    });
    decided.await.expect("every decision is kept");
}
