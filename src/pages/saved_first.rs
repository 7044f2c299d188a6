//! What a button at the end of a step asks for: nothing while something is wrong, then a save, then its own request; and what is
//! said where any of these fails.

use crate::components::error_summary;
use crate::state::{ApiError, OpenFiling, Request, Session, rules, session, use_filing, use_session};
use beian_browser::focus::focus_soon;
use beian_model::{Finding, Step};
use leptos::prelude::*;
use std::future::Future;
use std::pin::Pin;

/// What stands in the bar of a step before its buttons, from the context: the pages of a chunk that has nothing else of it need not bring it.
#[derive(Clone, Copy)]
pub struct BarHead(pub fn() -> AnyView);

/// How many steps were shown by now, from the context: a step that was left is taken apart only once the next one is painted.
#[derive(Clone, Copy)]
pub struct StepsShown(pub StoredValue<u32>);

type Work = Pin<Box<dyn Future<Output = Result<(), ApiError>>>>;

/// A request that saves first.
#[derive(Clone, Copy)]
pub struct SavedFirst {
    /// The request.
    pub request: Request,
    /// What is wrong, for the error summary.
    pub findings: RwSignal<Vec<Finding>>,
    /// The save failed, which has words of its own.
    pub unsaved: RwSignal<bool>,
    filing: OpenFiling,
    session: RwSignal<Session>,
    /// The count, and what it was as this step was shown.
    shown: Option<(StepsShown, u32)>,
}

impl SavedFirst {
    /// Nothing is sent yet.
    pub fn new() -> SavedFirst {
        SavedFirst {
            request: session::request(),
            findings: RwSignal::new(Vec::new()),
            unsaved: RwSignal::new(false),
            filing: use_filing(),
            session: use_session(),
            shown: use_context().map(|shown: StepsShown| (shown, shown.0.get_value())),
        }
    }

    /// Saves and sends, unless something is `wrong` on the step. What the server finds is refused at its fields. Who left the step while it
    /// was saved asks for nothing more.
    pub fn send(
        self,
        step: Step,
        wrong: impl FnOnce() -> Vec<Finding> + 'static,
        work: impl Future<Output = Result<(), ApiError>> + 'static,
    ) {
        self.send_boxed(step, Box::new(wrong), Box::pin(work));
    }

    /// The same, compiled once for all steps.
    fn send_boxed(self, step: Step, wrong: Box<dyn FnOnce() -> Vec<Finding>>, work: Work) {
        if self.request.is_busy() {
            return;
        }
        self.filing.attempt(step);
        self.request.reset();
        self.unsaved.set(false);
        if rules::are_known() {
            return self.send_checked(wrong(), work);
        }
        // Nothing can be said to be right by rules that are not there yet.
        self.request.ask(async { Ok(rules::ready().await?) }, move |_| {
            self.request.reset();
            self.send_checked(wrong(), work);
        });
    }

    /// Saves, whatever is still wrong on the step, and then does the work: for who goes away and comes back.
    pub fn leave(self, work: impl Future<Output = Result<(), ApiError>> + 'static) {
        if !self.request.is_busy() {
            self.request.reset();
            self.unsaved.set(false);
            self.send_checked(Vec::new(), Box::pin(work));
        }
    }

    fn is_left(self) -> bool {
        self.shown.is_some_and(|(StepsShown(now), then)| now.try_get_value() != Some(then))
    }

    fn send_checked(self, wrong: Vec<Finding>, work: Work) {
        if !wrong.is_empty() {
            self.findings.set(wrong);
            return focus_soon(error_summary::ID);
        }
        self.findings.set(Vec::new());
        self.request.send(async move {
            let saved = self.filing.flush().await;
            let is_saved = saved.is_ok();
            let result = match saved {
                Ok(()) if self.is_left() => Ok(()),
                Ok(()) => work.await,
                Err(refused) => Err(refused),
            };
            match result {
                Err(ApiError::Problem(problem)) if !problem.findings.is_empty() => {
                    self.filing.refuse(&problem.findings);
                    self.findings.try_set(problem.findings);
                    focus_soon(error_summary::ID);
                    Ok(())
                }
                Err(refused) if !is_saved => {
                    session::note_error(self.session, &refused);
                    self.unsaved.try_set(true);
                    Ok(())
                }
                result => result,
            }
        });
    }
}
