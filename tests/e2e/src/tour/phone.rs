//! The phone's screens, from the consent to the end.

use super::Visitor;
use crate::api::Account;
use crate::browser::{Browser, Device};
use crate::env_path;
use crate::path;
use crate::server::Server;

/// Who has no filing yet.
const NEWCOMER: &str = "13800138093";

/// Shows the phone's screens, and what the desktop says meanwhile.
pub async fn phone(server: &Server, language: &str, visitor: &mut impl Visitor) {
    let applicant = Browser::open("tour-phone-desktop", Device::Desktop, language).await;
    let phone = Browser::open("tour-phone", Device::Phone, language).await;
    let account = Account::sign_in(server, NEWCOMER).await;
    account.enter(&applicant, server).await;
    let id = account.begin().await;
    let verification = server.url(&format!("/filings/{id}/verification"));
    applicant.goto(&verification).await;
    let link = path::hand_off_link(&applicant).await;
    phone.goto(&link).await;
    phone.find("[data-action='begin']").await;
    visitor.see(&phone, "phone", "consent").await;
    phone.press("begin").await;
    applicant.find("[data-state='connected']").await;
    visitor.see(&applicant, "verification", "phone at work").await;
    for (side, looked) in [("portrait", "look at portrait"), ("emblem", "look at emblem")] {
        phone.find(&format!("[data-screen='{side}'] [data-action='take']:not([disabled])")).await;
        visitor.see(&phone, "phone", side).await;
        phone.press("take").await;
        phone.find("[data-action='use']").await;
        visitor.see(&phone, "phone", looked).await;
        phone.press("use").await;
    }
    phone.find("[data-screen='video'] [data-action='record']:not([disabled])").await;
    visitor.see(&phone, "phone", "video").await;
    // The recording runs out while somebody looks at it, so nobody does: its screen differs by one button's word.
    phone.press("record").await;
    phone.press("stop").await;
    phone.press("use").await;
    phone.find("[data-action='finish']").await;
    visitor.see(&phone, "phone", "review").await;
    phone.press("finish").await;
    phone.find("[data-screen='passed']").await;
    visitor.see(&phone, "phone", "passed").await;
    phone.goto("about:blank").await;
    phone.goto(&server.url("/p#nobody-has-this-secret")).await;
    phone.find("[data-screen='ended']").await;
    visitor.see(&phone, "phone", "ended").await;
    applicant.goto(&verification).await;
    without_camera(&applicant, language, visitor).await;
}

/// A camera that is refused leaves a file field; a text called picture is refused with words.
async fn without_camera(applicant: &Browser, language: &str, visitor: &mut impl Visitor) {
    let phone = Browser::open("tour-phone-no-camera", Device::PhoneWithoutCamera, language).await;
    applicant.press("verify-again").await;
    let link = applicant.find("[data-handoff-link]").await;
    let link = link.prop("value").await.expect("the page answers").expect("a link");
    phone.goto(&link).await;
    phone.press("begin").await;
    let field = phone.find("[data-screen='portrait'] input[type='file'][capture]").await;
    visitor.see(&phone, "phone", "camera refused").await;
    let text = env_path("BEIAN_E2E_SAMPLES").join(".drawn-from");
    field.send_keys(&text.display().to_string()).await.expect("the field takes a file");
    phone.find("[data-screen='portrait'] [role='alert'], [data-screen='portrait'] [data-action='use']").await;
    visitor.see(&phone, "phone", "not a picture").await;
}
