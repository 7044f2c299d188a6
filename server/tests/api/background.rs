//! What stands behind a filing at the desk: what changed since it was returned, what its documents say, where else its organiser and its
//! people stand.

use crate::engine::{Engine, table};
use crate::harness::{Client, MOBILE, Server, jpeg};
use crate::steps::{Prepared, in_review, prepare, prepare_as, step, submit, take};
use http::StatusCode;
use serde_json::{Value, json};

/// What stands behind a filing.
async fn background(reviewer: &mut Client, id: &str) -> Value {
    reviewer.get(&format!("/staff/filings/{id}")).await.is(StatusCode::OK).json()["background"].clone()
}

/// Returns it for its address and its remark, and a word on the whole.
async fn returned(reviewer: &mut Client, id: &str, version: u64) {
    let reasons = json!({ "reasons": [
        { "path": "organiser.address", "text": "请填写到门牌号" },
        { "path": "organiser.remark", "text": "请说明网站用途" },
        { "path": "filing", "text": "请核对全部材料" },
    ] });
    step(reviewer, id, "return", version, reasons).await;
}

/// Saves a document and submits it again.
async fn again(applicant: &mut Client, id: &str, document: &Value, key: &str) {
    let version = applicant.get(&format!("/filings/{id}")).await.is(StatusCode::OK).version();
    let version = applicant.save(id, version, document).await.is(StatusCode::OK).version();
    submit(applicant, id, version, key).await.is(StatusCode::OK);
}

#[tokio::test]
async fn what_changed_since_the_return_is_told_field_by_field() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let mut reviewer = server.reviewer().await;
    let Prepared { id, version, mut document } = in_review(&server, &mut applicant, &mut reviewer).await;
    assert_eq!(background(&mut reviewer, &id).await.get("last_return"), None, "it was never returned");
    let before = document["organiser"]["address"].clone();
    returned(&mut reviewer, &id, version).await;
    assert_eq!(background(&mut reviewer, &id).await.get("last_return"), None, "nothing was submitted since");

    document["organiser"]["address"] = json!("科技园路1号示例大厦2栋3层302室");
    document["organiser"]["remark"] = json!("用于展示企业产品");
    let pages = applicant.upload(&id, "papers[pledge].pages", "new.jpg", &jpeg(1131, 1600)).await;
    document["papers"][0]["pages"] = pages.is(StatusCode::OK).json()["uploaded"]["pages"].clone();
    again(&mut applicant, &id, &document, "second-key").await;
    let told = background(&mut reviewer, &id).await["last_return"].clone();
    assert_eq!(told["changed"], json!(["organiser.address", "organiser.remark", "papers[pledge].pages"]));
    assert_eq!(told["filing"]["organiser"]["address"], before, "what was submitted then");
    let reasons = told["reasons"].as_array().unwrap();
    let ticked: Vec<(&Value, &Value)> = reasons.iter().map(|one| (&one["finding"]["path"], &one["answered"])).collect();
    let (yes, no) = (json!(true), json!(false));
    let paths = ["organiser.address", "organiser.remark", "filing"].map(|path| json!(path));
    assert_eq!(ticked, [(&paths[0], &yes), (&paths[1], &yes), (&paths[2], &no)]);
    assert!(reasons[0]["finding"]["params"]["sentence_zh"].as_str().unwrap().contains("请填写到门牌号"));

    // The next return is what counts from then on; a submission that was only withdrawn is none.
    let version = take_over(&mut reviewer, &id).await;
    let reasons = json!({ "reasons": [{ "path": "organiser.remark", "text": "请写得更具体" }] });
    step(&mut reviewer, &id, "return", version, reasons).await;
    document["organiser"]["remark"] = json!("展示本公司生产的仪器");
    again(&mut applicant, &id, &document, "third-key").await;
    applicant.post(&format!("/filings/{id}/withdraw"), json!({ "note": "" })).await.is(StatusCode::OK);
    document["organiser"]["call_hours"] = json!("工作日下午");
    again(&mut applicant, &id, &document, "fourth-key").await;
    let told = background(&mut reviewer, &id).await["last_return"].clone();
    assert_eq!(told["changed"], json!(["organiser.remark", "organiser.call_hours"]));
    assert_eq!(told["reasons"].as_array().unwrap().len(), 1);
}

/// The reviewer has it, whether or not it stayed theirs; gives its version.
async fn take_over(reviewer: &mut Client, id: &str) -> u64 {
    let view = reviewer.get(&format!("/staff/filings/{id}")).await.is(StatusCode::OK).json();
    if view["mine"] == true { view["view"]["version"].as_u64().unwrap() } else { take(reviewer, id).await }
}

#[tokio::test]
async fn a_rejection_counts_and_what_cannot_be_read_of_it_keeps_nobody_from_the_filing() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let mut reviewer = server.reviewer().await;
    let Prepared { id, version, mut document } = in_review(&server, &mut applicant, &mut reviewer).await;
    let reasons = json!({ "reasons": [{ "path": "organiser.address", "text": "请填写到门牌号" }] });
    step(&mut reviewer, &id, "reject", version, reasons).await;
    document["organiser"]["address"] = json!("科技园路1号示例大厦2栋3层302室");
    again(&mut applicant, &id, &document, "second-key").await;
    assert_eq!(background(&mut reviewer, &id).await["last_return"]["changed"], json!(["organiser.address"]));
    server.sql(&format!("UPDATE returns SET reasons = 'no JSON' WHERE filing = '{id}'")).await;
    assert_eq!(background(&mut reviewer, &id).await.get("last_return"), None);
}

#[tokio::test]
async fn other_filings_of_the_person_are_listed_and_drafts_are_not() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let mut reviewer = server.reviewer().await;
    let began = server.app.clock.now().0;
    let first = prepare(&server, &mut applicant).await;
    submit(&mut applicant, &first.id, first.version, "first-key").await.is(StatusCode::OK);
    // The same person for another organiser, from another account: the index finds it.
    server.app.clock.advance(61);
    let mut other = server.applicant("13800138001").await;
    let second = prepare_as(&server, &mut other, |document| {
        document["sites"][0]["domains"] = json!(["other-demo.com"]);
        document["organiser"]["certificate_number"] = json!("91440399MA00BBBB73");
        document["organiser"]["name"] = json!("深圳示例二科技有限公司");
    })
    .await;
    let related = background(&mut reviewer, &first.id).await;
    assert_eq!(related.get("related"), None, "a draft is nobody's but its applicant's");
    assert_eq!(related["account"], json!({ "since": began, "submitted": 1, "approved": 0 }));
    submit(&mut other, &second.id, second.version, "first-key").await.is(StatusCode::OK);
    let related = background(&mut reviewer, &first.id).await["related"].clone();
    let [one] = related.as_array().unwrap().as_slice() else { panic!("{related}") };
    assert_eq!((&one["id"], &one["status"]), (&json!(second.id), &json!("first_review")));
    assert_eq!((&one["same_organiser"], &one["same_person"]), (&json!(false), &json!(true)));
    assert_eq!(one["domains"], json!(["other-demo.com"]));
    // One that cannot be read is left out.
    server.sql(&format!("UPDATE filings SET document = 'no JSON' WHERE id = '{}'", second.id)).await;
    assert_eq!(background(&mut reviewer, &first.id).await.get("related"), None);
}

#[cfg(unix)]
#[tokio::test]
async fn what_documents_say_stands_beside_what_was_typed() {
    let engine = Engine::that(&table(&[
        (100, 100, "统一社会信用代码"),
        (500, 100, "91440399MAOOAAAA44"),
        (100, 300, "名"),
        (180, 300, "称"),
        (300, 300, "深圳示例一科技有限公司"),
        (100, 400, "法定代表人"),
        (350, 400, "示例乙"),
        (100, 500, "姓名"),
        (250, 500, "示例甲"),
        (100, 700, "公民身份号码"),
        (450, 700, "440399198512310026"),
    ]));
    let server = engine.server().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, document } = prepare(&server, &mut applicant).await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    // Read as soon as its applicant waits for it.
    let licence = &document["organiser"]["licence"][0]["id"];
    let verification = applicant.get(&format!("/filings/{id}")).await.json()["verifications"][0]["id"].clone();
    for path in [
        format!("attachments/{}", licence.as_str().unwrap()),
        format!("verifications/{}", verification.as_str().unwrap()),
    ] {
        let read = applicant.get(&format!("/filings/{id}/{path}/reading?wait=25")).await.is(StatusCode::OK).json();
        assert_eq!(read["state"], "done");
    }
    let mut reviewer = server.reviewer().await;
    let readings = background(&mut reviewer, &id).await["readings"].clone();
    let [certificate, portrait, emblem] = readings.as_array().unwrap().as_slice() else { panic!("{readings}") };
    assert_eq!(&certificate["attachment"], licence);
    let of = |reading: &Value, path: &str| {
        let fields = reading["reading"]["fields"].as_array().unwrap();
        fields.iter().find(|one| one["path"] == path).cloned().unwrap_or_default()
    };
    assert_eq!(of(certificate, "organiser.legal_representative")["text"], "示例乙");
    assert!(of(certificate, "organiser.name")["region"]["width"].as_u64().unwrap() > 0);
    assert_eq!((portrait.get("attachment"), &portrait["capture"]), (None, &json!("portrait")));
    let number = of(portrait, "organiser.responsible_person.document_number");
    assert_eq!(number["text"], "440399198512310026");
    // Staff, who see the card, are told where it stands there; its applicant is told the words alone.
    assert!(number["region"]["width"].as_u64().unwrap() > 0 && portrait["reading"]["width"].as_u64().unwrap() > 0);
    assert_eq!(emblem["capture"], "emblem");
    let path = format!("/filings/{id}/verifications/{}/reading", verification.as_str().unwrap());
    let told = applicant.get(&path).await.is(StatusCode::OK).json();
    assert_eq!(told["fields"][0]["region"], json!({"x": 0, "y": 0, "width": 0, "height": 0}));
}
