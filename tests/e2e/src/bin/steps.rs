//! How long it takes from one step of the wizard to the next, on a slow processor, in filings of one site and of many. Each walk begins
//! with a page that was just opened, and has all chunks.
//!
//! Prints one line a step: `STEP SITES median p95 max`, the last three in milliseconds.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::cdp::SLOWNESS;
use beian_e2e::keystrokes::percentile;
use beian_e2e::many_sites;
use beian_e2e::server::Server;
use beian_e2e::steps::{measure, until_all_is_here};
use beian_model::Step;

/// Sites of the filing.
const SITES: [u32; 2] = [1, 20];
/// Walks through all steps, for each number of sites.
const WALKS: usize = 30;

#[tokio::main]
async fn main() {
    let server = Server::start_demo().await;
    let (account, id) = many_sites::applicant(&server).await;
    for sites in SITES {
        many_sites::set(&account, &id, sites).await;
        let browser = Browser::open("steps", Device::Desktop, "zh-CN").await;
        account.enter(&browser, &server).await;
        let mut times = vec![Vec::new(); Step::ALL.len()];
        for _ in 0..WALKS {
            browser.goto(&server.url(&format!("/filings/{id}/{}", Step::ALL[0]))).await;
            browser.until_saved().await;
            until_all_is_here(&browser).await;
            browser.set_slowness(SLOWNESS).await;
            for (step, times) in Step::ALL.iter().zip(&mut times).skip(1) {
                let to = format!("/{step}");
                times.push(measure(&browser, &format!(".stepper a[href$='{to}']"), &to).await);
            }
            browser.set_slowness(1).await;
            browser.until_saved().await;
        }
        for (step, times) in Step::ALL.iter().zip(&mut times).skip(1) {
            times.sort_by(f64::total_cmp);
            let [median, p95, longest] = [50, 95, 100].map(|part| percentile(times, part));
            println!("{step} {sites} {median:.0} {p95:.0} {longest:.0}");
        }
    }
}
