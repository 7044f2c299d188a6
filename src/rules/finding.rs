//! What a rule says of a field, and what rules must be told from outside.

use super::RuleId;
use super::provinces::ProvinceRules;
use crate::model::wire::CloudResource;
use crate::model::{BasicInformation, Date, Path, PersonRef};
use serde::{Deserialize, Serialize};
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

/// One thing found on one field: a rule's complaint, a server check's answer, a reviewer's reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Finding {
    /// The field.
    pub path: Path,
    /// The rule, which keys the words.
    pub rule: RuleId,
    /// How much it weighs.
    pub severity: Severity,
    /// What the words need: `max`, `expected`, a reviewer's `text`, …
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<String, String>,
}

impl Finding {
    /// An error on a field.
    pub fn error(path: Path, rule: RuleId) -> Finding {
        Finding { path, rule, severity: Severity::Error, params: BTreeMap::new() }
    }

    /// A risk on a field.
    pub fn risk(path: Path, rule: RuleId) -> Finding {
        Finding { path, rule, severity: Severity::Risk, params: BTreeMap::new() }
    }

    /// A finding of a weight that the data say.
    pub fn weighing(severity: Severity, path: Path, rule: RuleId) -> Finding {
        Finding { path, rule, severity, params: BTreeMap::new() }
    }

    /// The same with one more parameter for the words.
    pub fn with(mut self, name: &str, value: impl ToString) -> Finding {
        self.params.insert(name.to_owned(), value.to_string());
        self
    }
}

/// What rules must be told from outside.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    pub province_rules: Option<ProvinceRules>,
}
