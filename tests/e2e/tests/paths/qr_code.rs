//! The code on the screen is read as a phone reads it: from a picture of the page, on light and dark screens, and from afar.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::cdp::Theme;
use beian_e2e::path;
use beian_e2e::server::Server;
use data_encoding::BASE64;
use image::GrayImage;
use image::imageops::FilterType;
use rxing::common::HybridBinarizer;
use rxing::qrcode::QRCodeReader;
use rxing::{BinaryBitmap, DecodeHintValue, DecodeHints, Luma8LuminanceSource, Reader};

/// Pixels of a screen's that a phone sees of each hundred, half a metre away.
const AFAR: [u32; 5] = [60, 59, 61, 58, 62];

/// What the QR code of a picture says, as the reader of many phones sees it.
fn code(picture: &GrayImage) -> String {
    let source =
        Luma8LuminanceSource::new(picture.as_raw().clone(), picture.width(), picture.height()).expect("a picture");
    let mut bitmap = BinaryBitmap::new(HybridBinarizer::new(source));
    let hints = DecodeHints::default().with(DecodeHintValue::TryHarder(true));
    QRCodeReader::new().decode_with_hints(&mut bitmap, &hints).map(|read| read.getText().to_owned()).unwrap_or_default()
}

async fn pictured(browser: &Browser) -> GrayImage {
    let png = BASE64.decode(browser.whole_page().await.as_bytes()).expect("base64");
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
            assert_eq!(code(&picture), link, "{width} wide, {}", theme.as_str());
            // Half a metre away a phone's 720p preview, 58 cm wide there, has three fifths of the pixels of a screen of 96 dpi. It takes
            // thirty pictures a second, no two at quite the same distance: at one of them a code may fall between its pixels.
            let seen = AFAR.map(|percent| {
                let (w, h) = (picture.width() * percent / 100, picture.height() * percent / 100);
                code(&image::imageops::resize(&picture, w, h, FilterType::Triangle))
            });
            assert!(seen.contains(&link), "{width} wide, {}, from afar: {seen:?}", theme.as_str());
        }
    }
}
