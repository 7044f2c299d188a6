//! The message that brings the link of a hand-off to a person elsewhere (远程核验链接): to whom, and what it says.

use crate::app::App;
use crate::auth::{cookie, origin};
use crate::problem::{Answer, Refused, language};
use crate::store::{Account, Channel, FilingRow, Message, VerificationRow};
use beian::locale::notices::{self, Link};
use beian::locale::problems::Because;
use beian::model::wire::LinkRequest;
use beian::model::{LinkChannel, Path, ProblemKind};
use beian::rules::identifiers::email;
use beian::rules::{Finding, RuleId, mask_email, mask_mobile, normalised_mobile};
use http::HeaderMap;

/// To whom a link goes.
#[derive(Clone, Debug)]
pub struct Recipient {
    /// How.
    pub channel: Channel,
    /// The number or address.
    pub to: String,
    /// The same as screens show it.
    pub masked: String,
}

/// The recipient that was typed; a finding is on the field `at`.
///
/// # Errors
/// `invalid` where it is no mobile number, or no e-mail address.
pub fn recipient(request: &LinkRequest, at: Path) -> Answer<Recipient> {
    let refused = |rule| Refused::invalid(vec![Finding::error(at, rule)]);
    match request.channel {
        LinkChannel::Sms => {
            let to = normalised_mobile(&request.to).ok_or_else(|| refused(RuleId::MobileShape))?;
            Ok(Recipient { channel: Channel::Sms, masked: mask_mobile(&to), to })
        }
        LinkChannel::Email => {
            let to = email::parse(&request.to).ok_or_else(|| refused(RuleId::EmailShape))?.into_owned();
            Ok(Recipient { channel: Channel::Email, masked: mask_email(&to), to })
        }
    }
}

/// What a person elsewhere is told, in the language of who has it sent.
///
/// # Errors
/// `not-now` where the settings do not tell the pages' address.
pub fn message(
    app: &App,
    account: &Account,
    filing: &FilingRow,
    row: &VerificationRow,
    recipient: &Recipient,
    secret: &str,
    headers: &HeaderMap,
) -> Answer<Message> {
    let configured = app.config.public_url.trim_end_matches('/');
    let base = match configured.is_empty() {
        false => configured.to_owned(),
        // On this machine itself. Elsewhere whoever is signed in could ask with a host of their choice, and our message would lead there.
        true if cookie::is_loopback(headers) => origin::of(headers).ok_or(ProblemKind::Unreadable)?,
        true => return Err(Refused::new(ProblemKind::NotNow).because(Because::LinksOff)),
    };
    let address = format!("{base}/p#{secret}");
    let document = &filing.document;
    let said = Link {
        account: &mask_mobile(&account.mobile),
        organiser: &document.organiser.name,
        of: row.of,
        site: row.of.site().and_then(|id| document.site(id)).map_or("", |site| &site.name),
        until: row.expires_at,
        address: &address,
    };
    let text = notices::link(&said, language(headers));
    Ok(Message { channel: recipient.channel, to: recipient.to.clone(), text, code: None })
}
