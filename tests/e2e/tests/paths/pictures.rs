//! Pictures of every page, wide and narrow, in both languages, for a person to look at; those of the README are among them.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::path;
use beian_e2e::server::Server;

/// Nothing of a page may stick out at the side.
async fn fits(browser: &Browser, what: &str) {
    browser.until(&format!("{what} fits its width"), "document.documentElement.scrollWidth <= window.innerWidth").await;
    browser.picture(what).await;
}

async fn of_applicant(name: &'static str, device: Device, language: &str) {
    let server = Server::start().await;
    let applicant = Browser::open(name, device, language).await;
    applicant.goto(&server.url("/")).await;
    applicant.find("[data-action='send-code']").await;
    fits(&applicant, "1-landing").await;
    path::sign_in(&applicant, &server).await;
    fits(&applicant, "2-home").await;
    let id = path::prepare(&applicant).await;
    applicant.until_saved().await;
    for step in ["prepare", "basic-check", "verification", "organiser", "websites", "preview"] {
        applicant.goto(&server.url(&format!("/filings/{id}/{step}"))).await;
        applicant.find("#heading").await;
        if step == "prepare" {
            // What the bureau asks is read from the server.
            applicant.find("[data-bureau='gd'] li").await;
            let down = "document.querySelector('[data-bureau]').scrollIntoView()";
            applicant.client.execute(down, vec![]).await.expect("the page scrolls");
            fits(&applicant, "3-what-the-bureau-asks").await;
        }
        if step == "verification" {
            path::handoff_link(&applicant).await;
        }
        if step == "basic-check" {
            path::fill_basic_check(&applicant).await;
            applicant.until_saved().await;
        }
        if step == "organiser" {
            applicant.click_action("next").await;
            applicant.find("#error-summary").await;
        }
        fits(&applicant, &format!("3-{step}")).await;
    }
    applicant.goto(&server.url(&format!("/filings/{id}"))).await;
    applicant.find(".timeline__entry").await;
    fits(&applicant, "4-status").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wide_in_chinese() {
    of_applicant("wide-zh", Device::Desktop, "zh-CN").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wide_in_english() {
    of_applicant("wide-en", Device::Desktop, "en").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn narrow_in_chinese() {
    of_applicant("narrow-zh", Device::Phone, "zh-CN").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn narrow_in_english() {
    of_applicant("narrow-en", Device::Phone, "en").await;
}

/// Every screen of the phone's page.
async fn of_phone(name: &'static str, language: &str) {
    let server = Server::start().await;
    let applicant = Browser::open("picture-applicant", Device::Desktop, language).await;
    let phone = Browser::open(name, Device::Phone, language).await;
    let link = path::link_without_basic_check(&applicant, &server).await;
    // A card that is held well would be taken before anybody could look.
    phone.set_video("card-tilted");
    phone.goto(&link).await;
    phone.find("[data-action='begin']").await;
    fits(&phone, "1-consent").await;
    phone.agree().await;
    phone.find("[data-screen='portrait'] [data-hint='tilted']").await;
    fits(&phone, "2-portrait").await;
    // Held as the card lies.
    phone.set_width(812, 375).await;
    phone.find("[data-screen='portrait'] [data-hint='tilted']").await;
    fits(&phone, "2-portrait-sideways").await;
    phone.set_own_width().await;
    phone.set_video("card");
    phone.click_action("take").await;
    phone.click_action("again").await;
    phone.find("[data-screen='portrait'] [data-action='use']").await;
    fits(&phone, "3-look-at-portrait").await;
    phone.set_video("card-emblem");
    phone.click_action("use").await;
    phone.find("[data-screen='emblem'] [data-action='use']").await;
    fits(&phone, "5-look-at-emblem").await;
    phone.set_video("face");
    phone.click_action("use").await;
    phone.find("[data-screen='video'] [data-hint='face_good']").await;
    fits(&phone, "6-video").await;
    phone.click_action("record").await;
    fits(&phone, "7-recording").await;
    phone.click_action("stop").await;
    phone.click_action("use").await;
    phone.find("[data-action='finish']").await;
    fits(&phone, "8-review").await;
    phone.click_action("finish").await;
    phone.find("[data-screen='passed']").await;
    fits(&phone, "9-passed").await;
    phone.goto("about:blank").await;
    phone.goto(&server.url("/p#nobody-has-this-secret")).await;
    phone.find("[data-screen='ended']").await;
    fits(&phone, "9-ended").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn phone_in_chinese() {
    of_phone("phone-zh", "zh-CN").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn phone_in_english() {
    of_phone("phone-en", "en").await;
}

/// The desk, and what the applicant sees at each turn.
async fn of_desk(name: &'static str, language: &str) {
    let server = Server::start().await;
    let applicant =
        Browser::open(if language == "en" { "turns-en" } else { "turns-zh" }, Device::Desktop, language).await;
    let phone = Browser::open("picture-phone", Device::Phone, language).await;
    let desk = Browser::open(name, Device::Desktop, language).await;
    let id = path::file(&applicant, &phone, &server).await;
    fits(&applicant, "1-submitted").await;
    desk.goto(&server.url("/desk")).await;
    desk.find("#email").await;
    fits(&desk, "1-sign-in").await;
    path::sign_in_at_desk(&desk, &server).await;
    desk.find(&format!("[data-filing='{id}']")).await;
    fits(&desk, "2-queue").await;
    path::take(&desk, &id).await;
    path::look_at_all(&desk).await;
    fits(&desk, "3-review").await;
    path::return_with_reason(&desk, "organiser.address", "门牌号缺少楼层，应写到房间号").await;
    fits(&desk, "4-returned").await;
    applicant.find("[data-action='correct']").await;
    fits(&applicant, "2-returned").await;
    applicant.click_action("correct").await;
    applicant.find("[id='organiser.address-error']").await;
    fits(&applicant, "3-correcting").await;
    applicant.type_into("organiser.address", "科技园路1号示例大厦2栋3层302室").await;
    applicant.click_action("next").await;
    applicant.until_at("/preview").await;
    fits(&applicant, "4-preview").await;
    applicant.click_action("submit").await;
    applicant.find("[data-status='resubmitted']").await;
    path::approve_to_the_end_again(&desk, &id, "粤ICP备2026000001号").await;
    fits(&desk, "5-approved").await;
    applicant.find("[data-number='organiser']").await;
    fits(&applicant, "5-done").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn desk_in_chinese() {
    of_desk("desk-zh", "zh-CN").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn desk_in_english() {
    of_desk("desk-en", "en").await;
}
