//! A filing that came back, as its applicant has it: the first returned field, what was accepted, reasons ticked off with each save, what was
//! changed; and once round by way of the bureau, with its history.

use crate::bureau::to_bureau;
use crate::harness::{Client, MOBILE, Server};
use crate::steps::{Prepared, in_review, step, submit, take};
use http::StatusCode;
use serde_json::{Value, json};

const NEW_ADDRESS: &str = "科技园路1号示例大厦2栋3层302室";

/// What was answered of a filing, and what its applicant is told of its last return by then.
async fn with_return(applicant: &mut Client, id: &str, mut view: Value) -> Value {
    view["came_back"] = applicant.get(&format!("/filings/{id}/came-back")).await.is(StatusCode::OK).json();
    view
}

/// The filing as its applicant sees it.
async fn seen(applicant: &mut Client, id: &str) -> Value {
    let view = applicant.get(&format!("/filings/{id}")).await.is(StatusCode::OK).json();
    with_return(applicant, id, view).await
}

/// Saves over the present version; the answer.
async fn save(applicant: &mut Client, id: &str, document: &Value) -> Value {
    let version = seen(applicant, id).await["version"].as_u64().unwrap();
    let view = applicant.save(id, version, document).await.is(StatusCode::OK).json();
    with_return(applicant, id, view).await
}

/// Each reason with its weight.
fn reasons(view: &Value) -> Vec<(String, String)> {
    let text = |one: &Value, name: &str| one[name].as_str().unwrap().to_owned();
    let all = view["came_back"]["reasons"].as_array().cloned().unwrap_or_default();
    all.iter().map(|one| (text(one, "path"), text(one, "severity"))).collect()
}

fn told(reasons: &[(&str, &str)]) -> Vec<(String, String)> {
    reasons.iter().map(|(path, weight)| ((*path).to_owned(), (*weight).to_owned())).collect()
}

fn names(view: &Value, what: &str) -> Vec<String> {
    let all = view["came_back"][what].as_array().cloned().unwrap_or_default();
    all.iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}

fn is_accepted(view: &Value, path: &str) -> bool {
    names(view, "accepted").iter().any(|one| one == path)
}

/// Returned for its address and its remark, with a word on the whole.
async fn returned(server: &Server) -> (Client, Client, Prepared) {
    let mut applicant = server.applicant(MOBILE).await;
    let mut reviewer = server.reviewer().await;
    let prepared = in_review(server, &mut applicant, &mut reviewer).await;
    let before = seen(&mut applicant, &prepared.id).await;
    assert!(reasons(&before).is_empty(), "it never came back");
    let given = json!({ "reasons": [
        { "path": "organiser.address", "text": "请填写到门牌号" },
        { "path": "organiser.remark", "text": "请说明网站用途" },
    ], "note": "其余无误" });
    step(&mut reviewer, &prepared.id, "return", prepared.version, given).await;
    (applicant, reviewer, prepared)
}

#[tokio::test]
async fn reasons_are_ticked_off_by_the_save_that_answers_them_and_come_back_with_the_value() {
    let server = Server::start().await;
    let (mut applicant, _reviewer, Prepared { id, mut document, .. }) = returned(&server).await;
    let view = seen(&mut applicant, &id).await;
    assert_eq!(reasons(&view), told(&[("organiser.address", "error"), ("organiser.remark", "error")]));
    assert!(view["came_back"]["reasons"][0]["params"]["sentence_zh"].as_str().unwrap().contains("请填写到门牌号"));
    assert!(names(&view, "changed").is_empty());

    let returned_address = document["organiser"]["address"].clone();
    document["organiser"]["address"] = json!(NEW_ADDRESS);
    let view = save(&mut applicant, &id, &document).await;
    assert_eq!(reasons(&view), told(&[("organiser.address", "note"), ("organiser.remark", "error")]));
    assert_eq!(names(&view, "changed"), ["organiser.address"]);
    let standing: Vec<&Value> = view["findings"].as_array().unwrap().iter().map(|one| &one["path"]).collect();
    assert_eq!(standing, [&json!("organiser.remark")]);

    // Put back to what was returned, it is returned.
    document["organiser"]["address"] = returned_address;
    let view = save(&mut applicant, &id, &document).await;
    assert_eq!(reasons(&view), told(&[("organiser.address", "error"), ("organiser.remark", "error")]));
    assert_eq!(view["findings"].as_array().unwrap().len(), 2);
    document["organiser"]["remark"] = json!("用于展示企业产品");
    let view = save(&mut applicant, &id, &document).await;
    let version = view["version"].as_u64().unwrap();
    let refused = submit(&mut applicant, &id, version, "second-key").await.refused(422, "invalid");
    assert_eq!(refused["findings"][0]["path"], "organiser.address");

    document["organiser"]["address"] = json!(NEW_ADDRESS);
    let view = save(&mut applicant, &id, &document).await;
    assert_eq!(reasons(&view), told(&[("organiser.address", "note"), ("organiser.remark", "note")]));
    let version = view["version"].as_u64().unwrap();
    let view = submit(&mut applicant, &id, version, "third-key").await.is(StatusCode::OK).json();
    let view = with_return(&mut applicant, &id, view).await;
    // What was changed is told after the submission too, and nothing is locked any more.
    assert_eq!(names(&view, "changed"), ["organiser.address", "organiser.remark"]);
    assert_eq!(reasons(&view), told(&[("organiser.address", "note"), ("organiser.remark", "note")]));
    assert!(names(&view, "accepted").is_empty());
    // Taken back it is a draft of its own.
    applicant.post(&format!("/filings/{id}/withdraw"), json!({ "note": "" })).await.is(StatusCode::OK);
    let view = seen(&mut applicant, &id).await;
    assert!(reasons(&view).is_empty() && names(&view, "changed").is_empty());
}

#[tokio::test]
async fn what_was_accepted_is_told_and_opens_with_what_it_depends_on() {
    let server = Server::start().await;
    let (mut applicant, _reviewer, Prepared { id, mut document, .. }) = returned(&server).await;
    let site = document["sites"][0]["id"].as_str().unwrap().to_owned();
    let site_name = format!("sites[{site}].name");
    let view = seen(&mut applicant, &id).await;
    for path in ["organiser.name", "organiser.licence", "organiser.responsible_person.mobile", &site_name] {
        assert!(is_accepted(&view, path), "{path}");
    }
    for path in ["organiser.address", "organiser.district", "organiser.remark", "agreements.information_security"] {
        assert!(!is_accepted(&view, path), "{path}");
    }
    // What is changed all the same stays open; what is wrong by it opens.
    document["sites"][0]["name"] = json!("示例甲的另一个网站");
    document["organiser"]["certificate_number"] = json!("");
    let view = save(&mut applicant, &id, &document).await;
    assert!(!is_accepted(&view, &site_name) && !is_accepted(&view, "organiser.certificate_number"));
    assert!(is_accepted(&view, "organiser.name"));
    assert_eq!(names(&view, "changed"), ["organiser.certificate_number", &site_name]);
}

#[tokio::test]
async fn the_list_and_the_message_lead_to_the_first_field_that_is_still_returned() {
    let server = Server::with(|config| config.public_url = "https://beian.example.com".to_owned()).await;
    let (mut applicant, _reviewer, Prepared { id, mut document, .. }) = returned(&server).await;
    let line = async |applicant: &mut Client| {
        let list = applicant.get("/filings").await.is(StatusCode::OK).json();
        (list[0]["step"].as_str().unwrap().to_owned(), list[0]["to"].as_str().map(ToOwned::to_owned))
    };
    assert_eq!(
        line(&mut applicant).await,
        ("organiser".to_owned(), Some("/organiser?field=organiser.address&then=preview".to_owned()))
    );
    let sent = server.app.store.messages(1000).await.unwrap();
    let message = &sent.iter().find(|one| one.to == MOBILE && one.code.is_none()).unwrap().text;
    let address = format!("https://beian.example.com/filings/{id}/organiser?field=organiser.address&then=preview ");
    assert!(message.contains(&address), "{message}");
    document["organiser"]["address"] = json!(NEW_ADDRESS);
    save(&mut applicant, &id, &document).await;
    assert_eq!(line(&mut applicant).await.1.as_deref(), Some("/organiser?field=organiser.remark&then=preview"));
    document["organiser"]["remark"] = json!("用于展示企业产品");
    save(&mut applicant, &id, &document).await;
    assert_eq!(line(&mut applicant).await.1, None);
}

#[tokio::test]
async fn a_return_whose_submission_cannot_be_read_keeps_its_reasons_and_locks_nothing() {
    let server = Server::start().await;
    let (mut applicant, _reviewer, Prepared { id, mut document, .. }) = returned(&server).await;
    server.sql(&format!("UPDATE returns SET reasons = 'no JSON' WHERE filing = '{id}'")).await;
    let view = seen(&mut applicant, &id).await;
    assert_eq!(reasons(&view), told(&[("organiser.address", "error"), ("organiser.remark", "error")]));
    assert!(names(&view, "accepted").is_empty());
    document["organiser"]["address"] = json!(NEW_ADDRESS);
    let view = save(&mut applicant, &id, &document).await;
    assert_eq!(reasons(&view), told(&[("organiser.remark", "error")]));
}

#[tokio::test]
async fn refused_by_the_bureau_corrected_handed_over_again_and_approved_with_its_whole_history() {
    let server = Server::start().await;
    let mut reviewer = server.reviewer().await;
    let (prepared, _) = to_bureau(&server, MOBILE, &mut reviewer).await;
    let Prepared { id, mut version, mut document } = prepared;
    for what in ["hand-to-bureau", "sms-verified"] {
        version = step(&mut reviewer, &id, what, version, json!({})).await;
    }
    let refused = json!({ "reasons": [
        { "path": "organiser.address", "text": "通信地址不详，请写到门牌号" },
        { "path": "filing", "text": "请核对主体信息" },
    ], "note": "管局 11 月 30 日驳回" });
    step(&mut reviewer, &id, "bureau-reject", version, refused).await;

    let mut applicant = server.applicant_again(MOBILE).await;
    let view = seen(&mut applicant, &id).await;
    assert_eq!(view["status"], "bureau_rejected");
    let found: Vec<(&Value, &Value)> =
        view["findings"].as_array().unwrap().iter().map(|one| (&one["path"], &one["severity"])).collect();
    assert_eq!(found[0], (&json!("organiser.address"), &json!("error")));
    assert_eq!(found[1], (&json!("filing"), &json!("risk")));
    assert_eq!(reasons(&view), told(&[("organiser.address", "error"), ("filing", "risk")]));
    // A reason on the whole leaves nothing accepted.
    assert!(names(&view, "accepted").is_empty());

    document["organiser"]["address"] = json!(NEW_ADDRESS);
    let view = save(&mut applicant, &id, &document).await;
    assert_eq!(reasons(&view), told(&[("organiser.address", "note"), ("filing", "risk")]));
    let version = view["version"].as_u64().unwrap();
    let view = submit(&mut applicant, &id, version, "again-key").await.is(StatusCode::OK).json();
    let view = with_return(&mut applicant, &id, view).await;
    assert_eq!(
        (&view["status"], names(&view, "changed")),
        (&json!("first_review"), vec!["organiser.address".to_owned()])
    );

    let case = reviewer.get(&format!("/staff/filings/{id}")).await.is(StatusCode::OK).json();
    let mut version = match case["mine"] == true {
        true => case["view"]["version"].as_u64().unwrap(),
        false => take(&mut reviewer, &id).await,
    };
    for what in ["approve", "hand-to-bureau", "sms-verified"] {
        version = step(&mut reviewer, &id, what, version, json!({})).await;
    }
    let numbers = json!({ "organiser": "粤ICP备12345678号", "sites": [] });
    step(&mut reviewer, &id, "bureau-approve", version, numbers).await;

    let view = seen(&mut applicant, &id).await;
    assert_eq!(view["status"], "approved");
    let timeline = view["timeline"].as_array().unwrap();
    let events: Vec<&str> = timeline.iter().filter_map(|one| one["event"].as_str()).collect();
    let round = ["submit", "approve", "hand_to_bureau", "sms_verified"];
    let expected = [&round[..], &["bureau_reject"], &round[..], &["bureau_approve"]].concat();
    assert_eq!(events, expected);
    let rejected = timeline.iter().find(|one| one["event"] == "bureau_reject").unwrap();
    assert_eq!(
        rejected["note"],
        "通信地址 / Mailing address：通信地址不详，请写到门牌号\n备案 / Filing：请核对主体信息\n管局 11 月 30 日驳回"
    );
}
