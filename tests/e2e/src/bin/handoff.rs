//! How long the desktop takes to go on: from "finish" on the phone to the heading of the desktop's next page.
//!
//! The phone speaks the contract without a browser, so that only the server and the desktop are measured; both run on this machine.
//! Prints one line: `MEDIAN LONGEST`, milliseconds.

use beian_e2e::api::{Account, Phone};
use beian_e2e::browser::{Browser, Device};
use beian_e2e::path;
use beian_e2e::server::Server;
use std::time::Instant;

/// Hand-offs that are measured.
const ROUNDS: usize = 9;

/// The heading of the page after the verification's.
const NEXT: &str = "
    const done = arguments[0];
    const look = () => location.pathname.endsWith('/organiser') && document.querySelector('#heading')
        ? done(true) : requestAnimationFrame(look);
    look();";

#[tokio::main]
async fn main() {
    let server = Server::start().await;
    let account = Account::sign_in(&server, path::APPLICANT_MOBILE).await;
    let browser = Browser::open("handoff", Device::Desktop, "zh-CN").await;
    account.enter(&browser, &server).await;
    let id = account.begin().await;
    let mut times = Vec::new();
    for round in 0..ROUNDS {
        browser.goto(&server.url(&format!("/filings/{id}/verification"))).await;
        let begin = if round == 0 { "new-code" } else { "verify-again" };
        browser.click_action(begin).await;
        let link = browser.find("[data-handoff-link]").await;
        let link = link.prop("value").await.expect("the page answers").expect("a link");
        let phone = Phone::claim(&server, &link).await;
        phone.send_all().await;
        browser.find("[data-state='video']").await;
        let watched = browser.client.clone();
        let seen = tokio::spawn(async move {
            watched.execute_async(NEXT, vec![]).await.expect("the page answers");
            Instant::now()
        });
        let began = Instant::now();
        phone.finish().await;
        times.push(seen.await.expect("the page was watched").duration_since(began).as_millis());
    }
    times.sort_unstable();
    println!("{} {}", times[ROUNDS / 2], times[ROUNDS - 1]);
}
