//! Results of the bureau from a CSV file: what is shown is what is recorded, and one bad row harms no other.

use crate::bureau::{page, to_bureau};
use crate::harness::{API, Answer, Client, MOBILE, Server};
use crate::steps::{Prepared, step};
use axum::body::Body;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{Request, StatusCode};
use serde_json::json;

/// A filing at the ministry or at the bureau, with its number.
async fn at(server: &Server, mobile: &str, reviewer: &mut Client, verified: bool) -> (Prepared, String) {
    let (mut filing, number) = to_bureau(server, mobile, reviewer).await;
    filing.version = step(reviewer, &filing.id, "hand-to-bureau", filing.version, json!({})).await;
    if verified {
        filing.version = step(reviewer, &filing.id, "sms-verified", filing.version, json!({})).await;
    }
    (filing, number)
}

/// Uploads a file, as a browser does.
async fn upload(client: &mut Client, file: &[u8]) -> Answer {
    let mut body = b"--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"r.csv\"\r\nContent-Type: text/csv\r\n\r\n".to_vec();
    body.extend_from_slice(file);
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let request = Request::post(format!("{API}/staff/bureau/results?lang=en"))
        .header(CONTENT_TYPE, "multipart/form-data; boundary=edge")
        .header(ACCEPT, "text/html,*/*")
        .body(Body::from(body));
    client.send(request.unwrap()).await
}

fn text(answer: &Answer) -> String {
    String::from_utf8(answer.body.to_vec()).unwrap()
}

async fn preview(client: &mut Client, file: &[u8]) -> String {
    text(&upload(client, file).await.is(StatusCode::OK))
}

/// The value of a hidden field.
fn hidden<'a>(page: &'a str, name: &str) -> &'a str {
    let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
    after.split('"').next().unwrap()
}

async fn confirm(client: &mut Client, page: &str) -> String {
    let fields = [("file", hidden(page, "file")), ("seen", hidden(page, "seen"))];
    text(&client.post_form("/staff/bureau/results/applied?lang=en", &fields).await.is(StatusCode::OK))
}

async fn statuses(server: &Server, filings: &[&Prepared]) -> Vec<String> {
    let mut all = Vec::new();
    for filing in filings {
        all.extend(server.texts(&format!("SELECT status FROM filings WHERE id = '{}'", filing.id)).await);
    }
    all
}

#[tokio::test]
async fn one_refused_one_lapsed_and_one_approved() {
    let server = Server::start().await;
    let mut reviewer = server.reviewer().await;
    let (approved, one) = at(&server, MOBILE, &mut reviewer, true).await;
    let (refused, two) = at(&server, "13800138001", &mut reviewer, true).await;
    let (lapsed, three) = at(&server, "13800138002", &mut reviewer, false).await;
    let all = [&approved, &refused, &lapsed];
    let file = format!(
        "订单号,结果,主体备案号,原因,字段\r\n{one},通过, 粤icp备12345678号 ,,\r\n{two},驳回,,\"地址不详，\n请写到门牌号\",通信地址\r\n{three},短信核验失败,,,\r\nBA20200101999999,通过,粤ICP备12345678号,,\r\n"
    );
    let (gbk, _, _) = encoding_rs::GBK.encode(&file);
    let shown = preview(&mut reviewer, &gbk).await;
    assert!(shown.contains("Record 粤ICP备12345678号; sites -1"), "{shown}");
    assert!(shown.contains("Mailing address") && shown.contains("请写到门牌号"), "{shown}");
    assert!(shown.contains("There is no such number"), "{shown}");
    assert!(shown.contains("Rows that will be recorded: 3. Rows that will not: 1."), "{shown}");
    // Nothing is recorded before it is confirmed.
    assert_eq!(statuses(&server, &all).await, ["bureau_review", "bureau_review", "sms_pending"]);
    let done = confirm(&mut reviewer, &shown).await;
    assert!(done.contains("Rows recorded: 3."), "{done}");
    assert_eq!(statuses(&server, &all).await, ["approved", "bureau_rejected", "sms_failed"]);
    let numbers = server.texts(&format!("SELECT numbers FROM filings WHERE id = '{}'", approved.id)).await.remove(0);
    assert!(numbers.contains("粤ICP备12345678号-1"), "{numbers}");
    // The applicant is led to the field.
    let mut applicant = server.applicant_again("13800138001").await;
    let view = applicant.get(&format!("/filings/{}", refused.id)).await.json();
    assert_eq!(view["findings"][0]["path"], "organiser.address");
    // The same file again: every row says why it does nothing any more.
    let again = preview(&mut reviewer, file.as_bytes()).await;
    assert!(again.contains("There is nothing to record.") && again.contains("It is in the state"), "{again}");
}

#[tokio::test]
async fn sites_of_one_organiser_are_counted_on() {
    let server = Server::start().await;
    let mut reviewer = server.reviewer().await;
    let (first, one) = at(&server, MOBILE, &mut reviewer, true).await;
    let (second, two) = at(&server, "13800138001", &mut reviewer, true).await;
    let file =
        format!("number,result,organiser_number\n{one},approved,粤ICP备12345678号\n{two},approved,粤ICP备12345678号\n");
    // Two filings of one organiser in one file.
    let shown = preview(&mut reviewer, file.as_bytes()).await;
    assert!(shown.contains("sites -1") && shown.contains("sites -2"), "{shown}");
    // One is recorded by itself first: what was shown is not true any more, and nothing of it is recorded.
    let numbers = json!({ "organiser": "粤ICP备12345678号", "sites": [] });
    step(&mut reviewer, &first.id, "bureau-approve", first.version, numbers).await;
    let changed = confirm(&mut reviewer, &shown).await;
    assert!(changed.contains("nothing was recorded") && changed.contains("<strong>Changed</strong>"), "{changed}");
    assert_eq!(statuses(&server, &[&second]).await, ["bureau_review"]);
    let done = confirm(&mut reviewer, &changed).await;
    assert!(done.contains("Rows recorded: 1."), "{done}");
    let numbers = server.texts(&format!("SELECT numbers FROM filings WHERE id = '{}'", second.id)).await.remove(0);
    assert!(numbers.contains("粤ICP备12345678号-2"), "{numbers}");
    // Of another province is no number of this one.
    let wrong = json!({ "organiser": "京ICP备12345678号", "sites": [] });
    let (third, _) = at(&server, "13800138002", &mut reviewer, true).await;
    let path = format!("/staff/filings/{}/bureau-approve", third.id);
    reviewer.post_over(&path, third.version, wrong).await.refused(422, "invalid");
}

#[tokio::test]
async fn wrong_rows_say_what_is_wrong_and_what_would_be_right() {
    let server = Server::start().await;
    let mut reviewer = server.reviewer().await;
    let (filing, number) = at(&server, MOBILE, &mut reviewer, true).await;
    let long = "长".repeat(501);
    for (row, said) in [
        (format!("{number},perhaps,,,"), "none of approved, rejected"),
        (format!("{number},approved,京ICP备12345678号,,"), "such as 粤ICP备12345678号"),
        (format!("{number},approved,,,"), "such as 粤ICP备12345678号"),
        (format!("{number},approved,粤ICP备12345678号-1,,"), "such as 粤ICP备12345678号"),
        (format!("{number},rejected,,,"), "A rejection needs its reason"),
        (format!("{number},rejected,,{long},"), "this one has 501"),
        (format!("{number},rejected,,x,favourite"), "There is no field favourite"),
        (format!("{number},sms_failed,,,"), "this result is for"),
        (format!("{number},rejected,,<script>alert(1)</script>,=cmd()"), "There is no field =cmd()"),
        (format!("{number},approved,粤ICP备12345678号,,\n{number},rejected,,x,"), "Row 3 says otherwise"),
    ] {
        let shown =
            preview(&mut reviewer, format!("number,result,organiser_number,reason,field\n{row}\n").as_bytes()).await;
        assert!(shown.contains(said) && shown.contains("There is nothing to record."), "{row}: {shown}");
        assert!(!shown.contains("<script"), "{shown}");
    }
    // The same twice is recorded once.
    let twice = format!(
        "number,result,organiser_number\n{number},approved,粤ICP备12345678号\n{number},approved,粤ICP备12345678号\n"
    );
    let shown = preview(&mut reviewer, twice.as_bytes()).await;
    assert!(shown.contains("The same as row 2") && shown.contains("be recorded: 1. Rows that will not: 1."), "{shown}");
    // A reviewer does not record what a colleague has.
    server
        .sql("INSERT INTO staff (id, email, name, password_hash, role, created_at) VALUES ('other', 'o', 'o', '', 'reviewer', 1)")
        .await;
    server.sql("UPDATE filings SET reviewer = 'other'").await;
    assert!(confirm(&mut reviewer, &shown).await.contains("A colleague has it"));
    assert_eq!(statuses(&server, &[&filing]).await, ["bureau_review"]);
}

#[tokio::test]
async fn a_file_that_cannot_be_read_is_said_to_be_so() {
    let server = Server::start().await;
    let mut reviewer = server.reviewer().await;
    let too_many = format!("number,result\n{}", "BA1,approved\n".repeat(501));
    for (file, said) in [
        (&b""[..], "Choose a file."),
        (b"\xff\xff\xff", "cannot be read"),
        (b"name\nx\n", "must name the columns"),
        (b"number,result\n", "has no rows"),
        (too_many.as_bytes(), "upload it in parts"),
    ] {
        let shown = preview(&mut reviewer, file).await;
        assert!(shown.contains(said), "{said}: {shown}");
    }
    let template = reviewer.get("/staff/bureau/results.csv?lang=zh-CN").await.is(StatusCode::OK);
    assert!(text(&template).starts_with("\u{feff}订单号,结果"));
    let page = page(&mut reviewer, "/staff/bureau?lang=zh-CN").await;
    assert!(page.contains("results.csv") && page.contains("multipart/form-data"));
}
