//! Only what is wrong is taken again: what an attempt leaves to the next one of the same person, and what leaves nothing.

use crate::handoff::address;
use crate::harness::{Client, MOBILE, PERSON, Server, jpeg, webm};
use crate::identity_documents::choose;
use beian_model::{Capture, VerificationId};
use beian_server::storage::CaptureRow;
use http::{Method, StatusCode};
use serde_json::{Value, json};

const OWN: &str = "kkkkkkkkkkkkkkkkkkkkkk";

/// A phone with a key of its own has claimed the code.
async fn claimed(server: &Server, made: &Value, key: &str) -> Client {
    let mut phone = server.stranger();
    phone.post("/handoff", json!({ "secret": made["secret"], "key": key })).await.is(StatusCode::OK);
    phone
}

/// A blurred picture.
fn blurred() -> Value {
    json!({ "by": "person", "scores": [{ "measure": "sharp", "score": 10 }] })
}

/// An attempt of the person whose card's other side is blurred, or not, and which so passes with something for a reviewer, or nothing.
async fn attempt(server: &Server, applicant: &mut Client, id: &str, is_blurred: bool) -> Value {
    let made = applicant.code_for(id, PERSON).await;
    let mut phone = claimed(server, &made, OWN).await;
    phone.agree().await.is(StatusCode::OK);
    phone.capture("portrait", &jpeg(1280, 800)).await.is(StatusCode::OK);
    match is_blurred {
        true => phone.capture_measured("emblem", &jpeg(1300, 820), blurred()).await.is(StatusCode::OK),
        false => phone.capture("emblem", &jpeg(1300, 820)).await.is(StatusCode::OK),
    };
    phone.capture("video", &webm()).await.is(StatusCode::OK);
    assert_eq!(phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK).json()["state"], "passed");
    made
}

async fn captures(server: &Server, made: &Value) -> Vec<CaptureRow> {
    let id = VerificationId(made["verification"]["id"].as_str().unwrap().to_owned());
    let mut captures = server.app.store.captures(&id).await.unwrap();
    captures.sort_by_key(|one| one.capture);
    captures
}

async fn code(server: &Server, made: &Value) -> String {
    let id = VerificationId(made["verification"]["id"].as_str().unwrap().to_owned());
    server.app.store.verification(&id).await.unwrap().unwrap().code
}

fn wanted(view: &Value) -> Vec<&str> {
    view["wanted"].as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect()
}

#[tokio::test]
async fn a_blurred_side_alone_is_taken_again_after_the_person_agreed_anew() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let first = attempt(&server, &mut applicant, &id, true).await;
    let second = applicant.code_for(&id, PERSON).await;
    let mut phone = claimed(&server, &second, OWN).await;
    let view = phone.get("/handoff").await.is(StatusCode::OK).json();
    assert_eq!((wanted(&view), &view["asked_zh"]), (vec!["emblem"], &json!("身份证国徽面")));
    for (said, part) in [("said_zh", "身份证人像面、核验视频"), ("said_en", "ID card, portrait side; ")] {
        assert!(view[said].as_str().unwrap().contains(part), "{view}");
    }
    // Nothing serves before the person agreed, and nothing instead of what is wanted.
    phone.post("/handoff/finish", Value::Null).await.refused(409, "not-now");
    phone.agree().await.is(StatusCode::OK);
    phone.post("/handoff/finish", Value::Null).await.refused(422, "invalid");
    assert!(captures(&server, &second).await.is_empty());
    // What is kept is compared with what comes.
    let refused = phone.capture("emblem", &jpeg(1280, 800)).await.refused(422, "invalid");
    assert_eq!(refused["findings"][0]["rule"], "capture.same");
    phone.capture("emblem", &jpeg(1310, 830)).await.is(StatusCode::OK);
    let done = phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK).json();
    assert_eq!((&done["state"], done.get("reasons")), (&json!("passed"), None));
    let (before, now) = (captures(&server, &first).await, captures(&server, &second).await);
    let what = |rows: &[CaptureRow]| rows.iter().map(|one| one.capture).collect::<Vec<_>>();
    assert_eq!(what(&now), [Capture::Portrait, Capture::Emblem, Capture::Video]);
    for (old, new) in before.iter().zip(&now) {
        assert_ne!(old.file, new.file, "each attempt has its own");
        assert_eq!(old.sha256 == new.sha256, old.capture != Capture::Emblem);
        assert_eq!(server.app.files.get(&new.file).await.unwrap().len() as u64, new.size);
    }
    assert_eq!((now[0].measured.clone(), now[2].tenths), (before[0].measured.clone(), Some(60)));
    assert_eq!(code(&server, &second).await, code(&server, &first).await, "the digits that are said in the video");
    // Nothing is wrong now: the next one takes everything.
    let third = applicant.code_for(&id, PERSON).await;
    let view = claimed(&server, &third, OWN).await.get("/handoff").await.json();
    assert_eq!(wanted(&view), ["portrait", "emblem", "video"]);
}

#[tokio::test]
async fn after_a_failure_for_two_equal_sides_the_video_stays() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let first = applicant.code_for(&id, PERSON).await;
    let mut phone = claimed(&server, &first, OWN).await;
    phone.agree().await.is(StatusCode::OK);
    for (what, bytes) in [("portrait", jpeg(1280, 800)), ("emblem", jpeg(1300, 820)), ("video", webm())] {
        phone.capture(what, &bytes).await.is(StatusCode::OK);
    }
    // As they would have come by two requests at once.
    server.sql("UPDATE captures SET sha256 = 'same' WHERE capture <> 'video'").await;
    assert_eq!(phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK).json()["state"], "failed");
    let second = applicant.code_for(&id, PERSON).await;
    let mut phone = claimed(&server, &second, OWN).await;
    assert_eq!(wanted(&phone.agree().await.is(StatusCode::OK).json()), ["portrait", "emblem"]);
    phone.capture("portrait", &jpeg(1280, 800)).await.is(StatusCode::OK);
    let view = phone.capture("emblem", &jpeg(1300, 820)).await.is(StatusCode::OK).json();
    assert_eq!(view["taken"]["received"], json!(["portrait", "emblem"]));
    assert_eq!(phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK).json()["state"], "passed");
    // Sent twice it is the same.
    assert_eq!(phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK).json()["state"], "passed");
    assert_eq!((captures(&server, &second).await.len(), server.uploads()), (3, 6));
    assert_eq!(code(&server, &second).await, code(&server, &first).await);
    let seen = applicant.get(&format!("/filings/{id}")).await.json();
    assert_eq!(seen["facts"]["verified"], json!(["organiser"]));
}

/// What comes between two attempts.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Between {
    Nothing,
    OtherPhone,
    NoKey,
    OtherDocument,
    OtherPerson,
    NamedLater,
    TwoHours,
    SaidNo,
    Ended,
    FileGone,
    OtherAccount,
}

#[tokio::test]
async fn everything_is_taken_anew_where_it_could_be_anothers() {
    use Between::*;
    for between in [
        Nothing,
        OtherPhone,
        NoKey,
        OtherDocument,
        OtherPerson,
        NamedLater,
        TwoHours,
        SaidNo,
        Ended,
        FileGone,
        OtherAccount,
    ] {
        let server = Server::start().await;
        let (mut applicant, mut id) = server.begun().await;
        if between != NamedLater {
            name(&mut applicant, &id, "示例甲").await;
        }
        let first = attempt(&server, &mut applicant, &id, true).await;
        let (mut key, mut expected) = (OWN, vec!["portrait", "emblem", "video"]);
        match between {
            Nothing => expected = vec!["emblem"],
            OtherPhone => key = "llllllllllllllllllllll",
            NoKey => key = "",
            OtherDocument => choose(&mut applicant, &id, "taiwan_permit").await,
            OtherPerson | NamedLater => name(&mut applicant, &id, "示例乙").await,
            TwoHours => {
                server.app.clock.advance(2 * 3600);
                applicant = server.applicant_again(MOBILE).await;
            }
            SaidNo | Ended => {
                let made = applicant.code_for(&id, PERSON).await;
                let mut phone = claimed(&server, &made, OWN).await;
                if between == SaidNo {
                    phone.post("/handoff/decline", Value::Null).await.is(StatusCode::OK);
                } else {
                    applicant.call(Method::DELETE, &address(&id, &made), Value::Null, &[]).await;
                }
            }
            FileGone => {
                expected = vec!["portrait", "emblem"];
                let portrait = captures(&server, &first).await.remove(0);
                server.app.files.remove(&portrait.file).await.unwrap();
            }
            OtherAccount => {
                applicant = server.applicant("13900139000").await;
                id = applicant.begin().await["id"].as_str().unwrap().to_owned();
            }
        }
        let second = applicant.code_for(&id, PERSON).await;
        let mut phone = claimed(&server, &second, key).await;
        assert_eq!(wanted(&phone.get("/handoff").await.is(StatusCode::OK).json()), expected, "{between:?}");
    }
}

/// Fills in who the organiser's person is.
async fn name(applicant: &mut Client, id: &str, name: &str) {
    let view = applicant.get(&format!("/filings/{id}")).await.is(StatusCode::OK).json();
    let mut filing = view["filing"].clone();
    let person = &mut filing["organiser"]["responsible_person"];
    person["document_type"] = "resident_id".into();
    person["name"] = name.into();
    person["document_number"] = "440399198512310026".into();
    applicant.save(id, view["version"].as_u64().unwrap(), &filing).await.is(StatusCode::OK);
}
