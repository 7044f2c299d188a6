//! What people are told of a filing by SMS and e-mail, of what they are reminded, and how they turn that off.

use crate::harness::{API, Client, MOBILE, REVIEWER, Server};
use crate::steps::{Prepared, in_review, prepare, step, submit, take};
use beian_model::wire::Role;
use beian_server::accounts::stored::Staff;
use beian_server::jobs::scheduler;
use beian_server::messages::stored::SentMessage;
use http::StatusCode;
use http::header::LOCATION;
use serde_json::json;

const DAY: i64 = 86_400;
const HOUR: i64 = 3600;
const PAGE: &str = "/message-settings";

/// Days later, when the clock has looked; in steps that the clock is trusted with.
async fn after(server: &Server, seconds: i64) {
    server.app.clock.advance(seconds);
    scheduler::tick(&server.app).await.unwrap();
}

/// Messages that tell of something, to a number or an address, oldest first.
async fn told(server: &Server, to: &str) -> Vec<SentMessage> {
    let mut all = server.app.store.messages(1000).await.unwrap();
    all.reverse();
    all.retain(|one| one.to == to && one.code.is_none());
    all
}

async fn with_address() -> Server {
    let settings = |config: &mut beian_server::config::Config| {
        config.public_url = "https://beian.example.com".to_owned();
        // Longer than any test: what was sent is counted.
        config.outbox.keep_days = 100;
    };
    Server::with(settings).await
}

#[tokio::test]
async fn a_draft_is_reminded_of_four_times_and_each_is_sent_once() {
    let server = with_address().await;
    let (_applicant, _) = server.begun().await;
    let mut counts = Vec::new();
    for day in 1..=44 {
        after(&server, DAY).await;
        scheduler::tick(&server.app).await.unwrap();
        counts.push((day, told(&server, MOBILE).await.len()));
    }
    let first = |n| counts.iter().find(|(_, count)| *count == n).map(|(day, _)| *day);
    assert_eq!([1, 2, 3, 4, 5].map(first), [Some(7), Some(15), Some(30), Some(42), None]);
    let last = told(&server, MOBILE).await.pop().unwrap().text;
    for part in
        ["还没有提交，已搁置 42 天", "2027-01-08 12:00 前登录 https://beian.example.com", "/api/v1/message-settings"]
    {
        assert!(last.contains(part), "{part}: {last}");
    }
    // Then it lapses, and nobody is reminded of it any more.
    after(&server, 2 * DAY).await;
    let told = told(&server, MOBILE).await;
    assert!(told.len() == 5 && told[4].text.contains("已失效"), "{told:?}");
}

#[tokio::test]
async fn after_a_long_halt_the_newest_reminder_alone_is_sent() {
    let server = with_address().await;
    let (_applicant, _) = server.begun().await;
    after(&server, 31 * DAY).await;
    let told = told(&server, MOBILE).await;
    assert!(told.len() == 1 && told[0].text.contains("31 天"), "{told:?}");
}

#[tokio::test]
async fn who_turned_reminders_off_gets_none_and_still_hears_what_happens() {
    let server = with_address().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, .. } = prepare(&server, &mut applicant).await;
    set(&mut applicant, &[("language", "en")]).await;
    after(&server, 16 * DAY).await;
    assert!(told(&server, MOBILE).await.is_empty());
    let mut applicant = server.applicant_again(MOBILE).await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    let told = told(&server, MOBILE).await;
    // In the language that was chosen beside it.
    assert!(told.len() == 1 && told[0].text.contains("was submitted"), "{told:?}");
}

#[tokio::test]
async fn an_address_that_nobody_can_be_led_to_is_left_out() {
    let server = Server::start().await;
    let (_applicant, _) = server.begun().await;
    after(&server, 7 * DAY).await;
    let told = told(&server, MOBILE).await;
    assert!(told.len() == 1 && !told[0].text.contains("http") && told[0].text.contains("登录 备案控制台"), "{told:?}");
}

#[tokio::test]
async fn the_verification_is_reminded_of_halfway_and_two_hours_before_its_end() {
    let server = with_address().await;
    let mut applicant = server.applicant(MOBILE).await;
    let mut reviewer = server.reviewer().await;
    let Prepared { id, version, document } = in_review(&server, &mut applicant, &mut reviewer).await;
    let person = document["organiser"]["responsible_person"]["mobile"].as_str().unwrap().to_owned();
    let version = step(&mut reviewer, &id, "approve", version, json!({})).await;
    step(&mut reviewer, &id, "hand-to-bureau", version, json!({})).await;
    let before = told(&server, &person).await.len();
    let handed = told(&server, &person).await.pop().unwrap().text;
    assert!(handed.contains("https://beian.miit.gov.cn") && handed.contains("2026-11-25 12:00 前"), "{handed}");
    for (hours, sent) in [(11, 0), (1, 1), (9, 1), (1, 2), (1, 2)] {
        after(&server, hours * HOUR).await;
        assert_eq!(told(&server, &person).await.len() - before, sent, "{hours}");
    }
    let last = told(&server, &person).await.pop().unwrap().text;
    assert!(last.contains("短信核验将在 2026-11-25 12:00 截止"), "{last}");
}

#[tokio::test]
async fn a_return_tells_the_reasons_in_full_and_who_has_no_account_whom_to_ask() {
    let server = with_address().await;
    let mut applicant = server.applicant(MOBILE).await;
    let mut reviewer = server.reviewer().await;
    let Prepared { id, version, document } = in_review(&server, &mut applicant, &mut reviewer).await;
    let person = document["organiser"]["responsible_person"]["mobile"].as_str().unwrap().to_owned();
    let address = document["organiser"]["responsible_person"]["email"].as_str().unwrap().to_owned();
    assert_ne!(person, MOBILE);
    let reason =
        json!({ "reasons": [{ "path": "organiser.address", "text": "请填写到门牌号" }], "note": "改好后请再打电话" });
    step(&mut reviewer, &id, "return", version, reason).await;
    let own = told(&server, MOBILE).await.pop().unwrap().text;
    for part in ["1. 通信地址：请填写到门牌号", "改好后请再打电话", "2027-01-08 12:00 前登录 https://beian.example.com"]
    {
        assert!(own.contains(part), "{part}: {own}");
    }
    for to in [person, address] {
        let text = told(&server, &to).await.pop().unwrap().text;
        assert!(text.contains("请联系办理人 138****8000") && !text.contains("登录"), "{text}");
    }
}

#[tokio::test]
async fn a_filing_that_moved_on_in_the_moment_is_not_reminded_of() {
    let server = with_address().await;
    let mut applicant = server.applicant(MOBILE).await;
    let mut reviewer = server.reviewer().await;
    let Prepared { id, version, .. } = prepare(&server, &mut applicant).await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    take(&mut reviewer, &id).await;
    after(&server, 20 * DAY).await;
    assert!(told(&server, MOBILE).await.iter().all(|one| one.text.contains("已提交审核")));
}

/// Sends the form, and follows it.
async fn set(applicant: &mut Client, fields: &[(&str, &str)]) {
    let saved = applicant.post_form(&format!("{PAGE}?lang=zh-CN"), fields).await.is(StatusCode::SEE_OTHER);
    assert_eq!(saved.headers.get(LOCATION).unwrap(), &format!("{API}{PAGE}?lang=zh-CN&saved=1"));
}

#[tokio::test]
async fn the_page_shows_what_is_set_and_who_is_signed_out_loses_nothing() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let page = |answer: crate::harness::Answer| String::from_utf8(answer.is(StatusCode::OK).body.to_vec()).unwrap();
    let seen = page(applicant.get(&format!("{PAGE}?lang=zh-CN")).await);
    assert!(seen.contains("value=\"zh-CN\" lang=\"zh-CN\" selected") && seen.contains("checked"), "{seen}");
    set(&mut applicant, &[("language", "en"), ("reminders", "on")]).await;
    let seen = page(applicant.get(&format!("{PAGE}?lang=en&saved=1")).await);
    assert!(seen.contains("value=\"en\" lang=\"en\" selected") && seen.contains("Saved."), "{seen}");
    // A language that there is not changes nothing of it.
    set(&mut applicant, &[("language", "tlh")]).await;
    let seen = page(applicant.get(&format!("{PAGE}?lang=en")).await);
    assert!(seen.contains("value=\"en\" lang=\"en\" selected") && !seen.contains("checked"), "{seen}");
    let mut stranger = server.stranger();
    assert!(page(stranger.get(&format!("{PAGE}?lang=en")).await).contains("Sign in to set this"));
    let answer = stranger.post_form(&format!("{PAGE}?lang=en"), &[("language", "en"), ("reminders", "on")]).await;
    let answer = answer.is(StatusCode::UNAUTHORIZED);
    let kept = String::from_utf8(answer.body.to_vec()).unwrap();
    assert!(kept.contains("name=\"reminders\" value=\"on\""), "{kept}");
}

#[tokio::test]
async fn seniors_are_told_once_of_what_waits_longer_than_two_working_days() {
    let server = with_address().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, .. } = prepare(&server, &mut applicant).await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    for (email, role) in [("senior@example.com", Role::Senior), ("admin@example.com", Role::Admin)] {
        let staff = Staff::new(email, "示例主管", String::new(), role);
        server.app.store.add_staff(&staff, server.app.clock.now()).await.unwrap();
    }
    // A Tuesday at noon: the second working day ends with Thursday.
    after(&server, 2 * DAY + 11 * HOUR).await;
    assert!(told(&server, "senior@example.com").await.is_empty());
    for _ in 0..2 {
        after(&server, HOUR).await;
    }
    let number = server.texts("SELECT number AS line FROM filings").await.pop().unwrap();
    for to in ["senior@example.com", "admin@example.com"] {
        let told = told(&server, to).await;
        assert!(told.len() == 1 && told[0].text.contains("1 件备案"), "{told:?}");
        assert!(told[0].text.contains(&number) && told[0].text.contains("无人认领"), "{told:?}");
        assert!(told[0].text.contains("https://beian.example.com/desk#/?late=true"), "{told:?}");
    }
    assert!(told(&server, REVIEWER.0).await.is_empty());
}
