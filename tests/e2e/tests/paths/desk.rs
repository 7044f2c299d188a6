//! Half of a filing happens at the desk: a reviewer's day without a mouse, and two colleagues at one filing.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::keyboard::{keys, press, tab_to};
use beian_e2e::path;
use beian_e2e::patience::{PATIENCE, patiently};
use beian_e2e::server::{STAFF_EMAIL, STAFF_PASSWORD, Server};
use fantoccini::key::Key;

const SENIOR: &str = "senior@example.com";
const MARK: &str = "document.getElementById('mark-organiser.name')";

/// Goes down the fields until one has the focus.
pub async fn down_to(desk: &Browser, field: &str) {
    let is_there = format!("document.activeElement?.dataset.path === '{field}'");
    for _ in 0..60 {
        keys(desk, "j").await;
        let there = desk.client.execute(&format!("return {is_there}"), vec![]).await.expect("the page answers");
        if there == true {
            return;
        }
    }
    panic!("{field} is no field of the page");
}

/// Decides by a key: reads what the applicant will read, and confirms.
pub async fn decide(desk: &Browser, key: &str, says: &str) {
    keys(desk, key).await;
    desk.find("dialog[data-preview][open]").await;
    desk.until_text("dialog[data-preview] blockquote", says).await;
    desk.until("the answer has the focus", "document.activeElement?.id === 'preview-confirm'").await;
    press(desk, Key::Enter).await;
}

/// Waits until the database holds the mark.
pub async fn until_kept(server: &Server, text: &str) {
    let database = server.database().await;
    let kept = patiently(PATIENCE, async || {
        let rows: Vec<(String,)> =
            sqlx::query_as("SELECT text FROM marks").fetch_all(&database).await.map_err(|_| ())?;
        if rows.iter().any(|(kept,)| kept == text) { Ok(()) } else { Err(()) }
    });
    kept.await.unwrap_or_else(|()| panic!("“{text}” is not kept"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reviewers_day_without_a_mouse() {
    let server = Server::start_demo_with("review.undo_seconds = 600").await;
    let desk = Browser::open("desk-keyboard", Device::Desktop, "zh-CN").await;
    desk.goto(&server.url("/desk")).await;
    tab_to(&desk, "#email").await;
    keys(&desk, STAFF_EMAIL).await;
    tab_to(&desk, "#password").await;
    keys(&desk, STAFF_PASSWORD).await;
    press(&desk, Key::Enter).await;
    desk.find("[data-action='next']").await;
    keys(&desk, "?").await;
    desk.find("dialog[data-shortcuts][open]").await;
    press(&desk, Key::Escape).await;
    desk.until("the sheet is closed", "!document.querySelector('dialog[open]')").await;

    // The oldest that nobody has, and it is theirs.
    keys(&desk, "n").await;
    desk.find("[data-action='release']").await;
    desk.find("[data-status='first_review']").await;
    down_to(&desk, "organiser.name").await;
    keys(&desk, "m").await;
    desk.find("[data-path='organiser.name'] [data-reason='1']").await;
    desk.until("the box has the focus", &format!("document.activeElement === {MARK}")).await;
    keys(&desk, "1").await;
    desk.until("the reason stands in it", &format!("{MARK}?.value.length > 5")).await;
    // What is typed behind it are letters, and no keys.
    keys(&desk, " araq").await;
    let text = desk.value("mark-organiser.name").await;
    assert!(text.ends_with(" araq"), "{text}");
    press(&desk, Key::Escape).await;
    until_kept(&server, &text).await;
    desk.reload().await;
    desk.find("[id='mark-organiser.name']").await;
    assert_eq!(desk.value("mark-organiser.name").await, text);

    // Twice nobody answered.
    desk.find("[data-action='call-missed']").await;
    for n in 1..=2 {
        keys(&desk, "p").await;
        desk.until("the note has the focus", "document.activeElement?.id === 'call-note'").await;
        keys(&desk, "无人接听").await;
        tab_to(&desk, "[data-action='call-missed']").await;
        press(&desk, Key::Enter).await;
        desk.until("it is noted", &format!("document.querySelectorAll('[data-call=missed]').length === {n}")).await;
    }
    desk.find("[data-follow-up][data-may-return]").await;

    // Returned, taken back, returned: what was written is still there.
    let body = "document.activeElement?.blur()";
    desk.client.execute(body, vec![]).await.expect("the page answers");
    decide(&desk, "r", &text).await;
    desk.find("[data-pending='return']").await;
    keys(&desk, "u").await;
    desk.find("[data-action='return']").await;
    assert_eq!(desk.value("mark-organiser.name").await, text);
    decide(&desk, "r", &text).await;
    desk.find("[data-pending='return']").await;

    // Back to the queue, and the next one.
    keys(&desk, "q").await;
    desk.find("[data-tab='waiting']").await;
    desk.find("[data-action='next']").await;
    keys(&desk, "n").await;
    desk.find("[data-status='resubmitted']").await;
    desk.find("[data-action='release']").await;
    decide(&desk, "a", "已通过初审").await;
    desk.find("[data-pending='approve']").await;
    keys(&desk, "u").await;
    desk.find("[data-action='approve']").await;
    decide(&desk, "a", "已通过初审").await;
    desk.find("[data-pending='approve']").await;

    // From there to the one after it by one key.
    keys(&desk, "n").await;
    desk.find(".desk [data-status='to_bureau']").await;
    desk.find("[data-action='release']").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_senior_takes_over_and_two_colleagues_approve() {
    let server = Server::start_demo_with("review = { undo_seconds = 0, two_persons = \"approve\" }").await;
    server.add_colleague(SENIOR, "示例主管", &["--role", "senior"]);
    let first = Browser::open("desk-first", Device::Desktop, "zh-CN").await;
    let second = Browser::open("desk-second", Device::Desktop, "en").await;
    path::sign_in_at_desk(&first, &server).await;
    first.click_action("next").await;
    first.find("[data-action='release']").await;
    let address = first.client.current_url().await.expect("an address").to_string();

    path::sign_in_as(&second, &server, SENIOR).await;
    second.goto(&address).await;
    second.click_action("take-over").await;
    second.find("[data-action='release']").await;
    second.click_action("approve").await;
    second.click_action("confirm").await;
    second.find("[data-first-approval]").await;
    // The same colleague cannot be both.
    second.click_action("claim").await;
    second.find("[data-action='approve']:disabled").await;
    second.click_action("release").await;
    second.find("[data-action='claim']").await;

    first.reload().await;
    first.until_text("[data-first-approval]", "示例主管").await;
    first.click_action("claim").await;
    first.click_action("approve").await;
    first.click_action("confirm").await;
    first.find("[data-status='to_bureau']").await;
}
