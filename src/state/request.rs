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
        self.busy.get_untracked()
    }

    /// Sends, unless the one before is still under way: a button that is clicked twice asks once.
    pub fn send(self, work: impl Future<Output = Result<(), ApiError>> + 'static) {
        if !self.is_busy() {
            let turn = self.begin();
            self.run(turn, Box::pin(work));
        }
    }

    /// Asks in place of what is under way. `then` has the answer, unless another was asked for by then or the page is gone.
    pub fn ask<T: 'static>(
        self,
        work: impl Future<Output = Result<T, ApiError>> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        let turn = self.begin();
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
        self.turn.update_value(|turn| *turn += 1);
        self.busy.set(false);
        self.refused.set(None);
    }

    fn begin(self) -> u32 {
        self.turn.update_value(|turn| *turn += 1);
        self.busy.set(true);
        self.refused.set(None);
        self.turn.get_value()
    }

    fn is_current(self, turn: u32) -> bool {
        self.turn.try_get_value() == Some(turn)
    }

    fn run(self, turn: u32, work: Work) {
        let on_refused = self.on_refused.get_value();
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
