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
    let link = path::handoff_link(&applicant).await;
    // A card that is held well would be taken before anybody could look.
    phone.set_video("card-tilted");
    phone.goto(&link).await;
    phone.find("[data-action='begin']").await;
    visitor.see(&phone, "phone", "consent").await;
    phone.click_action("leave").await;
    phone.find("[data-screen='left'] [data-told]").await;
    visitor.see(&phone, "phone", "said no").await;
    applicant.find("[data-declined]").await;
    visitor.see(&applicant, "verification", "said no").await;
    phone.click_action("back").await;
    phone.agree().await;
    applicant.find("[data-state='connected']").await;
    visitor.see(&applicant, "verification", "phone at work").await;
    phone.find("[data-screen='portrait'] [data-hint='tilted']").await;
    visitor.see(&phone, "phone", "portrait").await;
    phone.set_video("card");
    phone.click_action("take").await;
    phone.click_action("again").await;
    phone.find("[data-screen='portrait'] [data-action='use']").await;
    visitor.see(&phone, "phone", "look at portrait").await;
    phone.set_video("card-emblem");
    phone.click_action("use").await;
    phone.find("[data-screen='emblem'] [data-action='use']").await;
    visitor.see(&phone, "phone", "look at emblem").await;
    phone.set_video("face-cluttered");
    phone.click_action("use").await;
    phone.find("[data-screen='video'] [data-hint='things']").await;
    visitor.see(&phone, "phone", "video before a shelf").await;
    phone.set_video("face");
    phone.reload().await;
    phone.find("[data-screen='video'] [data-hint='face_good']").await;
    visitor.see(&phone, "phone", "video").await;
    // The recording runs out while somebody looks at it, so nobody does: its screen differs by one button's word.
    phone.click_action("record").await;
    phone.click_action("stop").await;
    phone.click_action("use").await;
    phone.find("[data-action='finish']").await;
    visitor.see(&phone, "phone", "review").await;
    phone.click_action("finish").await;
    phone.find("[data-screen='passed']").await;
    visitor.see(&phone, "phone", "passed").await;
    phone.goto("about:blank").await;
    phone.goto(&server.url("/p#nobody-has-this-secret")).await;
    phone.find("[data-screen='ended']").await;
    visitor.see(&phone, "phone", "ended").await;
    elsewhere(&applicant, &verification, visitor).await;
    without_camera(&applicant, language, visitor).await;
}

/// The code for somebody at the computer, and the link for a person elsewhere.
async fn elsewhere(applicant: &Browser, verification: &str, visitor: &mut impl Visitor) {
    applicant.goto(verification).await;
    applicant.click_action("verify-again").await;
    applicant.find("svg.qr").await;
    visitor.see(applicant, "verification", "code").await;
    applicant.click_action("elsewhere").await;
    let field = applicant.find("[data-link-to]").await;
    field.clear().await.expect("the field can be cleared");
    applicant.click_action("send-link").await;
    applicant.find("[data-link-error]").await;
    visitor.see(applicant, "verification", "link to nobody").await;
    let field = applicant.find("[data-link-to]").await;
    field.send_keys(path::PERSON_MOBILE).await.expect("the field takes keys");
    applicant.click_action("send-link").await;
    applicant.find("[data-sent-to]").await;
    visitor.see(applicant, "verification", "link sent").await;
    applicant.goto(verification).await;
    applicant.find("[data-sent-to] + p [data-action='cancel-link']").await;
    visitor.see(applicant, "verification", "link is out").await;
    applicant.click_action("new-code").await;
    applicant.find("svg.qr").await;
}

/// A camera that is refused leaves a file field; a text called picture is refused with words.
async fn without_camera(applicant: &Browser, language: &str, visitor: &mut impl Visitor) {
    let phone = Browser::open("tour-phone-no-camera", Device::PhoneWithoutCamera, language).await;
    let link = applicant.find("[data-handoff-link]").await;
    let link = link.prop("value").await.expect("the page answers").expect("a link");
    phone.goto(&link).await;
    phone.agree().await;
    let field = phone.find("[data-screen='portrait'] input[type='file'][capture]").await;
    visitor.see(&phone, "phone", "camera refused").await;
    let text = env_path("BEIAN_E2E_SAMPLES").join(".drawn-from");
    field.send_keys(&text.display().to_string()).await.expect("the field takes a file");
    phone.find("[data-screen='portrait'] [role='alert'], [data-screen='portrait'] [data-action='use']").await;
    visitor.see(&phone, "phone", "not a picture").await;
}
