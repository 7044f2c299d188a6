//! Required and length, the same for every field. Lengths are in Unicode scalar values, as people count characters.

use crate::model::{Filing, Path};
use crate::rules::{Finding, RuleId};

/// The text at a path without blanks around it, when it is there; says "required" when it is not.
pub fn required<'f>(filing: &'f Filing, path: Path, found: &mut Vec<Finding>) -> Option<&'f str> {
    let text = filing.text(path).unwrap_or_default().trim();
    if text.is_empty() {
        found.push(Finding::error(path, RuleId::Required));
        return None;
    }
    Some(text)
}

/// The text at a path when it is there; it may be missing.
pub fn optional(filing: &Filing, path: Path) -> Option<&str> {
    filing.text(path).map(str::trim).filter(|text| !text.is_empty())
}

/// The upload at a path must be there.
pub fn required_paper(filing: &Filing, path: Path, found: &mut Vec<Finding>) {
    if filing.attachment(path).is_some_and(Option::is_none) {
        found.push(Finding::error(path, RuleId::Required));
    }
}

/// A text of so many characters at the least and at the most.
pub fn length(path: Path, text: &str, min: usize, max: usize, found: &mut Vec<Finding>) {
    let count = text.chars().count();
    if count < min {
        found.push(Finding::error(path, RuleId::TooShort).with("min", min));
    } else if count > max {
        found.push(Finding::error(path, RuleId::TooLong).with("max", max).with("count", count));
    }
}

/// A required text of so many characters at the most.
pub fn text(filing: &Filing, path: Path, max: usize, found: &mut Vec<Finding>) {
    if let Some(text) = required(filing, path, found) {
        length(path, text, 1, max, found);
    }
}

/// A text that may be missing, of so many characters at the most.
pub fn optional_text(filing: &Filing, path: Path, max: usize, found: &mut Vec<Finding>) {
    if let Some(text) = optional(filing, path) {
        length(path, text, 1, max, found);
    }
}
