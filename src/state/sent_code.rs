//! A code that was sent by SMS, and when another may be asked for.

use super::clock;
use beian_model::Timestamp;
use beian_model::wire::CodeSent;
use leptos::prelude::*;

/// A code by SMS.
#[derive(Clone, Copy)]
pub struct SentCode {
    /// What the server said as it sent the code; nothing before.
    pub sent: RwSignal<Option<CodeSent>>,
    resend_at: RwSignal<Timestamp>,
    now: Signal<Timestamp>,
}

impl SentCode {
    /// None was sent yet.
    pub fn new() -> SentCode {
        SentCode { sent: RwSignal::new(None), resend_at: RwSignal::new(clock::now()), now: clock::ticking() }
    }

    /// One was sent.
    pub fn note(self, answer: CodeSent) {
        self.resend_at.try_set(clock::now().plus(i64::from(answer.resend_in)));
        self.sent.try_set(Some(answer));
    }

    /// Seconds until another may be asked for, tracked.
    pub fn wait(self) -> i64 {
        (self.resend_at.get().0 - self.now.get().0).max(0)
    }
}

impl Default for SentCode {
    fn default() -> Self {
        SentCode::new()
    }
}
