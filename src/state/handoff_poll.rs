//! A hand-off is watched: what the server says of it is taken in, a lost connection is noted, and its end is told.

use super::watched_handoff::{Lost, WatchedHandoff};
use super::{OpenFiling, session, uploads};
use beian_browser::client::{ApiError, filings, poll, verification};
use beian_model::wire::VerificationView;
use beian_model::{Path, ProblemKind, VerificationState};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::cell::Cell;
use std::rc::Rc;

/// A phone that was not heard of for so many milliseconds has probably left.
const SILENT_AFTER: f64 = 120_000.0;

impl WatchedHandoff {
    /// Watches until the end, from what is known where that is fresh.
    pub(super) fn follow(self, is_fresh: bool) {
        self.generation.update_value(|n| *n += 1);
        let mine = self.generation.get_value();
        let Some((id, revision)) =
            self.view.with_untracked(|view| view.as_ref().map(|view| (view.id.clone(), view.revision)))
        else {
            return;
        };
        let filing = self.filing.id();
        let known = Rc::new(Cell::new(is_fresh.then_some(revision)));
        let asked = Rc::clone(&known);
        let is_current = move || self.generation.try_get_value() == Some(mine);
        spawn_local(poll::until_stopped_telling(
            move || {
                let (filing, id, known) = (filing.clone(), id.clone(), asked.get());
                async move { verification::wait(&filing, &id, known).await }
            },
            move |answer| {
                if !is_current() {
                    return poll::Next::Stop;
                }
                match answer {
                    Ok(newer) => {
                        self.lost.set(None);
                        if let Some(newer) = newer {
                            known.set(Some(newer.revision));
                            return self.hear(newer);
                        }
                        let is_on_phone =
                            self.view.with_untracked(|view| view.as_ref().is_some_and(|view| view.state.is_on_phone()));
                        self.silent.set(is_on_phone && self.now() - self.heard_at.get_value() > SILENT_AFTER);
                        poll::Next::Again
                    }
                    Err(error) => self.miss(error),
                }
            },
            move |pause| {
                if is_current() && (pause.is_some() || self.lost.get_untracked().is_some()) {
                    self.lost.set(Some(match pause {
                        Some(pause) => Lost::Until(self.now() + f64::from(pause)),
                        None => Lost::Asking,
                    }));
                }
            },
        ));
    }

    /// Something changed.
    fn hear(self, newer: VerificationView) -> poll::Next {
        let state = newer.state;
        self.note(newer);
        if state == VerificationState::Passed {
            self.pass();
        }
        if state.is_final() { poll::Next::Stop } else { poll::Next::Again }
    }

    /// No answer, or a refusal.
    fn miss(self, error: ApiError) -> poll::Next {
        match error.kind() {
            // Nothing came back, or the server has trouble that passes.
            None | Some(ProblemKind::Internal | ProblemKind::Unavailable | ProblemKind::TooMany) => {
                return poll::Next::Again;
            }
            Some(ProblemKind::SignedOut) => self.awaits_sign_in.set_value(true),
            Some(_) => {}
        }
        self.lost.set(None);
        session::note_error(self.session, &error);
        self.error.set(Some(error));
        poll::Next::Stop
    }

    /// It passed while the page looked on. A person's page goes on at once and what else the server changed follows; an attachment
    /// is shown when it is here.
    fn pass(self) {
        // Nobody is told who left the page meanwhile.
        let (filing, of, on_passed) = (self.filing, self.of, self.on_passed);
        let is_person = of.verified_person().is_some();
        if is_person {
            let _ = on_passed.try_run(());
        }
        spawn_local(async move {
            take_over(filing, of).await;
            if !is_person {
                let _ = on_passed.try_run(());
            }
        });
    }
}

/// Takes over what the phone changed: a verification among the facts, an attachment in the document. What is typed here meanwhile stays.
async fn take_over(filing: OpenFiling, of: Path) {
    let Some(id) = filing.server.try_with_untracked(|server| server.id.clone()) else { return };
    let Ok(view) = filings::get(&id).await else { return };
    if filing.server.try_with_untracked(|_| ()).is_none() {
        // The person left the filing meanwhile.
        return;
    }
    let sent = view.filing.pages(of).and_then(|pages| pages.last().cloned());
    filing.acknowledge_newer(view);
    // Also where the rest of the document is not yet saved, and so not taken over.
    if let Some(page) = sent
        && filing.document.with_untracked(|document| document.pages(of).is_some_and(|pages| !pages.contains(&page)))
    {
        uploads::put(filing, of, vec![page], None);
    }
}
