//! Pictures and videos from a phone's own camera, where the page has none: whatever kind they are, and in every engine.

use beian_e2e::browser::{Browser, Device, Engine};
use beian_e2e::server::Server;
use beian_e2e::{env_path, path};
use std::path::Path;

/// The field of a screen's own camera.
fn camera(screen: &str) -> String {
    format!("[data-screen='{screen}'] input[type='file'][capture]")
}

/// Chooses a file as a person would.
async fn choose(phone: &Browser, screen: &str, file: &Path) {
    let input = phone.find(&camera(screen)).await;
    input.send_keys(&file.display().to_string()).await.expect("the field takes a file");
}

/// Chooses a file that a script makes: `make` is an expression with `await` that gives a `Blob`.
async fn choose_made(phone: &Browser, screen: &str, name: &str, make: &str) {
    phone.find(&camera(screen)).await;
    let script = format!(
        "const [css, name, done] = arguments;
        (async () => {{
            const blob = {make};
            const chosen = new DataTransfer();
            chosen.items.add(new File([blob], name, {{ type: blob.type }}));
            const input = document.querySelector(css);
            input.files = chosen.files;
            input.dispatchEvent(new Event('change', {{ bubbles: true }}));
            done(true);
        }})();"
    );
    let values = vec![camera(screen).into(), name.into()];
    phone.client.execute_async(&script, values).await.expect("the file is made");
}

/// A drawn JPEG: red on the left, white on the right.
fn drawn(width: u32, height: u32) -> String {
    format!(
        "await (async () => {{
            const canvas = new OffscreenCanvas({width}, {height});
            const context = canvas.getContext('2d');
            context.fillStyle = 'white';
            context.fillRect(0, 0, {width}, {height});
            context.fillStyle = 'red';
            context.fillRect(0, 0, {width} / 2, {height});
            return canvas.convertToBlob({{ type: 'image/jpeg' }});
        }})()"
    )
}

/// The same with an EXIF segment: lying on its side (orientation 6), and with a place.
fn lying(width: u32, height: u32) -> String {
    let jpeg = drawn(width, height);
    format!(
        "await (async () => {{
            const jpeg = new Uint8Array(await ({jpeg}).arrayBuffer());
            const text = (s) => [...s].map((c) => c.charCodeAt(0));
            const exif = [...text('Exif'), 0, 0, ...text('MM'), 0, 42, 0, 0, 0, 8, 0, 1,
                1, 18, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0, ...text('GPS somewhere')];
            const segment = [0xff, 0xe1, 0, exif.length + 2, ...exif];
            return new Blob([jpeg.slice(0, 2), new Uint8Array(segment), jpeg.slice(2)], {{ type: 'image/jpeg' }});
        }})()"
    )
}

/// Pixels of the shot that is looked at.
async fn pixels(phone: &Browser) -> (u64, u64) {
    phone.until("the shot is drawn", "document.querySelector('img.phone__shot')?.naturalWidth > 0").await;
    let script = "const e = document.querySelector('img.phone__shot'); return [e.naturalWidth, e.naturalHeight]";
    let size = phone.client.execute(script, vec![]).await.expect("a size");
    (size[0].as_u64().expect("pixels"), size[1].as_u64().expect("pixels"))
}

#[tokio::test(flavor = "multi_thread")]
async fn pictures_of_every_kind_arrive_or_are_told() {
    let server = Server::start().await;
    let applicant = Browser::open("kinds-applicant", Device::Desktop, "en").await;
    let phone = Browser::open("kinds-phone", Device::PhoneWithoutCamera, "en").await;
    let link = path::link_without_basic_check(&applicant, &server).await;
    phone.goto(&link).await;
    phone.agree().await;

    // What this browser cannot draw goes as it is, and the server says what would be right.
    let heic = "new Blob([new Uint8Array([0, 0, 0, 24]), 'ftypheic', new Uint8Array(20000)], { type: 'image/heic' })";
    choose_made(&phone, "portrait", "IMG_0001.HEIC", heic).await;
    phone.click_action("use").await;
    phone.until_text("[data-problem]", "HEIC").await;
    phone.picture("heic").await;
    phone.click_action("again").await;

    // A photograph that lies on its side stands up, and does not say where it was taken.
    let keep = "const url = URL.createObjectURL;
        URL.createObjectURL = (blob) => { window.shown = blob; return url.call(URL, blob); };";
    phone.client.execute(keep, vec![]).await.expect("what is shown is kept");
    choose_made(&phone, "portrait", "lying.jpg", &lying(1600, 1000)).await;
    assert_eq!(pixels(&phone).await, (1000, 1600));
    let clean = "const done = arguments[0];
        window.shown.arrayBuffer().then((bytes) => {
            done(!new TextDecoder('latin1').decode(bytes).includes('GPS somewhere'));
        });";
    let clean = phone.client.execute_async(clean, vec![]).await.expect("the shot is read");
    assert_eq!(clean, serde_json::json!(true), "the place is gone");
    phone.click_action("use").await;

    // Fifty megapixels are scaled down before they travel.
    choose_made(&phone, "emblem", "large.jpg", &drawn(8700, 5800)).await;
    assert_eq!(pixels(&phone).await, (2560, 1706));
    phone.click_action("use").await;

    // A video that is none.
    choose_made(&phone, "video", "video.mp4", "new Blob(['this is no video'.repeat(2000)], { type: 'video/mp4' })")
        .await;
    phone.click_action("use").await;
    phone.find("[data-screen='video'] [data-problem]").await;
    phone.click_action("again").await;
    choose(&phone, "video", &video()).await;
    phone.click_action("use").await;
    phone.click_action("finish").await;
    phone.find("[data-screen='passed']").await;
    applicant.until_at("/organiser").await;
}

/// A video of six seconds.
fn video() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/video.webm")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_that_cannot_record_says_so_and_takes_a_file() {
    let server = Server::start().await;
    let applicant = Browser::open("recorder-applicant", Device::Desktop, "en").await;
    let phone = Browser::open("recorder-phone", Device::Phone, "en").await;
    let link = path::link_without_basic_check(&applicant, &server).await;
    phone.set_video("card");
    phone.goto(&link).await;
    phone.client.execute("delete window.MediaRecorder", vec![]).await.expect("it is gone");
    phone.agree().await;
    path::send_card(&phone).await;
    phone.until_text("[data-screen='video'] .phone__hint--live", "cannot record").await;
    phone.picture("no-recorder").await;
    for nobody_sees in ["[data-hint]", ".phone__camera:not([hidden])", "[data-action='record']"] {
        assert!(!phone.has(&format!("[data-screen='video'] {nobody_sees}")).await, "{nobody_sees}");
    }
    choose(&phone, "video", &video()).await;
    phone.click_action("use").await;
    phone.click_action("finish").await;
    phone.find("[data-screen='passed']").await;
    applicant.until_at("/organiser").await;
}

/// A browser whose camera cannot be had sends files to the end.
async fn by_files(engine: Engine, name: &'static str, desktop: &'static str) {
    let server = Server::start().await;
    let applicant = Browser::open(desktop, Device::Desktop, "zh-CN").await;
    let phone = Browser::open_in(engine, name, Device::Desktop, "zh-CN").await;
    let link = path::link_without_basic_check(&applicant, &server).await;
    phone.goto(&link).await;
    phone.agree().await;
    let samples = env_path("BEIAN_E2E_SAMPLES");
    choose(&phone, "portrait", &samples.join("id-portrait.jpg")).await;
    phone.click_action("use").await;
    choose(&phone, "emblem", &samples.join("id-emblem.jpg")).await;
    phone.click_action("use").await;
    choose(&phone, "video", &video()).await;
    phone.click_action("use").await;
    phone.click_action("finish").await;
    phone.find("[data-screen='passed']").await;
    applicant.until_at("/organiser").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn by_files_in_firefox() {
    by_files(Engine::Firefox, "files-firefox", "files-firefox-desktop").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn by_files_in_webkit() {
    by_files(Engine::WebKit, "files-webkit", "files-webkit-desktop").await;
}
