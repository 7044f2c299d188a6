//! What sign-in and proving a number share: sending a code by SMS, and looking at what was typed.

use crate::accounts::stored::Code;
use crate::app::App;
use crate::http::limits::{self, HOUR, Limit};
use crate::http::peer::Peer;
use crate::http::problem::{Answer, Refused};
use crate::messages::outbox;
use crate::messages::stored::{Channel, Message};
use crate::secret;
use crate::storage::StoreError;
use beian_locale::notices;
use beian_locale::problems::Because;
use beian_model::wire::CodeSent;
use beian_model::{Path, ProblemKind};
use beian_rules::checks::phones::MOBILE_SHAPE;
use beian_rules::identifiers::sms_code::sms_code;
use beian_rules::normalised_mobile;

/// The eleven digits of what was typed.
///
/// # Errors
/// `invalid`.
pub fn number(typed: &str) -> Answer<String> {
    normalised_mobile(typed).ok_or_else(|| Refused::invalid(vec![MOBILE_SHAPE.at(Path::Filing)]))
}

fn hash(mobile: &str, code: &str) -> String {
    secret::hash(&format!("{mobile} {code}"))
}

/// Who is bound, besides the address and the number that a code goes to.
pub struct Bound {
    /// What is counted.
    pub what: String,
    /// How much of it there may be.
    pub limit: Limit,
}

/// Whoever has codes sent to strangers is bound, from however many addresses. Somebody with an account is none.
///
/// # Errors
/// When the database fails.
pub async fn of_strangers(app: &App, mobile: &str) -> Answer<Option<Bound>> {
    let limit = Limit { most: app.config.codes.to_strangers, within: 60, because: Some(Because::SmsToStrangers) };
    let bound = || Bound { what: "codes to strangers".to_owned(), limit };
    Ok(app.store.account_by_mobile(mobile).await?.is_none().then(bound))
}

/// An account is bound.
pub fn of_account(app: &App, account: &str) -> Bound {
    let limit = Limit { most: app.config.codes.per_account, within: 24 * HOUR, because: Some(Because::SmsOfAccount) };
    Bound { what: format!("codes of {account}"), limit }
}

/// Sends a code for a purpose.
///
/// # Errors
/// `too-many` while the pause after wrong tries lasts, sooner than a minute after the last one, or over the limits of an address, of
/// the day, and of who is bound besides.
pub async fn send(app: &App, peer: Peer, purpose: &str, mobile: String, bound: Option<Bound>) -> Answer<CodeSent> {
    let now = app.clock.now();
    let limits = &app.config.codes;
    let from = Limit { most: limits.per_address, within: HOUR, because: Some(Because::SmsFromAddress) };
    limits::count_to(app, &format!("codes from {}", peer.client()), from).await?;
    let last = app.store.code(purpose, &mobile).await?;
    if let Some(wait) = last.and_then(|last| wait(app, &last)) {
        return Err(Refused::too_many(wait));
    }
    if let Some(Bound { what, limit }) = bound {
        limits::count_to(app, &what, limit).await?;
    }
    let to = Limit { most: limits.per_number, within: 24 * HOUR, because: Some(Because::SmsToNumber) };
    limits::count_to(app, &format!("code {}", secret::hash(&mobile)), to).await?;
    let digits = secret::six_digits();
    let code = Code {
        purpose: purpose.to_owned(),
        code_hash: hash(&mobile, &digits),
        sent_at: now,
        expires_at: now.plus(limits.holds),
        tries_left: limits.tries,
        blocked_until: beian_model::Timestamp(0),
        mobile: mobile.clone(),
    };
    let minutes = limits.holds / 60;
    let message = Message {
        blanks: vec![("code", digits.clone()), ("minutes", minutes.to_string())],
        until: Some(code.expires_at),
        code: Some(digits.clone()),
        ..Message::new(Channel::Sms, mobile, notices::code(&digits, minutes), "code")
    };
    match app.store.put_code(&code, &message, now.plus(-limits.resend), now).await {
        // Another one was sent, or the last try was taken, in this moment.
        Err(StoreError::Stale) => return Err(Refused::too_many(limits.resend)),
        kept => kept?,
    }
    Ok(CodeSent {
        expires_in: limits.holds.max(0) as u32,
        resend_in: limits.resend.max(0) as u32,
        outbox: outbox::path(app, peer),
    })
}

/// Seconds until a code may be sent in place of this one; nothing where it may be now.
fn wait(app: &App, last: &Code) -> Option<i64> {
    let now = app.clock.now();
    let resend = last.sent_at.plus(app.config.codes.resend);
    let until = if last.blocked_until > now { last.blocked_until } else { resend };
    (until > now).then(|| until.0 - now.0)
}

/// Takes a code that was typed; once. The try is taken away before the code is compared, so that of many who try at the same time
/// no more are heard than a code has tries.
///
/// # Errors
/// `wrong-code` with the tries that are left, `too-many` after the last of them and over the limits of an address and of a number,
/// `code-expired`.
pub async fn take(app: &App, peer: Peer, purpose: &str, mobile: &str, typed: &str) -> Answer<()> {
    let now = app.clock.now();
    let limits = &app.config.codes;
    let from = Limit { most: limits.tries_per_address, within: HOUR, because: Some(Because::TriesFromAddress) };
    limits::count_to(app, &format!("tries from {}", peer.client()), from).await?;
    let of = Limit { most: limits.tries_per_number, within: HOUR, because: Some(Because::TriesOfNumber) };
    limits::count_to(app, &format!("tries of {} {purpose}", secret::hash(mobile)), of).await?;
    let pause = limits.pause;
    let tried = app.store.try_code(purpose, mobile, now.plus(pause), now).await?;
    let Some((code_hash, left)) = tried else {
        let last = app.store.code(purpose, mobile).await?;
        return Err(match last.filter(|last| last.blocked_until > now) {
            Some(last) => Refused::too_many(last.blocked_until.0 - now.0).because(Because::Paused),
            None => ProblemKind::CodeExpired.into(),
        });
    };
    // Blanks and full-width digits are how keyboards type six digits; anything else is no code and counts as a wrong try.
    let typed = sms_code(typed).unwrap_or_default();
    if !secret::is_same(&hash(mobile, &typed), &code_hash) {
        let paused = || Refused::too_many(pause).because(Because::Paused);
        return Err(if left == 0 { paused() } else { Refused::wrong_code(left) });
    }
    if app.store.use_code(purpose, mobile, &code_hash).await? { Ok(()) } else { Err(ProblemKind::CodeExpired.into()) }
}
