//! Where the hand-off stands, and so which screen is shown.

use crate::client::{ApiError, handoff, poll};
use crate::locale::phone::Phone;
use crate::model::wire::HandoffView;
use crate::model::{Capture, Path, ProblemKind, VerificationState};
use crate::state::t;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// A screen of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The server is asked.
    Loading,
    /// Who asks, and for what.
    Consent,
    /// A side of the card.
    Picture(Capture),
    /// The video.
    Film,
    /// A paper.
    Paper,
    /// All is there.
    Review,
    /// Sent.
    Passed,
    /// Refused, with reasons.
    Failed,
    /// Nothing can be done here any more.
    Ended,
}

impl Screen {
    /// The code of the screen, for styles and tests.
    pub const fn as_str(self) -> &'static str {
        match self {
            Screen::Loading => "loading",
            Screen::Consent => "consent",
            Screen::Picture(capture) => capture.as_str(),
            Screen::Film => "video",
            Screen::Paper => "paper",
            Screen::Review => "review",
            Screen::Passed => "passed",
            Screen::Failed => "failed",
            Screen::Ended => "ended",
        }
    }
}

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
    pub shots: RwSignal<Vec<(Capture, String)>>,
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

impl Handoff {
    /// Provides the verification and asks the server for it.
    pub fn provide() -> Handoff {
        let handoff = Handoff {
            view: RwSignal::new(None),
            screen: RwSignal::new(Screen::Loading),
            error: RwSignal::new(None),
            shots: RwSignal::new(Vec::new()),
        };
        provide_context(handoff);
        handoff.open(take_secret());
        handoff
    }

    /// The field that it is for, tracked.
    pub fn of(self) -> Option<Path> {
        self.view.read().as_ref().map(|view| view.of)
    }

    /// It is for a paper, tracked.
    pub fn is_paper(self) -> bool {
        self.of().is_some_and(|of| of.verified_person().is_none())
    }

    /// The organiser that asks, tracked.
    pub fn organiser(self) -> String {
        let name = self.view.read().as_ref().map(|view| view.organiser.clone()).unwrap_or_default();
        if name.trim().is_empty() { t(Phone::NoName)().to_owned() } else { name }
    }

    /// Claims the code, or resumes by the session that this phone has.
    pub fn open(self, secret: Option<String>) {
        self.error.set(None);
        self.screen.set(Screen::Loading);
        spawn_local(async move {
            let answer = match &secret {
                Some(secret) => handoff::claim(secret.clone()).await,
                None => handoff::get().await,
            };
            match answer {
                Ok(view) => {
                    let first = match view.received.is_empty() && !view.state.is_final() {
                        true => Screen::Consent,
                        false => next(&view),
                    };
                    self.view.set(Some(view));
                    self.screen.set(first);
                    self.watch();
                }
                // The secret is still good: the same button tries it again.
                Err(ApiError::Offline) => {
                    self.error.set(Some(ApiError::Offline));
                    RETRY.set(secret);
                }
                Err(error) => self.end(error),
            }
        });
    }

    /// Tries again what the network kept from happening.
    pub fn reopen(self) {
        self.open(RETRY.take());
    }

    /// Takes over what the server said, and shows what comes next.
    pub fn go_on(self, view: HandoffView) {
        self.screen.set(next(&view));
        self.view.set(Some(view));
    }

    /// Nothing can be done any more.
    pub fn end(self, error: ApiError) {
        self.error.set(Some(error));
        self.screen.set(Screen::Ended);
    }

    /// The refusal ends everything, not this request alone.
    pub fn is_end(error: &ApiError) -> bool {
        matches!(
            error.kind(),
            Some(
                ProblemKind::Cancelled
                    | ProblemKind::SecretExpired
                    | ProblemKind::SecretUsed
                    | ProblemKind::SignedOut
                    | ProblemKind::NotNow
            )
        )
    }

    /// Learns at once when the desktop ends it.
    fn watch(self) {
        spawn_local(async move {
            let known = StoredValue::new(None::<String>);
            poll::until_stopped(
                move || async move { handoff::wait(known.get_value()).await },
                move |answer| match answer {
                    Ok(answer) => {
                        if let Some(view) = answer {
                            known.set_value(Some(handoff::tag(&view)));
                            if view.state.is_final() {
                                self.go_on(view);
                                return poll::Next::Stop;
                            }
                        }
                        match self.screen.get_untracked() {
                            Screen::Passed | Screen::Failed | Screen::Ended => poll::Next::Stop,
                            _ => poll::Next::Again,
                        }
                    }
                    Err(error) if Handoff::is_end(&error) => {
                        if self.screen.get_untracked() != Screen::Passed {
                            self.end(error);
                        }
                        poll::Next::Stop
                    }
                    Err(_) => poll::Next::Again,
                },
            )
            .await;
        });
    }

    /// Remembers what was taken, for the last look.
    pub fn remember(self, capture: Capture, url: String) {
        self.shots.update(|shots| {
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
    static RETRY: std::cell::Cell<Option<String>> = const { std::cell::Cell::new(None) };
}

/// The screen that follows from what the server has.
fn next(view: &HandoffView) -> Screen {
    match view.state {
        VerificationState::Passed | VerificationState::Checking => Screen::Passed,
        VerificationState::Failed => Screen::Failed,
        _ => match Capture::needed_for(view.of).iter().find(|capture| !view.received.contains(capture)) {
            Some(Capture::Paper) => Screen::Paper,
            Some(Capture::Video) => Screen::Film,
            Some(side) => Screen::Picture(*side),
            None => Screen::Review,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{OrganiserField, PersonField, Timestamp};

    #[test]
    fn what_is_missing_comes_next() {
        let view = |of, state, received: &[Capture]| HandoffView {
            state,
            words: [1, 2],
            organiser: String::new(),
            account: String::new(),
            consented_at: None,
            contact: String::new(),
            revision: 0,
            of,
            site: String::new(),
            code: "1234".to_owned(),
            received: received.to_vec(),
            expires_at: Timestamp(0),
            reasons: Vec::new(),
        };
        use Capture::{Emblem, Portrait, Video};
        use VerificationState as State;
        for (state, received, screen) in [
            (State::Connected, &[][..], Screen::Picture(Portrait)),
            (State::Portrait, &[Portrait], Screen::Picture(Emblem)),
            (State::Connected, &[Emblem], Screen::Picture(Portrait)),
            (State::Emblem, &[Portrait, Emblem], Screen::Film),
            (State::Video, &[Portrait, Emblem, Video], Screen::Review),
            (State::Passed, &[Portrait, Emblem, Video], Screen::Passed),
            (State::Failed, &[Portrait, Emblem, Video], Screen::Failed),
        ] {
            let person = Path::OrganiserPerson(PersonField::Verification);
            assert_eq!(next(&view(person, state, received)), screen, "{state} {received:?}");
        }
        let paper = Path::Organiser(OrganiserField::Licence);
        for (state, received, screen) in [
            (State::Connected, &[][..], Screen::Paper),
            (State::Connected, &[Capture::Paper], Screen::Review),
            (State::Passed, &[Capture::Paper], Screen::Passed),
        ] {
            assert_eq!(next(&view(paper, state, received)), screen, "{state} {received:?}");
        }
    }
}
