//! Accounts with a session, a filing and a hand-off each, written before the server starts.

use crate::Done;
use beian_model::{Filing, FilingId, Path, PersonField, SiteId};
use beian_server::accounts::stored::{NewSession, SessionKind};
use beian_server::app::App;
use beian_server::clock::Clock;
use beian_server::config::Config;
use beian_server::filings::stored::NewFiling;
use beian_server::secret;
use beian_server::storage::VerificationRow;

/// Seconds for which a code holds: longer than anything is measured.
const HOLDS: i64 = 3600;

/// Somebody with a page.
#[derive(Clone)]
pub struct Seed {
    /// What the page shows, and waits at.
    pub at: String,
    /// Their session's cookie.
    pub cookie: String,
    /// What changes it.
    pub change: Change,
}

/// What changes what a page shows.
#[derive(Clone)]
pub enum Change {
    /// The filing is saved, as from another tab.
    Save,
    /// A phone claims the hand-off by this secret.
    Claim(String),
}

/// The kinds of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// [`Change::Save`].
    Save,
    /// [`Change::Claim`].
    Claim,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 2] = [Kind::Save, Kind::Claim];

    /// Of the page of this number: pages take turns.
    pub const fn of(number: usize) -> Kind {
        Kind::ALL[number % Kind::ALL.len()]
    }

    /// How it is printed.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Save => "saves",
            Kind::Claim => "claims",
        }
    }
}

/// The document of the filing of this number.
pub fn document(number: usize) -> Filing {
    Filing::new(SiteId(number as u32))
}

/// Writes so many.
pub async fn sow(config: &Config, count: usize) -> Done<Vec<Seed>> {
    let app = App::open(config.clone(), Clock::system()).await?;
    let mut seeds = Vec::with_capacity(count);
    for n in 0..count {
        seeds.push(one(&app, n).await?);
    }
    Ok(seeds)
}

async fn one(app: &App, number: usize) -> Done<Seed> {
    let now = app.clock.now();
    let account = app.store.account_of(&format!("139{number:08}"), now).await?;
    let token = secret::token();
    let session = NewSession {
        token_hash: secret::hash(&token),
        kind: SessionKind::Applicant,
        owner: account.id.clone(),
        address: String::new(),
        browser: String::new(),
        by_provider: false,
    };
    app.store.open_session(&session, now).await?;
    let new = NewFiling { id: FilingId(secret::id()), account: account.id, document: document(number) };
    let filing = app.store.create_filing(&new, &secret::id(), now).await?;
    let (at, change) = match Kind::of(number) {
        Kind::Save => (format!("/filings/{filing}"), Change::Save),
        Kind::Claim => {
            let secret = secret::token();
            let of = Path::OrganiserPerson(PersonField::Verification);
            let handoff = VerificationRow::new(filing.clone(), of, &secret, now, now.plus(HOLDS));
            app.store.create_verification(&handoff, None).await?;
            (format!("/filings/{filing}/verifications/{}", handoff.id), Change::Claim(secret))
        }
    };
    Ok(Seed { at, cookie: format!("beian_session={token}"), change })
}
