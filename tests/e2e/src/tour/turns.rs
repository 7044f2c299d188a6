//! A filing's own page in each of its states, and the dialogs that end it.

use super::Visitor;
use crate::api::{Account, demo_mobile};
use crate::browser::{Browser, Device};
use crate::server::Server;
use beian_model::Status;

/// Shows the page of the demonstration's filing in each state.
pub async fn turns(server: &Server, language: &str, visitor: &mut impl Visitor) {
    let browser = Browser::open("tour-turns", Device::Desktop, language).await;
    for status in Status::ALL {
        let account = Account::sign_in(server, &demo_mobile(*status)).await;
        account.enter(&browser, server).await;
        let id = account.filings().await.remove(0);
        browser.goto(&server.url(&format!("/filings/{id}"))).await;
        browser.find(&format!("[data-status='{status}']")).await;
        browser.find(".timeline__entry").await;
        let page = if *status == Status::Approved { "done" } else { "status" };
        visitor.see(&browser, page, status.as_str()).await;
        match status {
            Status::FirstReview => {
                browser.click("details.card > summary").await;
                visitor.see(&browser, page, "what was submitted").await;
                browser.click_action("withdraw").await;
                browser.find("dialog[open]").await;
                visitor.see(&browser, page, "asks before withdrawing").await;
            }
            Status::NeedsFix => {
                browser.click_action("abandon").await;
                browser.find("dialog[open]").await;
                visitor.see(&browser, page, "asks before abandoning").await;
                browser.click("dialog[open] [data-action='dismiss']").await;
                browser.click_action("correct").await;
                browser.find(".field__error").await;
                visitor.see(&browser, "organiser", "returned").await;
            }
            _ => {}
        }
    }
}
