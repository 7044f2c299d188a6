//! What a rule says of a field, and what rules must be told from outside. The rules themselves are not known here.

use super::by_name::by_name;
use super::requirement::ProvinceRules;
use super::wire::CloudResource;
use super::{AgreementField, BasicInformation, Date, Later, Path, PersonRef};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::collections::BTreeMap;

coded! {
    /// How much a finding weighs.
    pub enum Severity {
        /// Must be put right before submission.
        Error = "error",
        /// A known reason for rejection that the applicant may still overrule.
        Risk = "risk",
        /// Neither: said beside the field, so that nobody is surprised.
        Note = "note",
    }
}

/// Names a rule. A server may be newer than a page: a name that the page does not know is one all the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema), schema(value_type = String))]
#[serde(transparent)]
pub struct RuleId(Cow<'static, str>);

impl RuleId {
    /// The rule of this name.
    pub const fn new(name: &'static str) -> RuleId {
        RuleId(Cow::Borrowed(name))
    }

    /// Its name, as it travels and is stored.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl core::fmt::Display for RuleId {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq<&str> for RuleId {
    fn eq(&self, name: &&str) -> bool {
        self.0 == *name
    }
}

/// One thing found on one field: what a rule says, a server check's answer, a reviewer's reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finding {
    /// The field.
    pub path: Path,
    /// The rule, which has the words.
    pub rule: RuleId,
    /// How much it weighs.
    pub severity: Severity,
    /// What the words need, by the names of [`params`](crate::params); of a server's finding its sentence too.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
}

by_name! {
    Finding,
    must { path rule severity }
    may { params }
    Finding::new(RuleId::new(""), Severity::Error, Path::Filing)
}

impl Finding {
    /// What a rule finds on a field.
    pub const fn new(rule: RuleId, severity: Severity, path: Path) -> Finding {
        Finding { path, rule, severity, params: BTreeMap::new() }
    }
}

/// What rules must be told from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facts {
    /// Today in China.
    pub today: Date,
    /// Cloud resources of the account.
    pub resources: Vec<CloudResource>,
    /// Mobile numbers of this filing that were proved by an SMS code.
    pub proved_mobiles: Vec<String>,
    /// Responsible persons whose verification passed and still holds.
    pub verified: Vec<PersonRef>,
    /// The values that passed the basic check, if it passed.
    pub basic_check: Option<BasicInformation>,
    /// What the bureau of the filing's province asks, as the server has it; nothing before a province is chosen.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<ProvinceRules>))]
    pub province_rules: Option<Later<ProvinceRules>>,
    /// Domains of one site at the most, where the operator or the bureau has a limit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domains_per_site: Option<u32>,
    /// Domains of this organiser that are filed already, which a bureau counts too.
    #[serde(default)]
    pub domains_filed: u32,
    /// What must be accepted before a submission (协议): the code of each agreement, `@`, and the version that is in force. Another version
    /// than the one that was ticked must be accepted anew.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreements: Vec<String>,
}

by_name! {
    Facts,
    must { today resources proved_mobiles verified }
    may { basic_check province_rules domains_per_site domains_filed agreements }
    Facts::on(Date::from_days(0))
}

impl Facts {
    /// What is known of a day in China alone.
    pub const fn on(today: Date) -> Facts {
        Facts {
            today,
            resources: Vec::new(),
            proved_mobiles: Vec::new(),
            verified: Vec::new(),
            basic_check: None,
            province_rules: None,
            domains_per_site: None,
            domains_filed: 0,
            agreements: Vec::new(),
        }
    }

    /// The agreements in force with their versions. One that this program does not know is left out: the server asks for it in its own words.
    pub fn agreements_in_force(&self) -> Vec<(AgreementField, &str)> {
        in_force(&self.agreements)
    }
}

/// What [`Facts::agreements`] says.
pub fn in_force(agreements: &[String]) -> Vec<(AgreementField, &str)> {
    let mut known = Vec::new();
    for one in agreements {
        if let Some((of, version)) = one.split_once('@')
            && let Ok(of) = of.parse()
        {
            known.push((of, version));
        }
    }
    known
}
