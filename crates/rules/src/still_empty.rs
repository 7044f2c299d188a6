//! What is not there yet, apart from what is wrong: a filing that was just begun has no errors in it.

use beian_model::RuleId;

/// The findings of this rule say that something is still to be filled in, uploaded, ticked or verified. By their names: such rules
/// end in `missing`, and four are called otherwise.
pub fn is_still_empty(rule: &RuleId) -> bool {
    let id = rule.as_str();
    id.ends_with("missing") || ["required", "basic.unchecked", "mobile.unproved", "person.not-verified"].contains(&id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::Filing;
    use beian_model::sample::complete_filing;

    #[test]
    fn a_new_filing_has_nothing_wrong() {
        let mut facts = complete_filing().1;
        (facts.verified, facts.proved_mobiles, facts.basic_check) = Default::default();
        let found = crate::check(&Filing::new(beian_model::SiteId(1)), &facts);
        assert!(found.len() > 10);
        for one in found.iter().filter(|one| one.severity == beian_model::Severity::Error) {
            assert!(is_still_empty(&one.rule), "{}", one.rule);
        }
    }

    #[test]
    fn what_is_wrong_is_not_empty() {
        let empty = crate::rules().filter(|rule| is_still_empty(&RuleId::new(rule.id))).count();
        assert!((5..15).contains(&empty), "{empty} of all rules");
        for id in ["certificate.check-digit", "mobile.shape", "resource.refused", "file.empty"] {
            assert!(!is_still_empty(&RuleId::new(id)), "{id}");
        }
    }
}
