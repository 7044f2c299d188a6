//! How messages leave this server: the sections `[email]` and `[sms]`. Without them they are kept, and shown by the embedded outbox.

use super::{ConfigError, Covered};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Longest time of one try, in seconds.
const LONGEST: u64 = 60;

/// E-mail by SMTP (RFC 5321).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Email {
    /// The mail server.
    pub host: String,
    /// Its port; 0 is the usual one: 465 with TLS from the start, 587 with STARTTLS, 25 without.
    pub port: u16,
    /// How the connection is sealed.
    pub tls: SmtpTls,
    /// A file with certificates (PEM) that are believed besides the system's.
    pub ca_file: Option<PathBuf>,
    /// Name to sign in with; none where the server asks for none.
    pub user: Option<String>,
    /// Its password.
    pub password: Option<Covered>,
    /// A file that holds it, read at each connection, for those who keep secrets out of the settings.
    pub password_file: Option<PathBuf>,
    /// Whom messages come from: `Beian <no-reply@example.com>`.
    pub from: String,
    /// Where answers go; nothing where nobody reads them.
    pub reply_to: Option<String>,
    /// Longest time of one try, 1 to 60.
    pub timeout: u64,
}

/// How a connection to a mail server is sealed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SmtpTls {
    /// From its first byte (RFC 8314).
    #[default]
    Implicit,
    /// By STARTTLS; a server that does not offer it is sent nothing.
    Starttls,
    /// Not at all: for a server on this machine.
    None,
}

impl Default for Email {
    fn default() -> Email {
        Email {
            host: String::new(),
            port: 0,
            tls: SmtpTls::Implicit,
            ca_file: None,
            user: None,
            password: None,
            password_file: None,
            from: String::new(),
            reply_to: None,
            timeout: 20,
        }
    }
}

impl Email {
    /// The port that is meant.
    pub fn port(&self) -> u16 {
        match (self.port, self.tls) {
            (0, SmtpTls::Implicit) => 465,
            (0, SmtpTls::Starttls) => 587,
            (0, SmtpTls::None) => 25,
            (port, _) => port,
        }
    }

    /// What is said can be used.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        let wrong = |name, why| Err(ConfigError::WrongValue(name, why));
        if self.host.is_empty() || self.host.contains(|c: char| c.is_whitespace() || c == '/') {
            return wrong("email.host", "the name of a mail server, such as `smtp.example.com`");
        }
        if self.from.parse::<lettre::message::Mailbox>().is_err() {
            return wrong("email.from", "an address, such as `Beian <no-reply@example.com>`");
        }
        if self.reply_to.as_deref().is_some_and(|to| to.parse::<lettre::message::Mailbox>().is_err()) {
            return wrong("email.reply_to", "an address, such as `help@example.com`");
        }
        if self.password.is_some() && self.password_file.is_some() {
            return wrong("email.password_file", "either the file or the password itself");
        }
        if self.user.is_some() != (self.password.is_some() || self.password_file.is_some()) {
            return wrong("email.user", "it and a password belong together");
        }
        if self.tls == SmtpTls::None && self.user.is_some() && !is_this_machine(&self.host) {
            return wrong("email.tls", "`implicit` or `starttls`: a password is not sent in the clear");
        }
        within("email.timeout", self.timeout)
    }

    /// The same with its secret covered.
    pub(super) fn covered(mut self) -> Email {
        self.password = self.password.map(|_| Covered("…".to_owned()));
        self
    }
}

/// SMS by a gateway (短信网关).
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sms {
    /// Which one.
    pub gateway: Gateway,
    /// Its address; that of the cloud where nothing is said.
    pub url: String,
    /// Name of the key to sign with: `SecretId` at Tencent Cloud, `AccessKeyId` at Aliyun.
    pub key_id: String,
    /// The key.
    pub key: Option<Covered>,
    /// A file that holds it, read at each try, for those who keep secrets out of the settings.
    pub key_file: Option<PathBuf>,
    /// The signature that was approved (短信签名), without brackets. Clouds put it before the text.
    pub sign_name: String,
    /// Tencent Cloud: the application (`SdkAppId`).
    pub app_id: String,
    /// Tencent Cloud: the region.
    pub region: String,
    /// Each kind of message and the template that was approved for it (短信模板), at a cloud.
    pub templates: BTreeMap<String, Template>,
    /// Any other gateway: its headers besides.
    pub headers: BTreeMap<String, String>,
    /// Any other gateway: the media type of the body, JSON or a form.
    pub content_type: String,
    /// Any other gateway: the body, with `{to}`, `{text}`, `{template}`, `{time}` and the blanks in braces.
    pub body: String,
    /// Any other gateway: the header that carries HMAC-SHA-256 of the body under the key, in hexadecimal; empty: none.
    pub signature_header: String,
    /// Longest time of one try, 1 to 60.
    pub timeout: u64,
}

/// A gateway.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Gateway {
    /// Any that takes a request of HTTP.
    #[default]
    Http,
    /// Tencent Cloud SMS (腾讯云短信).
    Tencent,
    /// Aliyun SMS (阿里云短信).
    Aliyun,
}

/// A template that a cloud approved.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Template {
    /// Its number there.
    pub id: String,
    /// What its blanks are filled with, in their order; docs/operating.md lists what each kind of message has.
    pub blanks: Vec<String>,
    /// What each is called there (Aliyun); as here where nothing is said.
    pub names: Vec<String>,
    /// Longest text in a blank, in characters; 0: any. What is longer is cut.
    pub longest: usize,
}

impl Default for Sms {
    fn default() -> Sms {
        Sms {
            gateway: Gateway::Http,
            url: String::new(),
            key_id: String::new(),
            key: None,
            key_file: None,
            sign_name: String::new(),
            app_id: String::new(),
            region: "ap-guangzhou".to_owned(),
            templates: BTreeMap::new(),
            headers: BTreeMap::new(),
            content_type: "application/json".to_owned(),
            body: r#"{"to":"{to}","text":"{text}"}"#.to_owned(),
            signature_header: String::new(),
            timeout: 10,
        }
    }
}

impl Sms {
    /// The address of the gateway.
    pub fn url(&self) -> &str {
        match self.gateway {
            Gateway::Tencent if self.url.is_empty() => "https://sms.tencentcloudapi.com",
            Gateway::Aliyun if self.url.is_empty() => "https://dysmsapi.aliyuncs.com",
            _ => &self.url,
        }
    }

    /// What is said can be used.
    pub(super) fn check(&self) -> Result<(), ConfigError> {
        let wrong = |name, why| Err(ConfigError::WrongValue(name, why));
        let host = self.url().strip_prefix("http://").map(|rest| rest.split(['/', ':']).next().unwrap_or_default());
        if !self.url().starts_with("https://") && !host.is_some_and(is_this_machine) {
            return wrong("sms.url", "an address that begins with `https://`");
        }
        if self.key.is_some() && self.key_file.is_some() {
            return wrong("sms.key_file", "either the file or the key itself");
        }
        let has_key = self.key.is_some() || self.key_file.is_some();
        if self.gateway == Gateway::Http {
            let is_known =
                ["application/json", "application/x-www-form-urlencoded"].contains(&self.content_type.as_str());
            if !is_known {
                return wrong("sms.content_type", "`application/json` or `application/x-www-form-urlencoded`");
            }
            if !self.body.contains("{to}") || !(self.body.contains("{text}") || self.body.contains("{code}")) {
                return wrong("sms.body", "a text with `{to}` and `{text}` in it");
            }
            if !self.signature_header.is_empty() && !has_key {
                return wrong("sms.signature_header", "it needs `sms.key` or `sms.key_file`");
            }
        } else {
            if self.key_id.is_empty() || !has_key {
                return wrong("sms.key_id", "it and `sms.key` or `sms.key_file` belong together");
            }
            if self.sign_name.is_empty() {
                return wrong("sms.sign_name", "the signature that the cloud approved");
            }
            if self.gateway == Gateway::Tencent && self.app_id.is_empty() {
                return wrong("sms.app_id", "the number of the application, such as `1400006666`");
            }
            if self.templates.get("code").is_none_or(|template| template.id.is_empty()) {
                return wrong("sms.templates.code", "the template of codes: nobody signs in without it");
            }
        }
        within("sms.timeout", self.timeout)
    }

    /// The same with its secret covered.
    pub(super) fn covered(mut self) -> Sms {
        self.key = self.key.map(|_| Covered("…".to_owned()));
        for value in self.headers.values_mut() {
            "…".clone_into(value);
        }
        self
    }
}

fn within(name: &'static str, seconds: u64) -> Result<(), ConfigError> {
    match (1..=LONGEST).contains(&seconds) {
        true => Ok(()),
        false => Err(ConfigError::WrongValue(name, "1 to 60 seconds")),
    }
}

/// A host that is this machine.
pub(crate) fn is_this_machine(host: &str) -> bool {
    host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn email() -> Email {
        Email {
            host: "smtp.example.com".to_owned(),
            from: "Beian <no-reply@example.com>".to_owned(),
            ..Email::default()
        }
    }

    fn named(checked: Result<(), ConfigError>) -> Option<&'static str> {
        match checked {
            Err(ConfigError::WrongValue(name, _)) => Some(name),
            _ => None,
        }
    }

    #[test]
    fn what_is_wrong_with_a_mail_server_is_named() {
        let password = || Some(Covered("secret".to_owned()));
        let user = || Some("beian".to_owned());
        assert_eq!(named(email().check()), None);
        assert_eq!([email().port(), Email { tls: SmtpTls::Starttls, ..email() }.port()], [465, 587]);
        let cases = [
            ("email.host", Email { host: String::new(), ..email() }),
            ("email.host", Email { host: "smtp://example.com".to_owned(), ..email() }),
            ("email.from", Email { from: "nobody".to_owned(), ..email() }),
            ("email.reply_to", Email { reply_to: Some("@".to_owned()), ..email() }),
            ("email.user", Email { user: user(), ..email() }),
            (
                "email.password_file",
                Email { user: user(), password: password(), password_file: Some("x".into()), ..email() },
            ),
            ("email.tls", Email { user: user(), password: password(), tls: SmtpTls::None, ..email() }),
            ("email.timeout", Email { timeout: 0, ..email() }),
        ];
        for (name, settings) in cases {
            assert_eq!(named(settings.check()), Some(name), "{settings:?}");
        }
        let shown = format!("{:?}", Email { user: user(), password: password(), ..email() }.covered());
        assert!(!shown.contains("secret"));
    }

    #[test]
    fn what_is_wrong_with_a_gateway_is_named() {
        let any = Sms { url: "https://sms.example.com/send".to_owned(), ..Sms::default() };
        let template = Template { id: "1".to_owned(), blanks: vec!["code".to_owned()], ..Template::default() };
        let cloud = Sms {
            gateway: Gateway::Tencent,
            key_id: "id".to_owned(),
            key: Some(Covered("secret".to_owned())),
            sign_name: "示例云".to_owned(),
            app_id: "1400006666".to_owned(),
            templates: [("code".to_owned(), template)].into(),
            ..Sms::default()
        };
        assert_eq!([named(any.check()), named(cloud.check())], [None, None]);
        assert_eq!(cloud.url(), "https://sms.tencentcloudapi.com");
        let cases = [
            ("sms.url", Sms { url: "http://sms.example.com".to_owned(), ..any.clone() }),
            ("sms.url", Sms { url: String::new(), ..any.clone() }),
            ("sms.body", Sms { body: "{text}".to_owned(), ..any.clone() }),
            ("sms.content_type", Sms { content_type: "text/xml".to_owned(), ..any.clone() }),
            ("sms.signature_header", Sms { signature_header: "x-signature".to_owned(), ..any.clone() }),
            ("sms.timeout", Sms { timeout: 61, ..any.clone() }),
            ("sms.key_id", Sms { key: None, ..cloud.clone() }),
            ("sms.sign_name", Sms { sign_name: String::new(), ..cloud.clone() }),
            ("sms.app_id", Sms { app_id: String::new(), ..cloud.clone() }),
            ("sms.templates.code", Sms { templates: BTreeMap::new(), ..cloud.clone() }),
        ];
        for (name, settings) in cases {
            assert_eq!(named(settings.check()), Some(name), "{settings:?}");
        }
        let local = Sms { url: "http://127.0.0.1:8080/send".to_owned(), ..any };
        assert_eq!(named(local.check()), None);
    }
}
