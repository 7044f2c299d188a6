//! Every check, as pure functions over the model: no web, no clock, no I/O; compiled into both sides.
//!
//! - `rule`: what a rule is: one value in one place.
//! - `text`: what people paste, as they mean it: numbers, names, free text.
//! - `as_read`: a filing with every text in the form in which it is checked, compared and filed.
//! - `identifiers`: numbers, domains, phones: each parsed once, each error saying what is wrong.
//! - `data`: suffixes, words, area codes: each list with its source.
//! - `provinces`: what each bureau asks beyond the national rules, a file a province.
//! - `registry`: what a check is made of.
//! - `checks`: the rules, one file a subject; the list of them all.
//! - `engine`: running them all.
//! - `words`: findings in words; `beside`: what else is said beside a field; `compared`: what was read beside what was typed.
//! - `steps`: which page of the wizard shows which field.
//! - `still_empty`: what is not there yet, apart from what is wrong.
//! - `returned`: which fields of a filing that came back may be changed.
//! - `transition`: who may move a filing from which state to which, and its clocks.
//! - `working_days`: until when what is promised in working days is due.
//! - `verification_transition`: what may happen to a verification in which state.
//! - `inferred`: what one answer tells of others.
//! - `typing`: how each field gets its value, and what that costs a person.
//! - `values`: one value of a named kind, checked alone.
//! - `masks`: numbers with their middle hidden, for screens and messages.
//! - `example`: what a rule carries for the handbook and for its test; `handbook`: the rules with it, printed and tried.
//! - `random`: filings at random, for tests.

mod as_read;
pub mod beside;
pub mod checks;
pub mod compared;
mod data;
mod engine;
pub mod example;
pub mod handbook;
pub mod identifiers;
mod inferred;
mod masks;
pub mod provinces;
pub mod random;
mod registry;
pub mod returned;
mod rule;
mod steps;
mod still_empty;
pub mod text;
mod transition;
pub mod typing;
mod values;
mod verification_transition;
pub mod words;
pub mod working_days;

pub use as_read::{as_read, text_as_read};
pub use checks::common::is_not_legal;
pub use checks::domains::kept_for;
pub use data::suffixes::all as approved_suffixes;
pub use engine::{check, check_basic};
pub use identifiers::email::is_email;
pub use identifiers::phone::mobile as normalised_mobile;
pub use inferred::{Holder, Inferred, fill_in_inferred, holder_of, inferred_from, without_region};
pub use masks::{mask_document, mask_email, mask_mobile};
pub use rule::{Rule, SaidBy};
pub use steps::{step_of, step_where};
pub use still_empty::is_still_empty;
pub use transition::{Guard, IDLE_DAYS, MOVES, Move, Refused, SMS_WINDOW, allowed, transition};
pub use values::{Checked, ValueKind, check_value};
pub use verification_transition::{
    BEGINNINGS, Next, NoSuchMove, VERIFICATION_MOVES, VerificationActor, VerificationEvent, VerificationGuard,
    VerificationMove, states_for, verification_transition,
};

use beian_model::RuleId;

/// Every rule, subject by subject.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    checks::RULES.iter().copied().flatten().copied()
}

/// The rule of a name; nothing where this program does not know it.
pub fn rule(id: &RuleId) -> Option<&'static Rule> {
    rules().find(|rule| *id == rule.id)
}
