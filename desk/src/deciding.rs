//! What ends the page of a filing: what the reviewer writes of the whole, the bar of decisions at the foot of a filing, its keys.

use super::bar::Bar;
use super::calls::Unsent;
use super::case;
use super::decide::Answers;
use super::reasons::Reasons;
use super::staff::Decision;
use super::written::Written;
use beian_model::Path;
use beian_model::wire::{CallRequest, ReviewView};
use leptos::prelude::*;
use std::rc::Rc;

/// A filing, and what can be done with it.
#[derive(Clone)]
pub struct Case {
    /// The filing.
    pub view: ReviewView,
    /// What the reviewer wrote.
    pub written: Written,
    /// A request travels.
    pub busy: Signal<bool>,
    /// Takes the filing (true) or gives it back.
    pub on_claim: Callback<bool>,
    /// Sends a decision.
    pub on_decision: Callback<Decision>,
    /// Takes a decision back that does not hold yet.
    pub on_undo: Callback<()>,
    /// Takes the own first approval back.
    pub on_undo_first: Callback<()>,
    /// What is typed of a call or to colleagues.
    pub unsent: Unsent,
    /// Notes a call.
    pub on_call: Callback<CallRequest>,
    /// Tells colleagues something.
    pub on_remark: Callback<String>,
    /// The time to undo it is over.
    pub on_over: Callback<()>,
}

/// The reasons of the library for a field.
pub fn reasons(path: Path, written: Written) -> AnyView {
    view! { <Reasons path written /> }.into_any()
}

/// What ends the page of a filing.
pub fn shown(case: Case) -> AnyView {
    let of_calls = case.clone();
    let calls = case::with(Rc::new(move |chunk| ((chunk.beside)().calls)(of_calls.clone())));
    view! { <Answers case=case.clone() /> {calls} <Bar case /> }.into_any()
}
