//! Every setting with its default: a TOML file, then the environment, then the command line. `sections`: what belongs together;
//! `s3`: a store for the uploads; `delivery`: how messages leave; `oidc`: identity providers; `tables`: what stands in for a provider's own systems.

use beian_model::{AgreementField, ResourceKind};
use serde::{Deserialize, Serialize};
use std::net::IpAddr;
use std::path::{Path, PathBuf};

pub mod catalogue;
mod delivery;
pub mod oidc;
mod s3;
mod sections;
pub mod suffixes;
pub mod tables;
pub mod templates;
pub mod texts;

pub(crate) use delivery::is_this_machine;
pub use delivery::{Email, Gateway, Sms, SmtpTls, Template};
pub use oidc::{Oidc, OidcProvider, PhoneNumbers, StaffOidc};
pub use s3::{Covered, S3};
pub use sections::*;
pub use tables::{Billing, KnownAccount, KnownCode, Region, Resource};

/// The settings. Durations are in seconds, sizes in bytes.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Address to listen on.
    pub host: String,
    /// Port to listen on.
    pub port: u16,
    /// Folder of the database and the uploads.
    pub data: PathBuf,
    /// Address of a PostgreSQL database, such as `postgres://beian:secret@db.example.com/beian`. Not set: a SQLite file in the data folder.
    pub database: Option<String>,
    /// An S3 store for the uploads; not set: a folder in the data folder.
    pub s3: Option<S3>,
    /// Folder of the built browser side.
    pub dist: PathBuf,
    /// Logs as JSON lines instead of text for people.
    pub json_logs: bool,
    /// Other origins whose pages may write, such as `https://console.example.com`.
    pub allowed_origins: Vec<String>,
    /// Addresses of proxies on other machines whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<IpAddr>,
    /// Where people find the pages, such as `https://beian.example.com`: links that are sent begin with it. Empty: links
    /// are sent in a demonstration only.
    pub public_url: String,
    /// How to reach a human, in the operator's words: said where a limit stops somebody.
    pub contact: String,
    /// Name of the provider who runs this console: who asks for what people send. Texts name it.
    pub provider: String,
    /// Where filings are made that this console does not take, such as `https://example.com/beian`: the page on its scope leads there.
    pub elsewhere: String,
    /// HTTPS by this server itself.
    pub tls: Tls,
    /// Connections.
    pub connections: Connections,
    /// How long sessions last.
    pub sessions: Sessions,
    /// Colleagues.
    pub staff: StaffSettings,
    /// Sign-in of applicants by an identity provider; not set: by a code to a mobile number alone.
    pub oidc: Option<Oidc>,
    /// E-mail by SMTP; not set: e-mail is kept here, and shown by the embedded outbox.
    pub email: Option<Email>,
    /// SMS by a gateway; not set: as with e-mail.
    pub sms: Option<Sms>,
    /// SMS codes.
    pub codes: Codes,
    /// Uploads.
    pub uploads: Uploads,
    /// Verification by phone.
    pub verification: Verification,
    /// Reading pictures.
    pub ocr: Ocr,
    /// The embedded outbox page.
    pub outbox: Outbox,
    /// Deadlines of a filing.
    pub deadlines: Deadlines,
    /// What uploads are sealed with.
    pub vault: Vault,
    /// Links under which staff see documents.
    pub links: Links,
    /// Decisions at the desk.
    pub review: Review,
    /// When personal pictures and videos are deleted.
    pub retention: Retention,
    /// The bureau's own system.
    pub bureau: Bureau,
    /// Demonstration: sample filings and the simulator.
    pub demo: Demo,
    /// Folder of provinces' files (`gd.toml`, …) that replace the compiled ones.
    pub provinces: Option<PathBuf>,
    /// File with the suffixes that may be filed, in place of the compiled list.
    pub suffixes: Option<PathBuf>,
    /// Domains of one site at the most; as many as anybody likes where nothing is said.
    pub domains_per_site: Option<u8>,
    /// Where people read how to change the real name of their account (实名认证变更指引).
    pub real_name_guide: String,
    /// Folder of texts (`privacy.zh.md`, `privacy.en.md`, …) that replace ours.
    pub texts: Option<PathBuf>,
    /// Folder of forms that bureaus publish themselves (`gd/pledge.pdf`, …), in place of ours.
    pub templates: Option<PathBuf>,
    /// The agreements that must be accepted before a submission, in their order.
    pub agreements: Vec<AgreementField>,
    /// Cloud resources (the embedded table).
    pub resources: Vec<Resource>,
    /// Filing authorisation codes (备案授权码) that were made elsewhere (the embedded table).
    pub authorisation_codes: Vec<KnownCode>,
    /// Real names of accounts (the embedded table).
    pub accounts: Vec<KnownAccount>,
    /// What is known of domains (the embedded table).
    pub domains: Vec<Domain>,
}

impl Default for Config {
    fn default() -> Self {
        Config {
            host: "127.0.0.1".to_owned(),
            port: 8080,
            data: "data".into(),
            database: None,
            s3: None,
            dist: "dist".into(),
            json_logs: false,
            allowed_origins: Vec::new(),
            trusted_proxies: Vec::new(),
            public_url: String::new(),
            contact: String::new(),
            provider: String::new(),
            elsewhere: String::new(),
            tls: Tls::default(),
            connections: Connections::default(),
            sessions: Sessions::default(),
            staff: StaffSettings::default(),
            oidc: None,
            email: None,
            sms: None,
            codes: Codes::default(),
            uploads: Uploads::default(),
            verification: Verification::default(),
            ocr: Ocr::default(),
            outbox: Outbox::default(),
            deadlines: Deadlines::default(),
            vault: Vault::default(),
            links: Links::default(),
            review: Review::default(),
            retention: Retention::default(),
            bureau: Bureau::default(),
            demo: Demo::default(),
            provinces: None,
            suffixes: None,
            domains_per_site: None,
            real_name_guide: String::new(),
            texts: None,
            templates: None,
            agreements: vec![AgreementField::InformationSecurity, AgreementField::AssistedCorrection],
            // So that a newcomer can go the whole way; addresses are of RFC 5737, for documentation.
            resources: vec![
                Resource::new(ResourceKind::Cvm, "ins-1a2b3c4d", "示例云服务器", "192.0.2.10"),
                Resource::new(ResourceKind::Lighthouse, "lhins-5e6f7a8b", "示例轻量服务器", "192.0.2.20"),
                Resource {
                    billing: Billing::Postpaid,
                    ..Resource::new(ResourceKind::Cvm, "ins-9c0d1e2f", "示例按量服务器", "192.0.2.30")
                },
            ],
            authorisation_codes: vec![KnownCode {
                code: "11111111-2222-3333-4444-555555555555".to_owned(),
                account: None,
            }],
            accounts: Vec::new(),
            domains: Vec::new(),
        }
    }
}

/// Why the settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read {0}: {1}")]
    Unreadable(PathBuf, std::io::Error),
    /// The file is not TOML of this form; the message names the line and the key, and shows no value that may be a secret.
    #[error("{0}: {1}")]
    Wrong(PathBuf, String),
    /// A setting has a value that cannot be used.
    #[error("{0}: {1}")]
    WrongValue(&'static str, &'static str),
    /// An entry of a table cannot be used: the table, its place there from 1 on, and why.
    #[error("{0} {1}: {2}")]
    WrongEntry(&'static str, usize, &'static str),
    /// An environment variable has a value that cannot be used.
    #[error("{0}: {1}")]
    WrongVariable(&'static str, String),
}

/// What is wrong with a text of TOML, and where. Its own message would show the line, which may hold a key.
pub fn misread(text: &str, error: &toml::de::Error) -> String {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let number = before.matches('\n').count();
    // What stands before the sign is a name, and no secret.
    let key = text.lines().nth(number).and_then(|line| line.split_once('=')).map(|(key, _)| key.trim());
    match key {
        Some(key) => format!("line {}, {key}: {}", number + 1, error.message()),
        None => format!("line {}: {}", number + 1, error.message()),
    }
}

/// The environment variables, and what they set.
pub const VARIABLES: &[&str] = &[
    "BEIAN_HOST",
    "BEIAN_PORT",
    "BEIAN_DATA",
    "BEIAN_DATABASE",
    "BEIAN_DIST",
    "BEIAN_JSON_LOGS",
    "BEIAN_ALLOWED_ORIGINS",
    "BEIAN_PUBLIC_URL",
    "BEIAN_CONTACT",
    "BEIAN_OCR",
    "BEIAN_TESSERACT",
    "BEIAN_OUTBOX_PAGE",
    "BEIAN_PROVIDER",
    "BEIAN_PROVINCES",
    "BEIAN_SUFFIXES",
    "BEIAN_TEXTS",
    "BEIAN_TEMPLATES",
    "BEIAN_KEYS",
    "BEIAN_S3_BUCKET",
    "BEIAN_S3_REGION",
    "BEIAN_S3_ENDPOINT",
    "BEIAN_S3_PREFIX",
    "BEIAN_S3_ACCESS_KEY_ID",
    "BEIAN_S3_SECRET_ACCESS_KEY",
    "BEIAN_S3_SESSION_TOKEN",
    "BEIAN_S3_KEYS_FILE",
    "BEIAN_EMAIL_PASSWORD",
    "BEIAN_SMS_KEY",
    "BEIAN_OIDC_CLIENT_SECRET",
    "BEIAN_STAFF_OIDC_CLIENT_SECRET",
];

// By hand and not by `figment` or `config`: both read the file into a map before the settings are made of it, so that a mistake is told without its
// line and column; and `figment` guesses the kind of a variable (`BEIAN_CONTACT=400` would be a number, and refused).
impl Config {
    /// Reads the file, if one is named, and the environment over it.
    ///
    /// # Errors
    /// [`ConfigError`], which names the file or variable and the key.
    pub fn load(file: Option<&Path>, variable: impl Fn(&str) -> Option<String>) -> Result<Config, ConfigError> {
        let mut config = match file {
            Some(file) => {
                let text =
                    std::fs::read_to_string(file).map_err(|error| ConfigError::Unreadable(file.to_owned(), error))?;
                toml::from_str(&text).map_err(|error| ConfigError::Wrong(file.to_owned(), misread(&text, &error)))?
            }
            None => Config::default(),
        };
        let flag = |name: &'static str, text: &str| {
            text.parse::<bool>().map_err(|_| ConfigError::WrongVariable(name, "`true` or `false`".to_owned()))
        };
        for name in VARIABLES {
            let Some(value) = variable(name) else { continue };
            match *name {
                "BEIAN_HOST" => config.host = value,
                "BEIAN_PORT" => {
                    config.port =
                        value.parse().map_err(|_| ConfigError::WrongVariable(name, "a port, 0 to 65535".to_owned()))?;
                }
                "BEIAN_DATA" => config.data = value.into(),
                "BEIAN_DATABASE" => config.database = Some(value),
                "BEIAN_DIST" => config.dist = value.into(),
                "BEIAN_JSON_LOGS" => config.json_logs = flag(name, &value)?,
                "BEIAN_ALLOWED_ORIGINS" => {
                    config.allowed_origins = value.split(',').map(|one| one.trim().to_owned()).collect();
                }
                "BEIAN_PUBLIC_URL" => config.public_url = value,
                "BEIAN_CONTACT" => config.contact = value,
                "BEIAN_OCR" => {
                    config.ocr.engine = match value.as_str() {
                        "auto" => OcrEngine::Auto,
                        "off" => OcrEngine::Off,
                        "tesseract" => OcrEngine::Tesseract,
                        _ => return Err(ConfigError::WrongVariable(name, "`auto`, `off` or `tesseract`".to_owned())),
                    }
                }
                "BEIAN_TESSERACT" => config.ocr.tesseract = value.into(),
                "BEIAN_PROVIDER" => config.provider = value,
                "BEIAN_TEXTS" => config.texts = Some(value.into()),
                "BEIAN_TEMPLATES" => config.templates = Some(value.into()),
                "BEIAN_PROVINCES" => config.provinces = Some(value.into()),
                "BEIAN_SUFFIXES" => config.suffixes = Some(value.into()),
                "BEIAN_KEYS" => config.vault.file = Some(value.into()),
                of_s3 if of_s3.starts_with("BEIAN_S3_") => config.s3.get_or_insert_default().set(of_s3, value),
                "BEIAN_EMAIL_PASSWORD" => config.email.get_or_insert_default().password = Some(Covered(value)),
                "BEIAN_SMS_KEY" => config.sms.get_or_insert_default().key = Some(Covered(value)),
                "BEIAN_OIDC_CLIENT_SECRET" => {
                    config.oidc.get_or_insert_default().client_secret = Some(Covered(value));
                }
                "BEIAN_STAFF_OIDC_CLIENT_SECRET" => {
                    config.staff.oidc.get_or_insert_default().client_secret = Some(Covered(value));
                }
                _ => config.outbox.page = Some(flag(name, &value)?),
            }
        }
        for (name, url) in [
            ("public_url", &config.public_url),
            ("elsewhere", &config.elsewhere),
            ("real_name_guide", &config.real_name_guide),
        ] {
            let is_address = url.starts_with("https://") || url.starts_with("http://");
            if !url.is_empty() && (!is_address || url.contains(|c: char| c.is_whitespace() || "()<>".contains(c))) {
                return Err(ConfigError::WrongValue(name, "an address that begins with `https://`"));
            }
        }
        let is_postgres = |address: &str| address.starts_with("postgres://") || address.starts_with("postgresql://");
        if config.database.as_deref().is_some_and(|address| !is_postgres(address)) {
            return Err(ConfigError::WrongValue("database", "an address that begins with `postgres://`"));
        }
        config.s3.as_ref().map_or(Ok(()), S3::check)?;
        config.email.as_ref().map_or(Ok(()), Email::check)?;
        config.sms.as_ref().map_or(Ok(()), Sms::check)?;
        config.check_providers()?;
        let is_twice = |(n, one): (usize, &AgreementField)| config.agreements[..n].contains(one);
        if config.agreements.iter().enumerate().any(is_twice) {
            return Err(ConfigError::WrongValue("agreements", "each agreement once"));
        }
        let bureau = &config.bureau;
        if !bureau.url.is_empty() && !bureau.url.starts_with("https://") && !bureau.is_here() {
            return Err(ConfigError::WrongValue(
                "bureau.url",
                "an address that begins with `https://`, or of this machine",
            ));
        }
        if bureau.timeout == 0 {
            return Err(ConfigError::WrongValue("bureau.timeout", "seconds from 1 on"));
        }
        if config.domains_per_site == Some(0) {
            return Err(ConfigError::WrongValue("domains_per_site", "1 to 255, or not set: a site has a domain"));
        }
        let Connections { most, per_address, head, idle, body, body_rate } = config.connections;
        if most == 0 || per_address == 0 || [head, idle, body, body_rate].contains(&0) {
            return Err(ConfigError::WrongValue("connections", "numbers from 1 on"));
        }
        tables::check(&config)?;
        Ok(config)
    }

    /// What is said of identity providers can be used.
    fn check_providers(&self) -> Result<(), ConfigError> {
        let has_address = !self.public_url.is_empty() || self.listens_on_loopback_alone();
        if let Some(applicants) = &self.oidc {
            applicants.provider().check(oidc::Section::Applicants, has_address)?;
        }
        if let Some(staff) = &self.staff.oidc {
            staff.provider().check(oidc::Section::Staff, has_address)?;
            staff.check_roles()?;
        }
        Ok(())
    }

    /// Applicants sign in by a code to their mobile number, perhaps among other ways.
    pub fn takes_phone_codes(&self) -> bool {
        self.oidc.as_ref().is_none_or(|oidc| oidc.phone_code)
    }

    /// Nobody but this machine can reach the server.
    fn listens_on_loopback_alone(&self) -> bool {
        self.host == "localhost" || self.host.parse::<IpAddr>().is_ok_and(|host| host.is_loopback())
    }

    /// The outbox page is shown at all; to whom, [`crate::http::peer::Peer`] says. Where nothing is set: in a demonstration, and where the
    /// server listens for this machine alone and serves nobody else through a proxy, which `public_url` tells.
    pub fn shows_outbox(&self) -> bool {
        let for_itself = self.listens_on_loopback_alone() && self.public_url.is_empty();
        self.outbox.page.unwrap_or(self.demo.enabled || for_itself)
    }

    /// The address that the server listens on, as a browser writes it.
    pub fn own_address(&self) -> String {
        let scheme = if self.tls.self_signed || self.tls.certificate.is_some() { "https" } else { "http" };
        let host = match self.host.parse::<IpAddr>() {
            Ok(host) if host.is_unspecified() => "localhost".to_owned(),
            Ok(IpAddr::V6(host)) => format!("[{host}]"),
            _ => self.host.clone(),
        };
        format!("{scheme}://{host}:{}", self.port)
    }

    /// What an address in a message begins with: the one that the operator set, in a demonstration the one that the server listens on. Never
    /// what a request says of its host: whoever is signed in could ask with a host of their choice, and our message would lead there.
    pub fn pages_at(&self) -> Option<String> {
        let configured = self.public_url.trim_end_matches('/');
        if !configured.is_empty() {
            return Some(configured.to_owned());
        }
        self.demo.enabled.then(|| self.own_address())
    }

    /// The settings as a TOML file would hold them, secrets masked.
    pub fn printed(&self) -> String {
        let mut shown = self.clone();
        for one in &mut shown.authorisation_codes {
            let kept: String = one.code.chars().take(4).collect();
            one.code = format!("{kept}…");
        }
        for one in &mut shown.accounts {
            one.number = beian_rules::mask_document(&one.number);
        }
        if let Some(address) = &mut shown.database {
            *address = without_password(address);
        }
        shown.s3 = shown.s3.map(S3::covered);
        shown.email = shown.email.map(Email::covered);
        shown.sms = shown.sms.map(Sms::covered);
        shown.oidc = shown.oidc.map(Oidc::covered);
        shown.staff.oidc = shown.staff.oidc.map(StaffOidc::covered);
        for key in &mut shown.vault.keys {
            key.key = "…".to_owned();
        }
        toml::to_string_pretty(&shown).unwrap_or_default()
    }
}

/// The address of a database with what stands in the place of a password covered.
fn without_password(address: &str) -> String {
    let Some((scheme, rest)) = address.split_once("://") else { return "…".to_owned() };
    // What follows the place may hold a password too.
    let rest = rest.split('?').next().unwrap_or_default();
    match rest.rsplit_once('@') {
        Some((user, place)) => format!("{scheme}://{}:…@{place}", user.split(':').next().unwrap_or_default()),
        None => format!("{scheme}://{rest}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_environment_goes_over_the_file_and_an_unknown_key_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("beian.toml");
        std::fs::write(&file, "port = 9000\n[codes]\nresend = 5\n").unwrap();
        let config = Config::load(Some(&file), |name| (name == "BEIAN_PORT").then(|| "9001".to_owned())).unwrap();
        assert_eq!((config.port, config.codes.resend, config.codes.tries), (9001, 5, 5));
        std::fs::write(&file, "prot = 9000\n").unwrap();
        assert!(Config::load(Some(&file), |_| None).unwrap_err().to_string().contains("prot"));
        assert!(Config::load(None, |name| (name == "BEIAN_PORT").then(|| "x".to_owned())).is_err());
        std::fs::write(&file, "domains_per_site = 0\n").unwrap();
        assert!(Config::load(Some(&file), |_| None).unwrap_err().to_string().contains("domains_per_site"));
        let ocr = |value: &'static str| {
            Config::load(None, move |name| (name == "BEIAN_OCR").then(|| value.to_owned()))
                .map(|config| config.ocr.engine)
        };
        let url = |value: &'static str| {
            Config::load(None, move |name| (name == "BEIAN_PUBLIC_URL").then(|| value.to_owned()))
        };
        assert_eq!(url("https://beian.example.com").unwrap().public_url, "https://beian.example.com");
        assert!(url("beian.example.com").unwrap_err().to_string().contains("public_url"));
        let from_file = |text: &str| {
            std::fs::write(&file, text).unwrap();
            Config::load(Some(&file), |_| None).map_err(|error| error.to_string())
        };
        assert!(from_file("elsewhere = \"example.com\"").unwrap_err().contains("elsewhere"));
        assert!(from_file("agreements = [\"filing_pledge\", \"filing_pledge\"]").unwrap_err().contains("agreements"));
        assert!(from_file("agreements = [\"pledge\"]").unwrap_err().contains("agreements"));
        assert_eq!(from_file("agreements = []").unwrap().agreements, []);
        for (url, right) in [
            ("https://bureau.example/packages", true),
            ("http://127.0.0.1:9000/packages", true),
            ("http://bureau.example", false),
            ("http://127.0.0.1.bureau.example", false),
        ] {
            let read = from_file(&format!("[bureau]\nurl = \"{url}\""));
            assert_eq!(read.as_ref().err().is_some_and(|error| error.contains("bureau.url")), !right, "{url}");
        }
        assert!(from_file("[bureau]\ntimeout = 0").unwrap_err().contains("bureau.timeout"));
        assert_eq!(ocr("tesseract").unwrap(), OcrEngine::Tesseract);
        assert_eq!(Config::default().ocr.engine, OcrEngine::Auto);
        assert!(ocr("on").unwrap_err().to_string().contains("BEIAN_OCR"));
    }

    #[test]
    fn the_outbox_is_shown_by_itself_only_where_nobody_else_reaches_the_server() {
        for (host, public_url, demo, page, shown) in [
            ("127.0.0.1", "", false, None, true),
            ("::1", "", false, None, true),
            ("localhost", "", false, None, true),
            ("0.0.0.0", "", false, None, false),
            ("::", "", false, None, false),
            ("192.0.2.7", "", false, None, false),
            ("beian.internal", "", false, None, false),
            ("127.0.0.1", "https://beian.example.com", false, None, false),
            ("192.0.2.7", "", true, None, true),
            ("192.0.2.7", "", false, Some(true), true),
            ("127.0.0.1", "", true, Some(false), false),
        ] {
            let mut config = Config { host: host.to_owned(), public_url: public_url.to_owned(), ..Config::default() };
            config.demo.enabled = demo;
            config.outbox.page = page;
            assert_eq!(config.shows_outbox(), shown, "{host} {public_url} {demo} {page:?}");
        }
    }

    #[test]
    fn what_is_printed_can_be_read_and_hides_secrets() {
        let mut config = Config::default();
        config.vault.keys.push(VaultKey { id: "2026-11".to_owned(), key: "c2VjcmV0".to_owned() });
        let printed = config.printed();
        assert!(!printed.contains("555555555555") && !printed.contains("c2VjcmV0"), "{printed}");
        assert_eq!(toml::from_str::<Config>(&printed).unwrap().resources.len(), 3);
    }

    #[test]
    fn only_the_settings_say_where_a_link_leads() {
        let mut config = Config::default();
        assert_eq!(config.pages_at(), None);
        config.demo.enabled = true;
        assert_eq!(config.pages_at().as_deref(), Some("http://127.0.0.1:8080"));
        config.host = "2001:db8::7".to_owned();
        config.tls.self_signed = true;
        assert_eq!(config.pages_at().as_deref(), Some("https://[2001:db8::7]:8080"));
        config.host = "0.0.0.0".to_owned();
        assert_eq!(config.pages_at().as_deref(), Some("https://localhost:8080"));
        config.public_url = "https://beian.example.com/".to_owned();
        assert_eq!(config.pages_at().as_deref(), Some("https://beian.example.com"));
    }
}
