//! A rule is one value in one place: its id, who says it, how much it weighs, its words in both languages, where it was read
//! and what breaks it stand together in the file of its subject, beside the function that finds it. The macro `rules!` asks
//! for all of them.

use beian_model::{Finding, Path, RuleId, Severity};

/// Who says what a rule finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SaidBy {
    /// The checks, from the document alone: this browser as well as the server.
    Browser,
    /// The server only: it knows other filings, domains, the bytes of a file. Its answers carry the sentence, and a browser has no words
    /// for these.
    Server,
    /// The server of what it was sent, and the browser before it sends it: whether a file can be read, its size and kind.
    Either,
    /// A reviewer, or the bureau through one.
    Reviewer,
}

/// A rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, as findings carry it; never used for another rule again.
    pub id: &'static str,
    /// Who says it.
    pub said_by: SaidBy,
    /// How much it weighs; where a bureau's file says it, the usual.
    pub severity: Severity,
    /// Its words in Chinese, with `{name}` places for the parameters.
    pub(super) zh: &'static str,
    /// Its words in English, with the same places.
    pub(super) en: &'static str,
}

impl Rule {
    /// What the rule finds on a field.
    pub fn at(&self, path: Path) -> Finding {
        self.weighing(self.severity, path)
    }

    /// The same with another weight: one that a bureau's file or the case says.
    pub fn weighing(&self, severity: Severity, path: Path) -> Finding {
        Finding::new(RuleId::new(self.id), severity, path)
    }

    /// Whether a finding is this rule's.
    pub fn found(&'static self, finding: &Finding) -> bool {
        finding.rule == self.id
    }
}

/// The words of a rule where this program says it by itself: in a browser those of the server's and reviewers' rules are left out,
/// which come with the finding.
pub(super) const fn words(said_by: SaidBy, words: &'static str) -> &'static str {
    match said_by {
        SaidBy::Server | SaidBy::Reviewer if cfg!(target_arch = "wasm32") => "",
        _ => words,
    }
}

/// Declares the rules of a subject: for each its name here, and then
///
/// - `id`, `said_by`, `severity`, and its words `zh` and `en`;
/// - `source`: where it was read, by the tags that `docs/rules.md` explains;
/// - `at`: the field whose values the examples are, what stands in other fields first (`given`), what a bureau asks
///   (`bureau`, as its file says it), values that break the rule and values that do not;
/// - or, where no check of the document finds it, an example of the parameters of its words (`params`).
///
/// Behind a `+`: rules of other subjects that this subject's checks find too, with examples of their own.
macro_rules! rules {
    (
        $(
            $(#[$doc:meta])*
            $name:ident {
                id: $id:literal,
                said_by: $by:ident,
                severity: $severity:ident,
                zh: $zh:literal,
                en: $en:literal,
                $($tried:tt)*
            }
        )*
        $(+ $other:ident { $($other_tried:tt)* })*
    ) => {
        $(
            $(#[$doc])*
            pub static $name: $crate::Rule = $crate::Rule {
                id: $id,
                said_by: $crate::SaidBy::$by,
                severity: beian_model::Severity::$severity,
                zh: $crate::rule::words($crate::SaidBy::$by, $zh),
                en: $crate::rule::words($crate::SaidBy::$by, $en),
            };
        )*

        /// The rules of this subject.
        pub(super) static RULES: &[&$crate::Rule] = &[$(&$name),*];

        /// The same for the handbook, with their sources and examples.
        pub(super) static HANDBOOK: &[$crate::example::Entry] = &[
            $($crate::rule::entry!($name { $($tried)* }),)*
            $($crate::rule::entry!($other { $($other_tried)* }),)*
        ];
    };
}

/// A line of the handbook.
macro_rules! entry {
    ($name:ident { source: $source:literal, params: [$(($param:literal, $value:literal)),* $(,)?], }) => {
        $crate::example::Entry {
            rule: &$name,
            source: $source,
            example: $crate::example::Example::Params(&[$(($param, $value)),*]),
        }
    };
    ($name:ident {
        source: $source:literal,
        $(given: $given:expr,)?
        $(bureau: $bureau:literal,)?
        at: $at:expr,
        breaks: $breaks:expr,
        passes: $passes:expr,
    }) => {
        $crate::example::Entry {
            rule: &$name,
            source: $source,
            example: $crate::example::Example::Values(
                $crate::example::Values::new($at, $breaks, $passes)
                    $(.given($given))?
                    $(.bureau($bureau))?
            ),
        }
    };
}

pub(super) use {entry, rules};
