//! Where a filing stands once it was submitted: by when whose turn it is, what is told of the ministry's code, what is due after the approval,
//! and beginning again from one that ended.

use crate::harness::{Answer, Client, MOBILE, Server, jpeg};
use crate::steps::{Prepared, in_review, prepare_as, step};
use beian_model::Status;
use beian_server::jobs::scheduler;
use http::{Method, StatusCode};
use serde_json::{Value, json};

const DAY: i64 = 86_400;
/// Midnight in China after 24 November 2026, a Tuesday; the server's clock stands at its noon.
const NEXT_MIDNIGHT: i64 = 20_781 * DAY + 16 * 3600;

async fn seen(client: &mut Client, id: &str) -> Value {
    client.get(&format!("/filings/{id}")).await.is(StatusCode::OK).json()
}

async fn said(client: &mut Client, id: &str, what: &str) -> Answer {
    client.post(&format!("/filings/{id}/sms-reports"), json!({ "said": what })).await
}

/// A filing in the ministry's window, with its applicant and the colleague who has it.
async fn in_window(server: &Server) -> (Client, Client, Prepared) {
    let (mut applicant, mut reviewer) = (server.applicant(MOBILE).await, server.reviewer().await);
    let mut filing = in_review(server, &mut applicant, &mut reviewer).await;
    for what in ["approve", "hand-to-bureau"] {
        filing.version = step(&mut reviewer, &filing.id, what, filing.version, json!({})).await;
    }
    (applicant, reviewer, filing)
}

async fn approved(server: &Server) -> (Client, Prepared) {
    let (applicant, mut reviewer, mut filing) = in_window(server).await;
    filing.version = step(&mut reviewer, &filing.id, "sms-verified", filing.version, json!({})).await;
    let sites = json!([{ "site": filing.document["sites"][0]["id"], "number": "粤ICP备12345678号-1" }]);
    let numbers = json!({ "organiser": "粤ICP备12345678号", "sites": sites });
    filing.version = step(&mut reviewer, &filing.id, "bureau-approve", filing.version, numbers).await;
    (applicant, filing)
}

async fn begin_copy(client: &mut Client, of: &str, key: &str) -> Answer {
    let body = json!({ "copy_of": of });
    client.call(Method::POST, "/filings", body, &[("idempotency-key", key)]).await
}

/// The filing is in a state since now.
async fn put_into(server: &Server, id: &str, status: Status) {
    let now = server.app.clock.now().0;
    let sql = format!(
        "UPDATE filings SET status = '{status}', status_since = {now}, version = version + 1 WHERE id = '{id}'"
    );
    server.sql(&sql).await;
}

#[tokio::test]
async fn each_state_says_by_when_the_next_step_is_made() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let now = server.app.clock.now().0;
    // Thursday, a public holiday by the calendar of administrators, counts for nobody's step.
    let free = beian_server::review::stored::CalendarDay {
        day: "2026-11-26".parse().unwrap(),
        works: false,
        name: String::new(),
    };
    server.app.store.set_days(&[free]).await.unwrap();
    for status in Status::ALL {
        put_into(&server, &id, *status).await;
        if *status == Status::SmsPending {
            server.sql(&format!("UPDATE filings SET sms_opened_at = {now} WHERE id = '{id}'")).await;
        }
        let expected = match status {
            Status::Draft | Status::NeedsFix | Status::FirstRejected | Status::BureauRejected => Some(now + 45 * DAY),
            // Wednesday and Friday.
            Status::FirstReview | Status::Resubmitted => Some(NEXT_MIDNIGHT + 3 * DAY),
            // And Monday.
            Status::ToBureau | Status::SmsFailed => Some(NEXT_MIDNIGHT + 6 * DAY),
            Status::SmsPending => Some(now + DAY),
            // Twenty of them: until Wednesday, 23 December.
            Status::BureauReview => Some(NEXT_MIDNIGHT + 29 * DAY),
            Status::Approved | Status::Expired | Status::Abandoned => None,
        };
        assert_eq!(status.turn().is_some(), expected.is_some(), "{status}");
        assert_eq!(seen(&mut applicant, &id).await["until"].as_i64(), expected, "{status}");
        let listed = applicant.get("/filings").await.is(StatusCode::OK).json();
        assert_eq!(listed[0]["until"].as_i64(), expected, "{status} in the list");
    }
}

#[tokio::test]
async fn a_phone_that_stands_for_several_is_listed_once_with_all_of_them() {
    let server = Server::start().await;
    let (mut applicant, _, filing) = in_window(&server).await;
    let site = filing.document["sites"][0]["id"].as_str().unwrap().to_owned();
    let sms = seen(&mut applicant, &filing.id).await["sms"].clone();
    assert_eq!(sms["phones"].as_array().unwrap().len(), 1, "{sms}");
    assert_eq!(sms["phones"][0]["roles"], json!(["organiser", site]));
    assert!(sms.get("reported").is_none());

    // Another person for the site, with a number of their own.
    let mut row = server.app.store.filing(&beian_model::FilingId(filing.id.clone())).await.unwrap().unwrap();
    row.document.sites[0].same_person = false;
    row.document.sites[0].responsible_person.mobile = "139 0013 9000".to_owned();
    let document = serde_json::to_string(&row.document).unwrap().replace('\'', "''");
    server.sql(&format!("UPDATE filings SET document = '{document}' WHERE id = '{}'", filing.id)).await;
    let phones = seen(&mut applicant, &filing.id).await["sms"]["phones"].clone();
    let roles: Vec<(&str, &Value)> =
        phones.as_array().unwrap().iter().map(|one| (one["mobile"].as_str().unwrap(), &one["roles"])).collect();
    assert_eq!(roles[0].1, &json!(["organiser"]));
    assert_eq!(roles[1], ("139****9000", &json!([site])));
}

#[tokio::test]
async fn what_is_told_of_the_code_is_at_the_desk_while_the_window_is_open() {
    let server = Server::start().await;
    let (mut applicant, mut reviewer, filing) = in_window(&server).await;
    let id = &filing.id;
    let before = seen(&mut applicant, id).await["version"].as_u64().unwrap();
    let told = said(&mut applicant, id, "nothing_came").await.is(StatusCode::OK).json();
    assert_eq!(told["sms"]["reported"], json!({ "at": server.app.clock.now().0, "said": "nothing_came" }));
    assert!(told["version"].as_u64().unwrap() > before, "who waits for a change hears of it");
    let remarks = async |reviewer: &mut Client| {
        reviewer.get(&format!("/staff/filings/{id}")).await.is(StatusCode::OK).json()["remarks"].clone()
    };
    let at_desk = remarks(&mut reviewer).await;
    assert!(at_desk[0]["text"].as_str().unwrap().contains("请重新推送"), "{at_desk}");

    // The last word counts, and stands among what colleagues tell each other by its time.
    server.app.clock.advance(60);
    reviewer.post(&format!("/staff/filings/{id}/remarks"), json!({ "text": "已重新推送" })).await.is(StatusCode::OK);
    server.app.clock.advance(60);
    said(&mut applicant, id, "entered").await.is(StatusCode::OK);
    let at_desk = remarks(&mut reviewer).await;
    assert_eq!(at_desk.as_array().unwrap().len(), 2, "{at_desk}");
    assert!(at_desk[0]["text"].as_str().unwrap().contains("已全部完成"), "{at_desk}");
    assert_eq!(at_desk[1]["text"], "已重新推送");

    said(&mut applicant, id, "lost_it").await.refused(400, "unreadable");
    server
        .applicant("13800138001")
        .await
        .post(&format!("/filings/{id}/sms-reports"), json!({ "said": "entered" }))
        .await
        .refused(404, "not-found");

    // A new window begins with nothing said.
    let mut version = seen(&mut applicant, id).await["version"].as_u64().unwrap();
    version = step(&mut reviewer, id, "sms-failed", version, json!({})).await;
    said(&mut applicant, id, "entered").await.refused(409, "not-now");
    step(&mut reviewer, id, "hand-to-bureau", version, json!({})).await;
    assert!(seen(&mut applicant, id).await["sms"].get("reported").is_none());
    assert_eq!(remarks(&mut reviewer).await.as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn what_is_due_after_the_approval_is_a_calendar() {
    let server = Server::start().await;
    let (mut applicant, filing) = approved(&server).await;
    let path = format!("/filings/{}/obligations.ics", filing.id);
    let calendar = applicant.get(&path).await.is(StatusCode::OK);
    assert_eq!(calendar.headers["content-type"], "text/calendar; charset=utf-8");
    let text = String::from_utf8(calendar.body.to_vec()).unwrap().replace("\r\n ", "");
    for part in ["粤ICP备12345678号-1", "DTSTART;VALUE=DATE:20261224", "RRULE:FREQ=YEARLY", "提前 30 日办理变更备案"]
    {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(text.matches("BEGIN:VEVENT").count(), 3);
    server.applicant("13800138001").await.get(&path).await.refused(404, "not-found");
    // Its organiser has a number: it files no first time again.
    let refused = begin_copy(&mut applicant, &filing.id, "a-copy-of-it").await.refused(409, "not-now");
    assert!(refused["detail"].as_str().unwrap().contains("已有备案号"), "{refused}");
}

#[tokio::test]
async fn one_that_lapsed_begins_again_with_what_was_typed() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let earlier = prepare_as(&server, &mut applicant, |_| ()).await;
    let second = applicant.upload(&earlier.id, "organiser.authorisation_letter", "gone.jpg", &jpeg(900, 1200)).await;
    let mut document = earlier.document.clone();
    document["organiser"]["authorisation_letter"] = second.is(StatusCode::OK).json()["uploaded"]["pages"].clone();
    let version = seen(&mut applicant, &earlier.id).await["version"].as_u64().unwrap();
    applicant.save(&earlier.id, version, &document).await.is(StatusCode::OK);
    // What was deleted meanwhile is asked for again.
    server
        .app
        .files
        .remove_all(&[document["organiser"]["authorisation_letter"][0]["id"].as_str().unwrap().to_owned()])
        .await
        .unwrap();
    begin_copy(&mut applicant, &earlier.id, "while-it-is-open").await.refused(409, "filing-in-flight");
    server.app.clock.advance(46 * DAY);
    scheduler::tick(&server.app).await.unwrap();
    let mut applicant = server.applicant_again(MOBILE).await;
    assert_eq!(seen(&mut applicant, &earlier.id).await["status"], "expired");

    let made = begin_copy(&mut applicant, &earlier.id, "the-copy-key").await.is(StatusCode::CREATED).json();
    assert_eq!(made["status"], "draft");
    let (new, old) = (&made["filing"], &document);
    assert_eq!(new["organiser"]["name"], old["organiser"]["name"]);
    assert_eq!(new["sites"][0]["domains"], old["sites"][0]["domains"]);
    assert_ne!(new["sites"][0]["id"], old["sites"][0]["id"]);
    assert_ne!(new["agreements"], old["agreements"]);
    assert_eq!(made["facts"]["verified"], json!([]), "people are verified anew");
    assert_eq!(made["facts"]["proved_mobiles"], json!([]));
    let (copied, original) = (&new["organiser"]["licence"][0]["id"], &old["organiser"]["licence"][0]["id"]);
    assert_ne!(copied, original, "a picture of its own");
    let at = |filing: &Value, id: &Value| {
        format!("/filings/{}/attachments/{}", filing.as_str().unwrap(), id.as_str().unwrap())
    };
    let picture = applicant.get(&at(&made["id"], copied)).await.is(StatusCode::OK).body;
    assert_eq!(picture, applicant.get(&at(&json!(earlier.id), original)).await.is(StatusCode::OK).body);
    assert_eq!(new["papers"][0]["pages"].as_array().unwrap().len(), 1);
    assert_eq!(new["organiser"]["authorisation_letter"], json!([]), "it is gone");
    // It is saved like any other, and asked for twice it is one.
    let version = made["version"].as_u64().unwrap();
    applicant.save(made["id"].as_str().unwrap(), version, new).await.is(StatusCode::OK);
    let again = begin_copy(&mut applicant, &earlier.id, "the-copy-key").await.is(StatusCode::CREATED).json();
    assert_eq!(again["id"], made["id"]);
    // One at a time, as ever.
    let other = begin_copy(&mut applicant, &earlier.id, "another-copy-key").await.refused(409, "filing-in-flight");
    assert_eq!(other["filing"], made["id"]);
}

#[tokio::test]
async fn nobody_elses_filing_is_copied() {
    let server = Server::start().await;
    let (mut other, id) = server.begun().await;
    other.post(&format!("/filings/{id}/abandon"), json!({ "note": "" })).await.is(StatusCode::OK);
    let mut applicant = server.applicant("13800138001").await;
    begin_copy(&mut applicant, &id, "the-copy-key").await.refused(404, "not-found");
    begin_copy(&mut applicant, "no-such-filing", "the-copy-key").await.refused(404, "not-found");
    assert_eq!(applicant.get("/filings").await.json(), json!([]));
    begin_copy(&mut other, &id, "the-copy-key").await.is(StatusCode::CREATED);
}

async fn page(client: &mut Client, id: &str) -> String {
    let shown = client.get(&format!("/filings/{id}/standing?lang=zh-CN")).await.is(StatusCode::OK);
    assert_eq!(shown.headers["content-type"], "text/html; charset=utf-8");
    assert_eq!(shown.headers["cache-control"], "private, no-store");
    String::from_utf8(shown.body.to_vec()).unwrap()
}

#[track_caller]
fn has(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "{part}: {page}");
    }
}

#[tokio::test]
async fn the_page_tells_of_the_code_and_takes_what_is_told() {
    let server = Server::start().await;
    let (mut applicant, mut reviewer, filing) = in_window(&server).await;
    let id = &filing.id;
    let path = format!("/filings/{id}/standing");
    has(
        &page(&mut applicant, id).await,
        &["轮到负责人，最迟", "主体负责人 · 网站负责人（", "已全部核验", "请重新推送", "没有按时完成会怎样"],
    );
    let told = applicant.post_form(&format!("{path}/sms?lang=zh-CN"), &[("said", "person_changed")]).await;
    assert_eq!(told.is(StatusCode::SEE_OTHER).headers["location"], format!("/api/v1{path}?lang=zh-CN"));
    has(&page(&mut applicant, id).await, &["您告诉我们：负责人需要更换"]);
    applicant.post_form(&format!("{path}/sms"), &[("said", "entered")]).await.is(StatusCode::SEE_OTHER);
    let done = page(&mut applicant, id).await;
    has(&done, &["无需再操作"]);
    assert!(!done.contains("已全部核验</button>"), "it is not asked for again");
    let english = applicant.get(&format!("{path}?lang=en")).await.is(StatusCode::OK);
    has(std::str::from_utf8(&english.body).unwrap(), &["lang=\"en\"", "you told us that all are verified"]);
    server.applicant("13800138001").await.get(&path).await.refused(404, "not-found");

    let version = seen(&mut applicant, id).await["version"].as_u64().unwrap();
    let version = step(&mut reviewer, id, "sms-failed", version, json!({})).await;
    has(
        &page(&mut applicant, id).await,
        &["短信核验未按时完成", "轮到审核专员，最迟 2026-11-27 23:59", "短信核验失败"],
    );
    step(&mut reviewer, id, "hand-to-bureau", version, json!({})).await;
    assert!(!page(&mut applicant, id).await.contains("您告诉我们"));
}

#[tokio::test]
async fn the_page_has_the_numbers_and_what_is_due() {
    let server = Server::start().await;
    let (mut applicant, filing) = approved(&server).await;
    let page = page(&mut applicant, &filing.id).await;
    let code = "&lt;a href=&quot;https://beian.miit.gov.cn/&quot; target=&quot;_blank&quot; rel=&quot;noopener&quot;&gt;粤ICP备12345678号&lt;/a&gt;";
    has(&page, &["粤ICP备12345678号-1", code, "最迟 2026-12-24", "年度核查", "提前 30 日", "/obligations.ics"]);
    assert!(!page.contains("轮到"), "nothing follows");
}

#[tokio::test]
async fn the_page_begins_again_once_and_leads_to_the_filing_in_the_way() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    applicant.post(&format!("/filings/{id}/abandon"), json!({ "note": "不做了" })).await.is(StatusCode::OK);
    let shown = page(&mut applicant, &id).await;
    has(&shown, &["复制为新备案", "不做了"]);
    let key = shown.split("name=\"key\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let path = format!("/filings/{id}/standing/copy?lang=zh-CN");
    let first = applicant.post_form(&path, &[("key", &key)]).await.is(StatusCode::SEE_OTHER);
    let to = first.headers["location"].to_str().unwrap().to_owned();
    assert!(to.starts_with("/filings/") && to.ends_with("/prepare"), "{to}");
    let second = applicant.post_form(&path, &[("key", &key)]).await.is(StatusCode::SEE_OTHER);
    assert_eq!(second.headers["location"], to.as_str());
    let other = applicant.post_form(&path, &[("key", "another-key")]).await.is(StatusCode::OK);
    let new = to.trim_end_matches("/prepare");
    has(std::str::from_utf8(&other.body).unwrap(), &["您有一个备案正在办理", new]);
    applicant.post_form(&path, &[("key", "short")]).await.is(StatusCode::BAD_REQUEST);
}
