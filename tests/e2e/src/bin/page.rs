//! Our landing page and basic check against the same two pages of others, on a slow line and a slow processor.
//!
//! Called with `NAME=FOLDER` for each of the others; ours are measured too where `BEIAN_E2E_SERVER` names a server. Round by round,
//! one after the other, so that what else the machine does meets all alike; each page is opened in a browser of its own, with
//! nothing in its cache. Prints one line a measurement: `NAME MEASURE VALUE`.

use beian_e2e::api::{Account, COOKIE};
use beian_e2e::browser::{Browser, Device};
use beian_e2e::cdp::{Line, SLOWNESS};
use beian_e2e::keystrokes;
use beian_e2e::path::APPLICANT_MOBILE;
use beian_e2e::server::Server;
use beian_e2e::shelf::Shelf;
use beian_e2e::watch::Seen;
use beian_model::{Filing, SiteId, Step};
use serde_json::{Value, json};
use std::path::Path;

/// How often each page is opened; the middle one counts.
const ROUNDS: usize = 5;
/// Keystrokes of a round.
const KEYS: usize = 60;
/// The landing page's first field.
const LANDING: &str = "#domain-check";
/// The field that is typed into on the basic check; it is there when all are.
const NAME: &str = "organiser.name";

/// Pages that are measured.
struct App {
    name: String,
    landing: String,
    basic_check: String,
    cookie: String,
    /// Whose filing it is, and which, where a server keeps what a round types.
    kept: Option<(Account, String)>,
}

/// What the others are told of a filing where no server of ours is there to tell it.
fn filing() -> Value {
    let resource = |id: &str, refused: Option<&str>| {
        json!({
            "kind": "cvm", "id": id, "name": format!("web-{id}"), "address": "203.0.113.7", "sites_left": 5,
            "refused": refused,
        })
    };
    let resources = [resource("ins-1a2b3c4d", None), resource("ins-expired", Some("expired"))];
    json!({
        "id": "bench", "number": "BA20261124000001", "version": 1, "status": "draft", "filing": Filing::new(SiteId(1)),
        "findings": [], "timeline": [], "verifications": [], "created_at": 0, "updated_at": 0,
        "facts": {
            "today": "2026-11-24", "resources": resources, "proved_mobiles": [], "verified": [], "basic_check": null,
        },
    })
}

/// Prints what was seen of a page that was opened cold.
fn print_seen(app: &App, page: &str, seen: &Seen) {
    for (measure, value) in [
        ("paint", seen.paint),
        ("field", seen.field),
        ("ready", seen.ready),
        ("bytes_field", seen.bytes_field),
        ("bytes_ready", seen.bytes_ready),
        ("requests", seen.requests),
    ] {
        println!("{} {page}.{measure} {value:.0}", app.name);
    }
}

/// Opens the landing page cold, and once more with what the cache then holds.
async fn landing(app: &App) {
    let browser = Browser::open("page", Device::Desktop, "zh-CN").await;
    browser.watch(LANDING).await;
    browser.set_network(Line::SLOW).await;
    browser.set_slowness(SLOWNESS).await;
    let seen = browser.open_watched(&app.landing).await;
    let print = |measure: &str, value: f64| println!("{} {measure} {value:.0}", app.name);
    print_seen(app, "landing", &seen);
    browser.type_into("mobile", "138").await;
    assert_eq!(browser.value("mobile").await, "138", "{} keeps what is typed", app.name);
    // On the same line: an answer that the field waits for arrives before it, and any other after it.
    let again = browser.open_watched(&app.landing).await;
    print("warm.requests", again.requests);
    print("warm.asked", again.asked);
    print("warm.asked_field", again.asked_field);
    print("warm.field", again.field);
    print("warm.bytes", again.travelled);
    // The others have no field in their shells.
    if app.kept.is_some() {
        keeps_what_is_typed_early(app).await;
    }
}

/// A field that is there before the program counts as one only where what is typed into it stays.
async fn keeps_what_is_typed_early(app: &App) {
    // Its program is in no cache: what is in one may come all the same.
    let browser = Browser::open("page", Device::Desktop, "zh-CN").await;
    browser.block(&["*.wasm"]).await;
    browser.goto(&app.landing).await;
    browser.find(&format!("[data-shell] {LANDING}")).await.send_keys("example.com").await.expect("it takes keys");
    browser.block(&[]).await;
    browser.until("the program has taken over", "!document.querySelector('[data-shell]')").await;
    let text = format!("document.querySelector('{LANDING}')?.value === 'example.com'");
    browser.until(&format!("{} keeps what was typed early", app.name), &text).await;
}

/// Opens the basic check cold as who is signed in; types; counts the memory, and of ours once more after a walk through all steps.
async fn basic_check(app: &App) {
    if let Some((account, id)) = &app.kept {
        account.change(id, |filing| filing.organiser.name.clear()).await;
    }
    let browser = Browser::open("page", Device::Desktop, "zh-CN").await;
    browser.watch(&format!("[id='{NAME}']")).await;
    browser.set_cookie(COOKIE, &app.cookie, &app.landing).await;
    browser.set_network(Line::SLOW).await;
    browser.set_slowness(SLOWNESS).await;
    let seen = browser.open_watched(&app.basic_check).await;
    let print = |measure: &str, value: f64| println!("{} {measure} {value:.0}", app.name);
    print_seen(app, "check", &seen);
    browser.set_network(Line::OWN).await;
    let times = keystrokes::measure(&browser, NAME, KEYS, keystrokes::FAST).await;
    print("keys.median", keystrokes::percentile(&times, 50));
    print("keys.p95", keystrokes::percentile(&times, 95));
    assert_eq!(browser.value(NAME).await.len(), KEYS, "{} keeps what is typed", app.name);
    browser.set_slowness(1).await;
    print("memory.heap", browser.heap().await as f64);
    print("memory.wasm", browser.wasm_memory().await as f64);
    // The others have no further pages.
    if app.kept.is_some() {
        for step in Step::ALL {
            browser.click(&format!(".stepper a[href$='/{step}']")).await;
            browser.find(&format!(".stepper [aria-current='step'] a[href$='/{step}']")).await;
        }
        print("walk.heap", browser.heap().await as f64);
        print("walk.wasm", browser.wasm_memory().await as f64);
    }
}

#[tokio::main]
async fn main() {
    let mut apps = Vec::new();
    let mut told = filing();
    // Lives as long as the measuring.
    let mut server = None;
    if std::env::var_os("BEIAN_E2E_SERVER").is_some() {
        let ours = server.insert(Server::start().await);
        let account = Account::sign_in(ours, APPLICANT_MOBILE).await;
        let id = account.begin().await;
        told = json!(account.filing(&id).await);
        apps.push(App {
            name: "beian".to_owned(),
            landing: ours.url("/"),
            basic_check: ours.url(&format!("/filings/{id}/basic-check")),
            cookie: account.token().to_owned(),
            kept: Some((account, id)),
        });
    }
    for given in std::env::args().skip(1) {
        let (name, folder) = given.split_once('=').expect("NAME=FOLDER");
        let shelf = Shelf::open(Path::new(folder), told.clone());
        apps.push(App {
            name: name.to_owned(),
            landing: shelf.url("/"),
            basic_check: shelf.url("/filings/bench/basic-check"),
            cookie: "signed-in".to_owned(),
            kept: None,
        });
    }
    for round in 1..=ROUNDS {
        for app in &apps {
            eprintln!("· round {round} of {ROUNDS}: {}", app.name);
            landing(app).await;
            basic_check(app).await;
        }
    }
    drop(server);
}
