//! Attachments in parts: continued after any cut, counted once, and refused clearly.

use crate::harness::{API, Answer, MOBILE, Server, jpeg};
use axum::body::Body;
use beian_server::jobs::scheduler;
use beian_server::secret;
use http::{Method, Request, StatusCode};
use serde_json::{Value, json};

const SLOT: &str = "organiser.licence";
const PART: usize = 256 * 1024;

/// A picture of more than two parts: what stands behind its end, such as a phone's short video, is no harm.
fn large() -> Vec<u8> {
    let mut bytes = jpeg(1200, 900);
    bytes.extend((bytes.len()..2 * PART + 12_345).map(|n| (n % 251) as u8));
    bytes
}

/// The address of an upload.
fn address(id: &str, answer: &Answer) -> String {
    format!("/filings/{id}/uploads/{}", answer.json()["id"].as_str().unwrap())
}

#[tokio::test]
async fn part_by_part_to_a_attachment() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let bytes = large();
    let begun = applicant.begin_upload(&id, SLOT, "执照\n.jpg", &bytes).await.is(StatusCode::CREATED);
    let upload = address(&id, &begun);
    assert_eq!(begun.json()["part"], PART);
    let mut received = 0;
    for part in bytes.chunks(PART) {
        let answer = applicant.part(&upload, received, part, part).await.is(StatusCode::OK).json();
        received += part.len() as u64;
        assert_eq!(answer["received"], received);
        assert_eq!(answer.get("uploaded").is_some(), received == bytes.len() as u64);
    }
    let done = applicant.get(&upload).await.is(StatusCode::OK).json()["uploaded"].clone();
    assert_eq!((&done["slot"], &done["pages"][0]["name"]), (&json!(SLOT), &json!("执照.jpg")));
    assert_eq!((&done["pages"][0]["width"], &done["pages"][0]["size"]), (&json!(1200), &json!(bytes.len())));
    let attachment = done["pages"][0]["id"].as_str().unwrap();
    let shown = applicant.get(&format!("/filings/{id}/attachments/{attachment}")).await.is(StatusCode::OK);
    assert_eq!(shown.body, bytes);
    assert_eq!(server.uploads(), 1, "the parts are gone");
    // The answer to the last part was lost: it is sent again, and so is the whole.
    let start = bytes.len() / PART * PART;
    let again = applicant.part(&upload, start as u64, &bytes[start..], &bytes[start..]).await.is(StatusCode::OK);
    assert_eq!(again.json()["uploaded"], done);
    assert_eq!(applicant.upload(&id, SLOT, "other name.jpg", &bytes).await.is(StatusCode::OK).json()["uploaded"], done);
    assert_eq!(server.uploads(), 1);
}

#[tokio::test]
async fn it_goes_on_after_a_cut_wherever_that_was() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let bytes = large();
    let size = bytes.len();
    for (n, cut) in [1, 2, PART - 1, PART, PART + 1, 2 * PART, size - 1].into_iter().enumerate() {
        // Each time another file.
        let mut bytes = bytes.clone();
        bytes.push(n as u8);
        let upload = address(&id, &applicant.begin_upload(&id, SLOT, "a.jpg", &bytes).await.is(StatusCode::CREATED));
        let mut sent = 0;
        for part in bytes[..cut].chunks(PART) {
            applicant.part(&upload, sent, part, part).await.is(StatusCode::OK);
            sent += part.len() as u64;
        }
        // The page is loaded anew: the same file finds its upload, by another sign-in too.
        let mut later = server.applicant_again(MOBILE).await;
        let found = later.begin_upload(&id, SLOT, "a.jpg", &bytes).await.is(StatusCode::OK);
        assert_eq!((address(&id, &found), &found.json()["received"]), (upload, &json!(cut)), "cut at {cut}");
        let done = later.upload(&id, SLOT, "a.jpg", &bytes).await.is(StatusCode::OK).json();
        let attachment = done["uploaded"]["pages"][0]["id"].as_str().unwrap();
        let shown = later.get(&format!("/filings/{id}/attachments/{attachment}")).await.is(StatusCode::OK);
        assert_eq!(shown.body, bytes, "cut at {cut}");
    }
}

#[tokio::test]
async fn a_part_counts_once_and_only_where_it_belongs() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let bytes = large();
    let (first, second) = (&bytes[..PART], &bytes[PART..2 * PART]);
    let upload = address(&id, &applicant.begin_upload(&id, SLOT, "a.jpg", &bytes).await);
    applicant.part(&upload, PART as u64, second, second).await.refused(409, "wrong-offset");
    for _ in 0..2 {
        let answer = applicant.part(&upload, 0, first, first).await.is(StatusCode::OK).json();
        assert_eq!(answer["received"], PART);
    }
    // Other bytes in the place of those that are there.
    applicant.part(&upload, 0, second, second).await.refused(409, "wrong-offset");
    applicant.part(&upload, 7, second, second).await.refused(409, "wrong-offset");
    applicant.part(&upload, bytes.len() as u64 + 1, b"", b"").await.refused(409, "wrong-offset");
    assert_eq!(applicant.get(&upload).await.json()["received"], PART);
    assert_eq!(server.uploads(), 1);
}

#[tokio::test]
async fn the_same_part_twice_at_once_is_one_part() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let bytes = jpeg(800, 600);
    let upload = address(&id, &applicant.begin_upload(&id, SLOT, "a.jpg", &bytes).await);
    let mut twin = applicant.clone();
    let (one, other) = tokio::join!(applicant.part(&upload, 0, &bytes, &bytes), twin.part(&upload, 0, &bytes, &bytes));
    for answer in [one, other] {
        assert_eq!(answer.is(StatusCode::OK).json()["received"], bytes.len());
    }
    assert!(applicant.get(&upload).await.json().get("uploaded").is_some());
}

#[tokio::test]
async fn what_was_damaged_on_its_way_is_not_kept() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let bytes = jpeg(800, 600);
    let upload = address(&id, &applicant.begin_upload(&id, SLOT, "a.jpg", &bytes).await);
    let mut damaged = bytes.clone();
    damaged[100] ^= 1;
    let problem = applicant.part(&upload, 0, &damaged, &bytes).await.refused(422, "invalid");
    assert_eq!(
        (&problem["findings"][0]["rule"], &problem["findings"][0]["path"]),
        (&json!("file.altered"), &json!(SLOT))
    );
    assert_eq!(server.uploads(), 0);
    // Each part is right by its own checksum, the whole is not: it begins anew.
    applicant.part(&upload, 0, &damaged, &damaged).await.refused(422, "invalid");
    applicant.get(&upload).await.refused(404, "not-found");
    assert_eq!(server.uploads(), 0);
    // Without a checksum, or with one that is none.
    let upload = address(&id, &applicant.begin_upload(&id, SLOT, "a.jpg", &bytes).await.is(StatusCode::CREATED));
    let part = |digest: Option<&str>| {
        let mut request = Request::put(format!("{API}{upload}/parts/0"));
        if let Some(digest) = digest {
            request = request.header("content-digest", digest);
        }
        request.body(Body::from(bytes.clone())).unwrap()
    };
    applicant.send(part(None)).await.refused(428, "precondition-required");
    for digest in ["sha-256=:AAAA:", "sha-256=abc", "md5=:rL0Y20zC+Fzt72VPzMSk2A==:", ""] {
        applicant.send(part(Some(digest))).await.refused(400, "unreadable");
    }
    applicant.upload(&id, SLOT, "a.jpg", &bytes).await.is(StatusCode::OK);
}

#[tokio::test]
async fn sizes_slots_and_checksums_that_are_none() {
    let server = Server::with(|config| config.uploads.max_bytes = 600 * 1024).await;
    let (mut applicant, id) = server.begun().await;
    let uploads = format!("/filings/{id}/uploads");
    let sum = secret::sha256(b"x");
    let wanted =
        |slot: &str, size: i64, sha256: &str| json!({ "slot": slot, "name": "", "size": size, "sha256": sha256 });
    let problem = applicant.post(&uploads, wanted(SLOT, 600 * 1024 + 1, &sum)).await.refused(413, "too-large");
    assert_eq!(problem["findings"][0]["params"]["max_bytes"], (600 * 1024).to_string());
    let problem = applicant.post(&uploads, wanted(SLOT, 0, &sum)).await.refused(422, "invalid");
    assert_eq!(problem["findings"][0]["rule"], "file.empty");
    for body in [
        wanted("organiser.name", 9, &sum),
        wanted("sites[00000000].domain_record", 9, &sum),
        wanted("nothing", 9, &sum),
        wanted(SLOT, -1, &sum),
        wanted(SLOT, 9, "abc"),
        wanted(SLOT, 9, &sum.to_uppercase()),
        json!({}),
    ] {
        applicant.post(&uploads, body).await.refused(400, "unreadable");
    }
    // More than was announced, and more than a part may be.
    let upload = address(&id, &applicant.begin_upload(&id, SLOT, "a", &[7; 9]).await);
    applicant.part(&upload, 0, &[7; 10], &[7; 10]).await.refused(413, "too-large");
    applicant.part(&upload, 0, b"", b"").await.refused(400, "unreadable");
    let upload = address(&id, &applicant.begin_upload(&id, SLOT, "a", &[7; PART + 9]).await);
    applicant.part(&upload, 0, &[7; PART + 1], &[7; PART + 1]).await.refused(413, "too-large");
    for offset in ["x", "-1", "99999999999999999999"] {
        let path = format!("{upload}/parts/{offset}");
        let headers = [("content-digest", "sha-256=:AAAA:")];
        applicant.call(Method::PUT, &path, Value::Null, &headers).await.refused(404, "not-found");
    }
    assert_eq!(server.uploads(), 0);
}

#[tokio::test]
async fn no_picture_is_refused_when_it_is_whole_and_nothing_of_it_stays() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let problem = applicant.upload(&id, SLOT, "a.jpg", b"this is no picture").await.refused(415, "unsupported-media");
    assert_eq!(problem["findings"][0]["path"], SLOT);
    let problem = applicant.upload(&id, SLOT, "a.jpg", &jpeg(200, 100)).await.refused(422, "invalid");
    assert_eq!(problem["findings"][0]["rule"], "file.too-small");
    assert_eq!(server.uploads(), 0);
}

#[tokio::test]
async fn another_accounts_upload_does_not_exist_and_a_submitted_filing_takes_none() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let bytes = jpeg(800, 600);
    let upload = address(&id, &applicant.begin_upload(&id, SLOT, "a.jpg", &bytes).await);
    let mut other = server.applicant("13800138001").await;
    let own = other.begin().await["id"].as_str().unwrap().to_owned();
    other.begin_upload(&id, SLOT, "a.jpg", &bytes).await.refused(404, "not-found");
    other.get(&upload).await.refused(404, "not-found");
    other.part(&upload, 0, &bytes, &bytes).await.refused(404, "not-found");
    other.call(Method::DELETE, &upload, Value::Null, &[]).await.refused(404, "not-found");
    // Nor through a filing of one's own.
    let through = upload.replace(&id, &own);
    other.get(&through).await.refused(404, "not-found");
    other.part(&through, 0, &bytes, &bytes).await.refused(404, "not-found");
    server.stranger().part(&upload, 0, &bytes, &bytes).await.refused(401, "signed-out");
    applicant.post(&format!("/filings/{id}/abandon"), json!({})).await.is(StatusCode::OK);
    applicant.part(&upload, 0, &bytes, &bytes).await.refused(409, "not-now");
    applicant.begin_upload(&id, SLOT, "b.jpg", &bytes).await.refused(409, "not-now");
}

#[tokio::test]
async fn given_up_or_forgotten_it_leaves_nothing() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let bytes = large();
    for _ in 0..2 {
        let upload = address(&id, &applicant.begin_upload(&id, SLOT, "a.jpg", &bytes).await.is(StatusCode::CREATED));
        applicant.part(&upload, 0, &bytes[..PART], &bytes[..PART]).await.is(StatusCode::OK);
        assert_eq!(server.uploads(), 1);
        applicant.call(Method::DELETE, &upload, Value::Null, &[]).await.is(StatusCode::NO_CONTENT);
        assert_eq!(server.uploads(), 0);
        applicant
            .part(&upload, PART as u64, &bytes[PART..2 * PART], &bytes[PART..2 * PART])
            .await
            .refused(404, "not-found");
    }
    let upload = address(&id, &applicant.begin_upload(&id, SLOT, "a.jpg", &bytes).await);
    applicant.part(&upload, 0, &bytes[..PART], &bytes[..PART]).await.is(StatusCode::OK);
    server.app.clock.advance(20 * 3600);
    let mut applicant = server.applicant(MOBILE).await;
    scheduler::tick(&server.app).await.unwrap();
    applicant.part(&upload, PART as u64, &bytes[PART..2 * PART], &bytes[PART..2 * PART]).await.is(StatusCode::OK);
    // A day after the last part, not after the first.
    server.app.clock.advance(20 * 3600);
    scheduler::tick(&server.app).await.unwrap();
    assert_eq!(server.uploads(), 2);
    server.app.clock.advance(5 * 3600);
    scheduler::tick(&server.app).await.unwrap();
    assert_eq!(server.uploads(), 0);
    server.applicant(MOBILE).await.get(&upload).await.refused(404, "not-found");
}
