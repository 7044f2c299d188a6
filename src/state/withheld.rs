//! Fields that are not saved as they stand, so that everything else is: far too long, or refused by the server as they are.

use beian_model::{Filing, Finding, Path, Value};
use beian_rules::checks::fields::TOO_LONG;
use std::collections::BTreeMap;

/// A text of more bytes is not sent where it breaks its rule: half a megabyte is all that the server takes for the whole filing.
const FAR_TOO_LONG: usize = 16 * 1024;

/// A value that the server refused to save, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Withheld {
    /// What the server said, of which field.
    pub finding: Finding,
    /// The value that it said it of.
    pub value: Option<Value>,
}

impl Withheld {
    /// The field still holds that value.
    pub fn stands(&self, filing: &Filing) -> bool {
        self.value.is_some() && filing.value(self.finding.path) == self.value
    }
}

/// The fields that are not to be sent, each once.
pub fn paths(filing: &Filing, findings: &BTreeMap<Path, Vec<Finding>>, refused: &[Withheld]) -> Vec<Path> {
    let is_far_too_long = |path: &Path| filing.text(*path).is_some_and(|text| text.len() > FAR_TOO_LONG);
    let mut paths: Vec<Path> = too_long(findings).filter(is_far_too_long).collect();
    for one in refused.iter().filter(|one| one.stands(filing)) {
        if !paths.contains(&one.finding.path) {
            paths.push(one.finding.path);
        }
    }
    paths
}

/// The fields with more characters than their rule allows.
fn too_long(findings: &BTreeMap<Path, Vec<Finding>>) -> impl Iterator<Item = Path> {
    let breaks = |found: &&Vec<Finding>| found.iter().any(|one| one.rule == TOO_LONG.id);
    findings.iter().filter(move |(_, found)| breaks(found)).map(|(path, _)| *path)
}

/// What a refused save says of single fields of the document that was sent; nothing where it is not about fields. Where the whole
/// is too large, it is about each that is too long. A field that the server has as it is already is no reason to refuse.
pub fn named_by(
    status: u16,
    said: &[Finding],
    findings: &BTreeMap<Path, Vec<Finding>>,
    sent: &Filing,
    kept: &Filing,
) -> Vec<Withheld> {
    let breaks = |path| findings.get(&path)?.iter().find(|one| one.rule == TOO_LONG.id);
    let said = match status {
        413 => too_long(findings).filter_map(breaks).cloned().collect(),
        _ => said.to_vec(),
    };
    let of = |finding: Finding| Withheld { value: sent.value(finding.path), finding };
    said.into_iter().map(of).filter(|one| one.value.is_some() && one.value != kept.value(one.finding.path)).collect()
}

/// The server's own value in each of these fields; nothing in one that it does not have.
pub fn put_back(filing: &mut Filing, kept: &Filing, withheld: &[Path]) {
    for path in withheld {
        let empty = match filing.pages(*path) {
            Some(_) => Value::Attachment(Vec::new()),
            None => Value::Text(String::new()),
        };
        filing.set_value(*path, &kept.value(*path).unwrap_or(empty));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::sample::complete_filing;
    use beian_model::{OrganiserField, SiteField, SiteId};
    use beian_rules::check;
    use beian_rules::checks::fields::{REQUIRED, TOO_SHORT};

    const REMARK: Path = Path::Organiser(OrganiserField::Remark);
    const NAME: Path = Path::Organiser(OrganiserField::Name);

    /// A complete filing with these texts in it, and what the rules find.
    fn typed(texts: &[(Path, &str)]) -> (Filing, BTreeMap<Path, Vec<Finding>>) {
        let (mut filing, facts) = complete_filing();
        for (path, text) in texts {
            filing.set_text(*path, text).expect("a text");
        }
        let mut map: BTreeMap<Path, Vec<Finding>> = BTreeMap::new();
        for finding in check(&filing, &facts) {
            map.entry(finding.path).or_default().push(finding);
        }
        (filing, map)
    }

    #[test]
    fn a_text_that_is_far_too_long_stays_here_and_one_that_is_a_little_too_long_is_sent() {
        for (length, stays) in [(0, false), (500, false), (501, false), (FAR_TOO_LONG + 1, true), (600 * 1024, true)] {
            let (filing, found) = typed(&[(REMARK, &"a".repeat(length))]);
            assert_eq!(paths(&filing, &found, &[]).contains(&REMARK), stays, "{length}");
        }
    }

    #[test]
    fn what_stays_here_leaves_the_servers_value_and_everything_else_as_typed() {
        let (kept, _) = complete_filing();
        let (mut filing, found) = typed(&[(REMARK, &"长".repeat(200_000)), (NAME, "另一名称有限公司")]);
        let site = Path::Site(SiteId(77), SiteField::Remark);
        let mut new = kept.sites[0].clone();
        new.id = SiteId(77);
        filing.sites.push(new);
        filing.set_text(site, "新").expect("a text");
        let here = [paths(&filing, &found, &[]), vec![site]].concat();
        put_back(&mut filing, &kept, &here);
        assert_eq!(filing.text(REMARK), kept.text(REMARK));
        assert_eq!(filing.text(NAME), Some("另一名称有限公司"));
        assert_eq!(filing.text(site), Some(""), "the server knows nothing of it");
    }

    #[test]
    fn a_refusal_names_its_fields_until_their_values_change() {
        let (kept, _) = complete_filing();
        let (mut filing, found) = typed(&[(REMARK, &"a".repeat(600)), (NAME, "另一名称有限公司")]);
        let said = [TOO_SHORT.at(NAME), REQUIRED.at(Path::Filing)];
        let of = |status| {
            let named = named_by(status, &said, &found, &filing, &kept);
            named.into_iter().map(|one| one.finding.path).collect::<Vec<_>>()
        };
        assert_eq!(of(413), [REMARK], "too large as a whole: what is too long");
        assert_eq!(of(422), [NAME], "of fields only");
        let refused = named_by(422, &said, &found, &filing, &kept);
        assert_eq!(paths(&filing, &found, &refused), [NAME]);
        filing.set_text(NAME, "改过的名称有限公司").expect("a text");
        assert_eq!(paths(&filing, &found, &refused), []);
        // The server has it so already.
        assert!(named_by(422, &said, &found, &kept, &kept).is_empty());
    }
}
