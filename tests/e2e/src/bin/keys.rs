//! How long a keystroke takes to be seen: from the event to the frame that shows it, in a filing of twenty sites.
//!
//! Each character is sent by WebDriver, as a keyboard would; an observer of event timing (the browser's own measure, in steps of 8 ms)
//! notes the time from each `keydown` to the next paint. What takes less than 16 ms is not reported by browsers and counts as 16.
//! Prints one line a page: `PAGE median p95 max`, milliseconds.

use beian_e2e::api::{Account, demo_mobile};
use beian_e2e::browser::{Browser, Device};
use beian_e2e::path;
use beian_e2e::server::Server;
use beian_model::{Site, SiteId};
use serde_json::Value;

/// Sites of the filing.
const SITES: u32 = 20;
/// Keystrokes that are measured on each page.
const KEYS: usize = 200;
/// The shortest time that browsers report, milliseconds.
const SHORTEST: f64 = 16.0;

const WATCH: &str = "
    window.beianKeys = [];
    new PerformanceObserver(list => {
        for (const one of list.getEntries()) if (one.name === 'keydown') window.beianKeys.push(one.duration);
    }).observe({ type: 'event', durationThreshold: 16 });";

const COUNTED: &str = "
    const done = arguments[0];
    requestAnimationFrame(() => setTimeout(() => done(window.beianKeys), 100));";

/// Types into a field and gives the times, shortest first.
async fn measure(browser: &Browser, id: &str) -> Vec<f64> {
    let field = browser.find(&format!("[id='{id}']")).await;
    browser.click(&format!("[id='{id}']")).await;
    browser.client.execute(WATCH, vec![]).await.expect("the browser measures events");
    for n in 0..KEYS {
        let key = char::from(b'a' + (n % 26) as u8);
        field.send_keys(&key.to_string()).await.expect("the field takes keys");
    }
    let counted = browser.client.execute_async(COUNTED, vec![]).await.expect("the browser measured");
    let mut times: Vec<f64> = counted.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    times.resize(KEYS.max(times.len()), SHORTEST);
    times.sort_by(f64::total_cmp);
    times
}

fn print(page: &str, times: &[f64]) {
    let at = |part: usize| times.get((times.len() * part / 100).min(times.len() - 1)).copied().unwrap_or_default();
    println!("{page} {:.0} {:.0} {:.0}", at(50), at(95), at(100));
}

#[tokio::main]
async fn main() {
    let server = Server::start_demo().await;
    let account = Account::sign_in(&server, &demo_mobile(beian_model::Status::Draft)).await;
    let id = account.filings().await.remove(0);
    account
        .change(&id, |filing| {
            let first = filing.sites[0].clone();
            filing.sites.extend((1..SITES).map(|n| {
                let (domains, name) = (vec![format!("example-demo-{}.com", 100 + n)], format!("示例{n}企业展示"));
                let attachments = Site::new(SiteId(0x0b5e_0000 + n));
                Site {
                    domains,
                    name,
                    domain_certificate: attachments.domain_certificate,
                    id: attachments.id,
                    ..first.clone()
                }
            }));
        })
        .await;
    let browser = Browser::open("keys", Device::Desktop, "zh-CN").await;
    account.enter(&browser, &server).await;
    for (page, field) in [("organiser", "organiser.address".to_owned()), ("websites", String::new())] {
        browser.goto(&server.url(&format!("/filings/{id}/{page}"))).await;
        let field =
            if field.is_empty() { format!("sites[{}].remark", path::first_site(&browser).await) } else { field };
        let times = measure(&browser, &field).await;
        print(page, &times);
    }
}
