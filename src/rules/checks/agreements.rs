//! Both agreements are ticked before submission (S 2022, 提交备案).

use crate::model::{AgreementField, Path};
use crate::rules::registry::{Case, Check, Run, Watch};
use crate::rules::{Finding, RuleId};

pub const CHECKS: &[Check] = &[Check {
    watches: &[
        Watch::Agreement(AgreementField::InformationSecurity),
        Watch::Agreement(AgreementField::AssistedCorrection),
    ],
    run: Run::Fields(ticked),
}];

fn ticked(case: &Case, at: Path, found: &mut Vec<Finding>) {
    if case.filing.text(at).is_none_or(str::is_empty) {
        found.push(Finding::error(at, RuleId::AgreementMissing));
    }
}

#[cfg(any(test, feature = "handbook"))]
pub const RULES: &[crate::rules::handbook::Rule] = &[crate::rules::handbook::Rule {
    id: RuleId::AgreementMissing,
    source: "S 2022 提交备案",
    at: "agreements.information_security",
    breaks: &["", "false", "no"],
    passes: &["true", "true", "true"],
    ..crate::rules::handbook::NATIONAL
}];
