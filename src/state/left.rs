//! What is left to do in the open filing: to fill in, to correct, and what may be returned.

use super::{OpenFiling, rules};
use beian_locale::{Lang, Words, fill, ui::Ui};
use beian_model::{Finding, Severity};
use beian_rules::is_still_empty;
use leptos::prelude::*;

/// What a finding asks of the applicant, in the order in which it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Left {
    /// Something is not there yet.
    Empty,
    /// Something is wrong.
    Wrong,
    /// Nothing must be done; it is a known reason for a return.
    Risk,
}

impl Left {
    /// What a finding asks; a note asks nothing.
    pub fn of(finding: &Finding) -> Option<Left> {
        match finding.severity {
            Severity::Note => None,
            Severity::Risk => Some(Left::Risk),
            Severity::Error if is_still_empty(&finding.rule) => Some(Left::Empty),
            Severity::Error => Some(Left::Wrong),
        }
    }

    /// As a page's marks say it.
    pub const fn as_str(self) -> &'static str {
        ["empty", "wrong", "risk"][self as usize]
    }
}

impl OpenFiling {
    /// How much is left in all, in words; tracked.
    pub fn left_in_words(self, lang: Lang) -> String {
        if rules::known().is_none() {
            return "…".to_owned();
        }
        let mut counts = [0; 3];
        for found in self.findings.read().values() {
            // A field counts once, however much is found on it.
            let mut has = [0; 3];
            for left in found.iter().filter_map(Left::of) {
                has[left as usize] = 1;
            }
            for (count, one) in counts.iter_mut().zip(has) {
                *count += one;
            }
        }
        let mut said = String::new();
        for (count, word) in counts.into_iter().zip([Ui::NToFillIn, Ui::NToCorrect, Ui::NRisks]) {
            if count != 0 {
                if !said.is_empty() {
                    said.push_str(if lang == Lang::Chinese { "，" } else { ", " });
                }
                let count = count.to_string();
                said.push_str(&fill(word.text(lang), |_| Some(&count)));
            }
        }
        if said.is_empty() { Ui::NothingLeft.text(lang).to_owned() } else { said }
    }
}
