//! What is deleted by rule, what is kept, and that nothing remains of what was deleted.

use crate::database::is_postgres;
use crate::harness::{Client, MOBILE, NOW, PERSON, Server, jpeg};
use crate::reuse::{save, take_over, two, view};
use crate::shown::{asked, captured};
use crate::steps::{Prepared, begun_upload, prepare, sample_for, step, submit, take, verify};
use crate::vault::holding;
use beian_model::{FilingId, PersonReading, ReadingState, VerificationId};
use beian_server::filings::stored::{QueueAsk, QueueOf, Tab};
use beian_server::jobs::scheduler;
use beian_server::storage::CaptureRow;
use http::StatusCode;
use serde_json::{Value, json};
use std::time::{Duration, SystemTime};

const DAY: i64 = 86_400;
/// A number that the card says and the form does not.
const READ_NUMBER: &str = "440399199001010033";
/// What was said on the phone, and told to colleagues.
const SAID: &str = "负责人说下周补交授权书";

/// Days later, when the clock has looked.
async fn after(server: &Server, days: i64) {
    server.app.clock.advance(days * DAY);
    scheduler::tick(&server.app).await.unwrap();
}

async fn read(server: &Server, id: &VerificationId) {
    let reading = PersonReading { number: READ_NUMBER.to_owned(), ..PersonReading::empty(ReadingState::Done) };
    server.app.store.put_person_reading(id, &reading, server.app.clock.now()).await.unwrap();
}

/// Sixty-four bytes out of each sealed file: what would be found if it were still there.
fn traces(server: &Server, captures: &[CaptureRow]) -> Vec<Vec<u8>> {
    let folder = server.uploads_folder();
    captures.iter().map(|row| std::fs::read(folder.join(&row.file)).unwrap()[500..564].to_vec()).collect()
}

async fn begin_phone(server: &Server, applicant: &mut Client, id: &str, of: &str) -> Client {
    let made = applicant.code_for(id, of).await;
    server.phone(&made).await
}

#[tokio::test]
async fn thirty_days_after_the_numbers_came_nothing_remains() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, document } = prepare(&server, &mut applicant).await;
    let captures = captured(&server, &id).await;
    let verification = captures[0].verification.clone();
    read(&server, &verification).await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    let mut reviewer = server.reviewer().await;
    let mut version = take(&mut reviewer, &id).await;
    for what in ["approve", "hand-to-bureau", "sms-verified"] {
        version = step(&mut reviewer, &id, what, version, json!({})).await;
    }
    let sites = json!([{ "site": document["sites"][0]["id"], "number": "粤ICP备12345678号-1" }]);
    let numbers = json!({ "organiser": "粤ICP备12345678号", "sites": sites });
    step(&mut reviewer, &id, "bureau-approve", version, numbers).await;
    let path = asked(&mut reviewer, &id, verification.as_str(), "portrait").await;
    reviewer.get(&path).await.is(StatusCode::OK);
    let call = json!({ "number": "13800100500", "outcome": "reached", "note": SAID });
    reviewer.post(&format!("/staff/filings/{id}/calls"), call).await.is(StatusCode::OK);
    reviewer.post(&format!("/staff/filings/{id}/remarks"), json!({ "text": SAID })).await.is(StatusCode::OK);
    let traces = traces(&server, &captures);
    let readings = || holding(&server.folder(), READ_NUMBER.as_bytes());

    after(&server, 29).await;
    assert_eq!((captured(&server, &id).await.len(), server.uploads()), (3, 5));
    assert_eq!(server.rows_with(SAID).await.len(), 2);
    assert!(!server.rows_with(READ_NUMBER).await.is_empty() && (is_postgres() || !readings().is_empty()));
    assert!(traces.iter().all(|trace| !holding(&server.folder(), trace).is_empty()));

    after(&server, 1).await;
    assert!(captured(&server, &id).await.is_empty());
    assert_eq!(server.app.store.person_reading(&verification).await.unwrap(), None);
    assert_eq!(server.uploads(), 2, "licence and pledge stay");
    assert!(readings().is_empty(), "{:?}", readings());
    assert!(server.rows_with(READ_NUMBER).await.is_empty());
    assert!(server.rows_with(SAID).await.is_empty());
    for trace in &traces {
        assert!(holding(&server.folder(), trace).is_empty());
    }
    for row in &captures {
        // Neither under its name, nor in the database.
        assert!(holding(&server.folder(), row.file.as_bytes()).is_empty(), "{:?}", row.capture);
        assert!(server.rows_with(&row.file).await.is_empty(), "{:?}", row.capture);
    }

    let mut reviewer = server.reviewer().await;
    let view = reviewer.get(&format!("/staff/filings/{id}")).await.is(StatusCode::OK).json();
    assert_eq!(view["captures"], json!([]));
    let deleted = json!([{ "verification": verification, "person": "organiser", "at": server.app.clock.now().0 }]);
    assert_eq!(view["deleted"], deleted);
    assert_eq!(view["disclosures"].as_array().unwrap().len(), 2, "who had looked stays known");
    assert_eq!(view["view"]["facts"]["verified"], json!(["organiser"]), "that it passed is known for good");
    let what = json!({ "kind": "capture", "verification": verification, "capture": "portrait" });
    reviewer.post(&format!("/staff/filings/{id}/shown"), what).await.refused(404, "not-found");
    // A reading that was under way in that moment is not kept.
    read(&server, &verification).await;
    assert_eq!(server.app.store.person_reading(&verification).await.unwrap(), None);
    // And once more changes nothing.
    after(&server, 1).await;
    assert_eq!(server.uploads(), 2);
}

#[tokio::test]
async fn seven_days_after_it_was_given_up() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let id = applicant.begin().await["id"].as_str().unwrap().to_owned();
    verify(&server, &mut applicant, &id).await;
    // An attachment by phone is in the document: it is no picture of a person and stays with the filing.
    let mut phone = begin_phone(&server, &mut applicant, &id, "organiser.licence").await;
    phone.capture("attachment", &jpeg(1600, 1200)).await.is(StatusCode::OK);
    phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK);
    applicant.post(&format!("/filings/{id}/abandon"), json!({})).await.is(StatusCode::OK);
    after(&server, 6).await;
    assert_eq!(server.uploads(), 4);
    after(&server, 1).await;
    assert_eq!(server.uploads(), 1);
    assert!(captured(&server, &id).await.is_empty());
    let mut applicant = server.applicant(MOBILE).await;
    let licence = applicant.get(&format!("/filings/{id}")).await.json()["filing"]["organiser"]["licence"][0].clone();
    let path = format!("/filings/{id}/attachments/{}", licence["id"].as_str().unwrap());
    assert_eq!(applicant.get(&path).await.is(StatusCode::OK).body, jpeg(1600, 1200));
}

#[tokio::test]
async fn a_draft_that_lapsed_is_abandoned_and_a_rejected_filing_that_lapsed_has_ended() {
    let server = Server::start().await;
    let mut draft = server.applicant("13800138001").await;
    let draft_id = draft.begin().await["id"].as_str().unwrap().to_owned();
    verify(&server, &mut draft, &draft_id).await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, .. } = prepare(&server, &mut applicant).await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    let mut reviewer = server.reviewer().await;
    let version = take(&mut reviewer, &id).await;
    let reasons = json!({ "reasons": [{ "path": "organiser.address", "text": "不真实" }] });
    step(&mut reviewer, &id, "reject", version, reasons).await;
    // Both wait for their applicants, and lapse.
    after(&server, 45).await;
    let left = async || (captured(&server, &draft_id).await.len(), captured(&server, &id).await.len());
    assert_eq!(left().await, (3, 3));
    after(&server, 7).await;
    assert_eq!(left().await, (0, 3));
    after(&server, 22).await;
    assert_eq!(left().await, (0, 3));
    after(&server, 1).await;
    assert_eq!(left().await, (0, 0));
}

#[tokio::test]
async fn while_a_filing_goes_on_only_what_led_to_nothing_is_deleted() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let id = applicant.begin().await["id"].as_str().unwrap().to_owned();
    // Left in the middle; ended from the desktop; passed and replaced; an attachment that was never finished.
    let mut phone = begin_phone(&server, &mut applicant, &id, PERSON).await;
    phone.capture("portrait", &jpeg(800, 600)).await.is(StatusCode::OK);
    let mut phone = begin_phone(&server, &mut applicant, &id, PERSON).await;
    phone.capture("portrait", &jpeg(800, 600)).await.is(StatusCode::OK);
    verify(&server, &mut applicant, &id).await;
    let mut phone = begin_phone(&server, &mut applicant, &id, "organiser.licence").await;
    phone.capture("attachment", &jpeg(800, 600)).await.is(StatusCode::OK);
    verify(&server, &mut applicant, &id).await;
    let all = captured(&server, &id).await;
    assert_eq!((all.len(), server.uploads()), (9, 9));
    after(&server, 6).await;
    assert_eq!(captured(&server, &id).await.len(), 9);
    after(&server, 2).await;
    let left = captured(&server, &id).await;
    assert_eq!((left.len(), server.uploads()), (3, 3));
    let newest = server.app.store.verifications(&beian_model::FilingId(id.clone())).await.unwrap().pop().unwrap();
    assert!(left.iter().all(|row| row.verification == newest.id));
    // It is needed for as long as the filing takes.
    let mut applicant = server.applicant(MOBILE).await;
    applicant.get(&format!("/filings/{id}")).await.is(StatusCode::OK);
    after(&server, 30).await;
    assert_eq!(captured(&server, &id).await.len(), 3);
}

#[tokio::test]
async fn what_another_filing_took_over_stays_until_that_is_over_too() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let (first, second, _) = two(&server, &mut applicant).await;
    let offered = view(&mut applicant, &second).await["verified_before"][0]["verification"].clone();
    take_over(&mut applicant, &second, PERSON, &offered).await.is(StatusCode::OK);
    let repeats = server.app.store.verifications(&FilingId(second.clone())).await.unwrap().pop().unwrap();
    read(&server, &VerificationId(offered.as_str().unwrap().to_owned())).await;
    // The first one was given up long ago; the second one goes on.
    after(&server, 30).await;
    for id in [&first, &second] {
        let captures = captured(&server, id).await;
        assert_eq!(captures.len(), 3);
        for row in captures {
            assert!(server.app.files.has(&row.file).await.unwrap());
        }
    }
    let mut applicant = server.applicant(MOBILE).await;
    applicant.post(&format!("/filings/{second}/abandon"), json!({})).await.is(StatusCode::OK);
    after(&server, 6).await;
    assert_eq!(captured(&server, &second).await.len(), 3);
    after(&server, 1).await;
    assert!(captured(&server, &first).await.is_empty() && captured(&server, &second).await.is_empty());
    assert!(server.app.store.captures_forgotten_at(&repeats.id).await.unwrap().is_some());
    assert!(holding(&server.folder(), READ_NUMBER.as_bytes()).is_empty());
    assert!(server.rows_with(READ_NUMBER).await.is_empty());
}

#[tokio::test]
async fn who_was_replaced_and_deleted_is_not_verified_when_filled_in_again() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let begun = applicant.begin().await;
    let id = begun["id"].as_str().unwrap().to_owned();
    let (one, mut other) = (sample_for(&begun), sample_for(&begun));
    other["organiser"]["responsible_person"]["name"] = json!("示例乙");
    for document in [&one, &other] {
        save(&mut applicant, &id, document).await;
        verify(&server, &mut applicant, &id).await;
    }
    let verified = |view: serde_json::Value| view["facts"]["verified"].clone();
    save(&mut applicant, &id, &one).await;
    assert_eq!(verified(view(&mut applicant, &id).await), json!(["organiser"]), "its pictures are still there");
    after(&server, 8).await;
    let mut applicant = server.applicant(MOBILE).await;
    assert_eq!(verified(view(&mut applicant, &id).await), json!([]));
    save(&mut applicant, &id, &other).await;
    assert_eq!(verified(view(&mut applicant, &id).await), json!(["organiser"]));
}

#[tokio::test]
async fn a_file_that_cannot_be_deleted_keeps_its_row_and_is_tried_again() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let id = applicant.begin().await["id"].as_str().unwrap().to_owned();
    verify(&server, &mut applicant, &id).await;
    applicant.post(&format!("/filings/{id}/abandon"), json!({})).await.is(StatusCode::OK);
    let captures = captured(&server, &id).await;
    let stuck = server.uploads_folder().join(&captures[0].file);
    std::fs::remove_file(&stuck).unwrap();
    std::fs::create_dir(&stuck).unwrap();
    after(&server, 8).await;
    assert_eq!(captured(&server, &id).await.len(), 3, "known until its last file is gone");
    assert_eq!(server.uploads(), 1);
    // As after a crash between files and rows: the files are gone already.
    std::fs::remove_dir(&stuck).unwrap();
    after(&server, 0).await;
    assert!(captured(&server, &id).await.is_empty());
}

#[tokio::test]
async fn a_link_that_was_made_before_opens_nothing_after() {
    let server = Server::with(|config| config.retention.ended_days = 0).await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, .. } = prepare(&server, &mut applicant).await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    let mut reviewer = server.reviewer().await;
    let capture = captured(&server, &id).await.remove(0);
    let path = asked(&mut reviewer, &id, capture.verification.as_str(), "portrait").await;
    reviewer.get(&path).await.is(StatusCode::OK);
    server.app.files.remove(&capture.file).await.unwrap();
    reviewer.get(&path).await.refused(404, "not-found");
}

#[tokio::test]
async fn files_that_no_row_names_are_swept_after_two_days() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let prepared = prepare(&server, &mut applicant).await;
    // A part that has not yet arrived whole.
    begun_upload(&mut applicant, &prepared.id).await;
    let folder = server.uploads_folder();
    for name in ["old-orphan", "young-orphan"] {
        server.app.files.put(name, bytes::Bytes::from_static(b"left over")).await.unwrap();
    }
    for entry in std::fs::read_dir(&folder).unwrap() {
        let path = entry.unwrap().path();
        let age = if path.ends_with("young-orphan") { 2 * DAY - 60 } else { 2 * DAY };
        let written = SystemTime::UNIX_EPOCH + Duration::from_secs((NOW - age) as u64);
        std::fs::File::options().write(true).open(path).unwrap().set_modified(written).unwrap();
    }
    scheduler::tick(&server.app).await.unwrap();
    assert!(!folder.join("old-orphan").exists() && folder.join("young-orphan").exists());
    assert_eq!(server.uploads(), 7, "what a row names stays, however old");
    server.app.clock.advance(3600);
    scheduler::tick(&server.app).await.unwrap();
    assert!(!folder.join("young-orphan").exists());
    assert_eq!(server.uploads(), 6);
}

#[tokio::test]
async fn attachments_that_are_part_of_no_filing_go_a_month_after_they_came() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, mut document } = prepare(&server, &mut applicant).await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    let mut reviewer = server.reviewer().await;
    let version = take(&mut reviewer, &id).await;
    let reasons = json!({ "reasons": [{ "path": "organiser.licence", "text": "看不清" }] });
    step(&mut reviewer, &id, "return", version, reasons).await;
    // The submitted licence gives way to another, which gives way to a third; a fourth is never saved.
    let mut licences = Vec::new();
    for width in [1601, 1602, 1603] {
        let uploaded = applicant.upload(&id, "organiser.licence", "licence.jpg", &jpeg(width, 1130)).await;
        licences.push(uploaded.is(StatusCode::OK).json()["uploaded"]["pages"].clone());
    }
    for licence in &licences[..2] {
        document["organiser"]["licence"] = licence.clone();
        save(&mut applicant, &id, &document).await;
    }
    let there = async || {
        let all = QueueAsk::all(QueueOf::Tab(Tab::Applicant, ""));
        assert_eq!(server.app.store.queue(&all, None, 9).await.unwrap().len(), 1, "the filing goes on");
        let mut there = Vec::new();
        for licence in &licences {
            let page = beian_model::AttachmentId(licence[0]["id"].as_str().unwrap().to_owned());
            let known = server.app.store.attachment(&FilingId(id.clone()), &page).await.unwrap().is_some();
            assert_eq!(server.app.files.has(page.as_str()).await.unwrap(), known, "a row and its file");
            there.push(known);
        }
        there
    };
    after(&server, 29).await;
    assert_eq!(there().await, [true, true, true]);
    after(&server, 1).await;
    assert_eq!(there().await, [false, true, false]);
    // Submitted licence, pledge, and the licence as it stands; the captures of the person.
    assert_eq!(server.uploads(), 3 + 3);
    // What is taken out later goes when it is.
    let mut applicant = server.applicant(MOBILE).await;
    document["organiser"]["licence"] = json!([]);
    save(&mut applicant, &id, &document).await;
    after(&server, 1).await;
    assert_eq!(there().await, [false, false, false]);
    assert_eq!(server.uploads(), 2 + 3);
}
