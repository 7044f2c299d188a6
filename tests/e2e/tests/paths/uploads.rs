//! Attachments: scaled down, turned, given up, continued after a cut, dropped and pasted, and sent by phone.

use beian_e2e::api::Account;
use beian_e2e::browser::{Browser, Device};
use beian_e2e::patience::{PATIENCE, patiently};
use beian_e2e::server::Server;
use beian_e2e::{env_path, path};
use fantoccini::Locator;
use serde_json::json;
use std::path::PathBuf;

const LICENCE: &str = "organiser.licence";
const FIELD: &str = "[data-path='organiser.licence']";

/// As far as the organiser's page, without what lies before it: the steps are links.
async fn at_organiser(applicant: &Browser, server: &Server) {
    path::sign_in(applicant, server).await;
    let id = path::prepare(applicant).await;
    applicant.until_saved().await;
    applicant.goto(&server.url(&format!("/filings/{id}/organiser"))).await;
    applicant.find("[id='organiser.licence']").await;
}

/// Asks the browser to draw a JPEG of noise, and puts it into the field as a person's choice would: noise stays large.
async fn choose_noise(applicant: &Browser, width: u32, height: u32) {
    let script = "const [id, width, height] = arguments;
        const canvas = new OffscreenCanvas(width, height);
        const context = canvas.getContext('2d');
        const tile = new ImageData(256, 256);
        for (let y = 0; y < height; y += 256) for (let x = 0; x < width; x += 256) {
            crypto.getRandomValues(new Uint8Array(tile.data.buffer, 0, 65536));
            for (let n = 0; n < tile.data.length; n += 4) {
                tile.data[n] = tile.data[(n * 7) % 65536];
                tile.data[n + 3] = 255;
            }
            context.putImageData(tile, x, y);
        }
        canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 }).then((blob) => {
            const chosen = new DataTransfer();
            chosen.items.add(new File([blob], 'noise.jpg', { type: 'image/jpeg' }));
            const input = document.getElementById(id);
            input.files = chosen.files;
            input.dispatchEvent(new Event('change', { bubbles: true }));
        });";
    applicant.client.execute(script, vec![json!(LICENCE), json!(width), json!(height)]).await.expect("it is drawn");
}

/// The pixels of the attachment that the field shows, as the browser decodes them.
async fn pixels(applicant: &Browser) -> (u64, u64) {
    let picture = format!("{FIELD} .upload__preview img");
    applicant
        .until("the picture is loaded", &format!("document.querySelector({}).naturalWidth > 0", json!(picture)))
        .await;
    let script = "const e = document.querySelector(arguments[0]); return [e.naturalWidth, e.naturalHeight]";
    let size = applicant.client.execute(script, vec![json!(picture)]).await.expect("a size");
    (size[0].as_u64().expect("pixels"), size[1].as_u64().expect("pixels"))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_large_photograph_is_scaled_down_and_turned() {
    let server = Server::start().await;
    let applicant = Browser::open("attachment-scaled", Device::Desktop, "en").await;
    at_organiser(&applicant, &server).await;
    choose_noise(&applicant, 4000, 3000).await;
    applicant.find(&format!("{FIELD} .upload__preview img")).await;
    assert_eq!(pixels(&applicant).await, (2560, 1920));
    applicant.picture("wide").await;

    applicant.click(&format!("{FIELD} [data-action='turn-right']")).await;
    applicant.until_text(&format!("{FIELD} figcaption"), "1920×2560").await;
    assert_eq!(pixels(&applicant).await, (1920, 2560));
    applicant.until_saved().await;
    applicant.reload().await;
    // After a reload there is only the server's picture to turn.
    applicant.click(&format!("{FIELD} [data-action='turn-left']")).await;
    applicant.until_text(&format!("{FIELD} figcaption"), "2560×1920").await;
    applicant.until_saved().await;

    // Removed by mistake, put back; removed for good.
    applicant.click(&format!("{FIELD} [data-action='remove-attachment']")).await;
    applicant.until("it is gone", &format!("!document.querySelector({})", json!(format!("{FIELD} img")))).await;
    applicant.click(&format!("{FIELD} [data-action='restore-attachment']")).await;
    applicant.find(&format!("{FIELD} .upload__preview img")).await;
    applicant.click(&format!("{FIELD} [data-action='remove-attachment']")).await;
    applicant.until_saved().await;
    applicant.reload().await;
    applicant.find(&format!("{FIELD} [data-action='choose-attachment']")).await;
    assert!(!applicant.has(&format!("{FIELD} .upload__preview img")).await);
}

#[tokio::test(flavor = "multi_thread")]
async fn given_up_in_the_middle_what_was_there_stays() {
    let server = Server::start().await;
    let applicant = Browser::open("attachment-cancelled", Device::Desktop, "zh-CN").await;
    at_organiser(&applicant, &server).await;
    applicant.upload(LICENCE, &env_path("BEIAN_E2E_SAMPLES").join("licence.jpg")).await;
    applicant.until_saved().await;
    let before = applicant.text_of(&format!("{FIELD} figcaption")).await;
    applicant.slow_down(200_000).await;
    choose_noise(&applicant, 2500, 2500).await;
    let moving = format!("document.querySelector({})?.value > 0", json!(format!("{FIELD} progress")));
    applicant.until("some of it has gone", &moving).await;
    applicant.picture("sending").await;
    applicant.click(&format!("{FIELD} [data-action='cancel-upload']")).await;
    applicant
        .until("nothing is under way", &format!("!document.querySelector({})", json!(format!("{FIELD} progress"))))
        .await;
    applicant.until("the field has the focus", &format!("document.activeElement?.id === '{LICENCE}'")).await;
    assert_eq!(applicant.text_of(&format!("{FIELD} figcaption")).await, before);
    // The licence, and nothing of what was given up.
    let uploads = server.data().join("uploads");
    let left = patiently(PATIENCE, async || match std::fs::read_dir(&uploads).expect("a folder").count() {
        0 | 1 => Ok(()),
        more => Err(more),
    });
    assert_eq!(left.await, Ok(()), "the parts are still there");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_network_is_waited_for_and_the_upload_goes_on() {
    let mut server = Server::start().await;
    let applicant = Browser::open("attachment-cut", Device::Desktop, "en").await;
    at_organiser(&applicant, &server).await;
    applicant.slow_down(400_000).await;
    choose_noise(&applicant, 2500, 2500).await;
    // What the server holds, not what the page's progress says: the last bytes of a part may have gone before it is kept.
    let uploads = server.data().join("uploads");
    let held = patiently(PATIENCE, async || match std::fs::read_dir(&uploads).expect("a folder").count() {
        few @ (0 | 1) => Err(few),
        _ => Ok(()),
    });
    assert_eq!(held.await, Ok(()), "so few parts are held");
    server.stop();
    applicant.until_text(&format!("{FIELD} .upload__state"), "Continues by itself").await;
    applicant.picture("waiting").await;
    server.resume().await;
    applicant.find(&format!("{FIELD} .upload__preview img")).await;
    assert_eq!(pixels(&applicant).await, (2500, 2500));
    applicant.until_saved().await;
    // One upload that went on, not a second one.
    let uploads: i64 =
        sqlx::query_scalar("SELECT count(*) FROM uploads").fetch_one(&server.database().await).await.expect("a count");
    assert_eq!(uploads, 1);
}

/// Begins an upload that takes its time, and leaves the filing for the home page.
async fn leave_in_the_middle(applicant: &Browser) {
    applicant.slow_down(400_000).await;
    choose_noise(applicant, 2500, 2500).await;
    let moving = format!("document.querySelector({})?.value > 0", json!(format!("{FIELD} progress")));
    applicant.until("some of it has gone", &moving).await;
    let asks = "return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    assert_eq!(applicant.client.execute(asks, vec![]).await.expect("an answer"), true, "closing the tab would lose it");
    applicant.click(".header__brand").await;
    applicant.find("[data-action='new-filing']").await;
    assert_eq!(applicant.client.execute(asks, vec![]).await.expect("an answer"), true, "on any page");
}

#[tokio::test(flavor = "multi_thread")]
async fn it_arrives_though_its_filing_was_left() {
    let server = Server::start().await;
    let applicant = Browser::open("attachment-left", Device::Desktop, "zh-CN").await;
    let account = Account::sign_in(&server, path::APPLICANT_MOBILE).await;
    account.enter(&applicant, &server).await;
    let id = path::prepare(&applicant).await;
    applicant.until_saved().await;
    applicant.goto(&server.url(&format!("/filings/{id}/organiser"))).await;
    applicant.find("[id='organiser.licence']").await;
    applicant.until_saved().await;
    leave_in_the_middle(&applicant).await;
    let there = patiently(PATIENCE, async || account.filing(&id).await.filing.organiser.licence.pop().ok_or(()));
    assert_eq!(there.await.map(|licence| licence.name).as_deref(), Ok("noise.jpg"), "nobody has it open");
    let asks = "window.dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    applicant.until("nothing is under way", asks).await;

    // Opened again before it has arrived: it is seen on its way, and arrives there.
    applicant.client.back().await.expect("the filing");
    applicant.find(&format!("{FIELD} .upload__preview img")).await;
    leave_in_the_middle(&applicant).await;
    applicant.client.back().await.expect("the filing");
    applicant.find(&format!("{FIELD} progress")).await;
    applicant
        .until("it has arrived", &format!("!document.querySelector({})", json!(format!("{FIELD} progress"))))
        .await;
    applicant.until_saved().await;
    let first = there_now(&account, &id).await;
    assert_eq!(first.as_deref(), Some("noise.jpg"));
    assert_eq!(pixels(&applicant).await, (2500, 2500));
}

async fn there_now(account: &Account, id: &str) -> Option<String> {
    account.filing(id).await.filing.organiser.licence.first().map(|page| page.name.clone())
}

#[tokio::test(flavor = "multi_thread")]
async fn dropped_pasted_and_no_picture() {
    let server = Server::start().await;
    let applicant = Browser::open("attachment-dropped", Device::Desktop, "en").await;
    at_organiser(&applicant, &server).await;
    let event = |make: &str| {
        format!(
            "const zone = document.querySelector({}); const data = new DataTransfer();
             const canvas = new OffscreenCanvas(...arguments);
             const context = canvas.getContext('2d'); context.fillRect(0, 0, 9, 9);
             canvas.convertToBlob({{ type: 'image/png' }}).then((blob) => {{
                 data.items.add(new File([blob], 'sheet.png', {{ type: 'image/png' }}));
                 {make}
             }});",
            json!(format!("{FIELD} .upload"))
        )
    };
    let drop = event(
        "for (const kind of ['dragover', 'drop'])
            zone.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));",
    );
    applicant.client.execute(&drop, vec![json!(640), json!(480)]).await.expect("it is dropped");
    // A small PNG travels as it is.
    applicant.until_text(&format!("{FIELD} figcaption"), "sheet.png").await;
    applicant.until_text(&format!("{FIELD} figcaption"), "640×480").await;
    let paste = event(
        "zone.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));",
    );
    applicant.client.execute(&paste, vec![json!(3000), json!(400)]).await.expect("it is pasted");
    // Behind the page that is there.
    let second = format!("{FIELD} figure:nth-of-type(2) figcaption");
    applicant.until_text(&second, "sheet.jpg").await;
    applicant.until_text(&second, "2560×341").await;

    let folder = tempfile::TempDir::new().unwrap();
    let heic: PathBuf = folder.path().join("IMG_0001.HEIC");
    std::fs::write(&heic, b"\0\0\0\x18ftypheic no browser reads this").unwrap();
    applicant.choose_file(LICENCE, &heic).await;
    applicant.find(&format!("{FIELD} [data-problem='unsupported-media']")).await;
    applicant.until_text(FIELD, "HEIC").await;
    assert!(applicant.has(&format!("{FIELD} .upload__preview img")).await, "the attachment before stays");
}

/// Opens the way by phone on the desktop; gives the link.
async fn ask_a_phone(applicant: &Browser) -> String {
    applicant.click(&format!("{FIELD} [data-action='send-by-phone']")).await;
    applicant.find(&format!("{FIELD} svg.qr")).await;
    let link = applicant.find(&format!("{FIELD} [data-handoff-link]")).await;
    link.prop("value").await.expect("the page answers").expect("a link")
}

/// On the phone: a picture from its album.
async fn pick(phone: &Browser) {
    let album = phone.client.find(Locator::Css("#file-album")).await.expect("a way to the album");
    let licence = env_path("BEIAN_E2E_SAMPLES").join("licence.jpg");
    album.send_keys(&licence.display().to_string()).await.expect("the field takes a file");
}

/// On the phone: the whole way, looked at.
async fn photograph(phone: &Browser, link: &str) {
    phone.goto(link).await;
    phone.find("[data-screen='consent']").await;
    phone.picture("consent").await;
    phone.agree().await;
    phone.find("[data-screen='attachment']").await;
    phone.picture("attachment").await;
    pick(phone).await;
    phone.find("[data-action='use']").await;
    phone.picture("look").await;
    phone.click_action("use").await;
    phone.find("[data-screen='passed']").await;
    phone.picture("passed").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_attachment_by_phone_while_the_desktop_types() {
    let server = Server::start().await;
    let applicant = Browser::open("attachment-desktop", Device::Desktop, "zh-CN").await;
    let phone = Browser::open("attachment-phone", Device::Phone, "zh-CN").await;
    at_organiser(&applicant, &server).await;
    let link = ask_a_phone(&applicant).await;
    applicant.picture("code").await;
    phone.goto(&link).await;
    phone.find("[data-action='begin']").await;
    let words = phone.text_of(".phone__words strong").await;
    applicant.until_text("[data-words]", &words).await;
    applicant.picture("connected").await;
    applicant.type_into("organiser.address", "科技园路1号301室").await;
    phone.agree().await;
    phone.find("[data-screen='attachment']").await;
    pick(&phone).await;
    phone.click_action("use").await;
    phone.find("[data-screen='passed']").await;
    applicant.find(&format!("{FIELD} .upload__preview img")).await;
    assert!(!applicant.has(&format!("{FIELD} .handoff")).await, "the code is put away");
    assert_eq!(applicant.value("organiser.address").await, "科技园路1号301室");
    applicant.until_saved().await;
    applicant.reload().await;
    applicant.find(&format!("{FIELD} .upload__preview img")).await;
    assert_eq!(applicant.value("organiser.address").await, "科技园路1号301室");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_attachment_by_phone_arrives_where_the_desktop_was_closed_and_not_where_it_said_no() {
    let server = Server::start().await;
    let applicant = Browser::open("attachment-closed", Device::Desktop, "en").await;
    let phone = Browser::open("attachment-phone-en", Device::Phone, "en").await;
    at_organiser(&applicant, &server).await;
    let address = applicant.address().await;

    let link = ask_a_phone(&applicant).await;
    phone.goto(&link).await;
    phone.find("[data-action='begin']").await;
    applicant.click(&format!("{FIELD} [data-action='not-my-phone']")).await;
    phone.find("[data-problem='cancelled']").await;

    applicant.click(&format!("{FIELD} .handoff [data-action='new-code']")).await;
    applicant.find(&format!("{FIELD} svg.qr")).await;
    let link = applicant.find(&format!("{FIELD} [data-handoff-link]")).await;
    let link = link.prop("value").await.expect("the page answers").expect("a link");
    applicant.goto("about:blank").await;
    phone.goto("about:blank").await;
    photograph(&phone, &link).await;
    applicant.goto(&server.url(&address)).await;
    applicant.find(&format!("{FIELD} .upload__preview img")).await;
    applicant.until_text(&format!("{FIELD} figcaption"), "phone-").await;
}

/// How the field looks, wide and narrow, for a person to look at.
async fn look(name: &'static str, device: Device, language: &str) {
    let server = Server::start().await;
    let applicant = Browser::open(name, device, language).await;
    at_organiser(&applicant, &server).await;
    let show = "document.querySelector(\"[data-path='organiser.licence']\").scrollIntoView()";
    applicant.client.execute(show, vec![]).await.expect("the page scrolls");
    applicant.picture("1-empty").await;
    ask_a_phone(&applicant).await;
    applicant.client.execute(show, vec![]).await.expect("the page scrolls");
    applicant.picture("2-phone").await;
    applicant.click(&format!("{FIELD} [data-action='send-by-phone']")).await;
    applicant.upload(LICENCE, &env_path("BEIAN_E2E_SAMPLES").join("licence.jpg")).await;
    applicant.client.execute(show, vec![]).await.expect("the page scrolls");
    pixels(&applicant).await;
    applicant.picture("3-there").await;
    applicant.slow_down(200_000).await;
    choose_noise(&applicant, 2500, 2500).await;
    let moving = format!("document.querySelector({})?.value > 0", json!(format!("{FIELD} progress")));
    applicant.until("some of it has gone", &moving).await;
    applicant.client.execute(show, vec![]).await.expect("the page scrolls");
    applicant.picture("4-sending").await;
    applicant.until("the page fits", "document.documentElement.scrollWidth <= window.innerWidth").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wide_and_narrow_in_chinese() {
    look("attachment-wide-zh", Device::Desktop, "zh-CN").await;
    look("attachment-narrow-zh", Device::Phone, "zh-CN").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wide_and_narrow_in_english() {
    look("attachment-wide-en", Device::Desktop, "en").await;
    look("attachment-narrow-en", Device::Phone, "en").await;
}
