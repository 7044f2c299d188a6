//! What was submitted stands: nothing that a phone, another tab or the clock does later replaces what the reviewer sees.

use crate::database::is_postgres;
use crate::harness::{Client, MOBILE, PERSON, Server, jpeg};
use crate::steps::{Prepared, prepare, sample_for, send_all, step, submit, take, verify};
use beian_model::{FilingId, VerificationId, VerificationState};
use beian_rules::VerificationEvent;
use beian_server::jobs::scheduler;
use beian_server::storage::StoreError;
use http::{Method, StatusCode};
use serde_json::{Value, json};

const DAY: i64 = 86_400;
/// An attachment that a phone may be asked for.
const ATTACHMENT: &str = "organiser.authorisation_letter";

/// What the desk shows of a filing: the verifications behind its pictures, its document, its version.
async fn seen(reviewer: &mut Client, id: &str) -> (Vec<String>, Value, u64) {
    let view = reviewer.get(&format!("/staff/filings/{id}")).await.is(StatusCode::OK).json();
    let captures = view["captures"].as_array().unwrap().iter();
    let captures = captures.map(|one| format!("{} {}", one["verification"].as_str().unwrap(), one["size"])).collect();
    (captures, view["view"]["filing"].clone(), view["view"]["version"].as_u64().unwrap())
}

async fn view(applicant: &mut Client, id: &str) -> Value {
    applicant.get(&format!("/filings/{id}")).await.is(StatusCode::OK).json()
}

/// The phone is told that the filing was submitted, in its person's language, and what there is to do.
async fn told_of_submission(phone: &mut Client, method: Method, path: &str, body: Value) {
    let answer = phone.call(method, path, body, &[("accept-language", "en")]).await.refused(410, "cancelled");
    let said = answer["detail"].as_str().unwrap();
    assert!(said.contains("has been submitted") && said.contains("need not do anything"), "{said}");
}

#[tokio::test]
async fn a_phone_that_finishes_after_the_approval_replaces_nothing() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, document } = prepare(&server, &mut applicant).await;
    // Two more phones are at work: one for the person, one for an attachment.
    let mut person = send_all(&server, &mut applicant, &id).await;
    let made = applicant.code_for(&id, ATTACHMENT).await;
    let mut attachment = server.phone(&made).await;
    attachment.capture("attachment", &jpeg(900, 700)).await.is(StatusCode::OK);
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    // Both ended with it, and the desktop sees that.
    for one in view(&mut applicant, &id).await["verifications"].as_array().unwrap() {
        assert_eq!(one["state"], "cancelled", "{one}");
    }
    let mut reviewer = server.reviewer().await;
    let taken = take(&mut reviewer, &id).await;
    let before = seen(&mut reviewer, &id).await;
    assert_eq!((before.0.len(), before.2), (3, taken));
    for decided in [false, true] {
        if decided {
            step(&mut reviewer, &id, "approve", taken, json!({})).await;
        }
        for phone in [&mut person, &mut attachment] {
            told_of_submission(phone, Method::GET, "/handoff", Value::Null).await;
            told_of_submission(phone, Method::POST, "/handoff/finish", Value::Null).await;
        }
        let bytes = jpeg(640, 480);
        let request =
            json!({ "capture": "portrait", "size": bytes.len(), "sha256": beian_server::secret::sha256(&bytes) });
        told_of_submission(&mut person, Method::POST, "/handoff/uploads", request).await;
        let late = json!({ "secret": made["secret"] });
        told_of_submission(&mut server.stranger(), Method::POST, "/handoff", late).await;
        applicant.post(&format!("/filings/{id}/verifications"), json!({ "of": PERSON })).await.refused(409, "not-now");
        let mobile = document["organiser"]["responsible_person"]["mobile"].clone();
        let proof = json!({ "mobile": mobile, "code": "000000" });
        applicant.post(&format!("/filings/{id}/phone-proofs"), proof).await.refused(409, "not-now");
        applicant.save(&id, taken, &document).await;
        let now = seen(&mut reviewer, &id).await;
        assert_eq!((now.0, now.1, now.2), (before.0.clone(), before.1.clone(), taken + u64::from(decided)));
    }
}

#[tokio::test]
async fn nothing_that_the_applicant_tries_during_a_review_is_in_the_reviewers_way() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, .. } = prepare(&server, &mut applicant).await;
    // A code that is typed after the submission.
    let mobile = json!({ "mobile": "13900139000" });
    applicant.post(&format!("/filings/{id}/phone-codes"), mobile).await.is(StatusCode::ACCEPTED);
    let code = server.code("13900139000").await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    let mut reviewer = server.reviewer().await;
    let version = take(&mut reviewer, &id).await;
    let proof = json!({ "mobile": "13900139000", "code": code });
    let refused = applicant.post(&format!("/filings/{id}/phone-proofs"), proof.clone()).await.refused(409, "not-now");
    assert!(refused["detail"].as_str().unwrap().contains("已经提交"), "{refused}");
    step(&mut reviewer, &id, "approve", version, json!({})).await;
    // Taken back it is the applicant's again, and the code was not used up.
    applicant.post(&format!("/filings/{id}/withdraw"), json!({})).await.is(StatusCode::OK);
    applicant.post(&format!("/filings/{id}/phone-proofs"), proof).await.is(StatusCode::OK);
}

/// Whoever looked before the submission, and writes after it: the database refuses.
#[tokio::test]
async fn a_request_that_is_overtaken_by_the_submission_writes_nothing() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, .. } = prepare(&server, &mut applicant).await;
    let (filing, now, store) = (FilingId(id.clone()), server.app.clock.now(), &server.app.store);
    let mut row = store.verifications(&filing).await.unwrap().remove(0);
    let made = applicant.code_for(&id, ATTACHMENT).await;
    let open = VerificationId(made["verification"]["id"].as_str().unwrap().to_owned());
    let open = store.verification(&open).await.unwrap().unwrap();
    let version = submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK).version();
    row.id = VerificationId(beian_server::secret::id());
    row.secret_hash = beian_server::secret::id();
    row.session_hash = None;
    let stale = |error| matches!(error, StoreError::Stale);
    assert!(store.create_verification(&row, None).await.is_err_and(stale));
    assert!(store.repeat_verification(&row, now).await.is_err_and(stale));
    assert!(store.update_verification(&open, VerificationEvent::Pass, now).await.is_err_and(stale));
    assert!(store.add_proof(&filing, "13900139000", now).await.is_err_and(stale));
    assert_eq!(view(&mut applicant, &id).await["version"], version);
}

#[tokio::test]
async fn a_returned_filing_is_shown_as_it_was_submitted_until_it_is_again() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, mut document } = prepare(&server, &mut applicant).await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    let mut reviewer = server.reviewer().await;
    let version = take(&mut reviewer, &id).await;
    let first = seen(&mut reviewer, &id).await;
    let reasons = json!({ "reasons": [{ "path": PERSON, "text": "视频听不清" }] });
    step(&mut reviewer, &id, "return", version, reasons).await;
    // The applicant corrects it: videos again, and changes a field.
    verify(&server, &mut applicant, &id).await;
    let version = view(&mut applicant, &id).await["version"].as_u64().unwrap();
    document["organiser"]["remark"] = json!("已重新核验");
    let version = applicant.save(&id, version, &document).await.is(StatusCode::OK).version();
    let meanwhile = seen(&mut reviewer, &id).await;
    assert_eq!((&meanwhile.0, &meanwhile.1), (&first.0, &first.1));
    submit(&mut applicant, &id, version, "second-key").await.is(StatusCode::OK);
    let second = seen(&mut reviewer, &id).await;
    assert_eq!((second.0.len(), &second.1["organiser"]["remark"]), (3, &json!("已重新核验")));
    assert!(second.0.iter().all(|one| !first.0.contains(one)), "{second:?}");
}

#[tokio::test]
async fn what_a_submission_rests_on_is_kept_though_another_passed_later() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, document, .. } = prepare(&server, &mut applicant).await;
    let version = view(&mut applicant, &id).await["version"].as_u64().unwrap();
    // Bound to its person by a submission that is taken back; then somebody else is verified, and the first is named again.
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    let back = applicant.post(&format!("/filings/{id}/withdraw"), json!({})).await.is(StatusCode::OK).json();
    let mut other = document.clone();
    other["organiser"]["responsible_person"]["name"] = json!("示例乙");
    let version = back["version"].as_u64().unwrap();
    applicant.save(&id, version, &other).await.is(StatusCode::OK);
    verify(&server, &mut applicant, &id).await;
    let version = view(&mut applicant, &id).await["version"].as_u64().unwrap();
    let version = applicant.save(&id, version, &document).await.is(StatusCode::OK).version();
    submit(&mut applicant, &id, version, "second-key").await.is(StatusCode::OK);
    let mut reviewer = server.reviewer().await;
    let before = seen(&mut reviewer, &id).await;
    assert_eq!(before.0.len(), 3);
    let first = server.app.store.verifications(&FilingId(id.clone())).await.unwrap().remove(0).id;
    assert!(before.0.iter().all(|one| one.starts_with(first.as_str())), "{before:?}");
    server.app.clock.advance(10 * DAY);
    scheduler::tick(&server.app).await.unwrap();
    let mut reviewer = server.reviewer().await;
    assert_eq!(seen(&mut reviewer, &id).await, before);
    let mut applicant = server.applicant(MOBILE).await;
    assert_eq!(view(&mut applicant, &id).await["facts"]["verified"], json!(["organiser"]));
}

#[tokio::test]
async fn who_takes_it_back_goes_on_with_new_codes() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, .. } = prepare(&server, &mut applicant).await;
    let mut old = send_all(&server, &mut applicant, &id).await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    applicant.post(&format!("/filings/{id}/withdraw"), json!({})).await.is(StatusCode::OK);
    // The old code stays ended: now a new one is what helps.
    let answer = old.post("/handoff/finish", Value::Null).await.refused(410, "cancelled");
    assert!(answer["detail"].as_str().unwrap().contains("新的二维码"), "{answer}");
    verify(&server, &mut applicant, &id).await;
}

/// A draft is nobody's but its applicant's, however it ended.
#[tokio::test]
async fn a_draft_that_was_never_submitted_does_not_open_at_the_desk() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let begun = applicant.begin().await;
    let id = begun["id"].as_str().unwrap().to_owned();
    applicant.save(&id, 1, &sample_for(&begun)).await.is(StatusCode::OK);
    let licence = applicant.upload(&id, "organiser.licence", "a.jpg", &jpeg(1200, 900)).await.json();
    let licence = licence["uploaded"]["pages"][0]["id"].clone();
    let mut reviewer = server.reviewer().await;
    for status in ["draft", "abandoned", "expired"] {
        server.sql(&format!("UPDATE filings SET status = '{status}' WHERE id = '{id}'")).await;
        reviewer.get(&format!("/staff/filings/{id}")).await.refused(404, "not-found");
        let attachment = json!({ "kind": "attachment", "attachment": licence });
        reviewer.post(&format!("/staff/filings/{id}/shown"), attachment).await.refused(404, "not-found");
        reviewer.post(&format!("/staff/filings/{id}/claim"), Value::Null).await.refused(404, "not-found");
        for query in ["tab=done", "tab=waiting", "search=BA"] {
            let listed = reviewer.get(&format!("/staff/filings?{query}")).await.is(StatusCode::OK).json();
            assert_eq!(listed["entries"], json!([]), "{status} {query}");
        }
        let number = begun["number"].as_str().unwrap();
        let found = reviewer.get(&format!("/staff/filings?search={number}")).await.is(StatusCode::OK).json();
        assert_eq!(found["entries"], json!([]), "what was never submitted is not found");
    }
}

#[tokio::test]
async fn what_was_taken_back_and_given_up_is_shown_as_it_was_submitted() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, mut document } = prepare(&server, &mut applicant).await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    let back = applicant.post(&format!("/filings/{id}/withdraw"), json!({})).await.is(StatusCode::OK).json();
    let name = document["organiser"]["name"].clone();
    document["organiser"]["name"] = json!("写给自己看的");
    applicant.save(&id, back["version"].as_u64().unwrap(), &document).await.is(StatusCode::OK);
    applicant.post(&format!("/filings/{id}/abandon"), json!({})).await.is(StatusCode::OK);
    let mut reviewer = server.reviewer().await;
    assert_eq!(seen(&mut reviewer, &id).await.1["organiser"]["name"], name);
}

#[cfg(unix)]
#[tokio::test]
async fn while_a_verification_is_checked_nothing_is_submitted() {
    let engine = crate::engine::Engine::that("");
    let server = engine.server().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, .. } = prepare(&server, &mut applicant).await;
    let mut again = send_all(&server, &mut applicant, &id).await;
    engine.now("hang");
    again.post("/handoff/finish", Value::Null).await.is(StatusCode::OK);
    let refused = submit(&mut applicant, &id, version, "first-key").await.refused(409, "not-now");
    assert!(refused["detail"].as_str().unwrap().contains("还在检查"), "{refused}");
    // It ends within minutes, whatever the engine does; what passed then is what is submitted.
    server.app.clock.advance(5 * 60 + 1);
    scheduler::tick(&server.app).await.unwrap();
    let version = view(&mut applicant, &id).await["version"].as_u64().unwrap();
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    let newest = server.app.store.verifications(&FilingId(id.clone())).await.unwrap().pop().unwrap();
    let mut reviewer = server.reviewer().await;
    let seen = seen(&mut reviewer, &id).await;
    assert!(seen.0.len() == 3 && seen.0.iter().all(|one| one.starts_with(newest.id.as_str())), "{seen:?}");
}

#[cfg(unix)]
#[tokio::test]
async fn a_check_that_ends_after_the_submission_changes_nothing() {
    let engine = crate::engine::Engine::that("");
    let server = engine.server().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, .. } = prepare(&server, &mut applicant).await;
    let mut again = send_all(&server, &mut applicant, &id).await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    let mut reviewer = server.reviewer().await;
    let before = seen(&mut reviewer, &id).await;
    // As a server leaves it that is stopped in the moment between the two.
    let newest = server.app.store.verifications(&FilingId(id.clone())).await.unwrap().pop().unwrap().id;
    server.sql(&format!("UPDATE verifications SET state = 'checking', phone_seen_at = 0 WHERE id = '{newest}'")).await;
    scheduler::tick(&server.app).await.unwrap();
    assert_eq!(seen(&mut reviewer, &id).await, before);
    told_of_submission(&mut again, Method::GET, "/handoff", Value::Null).await;
}

/// What an older server left behind is brought into order: its submissions rest on what had passed by then, and no hand-off is open.
#[tokio::test]
async fn submissions_of_an_older_server_stand_too() {
    if is_postgres() {
        return println!("of the SQLite file alone: that server knew no other database");
    }
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, .. } = prepare(&server, &mut applicant).await;
    verify(&server, &mut applicant, &id).await;
    let version = view(&mut applicant, &id).await["version"].as_u64().unwrap();
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    let mut reviewer = server.reviewer().await;
    let before = seen(&mut reviewer, &id).await;
    // As it was before this version: nothing noted, and a phone that went on and passed after the submission; another is at work.
    let passed = server.app.store.verifications(&FilingId(id.clone())).await.unwrap().pop().unwrap().id;
    let like = |new: &str, state: &str, at: i64, nth: i64| {
        format!(
            "INSERT INTO verifications SELECT '{new}', filing, path, '{state}', '{new}', '{new}', word_a, word_b, code, reasons,
                 created_at + {at}, claimed_at, phone_seen_at, expires_at, revision, remote, sent_to, other_phones, consented_at,
                 consent_version, subject, passed_at, same_as, declined_at, claim_key, document, {nth} FROM verifications WHERE id = '{passed}';"
        )
    };
    server
        .sql(&format!(
            "DELETE FROM submitted_verifications; {}",
            like("late", "passed", 9, 8) + &like("open", "video", 9, 9)
        ))
        .await;
    assert!(seen(&mut reviewer, &id).await.0.is_empty());
    let migration = include_str!("../../migrations/sqlite/0008_submitted.sql");
    let (_, changes) = migration.split_once("submitted_verifications_by_verification").unwrap();
    let (_, changes) = changes.split_once(';').unwrap();
    server.sql(changes).await;
    assert_eq!(seen(&mut reviewer, &id).await, before);
    let open = server.app.store.verification(&VerificationId("open".to_owned())).await.unwrap().unwrap();
    assert_eq!(open.state, VerificationState::Cancelled);
}
