//! The rows of messages.

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
    /// How it is stored.
    pub const fn as_str(self) -> &'static str {
        match self {
            Channel::Sms => "sms",
            Channel::Email => "email",
        }
    }
}

/// A message to be delivered.
#[derive(Clone, Debug)]
pub struct Message {
    /// How.
    pub channel: Channel,
    /// To whom.
    pub to: String,
    /// What it says.
    pub text: String,
    /// The code it carries, shown apart by the outbox.
    pub code: Option<String>,
}

/// A message that was kept.
#[derive(Clone, Debug)]
pub struct SentMessage {
    /// How: `sms` or `email`.
    pub kind: String,
    /// To whom.
    pub to: String,
    /// What it says.
    pub text: String,
    /// The code it carries.
    pub code: Option<String>,
    /// When it was written.
    pub created_at: Timestamp,
}
