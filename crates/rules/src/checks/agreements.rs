//! Both agreements are ticked before submission (S 2022, 提交备案).

use crate::registry::{Case, Check};
use crate::rule::rules;
use beian_model::{Finding, Path};

pub(super) const CHECKS: &[Check] = &[Check::Fields(ticked)];

fn ticked(case: &Case, at: Path, found: &mut Vec<Finding>) {
    if matches!(at, Path::Agreement(_)) && case.filing.text(at).is_none_or(str::is_empty) {
        found.push(AGREEMENT_MISSING.at(at));
    }
}

rules! {
    /// The agreement was not ticked.
    AGREEMENT_MISSING {
        id: "agreement.missing",
        said_by: Browser,
        severity: Error,
        zh: "请阅读并勾选{label}",
        en: "Read and tick: {label}",
        source: "S 2022 提交备案",
        at: "agreements.information_security",
        breaks: &["", "false", "no"],
        passes: &["true"],
    }
}
