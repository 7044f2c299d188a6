//! Bad input as a person meets it: a clear message at the right place, and nothing lost.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::server::Server;
use beian_e2e::{env_path, path};
use beian_samples::values;

/// As far as the organiser's page, without a verification: the steps are links.
async fn at_organiser(applicant: &Browser, server: &Server) -> String {
    path::sign_in(applicant, server).await;
    let id = path::prepare(applicant).await;
    applicant.until_saved().await;
    applicant.goto(&server.url(&format!("/filings/{id}/organiser"))).await;
    applicant.find("[id='organiser.licence']").await;
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_too_large_and_a_text_called_jpg() {
    let server = Server::start().await;
    let applicant = Browser::open("upload-applicant", Device::Desktop, "en").await;
    at_organiser(&applicant, &server).await;
    applicant.type_into("organiser.address", "科技园路1号301室").await;

    let folder = tempfile::TempDir::new().unwrap();
    let large = folder.path().join("large.jpg");
    // No picture: one would be scaled down.
    std::fs::write(&large, vec![7; 30 * 1024 * 1024]).unwrap();
    applicant.choose_file("organiser.licence", &large).await;
    applicant.find("[data-path='organiser.licence'] [data-problem='too-large']").await;
    applicant.until_text("[data-path='organiser.licence'] [data-problem]", "20 MB").await;

    let text = folder.path().join("text.jpg");
    std::fs::write(&text, "this is no picture").unwrap();
    applicant.choose_file("organiser.licence", &text).await;
    applicant.find("[data-path='organiser.licence'] [data-problem='unsupported-media']").await;

    assert_eq!(applicant.value("organiser.address").await, "科技园路1号301室");
    let licence = env_path("BEIAN_E2E_SAMPLES").join("licence.jpg");
    applicant.upload("organiser.licence", &licence).await;
    assert!(!applicant.has("[data-path='organiser.licence'] [data-problem]").await, "the complaint is answered");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_code_five_times() {
    let server = Server::start().await;
    let applicant = Browser::open("code-applicant", Device::Desktop, "en").await;
    applicant.goto(&server.url("/")).await;
    applicant.type_into("mobile", path::APPLICANT_MOBILE).await;
    applicant.click_action("send-code").await;
    // It is said where the code went.
    applicant.until_text(".field:has(#code) .field__hint", path::APPLICANT_MOBILE).await;
    let right = beian_e2e::outbox::code_for(&server, path::APPLICANT_MOBILE).await;
    let wrong = if right == "000000" { "000001" } else { "000000" };
    // The whole code is a try by itself; the same again is one more.
    applicant.type_into("code", wrong).await;
    applicant.until_text("[data-problem='wrong-code']", "Tries left: 4").await;
    for left in (1..4).rev() {
        applicant.click_action("sign-in").await;
        applicant.until_text("[data-problem='wrong-code']", &format!("Tries left: {left}")).await;
    }
    applicant.click_action("sign-in").await;
    applicant.find("[data-problem='too-many']").await;
    // Now not even the right one opens the door.
    applicant.type_into("code", &right).await;
    applicant.find("[data-problem='too-many'], [data-problem='code-expired']").await;
    assert_eq!(applicant.value("mobile").await, path::APPLICANT_MOBILE, "the number is still there");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_secret_used_by_another_phone_and_one_replaced_by_a_newer() {
    let server = Server::start().await;
    let applicant = Browser::open("secret-applicant", Device::Desktop, "zh-CN").await;
    let phone = Browser::open("secret-phone", Device::Phone, "zh-CN").await;
    let stranger = Browser::open("secret-stranger", Device::Phone, "zh-CN").await;
    let first = path::link_without_basic_check(&applicant, &server).await;
    phone.goto(&first).await;
    phone.agree().await;
    stranger.goto(&first).await;
    stranger.find("[data-problem='secret-used']").await;

    // Both screens show the same words; "that is not my phone" ends the session.
    let words = applicant.find("[data-words]").await.text().await.unwrap();
    assert!(!words.is_empty());
    phone.until_text("body", &words).await;
    applicant.click_action("not-my-phone").await;
    applicant.find("[data-state='cancelled']").await;
    phone.find("[data-problem='cancelled']").await;

    let second = path::handoff_link(&applicant).await;
    applicant.click_action("new-code").await;
    applicant
        .until("another link is shown", &format!("document.querySelector('[data-handoff-link]')?.value !== '{second}'"))
        .await;
    stranger.goto("about:blank").await;
    stranger.goto(&second).await;
    stranger.find("[data-problem='secret-expired']").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn next_with_empty_fields_says_what_is_missing_and_leads_there() {
    let server = Server::start().await;
    let applicant = Browser::open("summary-applicant", Device::Desktop, "en").await;
    at_organiser(&applicant, &server).await;
    applicant.click_action("next").await;
    applicant.find("#error-summary").await;
    applicant.until("the summary has the focus", "document.activeElement?.id === 'error-summary'").await;
    applicant.click("#error-summary a[href='#organiser.address']").await;
    applicant.until("the field has the focus", "document.activeElement?.id === 'organiser.address'").await;
    // It stops complaining the moment it is right.
    applicant.find("[id='organiser.address-error']").await;
    applicant.type_into("organiser.address", "科技园路1号示例大厦301室").await;
    applicant.until("no complaint", "!document.getElementById('organiser.address-error')").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_refused_camera_leaves_the_file_field() {
    let server = Server::start().await;
    let applicant = Browser::open("nocam-applicant", Device::Desktop, "zh-CN").await;
    let phone = Browser::open("nocam-phone", Device::PhoneWithoutCamera, "zh-CN").await;
    let link = path::link_without_basic_check(&applicant, &server).await;
    phone.goto(&link).await;
    phone.agree().await;
    let samples = env_path("BEIAN_E2E_SAMPLES");
    for (screen, file) in [("portrait", "id-portrait.jpg"), ("emblem", "id-emblem.jpg")] {
        phone.find(&format!("[data-screen='{screen}'] input[type='file'][capture]")).await;
        let input = phone.find(&format!("[data-screen='{screen}'] input[type='file'][capture]")).await;
        input.send_keys(&samples.join(file).display().to_string()).await.unwrap();
        phone.click_action("use").await;
    }
    phone.find("[data-screen='video'] input[type='file']").await;
    applicant.find("[data-state='emblem']").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_language_switches_without_losing_anything() {
    let server = Server::start().await;
    let applicant = Browser::open("language-applicant", Device::Desktop, "zh-CN").await;
    at_organiser(&applicant, &server).await;
    applicant.type_into("organiser.legal_representative", values::PERSON_NAME).await;
    applicant.until_text("h1", "主体信息").await;
    applicant.click_action("language").await;
    applicant.until("English", "document.documentElement.lang === 'en'").await;
    assert_eq!(applicant.value("organiser.legal_representative").await, values::PERSON_NAME);
    let title = applicant.text_of("h1").await;
    assert!(title.is_ascii(), "{title}");
}
