//! What may happen to a verification (真实性核验), or to an attachment that comes by phone, in which state: the one table that the server
//! enforces. Its other half, who may change a filing when, is `transition`.

use beian_model::{Capture, VerificationState, coded_enum};

coded_enum! {
    /// What happens to a verification.
    pub enum VerificationEvent {
        /// A phone claims the code (扫码).
        Claim = "claim",
        /// The phone that claimed it asks for a session again: the answer to its claim was lost.
        Resume = "resume",
        /// Another phone tries the claimed code.
        OtherPhone = "other_phone",
        /// The link is sent to a person elsewhere (远程核验).
        SendLink = "send_link",
        /// The phone is heard of; its session lasts longer.
        Heartbeat = "heartbeat",
        /// The person agrees to what will be done (授权同意).
        Consent = "consent",
        /// The person says no.
        Decline = "decline",
        /// A capture arrives, in place of an earlier one.
        Capture = "capture",
        /// The person finishes on the phone; the server checks.
        Finish = "finish",
        /// What was sent is accepted.
        Pass = "pass",
        /// What was sent cannot be accepted.
        Fail = "fail",
        /// It passed before its person was filled in, and turns out to be another's.
        Mismatch = "mismatch",
        /// Its time is over.
        Expire = "expire",
        /// Ended from the desktop, or because its filing was submitted or has ended.
        Revoke = "revoke",
        /// A newer code for the same field takes its place.
        Replace = "replace",
    }
}

coded_enum! {
    /// Who makes it happen.
    pub enum VerificationActor {
        /// The applicant at the desktop.
        Desktop = "desktop",
        /// The phone that claimed the code.
        Phone = "phone",
        /// A phone that did not.
        OtherPhone = "other phone",
        /// The server, from what it reads and knows.
        Server = "server",
        /// The server's clock.
        Clock = "clock",
    }
}

/// The state after an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// This one.
    State(VerificationState),
    /// The one before: only something beside the state is noted.
    Same,
    /// As far as nothing is missing among what was sent.
    AsFarAsSent,
}

/// What must hold besides, where the table lets an event pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerificationGuard {
    /// Nothing.
    None,
    /// The code is not yet over, and no phone holds it.
    InTime,
    /// The phone's key is the one that it claimed with.
    SameKey,
    /// The person had not agreed.
    NotAgreed,
    /// The person agreed, and everything that is asked of the field was sent.
    EverythingSent,
    /// The filing is its applicant's to change.
    FilingOpen,
    /// Nothing binds it to a person yet.
    NobodysYet,
    /// The time of the code, or of the phone's session, is over.
    TimeOver,
}

/// One line of the table.
#[derive(Clone, Copy, Debug)]
pub struct VerificationMove {
    /// What happens …
    pub event: VerificationEvent,
    /// … made by this actor …
    pub actor: VerificationActor,
    /// … in one of these states …
    pub from: &'static [VerificationState],
    /// … and where it leads.
    pub to: Next,
    /// What must hold besides.
    pub guard: VerificationGuard,
}

use VerificationActor as By;
use VerificationEvent as Event;
use VerificationGuard as Guard;
use VerificationState as State;

const WAITING: &[State] = &[State::Waiting];
const ON_PHONE: &[State] = &[State::Connected, State::Portrait, State::Emblem, State::Video];
const WITH_PHONE: &[State] = &[State::Connected, State::Portrait, State::Emblem, State::Video, State::Checking];
const TIMED: &[State] = &[State::Waiting, State::Connected, State::Portrait, State::Emblem, State::Video];
const OPEN: &[State] =
    &[State::Waiting, State::Connected, State::Portrait, State::Emblem, State::Video, State::Checking];
const CLAIMED: &[State] =
    &[State::Connected, State::Portrait, State::Emblem, State::Video, State::Checking, State::Passed, State::Failed];

const fn line(event: Event, actor: By, from: &'static [State], to: Next, guard: Guard) -> VerificationMove {
    VerificationMove { event, actor, from, to, guard }
}

/// Every move there is. What has ended stays so: a late upload does not revive what the desktop revoked.
pub static VERIFICATION_MOVES: &[VerificationMove] = &[
    line(Event::Claim, By::Phone, WAITING, Next::State(State::Connected), Guard::InTime),
    line(Event::Resume, By::Phone, CLAIMED, Next::Same, Guard::SameKey),
    line(Event::OtherPhone, By::OtherPhone, WITH_PHONE, Next::Same, Guard::None),
    line(Event::SendLink, By::Desktop, WAITING, Next::Same, Guard::InTime),
    line(Event::Heartbeat, By::Phone, ON_PHONE, Next::Same, Guard::None),
    line(Event::Consent, By::Phone, WITH_PHONE, Next::Same, Guard::None),
    line(Event::Decline, By::Phone, ON_PHONE, Next::Same, Guard::NotAgreed),
    line(Event::Capture, By::Phone, ON_PHONE, Next::AsFarAsSent, Guard::FilingOpen),
    line(Event::Finish, By::Phone, ON_PHONE, Next::State(State::Checking), Guard::EverythingSent),
    line(Event::Pass, By::Server, WITH_PHONE, Next::State(State::Passed), Guard::FilingOpen),
    line(Event::Fail, By::Server, WITH_PHONE, Next::State(State::Failed), Guard::None),
    line(Event::Mismatch, By::Server, &[State::Passed], Next::State(State::Failed), Guard::NobodysYet),
    line(Event::Expire, By::Clock, TIMED, Next::State(State::Expired), Guard::TimeOver),
    line(Event::Revoke, By::Desktop, OPEN, Next::State(State::Cancelled), Guard::None),
    line(Event::Replace, By::Desktop, OPEN, Next::State(State::Cancelled), Guard::FilingOpen),
];

/// The state in which a verification may begin: as a code, or passed already where an earlier one serves again.
pub const BEGINNINGS: [State; 2] = [State::Waiting, State::Passed];

/// The event does not happen to a verification in this state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchMove;

impl core::fmt::Display for NoSuchMove {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("the verification's state does not allow this")
    }
}

impl std::error::Error for NoSuchMove {}

/// The state after an event; `sent` is what has arrived of the phone, with what arrives now.
///
/// # Errors
/// [`NoSuchMove`] when no line of [`VERIFICATION_MOVES`] fits.
pub fn verification_transition(state: State, event: Event, sent: &[Capture]) -> Result<State, NoSuchMove> {
    let fits = |one: &&VerificationMove| one.event == event && one.from.contains(&state);
    let one = VERIFICATION_MOVES.iter().find(fits).ok_or(NoSuchMove)?;
    Ok(match one.to {
        Next::State(next) => next,
        Next::Same => state,
        Next::AsFarAsSent => as_far_as(sent),
    })
}

/// The states in which an event may happen.
pub fn states_for(event: Event) -> &'static [State] {
    VERIFICATION_MOVES.iter().find(|one| one.event == event).map_or(&[], |one| one.from)
}

/// The state that a verification is in with what has arrived: as far as nothing is missing before it.
fn as_far_as(sent: &[Capture]) -> State {
    let stages =
        [(Capture::Portrait, State::Portrait), (Capture::Emblem, State::Emblem), (Capture::Video, State::Video)];
    let there = stages.iter().take_while(|(capture, _)| sent.contains(capture));
    there.last().map_or(State::Connected, |(_, state)| *state)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_an_event() {
        for event in Event::ALL {
            assert_eq!(VERIFICATION_MOVES.iter().filter(|one| one.event == *event).count(), 1, "{event}");
        }
    }

    #[test]
    fn final_states_stay_but_for_a_pass_that_was_anothers() {
        for state in State::ALL {
            let leaves = Event::ALL
                .iter()
                .filter(|event| verification_transition(*state, **event, &[]).is_ok_and(|next| next != *state));
            match state {
                State::Passed => assert_eq!(leaves.collect::<Vec<_>>(), [&Event::Mismatch]),
                _ if state.is_final() => assert_eq!(leaves.count(), 0, "{state}"),
                _ => assert!(leaves.count() > 1, "{state}"),
            }
        }
    }

    #[test]
    fn whatever_is_open_can_be_ended_from_the_desktop() {
        for state in State::ALL {
            for event in [Event::Revoke, Event::Replace] {
                let next = verification_transition(*state, event, &[]);
                assert_eq!(next.is_ok(), !state.is_final(), "{state}");
                assert!(next.is_err() || next == Ok(State::Cancelled));
            }
        }
    }

    #[test]
    fn what_is_checked_does_not_expire_and_everything_before_does() {
        for state in State::ALL {
            let expires = *state == State::Waiting || state.is_on_phone();
            assert_eq!(verification_transition(*state, Event::Expire, &[]).is_ok(), expires, "{state}");
        }
    }

    #[test]
    fn captures_lead_as_far_as_nothing_is_missing() {
        use Capture::{Attachment, Emblem, Portrait, Video};
        let table: [(&[Capture], State); 8] = [
            (&[], State::Connected),
            (&[Portrait], State::Portrait),
            (&[Emblem], State::Connected),
            (&[Emblem, Portrait], State::Emblem),
            (&[Portrait, Video], State::Portrait),
            (&[Portrait, Emblem, Video], State::Video),
            (&[Portrait, Emblem, Video, Portrait], State::Video),
            (&[Attachment], State::Connected),
        ];
        for (sent, expected) in table {
            for from in ON_PHONE {
                assert_eq!(verification_transition(*from, Event::Capture, sent), Ok(expected), "{sent:?}");
            }
            for from in
                [State::Waiting, State::Checking, State::Passed, State::Failed, State::Expired, State::Cancelled]
            {
                assert_eq!(verification_transition(from, Event::Capture, sent), Err(NoSuchMove));
            }
        }
    }

    /// The table once more, by hand and state by state: every pair that is not here is refused.
    #[test]
    fn exactly_these_moves_and_no_others() {
        use Event as E;
        use State as S;
        let expected = |state: S, event| match (state, event) {
            (S::Waiting, E::Claim) => Ok(S::Connected),
            (S::Waiting, E::SendLink) => Ok(S::Waiting),
            (S::Connected | S::Portrait | S::Emblem | S::Video, E::Capture) => Ok(S::Connected),
            (S::Connected | S::Portrait | S::Emblem | S::Video, E::Heartbeat | E::Decline) => Ok(state),
            (S::Connected | S::Portrait | S::Emblem | S::Video, E::Finish) => Ok(S::Checking),
            (_, E::Resume) if state.is_on_phone() || matches!(state, S::Checking | S::Passed | S::Failed) => Ok(state),
            (_, E::OtherPhone | E::Consent) if state.is_on_phone() || state == S::Checking => Ok(state),
            (_, E::Pass) if state.is_on_phone() || state == S::Checking => Ok(S::Passed),
            (_, E::Fail) if state.is_on_phone() || state == S::Checking => Ok(S::Failed),
            (S::Passed, E::Mismatch) => Ok(S::Failed),
            (_, E::Expire) if state.is_on_phone() || state == S::Waiting => Ok(S::Expired),
            (_, E::Revoke | E::Replace) if !state.is_final() => Ok(S::Cancelled),
            _ => Err(NoSuchMove),
        };
        for state in S::ALL {
            for event in E::ALL {
                let next = verification_transition(*state, *event, &[]);
                assert_eq!(next, expected(*state, *event), "{state} {event}");
                assert_eq!(next.is_ok(), states_for(*event).contains(state), "{state} {event}");
            }
        }
    }
}
