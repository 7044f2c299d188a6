//! How long a keystroke takes to be seen in a filing of twenty sites.
//!
//! Prints one line a page: `PAGE median p95 max`, milliseconds.

use beian_e2e::api::{Account, demo_mobile};
use beian_e2e::browser::{Browser, Device};
use beian_e2e::keystrokes::{measure, percentile};
use beian_e2e::path;
use beian_e2e::server::Server;
use beian_model::{Site, SiteId};

/// Sites of the filing.
const SITES: u32 = 20;
/// Keystrokes that are measured on each page.
const KEYS: usize = 200;

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
        let times = measure(&browser, &field, KEYS).await;
        let [median, p95, longest] = [50, 95, 100].map(|part| percentile(&times, part));
        println!("{page} {median:.0} {p95:.0} {longest:.0}");
    }
}
