//! The embedded tables that stand in for a provider's own systems: cloud resources with the facts that decide over them, authorisation
//! codes made elsewhere, real names of accounts. What in them cannot be used stops the start.

use super::{Config, ConfigError};
use beian_model::{CertificateType, Date, ResourceKind};
use beian_rules::identifiers::authorisation_code;
use beian_rules::normalised_mobile;
use serde::{Deserialize, Serialize};

/// Where a cloud resource stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Region {
    /// In mainland China (中国大陆地区).
    #[default]
    Mainland,
    /// Anywhere else.
    Elsewhere,
}

/// How a cloud resource is paid for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Billing {
    /// By month or year (包年包月).
    #[default]
    Prepaid,
    /// By use (按量计费).
    Postpaid,
}

/// A cloud resource, with the facts that decide whether it may carry a filing. What is not said of it stands against nothing, but for the
/// public address of a cloud server.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resource {
    /// Mobile number of the account that has it; without one every account has it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// Kind.
    pub kind: ResourceKind,
    /// Its id with the provider.
    pub id: String,
    /// What the customer calls it.
    pub name: String,
    /// Public address.
    #[serde(default)]
    pub address: String,
    /// Where it stands.
    #[serde(default)]
    pub region: Region,
    /// How it is paid for.
    #[serde(default)]
    pub billing: Billing,
    /// For how many months it was bought in all, renewals included.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u16>,
    /// Its last day, or that of its package.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<Date>,
    /// A package was bought for it (资源包).
    #[serde(default = "yes")]
    pub package: bool,
    /// The cloud server that a load balancer is bound to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound_to: Option<String>,
    /// How many sites it may carry, where that is not what its kind carries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slots: Option<u32>,
}

fn yes() -> bool {
    true
}

impl Resource {
    /// One that every account has, with nothing against it.
    pub fn new(kind: ResourceKind, id: &str, name: &str, address: &str) -> Resource {
        Resource {
            account: None,
            kind,
            id: id.to_owned(),
            name: name.to_owned(),
            address: address.to_owned(),
            region: Region::Mainland,
            billing: Billing::Prepaid,
            months: None,
            expires: None,
            package: true,
            bound_to: None,
            slots: None,
        }
    }

    /// How many sites it may carry: what the settings say, or what its kind carries (TQ 备案云服务).
    pub fn slots(&self) -> u32 {
        self.slots.unwrap_or(match self.kind {
            ResourceKind::Serverless | ResourceKind::CloudBaseRun => 2,
            ResourceKind::AuthorisationCode => 1,
            ResourceKind::Cvm | ResourceKind::Lighthouse | ResourceKind::LoadBalancer => 5,
        })
    }

    /// The account of a mobile number has it.
    pub fn is_of(&self, mobile: &str) -> bool {
        self.account.as_deref().is_none_or(|account| is_same_number(account, mobile))
    }

    /// Why it cannot be what it says.
    fn wrong(&self, all: &[Resource]) -> Option<&'static str> {
        let same = all.iter().filter(|other| (other.kind, &other.id) == (self.kind, &self.id));
        let has_package = matches!(self.kind, ResourceKind::Serverless | ResourceKind::CloudBaseRun);
        let server = |id: &str| all.iter().find(|other| other.kind == ResourceKind::Cvm && other.id == id);
        if self.id.trim().is_empty() {
            return Some("`id` is empty");
        }
        if self.kind == ResourceKind::AuthorisationCode {
            return Some("codes stand in `[[authorisation_codes]]`, not here");
        }
        if same.count() > 1 {
            return Some("two entries have this `kind` and `id`");
        }
        if self.account.as_deref().is_some_and(|account| normalised_mobile(account).is_none()) {
            return Some("`account` must be a mobile number of eleven digits");
        }
        if !self.package && !has_package {
            return Some("`package` is for `serverless` and `cloud_base_run` only");
        }
        match self.bound_to.as_deref() {
            Some(_) if self.kind != ResourceKind::LoadBalancer => Some("`bound_to` is for `load_balancer` only"),
            Some(id) => match server(id) {
                None => Some("`bound_to` must be the id of an entry of kind `cvm`"),
                Some(server) if server.account.is_some() && server.account != self.account => {
                    Some("`bound_to` names the server of another account")
                }
                Some(_) => None,
            },
            None => None,
        }
    }
}

/// An authorisation code (备案授权码) that was made elsewhere.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownCode {
    /// The code.
    pub code: String,
    /// Mobile number of the account that it was made for; without one any account may use it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
}

/// What is known of an account's real name (账号实名认证); what is empty is not known.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KnownAccount {
    /// Its mobile number.
    pub mobile: String,
    /// The name on its certificate.
    #[serde(default)]
    pub name: String,
    /// The kind of its certificate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<CertificateType>,
    /// The number of its certificate.
    #[serde(default)]
    pub number: String,
}

/// Two texts are the same mobile number.
pub fn is_same_number(one: &str, other: &str) -> bool {
    normalised_mobile(one).is_some_and(|one| normalised_mobile(other) == Some(one))
}

/// What of the tables cannot be used, named by its place.
///
/// # Errors
/// [`ConfigError::WrongEntry`].
pub fn check(config: &Config) -> Result<(), ConfigError> {
    let wrong = |table, n: usize, why| Err(ConfigError::WrongEntry(table, n + 1, why));
    for (n, one) in config.resources.iter().enumerate() {
        if let Some(why) = one.wrong(&config.resources) {
            return wrong("resources", n, why);
        }
    }
    for (n, one) in config.authorisation_codes.iter().enumerate() {
        if authorisation_code::parse(&one.code).as_deref() != Some(one.code.as_str()) {
            return wrong("authorisation_codes", n, "`code` must be 8 to 64 letters, digits and dashes");
        }
        if one.account.as_deref().is_some_and(|account| normalised_mobile(account).is_none()) {
            return wrong("authorisation_codes", n, "`account` must be a mobile number of eleven digits");
        }
    }
    for (n, one) in config.accounts.iter().enumerate() {
        if normalised_mobile(&one.mobile).is_none() {
            return wrong("accounts", n, "`mobile` must be a mobile number of eleven digits");
        }
        if config.accounts[..n].iter().any(|other| is_same_number(&other.mobile, &one.mobile)) {
            return wrong("accounts", n, "two entries have this `mobile`");
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(settings: &str) -> Result<Config, String> {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("beian.toml");
        std::fs::write(&file, settings).unwrap();
        Config::load(Some(&file), |_| None).map_err(|error| error.to_string())
    }

    #[test]
    fn a_wrong_entry_stops_the_start_and_is_named() {
        let cvm = "[[resources]]\nkind = \"cvm\"\nid = \"ins-1\"\nname = \"a\"\n";
        let table = [
            (format!("{cvm}{cvm}"), "resources 1", "two entries"),
            (format!("{cvm}account = \"13800\"\n"), "resources 1", "account"),
            (format!("{cvm}package = false\n"), "resources 1", "package"),
            (format!("{cvm}bound_to = \"ins-1\"\n"), "resources 1", "load_balancer"),
            (format!("{cvm}refused = \"expired\"\n"), "refused", "expires"),
            (format!("{cvm}region = \"ap-guangzhou\"\n"), "ap-guangzhou", "mainland"),
            (format!("{cvm}billing = \"yearly\"\n"), "yearly", "prepaid"),
            (format!("{cvm}expires = \"2026-02-30\"\n"), "expires", ""),
            (cvm.replace("ins-1", " "), "resources 1", "empty"),
            (cvm.replace("cvm", "authorisation_code"), "resources 1", "authorisation_codes"),
            (
                format!(
                    "{cvm}[[resources]]\nkind = \"load_balancer\"\nid = \"lb-1\"\nname = \"b\"\nbound_to = \"ins-2\"\n"
                ),
                "resources 2",
                "bound_to",
            ),
            (
                format!(
                    "{cvm}account = \"13800138000\"\n[[resources]]\nkind = \"load_balancer\"\nid = \"lb-1\"\nname = \"b\"\nbound_to = \"ins-1\"\n"
                ),
                "resources 2",
                "another account",
            ),
            ("[[authorisation_codes]]\ncode = \"short\"\n".to_owned(), "authorisation_codes 1", "8 to 64"),
            (
                "[[authorisation_codes]]\ncode = \"12345678\"\naccount = \"1\"\n".to_owned(),
                "authorisation_codes 1",
                "account",
            ),
            ("[[accounts]]\nmobile = \"1\"\n".to_owned(), "accounts 1", "mobile"),
            (
                "[[accounts]]\nmobile = \"13800138000\"\n[[accounts]]\nmobile = \"138 0013 8000\"\n".to_owned(),
                "accounts 2",
                "two",
            ),
            ("real_name_guide = \"beian.example.com\"\n".to_owned(), "real_name_guide", "https://"),
        ];
        for (settings, named, why) in table {
            let error = start(&settings).map(|_| ()).unwrap_err();
            assert!(error.contains(named) && error.contains(why), "{settings}: {error}");
        }
        let right = format!("{cvm}account = \"13800138000\"\nmonths = 12\nexpires = \"2027-01-31\"\n");
        assert_eq!(start(&right).unwrap().resources[0].months, Some(12));
    }

    #[test]
    fn what_a_resource_carries_follows_its_kind_unless_the_settings_say_otherwise() {
        use ResourceKind::{CloudBaseRun, Cvm, Lighthouse, LoadBalancer, Serverless};
        for (kind, slots) in [(Cvm, 5), (Lighthouse, 5), (LoadBalancer, 5), (Serverless, 2), (CloudBaseRun, 2)] {
            assert_eq!(Resource::new(kind, "x", "x", "").slots(), slots, "{kind}");
            assert_eq!(Resource { slots: Some(7), ..Resource::new(kind, "x", "x", "") }.slots(), 7, "{kind}");
        }
    }

    #[test]
    fn one_account_has_it_or_every_one() {
        let all = Resource::new(ResourceKind::Cvm, "x", "x", "");
        let own = Resource { account: Some("138 0013 8000".to_owned()), ..all.clone() };
        assert!(all.is_of("13900139000") && own.is_of("13800138000") && !own.is_of("13900139000"));
    }
}
