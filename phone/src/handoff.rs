//! Where the hand-off stands, and so which screen is shown.

use super::kept::{self, Kept};
use super::parts::{came_from, forget_came_from};
use super::pieces::word;
pub use super::screen::Screen;
use super::screen::next;
use super::tag::Said;
use beian_browser::client::{ApiError, handoff, new_key, poll, set_handoff};
use beian_browser::waiting::rest;
use beian_browser::window::{spawn, window};
use beian_locale::{Lang, phone::Phone};
use beian_model::wire::HandoffView;
use beian_model::{Capture, Path, ProblemKind};
use reactive_graph::owner::{LocalStorage, StoredValue, expect_context, provide_context};
use reactive_graph::prelude::*;
use reactive_graph::signal::RwSignal;

/// How long the phone's own store is waited for, in milliseconds: some never answer.
const STORE_WITHIN: u32 = 1_000;

/// The verification of this phone.
#[derive(Clone, Copy)]
pub struct Handoff {
    /// What the server said last.
    pub view: RwSignal<Option<HandoffView>>,
    /// The screen.
    pub screen: RwSignal<Screen>,
    /// Why it ended, or why the server could not be asked.
    pub error: RwSignal<Option<ApiError>>,
    /// Addresses of what was taken since the page was opened, within this browser.
    pub shots: StoredValue<Vec<(Capture, String)>>,
    /// What was taken before the page was closed, until its screen takes it up.
    pub kept: StoredValue<Option<Kept>, LocalStorage>,
}

/// The verification of this phone, from the context.
pub fn use_handoff() -> Handoff {
    expect_context()
}

/// The one-time secret of the address's fragment, taken out of the address and so out of the history.
fn take_secret() -> Option<String> {
    let location = window().location();
    let secret = location.hash().ok()?.trim_start_matches('#').to_owned();
    if secret.is_empty() {
        return None;
    }
    let path = location.pathname().unwrap_or_else(|_| "/p".to_owned());
    // A browser that refuses (a sandboxed frame) leaves it in the address; it holds once only.
    let _ =
        window().history().map(|history| history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&path)));
    Some(secret)
}

/// What the server knows this phone by when it never got the answer to its claim. A browser that keeps nothing has another one after
/// a reload.
fn own_key() -> String {
    const KEY: &str = "beian.phone";
    let storage = window().local_storage().ok().flatten();
    let kept = storage.as_ref().and_then(|storage| storage.get_item(KEY).ok().flatten());
    kept.unwrap_or_else(|| {
        let key = OWN_KEY.take().unwrap_or_else(new_key);
        if storage.is_none_or(|storage| storage.set_item(KEY, &key).is_err()) {
            OWN_KEY.set(Some(key.clone()));
        }
        key
    })
}

fn nth(lines: &str, which: usize) -> Said {
    lines.split('\n').nth(which).unwrap_or_default().to_owned().into()
}

impl Handoff {
    /// Provides the verification.
    pub fn provide() -> Handoff {
        let handoff = Handoff {
            view: RwSignal::new(None),
            screen: RwSignal::new(Screen::Loading),
            error: RwSignal::new(None),
            shots: StoredValue::new(Vec::new()),
            kept: StoredValue::new_local(None),
        };
        provide_context(handoff);
        handoff
    }

    /// Asks the server, with the secret of the address where there is one.
    pub fn begin(self) {
        self.open(take_secret());
    }

    /// The field that it is for, tracked.
    pub fn of(self) -> Option<Path> {
        self.view.read().as_ref().map(|view| view.of)
    }

    /// The field that it is for, now.
    pub fn of_now(self) -> Option<Path> {
        self.view.try_with_untracked(|view| view.as_ref().map(|view| view.of)).flatten()
    }

    /// It is for an attachment, now.
    pub fn is_attachment(self) -> bool {
        self.of_now().is_some_and(|of| of.verified_person().is_none())
    }

    /// What is taken, by its name, tracked.
    pub fn name(self, capture: Capture, lang: Lang) -> Said {
        let view = self.view.read();
        let Some(view) = view.as_ref() else { return Said::Borrowed("") };
        let names = if lang == Lang::Chinese { &view.asked_zh } else { &view.asked_en };
        nth(names, view.wanted.iter().take_while(|one| **one != capture).count())
    }

    /// What the server says of the person's own situation: one of its sentences, tracked.
    pub fn said(self, which: usize, lang: Lang) -> Said {
        let view = self.view.read();
        let Some(view) = view.as_ref() else { return Said::Borrowed("") };
        nth(if lang == Lang::Chinese { &view.said_zh } else { &view.said_en }, which)
    }

    /// What is taken, in this order, now.
    pub fn wanted(self) -> Vec<Capture> {
        self.view.with_untracked(|view| view.as_ref().map(|view| view.wanted.clone())).unwrap_or_default()
    }

    /// The page of a passport is taken, now.
    pub fn is_page(self) -> bool {
        self.view.with_untracked(|view| view.as_ref().is_some_and(|view| view.is_page))
    }

    /// How to reach a human, as the operator wrote it; empty where nothing is known of it.
    pub fn contact(self) -> String {
        let said = self.error.with_untracked(|error| match error {
            Some(ApiError::Problem(problem)) => problem.contact.clone(),
            _ => None,
        });
        said.or_else(|| self.view.with_untracked(|view| view.as_ref().map(|view| view.contact.clone())))
            .unwrap_or_default()
    }

    /// The organiser that asks, tracked.
    pub fn organiser(self) -> Said {
        let name = self.view.read().as_ref().map(|view| view.organiser.clone()).unwrap_or_default();
        if name.trim().is_empty() { word(Phone::NoName)() } else { name.into() }
    }

    /// Claims the code, or resumes by the session that this phone has.
    pub fn open(self, secret: Option<String>) {
        self.error.set(None);
        self.screen.set(Screen::Loading);
        set_handoff(None);
        spawn(async move {
            let answer = match &secret {
                Some(secret) => handoff::claim(secret.clone(), own_key()).await,
                None => handoff::get().await,
            };
            match answer {
                Ok(view) => self.opened(view),
                Err(error) if Handoff::is_end(&error) => self.end(error),
                // The secret is still good, and what was taken is still here: the same button tries it again.
                Err(error) => {
                    self.error.set(Some(error));
                    RETRY.set(secret);
                }
            }
        });
    }

    /// Shows where it stands, with what was taken before the page was closed.
    fn opened(self, view: HandoffView) {
        let known = handoff::tag(&view);
        set_handoff(Some(view.id.as_str().to_owned()));
        self.view.set(Some(view.clone()));
        if view.state.is_final() {
            return self.go_on(view);
        }
        self.watch(known);
        spawn(async move {
            let kept = kept::found(&view).await;
            // Before the person agreed nothing was taken, and after the end nothing is sent.
            if let Some(kept) = kept.filter(|_| view.consented_at.is_some() && view.state.is_on_phone()) {
                self.kept.set_value(Some(kept));
            }
            self.show_first();
        });
        spawn(async move {
            rest(STORE_WITHIN).await;
            self.show_first();
        });
    }

    fn show_first(self) {
        if self.screen.get_untracked() == Screen::Loading {
            let kept = self.kept.with_value(|kept| kept.as_ref().map(|kept| Screen::of(kept.capture)));
            let first = kept.or_else(|| self.view.with_untracked(|view| view.as_ref().map(next)));
            self.screen.set(first.unwrap_or(Screen::Ended));
        }
    }

    /// Tries again what the network kept from happening.
    pub fn reopen(self) {
        self.open(RETRY.take());
    }

    /// Takes over what the server said, and shows what comes next.
    pub fn go_on(self, view: HandoffView) {
        let screen = next(&view);
        if view.state.is_final() {
            spawn(kept::forget_all());
        }
        self.view.set(Some(view));
        self.screen.set(screen);
        // The form tells the rest; why something failed is read first.
        if let (Screen::Checking | Screen::Passed, Some(path)) = (screen, came_from()) {
            forget_came_from();
            let _ = window().location().replace(&path);
        }
    }

    /// Shows what comes next after all that has arrived.
    pub fn go_back(self) {
        let next = self.view.with_untracked(|view| view.as_ref().map(next));
        self.screen.set(next.unwrap_or(Screen::Ended));
    }

    /// Nothing can be done any more.
    pub fn end(self, error: ApiError) {
        spawn(kept::forget_all());
        self.error.set(Some(error));
        self.screen.set(Screen::Ended);
    }

    /// The person says no: nothing was taken, and nothing is asked any more. The computer is told; without a network nothing
    /// could have been taken either.
    pub fn leave(self) {
        self.screen.set(Screen::Left);
        spawn(async move {
            match handoff::decline().await {
                Ok(view) => {
                    self.view.try_set(Some(view));
                }
                Err(error) => {
                    self.takes(error);
                }
            }
        });
    }

    /// The refusal ends everything, not this request alone.
    pub fn is_end(error: &ApiError) -> bool {
        matches!(
            error.kind(),
            Some(
                ProblemKind::Cancelled | ProblemKind::SecretExpired | ProblemKind::SecretUsed | ProblemKind::SignedOut
            )
        )
    }

    /// Takes a refusal that concerns more than its request: it is over, or it stands elsewhere than this page thought (a second
    /// page of the same phone went on). Gives back what it did not take.
    pub fn takes(self, error: ApiError) -> Option<ApiError> {
        if error.kind() == Some(ProblemKind::NotNow) {
            self.open(None);
        } else if Handoff::is_end(&error) {
            self.end(error);
        } else {
            return Some(error);
        }
        None
    }

    /// Learns at once when the desktop ends it, and what the server's check says.
    fn watch(self, known: String) {
        let turn = WATCH.get() + 1;
        WATCH.set(turn);
        spawn(async move {
            let known = StoredValue::new(Some(known));
            poll::until_stopped(
                move || async move { handoff::wait(known.get_value()).await },
                move |answer| {
                    // It was opened anew, or is over.
                    let screen = self.screen.get_untracked();
                    if WATCH.get() != turn || matches!(screen, Screen::Passed | Screen::Failed | Screen::Ended) {
                        return poll::Next::Stop;
                    }
                    match answer {
                        Ok(Some(view)) => {
                            known.set_value(Some(handoff::tag(&view)));
                            if view.state.is_final() {
                                self.go_on(view);
                                return poll::Next::Stop;
                            }
                        }
                        Err(error) if Handoff::is_end(&error) => {
                            self.end(error);
                            return poll::Next::Stop;
                        }
                        Ok(None) | Err(_) => {}
                    }
                    poll::Next::Again
                },
            )
            .await;
        });
    }

    /// Remembers what was taken, for the last look.
    pub fn remember(self, capture: Capture, url: String) {
        self.shots.update_value(|shots| {
            shots.retain(|(other, old)| {
                if *other == capture {
                    let _ = web_sys::Url::revoke_object_url(old);
                }
                *other != capture
            });
            shots.push((capture, url));
        });
    }
}

thread_local! {
    /// Counts the watches: only the newest goes on.
    static WATCH: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
    /// Where the browser keeps nothing.
    static OWN_KEY: std::cell::Cell<Option<String>> = const { std::cell::Cell::new(None) };
    static RETRY: std::cell::Cell<Option<String>> = const { std::cell::Cell::new(None) };
}
