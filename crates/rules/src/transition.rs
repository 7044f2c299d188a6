//! Who may move a filing from which state to which: the one table that the server enforces and the pages ask.

use beian_model::{Actor, Event, Status};

/// One line of the table.
pub struct Move {
    /// From this state …
    pub from: Status,
    /// … by this event …
    pub event: Event,
    /// … made by this actor …
    pub actor: Actor,
    /// … to this state.
    pub to: Status,
}

/// What must hold besides, where the table lets an event pass. The server looks before it moves the filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Guard {
    /// Nothing.
    None,
    /// No error is left, the agreements are ticked, every responsible person is verified, every returned field was changed.
    NothingWrong,
    /// The applicant says why; nobody has handed it over yet.
    BeforeHandOver,
    /// At least one reason on a field.
    Reason,
    /// The number of the organiser and one for each site, with the prefix of the province.
    Numbers,
    /// The clock has run out: so many seconds in this state (the default; an operator may set another).
    After(i64),
}

/// Days for which a filing waits for its applicant in one state (订单有效期; TQ).
pub const IDLE_DAYS: i64 = 45;
/// Seconds in which the ministry's code must be entered (短信核验; AL, HW, TQ).
pub const SMS_WINDOW: i64 = 24 * 3600;

impl Move {
    /// What must hold besides.
    pub const fn guard(&self) -> Guard {
        match (self.event, self.actor) {
            (Event::Submit, _) => Guard::NothingWrong,
            (Event::Withdraw, _) => Guard::BeforeHandOver,
            (Event::Return | Event::Reject | Event::BureauReject, _) => Guard::Reason,
            (Event::BureauApprove, _) => Guard::Numbers,
            (Event::SmsFailed, Actor::Clock) => Guard::After(SMS_WINDOW),
            (Event::Expire, _) => Guard::After(IDLE_DAYS * 86_400),
            _ => Guard::None,
        }
    }
}

/// The event does not move a filing in this state, or not when this actor makes it happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

impl core::fmt::Display for Refused {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("the filing's state does not allow this")
    }
}

impl std::error::Error for Refused {}

const fn by(actor: Actor, from: Status, event: Event, to: Status) -> Move {
    Move { from, event, actor, to }
}

use Actor::{Applicant, Clock, Reviewer};

/// Every move there is. A package whose SMS verification failed is handed in again unchanged, or
/// returned when its data must change.
pub static MOVES: &[Move] = &[
    by(Applicant, Status::Draft, Event::Submit, Status::FirstReview),
    by(Applicant, Status::NeedsFix, Event::Submit, Status::Resubmitted),
    by(Applicant, Status::FirstRejected, Event::Submit, Status::FirstReview),
    by(Applicant, Status::BureauRejected, Event::Submit, Status::FirstReview),
    by(Applicant, Status::FirstReview, Event::Withdraw, Status::Draft),
    by(Applicant, Status::Resubmitted, Event::Withdraw, Status::Draft),
    by(Applicant, Status::ToBureau, Event::Withdraw, Status::Draft),
    by(Applicant, Status::Draft, Event::Abandon, Status::Abandoned),
    by(Applicant, Status::NeedsFix, Event::Abandon, Status::Abandoned),
    by(Applicant, Status::FirstRejected, Event::Abandon, Status::Abandoned),
    by(Applicant, Status::BureauRejected, Event::Abandon, Status::Abandoned),
    by(Applicant, Status::ToBureau, Event::Abandon, Status::Abandoned),
    by(Reviewer, Status::FirstReview, Event::Approve, Status::ToBureau),
    by(Reviewer, Status::Resubmitted, Event::Approve, Status::ToBureau),
    by(Reviewer, Status::FirstReview, Event::Return, Status::NeedsFix),
    by(Reviewer, Status::Resubmitted, Event::Return, Status::NeedsFix),
    by(Reviewer, Status::FirstReview, Event::Reject, Status::FirstRejected),
    by(Reviewer, Status::Resubmitted, Event::Reject, Status::FirstRejected),
    by(Reviewer, Status::ToBureau, Event::HandToBureau, Status::SmsPending),
    by(Reviewer, Status::SmsFailed, Event::HandToBureau, Status::SmsPending),
    by(Reviewer, Status::SmsFailed, Event::Reject, Status::FirstRejected),
    by(Reviewer, Status::SmsPending, Event::SmsVerified, Status::BureauReview),
    by(Reviewer, Status::SmsPending, Event::SmsFailed, Status::SmsFailed),
    by(Clock, Status::SmsPending, Event::SmsFailed, Status::SmsFailed),
    by(Reviewer, Status::BureauReview, Event::BureauApprove, Status::Approved),
    by(Reviewer, Status::BureauReview, Event::BureauReject, Status::BureauRejected),
    by(Clock, Status::Draft, Event::Expire, Status::Expired),
    by(Clock, Status::NeedsFix, Event::Expire, Status::Expired),
    by(Clock, Status::FirstRejected, Event::Expire, Status::Expired),
    by(Clock, Status::BureauRejected, Event::Expire, Status::Expired),
];

/// The state after an event.
///
/// # Errors
/// [`Refused`] when no line of [`MOVES`] fits.
pub fn transition(status: Status, event: Event, actor: Actor) -> Result<Status, Refused> {
    MOVES
        .iter()
        .find(|one| one.from == status && one.event == event && one.actor == actor)
        .map(|one| one.to)
        .ok_or(Refused)
}

/// What an actor may make happen in a state, in the order of the table.
pub fn allowed(status: Status, actor: Actor) -> impl Iterator<Item = Event> {
    MOVES.iter().filter(move |one| one.from == status && one.actor == actor).map(|one| one.event)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn final_states_have_no_way_out_and_every_other_has_one() {
        for status in Status::ALL {
            let ways = Actor::ALL.iter().flat_map(|actor| allowed(*status, *actor)).count();
            assert_eq!(ways == 0, status.is_final(), "{status}");
        }
    }

    /// The states that a state leads to, by however many moves, itself among them.
    fn reached(from: Status) -> Vec<Status> {
        let mut reached = vec![from];
        let mut next = 0;
        while let Some(status) = reached.get(next).copied() {
            for one in MOVES.iter().filter(|one| one.from == status) {
                if !reached.contains(&one.to) {
                    reached.push(one.to);
                }
            }
            next += 1;
        }
        reached
    }

    #[test]
    fn a_draft_leads_everywhere_and_all_that_has_not_ended_can_still_be_approved_and_end_without() {
        let from_draft = reached(Status::Draft);
        for status in Status::ALL {
            assert!(from_draft.contains(status), "{status}");
            let ends: Vec<Status> = reached(*status).into_iter().filter(|one| one.is_final()).collect();
            if status.is_final() {
                assert_eq!(ends, [*status], "{status}");
            } else {
                assert!(
                    [Status::Approved, Status::Expired, Status::Abandoned].iter().all(|end| ends.contains(end)),
                    "{status}"
                );
            }
        }
    }

    #[test]
    fn no_filing_waits_for_one_alone_who_never_comes() {
        // Where its applicant does nothing the clock ends it; where staff does nothing seniors are told, and the applicant can take it back
        // until ministry or bureau have it.
        for status in Status::ALL.iter().filter(|status| !status.is_final()) {
            let by = |actor| allowed(*status, actor).next().is_some();
            assert!(by(Applicant) || by(Reviewer), "{status}");
            assert!(!by(Applicant) || by(Clock) || by(Reviewer), "{status}");
        }
    }

    #[test]
    fn nobody_moves_a_filing_that_ministry_or_bureau_has_but_who_records_their_answer() {
        for status in [Status::SmsPending, Status::BureauReview] {
            assert_eq!(allowed(status, Actor::Applicant).count(), 0, "{status}");
        }
        assert_eq!(transition(Status::BureauReview, Event::Expire, Actor::Clock), Err(Refused));
    }

    /// The table once more, by hand and state by state: every triple that is not here is refused.
    #[test]
    fn exactly_these_moves_and_no_others() {
        use Event as E;
        use Status as S;
        let expected = |status, event, actor| match (status, actor, event) {
            (S::Draft | S::FirstRejected | S::BureauRejected, Applicant, E::Submit) => Ok(S::FirstReview),
            (S::NeedsFix, Applicant, E::Submit) => Ok(S::Resubmitted),
            (S::FirstReview | S::Resubmitted | S::ToBureau, Applicant, E::Withdraw) => Ok(S::Draft),
            (S::Draft | S::NeedsFix | S::FirstRejected | S::BureauRejected | S::ToBureau, Applicant, E::Abandon) => {
                Ok(S::Abandoned)
            }
            (S::FirstReview | S::Resubmitted, Reviewer, E::Approve) => Ok(S::ToBureau),
            (S::FirstReview | S::Resubmitted, Reviewer, E::Return) => Ok(S::NeedsFix),
            (S::FirstReview | S::Resubmitted | S::SmsFailed, Reviewer, E::Reject) => Ok(S::FirstRejected),
            (S::ToBureau | S::SmsFailed, Reviewer, E::HandToBureau) => Ok(S::SmsPending),
            (S::SmsPending, Reviewer, E::SmsVerified) => Ok(S::BureauReview),
            (S::SmsPending, Reviewer | Clock, E::SmsFailed) => Ok(S::SmsFailed),
            (S::BureauReview, Reviewer, E::BureauApprove) => Ok(S::Approved),
            (S::BureauReview, Reviewer, E::BureauReject) => Ok(S::BureauRejected),
            (S::Draft | S::NeedsFix | S::FirstRejected | S::BureauRejected, Clock, E::Expire) => Ok(S::Expired),
            _ => Err(Refused),
        };
        for status in S::ALL {
            for event in E::ALL {
                for actor in Actor::ALL {
                    let (status, event, actor) = (*status, *event, *actor);
                    let label = format!("{status} {event} {actor}");
                    assert_eq!(transition(status, event, actor), expected(status, event, actor), "{label}");
                    assert_eq!(
                        allowed(status, actor).any(|one| one == event),
                        transition(status, event, actor).is_ok()
                    );
                }
            }
        }
    }

    #[test]
    fn only_the_clock_waits() {
        for one in MOVES {
            assert_eq!(matches!(one.guard(), Guard::After(_)), one.actor == Actor::Clock, "{} {}", one.from, one.event);
        }
    }

    #[test]
    fn one_line_a_state_event_and_actor() {
        for (n, one) in MOVES.iter().enumerate() {
            let twice = MOVES[n + 1..]
                .iter()
                .any(|other| (other.from, other.event, other.actor) == (one.from, one.event, one.actor));
            assert!(!twice, "{} {} {}", one.from, one.event, one.actor);
        }
    }

    #[test]
    fn only_who_may_change_the_document_submits() {
        for status in Status::ALL {
            assert_eq!(transition(*status, Event::Submit, Actor::Applicant).is_ok(), status.is_editable(), "{status}");
            assert!(transition(*status, Event::Submit, Actor::Reviewer).is_err());
        }
    }
}
