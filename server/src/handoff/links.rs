//! The message that brings the link of a hand-off to a person elsewhere (远程核验链接): to whom, and what it says.

use crate::accounts::stored::Account;
use crate::app::App;
use crate::http::problem::{Answer, Refused};
use crate::messages::stored::{Channel, Message};
use crate::storage::{FilingRow, VerificationRow};
use beian_locale::Lang;
use beian_locale::notices::{self, Link};
use beian_locale::problems::Because;
use beian_model::wire::LinkRequest;
use beian_model::{LinkChannel, Path, ProblemKind};
use beian_rules::checks::person::EMAIL_SHAPE;
use beian_rules::checks::phones::MOBILE_SHAPE;
use beian_rules::identifiers::email;
use beian_rules::{Rule, mask_email, mask_mobile, normalised_mobile};

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
    let refused = |rule: &Rule| Refused::invalid(vec![rule.at(at)]);
    match request.channel {
        LinkChannel::Sms => {
            let to = normalised_mobile(&request.to).ok_or_else(|| refused(&MOBILE_SHAPE))?;
            Ok(Recipient { channel: Channel::Sms, masked: mask_mobile(&to), to })
        }
        LinkChannel::Email => {
            let to = email::parse(&request.to).ok_or_else(|| refused(&EMAIL_SHAPE))?.into_owned();
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
    lang: Lang,
) -> Answer<Message> {
    let base = app.config.pages_at().ok_or_else(|| Refused::new(ProblemKind::NotNow).because(Because::LinksOff))?;
    let address = format!("{base}/p#{secret}");
    let document = &filing.document;
    let said = Link {
        account: &account.shown(),
        organiser: &document.organiser.name,
        of: row.of,
        site: row.of.site().and_then(|id| document.site(id)).map_or("", |site| &site.name),
        until: row.expires_at,
        address: &address,
    };
    let text = notices::link(&said, lang);
    let blanks = vec![
        ("account", account.shown()),
        ("organiser", document.organiser.name.clone()),
        ("until", notices::in_china(row.expires_at)),
        ("address", address.clone()),
        ("secret", secret.to_owned()),
    ];
    let until = Some(row.expires_at);
    Ok(Message { blanks, until, ..Message::new(recipient.channel, recipient.to.clone(), text, "link") })
}
