//! Nothing waits for ever: the browser's store, its locks, the server's answer; and every clock is the server's.

use beian_e2e::api::{Account, demo_mobile};
use beian_e2e::browser::{Browser, Device};
use beian_e2e::path;
use beian_e2e::server::Server;
use beian_model::{Filing, OrganiserField, Path, Status};
use beian_samples::values;
use std::time::{SystemTime, UNIX_EPOCH};

/// A store that never answers.
const NO_STORE: &str = "IDBFactory.prototype.open = () => new EventTarget()";
/// Locks of which nothing is ever heard.
const NO_LOCKS: &str = "LockManager.prototype.query = () => new Promise(() => {});
    LockManager.prototype.request = () => new Promise(() => {})";

/// The basic check of a filing, opened in a browser of which a script has taken something.
async fn basic_check_without(name: &'static str, script: &str) -> (Server, Browser) {
    let server = Server::start().await;
    let browser = Browser::open(name, Device::Desktop, "en").await;
    let account = Account::sign_in(&server, path::APPLICANT_MOBILE).await;
    account.enter(&browser, &server).await;
    let id = account.begin().await;
    let said = |filing: &mut Filing| {
        for (path, code) in [(Path::Province, "gd"), (Path::Organiser(OrganiserField::Nature), "enterprise")] {
            filing.set_text(path, code).expect("a choice");
        }
    };
    account.change(&id, said).await;
    browser.before_load(script).await;
    browser.goto(&server.url(&format!("/filings/{id}/basic-check"))).await;
    browser.find("[id='organiser.name']").await;
    (server, browser)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_never_answers_keeps_no_page_from_opening_and_is_told() {
    let (_server, browser) = basic_check_without("no-store", NO_STORE).await;
    browser.until_text("[data-keeps-nothing]", "This browser stores nothing").await;
    browser.type_into("organiser.name", values::ORGANISER_NAME).await;
    browser.until_saved().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn locks_that_never_answer_keep_no_page_from_opening_and_no_draft_from_being_found() {
    let (_server, browser) = basic_check_without("no-locks", NO_LOCKS).await;
    assert!(!browser.has("[data-keeps-nothing]").await, "the store works");
    let cut = "window.fetch = ((fetch) => (request) => request.method === 'PUT'
        ? Promise.reject(new TypeError('cut')) : fetch(request))(window.fetch)";
    browser.client.execute(cut, vec![]).await.expect("no save arrives");
    browser.type_into("organiser.name", values::ORGANISER_NAME).await;
    browser.find(".save-state[data-state='offline']").await;
    browser.reload().await;
    let is_there = format!("document.getElementById('organiser.name')?.value === '{}'", values::ORGANISER_NAME);
    browser.until("what was typed is there again", &is_there).await;
    browser.until_saved().await;
}

/// No save is answered while `silent` is true, and the 40 seconds that an answer may take are over when `limits` are called.
const SILENT_SERVER: &str = "{
    const later = window.setTimeout, fetch = window.fetch;
    window.limits = [];
    window.setTimeout = (then, after, ...rest) =>
        after === 40000 ? window.limits.push(then) : later(then, after, ...rest);
    window.silent = true;
    window.fetch = (request) => window.silent && request.method === 'PUT'
        ? new Promise((_, no) => request.signal.addEventListener('abort', () => no(new DOMException('', 'AbortError'))))
        : fetch(request);
}";

#[tokio::test(flavor = "multi_thread")]
async fn a_save_that_is_never_answered_is_given_up_told_and_tried_again_and_next_says_why_it_waits() {
    let (_server, browser) = basic_check_without("silent-server", SILENT_SERVER).await;
    path::fill_basic_check(&browser).await;
    browser.click_action("next").await;
    browser.until_text("[data-slow]", "not answered yet").await;
    browser.client.execute("window.limits.forEach((over) => over())", vec![]).await.expect("the page answers");
    // Given up, and told: at the line, and at the button.
    browser.until_text("[data-not-saved]", "Cannot reach the server").await;
    browser.until_at("/basic-check").await;
    // Tried again by itself, once there is an answer.
    let answered = "window.silent = false; window.limits.forEach((over) => over())";
    browser.client.execute(answered, vec![]).await.expect("the page answers");
    browser.until_saved().await;
    assert!(!browser.has("[data-not-saved]").await, "it is saved by now");
    browser.click_action("next").await;
    browser.until_at("/verification").await;
}

/// Shifts the browser's time of day by so many hours.
fn wrong_clock(hours: i64) -> String {
    format!(
        "{{ const Real = Date; const shift = {hours} * 3600000;
        window.Date = class extends Real {{
            constructor(...given) {{ given.length ? super(...given) : super(Real.now() + shift); }}
            static now() {{ return Real.now() + shift; }}
        }}; }}"
    )
}

async fn the_countdown_is_the_servers(name: &'static str, hours: i64) {
    let server = Server::start_demo().await;
    let browser = Browser::open(name, Device::Desktop, "en").await;
    let account = Account::sign_in(&server, &demo_mobile(Status::SmsPending)).await;
    account.enter(&browser, &server).await;
    let id = account.filings().await.remove(0);
    let closes = account.filing(&id).await.sms.expect("the window is open").closes_at.0;
    browser.before_load(&wrong_clock(hours)).await;
    browser.goto(&server.url(&format!("/filings/{id}"))).await;
    browser.find("[data-sms] .countdown").await;
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970").as_secs() as i64;
    let said = browser.text_of("[data-sms] .countdown").await;
    let seconds = said.split(':').fold(0, |sum, part| sum * 60 + part.parse::<i64>().expect("a number"));
    // Whatever the machine took for it, it is no hour.
    assert!((closes - now() - seconds).abs() < 600, "{said} of {}", closes - now());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_countdown_follows_the_servers_clock_where_the_browsers_is_slow() {
    the_countdown_is_the_servers("slow-clock", -2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_countdown_follows_the_servers_clock_where_the_browsers_is_fast() {
    the_countdown_is_the_servers("fast-clock", 2).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_is_far_too_long_is_told_at_its_field_and_everything_else_is_saved() {
    let (server, browser) = basic_check_without("too-long", "").await;
    let id = path::filing_id(&browser).await;
    browser.goto(&server.url(&format!("/filings/{id}/organiser"))).await;
    let remark = browser.find("[id='organiser.remark']").await;
    let paste = "arguments[0].value = 'x'.repeat(600 * 1024);
        arguments[0].dispatchEvent(new Event('input', { bubbles: true }))";
    browser.client.execute(paste, vec![serde_json::json!(remark)]).await.expect("it is pasted");
    browser.type_into("organiser.address", "科技园路1号301室").await;
    browser.find(".save-state[data-state='partly']").await;
    browser.find("[id='organiser.remark-error']").await;
    browser.until_text(".save-state", "Everything else is saved").await;
    browser.picture("told").await;
    let (_, there) = server.filing(&id).await;
    assert_eq!(there.text(Path::Organiser(OrganiserField::Address)), Some("科技园路1号301室"));
    assert_eq!(there.text(Path::Organiser(OrganiserField::Remark)), Some(""));
    // It is not lost either, and shortened it is saved.
    browser.reload().await;
    browser.find(".save-state[data-state='partly']").await;
    browser.type_into("organiser.remark", "已是最详细地址").await;
    browser.until_saved().await;
    let (_, there) = server.filing(&id).await;
    assert_eq!(there.text(Path::Organiser(OrganiserField::Remark)), Some("已是最详细地址"));
}
