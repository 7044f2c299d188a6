//! A complete filing of as many sites as a measurement wants, in a demonstration server.

use crate::api::{Account, demo_mobile};
use crate::server::Server;
use beian_model::{Site, SiteId, Status};

/// Whoever has a draft with nothing wrong in it, and the draft's id.
pub async fn applicant(server: &Server) -> (Account, String) {
    let account = Account::sign_in(server, &demo_mobile(Status::Draft)).await;
    let id = account.filings().await.remove(0);
    (account, id)
}

/// Gives the filing so many sites, each like the first.
pub async fn set(account: &Account, id: &str, sites: u32) {
    account
        .change(id, |filing| {
            filing.sites.truncate(1);
            let first = filing.sites[0].clone();
            filing.sites.extend((1..sites).map(|n| {
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
}
