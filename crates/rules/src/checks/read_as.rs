//! What was typed will be filed otherwise: blanks, dashes, full-width and lower-case letters, characters that nobody sees and
//! such that only look like another are put right, and it is said.

use crate::identifiers::domain::Domain;
use crate::registry::{Case, Check};
use crate::rule::rules;
use beian_model::{Finding, Path, Severity, params};

pub(super) const CHECKS: &[Check] = &[Check::Fields(read_as)];

fn read_as(case: &Case, at: Path, found: &mut Vec<Finding>) {
    let (Some(typed), Some(read)) = (case.typed.text(at), case.filing.text(at)) else { return };
    if read.is_empty() {
        return;
    }
    // 示例甲.中国 and its Punycode: both forms, so that either is recognised elsewhere.
    let ascii = match at {
        Path::Domain(..) => {
            Domain::parse(read).ok().map(|domain| domain.as_str().to_owned()).filter(|ascii| ascii != read)
        }
        _ => None,
    };
    let shown = match ascii {
        Some(ascii) => format!("{read} ({ascii})"),
        None if read == typed.trim() => return,
        None => read.to_owned(),
    };
    found.push(READ_AS.weighing(Severity::Note, at).with(params::VALUE, shown));
}

rules! {
    /// Not as typed, but as `value`, will it be filed: blanks, dashes, full-width and lower-case letters were put right.
    READ_AS {
        id: "read-as",
        said_by: Browser,
        severity: Note,
        zh: "将按“{value}”填报",
        en: "Will be filed as “{value}”",
        source: "D",
        at: "organiser.certificate_number",
        breaks: &["91440399ma00aaaa44", "91440399 MA00 AAAA44", "９１４４０３９９ＭＡ００ＡＡＡＡ４４"],
        passes: &["91440399MA00AAAA44", " 91440399MA00AAAA44", "9144"],
    }
}
