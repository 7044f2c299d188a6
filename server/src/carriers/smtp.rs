//! E-mail by SMTP: one connection a try, sealed as the settings say, and an end to each.

use super::letter::{Sender, letter};
use super::{Carrier, CarrierError, Failed};
use crate::carriers::Parcel;
use crate::config::{Email, SmtpTls};
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{AsyncSmtpTransport, AsyncTransport, Tokio1Executor};
use std::time::Duration;

/// A mail server.
pub struct Smtp {
    settings: Email,
    sender: Sender,
    tls: Tls,
}

impl Smtp {
    /// By the settings.
    pub fn new(settings: &Email) -> Result<Smtp, CarrierError> {
        let mailbox = |text: &str| text.parse().map_err(|_| CarrierError(format!("`{text}` is no e-mail address")));
        let sender =
            Sender { from: mailbox(&settings.from)?, reply_to: settings.reply_to.as_deref().map(mailbox).transpose()? };
        Ok(Smtp { settings: settings.clone(), sender, tls: tls(settings)? })
    }

    /// A connection to be: it is made as a letter is sent, and the password read then.
    async fn transport(&self) -> Result<AsyncSmtpTransport<Tokio1Executor>, Failed> {
        let settings = &self.settings;
        let mut transport = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(&settings.host)
            .port(settings.port())
            .tls(self.tls.clone())
            .timeout(Some(Duration::from_secs(settings.timeout)));
        if let Some(user) = &settings.user {
            transport = transport.credentials(Credentials::new(user.clone(), self.password().await?));
        }
        Ok(transport.build())
    }

    async fn password(&self) -> Result<String, Failed> {
        let Some(file) = &self.settings.password_file else {
            return Ok(self.settings.password.as_ref().map(|it| it.0.clone()).unwrap_or_default());
        };
        let password = tokio::fs::read_to_string(file).await;
        Ok(password.map_err(|error| Failed::Later(format!("the password's file: {error}")))?.trim().to_owned())
    }
}

fn tls(settings: &Email) -> Result<Tls, CarrierError> {
    let wrong = |error: &dyn std::fmt::Display| CarrierError(format!("email.ca_file: {error}"));
    let mut parameters = TlsParameters::builder(settings.host.clone());
    if let Some(file) = &settings.ca_file {
        let pem = std::fs::read(file).map_err(|error| wrong(&error))?;
        parameters = parameters.add_root_certificate(Certificate::from_pem(&pem).map_err(|error| wrong(&error))?);
    }
    let built = || parameters.build_rustls().map_err(|error| CarrierError(format!("email.tls: {error}")));
    Ok(match settings.tls {
        SmtpTls::Implicit => Tls::Wrapper(built()?),
        SmtpTls::Starttls => Tls::Required(built()?),
        SmtpTls::None => Tls::None,
    })
}

#[async_trait::async_trait]
impl Carrier for Smtp {
    async fn carry(&self, parcel: &Parcel) -> Result<(), Failed> {
        let letter = letter(&self.sender, &parcel.to, &parcel.text, parcel.id).map_err(Failed::Never)?;
        let transport = self.transport().await?;
        // The library's own limits are of single commands, and of no handshake.
        let longest = Duration::from_secs(self.settings.timeout);
        match tokio::time::timeout(longest, transport.send(letter)).await {
            Ok(Ok(_)) => Ok(()),
            // A server that refuses who signs in refuses everybody, until the settings are mended.
            Ok(Err(error)) if error.is_permanent() && !is_of_the_settings(&error) => {
                Err(Failed::Never(error.to_string()))
            }
            Ok(Err(error)) => Err(Failed::Later(error.to_string())),
            Err(_) => Err(Failed::Later(format!("no answer in {} seconds", longest.as_secs()))),
        }
    }
}

/// A refusal of whoever sends, and not of whom it is for (RFC 4954: 530, 534, 535, 538).
fn is_of_the_settings(error: &lettre::transport::smtp::Error) -> bool {
    error.status().is_some_and(|code| ["530", "534", "535", "538"].contains(&code.to_string().as_str()))
}
