//! The applicant's whole way in each browser engine, from the sign-in to the submission. The phone beside it stays Chromium, whose
//! camera can be given a video.

use beian_e2e::browser::{Browser, Device, Engine};
use beian_e2e::path;
use beian_e2e::server::Server;
use beian_samples::values;
use tokio::sync::Mutex;

/// Whose turn it is.
static TURN: Mutex<()> = Mutex::const_new(());

async fn the_whole_way(engine: Engine, name: &'static str, phone: &'static str) {
    // One after the other: three browsers and their phones on a small machine starve each other of frames.
    let _turn = TURN.lock().await;
    let server = Server::start().await;
    let applicant = Browser::open_in(engine, name, Device::Desktop, "zh-CN").await;
    let phone = Browser::open(phone, Device::Phone, "zh-CN").await;
    let id = path::file(&applicant, &phone, &server).await;
    applicant.reload().await;
    applicant.find("[data-status='first_review']").await;

    let (status, document) = server.filing(&id).await;
    assert_eq!(status, "first_review");
    assert_eq!(document.organiser.name, values::ORGANISER_NAME);
    assert_eq!(document.organiser.district, "440305");
    assert_eq!(document.sites[0].domains, [path::DOMAIN]);
    assert!(!document.organiser.licence.is_empty() && !document.sites[0].domain_certificate.is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn in_chromium() {
    the_whole_way(Engine::Chromium, "chromium", "chromium-phone").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_firefox() {
    the_whole_way(Engine::Firefox, "firefox", "firefox-phone").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn in_webkit() {
    the_whole_way(Engine::WebKit, "webkit", "webkit-phone").await;
}
