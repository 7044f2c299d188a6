//! What a bureau demands beyond the national list: asked for at its place, sent page by page, as a PDF, from a phone; seen by the reviewer.

use beian_e2e::api::Phone;
use beian_e2e::browser::{Browser, Device};
use beian_e2e::env_path;
use beian_e2e::path::{self, PLEDGE};
use beian_e2e::server::Server;
use beian_samples::values;
use serde_json::json;
use std::path::PathBuf;

/// The field of the pledge.
const FIELD: &str = "[data-path='papers[pledge].pages']";
/// The pages that it holds.
const PAGES: &str = "[data-path='papers[pledge].pages'] figcaption";

/// A PDF of two empty pages.
fn two_pages(folder: &tempfile::TempDir) -> PathBuf {
    let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>";
    let objects = ["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R 4 0 R] /Count 2 >>", page, page];
    let mut pdf = "%PDF-1.4\n".to_owned();
    for (n, object) in (1..).zip(objects) {
        pdf.push_str(&format!("{n} 0 obj\n{object}\nendobj\n"));
    }
    // Its table of objects is left out: readers find them all the same.
    pdf.push_str("trailer\n<< /Size 5 /Root 1 0 R >>\n%%EOF\n");
    let path = folder.path().join("承诺书.pdf");
    std::fs::write(&path, pdf).expect("a file");
    path
}

async fn until_pages(applicant: &Browser, count: usize) {
    let script = format!("document.querySelectorAll({}).length === {count}", json!(PAGES));
    applicant.until(&format!("{count} pages"), &script).await;
}

/// From the organiser's step, filled in but for the pledge, to the reviewer.
async fn walk(name: [&'static str; 2], device: Device, language: &str) {
    let server = Server::start().await;
    let applicant = Browser::open(name[0], device, language).await;
    let samples = env_path("BEIAN_E2E_SAMPLES");
    path::sign_in(&applicant, &server).await;
    let id = path::prepare(&applicant).await;
    applicant.click_action("next").await;
    applicant.until_at("/basic-check").await;
    path::fill_basic_check(&applicant).await;
    applicant.click_action("next").await;
    applicant.until_at("/verification").await;
    let link = path::handoff_link(&applicant).await;
    let phone = Phone::claim(&server, &link).await;
    phone.send_all().await;
    phone.finish().await;
    applicant.until_at("/organiser").await;
    path::fill_organiser(&applicant, &server).await;
    // What is demanded is missed where it is not there.
    applicant.click(&format!("{FIELD} [data-action='remove-attachment']")).await;
    until_pages(&applicant, 0).await;
    applicant.click_action("next").await;
    applicant.find(&format!("{FIELD}[data-invalid]")).await;
    applicant.find(&format!("#error-summary a[href$='{PLEDGE}']")).await;
    applicant.picture("1-missed").await;
    // Its form is filled in.
    let form = applicant.find(&format!("{FIELD} [data-template]")).await;
    let form = form.prop("href").await.expect("the page answers").expect("an address");
    let here = applicant.address().await;
    applicant.until_saved().await;
    applicant.goto(&form).await;
    applicant.until_text("main", values::ORGANISER_NAME).await;
    applicant.picture("1-form").await;
    applicant.goto(&server.url(&here)).await;
    applicant.find(&format!("{FIELD} [data-template]")).await;
    // A PDF of two pages; one of them is replaced, and one is added.
    let folder = tempfile::TempDir::new().expect("a folder");
    applicant.choose_file(PLEDGE, &two_pages(&folder)).await;
    until_pages(&applicant, 2).await;
    let second = "[data-path='papers[pledge].pages'] figure:nth-of-type(2)";
    // The dialog is the system's, and none is shown here: what it would give is given.
    let no_dialog = format!("document.getElementById('{PLEDGE}').click = () => {{}}");
    applicant.client.execute(&no_dialog, vec![]).await.expect("a field");
    applicant.click(&format!("{second} [data-action='replace-attachment']")).await;
    applicant.choose_file(PLEDGE, &samples.join("pledge.jpg")).await;
    applicant.until_text(&format!("{second} figcaption"), "pledge.jpg").await;
    applicant.choose_file(PLEDGE, &samples.join("licence.jpg")).await;
    until_pages(&applicant, 3).await;
    applicant.until_text(&format!("{second} figcaption"), "pledge.jpg").await;
    // A page that was taken out comes back to its place.
    applicant.click(&format!("{second} [data-action='remove-attachment']")).await;
    until_pages(&applicant, 2).await;
    applicant.click(&format!("{FIELD} [data-action='restore-attachment']")).await;
    applicant.until_text(&format!("{second} figcaption"), "pledge.jpg").await;
    applicant.until("the page fits", "document.documentElement.scrollWidth <= window.innerWidth").await;
    applicant.picture("2-pages").await;
    // Something of one's own says what it is.
    applicant.click_action("add-paper").await;
    let explanation = "papers[other].explanation";
    applicant.until("the explanation has the focus", &format!("document.activeElement?.id === '{explanation}'")).await;
    // Two files at once are two pages, one after the other.
    let two =
        format!("{}\n{}", samples.join("licence.jpg").display(), samples.join("domain-certificate.jpg").display());
    let input = applicant.find("[id='papers[other].pages']").await;
    input.send_keys(&two).await.expect("the field takes files");
    let added = "[data-path='papers[other].pages'] figure";
    applicant.until_text(&format!("{added}:nth-of-type(1) figcaption"), "licence.jpg").await;
    applicant.until_text(&format!("{added}:nth-of-type(2) figcaption"), "domain-certificate.jpg").await;
    applicant.click_action("next").await;
    applicant.find(&format!("[data-path='{explanation}'][data-invalid]")).await;
    applicant.type_into(explanation, "股东会决议").await;
    applicant.picture("3-explained").await;
    applicant.click_action("next").await;
    applicant.until_at("/websites").await;
    path::fill_website(&applicant).await;
    // Who looks for a button to save a website is led on, and who looks for one to save all comes back to where they were.
    applicant.click_action("save-site").await;
    applicant.until("the website is closed", "!document.querySelector('.site[data-open]')").await;
    applicant.until("the next website can be added", "document.activeElement?.id === 'add-site'").await;
    applicant.click_action("save-draft").await;
    applicant.click(&format!("[data-filing='{id}'] [data-action='open']")).await;
    applicant.until_at("/websites").await;
    applicant.click_action("next").await;
    applicant.until_at("/preview").await;
    applicant.find(&format!("[data-path='{PLEDGE}'] .summary__picture:nth-of-type(1)")).await;
    let shown = format!("document.querySelectorAll(\"[data-path='{PLEDGE}'] .summary__picture\").length === 3");
    applicant.until("all pages are shown", &shown).await;
    applicant.picture("4-preview").await;
    // A correction from the preview leads back to it.
    applicant.click("[data-path='organiser.remark'] .summary__change").await;
    applicant.until_at("/organiser").await;
    applicant.until("the field has the focus", "document.activeElement?.id === 'organiser.remark'").await;
    applicant.click_action("next").await;
    applicant.until_at("/preview").await;
    path::submit(&applicant).await;
    let desk = Browser::open(name[1], Device::Desktop, language).await;
    path::sign_in_at_desk(&desk, &server).await;
    path::take(&desk, &id).await;
    for name in ["", " · 2", " · 3"] {
        desk.find(&format!("[data-document='{PLEDGE}{name}']")).await;
    }
    desk.until_text(&format!("[data-path='{explanation}']"), "股东会决议").await;
    desk.click(&format!("[data-document='{PLEDGE} · 2']")).await;
    let seen = format!("document.querySelector(\"[data-pane='{PLEDGE} · 2'] img\")?.naturalWidth > 0");
    desk.until("the second page is seen", &seen).await;
    desk.picture("5-desk").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn demanded_and_added_on_a_desktop_in_chinese() {
    walk(["papers-wide-zh", "papers-wide-zh-desk"], Device::Desktop, "zh-CN").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn demanded_and_added_on_a_phone_in_english() {
    walk(["papers-narrow-en", "papers-narrow-en-desk"], Device::Phone, "en").await;
}
