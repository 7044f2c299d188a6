//! How often a colleague's sign-in may be tried, and whose tries count together: a browser in which they have signed in has a count of its
//! own, so that somebody who guesses elsewhere stops only those who are unknown as well (OWASP: device cookies).

use crate::accounts::cookie;
use crate::app::App;
use crate::http::limits::{self, HOUR, Limit};
use crate::http::peer::Peer;
use crate::http::problem::Answer;
use crate::secret;
use crate::storage::Staff;
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

/// Whose tries count together, and what is said over the limit.
pub struct Tries(Vec<(String, Word)>);

impl Tries {
    /// Those of whoever tries to be the colleague of an e-mail address, if there is one.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn of(app: &App, peer: Peer, headers: &HeaderMap, email: &str, staff: Option<&Staff>) -> Answer<Tries> {
        if let (Some(token), Some(staff)) = (cookie::value(headers, cookie::DEVICE), staff) {
            let (device, since) = (secret::hash(&token), app.clock.now().plus(-KNOWN_FOR));
            if app.store.owner_of_device(&device, since).await?.as_ref() == Some(&staff.id) {
                return Ok(Tries(vec![(format!("in browser {device}"), Because::TriesInBrowser)]));
            }
        }
        let from = (format!("from {}", peer.client()), Because::TriesFromAddress);
        Ok(Tries(vec![from, (secret::hash(email), Because::TriesOfEmail)]))
    }

    /// Counts a password, before it is compared: of many at the same time no more are heard.
    ///
    /// # Errors
    /// `too-many`.
    pub async fn count_password(&self, app: &App) -> Answer<()> {
        self.count(app, "staff", PASSWORDS, WITHIN).await
    }

    /// Counts a code of the second factor, before it is compared.
    ///
    /// # Errors
    /// `too-many`.
    pub async fn count_code(&self, app: &App) -> Answer<()> {
        self.count(app, "second step", CODES, WITHIN).await?;
        self.count(app, "second steps", CODES_A_DAY, 24 * HOUR).await
    }

    async fn count(&self, app: &App, what: &str, most: u32, within: i64) -> Answer<()> {
        for (whose, because) in &self.0 {
            limits::count_to(app, &format!("{what} {whose}"), Limit { most, within, because: Some(*because) }).await?;
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
    // One browser may be shared: another colleague's stays known.
    let before = match before {
        Some(before) if app.store.owner_of_device(&before, since).await?.as_ref() == Some(&staff.id) => Some(before),
        _ => None,
    };
    app.store.know_device(&secret::hash(&token), &staff.id, before.as_deref(), since, now).await?;
    Ok(cookie::set(headers, cookie::DEVICE, token, KNOWN_FOR))
}
