//! Links under which staff see documents: short, for one session, noted; and no other way to a picture of a person.

use crate::harness::{API, Answer, Client, MOBILE, Server, jpeg, webm};
use crate::steps::{Prepared, prepare, submit, verify};
use axum::body::Body;
use beian_model::wire::Role;
use beian_model::{FilingId, VerificationId};
use beian_server::accounts::stored::Staff;
use beian_server::secret;
use beian_server::storage::CaptureRow;
use http::{Request, StatusCode};
use serde_json::{Value, json};

/// What phones sent for a filing: portrait side, emblem side, video.
pub async fn captured(server: &Server, id: &str) -> Vec<CaptureRow> {
    let mut captures = Vec::new();
    for row in server.app.store.verifications(&FilingId(id.to_owned())).await.unwrap() {
        captures.extend(server.app.store.captures(&row.id).await.unwrap());
    }
    captures.sort_by_key(|row| row.capture);
    captures
}

async fn ask(reviewer: &mut Client, id: &str, verification: &str, capture: &str) -> Answer {
    let what = json!({ "kind": "capture", "verification": verification, "capture": capture });
    reviewer.post(&format!("/staff/filings/{id}/shown"), what).await
}

/// A link to a picture or the video.
pub async fn asked(reviewer: &mut Client, id: &str, verification: &str, capture: &str) -> String {
    let link = ask(reviewer, id, verification, capture).await.is(StatusCode::CREATED).json();
    link["path"].as_str().unwrap().to_owned()
}

async fn submitted(server: &Server) -> (Client, Prepared, String) {
    let mut applicant = server.applicant(MOBILE).await;
    let prepared = prepare(server, &mut applicant).await;
    submit(&mut applicant, &prepared.id, prepared.version, "first-key").await.is(StatusCode::OK);
    let VerificationId(verification) = captured(server, &prepared.id).await.remove(0).verification;
    (applicant, prepared, verification)
}

async fn colleague(server: &Server) -> Client {
    let password_hash = secret::hash_password("another long password").unwrap();
    let email = "other@example.com".to_owned();
    let staff = Staff::new(&email, "审核员乙", password_hash, Role::Reviewer);
    server.app.store.add_staff(&staff, server.app.clock.now()).await.unwrap();
    let mut client = server.stranger();
    let credentials = json!({ "email": email, "password": "another long password" });
    client.post("/staff/session", credentials).await.is(StatusCode::OK);
    client
}

#[tokio::test]
async fn a_link_opens_for_two_minutes_and_each_look_is_noted() {
    let server = Server::start().await;
    let (_, Prepared { id, .. }, verification) = submitted(&server).await;
    let mut reviewer = server.reviewer().await;
    let made = ask(&mut reviewer, &id, &verification, "portrait").await.is(StatusCode::CREATED).json();
    assert_eq!(made["expires_in"], 120);
    let path = made["path"].as_str().unwrap().to_owned();
    for _ in 0..2 {
        let seen = reviewer.get(&path).await.is(StatusCode::OK);
        assert_eq!(seen.body, jpeg(1280, 800));
        let header = |name: &str| seen.headers.get(name).unwrap().to_str().unwrap();
        assert_eq!((header("content-type"), header("content-disposition")), ("image/jpeg", "inline"));
        assert_eq!((header("cache-control"), header("x-content-type-options")), ("private, no-store", "nosniff"));
    }
    server.app.clock.advance(119);
    reviewer.get(&path).await.is(StatusCode::OK);
    server.app.clock.advance(1);
    reviewer.get(&path).await.refused(404, "not-found");
    let view = reviewer.get(&format!("/staff/filings/{id}")).await.is(StatusCode::OK).json();
    let lines = view["disclosures"].as_array().unwrap();
    let opened: Vec<bool> = lines.iter().map(|line| line["opened"].as_bool().unwrap()).collect();
    assert_eq!(opened, [true, true, true, false]);
    let last = json!({
        "at": server.app.clock.now().0 - 1, "by": "审核员甲", "opened": true, "capture": "portrait",
        "of": "organiser.responsible_person.verification",
    });
    assert_eq!(lines[0], last);
    // The token is kept as a hash only.
    let token = path.rsplit('/').next().unwrap();
    assert!(crate::vault::holding(&server.folder(), token.as_bytes()).is_empty());
    assert!(server.rows_with(token).await.is_empty());
}

#[tokio::test]
async fn a_attachment_is_shown_in_the_same_way() {
    let server = Server::start().await;
    let (_, Prepared { id, document, .. }, _) = submitted(&server).await;
    let mut reviewer = server.reviewer().await;
    let what = json!({ "kind": "attachment", "attachment": document["organiser"]["licence"][0]["id"] });
    let made = reviewer.post(&format!("/staff/filings/{id}/shown"), what).await.is(StatusCode::CREATED).json();
    let seen = reviewer.get(made["path"].as_str().unwrap()).await.is(StatusCode::OK);
    assert_eq!(seen.body, jpeg(1600, 1130));
    let view = reviewer.get(&format!("/staff/filings/{id}")).await.json();
    assert_eq!(view["disclosures"][0]["of"], "organiser.licence");
    assert_eq!(view["disclosures"][0].get("capture"), None);
}

#[tokio::test]
async fn it_opens_for_nobody_else_and_not_after_signing_out() {
    let server = Server::start().await;
    let (mut applicant, Prepared { id, .. }, verification) = submitted(&server).await;
    let mut reviewer = server.reviewer().await;
    let path = asked(&mut reviewer, &id, &verification, "video").await;
    // Another colleague, and the same one at another machine.
    colleague(&server).await.get(&path).await.refused(404, "not-found");
    server.reviewer().await.get(&path).await.refused(404, "not-found");
    applicant.get(&path).await.refused(401, "signed-out");
    server.stranger().get(&path).await.refused(401, "signed-out");
    applicant.post(&format!("/staff/filings/{id}/shown"), json!({})).await.refused(401, "signed-out");
    assert_eq!(reviewer.get(&path).await.is(StatusCode::OK).body, webm());
    reviewer.get(&format!("{path}x")).await.refused(404, "not-found");
    let view = reviewer.get(&format!("/staff/filings/{id}")).await.json();
    assert_eq!(view["disclosures"].as_array().unwrap().len(), 2, "who was refused saw nothing");
    let mut copy = reviewer.clone();
    reviewer.call(http::Method::DELETE, "/staff/session", Value::Null, &[]).await.is(StatusCode::NO_CONTENT);
    copy.get(&path).await.refused(401, "signed-out");
}

#[tokio::test]
async fn a_picture_of_a_person_has_no_other_address() {
    let server = Server::start().await;
    let (mut applicant, Prepared { id, document, .. }, verification) = submitted(&server).await;
    let mut reviewer = server.reviewer().await;
    let file = captured(&server, &id).await.remove(0).file;
    let licence = document["organiser"]["licence"][0]["id"].as_str().unwrap();
    for who in [&mut reviewer, &mut applicant] {
        for path in [
            format!("/staff/verifications/{verification}/captures/portrait"),
            format!("/staff/filings/{id}/attachments/{licence}"),
            format!("/filings/{id}/verifications/{verification}/captures/portrait"),
            format!("/handoff/captures/portrait/{verification}"),
            format!("/uploads/{file}"),
        ] {
            let status = who.get(&path).await.status;
            assert!(matches!(status.as_u16(), 404 | 405), "{path}: {status}");
        }
    }
    // Nor as an attachment: its file is none of the filing's attachments.
    applicant.get(&format!("/filings/{id}/attachments/{file}")).await.refused(404, "not-found");
    let what = json!({ "kind": "attachment", "attachment": file });
    reviewer.post(&format!("/staff/filings/{id}/shown"), what).await.refused(404, "not-found");
    // The applicant's own attachments are shown to them as before.
    applicant.get(&format!("/filings/{id}/attachments/{licence}")).await.is(StatusCode::OK);
}

#[tokio::test]
async fn a_link_is_made_for_a_document_of_that_filing_only() {
    let server = Server::start().await;
    let (_, Prepared { id, document, .. }, verification) = submitted(&server).await;
    let mut other = server.applicant("13800138001").await;
    let draft = other.begin().await["id"].as_str().unwrap().to_owned();
    verify(&server, &mut other, &draft).await;
    let foreign = captured(&server, &draft).await.remove(0).verification;
    let mut reviewer = server.reviewer().await;
    ask(&mut reviewer, &id, foreign.as_str(), "portrait").await.refused(404, "not-found");
    // A draft is nobody's but the applicant's.
    ask(&mut reviewer, &draft, foreign.as_str(), "portrait").await.refused(404, "not-found");
    ask(&mut reviewer, &id, &verification, "attachment").await.refused(404, "not-found");
    ask(&mut reviewer, "none", &verification, "portrait").await.refused(404, "not-found");
    ask(&mut reviewer, &id, &verification, "passport").await.refused(400, "unreadable");
    let attachment = json!({ "kind": "attachment", "attachment": document["organiser"]["licence"][0]["id"] });
    reviewer.post(&format!("/staff/filings/{draft}/shown"), attachment).await.refused(404, "not-found");
}

#[tokio::test]
async fn the_settings_lengthen_a_link_to_five_minutes_at_most() {
    for (set, holds) in [(1, 60), (200, 200), (86_400, 300)] {
        let server = Server::with(|config| config.links.holds = set).await;
        let (_, Prepared { id, .. }, verification) = submitted(&server).await;
        let mut reviewer = server.reviewer().await;
        let made = ask(&mut reviewer, &id, &verification, "emblem").await.is(StatusCode::CREATED).json();
        assert_eq!(made["expires_in"], holds);
    }
}

#[tokio::test]
async fn a_player_may_ask_for_a_part_of_the_video() {
    let server = Server::start().await;
    let (_, Prepared { id, .. }, verification) = submitted(&server).await;
    let mut reviewer = server.reviewer().await;
    let path = asked(&mut reviewer, &id, &verification, "video").await;
    let mut part = async |range: &str| {
        let request = Request::get(format!("{API}{path}")).header("range", range).body(Body::empty());
        reviewer.send(request.unwrap()).await
    };
    let first = part("bytes=0-1").await.is(StatusCode::PARTIAL_CONTENT);
    assert_eq!(first.body, webm()[..2]);
    assert_eq!(first.headers.get("content-range").unwrap(), &*format!("bytes 0-1/{}", webm().len()));
    let rest = part("bytes=2-").await.is(StatusCode::PARTIAL_CONTENT);
    assert_eq!(rest.body, webm()[2..]);
    assert_eq!(part("nonsense").await.is(StatusCode::OK).body, webm());
    // Asked, opened at its beginning, and opened whole; what goes on is no opening.
    let view = reviewer.get(&format!("/staff/filings/{id}")).await.json();
    assert_eq!(view["disclosures"].as_array().unwrap().len(), 3);
    // All but the first byte is the video too: whatever the first request under a link is for, it is an opening.
    let path = asked(&mut reviewer, &id, &verification, "video").await;
    let request = Request::get(format!("{API}{path}")).header("range", "bytes=1-").body(Body::empty());
    reviewer.send(request.unwrap()).await.is(StatusCode::PARTIAL_CONTENT);
    let view = reviewer.get(&format!("/staff/filings/{id}")).await.json();
    assert_eq!(view["disclosures"].as_array().unwrap().len(), 5);
}

#[tokio::test]
async fn the_reviewer_reads_the_digits_beside_the_video_and_nowhere_else() {
    let server = Server::start().await;
    let (_, Prepared { id, .. }, verification) = submitted(&server).await;
    let row = server.app.store.verification(&VerificationId(verification)).await.unwrap().unwrap();
    let view = server.reviewer().await.get(&format!("/staff/filings/{id}")).await.json();
    for capture in view["captures"].as_array().unwrap() {
        let digits = (capture["capture"] == "video").then(|| json!(row.code));
        assert_eq!(capture.get("code"), digits.as_ref());
    }
    assert_eq!(view["captures"].as_array().unwrap().len(), 3);
}
