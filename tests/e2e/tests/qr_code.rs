//! The code on the screen is read as a phone reads it: from a picture of the page, on light and dark screens, and from afar.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use beian_e2e::browser::{Browser, Device};
use beian_e2e::cdp::Theme;
use beian_e2e::path;
use beian_e2e::server::Server;
use image::GrayImage;
use image::imageops::FilterType;

/// What the QR codes of a picture say.
fn codes(picture: &GrayImage) -> Vec<String> {
    let (width, height) = (picture.width() as usize, picture.height() as usize);
    let mut prepared =
        rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| picture.get_pixel(x as u32, y as u32).0[0]);
    prepared.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}

async fn pictured(browser: &Browser) -> GrayImage {
    let png = STANDARD.decode(browser.whole_page().await).expect("base64");
    image::load_from_memory_with_format(&png, image::ImageFormat::Png).expect("a picture").into_luma8()
}

#[tokio::test(flavor = "multi_thread")]
async fn it_is_read_from_a_picture_of_the_page() {
    let server = Server::start().await;
    let applicant = Browser::open("qr", Device::Desktop, "zh-CN").await;
    let link = path::link_without_basic_check(&applicant, &server).await;
    for (width, height) in [(1280, 800), (375, 812)] {
        applicant.set_width(width, height).await;
        for theme in Theme::ALL {
            applicant.set_media(theme, true).await;
            let picture = pictured(&applicant).await;
            assert_eq!(codes(&picture), [link.as_str()], "{width} wide, {}", theme.as_str());
            // A phone half a metre away sees fewer pixels than the screen has: two thirds, and half.
            for part in [3, 4] {
                let (w, h) = (picture.width() * 2 / part, picture.height() * 2 / part);
                let seen = image::imageops::resize(&picture, w, h, FilterType::Triangle);
                assert_eq!(codes(&seen), [link.as_str()], "{width} wide, {}, 2/{part} of it", theme.as_str());
            }
        }
    }
}
