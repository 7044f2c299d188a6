//! What the phone captures, in parts: cut anywhere, continued after a reload, taken again, and refused clearly.

use crate::harness::{API, Client, PERSON, Server, jpeg, webm};
use axum::body::Body;
use beian_server::jobs::scheduler;
use beian_server::secret;
use bytes::Bytes;
use data_encoding::BASE64;
use http::{Method, Request, StatusCode};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::future::IntoFuture;
use std::io;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

const PART: usize = 256 * 1024;

/// A server, and a phone that may send a person's verification.
async fn ready() -> (Server, Client, Client, String) {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let phone = server.phone(&applicant.code_for(&id, PERSON).await).await;
    (server, applicant, phone, id)
}

/// The address of an upload.
fn address(view: &Value) -> String {
    format!("/handoff/uploads/{}", view["id"].as_str().unwrap())
}

/// Sends the first bytes of a part, then breaks off.
async fn broken(phone: &mut Client, upload: &str, offset: u64, part: &[u8], sent: usize) -> crate::harness::Answer {
    let sum = BASE64.encode(&Sha256::digest(part));
    let pieces = [Ok(Bytes::copy_from_slice(&part[..sent])), Err(io::Error::from(io::ErrorKind::ConnectionReset))];
    let request = Request::put(format!("{API}{upload}/parts/{offset}"))
        .header("content-digest", format!("sha-256=:{sum}:"))
        .header("content-length", part.len())
        .body(Body::from_stream(futures_util::stream::iter(pieces)));
    phone.send(request.unwrap()).await
}

/// The smallest picture that is taken as an attachment, near enough.
fn small() -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = image::RgbImage::from_pixel(300, 8, image::Rgb([200, 200, 200]));
    picture.write_to(&mut io::Cursor::new(&mut bytes), image::ImageFormat::Jpeg).unwrap();
    bytes
}

#[tokio::test]
async fn a_part_that_is_cut_at_any_byte_is_sent_again_and_counts_once() {
    let server = Server::with(|config| config.verification.per_verification = u32::MAX).await;
    let (mut applicant, id) = server.begun().await;
    let mut phone = server.phone(&applicant.code_for(&id, PERSON).await).await;
    let bytes = jpeg(800, 600);
    let part = &bytes[..64];
    for cut in 0..part.len() {
        // Each time another picture, of which the first part is cut.
        let mut picture = bytes.clone();
        picture.push(cut as u8);
        let upload = address(&phone.begin_capture("portrait", &picture).await.is(StatusCode::CREATED).json());
        broken(&mut phone, &upload, 0, part, cut).await.refused(400, "unreadable");
        let stands = phone.get(&upload).await.is(StatusCode::OK).json();
        assert_eq!(stands["received"], 0, "cut at {cut}");
        // A connection that ends without an error is found out by the checksum.
        phone.part(&upload, 0, &part[..cut], part).await.refused(422, "invalid");
        for _ in 0..2 {
            assert_eq!(phone.part(&upload, 0, part, part).await.is(StatusCode::OK).json()["received"], 64);
        }
        let taken = phone.capture("portrait", &picture).await.is(StatusCode::OK).json();
        assert_eq!(taken["taken"]["received"], json!(["portrait"]), "cut at {cut}");
        assert_eq!(server.uploads(), 1, "the picture, and nothing of its parts");
    }
}

#[tokio::test]
async fn a_connection_that_is_lost_at_any_byte_of_a_part_costs_that_part_only() {
    let (server, _, mut phone, _) = ready().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address_of_server = listener.local_addr().unwrap();
    let serving = tokio::spawn(axum::serve(listener, beian_server::router::router(server.app.clone())).into_future());
    let bytes = jpeg(800, 600);
    let upload = address(&phone.begin_capture("portrait", &bytes).await.json());
    let part = &bytes[..64];
    let sum = BASE64.encode(&Sha256::digest(part));
    let head = format!(
        "PUT {API}{upload}/parts/0 HTTP/1.1\r\nhost: {address_of_server}\r\ncookie: {}\r\ncontent-digest: sha-256=:{sum}:\r\ncontent-length: {}\r\n\r\n",
        phone.cookies(),
        part.len()
    );
    for cut in 0..=part.len() {
        let mut connection = TcpStream::connect(address_of_server).await.unwrap();
        connection.write_all(head.as_bytes()).await.unwrap();
        connection.write_all(&part[..cut]).await.unwrap();
        connection.shutdown().await.unwrap();
        if cut == part.len() {
            // Nobody waits for the answer.
            continue;
        }
        // The server has done with it when it closes its side, too.
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).await.unwrap();
        assert!(!answer.starts_with(b"HTTP/1.1 200"), "cut at {cut}: {}", String::from_utf8_lossy(&answer));
        assert_eq!(phone.get(&upload).await.json()["received"], 0, "cut at {cut}");
    }
    // The last round lost the answer only: whether or not that part has arrived by now, it is sent again and counts once.
    assert_eq!(phone.part(&upload, 0, part, part).await.is(StatusCode::OK).json()["received"], 64);
    assert_eq!(phone.capture("portrait", &bytes).await.json()["taken"]["received"], json!(["portrait"]));
    serving.abort();
}

#[tokio::test]
async fn a_file_in_two_parts_is_the_same_wherever_it_is_split() {
    let server = Server::with(|config| {
        config.verification.per_verification = u32::MAX;
        config.uploads.min_side = 8;
    })
    .await;
    let (mut applicant, id) = server.begun().await;
    let mut phone = server.phone(&applicant.code_for(&id, "organiser.licence").await).await;
    let picture = small();
    for split in 1..picture.len() {
        // Each time another one: what stands behind a picture's end is no harm.
        let mut bytes = picture.clone();
        bytes.extend((split as u32).to_be_bytes());
        let upload = address(&phone.begin_capture("attachment", &bytes).await.is(StatusCode::CREATED).json());
        let (one, other) = bytes.split_at(split);
        let half = phone.part(&upload, 0, one, one).await.is(StatusCode::OK).json();
        assert_eq!((&half["received"], half.get("taken")), (&json!(split), None));
        // A reload: the same bytes find the upload as far as it came.
        let found = phone.begin_capture("attachment", &bytes).await.is(StatusCode::OK).json();
        assert_eq!((address(&found), &found["received"]), (upload.clone(), &json!(split)));
        let whole = phone.part(&upload, split as u64, other, other).await.is(StatusCode::OK).json();
        assert_eq!(whole["taken"]["received"], json!(["attachment"]), "split at {split}");
        assert_eq!(server.uploads(), 1, "split at {split}");
    }
    phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK);
    let attachment = applicant.get(&format!("/filings/{id}")).await.json()["filing"]["organiser"]["licence"][0].clone();
    assert_eq!(attachment["width"], 300);
}

#[tokio::test]
async fn a_large_picture_goes_on_after_a_reload_and_its_last_part_may_come_twice() {
    let (server, _, mut phone, _) = ready().await;
    // What stands behind a picture's end, such as a phone's short video, is no harm.
    let mut picture = jpeg(800, 600);
    picture.resize(2 * PART + 999, 9);
    let view = phone.begin_capture("portrait", &picture).await.is(StatusCode::CREATED).json();
    assert_eq!(
        (&view["part"], &view["size"], &view["capture"]),
        (&json!(PART), &json!(picture.len()), &json!("portrait"))
    );
    let upload = address(&view);
    phone.part(&upload, 0, &picture[..PART], &picture[..PART]).await.is(StatusCode::OK);
    phone.part(&upload, 2 * PART as u64, &picture[2 * PART..], &picture[2 * PART..]).await.refused(409, "wrong-offset");
    let found = phone.begin_capture("portrait", &picture).await.is(StatusCode::OK).json();
    assert_eq!((address(&found), &found["received"]), (upload.clone(), &json!(PART)));
    let taken = phone.capture("portrait", &picture).await.is(StatusCode::OK).json();
    // The answer was lost: the same last part, and the same whole, get it again.
    let last =
        phone.part(&upload, 2 * PART as u64, &picture[2 * PART..], &picture[2 * PART..]).await.is(StatusCode::OK);
    assert_eq!(last.json(), taken);
    assert_eq!(phone.get(&upload).await.is(StatusCode::OK).json(), taken);
    assert_eq!(phone.begin_capture("portrait", &picture).await.is(StatusCode::OK).json(), taken);
    assert_eq!(server.uploads(), 1);
}

#[tokio::test]
async fn the_last_part_twice_at_once_is_one_capture() {
    let (server, _, mut phone, _) = ready().await;
    let bytes = jpeg(800, 600);
    let upload = address(&phone.begin_capture("portrait", &bytes).await.json());
    let mut twin = phone.clone();
    let (one, other) = tokio::join!(phone.part(&upload, 0, &bytes, &bytes), twin.part(&upload, 0, &bytes, &bytes));
    for answer in [one, other] {
        assert_eq!(answer.is(StatusCode::OK).json()["taken"]["received"], json!(["portrait"]));
    }
    assert_eq!(server.uploads(), 1);
}

#[tokio::test]
async fn what_the_phone_sends_is_looked_at() {
    let (server, _, mut phone, _) = ready().await;
    phone.post("/handoff/finish", Value::Null).await.refused(422, "invalid");
    phone.capture("portrait", b"no picture").await.refused(415, "unsupported-media");
    phone.capture("portrait", &jpeg(320, 200)).await.refused(422, "invalid");
    phone.capture("portrait", &jpeg(800, 600)[..9000]).await.refused(422, "invalid");
    phone.capture("video", &jpeg(800, 600)).await.refused(415, "unsupported-media");
    phone.capture("video", &webm()[..200]).await.refused(422, "invalid");
    phone.capture("passport", &jpeg(800, 600)).await.refused(400, "unreadable");
    phone.capture("attachment", &jpeg(800, 600)).await.refused(404, "not-found");
    phone.capture("portrait", b"").await.refused(422, "invalid");
    let most = server.app.config.uploads.max_video_bytes;
    let body = json!({ "capture": "video", "size": most + 1, "sha256": secret::sha256(b"a video") });
    let problem = phone.post("/handoff/uploads", body).await.refused(413, "too-large");
    assert_eq!(problem["findings"][0]["params"]["max_bytes"], most.to_string());
    let body = json!({ "capture": "video", "size": 9, "sha256": "ABC" });
    phone.post("/handoff/uploads", body).await.refused(400, "unreadable");
    assert_eq!(server.uploads(), 0, "nothing of what was refused stays");
}

#[tokio::test]
async fn a_capture_is_taken_again_until_the_finish_and_the_last_one_counts() {
    let (server, _, mut phone, id) = ready().await;
    let (one, other, third) = (jpeg(800, 600), jpeg(900, 600), jpeg(1000, 600));
    phone.capture("portrait", &one).await.is(StatusCode::OK);
    let seen = phone.capture("portrait", &other).await.is(StatusCode::OK).json();
    assert_eq!((&seen["taken"]["received"], &seen["taken"]["state"]), (&json!(["portrait"]), &json!("portrait")));
    assert_eq!(server.uploads(), 1);
    // The first one after all: it is sent anew, for its bytes are gone.
    let again = phone.begin_capture("portrait", &one).await.is(StatusCode::CREATED).json();
    assert_eq!(again["received"], 0);
    phone.capture("portrait", &one).await.is(StatusCode::OK);
    // An unfinished one that is taken again leaves nothing.
    let upload = address(&phone.begin_capture("emblem", &one).await.json());
    phone.part(&upload, 0, &one[..100], &one[..100]).await.is(StatusCode::OK);
    phone.capture("emblem", &third).await.is(StatusCode::OK);
    phone.get(&upload).await.refused(404, "not-found");
    assert_eq!(server.uploads(), 2);
    let finished = phone.capture("video", &webm()).await.is(StatusCode::OK).json();
    phone.capture("portrait", &other).await.is(StatusCode::OK);
    assert_eq!(phone.get("/handoff").await.json()["state"], "video", "it does not go back");
    phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK);
    phone.begin_capture("portrait", &one).await.refused(409, "not-now");
    let parts = address(&finished);
    phone.part(&parts, 0, b"x", b"x").await.refused(409, "not-now");
    // The desk is shown the last ones.
    let filing = beian_model::FilingId(id);
    let row = &server.app.store.verifications(&filing).await.unwrap()[0];
    let captures = server.app.store.captures(&row.id).await.unwrap();
    let portrait = captures.iter().find(|one| one.capture == beian_model::Capture::Portrait).unwrap();
    assert_eq!(server.app.files.get(&portrait.file).await.unwrap(), other);
}

#[tokio::test]
async fn another_handoffs_upload_does_not_exist() {
    let (server, mut applicant, mut phone, id) = ready().await;
    let bytes = jpeg(800, 600);
    let upload = address(&phone.begin_capture("portrait", &bytes).await.json());
    let site = applicant.get(&format!("/filings/{id}")).await.json()["filing"]["sites"][0]["id"].clone();
    let of = format!("sites[{}].responsible_person.verification", site.as_str().unwrap());
    let mut other = server.phone(&applicant.code_for(&id, &of).await).await;
    other.get(&upload).await.refused(404, "not-found");
    other.part(&upload, 0, &bytes, &bytes).await.refused(404, "not-found");
    // The same bytes are another upload there.
    let own = address(&other.begin_capture("portrait", &bytes).await.is(StatusCode::CREATED).json());
    assert_ne!(own, upload);
    // Nor does the applicant reach it as an attachment, or the phone an attachment's.
    let through = upload.replace("/handoff", &format!("/filings/{id}"));
    applicant.get(&through).await.refused(404, "not-found");
    applicant.part(&through, 0, &bytes, &bytes).await.refused(404, "not-found");
    applicant.call(Method::DELETE, &through, Value::Null, &[]).await.refused(404, "not-found");
    let attachment = applicant.begin_upload(&id, "organiser.licence", "a.jpg", &bytes).await.json();
    phone.get(&address(&attachment)).await.refused(404, "not-found");
    phone.part(&address(&attachment), 0, &bytes, &bytes).await.refused(404, "not-found");
    server.stranger().part(&upload, 0, &bytes, &bytes).await.refused(401, "signed-out");
    assert_eq!(server.uploads(), 0);
}

#[tokio::test]
async fn a_file_that_comes_byte_by_byte_is_not_taken() {
    let (_server, _, mut phone, _) = ready().await;
    let bytes = jpeg(800, 600);
    let upload = address(&phone.begin_capture("portrait", &bytes).await.is(StatusCode::CREATED).json());
    for at in 0..1024 {
        phone.part(&upload, at as u64, &bytes[at..=at], &bytes[at..=at]).await.is(StatusCode::OK);
    }
    phone.part(&upload, 1024, &bytes[1024..=1024], &bytes[1024..=1024]).await.refused(429, "too-many");
}

#[tokio::test]
async fn a_full_disk_is_told_and_the_same_part_goes_on_once_there_is_room() {
    let (server, _, mut phone, _) = ready().await;
    let bytes = jpeg(800, 600);
    let upload = address(&phone.begin_capture("portrait", &bytes).await.json());
    let (one, other) = bytes.split_at(100);
    let folder = server.uploads_folder();
    // A file in the folder's place: nothing can be written, whoever runs the test.
    let full = |full: bool| {
        let away = folder.with_extension("away");
        if full {
            std::fs::rename(&folder, &away).unwrap();
            std::fs::write(&folder, b"").unwrap();
        } else {
            std::fs::remove_file(&folder).unwrap();
            std::fs::rename(&away, &folder).unwrap();
        }
    };
    full(true);
    phone.part(&upload, 0, one, one).await.refused(503, "unavailable");
    assert_eq!(phone.get(&upload).await.json()["received"], 0);
    full(false);
    phone.part(&upload, 0, one, one).await.is(StatusCode::OK);
    let taken = phone.part(&upload, 100, other, other).await.is(StatusCode::OK).json();
    assert_eq!(taken["taken"]["received"], json!(["portrait"]));
}

#[tokio::test]
async fn what_is_forgotten_is_swept_and_what_was_taken_stays() {
    let (server, _, mut phone, _) = ready().await;
    let bytes = jpeg(800, 600);
    phone.capture("portrait", &bytes).await.is(StatusCode::OK);
    let upload = address(&phone.begin_capture("emblem", &bytes).await.json());
    phone.part(&upload, 0, &bytes[..99], &bytes[..99]).await.is(StatusCode::OK);
    assert_eq!(server.uploads(), 2);
    server.app.clock.advance(25 * 3600);
    scheduler::tick(&server.app).await.unwrap();
    assert_eq!(server.uploads(), 1);
}

#[tokio::test]
async fn what_was_measured_goes_to_the_desk_with_the_picture_and_the_code_with_the_video() {
    let server = Server::start().await;
    let mut applicant = server.applicant(crate::harness::MOBILE).await;
    let prepared = crate::steps::prepare(&server, &mut applicant).await;
    let id = &prepared.id;
    let mut phone = server.phone(&applicant.code_for(id, PERSON).await).await;
    let code = phone.get("/handoff").await.json()["code"].clone();
    let bytes = jpeg(1000, 700);
    let scores = json!([{ "measure": "sharp", "score": 200 }, { "measure": "glare", "score": 35 }, { "measure": "sharp", "score": 1 }]);
    let measured = json!({ "by": "overruled", "scores": scores });
    phone.capture_measured("portrait", &bytes, measured).await.is(StatusCode::OK);
    phone.capture_measured("emblem", &jpeg(1010, 700), Value::Null).await.is(StatusCode::OK);
    phone.capture("video", &webm()).await.is(StatusCode::OK);
    let done = phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK).json();
    let told = done["reasons"].as_array().unwrap().iter().map(|one| {
        let mut params = one["params"].clone();
        params.as_object_mut().unwrap().retain(|name, _| !name.starts_with("sentence_"));
        (one["rule"].as_str().unwrap(), params)
    });
    let mut told: Vec<(&str, Value)> = told.collect();
    told.sort_by_key(|(rule, _)| *rule);
    // Nothing measured is not the same as good.
    let poor = json!({ "capture": "portrait", "measures": "glare" });
    assert_eq!(told, [("capture.quality", poor), ("capture.unmeasured", json!({ "capture": "emblem" }))]);
    let version = applicant.get(&format!("/filings/{id}")).await.version();
    let tag = format!("\"{version}\"");
    let headers = [("if-match", tag.as_str()), ("idempotency-key", "12345678")];
    applicant.call(Method::POST, &format!("/filings/{id}/submit"), Value::Null, &headers).await.is(StatusCode::OK);
    let review = server.reviewer().await.get(&format!("/staff/filings/{id}")).await.is(StatusCode::OK).json();
    let captures = review["captures"].as_array().unwrap();
    let of = |what: &str| captures.iter().find(|one| one["capture"] == what).unwrap();
    let kept = json!([{ "measure": "sharp", "score": 100 }, { "measure": "glare", "score": 35 }]);
    assert_eq!(of("portrait")["measured"], json!({ "by": "overruled", "scores": kept }));
    assert_eq!((of("emblem").get("measured"), of("portrait").get("code")), (None, None));
    assert_eq!((&of("video")["code"], &of("video")["tenths"]), (&code, &json!(60)));
}
