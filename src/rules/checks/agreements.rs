//! Both agreements are ticked before submission.

use crate::model::{AgreementField, Filing, Path};
use crate::rules::{Finding, RuleId};

/// The agreements.
pub fn check(filing: &Filing, found: &mut Vec<Finding>) {
    for field in AgreementField::ALL {
        let at = Path::Agreement(*field);
        if filing.text(at).is_none_or(str::is_empty) {
            found.push(Finding::error(at, RuleId::AgreementMissing));
        }
    }
}
