//! What a rule carries for the handbook and for its test: where it was read, and values that break it or do not.

use super::Rule;

/// A line of the handbook: a rule, where it was read, and an example.
#[derive(Debug)]
pub struct Entry {
    /// The rule.
    pub rule: &'static Rule,
    /// Where it was read.
    pub source: &'static str,
    /// What breaks it.
    pub example: Example,
}

/// What breaks a rule.
#[derive(Debug)]
pub enum Example {
    /// Values of a field of the sample filing (`beian_model::sample`).
    Values(Values),
    /// Found by who is not here (the server, a person): what the parameters of its words are, for instance.
    Params(&'static [(&'static str, &'static str)]),
}

/// Values that break a rule or do not.
#[derive(Clone, Copy, Debug)]
pub struct Values {
    /// The field whose value they are.
    pub at: &'static str,
    /// What stands in other fields first.
    pub given: &'static [(&'static str, &'static str)],
    /// What a bureau asks, in the form of its file; empty for a national rule.
    pub bureau: &'static str,
    /// Values that break it.
    pub breaks: &'static [&'static str],
    /// Values that do not.
    pub passes: &'static [&'static str],
}

impl Values {
    /// Values of a field that break a national rule or do not.
    pub(crate) const fn new(
        at: &'static str,
        breaks: &'static [&'static str],
        passes: &'static [&'static str],
    ) -> Values {
        Values { at, given: &[], bureau: "", breaks, passes }
    }

    /// With what stands in other fields first.
    pub(crate) const fn given(self, given: &'static [(&'static str, &'static str)]) -> Values {
        Values { given, ..self }
    }

    /// With what a bureau asks.
    pub(crate) const fn bureau(self, bureau: &'static str) -> Values {
        Values { bureau, ..self }
    }
}

/// So many characters, for examples of lengths.
pub(crate) const fn filler(length: usize) -> &'static str {
    const TEXT: [u8; 600] = [b'x'; 600];
    match core::str::from_utf8(TEXT.split_at(length).0) {
        Ok(text) => text,
        Err(_) => "",
    }
}
