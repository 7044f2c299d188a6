//! What is carried.

use beian_model::Timestamp;

/// How a message travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// SMS.
    Sms,
    /// E-mail.
    Email,
}

impl Channel {
    /// Both.
    pub const ALL: [Channel; 2] = [Channel::Sms, Channel::Email];

    /// How it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Channel::Sms => "sms",
            Channel::Email => "email",
        }
    }
}

/// A message that is to be sent now (待发送的消息).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parcel {
    /// Its number in the outbox: the same at each try.
    pub id: i64,
    /// To whom: a mobile number of eleven digits, or an e-mail address.
    pub to: String,
    /// What it says.
    pub text: String,
    /// The name of its template in the settings.
    pub template: String,
    /// What the blanks of the template may be filled with, by name.
    pub blanks: Vec<(String, String)>,
    /// How often it was tried.
    pub tries: u32,
    /// Nobody needs it after this moment.
    pub until: Option<Timestamp>,
}

impl Parcel {
    /// What a blank is filled with; nothing where the message has no such thing.
    pub fn blank(&self, name: &str) -> &str {
        match name {
            "to" => &self.to,
            "text" => &self.text,
            _ => self.blanks.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value),
        }
    }
}
