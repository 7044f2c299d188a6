//! How often a colleague's sign-in may be tried, and whose tries count together: a browser in which they have signed in has a count of its
//! own, so that somebody who guesses elsewhere stops only those who are unknown as well (OWASP: device cookies).

use crate::accounts::cookie;
use crate::accounts::stored::Staff;
use crate::app::App;
use crate::http::limits::{self, HOUR, Limit};
use crate::http::peer::Peer;
use crate::http::problem::Answer;
use crate::secret;
use axum_extra::extract::CookieJar;
use beian_locale::Word;
use beian_locale::problems::Because;
use http::HeaderMap;

/// Passwords that are heard …
const PASSWORDS: u32 = 20;
/// … and codes of the second factor …
const CODES: u32 = 5;
/// … in so many seconds.
const WITHIN: i64 = 900;
/// Codes of the second factor that are heard in a day.
const CODES_A_DAY: u32 = 30;
/// A browser is known for so many seconds after its colleague last signed in with it.
const KNOWN_FOR: i64 = 180 * 24 * HOUR;

/// So many times as many codes are heard of one address: an office has one, and a right code counts as well.
const AN_OFFICE: u32 = 20;

/// Whose tries count together, what is said over the limit, and how many people they may be.
pub struct Tries(Vec<(String, Word, u32)>);

impl Tries {
    /// Those of whoever tries to be the colleague of an e-mail address, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(app: &App, peer: Peer, headers: &HeaderMap, email: &str, staff: Option<&Staff>) -> Answer<Tries> {
        if let (Some(token), Some(staff)) = (cookie::value(headers, cookie::DEVICE), staff) {
            let (device, since) = (secret::hash(&token), app.clock.now().plus(-KNOWN_FOR));
            if app.store.owner_of_device(&device, since).await?.as_ref() == Some(&staff.id) {
                return Ok(Tries(vec![(format!("in browser {device}"), Because::TriesInBrowser, 1)]));
            }
        }
        // What is refused for one e-mail address is no try of the network's.
        let from = (format!("from {}", peer.client()), Because::TriesFromAddress, AN_OFFICE);
        Ok(Tries(vec![(secret::hash(email), Because::TriesOfEmail, 1), from]))
    }

    /// Counts a password, before it is compared: of many at the same time no more are heard.
    ///
    /// # Errors
    /// `too-many`.
    pub async fn count_password(&self, app: &App) -> Answer<()> {
        self.count(app, "staff", |_| PASSWORDS, WITHIN).await
    }

    /// Counts a code of the second factor, before it is compared.
    ///
    /// # Errors
    /// `too-many`.
    pub async fn count_code(&self, app: &App) -> Answer<()> {
        self.count(app, "second step", |people| CODES * people, WITHIN).await?;
        self.count(app, "second steps", |people| CODES_A_DAY * people, 24 * HOUR).await
    }

    async fn count(&self, app: &App, what: &str, most: impl Fn(u32) -> u32, within: i64) -> Answer<()> {
        for (whose, because, people) in &self.0 {
            let limit = Limit { most: most(*people), within, because: Some(*because) };
            limits::count_to(app, &format!("{what} {whose}"), limit).await?;
        }
        Ok(())
    }
}

/// Counts a password that a colleague who is signed in gives for their account.
///
/// # Errors
/// `too-many`.
pub async fn count_own(app: &App, staff: &Staff) -> Answer<()> {
    let limit = Limit { most: PASSWORDS, within: WITHIN, because: Some(Because::TriesOfPassword) };
    limits::count_to(app, &format!("password of {}", staff.id), limit).await
}

/// Knows the browser in which a colleague signed in from now on: what it keeps, by which it is known.
///
/// # Errors
/// When the database fails.
pub async fn know_browser(app: &App, headers: &HeaderMap, staff: &Staff) -> Answer<CookieJar> {
    let (token, now) = (secret::token(), app.clock.now());
    let since = now.plus(-KNOWN_FOR);
    let before = cookie::value(headers, cookie::DEVICE).map(|token| secret::hash(&token));
    // A browser is known for who signed in last; what another colleague had is theirs, and runs out.
    let before = match before {
        Some(before) if app.store.owner_of_device(&before, since).await?.as_ref() == Some(&staff.id) => Some(before),
        _ => None,
    };
    app.store.know_device(&secret::hash(&token), &staff.id, before.as_deref(), since, now).await?;
    Ok(cookie::set(headers, cookie::DEVICE, token, KNOWN_FOR))
}
