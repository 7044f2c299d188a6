//! Pictures that are small as files and would fill the memory.

use crate::harness::{Client, Server};
use futures_util::future::join_all;
use http::StatusCode;
use image::codecs::png::PngEncoder;
use image::{ExtendedColorType, ImageEncoder};

const SLOT: &str = "organiser.licence";

/// A white PNG.
fn white(width: u32, height: u32, colours: ExtendedColorType) -> Vec<u8> {
    let bytes = usize::from(colours.bits_per_pixel() / 8) * width as usize * height as usize;
    let mut png = Vec::new();
    PngEncoder::new(&mut png).write_image(&vec![255; bytes], width, height, colours).unwrap();
    png
}

async fn filing(server: &Server, n: u32) -> (Client, String) {
    let mut applicant = server.applicant(&format!("1380013{n:04}")).await;
    let id = applicant.begin().await["id"].as_str().unwrap().to_owned();
    (applicant, id)
}

#[tokio::test]
async fn what_would_fill_the_memory_is_refused_by_its_head() {
    let server = Server::with(|config| config.uploads.max_megapixels = 2).await;
    let (mut applicant, id) = filing(&server, 1).await;
    // As many pixels as are allowed, of eight bytes instead of three.
    let bomb = white(1600, 1200, ExtendedColorType::Rgba16);
    assert!(bomb.len() < 100_000, "{}", bomb.len());
    let problem = applicant.upload(&id, SLOT, "bomb.png", &bomb).await.refused(422, "invalid");
    assert_eq!(problem["findings"][0]["rule"], "file.too-many-pixels");
    assert_eq!(server.uploads(), 0);
    let plain = white(1600, 1200, ExtendedColorType::Rgb8);
    applicant.upload(&id, SLOT, "plain.png", &plain).await.is(StatusCode::OK);
}

#[tokio::test]
async fn many_large_ones_at_once_take_turns() {
    // Room for one of them at a time.
    let server = Server::with(|config| config.uploads.decode_mib = 6).await;
    let picture = white(1600, 1200, ExtendedColorType::Rgb8);
    let mut applicants = Vec::new();
    for n in 0..6 {
        applicants.push(filing(&server, n).await);
    }
    let sent = applicants.iter_mut().map(|(applicant, id)| applicant.upload(id, SLOT, "a.png", &picture));
    for answer in join_all(sent).await {
        answer.is(StatusCode::OK);
    }
}

#[tokio::test]
async fn who_would_wait_too_long_is_told_and_sends_the_last_part_again() {
    let server = Server::with(|config| {
        config.uploads.decode_mib = 1;
        config.uploads.decode_wait = 0;
    })
    .await;
    let (mut applicant, id) = filing(&server, 1).await;
    let picture = white(800, 600, ExtendedColorType::Rgb8);
    // Somebody else's picture takes all there is.
    let (end, ended) = std::sync::mpsc::channel::<()>();
    let (begin, begun) = tokio::sync::oneshot::channel();
    let decoders = server.app.decoders.clone();
    let other = tokio::spawn(async move {
        let work = move || {
            let _ = begin.send(());
            let _ = ended.recv();
        };
        decoders.run(1, work).await
    });
    begun.await.unwrap();
    let problem = applicant.upload(&id, SLOT, "a.png", &picture).await.refused(503, "unavailable");
    assert!(problem["detail"].as_str().unwrap().contains("较多图片"), "{problem}");
    drop(end);
    other.await.unwrap().unwrap();
    // All of it is there: the last part alone is sent again.
    let begun = applicant.begin_upload(&id, SLOT, "a.png", &picture).await.is(StatusCode::OK).json();
    assert_eq!(begun["received"], picture.len());
    let upload = format!("/filings/{id}/uploads/{}", begun["id"].as_str().unwrap());
    let taken = applicant.part(&upload, 0, &picture, &picture).await.is(StatusCode::OK).json();
    assert_eq!(taken["uploaded"]["pages"][0]["width"], 800);
}
