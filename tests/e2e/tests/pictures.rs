//! Pictures of every page, wide and narrow, in both languages, for a person to look at; and the two of the README.

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
    applicant.find("#mobile").await;
    fits(&applicant, "1-landing").await;
    path::sign_in(&applicant, &server).await;
    fits(&applicant, "2-home").await;
    let id = path::prepare(&applicant).await;
    applicant.until_saved().await;
    for step in ["prepare", "basic-check", "verification", "organiser", "websites", "preview"] {
        applicant.goto(&server.url(&format!("/filings/{id}/{step}"))).await;
        applicant.find("#heading").await;
        if step == "verification" {
            path::hand_off_link(&applicant).await;
        }
        if step == "basic-check" {
            path::fill_basic_check(&applicant).await;
            applicant.until_saved().await;
        }
        if step == "organiser" {
            applicant.press("next").await;
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
