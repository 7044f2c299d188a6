//! May they: one function of the operation, of who asks and of the filing's state. Every request of the contract is put to it.

use crate::access::asker::{Asker, HeldBy, SessionOf};
use crate::access::changes::{self, By, Fixed};
use crate::access::table::{Action, Audience};
use crate::accounts::stored::Staff;
use crate::http::problem::Answer;
use crate::storage::FilingRow;
use beian_model::wire::Role;
use beian_model::{Actor, ProblemKind, Status};

/// Whether somebody may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// They may.
    Allowed,
    /// They have not the session that it needs: `signed-out`.
    SignedOut,
    /// It does not exist for them: `not-found`.
    NotFound,
    /// They have not taken the filing, or another has: `not-now`.
    NotTheirs,
    /// The filing's state does not have it: `not-now`, to a phone `cancelled`.
    Fixed(Fixed),
}

impl Action {
    /// Whether they may. `status` is that of the filing that is asked about; nothing where the operation is about none, or there is none.
    ///
    /// Looked at in this order: the session, whether there is such a filing for who asks, whether a colleague has it, its state. A
    /// filing that another has taken is refused for its state first: who cannot have it all the same is not sent to a colleague.
    pub fn decide(self, asker: Asker, status: Option<Status>) -> Verdict {
        let audience = self.audience();
        if audience.session() != SessionOf::Nobody && audience.session() != asker.session() {
            return Verdict::SignedOut;
        }
        let is_submitted = status.is_some_and(|status| status != Status::Draft);
        match (audience, asker) {
            (Audience::Owner, Asker::Applicant { owns: false }) => Verdict::NotFound,
            (Audience::Colleague(least), Asker::Colleague { role, .. }) if role < least => Verdict::NotFound,
            (Audience::Desk | Audience::Taking | Audience::Releasing | Audience::HandingOver | Audience::Holder, _)
                if !is_submitted =>
            {
                Verdict::NotFound
            }
            (Audience::Holder, Asker::Colleague { held, .. }) if held != HeldBy::Them => Verdict::NotTheirs,
            (Audience::Taking | Audience::Releasing | Audience::HandingOver, Asker::Colleague { role, held }) => {
                match self.in_state(status) {
                    Verdict::Allowed if !self.may_assign(role, held) => Verdict::NotTheirs,
                    verdict => verdict,
                }
            }
            _ => self.in_state(status),
        }
    }

    /// The same, as the answer to a request.
    ///
    /// # Errors
    /// `signed-out`, `not-found`, `not-now`; to a phone `cancelled`, with what happened and what there is to do.
    pub fn require(self, asker: Asker, status: Option<Status>) -> Answer<()> {
        self.answer(self.decide(asker, status))
    }

    /// A verdict as the answer to a request.
    ///
    /// # Errors
    /// As [`Action::require`].
    pub fn answer(self, verdict: Verdict) -> Answer<()> {
        Err(match verdict {
            Verdict::Allowed => return Ok(()),
            Verdict::SignedOut => ProblemKind::SignedOut.into(),
            Verdict::NotFound => ProblemKind::NotFound.into(),
            Verdict::NotTheirs => ProblemKind::NotNow.into(),
            Verdict::Fixed(fixed) => changes::refusal(self.by(), fixed),
        })
    }

    /// A colleague may take it, hand it over or give it back: their own, or a senior any.
    fn may_assign(self, role: Role, held: HeldBy) -> bool {
        match held {
            HeldBy::Them => true,
            HeldBy::Another => role >= Role::Senior,
            // There is nothing to give back.
            HeldBy::Nobody => match self.audience() {
                Audience::Taking => true,
                Audience::HandingOver => role >= Role::Senior,
                _ => false,
            },
        }
    }

    /// Whether the state of a filing allows it to whom it is for.
    fn in_state(self, status: Option<Status>) -> Verdict {
        let Some(change) = self.change() else { return Verdict::Allowed };
        let Some(status) = status else { return Verdict::NotFound };
        match changes::may(change, self.by(), status) {
            Ok(()) => Verdict::Allowed,
            Err(fixed) => Verdict::Fixed(fixed),
        }
    }

    /// As whom a filing's state knows who asks.
    const fn by(self) -> By {
        match self.audience().session() {
            SessionOf::Staff => By::Actor(Actor::Reviewer),
            SessionOf::Applicant => By::Actor(Actor::Applicant),
            SessionOf::Phone | SessionOf::Nobody => By::Phone,
        }
    }
}

/// Whether a colleague may record what ministry and bureau say of a filing among others at once: of their own, of what nobody has, and as a
/// senior of any. Alone it is recorded by who has it.
pub fn may_record(staff: &Staff, filing: &FilingRow) -> bool {
    filing.reviewer.as_ref().is_none_or(|reviewer| *reviewer == staff.id) || staff.role >= Role::Senior
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(is: impl Fn(Action) -> bool) -> impl Iterator<Item = (Action, Status)> {
        let all = Action::ALL.iter().copied().filter(move |action| is(*action));
        all.flat_map(|action| Status::ALL.iter().map(move |status| (action, *status)))
    }

    fn colleague(role: Role, held: HeldBy) -> Asker {
        Asker::Colleague { role, held }
    }

    #[test]
    fn who_does_not_own_a_filing_learns_nothing_of_its_state() {
        for (action, status) in rows(|action| action.audience() == Audience::Owner) {
            let verdict = action.decide(Asker::Applicant { owns: false }, Some(status));
            assert_eq!(verdict, Verdict::NotFound, "{action:?} {status}");
        }
    }

    #[test]
    fn a_draft_is_its_applicants_alone() {
        for action in Action::ALL.iter().filter(|action| action.audience().is_of_filing()) {
            for asker in Asker::all() {
                let allowed = action.decide(asker, Some(Status::Draft)) == Verdict::Allowed;
                let theirs = matches!(asker, Asker::Applicant { owns: true } | Asker::Phone { of_it: true });
                // Whoever has the secret is let in by it.
                assert!(!allowed || theirs || action.audience() == Audience::Secret, "{action:?} {asker:?}");
            }
        }
    }

    #[test]
    fn nothing_of_a_filing_is_allowed_where_there_is_none() {
        for action in Action::ALL.iter().filter(|action| action.audience().is_of_filing()) {
            let none = match action.audience().session() {
                SessionOf::Applicant => Asker::Applicant { owns: false },
                SessionOf::Staff => colleague(Role::Admin, HeldBy::Nobody),
                // A phone is of a hand-off that there is.
                SessionOf::Phone | SessionOf::Nobody => continue,
            };
            assert_eq!(action.decide(none, None), Verdict::NotFound, "{action:?}");
        }
    }

    #[test]
    fn who_has_no_session_of_the_right_kind_reaches_nothing_that_needs_one() {
        for (action, status) in rows(|action| action.audience().session() != SessionOf::Nobody) {
            for asker in Asker::all().filter(|asker| asker.session() != action.audience().session()) {
                assert_eq!(action.decide(asker, Some(status)), Verdict::SignedOut, "{action:?} {asker:?}");
            }
        }
    }

    #[test]
    fn only_who_took_a_filing_decides_on_it_whatever_their_role() {
        for (action, status) in rows(|action| action.audience() == Audience::Holder) {
            for role in Role::ALL.iter().copied() {
                for held in [HeldBy::Nobody, HeldBy::Another] {
                    let verdict = action.decide(colleague(role, held), Some(status));
                    assert_ne!(verdict, Verdict::Allowed, "{action:?} {status} {role:?}");
                }
            }
        }
    }

    #[test]
    fn a_senior_takes_and_gives_back_what_another_has_and_a_reviewer_does_not() {
        let open = Some(Status::FirstReview);
        for action in [Action::ClaimCase, Action::ReleaseCase, Action::HandOverCase] {
            for role in Role::ALL.iter().copied() {
                let expected = if role == Role::Reviewer { Verdict::NotTheirs } else { Verdict::Allowed };
                assert_eq!(action.decide(colleague(role, HeldBy::Another), open), expected, "{action:?} {role:?}");
                assert_eq!(action.decide(colleague(role, HeldBy::Them), open), Verdict::Allowed);
            }
        }
        let free = |action: Action| action.decide(colleague(Role::Reviewer, HeldBy::Nobody), open);
        assert_eq!((free(Action::ClaimCase), free(Action::ReleaseCase)), (Verdict::Allowed, Verdict::NotTheirs));
        assert_eq!(free(Action::HandOverCase), Verdict::NotTheirs);
        let senior = colleague(Role::Senior, HeldBy::Nobody);
        assert_eq!(Action::HandOverCase.decide(senior, open), Verdict::Allowed, "who looks after the queue assigns it");
        let ended = Action::ClaimCase.decide(colleague(Role::Senior, HeldBy::Another), Some(Status::Approved));
        assert_eq!(ended, Verdict::Fixed(Fixed::Ended));
    }
}
