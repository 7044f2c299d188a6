//! Whether something of a filing may change now, by this actor: what its state allows of all that is written to a filing or to what belongs
//! to it (proved numbers, uploads, hand-offs, what their phones send). From its submission on, what a reviewer sees stands still.
//! Requests are put to it by `decide`; the clock, the simulator and what goes on after its request ask it themselves.

use crate::http::problem::{Answer, Refused};
use beian_locale::problems::Because;
use beian_model::{Actor, Event, ProblemKind, Status};
use beian_rules::transition;

/// What is to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// What is submitted: the document, the basic check, proved numbers, uploads, hand-offs, what their phones send and what becomes of it.
    Content,
    /// Something unfinished is given up: an upload, a hand-off. What it has become stays.
    GiveUp,
    /// What the applicant tells of the ministry's code.
    SmsReport,
    /// Who reviews it.
    Reviewer,
    /// What a colleague writes of it before they decide, and a decision that can still be undone.
    Judgement,
    /// Its state.
    Move(Event),
}

/// Who changes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The applicant, colleagues, or the clock.
    Actor(Actor),
    /// The phone of a hand-off.
    Phone,
}

/// Why it may not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixed {
    /// It was submitted, and is not back with its applicant.
    Submitted,
    /// It has ended.
    Ended,
    /// The state does not have this, or not for this actor.
    OtherState,
}

/// Whether this may change in a state, by this actor.
///
/// # Errors
/// Why not.
pub fn may(change: Change, by: By, status: Status) -> Result<(), Fixed> {
    const APPLICANT: By = By::Actor(Actor::Applicant);
    const REVIEWER: By = By::Actor(Actor::Reviewer);
    match (change, by) {
        (Change::Content, APPLICANT | By::Phone) if status.is_editable() => Ok(()),
        (Change::Content, APPLICANT | By::Phone) => {
            Err(if status.is_final() { Fixed::Ended } else { Fixed::Submitted })
        }
        (Change::GiveUp, APPLICANT) => Ok(()),
        (Change::SmsReport, APPLICANT) if status == Status::SmsPending => Ok(()),
        (Change::Reviewer, REVIEWER) if status.is_final() => Err(Fixed::Ended),
        (Change::Reviewer, REVIEWER) if status != Status::Draft => Ok(()),
        // Where something can be returned with reasons.
        (Change::Judgement, REVIEWER) if is_judged(status) => Ok(()),
        (Change::Move(event), By::Actor(actor)) => {
            transition(status, event, actor).map(|_| ()).map_err(|_| Fixed::OtherState)
        }
        _ => Err(Fixed::OtherState),
    }
}

/// A colleague may give reasons in this state: their own, or the bureau's.
fn is_judged(status: Status) -> bool {
    [Event::Return, Event::BureauReject].iter().any(|event| transition(status, *event, Actor::Reviewer).is_ok())
}

/// The same, as an answer: to work that a request began and that goes on by itself, and to what no request asks for.
///
/// # Errors
/// As [`refusal`].
pub fn require(change: Change, by: By, status: Status) -> Answer<()> {
    may(change, by, status).map_err(|fixed| refusal(by, fixed))
}

/// Why not, in words: `not-now`; to a phone `cancelled`, with what happened and what there is to do.
pub fn refusal(by: By, fixed: Fixed) -> Refused {
    match (by, fixed) {
        (By::Phone, Fixed::Submitted) => Refused::new(ProblemKind::Cancelled).because(Because::PhoneAfterSubmission),
        (By::Phone, Fixed::Ended) => Refused::new(ProblemKind::Cancelled).because(Because::PhoneAfterEnd),
        (By::Phone, Fixed::OtherState) => ProblemKind::Cancelled.into(),
        (By::Actor(_), Fixed::Submitted) => Refused::new(ProblemKind::NotNow).because(Because::Submitted),
        (By::Actor(_), Fixed::Ended) => Refused::new(ProblemKind::NotNow).because(Because::Ended),
        (By::Actor(_), Fixed::OtherState) => ProblemKind::NotNow.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Status as S;

    const EDITABLE: [S; 4] = [S::Draft, S::NeedsFix, S::FirstRejected, S::BureauRejected];
    const OVER: [S; 3] = [S::Approved, S::Expired, S::Abandoned];

    fn all() -> impl Iterator<Item = By> {
        Actor::ALL.iter().map(|actor| By::Actor(*actor)).chain([By::Phone])
    }

    #[test]
    fn what_is_submitted_changes_only_while_its_applicant_has_it() {
        for status in S::ALL {
            let expected = match status {
                one if EDITABLE.contains(one) => Ok(()),
                one if OVER.contains(one) => Err(Fixed::Ended),
                _ => Err(Fixed::Submitted),
            };
            for by in all() {
                let theirs = matches!(by, By::Phone | By::Actor(Actor::Applicant));
                let expected = if theirs { expected } else { Err(Fixed::OtherState) };
                assert_eq!(may(Change::Content, by, *status), expected, "{status} {by:?}");
                let given_up = by == By::Actor(Actor::Applicant);
                assert_eq!(may(Change::GiveUp, by, *status).is_ok(), given_up, "{status} {by:?}");
            }
        }
    }

    #[test]
    fn colleagues_take_what_was_submitted_and_has_not_ended() {
        for status in S::ALL {
            for by in all() {
                let expected = by == By::Actor(Actor::Reviewer) && *status != S::Draft && !OVER.contains(status);
                assert_eq!(may(Change::Reviewer, by, *status).is_ok(), expected, "{status} {by:?}");
            }
        }
    }

    #[test]
    fn an_applicant_tells_of_the_code_while_its_window_is_open() {
        for status in S::ALL {
            for by in all() {
                let expected = by == By::Actor(Actor::Applicant) && *status == S::SmsPending;
                assert_eq!(may(Change::SmsReport, by, *status).is_ok(), expected, "{status} {by:?}");
            }
        }
    }

    #[test]
    fn colleagues_write_of_a_filing_where_they_can_return_it() {
        for status in S::ALL {
            for by in all() {
                let expected = by == By::Actor(Actor::Reviewer)
                    && matches!(status, S::FirstReview | S::Resubmitted | S::BureauReview);
                assert_eq!(may(Change::Judgement, by, *status).is_ok(), expected, "{status} {by:?}");
            }
        }
    }

    #[test]
    fn states_move_as_the_table_of_transitions_has_it_and_never_by_a_phone() {
        for status in S::ALL {
            for event in Event::ALL {
                assert!(may(Change::Move(*event), By::Phone, *status).is_err());
                for actor in Actor::ALL {
                    let moves = transition(*status, *event, *actor).is_ok();
                    assert_eq!(may(Change::Move(*event), By::Actor(*actor), *status).is_ok(), moves);
                }
            }
        }
    }

    #[test]
    fn a_phone_is_told_what_happened() {
        let refused = |status| require(Change::Content, By::Phone, status).unwrap_err();
        assert_eq!(refused(S::FirstReview).kind(), ProblemKind::Cancelled);
        assert_eq!(refused(S::FirstReview).reason(), Some(Because::PhoneAfterSubmission));
        assert_eq!(refused(S::Approved).reason(), Some(Because::PhoneAfterEnd));
    }
}
