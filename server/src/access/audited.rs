//! What each operation leaves in the audit log, or why nothing: one row for each operation of `table`, so that a new one without does not
//! compile.

use crate::access::table::Action;
use crate::audit::What;

/// What is left of an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audited {
    /// The store writes it in the transaction of the change: there is no change without its entry, and an entry without its change neither.
    /// Where it is refused for what it tried, `refused` says so.
    Change {
        /// What it may come to.
        done: &'static [What],
        /// What it is called where it is refused.
        refused: Option<What>,
    },
    /// It shows what is of others: the guard writes it before the answer goes out, and nothing goes out where it cannot be written.
    View(What),
    /// Nothing.
    Never(&'static str),
}

use Audited::{Never, View};

const fn change(done: &'static [What]) -> Audited {
    Audited::Change { done, refused: None }
}

const fn tried(done: &'static [What], refused: What) -> Audited {
    Audited::Change { done, refused: Some(refused) }
}

/// What a phone's work may come to.
const FINISHED: &[What] = &[What::HandoffFinished, What::HandoffPassed, What::HandoffFailed];
const OWN: Audited = Never("an applicant sees what is their own");
const PUBLIC: Audited = Never("it is the same for everybody");
const DRAFT: Audited =
    Never("a draft is saved at every pause of typing; what is submitted of it is kept by itself, and noted then");
const PIECE: Audited = Never("a piece on the way: what becomes of it is noted");
const SENT: Audited =
    Never("a code that is sent is a row of the outbox, and bound by limits; what is done with it is noted");

impl Action {
    /// What it leaves in the audit log.
    pub const fn audited(self) -> Audited {
        match self {
            Action::SendSignInCode | Action::SendPhoneCode => SENT,
            Action::SignIn => tried(&[What::SessionOpened], What::SessionRefused),
            Action::FinishProviderSignIn => tried(&[What::SessionOpened], What::SessionRefused),
            Action::FinishStaffProviderSignIn => tried(
                &[What::SessionOpened, What::StaffAdded, What::StaffRoleChanged, What::SessionEnded],
                What::SessionRefused,
            ),
            Action::BeginProviderSignIn | Action::BeginStaffProviderSignIn => {
                Never("somebody goes to the identity provider; how they come back is noted")
            }
            Action::StaffSignIn => tried(&[What::SessionOpened, What::SecondStepBegun], What::SessionRefused),
            Action::FinishStaffSignIn | Action::SendSecondStep => {
                tried(&[What::SessionOpened, What::RecoveryCodeUsed], What::SessionRefused)
            }
            Action::ShowSession | Action::ShowStaffSession | Action::ShowSecondStep => {
                Never("it says who asks, to themselves")
            }
            Action::ListSessions | Action::ListStaffSessions | Action::ShowStaffAccount => {
                Never("one's own sessions and account, shown to oneself")
            }
            Action::SignOut
            | Action::EndSession
            | Action::SignOutEverywhere
            | Action::StaffSignOut
            | Action::EndStaffSession
            | Action::StaffSignOutEverywhere => change(&[What::SessionEnded]),
            Action::ChangeStaffAccount => tried(
                &[What::PasswordChanged, What::FactorOn, What::FactorOff, What::SessionEnded],
                What::PasswordRefused,
            ),
            Action::ChangeStaffPassword => tried(&[What::PasswordChanged], What::PasswordRefused),

            Action::ShowProvince | Action::CheckDomain | Action::ShowText | Action::ShowBlankForm => PUBLIC,
            Action::ShowCodes | Action::ShowMessageSettings => OWN,
            Action::ChangeMessageSettings => {
                Never("how an account is written to is no matter of a filing or of a right")
            }
            Action::MakeCode => change(&[What::AuthorisationMade]),
            Action::WithdrawCode => change(&[What::AuthorisationWithdrawn]),

            Action::ListFilings
            | Action::ShowFiling
            | Action::ShowPreviousOrganiser
            | Action::ShowForm
            | Action::ShowObligations
            | Action::ShowStanding
            | Action::ShowCameBack
            | Action::ShowUpload
            | Action::ShowAttachment
            | Action::ReadAttachment
            | Action::ShowVerification
            | Action::ReadVerification => OWN,
            Action::BeginFiling => change(&[What::FilingBegun, What::AttachmentKept]),
            Action::CopyFiling => change(&[What::FilingBegun, What::AttachmentKept]),
            Action::ReportSms | Action::TellOfSms => change(&[What::SmsReported]),
            Action::SaveFiling | Action::CheckBasics => DRAFT,
            Action::TakePreviousOrganiser => change(&[What::AttachmentKept]),
            Action::TakeVerifiedBefore => change(&[What::VerificationReused]),
            Action::Submit => change(&[What::FilingSubmitted]),
            Action::Withdraw => change(&[What::FilingWithdrawn]),
            Action::Abandon => change(&[What::FilingAbandoned]),
            Action::ProvePhone => tried(&[What::PhoneProved], What::PhoneRefused),
            Action::BeginUpload | Action::BeginCapture | Action::ShowCapture | Action::SendCapturePart => PIECE,
            Action::SendUploadPart => change(&[What::AttachmentKept, What::UploadRemoved]),
            Action::GiveUploadUp => change(&[What::UploadRemoved]),
            Action::MakeHandoff => change(&[What::HandoffMade]),
            Action::EndHandoff => change(&[What::HandoffEnded]),
            Action::SendHandoffLink => change(&[What::HandoffLinkSent]),

            Action::ClaimHandoff => tried(&[What::HandoffClaimed], What::HandoffRefused),
            Action::ShowHandoff => Never("a phone sees its own hand-off, again and again"),
            Action::Consent => change(&[What::HandoffConsented]),
            Action::Decline => change(&[What::HandoffDeclined]),
            Action::FinishHandoff => change(FINISHED),

            Action::ListQueue => {
                Never("it shows no more than names, domains and states; the filing that is opened is noted")
            }
            Action::ShowCase => View(What::FilingViewed),
            Action::ClaimCase => change(&[What::FilingClaimed]),
            Action::ReleaseCase => change(&[What::FilingReleased]),
            Action::TakeNext => change(&[What::FilingClaimed]),
            Action::HandOverCase | Action::AssignCases => change(&[What::FilingClaimed, What::FilingHandedOver]),
            Action::ListColleagues => Never("it shows no more than the names of those who work here"),
            Action::ShowCalendar => PUBLIC,
            Action::ChangeCalendar => change(&[What::CalendarChanged]),
            Action::AskForDocument => change(&[What::DocumentAskedFor]),
            Action::OpenDocument => change(&[What::DocumentOpened]),
            Action::PreviewNotice => View(What::FilingViewed),
            Action::ListReasons | Action::ShowLibrary => {
                Never("it is the same for all colleagues, and says nothing of anybody")
            }
            Action::ChangeLibrary => change(&[What::LibraryChanged]),
            Action::NoteCall => change(&[What::CallNoted]),
            Action::MakeRemark => change(&[What::RemarkMade]),
            Action::WriteMark => change(&[What::FilingMarked]),
            Action::RemoveMark => change(&[What::FilingUnmarked]),
            Action::WriteNote => change(&[What::FilingMarked, What::FilingUnmarked]),
            Action::UndoDecision => change(&[What::DecisionUndone]),
            Action::UndoFirstApproval => change(&[What::FirstApprovalUndone]),
            Action::Approve => change(&[What::FilingApproved, What::DecisionMade, What::FirstApproved]),
            Action::Return => change(&[What::FilingReturned, What::DecisionMade]),
            Action::Reject => change(&[What::FilingRejected, What::DecisionMade]),
            Action::HandToBureau => change(&[What::FilingHandedToBureau]),
            Action::SmsVerified => change(&[What::FilingSmsVerified]),
            Action::SmsFailed => change(&[What::FilingSmsFailed]),
            Action::BureauApprove => change(&[What::FilingBureauApproved]),
            Action::BureauReject => change(&[What::FilingBureauRejected]),
            Action::ShowBureau => {
                Never("it shows no more than names, domains and states; a package that is taken is noted")
            }
            Action::SendToBureau => {
                change(&[What::BureauPackageMade, What::BureauPackageSent, What::FilingHandedToBureau])
            }
            Action::DownloadPackage => change(&[What::BureauPackageTaken]),
            Action::ShowResultTemplate => PUBLIC,
            Action::PreviewResults => Never("it shows names and states; what is recorded is noted"),
            Action::ApplyResults => change(&[
                What::FilingBureauApproved,
                What::FilingBureauRejected,
                What::FilingSmsFailed,
                What::FilingSmsVerified,
            ]),
            Action::ShowStatistics | Action::ExportStatistics => Never("it shows numbers"),
            Action::ShowAudit | Action::ExportAudit => change(&[What::AuditViewed]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::access::asker::SessionOf;
    use crate::access::changes::Change;
    use std::fs;
    use std::path::Path;

    #[test]
    fn what_changes_a_filing_is_noted_but_for_what_is_saved_of_a_draft() {
        for action in Action::ALL {
            let audited = action.audited();
            match audited {
                Audited::Change { done, .. } => assert!(!done.is_empty(), "{action:?}"),
                Audited::View(_) => assert!(action.change().is_none(), "{action:?}"),
                Audited::Never(why) => {
                    assert!(!why.is_empty());
                    assert!(matches!(action.change(), None | Some(Change::Content)), "{action:?}");
                    let of_staff = action.audience().session() == SessionOf::Staff && action.audience().is_of_filing();
                    assert!(!of_staff, "{action:?}: what colleagues do to a filing, or see of it, is noted");
                }
            }
            if let Some(Change::Move(event)) = action.change() {
                let Audited::Change { done, .. } = audited else { panic!("{action:?}") };
                // A decision that can be undone is noted as it is made, and again as it holds.
                assert_eq!(done[0], What::of_event(event), "{action:?}");
            }
        }
    }

    fn sources(folder: &Path, into: &mut String) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                sources(&path, into);
            } else if path.extension().is_some_and(|end| end == "rs") {
                into.push_str(&fs::read_to_string(path).unwrap());
            }
        }
    }

    #[test]
    fn every_event_that_is_promised_is_written_somewhere() {
        let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
        let mut written = String::new();
        for entry in fs::read_dir(&src).unwrap() {
            // Each room's own rows, and what is done at the machine.
            let room = entry.unwrap().path();
            let is_whole = ["storage", "maintenance", "cli"].iter().any(|name| room.ends_with(name));
            let rows = if is_whole { room } else { room.join("stored") };
            if rows.is_dir() {
                sources(&rows, &mut written);
            }
        }
        written.push_str(&fs::read_to_string(src.join("main.rs")).unwrap());
        // The changes of a filing's state are written by their event.
        assert!(written.contains("What::of_event("));
        for what in What::ALL {
            let by_event = beian_model::Event::ALL.iter().any(|event| What::of_event(*event) == *what);
            let by_guard = Action::ALL.iter().any(|action| match action.audited() {
                Audited::Change { refused, .. } => refused == Some(*what),
                Audited::View(viewed) => viewed == *what,
                Audited::Never(_) => false,
            });
            let by_guard = by_guard || *what == What::AccessRefused;
            let end = |c: char| !c.is_alphanumeric();
            let by_store = written.split(&format!("What::{what:?}")).skip(1).any(|after| after.starts_with(end));
            assert!(by_event || by_guard || by_store, "nothing writes {what:?}");
        }
    }
}
