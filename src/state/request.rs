//! A request as a page shows it: under way or not, why it was refused, and sent again.
//!
//! Leptos' own `Action` and `LocalResource` are compiled anew for each type of answer; what is here is compiled once.

use super::ApiError;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

type Work = Pin<Box<dyn Future<Output = Result<(), ApiError>>>>;
type OnRefused = Arc<dyn Fn(&ApiError) + Send + Sync>;

/// A request that can be sent again and again. The page may go meanwhile: then nobody is told.
#[derive(Clone, Copy)]
pub struct Request {
    busy: RwSignal<bool>,
    refused: RwSignal<Option<ApiError>>,
    /// Counts what was sent: the end of what was sent before is no longer shown.
    turn: StoredValue<u32>,
    on_refused: StoredValue<OnRefused>,
}

impl Request {
    /// Nothing is sent yet.
    pub fn new() -> Request {
        Request::telling(|_| ())
    }

    /// Nothing is sent yet; `on_refused` hears of each refusal, also where the page is gone by then.
    pub fn telling(on_refused: impl Fn(&ApiError) + Send + Sync + 'static) -> Request {
        Request {
            busy: RwSignal::new(false),
            refused: RwSignal::new(None),
            turn: StoredValue::new(0),
            on_refused: StoredValue::new(Arc::new(on_refused)),
        }
    }

    /// It is under way.
    pub fn busy(self) -> ReadSignal<bool> {
        self.busy.read_only()
    }

    /// Why the last one was refused; nothing while another is under way.
    pub fn refused(self) -> ReadSignal<Option<ApiError>> {
        self.refused.read_only()
    }

    /// It is under way, untracked.
    pub fn is_busy(self) -> bool {
        self.busy.try_get_untracked() == Some(true)
    }

    /// Sends, unless the one before is still under way: a button that is clicked twice asks once.
    pub fn send(self, work: impl Future<Output = Result<(), ApiError>> + 'static) {
        if !self.is_busy()
            && let Some(turn) = self.begin()
        {
            self.run(turn, Box::pin(work));
        }
    }

    /// Asks in place of what is under way. `then` has the answer, unless another was asked for by then or the page is gone.
    pub fn ask<T: 'static>(
        self,
        work: impl Future<Output = Result<T, ApiError>> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        let Some(turn) = self.begin() else { return };
        self.run(
            turn,
            Box::pin(async move {
                let answer = work.await?;
                if self.is_current(turn) {
                    then(answer);
                }
                Ok(())
            }),
        );
    }

    /// Forgets what is under way and what was refused.
    pub fn reset(self) {
        self.turn.try_update_value(|turn| *turn += 1);
        self.busy.try_set(false);
        self.refused.try_set(None);
    }

    /// The next turn; nothing where the page is gone.
    fn begin(self) -> Option<u32> {
        self.turn.try_update_value(|turn| *turn += 1)?;
        self.busy.try_set(true);
        self.refused.try_set(None);
        self.turn.try_get_value()
    }

    fn is_current(self, turn: u32) -> bool {
        self.turn.try_get_value() == Some(turn)
    }

    fn run(self, turn: u32, work: Work) {
        let Some(on_refused) = self.on_refused.try_get_value() else { return };
        spawn_local(async move {
            let answer = work.await;
            if let Err(refused) = &answer {
                on_refused(refused);
            }
            if !self.is_current(turn) {
                return;
            }
            if let Err(refused) = answer {
                self.refused.try_set(Some(refused));
            }
            self.busy.try_set(false);
        });
    }
}

impl Default for Request {
    fn default() -> Self {
        Request::new()
    }
}
