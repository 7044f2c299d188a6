//! Ways for a message to leave (消息通道); `parcel`: what is carried, `fare`: how a way fares. `smtp` for e-mail (`letter`: what one looks like); for SMS `gateway`, which takes any request of
//! HTTP, `tencent` and `aliyun`. Where the settings have none, a message is kept, and shown by the embedded outbox.

mod aliyun;
mod fare;
mod gateway;
mod letter;
mod parcel;
mod posting;
mod smtp;
mod tencent;

use crate::clock::Clock;
use crate::config::{Config, Email, Gateway, Sms};
pub use fare::Fare;
pub use parcel::{Channel, Parcel};

/// Why a message did not leave.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failed {
    /// It may another time: nobody answered, or what answered is not well, or the settings are wrong, which can be mended.
    #[error("{0}")]
    Later(String),
    /// It will not: this number, address or text is refused.
    #[error("{0}")]
    Never(String),
}

/// A way for messages to leave.
#[async_trait::async_trait]
pub trait Carrier: Send + Sync {
    /// Sends a message. One that was tried before may have been sent: it has the same number then.
    async fn carry(&self, parcel: &Parcel) -> Result<(), Failed>;
}

/// The way of each channel; none where messages are kept where they are, and the embedded outbox shows them.
pub struct Carriers {
    sms: Option<Box<dyn Carrier>>,
    email: Option<Box<dyn Carrier>>,
}

/// A way of the settings cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct CarrierError(String);

impl Carriers {
    /// The ways of the settings.
    ///
    /// # Errors
    /// [`CarrierError`] where what they name cannot be read.
    pub fn open(config: &Config, clock: &Clock) -> Result<Carriers, CarrierError> {
        let sms = |settings: &Sms| -> Result<Box<dyn Carrier>, CarrierError> {
            Ok(match settings.gateway {
                Gateway::Http => Box::new(gateway::Any::new(settings, clock)?),
                Gateway::Tencent => Box::new(tencent::Tencent::new(settings, clock)?),
                Gateway::Aliyun => Box::new(aliyun::Aliyun::new(settings, clock)?),
            })
        };
        let email =
            |settings: &Email| -> Result<Box<dyn Carrier>, CarrierError> { Ok(Box::new(smtp::Smtp::new(settings)?)) };
        Ok(Carriers {
            sms: config.sms.as_ref().map(sms).transpose()?,
            email: config.email.as_ref().map(email).transpose()?,
        })
    }

    /// The way of a channel, where the settings have one.
    pub fn of(&self, channel: Channel) -> Option<&dyn Carrier> {
        match channel {
            Channel::Sms => self.sms.as_deref(),
            Channel::Email => self.email.as_deref(),
        }
    }
}
