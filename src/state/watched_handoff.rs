//! A hand-off to a phone as the desktop follows it, for a person's verification (真实性核验) or an attachment (备案材料): its code and
//! when that is renewed, what the phone does, a lost connection, the end.

use super::clock::Around;
use super::code_life::{self, Code};
use super::session::{self, Session};
use super::{OpenFiling, use_filing, use_session};
use crate::dynamic::{effect, memo};
use beian_browser::CAME_FROM;
use beian_browser::client::{ApiError, poll, verification};
use beian_model::wire::{VerificationCreated, VerificationRequest, VerificationView};
use beian_model::{Path, ProblemKind, VerificationState};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the desktop shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing was asked for yet.
    Idle,
    /// The code is on the screen.
    Shown,
    /// A code was made before this page was opened: it may be claimed, and cannot be shown again.
    ShownBefore,
    /// The link to a person elsewhere is out, and was made before this page was opened.
    LinkOut,
    /// The code ended before a phone claimed it.
    CodeOver,
    /// A phone is at work.
    OnPhone,
    /// The phone is done and the server looks at what it sent.
    Checking,
    /// Verified, or the attachment is there.
    Passed,
    /// Verified, but the person's name or number was changed since.
    Outdated,
    /// Not passed, with reasons.
    Failed,
    /// The phone took too long.
    TooSlow,
    /// Ended on this page, or by a newer code.
    Ended,
}

/// The server cannot be reached.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Lost {
    /// It is asked again at this time of [`Around::elapsed`].
    Until(f64),
    /// It is being asked.
    Asking,
}

/// A hand-off as the desktop follows it.
#[derive(Clone, Copy)]
pub struct WatchedHandoff {
    /// The field.
    pub of: Path,
    /// The filing.
    pub filing: OpenFiling,
    /// What the server last said.
    pub view: RwSignal<Option<VerificationView>>,
    /// The secret of the code, where this page made it.
    pub secret: RwSignal<Option<String>>,
    /// Why the last request was refused.
    pub error: RwSignal<Option<ApiError>>,
    /// The connection is lost.
    pub lost: RwSignal<Option<Lost>>,
    /// Nothing was heard of the phone for two minutes.
    pub silent: RwSignal<bool>,
    /// How many codes in a row came by themselves.
    pub renewals: RwSignal<u32>,
    /// The person said on this page that it is to end.
    pub ended_here: RwSignal<bool>,
    /// A code is being made.
    pub making: RwSignal<bool>,
    /// The clock and the visibility of the page.
    pub around: Around,
    ends: RwSignal<f64>,
    pub(super) heard_at: StoredValue<f64>,
    not_before: StoredValue<f64>,
    failures: StoredValue<u32>,
    pub(super) awaits_sign_in: StoredValue<bool>,
    /// Answers for an older code are dropped: each code is a generation of its own.
    pub(super) generation: StoredValue<u32>,
    pub(super) session: RwSignal<Session>,
    pub(super) on_passed: Callback<()>,
}

impl WatchedHandoff {
    /// Follows what the server knows of the field already. `on_passed` is called once, when it passes while the page looks on.
    pub fn watch(of: Path, around: Around, on_passed: Callback<()>) -> WatchedHandoff {
        let filing = use_filing();
        let known =
            filing.server.with_untracked(|server| server.verifications.iter().find(|one| one.of == of).cloned());
        // An attachment that arrived earlier is another one than this code is for.
        let known = known.filter(|known| of.verified_person().is_some() || known.state.is_on_phone());
        let this = WatchedHandoff {
            of,
            filing,
            view: RwSignal::new(None),
            secret: RwSignal::new(None),
            error: RwSignal::new(None),
            lost: RwSignal::new(None),
            silent: RwSignal::new(false),
            renewals: RwSignal::new(0),
            ended_here: RwSignal::new(false),
            making: RwSignal::new(false),
            around,
            ends: RwSignal::new(0.0),
            heard_at: StoredValue::new(around.elapsed.get_untracked()),
            not_before: StoredValue::new(0.0),
            failures: StoredValue::new(0),
            awaits_sign_in: StoredValue::new(false),
            generation: StoredValue::new(0),
            session: use_session(),
            on_passed,
        };
        if let Some(known) = known {
            let is_final = known.state.is_final();
            this.note(known);
            if !is_final {
                // What the filing's view said of it may be old: the first question waits for nothing.
                this.follow(false);
            }
        }
        this.renew_in_time();
        this.go_on_after_sign_in();
        on_cleanup(move || {
            this.generation.try_update_value(|n| *n += 1);
        });
        this
    }

    /// Seconds until the code ends, tracked.
    pub fn seconds_left(self) -> Memo<i64> {
        memo(move || code_life::seconds_left(self.ends.get(), self.around.elapsed.get()))
    }

    /// What to show, tracked; changes when something else is to be shown, and not each second.
    pub fn stage(self) -> Memo<Stage> {
        let left = self.seconds_left();
        let over = memo(move || left.get() == 0);
        memo(move || {
            let view = self.view.read();
            let Some(view) = view.as_ref() else { return Stage::Idle };
            match view.state {
                VerificationState::Waiting if over.get() => Stage::CodeOver,
                VerificationState::Waiting if self.secret.read().is_some() => Stage::Shown,
                VerificationState::Waiting if view.remote => Stage::LinkOut,
                VerificationState::Waiting => Stage::ShownBefore,
                VerificationState::Connected
                | VerificationState::Portrait
                | VerificationState::Emblem
                | VerificationState::Video => Stage::OnPhone,
                VerificationState::Checking => Stage::Checking,
                VerificationState::Passed => match self.of.verified_person() {
                    Some(person) if !self.filing.server.read().facts.verified.contains(&person) => Stage::Outdated,
                    _ => Stage::Passed,
                },
                VerificationState::Failed => Stage::Failed,
                // Words are there once a phone claimed it.
                VerificationState::Expired if view.words.is_none() => Stage::CodeOver,
                VerificationState::Expired => Stage::TooSlow,
                VerificationState::Cancelled => Stage::Ended,
            }
        })
    }

    /// The address that the code holds, tracked; without a secret where this page did not make it.
    pub fn link(self) -> Signal<String> {
        Signal::derive(move || {
            let origin = window().location().origin().unwrap_or_default();
            format!("{origin}/p#{}", self.secret.read().as_deref().unwrap_or_default())
        })
    }

    /// A person asks for a code, for whoever is here or for somebody elsewhere.
    pub fn new_code(self, remote: bool) {
        self.renewals.set(0);
        self.make(remote, false, false);
    }

    /// A person has this page open on the phone that is wanted: it goes on there, and comes back.
    pub fn go_on_here(self) {
        self.renewals.set(0);
        self.make(false, false, true);
    }

    /// Leaves for the phone's page, which finds in the tab's own store where it came from.
    fn leave(self) {
        let location = window().location();
        if let (Ok(Some(storage)), Ok(path)) = (window().session_storage(), location.pathname()) {
            // Where nothing is kept, the browser's own way back is left.
            let _ = storage.set_item(CAME_FROM, &path);
        }
        let _ = location.assign(&self.link().get_untracked());
    }

    /// Makes a code, for the phone that this page `is_here` on or for another; the server ends an earlier one.
    fn make(self, remote: bool, by_itself: bool, is_here: bool) {
        if self.making.get_untracked() {
            return;
        }
        self.making.set(true);
        self.error.set(None);
        let old = self.view.with_untracked(|view| view.as_ref().map(|view| view.id.clone()));
        let request = VerificationRequest { of: self.of, remote, renews: old.filter(|_| by_itself) };
        let filing = self.filing.id();
        spawn_local(async move {
            if is_here {
                // The page is left; what could not be saved is kept by the browser.
                let _ = self.filing.flush().await;
            }
            let made = verification::create(&filing, &request).await;
            if self.making.try_set(false).is_some() {
                // The page is gone; the code ends by itself.
                return;
            }
            match made {
                Ok(VerificationCreated { verification, secret }) => {
                    self.failures.set_value(0);
                    self.ended_here.set(false);
                    self.lost.set(None);
                    if by_itself {
                        self.renewals.update(|n| *n += 1);
                    }
                    self.secret.set(Some(secret));
                    self.note(verification);
                    // Who comes back by the browser's own way finds a page that listens.
                    self.follow(true);
                    if is_here {
                        self.leave();
                    }
                }
                // A phone has claimed the code, which this page has not heard of yet.
                Err(error) if by_itself && error.kind() == Some(ProblemKind::NotNow) => {
                    self.not_before.set_value(self.now() + f64::from(poll::pause(1, js_sys::Math::random())));
                    self.follow(false);
                }
                Err(error @ ApiError::Problem(_)) => {
                    session::note_error(self.session, &error);
                    // A limit is not tried again and again.
                    self.renewals.set(code_life::MOST_RENEWALS);
                    self.error.set(Some(error));
                }
                Err(_) if by_itself => {
                    let failures = self.failures.get_value() + 1;
                    let pause = f64::from(poll::pause(failures, js_sys::Math::random()));
                    self.failures.set_value(failures);
                    self.not_before.set_value(self.now() + pause);
                }
                Err(error) => self.error.set(Some(error)),
            }
        });
    }

    /// Looks each second, and when the page is shown again, whether the code is to be replaced.
    fn renew_in_time(self) {
        let left = self.seconds_left();
        effect(move || {
            let (left, shown) = (left.get(), self.around.shown.get());
            let now = self.around.elapsed.get();
            let code = self.view.read().as_ref().and_then(|view| {
                let left = match view.state {
                    VerificationState::Waiting => left,
                    VerificationState::Expired => 0,
                    _ => return None,
                };
                let on_screen = self.secret.read().is_some();
                Some(Code { left, claimed: view.words.is_some(), remote: view.remote, on_screen })
            });
            let is_due = code.is_some_and(|code| code.is_due(shown, self.renewals.get()));
            if is_due && now >= self.not_before.get_value() {
                self.make(false, true, false);
            }
        });
    }

    /// Signed in again: what was watched is watched on.
    fn go_on_after_sign_in(self) {
        effect(move || {
            if matches!(self.session.get(), Session::SignedIn(_)) && self.awaits_sign_in.get_value() {
                self.awaits_sign_in.set_value(false);
                self.error.set(None);
                self.follow(false);
            }
        });
    }

    /// The phone that is connected is not this person's, or the link is no longer to be used: ends it.
    pub fn end(self) {
        let Some(id) = self.view.with_untracked(|view| view.as_ref().map(|view| view.id.clone())) else { return };
        let filing = self.filing.id();
        self.error.set(None);
        self.ended_here.set(true);
        spawn_local(async move {
            if let Err(refused) = verification::cancel(&filing, &id).await {
                self.ended_here.try_set(false);
                self.error.try_set(Some(refused));
            }
        });
    }

    pub(super) fn now(self) -> f64 {
        self.around.elapsed.get_untracked()
    }

    /// Takes in what the server said.
    pub(super) fn note(self, newer: VerificationView) {
        let now = self.now();
        self.ends.set(now + f64::from(newer.expires_in) * 1000.0);
        let seen = self.view.with_untracked(|view| view.as_ref().and_then(|view| view.phone_seen_at));
        if newer.phone_seen_at != seen {
            self.heard_at.set_value(now);
            self.silent.set(false);
        }
        if newer.state.is_on_phone() {
            self.renewals.set(0);
        }
        self.keep(&newer);
        self.view.set(Some(newer));
    }

    /// Keeps it with the filing, for who comes back to this step; the rules look again only where its state changed.
    fn keep(self, newer: &VerificationView) {
        let same = |one: &VerificationView| {
            (&one.id, one.state, one.remote, &one.sent_to) == (&newer.id, newer.state, newer.remote, &newer.sent_to)
        };
        let at = self.filing.server.with_untracked(|server| {
            let at = server.verifications.iter().position(|one| one.of == self.of);
            (at, at.and_then(|at| server.verifications.get(at)).is_some_and(same))
        });
        if at.1 {
            return;
        }
        self.filing.server.update(|server| {
            match at.0.and_then(|at| server.verifications.get_mut(at)) {
                Some(one) => *one = newer.clone(),
                None => server.verifications.push(newer.clone()),
            }
            if let (Some(person), VerificationState::Passed) = (self.of.verified_person(), newer.state)
                && !server.facts.verified.contains(&person)
            {
                server.facts.verified.push(person);
            }
        });
    }
}
