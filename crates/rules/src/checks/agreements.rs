//! The operator's agreements are ticked before submission, in the version that is in force (S 2022, 提交备案).

use crate::registry::{Case, Check};
use crate::rule::rules;
use beian_model::{Finding, Path};

pub(super) const CHECKS: &[Check] = &[Check::Filing(ticked)];

fn ticked(case: &Case, found: &mut Vec<Finding>) {
    for (of, version) in case.facts.agreements_in_force() {
        let at = Path::Agreement(of);
        let ticked = case.filing.text(at).unwrap_or_default();
        if ticked.is_empty() {
            found.push(AGREEMENT_MISSING.at(at));
        } else if ticked != version {
            found.push(AGREEMENT_NEWER.at(at));
        }
    }
}

rules! {
    /// The agreement was not ticked.
    AGREEMENT_MISSING {
        id: "agreement.missing",
        said_by: Browser,
        severity: Error,
        zh: "请阅读并勾选",
        en: "Read and tick it",
        source: "S 2022 提交备案",
        at: "agreements.information_security",
        breaks: &[""],
        passes: &["2026-11-29"],
    }
    /// Another version was ticked than the one that is in force.
    AGREEMENT_NEWER {
        id: "agreement.newer",
        said_by: Browser,
        severity: Error,
        zh: "内容已更新，请重新阅读并勾选",
        en: "It has changed: read and tick it again",
        source: "S 2022 提交备案",
        at: "agreements.information_security",
        breaks: &["true", "2026-11-25"],
        passes: &["2026-11-29"],
    }
}
