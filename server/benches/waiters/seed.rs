//! Accounts with a session and a filing each, written before the server starts.

use crate::Done;
use beian_model::{Filing, FilingId, SiteId};
use beian_server::app::App;
use beian_server::clock::Clock;
use beian_server::config::Config;
use beian_server::secret;
use beian_server::storage::{NewFiling, SessionKind};
use std::path::Path;

/// Somebody with a page.
#[derive(Clone)]
pub struct Seed {
    /// Their filing.
    pub filing: String,
    /// Their session's cookie.
    pub cookie: String,
}

/// The document of the filing of this number.
pub fn document(number: usize) -> Filing {
    Filing::new(SiteId(number as u32))
}

/// Writes so many into a data folder.
pub async fn sow(data: &Path, count: usize) -> Done<Vec<Seed>> {
    let app = App::open(Config { data: data.to_owned(), ..Config::default() }, Clock::system()).await?;
    let mut seeds = Vec::with_capacity(count);
    for n in 0..count {
        let now = app.clock.now();
        let account = app.store.account_of(&format!("139{n:08}"), now).await?;
        let token = secret::token();
        app.store.open_session(&secret::hash(&token), SessionKind::Applicant, &account.id, now).await?;
        let new = NewFiling { id: FilingId(secret::id()), account: account.id, document: document(n) };
        let filing = app.store.create_filing(&new, &secret::id(), now).await?.0;
        seeds.push(Seed { filing, cookie: format!("beian_session={token}") });
    }
    Ok(seeds)
}
