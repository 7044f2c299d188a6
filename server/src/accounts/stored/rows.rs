//! The rows of accounts and codes.

use crate::messages::notices::Applicant;
use beian_locale::Lang;
use beian_model::Timestamp;

/// Characters of an id by which an account is shown that has neither number nor name.
const SHORT_ID: usize = 8;

/// An applicant's account.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its id.
    pub id: String,
    /// Its mobile number; empty where it has none, because its provider said none that is believed.
    pub mobile: String,
    /// What the identity provider that it came by calls its person; empty where it came by none.
    pub called: String,
    /// The language of its messages.
    pub lang: Lang,
    /// It is reminded of what it left unfinished.
    pub reminders: bool,
}

impl Account {
    /// As whom messages of its filings reach it.
    pub fn reader(&self) -> Applicant {
        Applicant { mobile: self.mobile.clone(), shown: self.shown(), lang: self.lang }
    }

    /// How it is named to its owner, and to those whom it asks for something: the number, its middle masked, else the name, else the
    /// beginning of its id.
    pub fn shown(&self) -> String {
        match (self.mobile.as_str(), self.called.as_str()) {
            ("", "") => self.id.chars().take(SHORT_ID).collect(),
            ("", called) => called.to_owned(),
            (mobile, _) => beian_rules::mask_mobile(mobile),
        }
    }
}

/// An SMS code.
#[derive(Clone, Debug)]
pub struct Code {
    /// What it is for: `sign-in`, or a filing's id.
    pub purpose: String,
    /// The number it was sent to.
    pub mobile: String,
    /// Hash of number and code.
    pub code_hash: String,
    /// When it was sent.
    pub sent_at: Timestamp,
    /// Until when it holds.
    pub expires_at: Timestamp,
    /// Tries that are left.
    pub tries_left: u32,
    /// After too many wrong tries: until when nothing is taken.
    pub blocked_until: Timestamp,
}
