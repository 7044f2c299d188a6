//! Videos and pictures as phones send them: taken by what they are, and kept without what they need not hold.

use crate::harness::{Client, MOBILE, PERSON, Server, jpeg, webm};
use http::StatusCode;
use serde_json::{Value, json};

/// A phone at the beginning of a verification.
async fn phone(server: &Server) -> Client {
    let (mut applicant, id) = server.begun().await;
    let made = applicant.code_for(&id, PERSON).await;
    server.phone(&made).await
}

fn rule(problem: &Value) -> &str {
    problem["findings"][0]["rule"].as_str().unwrap()
}

#[tokio::test]
async fn a_video_of_a_browser_or_a_phones_camera_is_taken() {
    let server = Server::start().await;
    let mut phone = phone(&server).await;
    let videos =
        [webm(), include_bytes!("../data/video-fragmented.mp4").to_vec(), include_bytes!("../data/video.mov").to_vec()];
    for video in videos {
        let seen = phone.capture("video", &video).await.is(StatusCode::OK).json();
        assert_eq!(seen["taken"]["received"], json!(["video"]));
    }
    // Each replaced the one before.
    assert_eq!(server.uploads(), 1);
}

#[tokio::test]
async fn a_video_that_is_none_or_damaged_is_told_apart() {
    let server = Server::start().await;
    let mut phone = phone(&server).await;
    assert_eq!(rule(&phone.capture("video", &jpeg(800, 600)).await.refused(415, "unsupported-media")), "video.kind");
    let video = webm();
    let cut = phone.capture("video", &video[..video.len() - 10]).await.refused(422, "invalid");
    assert_eq!(rule(&cut), "video.unreadable");
    // Its clock runs three times as fast, or slow.
    let at = video.windows(4).position(|part| part == [0x2a, 0xd7, 0xb1, 0x83]).unwrap() + 4;
    for (scale, expected) in [(330_000u32, "video.too-short"), (3_000_000, "video.too-long")] {
        let mut video = video.clone();
        video[at..at + 3].copy_from_slice(&scale.to_be_bytes()[1..]);
        assert_eq!(rule(&phone.capture("video", &video).await.refused(422, "invalid")), expected);
    }
}

/// Where a picture was taken, as it must not be kept.
const PLACE: &[u8] = b"22.5431N 114.0579E";

/// A picture that a camera took, held upright: it lies on its side, and notes say so, and where it was.
fn photograph() -> Vec<u8> {
    let plain = jpeg(1280, 800);
    let notes = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
    let length = u16::try_from(notes.len() + PLACE.len() + 2).unwrap().to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, notes, PLACE, &plain[2..]].concat()
}

fn is_upright_and_nowhere(kept: &[u8]) -> bool {
    let picture = image::load_from_memory(kept).unwrap();
    (picture.width(), picture.height()) == (800, 1280) && !kept.windows(PLACE.len()).any(|part| part == PLACE)
}

#[tokio::test]
async fn a_side_of_the_card_is_kept_upright_and_without_its_place() {
    let server = Server::start().await;
    let mut phone = phone(&server).await;
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    assert_eq!(rule(&phone.capture("portrait", heic).await.refused(415, "unsupported-media")), "file.heic");
    phone.capture("portrait", &photograph()).await.is(StatusCode::OK);
    let kept = server.kept().await;
    assert!(kept.len() == 1 && is_upright_and_nowhere(&kept[0]));
}

#[tokio::test]
async fn so_is_a_attachment_and_its_description_is_that_of_what_is_kept() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let view = applicant.begin().await;
    let id = view["id"].as_str().unwrap();
    let sent = applicant.upload(id, "organiser.licence", "licence.jpg", &photograph()).await.is(StatusCode::OK).json();
    let kept = server.kept().await;
    assert!(kept.len() == 1 && is_upright_and_nowhere(&kept[0]));
    let attachment = &sent["uploaded"]["pages"][0];
    assert_eq!(
        (&attachment["width"], &attachment["height"], &attachment["size"]),
        (&json!(800), &json!(1280), &json!(kept[0].len()))
    );
    let mut document = view["filing"].clone();
    document["organiser"]["licence"] = attachment.clone();
    applicant.save(id, view["version"].as_u64().unwrap(), &document).await.is(StatusCode::OK);
}
