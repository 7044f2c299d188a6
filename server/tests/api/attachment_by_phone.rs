//! An attachment that comes by phone: the secret, the session, and its way into the document.

use crate::harness::{PERSON, Server, jpeg};
use http::{Method, StatusCode};
use serde_json::{Value, json};

const SLOT: &str = "organiser.licence";

#[tokio::test]
async fn from_the_code_into_the_document() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let before = applicant.get(&format!("/filings/{id}")).await.version();
    let made = applicant.code_for(&id, SLOT).await;
    let mut phone = server.stranger();
    let view = phone.post("/handoff", json!({ "secret": made["secret"] })).await.is(StatusCode::OK).json();
    assert_eq!((&view["of"], &view["state"], &view["received"]), (&json!(SLOT), &json!("connected"), &json!([])));
    phone.agree().await.is(StatusCode::OK);
    phone.post("/handoff/finish", Value::Null).await.refused(422, "invalid");
    phone.capture("attachment", b"no picture").await.refused(415, "unsupported-media");
    assert_eq!(phone.capture("attachment", &jpeg(200, 100)).await.refused(422, "invalid")["findings"][0]["path"], SLOT);
    phone.capture("attachment", &jpeg(800, 600)).await.is(StatusCode::OK);
    // Taken again: the second one counts.
    let bytes = jpeg(1600, 1200);
    let view = phone.capture("attachment", &bytes).await.is(StatusCode::OK).json()["taken"].clone();
    assert_eq!((&view["received"], &view["state"]), (&json!(["attachment"]), &json!("connected")));
    assert_eq!(applicant.get(&format!("/filings/{id}")).await.json()["filing"]["organiser"]["licence"], json!([]));
    for _ in 0..2 {
        let view = phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK).json();
        assert_eq!(view["state"], "passed");
    }
    let seen = applicant.get(&format!("/filings/{id}")).await;
    assert_eq!(seen.version(), before + 1, "once");
    let seen = seen.json();
    let attachment = &seen["filing"]["organiser"]["licence"][0];
    assert_eq!((&attachment["width"], &attachment["media_type"]), (&json!(1600), &json!("image/jpeg")));
    assert_eq!((&seen["verifications"][0]["of"], &seen["verifications"][0]["state"]), (&json!(SLOT), &json!("passed")));
    assert_eq!(seen["facts"]["verified"], json!([]), "an attachment verifies nobody");
    let shown = applicant.get(&format!("/filings/{id}/attachments/{}", attachment["id"].as_str().unwrap())).await;
    assert_eq!(shown.is(StatusCode::OK).body, bytes);
    assert_eq!(server.uploads(), 1);
    // The document is saved with it as with any other attachment.
    let mut document = seen["filing"].clone();
    document["organiser"]["name"] = json!("深圳示例一科技有限公司");
    applicant.save(&id, before + 1, &document).await.is(StatusCode::OK);
    phone.capture("attachment", &jpeg(800, 600)).await.refused(409, "not-now");
}

#[tokio::test]
async fn what_the_desktop_saved_meanwhile_stays() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let made = applicant.code_for(&id, SLOT).await;
    let mut phone = server.phone(&made).await;
    phone.capture("attachment", &jpeg(800, 600)).await.is(StatusCode::OK);
    let view = applicant.get(&format!("/filings/{id}")).await;
    let (version, mut document) = (view.version(), view.json()["filing"].clone());
    document["organiser"]["name"] = json!("深圳示例一科技有限公司");
    applicant.save(&id, version, &document).await.is(StatusCode::OK);
    phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK);
    let organiser = applicant.get(&format!("/filings/{id}")).await.json()["filing"]["organiser"].clone();
    assert_eq!(organiser["name"], "深圳示例一科技有限公司");
    assert_eq!(organiser["licence"].as_array().map(Vec::len), Some(1));
    // What is saved over the version before is stale and takes nothing away.
    applicant.save(&id, version + 1, &document).await.refused(412, "stale");
}

#[tokio::test]
async fn one_phone_once_and_this_attachment_only() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let made = applicant.code_for(&id, SLOT).await;
    let mut phone = server.phone(&made).await;
    let mut stranger = server.stranger();
    stranger.post("/handoff", json!({ "secret": made["secret"] })).await.refused(410, "secret-used");
    stranger.capture("attachment", &jpeg(800, 600)).await.refused(401, "signed-out");
    for capture in ["portrait", "emblem", "video"] {
        phone.capture(capture, &jpeg(800, 600)).await.refused(404, "not-found");
    }
    phone.capture("licence", &jpeg(800, 600)).await.refused(400, "unreadable");
    phone.get(&format!("/filings/{id}")).await.refused(401, "signed-out");
    phone.begin_upload(&id, SLOT, "a.jpg", &jpeg(800, 600)).await.refused(401, "signed-out");
    let verifications = format!("/filings/{id}/verifications");
    phone.post(&verifications, json!({ "of": SLOT })).await.refused(401, "signed-out");
    phone.get("/staff/filings").await.refused(401, "signed-out");
    // Nor does a verification's phone send attachments.
    let made = applicant.code_for(&id, PERSON).await;
    let mut other = server.stranger();
    other.post("/handoff", json!({ "secret": made["secret"] })).await.is(StatusCode::OK);
    other.capture("attachment", &jpeg(800, 600)).await.refused(404, "not-found");
}

#[tokio::test]
async fn it_ends_with_time_a_newer_code_or_the_desktop() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let first = applicant.code_for(&id, SLOT).await;
    let mut early = server.phone(&first).await;
    early.capture("attachment", &jpeg(800, 600)).await.is(StatusCode::OK);
    // A code for another attachment ends nothing, one for the same attachment does.
    let letter = applicant.code_for(&id, "organiser.authorisation_letter").await;
    early.get("/handoff").await.is(StatusCode::OK);
    let second = applicant.code_for(&id, SLOT).await;
    early.post("/handoff/finish", Value::Null).await.refused(410, "cancelled");
    let path = format!("/filings/{id}/verifications/{}", second["verification"]["id"].as_str().unwrap());
    let mut late = server.phone(&second).await;
    let words = late.get("/handoff").await.json()["words"].clone();
    assert_eq!(applicant.get(&path).await.json()["words"], words, "the same on both screens");
    late.capture("attachment", &jpeg(800, 600)).await.is(StatusCode::OK);
    applicant.call(Method::DELETE, &path, Value::Null, &[]).await.is(StatusCode::NO_CONTENT);
    late.post("/handoff/finish", Value::Null).await.refused(410, "cancelled");
    server.app.clock.advance(601);
    server.stranger().post("/handoff", json!({ "secret": letter["secret"] })).await.refused(410, "secret-expired");
    let organiser = applicant.get(&format!("/filings/{id}")).await.json()["filing"]["organiser"].clone();
    assert_eq!((&organiser["licence"], &organiser["authorisation_letter"]), (&json!([]), &json!([])));
}

#[tokio::test]
async fn only_for_a_slot_that_exists_in_a_filing_of_ones_own_that_can_be_changed() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let path = format!("/filings/{id}/verifications");
    for of in ["organiser.name", "filing", "sites[00000000].domain_record", "organiser.responsible_person.mobile"] {
        applicant.post(&path, json!({ "of": of })).await.refused(404, "not-found");
    }
    applicant.post(&path, json!({ "of": "nothing" })).await.refused(400, "unreadable");
    server.applicant("13800138001").await.post(&path, json!({ "of": SLOT })).await.refused(404, "not-found");

    // The site is removed while its attachment is photographed.
    let view = applicant.get(&format!("/filings/{id}")).await;
    let (version, mut document) = (view.version(), view.json()["filing"].clone());
    let site = document["sites"][0]["id"].as_str().unwrap().to_owned();
    let made = applicant.code_for(&id, &format!("sites[{site}].domain_record")).await;
    let mut gone = server.phone(&made).await;
    gone.capture("attachment", &jpeg(800, 600)).await.is(StatusCode::OK);
    document["sites"][0]["id"] = json!("0000000f");
    applicant.save(&id, version, &document).await.is(StatusCode::OK);
    gone.post("/handoff/finish", Value::Null).await.refused(410, "cancelled");

    let made = applicant.code_for(&id, SLOT).await;
    let mut late = server.phone(&made).await;
    late.capture("attachment", &jpeg(800, 600)).await.is(StatusCode::OK);
    applicant.post(&format!("/filings/{id}/abandon"), json!({})).await.is(StatusCode::OK);
    late.post("/handoff/finish", Value::Null).await.refused(410, "cancelled");
    applicant.post(&path, json!({ "of": SLOT })).await.refused(409, "not-now");
}

#[tokio::test]
async fn an_approval_that_moves_ends_its_attachment() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let view = applicant.get(&format!("/filings/{id}")).await;
    let (version, mut document) = (view.version(), view.json()["filing"].clone());
    let site = document["sites"][0]["id"].as_str().unwrap().to_owned();
    document["sites"][0]["pre_approvals"] = json!([{ "kind": "news" }, { "kind": "games" }]);
    applicant.save(&id, version, &document).await.is(StatusCode::OK);
    let slot = |n: usize| format!("sites[{site}].pre_approvals[{n}].document");
    let (stays, moves) = (applicant.code_for(&id, &slot(0)).await, applicant.code_for(&id, &slot(1)).await);
    let (mut first, mut second) = (server.phone(&stays).await, server.phone(&moves).await);
    for phone in [&mut first, &mut second] {
        phone.capture("attachment", &jpeg(800, 600)).await.is(StatusCode::OK);
    }
    // Something else changes: both go on.
    document["organiser"]["name"] = json!("深圳示例一科技有限公司");
    applicant.save(&id, version + 1, &document).await.is(StatusCode::OK);
    first.get("/handoff").await.is(StatusCode::OK);
    second.get("/handoff").await.is(StatusCode::OK);
    // The second approval takes the first one's place; neither phone may send its attachment there.
    document["sites"][0]["pre_approvals"] = json!([{ "kind": "games" }]);
    applicant.save(&id, version + 2, &document).await.is(StatusCode::OK);
    for phone in [&mut first, &mut second] {
        phone.post("/handoff/finish", Value::Null).await.refused(410, "cancelled");
    }
    let approvals =
        applicant.get(&format!("/filings/{id}")).await.json()["filing"]["sites"][0]["pre_approvals"].clone();
    assert_eq!((&approvals[0]["kind"], &approvals[0]["document"]), (&json!("games"), &json!([])));
}
