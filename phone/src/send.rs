//! Taking a shot to the server: progress, the network that is waited for, a refusal in words, another try with the same bytes.

use super::handoff::{Handoff, use_handoff};
use super::kept::{self, Kept};
use super::parts::refused;
use super::pieces::{Button, block, flag};
use super::tag::{Part, Said, all, live, tag};
use beian_browser::client::handoff::CaptureWay;
use beian_browser::client::upload::Cancel;
use beian_browser::client::uploads::{self, Inferred};
use beian_browser::client::{ApiError, handoff};
use beian_browser::focus::focus_soon;
use beian_browser::window::spawn;
use beian_browser::{canvas, language::use_language};
use beian_locale::{Words, phone::Phone};
use beian_model::{Capture, Measured, ProblemKind};
use reactive_graph::owner::{LocalStorage, StoredValue, on_cleanup};
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;
use std::rc::Rc;
use web_sys::Blob;

/// What was taken and is not yet with the server.
#[derive(Clone, Copy)]
pub struct Shot {
    handoff: Handoff,
    capture: Capture,
    taken: StoredValue<Option<Kept>, LocalStorage>,
    /// Its address within this browser, empty while nothing was taken.
    pub url: RwSignal<String>,
    way: RwSignal<Option<OnItsWay>>,
    error: RwSignal<Option<ApiError>>,
    cancel: StoredValue<Cancel, LocalStorage>,
}

/// How far it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct OnItsWay {
    /// Bytes that have gone.
    sent: u64,
    /// Bytes in all.
    all: u64,
    /// The network is gone.
    is_waiting: bool,
}

impl Shot {
    /// Nothing taken yet, or what was taken before the page was closed: what was on its way then goes on.
    pub fn new(capture: Capture) -> Shot {
        let handoff = use_handoff();
        let shot = Shot {
            handoff,
            capture,
            taken: StoredValue::new_local(None),
            url: RwSignal::new(String::new()),
            way: RwSignal::new(None),
            error: RwSignal::new(None),
            cancel: StoredValue::new_local(Cancel::default()),
        };
        let found = handoff.kept.try_update_value(|kept| kept.take_if(|kept| kept.capture == capture)).flatten();
        if let Some(kept) = found {
            shot.url.set(canvas::url(&kept.blob));
            let is_going = kept.is_going;
            shot.taken.set_value(Some(kept));
            if is_going {
                shot.send();
            }
        }
        on_cleanup(move || shot.give_up());
        shot
    }

    /// Something was taken, tracked.
    pub fn is_there(self) -> bool {
        !self.url.read().is_empty()
    }

    /// Keeps what was taken, to be looked at; with what was measured as it was taken.
    pub fn keep(self, blob: Blob, measured: Option<Measured>) {
        self.error.set(None);
        self.url.set(canvas::url(&blob));
        self.taken.set_value(Some(Kept { capture: self.capture, blob, measured, is_going: false }));
        self.store();
        focus_soon("title");
    }

    /// Throws it away; what was on its way is given up.
    pub fn drop_it(self) {
        self.give_up();
        let _ = web_sys::Url::revoke_object_url(&self.url.get_untracked());
        self.error.set(None);
        self.way.set(None);
        self.taken.set_value(None);
        self.url.set(String::new());
        kept::forget(self.handoff.view, self.capture);
        focus_soon("title");
    }

    fn give_up(self) {
        // The page itself may be going.
        if let Some(cancel) = self.cancel.try_get_value() {
            cancel.cancel();
        }
    }

    /// Writes it into the phone's own store as it is now, unless it is another by then.
    fn store(self) {
        let Some(kept) = self.taken.get_value() else { return };
        spawn(async move {
            let is_same = |now: &Option<Kept>| {
                now.as_ref().is_some_and(|now| now.blob == kept.blob && now.is_going == kept.is_going)
            };
            kept::keep(self.handoff.view, &kept, || self.taken.try_with_value(is_same) == Some(true)).await;
        });
    }

    /// It has been said to be sent, or no longer.
    fn set_going(self, is_going: bool) {
        self.taken.try_update_value(|taken| {
            if let Some(taken) = taken {
                taken.is_going = is_going;
            }
        });
        self.store();
    }

    fn send(self) {
        let (Some(kept), Some(of)) = (self.taken.get_value(), self.handoff.of_now()) else { return };
        let cancel = Cancel::default();
        self.cancel.set_value(cancel.clone());
        self.error.set(None);
        let all = kept.blob.size() as u64;
        self.way.set(Some(OnItsWay { sent: 0, all, is_waiting: false }));
        if !kept.is_going {
            self.set_going(true);
        }
        let given_up = cancel.clone();
        let tell = move |told| {
            if !given_up.is_cancelled() {
                self.way.try_update(|way| {
                    let sent = way.map_or(0, |way| way.sent);
                    *way = Some(match told {
                        Inferred::Sent(sent) => OnItsWay { sent: sent.min(all), all, is_waiting: false },
                        Inferred::Waiting => OnItsWay { sent, all, is_waiting: true },
                    });
                });
            }
        };
        spawn(async move {
            let way = CaptureWay { capture: self.capture, of, measured: kept.measured };
            match uploads::send(&way, &kept.blob, &cancel, Rc::new(tell)).await {
                _ if cancel.is_cancelled() => {}
                Ok(None) => {}
                Ok(Some(view)) => {
                    kept::forget(self.handoff.view, self.capture);
                    // What is still being written must not come after that.
                    self.taken.try_set_value(None);
                    self.handoff.remember(self.capture, self.url.try_get_untracked().unwrap_or_default());
                    // One picture was all: it is finished with it. Where that fails, the last look has a button for it.
                    let finished = match self.capture {
                        Capture::Attachment => handoff::finish().await,
                        _ => Ok(view.clone()),
                    };
                    match finished {
                        Err(error) if Handoff::is_end(&error) => self.handoff.end(error),
                        finished => self.handoff.go_on(finished.unwrap_or(view)),
                    }
                }
                Err(error) => self.refused(error),
            }
        });
    }

    fn refused(self, error: ApiError) {
        let is_for_good = matches!(
            error.kind(),
            Some(ProblemKind::Invalid | ProblemKind::UnsupportedMedia | ProblemKind::TooLarge | ProblemKind::NotNow)
        );
        if is_for_good {
            kept::forget(self.handoff.view, self.capture);
        }
        let Some(error) = self.handoff.takes(error) else { return };
        self.way.try_set(None);
        self.error.try_set(Some(error));
        if !is_for_good {
            self.set_going(false);
        }
        focus_soon("title");
    }
}

/// What can be done with what was taken: use it, take it again, and while it travels, how far it has come.
pub fn decide(shot: Shot) -> Part {
    let is_going = flag(move || shot.way.read().is_some());
    let first = live(move || {
        if is_going.get() {
            return progress(shot.way);
        }
        let (action, word) = match shot.error.with(Option::is_some) {
            true => ("retry", Phone::Retry),
            false => ("use", Phone::Use),
        };
        Button { kind: "primary", action, word }.on(move || shot.send())
    });
    let again = Button { kind: "secondary", action: "again", word: Phone::Again }.on(move || shot.drop_it());
    all(vec![refused(shot.error), block("phone__actions", vec![first, again])])
}

/// How far it has come. Only what happens is said aloud, not every byte.
fn progress(way: RwSignal<Option<OnItsWay>>) -> Part {
    let language = use_language();
    let is_waiting = flag(move || way.get().is_some_and(|way| way.is_waiting));
    let said = move || {
        let word = if is_waiting.get() { Phone::Waiting } else { Phone::Sending };
        Said::Borrowed(word.text(language.get()))
    };
    let percent = move || {
        let percent = way.get().map_or(0, |way| (way.sent * 100).checked_div(way.all).unwrap_or(0).min(100));
        Some(percent.to_string().into())
    };
    let bytes = move || {
        let bytes = way.get().map(|way| format!("{} / {} KB", way.sent / 1024, way.all.div_ceil(1024)));
        bytes.unwrap_or_default().into()
    };
    let bar = tag("progress", "").with("max", "100").with("aria-labelledby", "sending").with_live("value", percent);
    tag("div", "phone__progress").with_while("data-waiting", move || is_waiting.get()).holds(vec![
        bar.element(),
        tag("span", "").with("id", "sending").with("role", "status").says(said),
        tag("span", "").says(bytes),
    ])
}
