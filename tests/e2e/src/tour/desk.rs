//! The review desk: sign-in, queue, and a filing in the states in which a reviewer has something to do.

use super::Visitor;
use crate::api::{Account, demo_mobile};
use crate::browser::{Browser, Device};
use crate::path;
use crate::server::Server;
use beian_model::Status;

/// Shows the desk's pages.
pub async fn desk(server: &Server, language: &str, visitor: &mut impl Visitor) {
    let desk = Browser::open("tour-desk", Device::Desktop, language).await;
    desk.goto(&server.url("/desk")).await;
    desk.find("#email").await;
    visitor.see(&desk, "desk", "signed out").await;
    desk.type_into("email", "nobody@example.com").await;
    desk.type_into("password", "not the password").await;
    desk.click_action("sign-in").await;
    desk.find("[data-problem]").await;
    visitor.see(&desk, "desk", "wrong password").await;
    path::sign_in_at_desk(&desk, server).await;
    desk.find("[data-filing]").await;
    visitor.see(&desk, "desk", "queue").await;

    for (status, state) in [
        (Status::FirstReview, "first review"),
        (Status::SmsPending, "waits for the ministry"),
        (Status::BureauReview, "waits for the bureau"),
    ] {
        let account = Account::sign_in(server, &demo_mobile(status)).await;
        let id = account.filings().await.remove(0);
        desk.goto("about:blank").await;
        desk.goto(&server.url(&format!("/desk#/filings/{id}"))).await;
        desk.find("[data-action='claim']").await;
        desk.click("[data-document='organiser.licence']").await;
        desk.find("[data-pane='organiser.licence'] img").await;
        if status == Status::FirstReview {
            visitor.see(&desk, "desk", "not taken").await;
        }
        desk.click_action("claim").await;
        desk.find("[data-action='release']").await;
        if status == Status::FirstReview {
            desk.click("[data-path='organiser.address'] [data-action='mark']").await;
            desk.type_into("mark-organiser.address", "门牌号缺少楼层，应写到房间号").await;
        }
        visitor.see(&desk, "desk", state).await;
    }
}
