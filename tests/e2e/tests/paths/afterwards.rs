//! Behind the submission: the ministry's code with whom it is for, by keyboard what to do where it does not come, telling that it is done, the
//! number to print and for a calendar; and beginning again from a filing that lapsed. In each state nobody is kept out, in both languages.

use beian_e2e::api::{Account, demo_mobile};
use beian_e2e::browser::{Browser, Device};
use beian_e2e::keyboard::{press, tab_to};
use beian_e2e::server::Server;
use beian_model::Status;
use fantoccini::key::Key;

/// The applicant of the demonstration's filing in a state, before its page; gives its id.
async fn before(browser: &Browser, server: &Server, status: Status) -> String {
    let account = Account::sign_in(server, &demo_mobile(status)).await;
    account.enter(browser, server).await;
    let id = account.filings().await.remove(0);
    browser.goto(&server.url(&format!("/filings/{id}"))).await;
    browser.find(&format!("[data-status='{status}']")).await;
    browser.find(".timeline__entry").await;
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_ministrys_code_to_the_calendar() {
    let server = Server::start_demo().await;
    let applicant = Browser::open("afterwards", Device::Desktop, "zh-CN").await;
    let simulator = Browser::open("afterwards-simulator", Device::Desktop, "zh-CN").await;
    let id = before(&applicant, &server, Status::SmsPending).await;
    applicant.until_text("[data-turn]", "最迟").await;
    applicant.until_text("[data-sms] .countdown", ":").await;

    // What to do where it does not come, by keyboard.
    tab_to(&applicant, "[data-standing]").await;
    press(&applicant, Key::Enter).await;
    applicant.until_text("main", "主体负责人 · 网站负责人（").await;
    tab_to(&applicant, "button[value='nothing_came']").await;
    press(&applicant, Key::Enter).await;
    applicant.until_text("[role='status']", "请重新推送").await;
    tab_to(&applicant, "button[value='entered']").await;
    press(&applicant, Key::Enter).await;
    applicant.until_text("[role='status']", "无需再操作").await;
    assert!(!applicant.has("button[value='entered']").await, "it is not asked for again");
    applicant.picture("told").await;

    applicant.goto(&server.url(&format!("/filings/{id}"))).await;
    applicant.find("[data-status='sms_pending']").await;
    simulator.goto(&server.url("/simulator")).await;
    for event in ["sms_verified", "bureau_approve"] {
        let button = format!("[data-filing='{id}'] button[value='{event}']");
        simulator.click(&button).await;
        simulator.until(event, &format!("!document.querySelector({button:?})")).await;
        simulator.until_at("/simulator").await;
    }
    // The page learns of it by itself.
    applicant.find("[data-done] [data-number='organiser']").await;
    assert!(!applicant.text_of("[data-turn]").await.contains("最迟"), "nothing follows");
    applicant.click("[data-standing]").await;
    applicant.until_text("main", "年度核查").await;
    let pdf = applicant.print("done").await;
    assert!(pdf.starts_with(b"%PDF"), "it prints");
    let href = "return document.querySelector('a[download]').href";
    let href = applicant.client.execute(href, vec![]).await.expect("the calendar's address");
    // That page fetches nothing: the browser would not let it.
    applicant.goto(&server.url(&format!("/filings/{id}"))).await;
    let fetched = "const [address, done] = arguments; fetch(address).then((answer) => answer.text()).then(done)";
    let calendar = applicant.client.execute_async(fetched, vec![href]).await.expect("a calendar");
    let calendar = calendar.as_str().unwrap_or_default();
    assert!(calendar.starts_with("BEGIN:VCALENDAR\r\n") && calendar.contains("RRULE:FREQ=YEARLY"), "{calendar}");
}

#[tokio::test(flavor = "multi_thread")]
async fn one_that_lapsed_begins_again_with_what_was_typed() {
    let server = Server::start_demo().await;
    let applicant = Browser::open("afterwards-again", Device::Desktop, "zh-CN").await;
    let id = before(&applicant, &server, Status::Expired).await;
    let (_, earlier) = server.filing(&id).await;
    applicant.click("[data-standing]").await;
    applicant.click("form button").await;
    applicant.until_at("/prepare").await;
    let new = beian_e2e::path::filing_id(&applicant).await;
    assert_ne!(new, id);
    let (status, copied) = server.filing(&new).await;
    assert_eq!(status, "draft");
    assert_eq!(copied.organiser.name, earlier.organiser.name);
    assert_eq!(copied.sites[0].domains, earlier.sites[0].domains);
    assert_eq!(copied.organiser.licence.len(), earlier.organiser.licence.len());
    assert_ne!(copied.organiser.licence[0].id, earlier.organiser.licence[0].id);

    // One at a time: the way to the one that is open.
    applicant.goto(&server.url(&format!("/api/v1/filings/{id}/standing"))).await;
    applicant.click("form button").await;
    applicant.until_text("[role='alert']", "正在办理").await;
    applicant.click(&format!("a[href='/filings/{new}']")).await;
    applicant.until_at(&format!("/filings/{new}")).await;
}

async fn nobody_is_kept_out(name: &'static str, language: &str) {
    let server = Server::start_demo().await;
    let browser = Browser::open(name, Device::Desktop, language).await;
    let mut found = Vec::new();
    for status in [Status::NeedsFix, Status::SmsPending, Status::SmsFailed, Status::Approved, Status::Expired] {
        let id = before(&browser, &server, status).await;
        for page in ["status", "standing"] {
            if page == "standing" {
                browser.goto(&server.url(&format!("/api/v1/filings/{id}/standing?lang={language}"))).await;
                browser.find("main ol li").await;
            }
            for (width, height) in [(1280, 800), (375, 812)] {
                browser.set_width(width, height).await;
                browser.picture(&format!("{status}-{page}-{width}")).await;
            }
            browser.set_own_width().await;
            found.extend(browser.barriers().await.into_iter().map(|one| format!("{status}, {page}: {one}")));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_kept_out_in_chinese() {
    nobody_is_kept_out("afterwards-zh", "zh-CN").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_is_kept_out_in_english() {
    nobody_is_kept_out("afterwards-en", "en").await;
}
