//! How long a keystroke takes to be seen, on every step with text to type, in filings of one site and of many, on a slow processor.
//!
//! Prints one line a measurement: `PAGE SITES PAUSE median p95 max`, the last four in milliseconds.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::cdp::SLOWNESS;
use beian_e2e::keystrokes::{FAST, measure, percentile};
use beian_e2e::server::Server;
use beian_e2e::{many_sites, path};
use std::time::Duration;

/// Sites of the filing.
const SITES: [u32; 3] = [1, 10, 20];
/// From one key to the next: who types fast, and who is faster than anybody.
const PAUSES: [Duration; 2] = [FAST, Duration::from_millis(50)];
/// Keystrokes of a measurement.
const KEYS: usize = 100;

#[tokio::main]
async fn main() {
    let server = Server::start_demo().await;
    let (account, id) = many_sites::applicant(&server).await;
    for sites in SITES {
        many_sites::set(&account, &id, sites).await;
        let browser = Browser::open("keys", Device::Desktop, "zh-CN").await;
        account.enter(&browser, &server).await;
        for page in ["basic-check", "organiser", "websites"] {
            browser.goto(&server.url(&format!("/filings/{id}/{page}"))).await;
            let field = match page {
                "basic-check" => "organiser.name".to_owned(),
                "organiser" => "organiser.address".to_owned(),
                _ => format!("sites[{}].remark", path::first_site(&browser).await),
            };
            browser.until_saved().await;
            browser.set_slowness(SLOWNESS).await;
            for pause in PAUSES {
                let times = measure(&browser, &field, KEYS, pause).await;
                let [median, p95, longest] = [50, 95, 100].map(|part| percentile(&times, part));
                println!("{page} {sites} {} {median:.0} {p95:.0} {longest:.0}", pause.as_millis());
            }
            browser.set_slowness(1).await;
            browser.until_saved().await;
        }
    }
}
