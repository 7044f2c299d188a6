//! The rows of messages.

pub use crate::carriers::Channel;
use beian_model::Timestamp;

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
    /// What kind of message it is: the name of its template (短信模板) in the settings.
    pub template: &'static str,
    /// What the blanks of such a template may be filled with, by name.
    pub blanks: Vec<(&'static str, String)>,
    /// Nobody needs it after this moment.
    pub until: Option<Timestamp>,
}

impl Message {
    /// A message that holds for as long as it takes.
    pub fn new(channel: Channel, to: String, text: String, template: &'static str) -> Message {
        Message { channel, to, text, code: None, template, blanks: Vec::new(), until: None }
    }
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
    /// It was sent, or kept here for good where the settings have no way for it.
    pub is_sent: bool,
    /// It was given up.
    pub is_given_up: bool,
    /// What went wrong at the last try; empty where nothing did.
    pub said: String,
}
