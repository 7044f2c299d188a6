//! What sign-in and proving a number share: sending a code by SMS, and looking at what was typed.

use super::outbox;
use crate::app::App;
use crate::limits;
use crate::problem::{Answer, Refused};
use crate::secret;
use crate::store::{Channel, Code, Message};
use beian::locale::notices;
use beian::model::wire::CodeSent;
use beian::model::{Path, ProblemKind};
use beian::rules::identifiers::sms_code::sms_code;
use beian::rules::{Finding, RuleId, normalised_mobile};

/// The eleven digits of what was typed.
///
/// # Errors
/// `invalid`.
pub fn number(typed: &str) -> Answer<String> {
    normalised_mobile(typed).ok_or_else(|| Refused::invalid(vec![Finding::error(Path::Filing, RuleId::MobileShape)]))
}

fn hash(mobile: &str, code: &str) -> String {
    secret::hash(&format!("{mobile} {code}"))
}

/// Sends a code for a purpose.
///
/// # Errors
/// `too-many` while the pause after wrong tries lasts, sooner than a minute after the last one, or over the day's limit.
pub async fn send(app: &App, purpose: &str, mobile: String) -> Answer<CodeSent> {
    let now = app.clock.now();
    let limits = &app.config.codes;
    if let Some(last) = app.store.code(purpose, &mobile).await.map_err(Refused::internal)? {
        if last.blocked_until > now {
            return Err(Refused::too_many(last.blocked_until.0 - now.0));
        }
        if now.0 - last.sent_at.0 < limits.resend {
            return Err(Refused::too_many(limits.resend - (now.0 - last.sent_at.0)));
        }
    }
    limits::count(app, &format!("code {}", secret::hash(&mobile)), limits.per_number, 86_400).await?;
    let digits = secret::six_digits();
    let code = Code {
        purpose: purpose.to_owned(),
        code_hash: hash(&mobile, &digits),
        sent_at: now,
        expires_at: now.plus(limits.holds),
        tries_left: limits.tries,
        blocked_until: beian::model::Timestamp(0),
        mobile: mobile.clone(),
    };
    let message = Message {
        channel: Channel::Sms,
        to: mobile,
        text: notices::code(&digits, limits.holds / 60),
        code: Some(digits),
    };
    app.store.put_code(&code, &message, now).await.map_err(Refused::internal)?;
    Ok(CodeSent {
        expires_in: limits.holds.max(0) as u32,
        resend_in: limits.resend.max(0) as u32,
        outbox: outbox::path(app),
    })
}

/// Takes a code that was typed; once.
///
/// # Errors
/// `wrong-code` with the tries that are left, `too-many` after the last of them, `code-expired`.
pub async fn take(app: &App, purpose: &str, mobile: &str, typed: &str) -> Answer<()> {
    let now = app.clock.now();
    let code = app.store.code(purpose, mobile).await.map_err(Refused::internal)?.ok_or(ProblemKind::CodeExpired)?;
    if code.blocked_until > now {
        return Err(Refused::too_many(code.blocked_until.0 - now.0));
    }
    if code.expires_at <= now || code.tries_left == 0 {
        return Err(ProblemKind::CodeExpired.into());
    }
    // Blanks and full-width digits are how keyboards type six digits; anything else is no code and counts as a wrong try.
    let typed = sms_code(typed).unwrap_or_default();
    if hash(mobile, &typed) != code.code_hash {
        let pause = app.config.codes.pause;
        let left = app.store.wrong_code(purpose, mobile, now.plus(pause)).await.map_err(Refused::internal)?;
        return Err(if left == 0 { Refused::too_many(pause) } else { Refused::wrong_code(left) });
    }
    if app.store.use_code(purpose, mobile, &code.code_hash).await.map_err(Refused::internal)? {
        Ok(())
    } else {
        Err(ProblemKind::CodeExpired.into())
    }
}
