//! Sign-in by an identity provider (OpenID Connect): the sections `[oidc]` for applicants and `[staff.oidc]` for colleagues.

use super::{ConfigError, Covered};
use beian_model::CertificateType;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// Declares a section that names a provider: what both sections have stands here once.
macro_rules! of_provider {
    ($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident: $type:ty = $default:expr),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name {
            /// The provider, as its metadata name it: `https://id.example.com/realms/customers`.
            pub issuer: String,
            /// What this server is called there.
            pub client_id: String,
            /// The secret of that name; none for a public client, which is known by PKCE alone.
            pub client_secret: Option<Covered>,
            /// A file that holds it, for those who keep secrets out of the settings.
            pub client_secret_file: Option<PathBuf>,
            /// What is asked of the provider; `openid` is asked for in any case.
            pub scopes: Vec<String>,
            /// What the provider is called in Chinese, where people choose it.
            pub name_zh: String,
            /// And in English; as in Chinese where nothing is said.
            pub name_en: String,
            /// Strengths of sign-in (`acr`), the best first: they are asked for, and one of them must be said. Empty: none is asked for.
            pub acr: Vec<String>,
            /// What the address begins with that the provider leads back to; `public_url` where nothing is said.
            pub back_to: String,
            /// Longest time of one request to the provider, 1 to 30.
            pub timeout: u64,
            $($(#[$fmeta])* pub $field: $type,)*
        }

        impl Default for $name {
            fn default() -> Self {
                $name {
                    issuer: String::new(),
                    client_id: String::new(),
                    client_secret: None,
                    client_secret_file: None,
                    scopes: Vec::new(),
                    name_zh: String::new(),
                    name_en: String::new(),
                    acr: Vec::new(),
                    back_to: String::new(),
                    timeout: 10,
                    $($field: $default,)*
                }
            }
        }

        impl $name {
            /// The provider of the section.
            pub fn provider(&self) -> OidcProvider {
                let either = |one: &str, other: &str| if one.is_empty() { other.to_owned() } else { one.to_owned() };
                OidcProvider {
                    issuer: self.issuer.clone(),
                    client_id: self.client_id.clone(),
                    client_secret: self.client_secret.clone(),
                    client_secret_file: self.client_secret_file.clone(),
                    scopes: self.scopes.clone(),
                    name_zh: either(&self.name_zh, &self.name_en),
                    name_en: either(&self.name_en, &self.name_zh),
                    acr: self.acr.clone(),
                    back_to: self.back_to.clone(),
                    timeout: self.timeout,
                }
            }

            /// The same with its secret covered.
            pub(super) fn covered(mut self) -> Self {
                if self.client_secret.is_some() {
                    self.client_secret = Some(Covered("…".to_owned()));
                }
                self
            }
        }
    };
}

/// A provider, of whichever section.
#[derive(Clone, Debug)]
#[allow(missing_docs)] // as in the sections
pub struct OidcProvider {
    pub issuer: String,
    pub client_id: String,
    pub client_secret: Option<Covered>,
    pub client_secret_file: Option<PathBuf>,
    pub scopes: Vec<String>,
    pub name_zh: String,
    pub name_en: String,
    pub acr: Vec<String>,
    pub back_to: String,
    pub timeout: u64,
}

of_provider! {
    /// Sign-in of applicants.
    Oidc {
        /// Sign-in by a code to a mobile number is there too.
        phone_code: bool = true,
        /// Which numbers of the provider are an account's own, so that it is the one that signs in by a code to that number.
        phone_numbers: PhoneNumbers = PhoneNumbers::Verified,
        /// Which claim says what.
        claims: Claims = Claims::default(),
    }
}

of_provider! {
    /// Sign-in of colleagues.
    StaffOidc {
        /// The claim with their roles, a list or one text; `realm_access.roles` is a claim within another.
        roles: String = "roles".to_owned(),
        /// Values that mean a reviewer (审核员).
        reviewer: Vec<String> = Vec::new(),
        /// Values that mean a senior reviewer (高级审核员).
        senior: Vec<String> = Vec::new(),
        /// Values that mean an administrator (管理员).
        admin: Vec<String> = Vec::new(),
        /// Who comes with the verified e-mail address (`email_verified`) of a colleague that was added here is that colleague.
        join_by_email: bool = false,
    }
}

/// Which mobile numbers of a provider are believed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PhoneNumbers {
    /// Those that it says are verified (`phone_number_verified`).
    #[default]
    Verified,
    /// All: it verifies every number, and does not say so.
    All,
    /// None.
    None,
}

/// Which claim of an applicant says what: of the ID token, or else of the UserInfo answer. A dot stands between a claim and one within it.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Claims {
    /// What the person is called: shown to them where the account has no mobile number.
    pub name: String,
    /// The mobile number; `phone_number_verified` says whether it is verified.
    pub mobile: String,
    /// The real name of the account (实名认证), the organiser's name; the first of these that is there. Empty: not known.
    pub real_name: Vec<String>,
    /// The number of its certificate (证件号码). Empty: not known.
    pub certificate_number: String,
    /// The kind of its certificate (证件类型). Empty: not known.
    pub certificate_kind: String,
    /// What the provider calls each kind, and what it is here: `"USCC" = "business_licence"`. A value that is not named is not known.
    pub certificate_kinds: BTreeMap<String, CertificateType>,
    /// Claims without which nobody is signed in.
    pub required: Vec<String>,
}

impl Default for Claims {
    fn default() -> Claims {
        Claims {
            name: "name".to_owned(),
            mobile: "phone_number".to_owned(),
            real_name: Vec::new(),
            certificate_number: String::new(),
            certificate_kind: String::new(),
            certificate_kinds: BTreeMap::new(),
            required: Vec::new(),
        }
    }
}

/// An address leads to this machine alone.
pub fn is_loopback(url: &str) -> bool {
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is = |host: &str| authority == host || authority.strip_prefix(host).is_some_and(|rest| rest.starts_with(':'));
    !authority.contains('@') && ["localhost", "127.0.0.1", "[::1]"].into_iter().any(is)
}

impl OidcProvider {
    /// Everything that signing in needs is there; `section` names where it stands, `has_address` says that an address to lead back to is known.
    pub(super) fn check(&self, section: Section, has_address: bool) -> Result<(), ConfigError> {
        let wrong = |[applicants, staff]: [&'static str; 2], why| {
            Err(ConfigError::WrongValue(if section == Section::Applicants { applicants } else { staff }, why))
        };
        let is_safe = |url: &str| url.starts_with("https://") || url.starts_with("http://") && is_loopback(url);
        let is_address = |url: &str| is_safe(url) && !url.contains(|c: char| c.is_whitespace() || "?#".contains(c));
        if !is_address(&self.issuer) {
            return wrong(["oidc.issuer", "staff.oidc.issuer"], "the provider's address, which begins with `https://`");
        }
        if self.client_id.is_empty() {
            return wrong(["oidc.client_id", "staff.oidc.client_id"], "what this server is called at the provider");
        }
        if self.client_secret.is_some() && self.client_secret_file.is_some() {
            let names = ["oidc.client_secret_file", "staff.oidc.client_secret_file"];
            return wrong(names, "either the file or the secret itself");
        }
        if self.name_zh.is_empty() {
            return wrong(["oidc.name_zh", "staff.oidc.name_zh"], "what people know the provider by");
        }
        if !self.back_to.is_empty() && !is_address(&self.back_to) {
            return wrong(["oidc.back_to", "staff.oidc.back_to"], "an address that begins with `https://`");
        }
        if !(1..=30).contains(&self.timeout) {
            return wrong(["oidc.timeout", "staff.oidc.timeout"], "1 to 30 seconds");
        }
        if self.back_to.is_empty() && !has_address {
            return wrong(["oidc", "staff.oidc"], "`public_url` must be set: the provider leads back there");
        }
        Ok(())
    }
}

impl StaffOidc {
    /// Somebody could sign in.
    pub(super) fn check_roles(&self) -> Result<(), ConfigError> {
        if self.roles.is_empty() {
            return Err(ConfigError::WrongValue("staff.oidc.roles", "the claim with the roles"));
        }
        if [&self.reviewer, &self.senior, &self.admin].into_iter().all(Vec::is_empty) {
            return Err(ConfigError::WrongValue("staff.oidc.reviewer", "at least one value of one of the roles"));
        }
        Ok(())
    }
}

/// Whose section.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Applicants,
    Staff,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;

    const APPLICANTS: &str = "[oidc]\nissuer = \"https://id.example\"\nclient_id = \"beian\"\nname_en = \"Example\"\n";
    const STAFF: &str =
        "[staff.oidc]\nissuer = \"https://id.example\"\nclient_id = \"desk\"\nname_zh = \"示例\"\nadmin = [\"a\"]\n";

    fn read(text: &str, variables: &[(&str, &str)]) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("beian.toml");
        std::fs::write(&file, text).unwrap();
        let variable =
            |name: &str| variables.iter().find(|(one, _)| *one == name).map(|(_, value)| (*value).to_owned());
        Config::load(Some(&file), variable).map_err(|error| error.to_string())
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        for (text, named) in [
            ("[oidc]", "oidc.issuer"),
            ("[oidc]\nissuer = \"http://id.example\"", "oidc.issuer"),
            ("[oidc]\nissuer = \"http://127.0.0.1@id.example\"", "oidc.issuer"),
            ("[oidc]\nissuer = \"https://id.example\"", "oidc.client_id"),
            ("[oidc]\nissuer = \"https://id.example\"\nclient_id = \"c\"", "oidc.name_zh"),
            (&format!("{APPLICANTS}client_secret = \"s\"\nclient_secret_file = \"f\""), "oidc.client_secret_file"),
            (&format!("{APPLICANTS}back_to = \"beian.example\""), "oidc.back_to"),
            (&format!("host = \"0.0.0.0\"\n{APPLICANTS}"), "public_url"),
            (&format!("{APPLICANTS}phone_numbers = \"some\""), "phone_numbers"),
            (&format!("{APPLICANTS}[oidc.claims]\ncertificate_kinds = {{ a = \"none\" }}"), "certificate_kinds"),
            (&format!("{APPLICANTS}timeout = 0"), "oidc.timeout"),
            (&format!("{APPLICANTS}scope = \"openid\""), "scope"),
            ("[staff.oidc]", "staff.oidc.issuer"),
            (&STAFF.replace("admin", "reviewer").replace("\"a\"", ""), "staff.oidc.reviewer"),
            (&format!("{STAFF}roles = \"\""), "staff.oidc.roles"),
        ] {
            let told = read(text, &[]).err().unwrap_or_default();
            assert!(told.contains(named), "{text}: {told}");
        }
    }

    #[test]
    fn secrets_come_from_the_environment_too_and_are_printed_by_nobody() {
        let off = read("", &[]).unwrap();
        assert!(off.oidc.is_none() && off.staff.oidc.is_none());
        let variables =
            [("BEIAN_OIDC_CLIENT_SECRET", "much-secret"), ("BEIAN_STAFF_OIDC_CLIENT_SECRET", "secret-of-staff")];
        let config = read(&format!("{APPLICANTS}{STAFF}"), &variables).unwrap();
        let (applicants, staff) = (config.oidc.clone().unwrap(), config.staff.oidc.clone().unwrap());
        assert!(applicants.phone_code && applicants.phone_numbers == PhoneNumbers::Verified);
        assert_eq!(applicants.provider().name_zh, "Example", "the one name serves for both");
        assert_eq!(staff.client_secret.unwrap().0, "secret-of-staff");
        for shown in [config.printed(), format!("{config:?}")] {
            assert!(!shown.contains("much-secret") && !shown.contains("secret-of-staff"), "{shown}");
        }
        assert!(read("", &variables).unwrap_err().contains("oidc.issuer"), "a secret alone is no provider");
    }

    #[test]
    fn this_machine_is_told_by_its_whole_name() {
        for (url, is) in [
            ("http://127.0.0.1:8080/a", true),
            ("http://localhost", true),
            ("http://[::1]:3000", true),
            ("http://localhost.evil.example", false),
            ("http://127.0.0.1@evil.example", false),
            ("http://127.0.0.12", false),
            ("localhost", false),
        ] {
            assert_eq!(is_loopback(url), is, "{url}");
        }
    }
}
