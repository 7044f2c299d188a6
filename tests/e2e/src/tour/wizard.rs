//! The applicant's pages up to the submission, in each state.

use super::Visitor;
use crate::api::{Account, demo_mobile};
use crate::browser::{Browser, Device};
use crate::path;
use crate::server::Server;
use beian_model::Status;

/// Who has no filing yet.
const NEWCOMER: &str = "13800138090";

/// Shows the applicant's pages up to the submission.
pub async fn wizard(server: &Server, language: &str, visitor: &mut impl Visitor) {
    let browser = Browser::open("tour-wizard", Device::Desktop, language).await;
    landing(&browser, server, visitor).await;
    browser.goto(&server.url("/checklist?province=gd")).await;
    browser.find("[data-checklist] li").await;
    visitor.see(&browser, "checklist", "of a province").await;
    let newcomer = Account::sign_in(server, NEWCOMER).await;
    newcomer.enter(&browser, server).await;
    browser.find(".empty").await;
    visitor.see(&browser, "home", "empty").await;
    browser.click(".header__account > summary").await;
    visitor.see(&browser, "home", "account menu open").await;
    authorisation_codes(&browser, server, visitor).await;
    browser.goto(&server.url("/nowhere")).await;
    browser.find("#heading").await;
    visitor.see(&browser, "not found", "").await;

    let id = newcomer.begin().await;
    let step = |step: &str| server.url(&format!("/filings/{id}/{step}"));
    for (page, at) in
        [("prepare", "prepare"), ("basic check", "basic-check"), ("organiser", "organiser"), ("websites", "websites")]
    {
        browser.goto(&step(at)).await;
        browser.find("#heading").await;
        browser.until_saved().await;
        visitor.see(&browser, page, "empty").await;
        if at == "prepare" {
            // Nothing of it must be answered here: the certificate's number tells it in the next step.
            continue;
        }
        browser.click_action("next").await;
        browser.find("#error-summary").await;
        visitor.see(&browser, page, "full of errors").await;
    }
    browser.click_action("precheck").await;
    browser.find("[data-precheck][open]").await;
    visitor.see(&browser, "websites", "pre-check open").await;
    browser.click_action("precheck-close").await;
    browser.goto(&step("preview")).await;
    browser.find("[data-action='submit']").await;
    visitor.see(&browser, "preview", "empty").await;
    browser.click_action("submit").await;
    browser.find("#error-summary").await;
    visitor.see(&browser, "preview", "full of errors").await;
    browser.goto(&step("verification")).await;
    browser.find("[data-action='new-code']").await;
    visitor.see(&browser, "verification", "without a code").await;
    browser.click_action("next").await;
    browser.find("#error-summary").await;
    visitor.see(&browser, "verification", "full of errors").await;
    path::handoff_link(&browser).await;
    visitor.see(&browser, "verification", "with a code").await;

    interrupted(&browser, &step("basic-check"), &newcomer, &id, visitor).await;
    filled(&browser, server, visitor).await;
}

/// The page of authorisation codes, which the server writes.
async fn authorisation_codes(browser: &Browser, server: &Server, visitor: &mut impl Visitor) {
    browser.goto(&server.url("/api/v1/authorisation-codes")).await;
    browser.find("#server").await;
    visitor.see(browser, "authorisation codes", "empty").await;
    browser.click("form.fields button").await;
    browser.find("#mobile-error").await;
    visitor.see(browser, "authorisation codes", "full of errors").await;
}

async fn landing(browser: &Browser, server: &Server, visitor: &mut impl Visitor) {
    browser.goto(&server.url("/")).await;
    browser.find("[data-action='send-code']").await;
    visitor.see(browser, "landing", "signed out").await;
    browser.type_into("mobile", "123").await;
    browser.click_action("send-code").await;
    browser.find("form [data-problem]").await;
    visitor.see(browser, "landing", "wrong number").await;
    browser.type_into("mobile", "13800138091").await;
    browser.click_action("send-code").await;
    browser.find("#code").await;
    visitor.see(browser, "landing", "code sent").await;
}

/// What can come over a page: no network, another device, the end of the session.
async fn interrupted(browser: &Browser, address: &str, account: &Account, id: &str, visitor: &mut impl Visitor) {
    browser.goto(address).await;
    browser.find("[id='organiser.name']").await;
    browser.until_saved().await;
    browser.set_offline(true).await;
    browser.type_into("organiser.name", "示例一科技有限公司").await;
    browser.find(".save-state[data-state='offline']").await;
    visitor.see(browser, "basic check", "offline").await;
    account.change(id, |filing| filing.organiser.name = "示例二科技有限公司".into()).await;
    browser.set_offline(false).await;
    browser.find("[data-conflict]").await;
    visitor.see(browser, "basic check", "changed elsewhere").await;
    browser.click("[data-action='take-theirs']").await;
    browser.until_saved().await;
    account.sign_out().await;
    browser.type_into("organiser.name", "示例三科技有限公司").await;
    browser.find("[data-session-ended]").await;
    visitor.see(browser, "basic check", "session ended").await;
}

/// The steps of the demonstration's draft, which lacks little.
async fn filled(browser: &Browser, server: &Server, visitor: &mut impl Visitor) {
    let account = Account::sign_in(server, &demo_mobile(Status::Draft)).await;
    account.enter(browser, server).await;
    browser.find("[data-filing]").await;
    visitor.see(browser, "home", "with a filing").await;
    let id = account.filings().await.remove(0);
    for (page, at, ready) in [
        ("prepare", "prepare", "[data-bureau] li"),
        ("basic check", "basic-check", "[id='organiser.name']"),
        ("verification", "verification", "[data-state='passed']"),
        ("organiser", "organiser", "[data-path='organiser.licence'] img"),
        ("websites", "websites", ".upload__preview img"),
        ("preview", "preview", ".summary__picture"),
    ] {
        browser.goto(&server.url(&format!("/filings/{id}/{at}"))).await;
        browser.find(ready).await;
        browser.until_saved().await;
        visitor.see(browser, page, "filled").await;
    }
}
