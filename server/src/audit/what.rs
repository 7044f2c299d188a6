//! The events of the audit log by their names, which stay what they are: other programs read them.

use beian_model::{Event, coded_enum};

coded_enum! {
    /// What happened.
    pub enum What {
        /// A session was opened: an applicant's or a colleague's; `factor` says by what.
        SessionOpened = "session.opened",
        /// The password was right; the second step was begun.
        SecondStepBegun = "session.second_step_begun",
        /// Nobody was signed in.
        SessionRefused = "session.refused",
        /// A session was ended, or all of an owner.
        SessionEnded = "session.ended",
        /// Somebody who is signed in asked for what they may not have or do.
        AccessRefused = "access.refused",

        /// A colleague was added.
        StaffAdded = "staff.added",
        /// A colleague can no longer sign in.
        StaffDisabled = "staff.disabled",
        /// A colleague can sign in again.
        StaffEnabled = "staff.enabled",
        /// A colleague was given a new password, and has no second factor.
        StaffReset = "staff.reset",
        /// A colleague was given another role.
        StaffRoleChanged = "staff.role_changed",
        /// A colleague changed their password.
        PasswordChanged = "staff.password_changed",
        /// A colleague's present password was asked for, and another was given.
        PasswordRefused = "staff.password_refused",
        /// A colleague has a second factor from now on.
        FactorOn = "staff.second_factor_on",
        /// A colleague has none any more.
        FactorOff = "staff.second_factor_off",
        /// A recovery code stood in for the second factor.
        RecoveryCodeUsed = "staff.recovery_code_used",

        /// A filing was begun.
        FilingBegun = "filing.begun",
        /// 提交审核.
        FilingSubmitted = "filing.submitted",
        /// 撤回修改.
        FilingWithdrawn = "filing.withdrawn",
        /// 放弃备案.
        FilingAbandoned = "filing.abandoned",
        /// 审核通过.
        FilingApproved = "filing.approved",
        /// 退回修改.
        FilingReturned = "filing.returned",
        /// 初审驳回.
        FilingRejected = "filing.rejected",
        /// 提交管局.
        FilingHandedToBureau = "filing.handed_to_bureau",
        /// 短信核验完成.
        FilingSmsVerified = "filing.sms_verified",
        /// 短信核验失败.
        FilingSmsFailed = "filing.sms_failed",
        /// An applicant told how it goes with the ministry's code.
        SmsReported = "filing.sms_reported",
        /// 管局通过.
        FilingBureauApproved = "filing.bureau_approved",
        /// 管局驳回.
        FilingBureauRejected = "filing.bureau_rejected",
        /// 订单失效.
        FilingExpired = "filing.expired",
        /// A colleague took it to review.
        FilingClaimed = "filing.claimed",
        /// It was given to a colleague by another.
        FilingHandedOver = "filing.handed_over",
        /// It was given back to the queue.
        FilingReleased = "filing.released",
        /// A colleague wrote on a field, or of the whole, before deciding.
        FilingMarked = "filing.marked",
        /// They took that back.
        FilingUnmarked = "filing.unmarked",
        /// A colleague called about it.
        CallNoted = "filing.call_noted",
        /// A colleague told the others something of it.
        RemarkMade = "filing.remark_made",
        /// The first of two colleagues approved.
        FirstApproved = "filing.first_approved",
        /// They took that back.
        FirstApprovalUndone = "filing.first_approval_undone",
        /// A colleague decided: it holds once it cannot be undone any more.
        DecisionMade = "filing.decision_made",
        /// A decision was undone in time.
        DecisionUndone = "filing.decision_undone",
        /// The library of reasons was changed.
        LibraryChanged = "reasons.changed",
        /// A colleague saw it.
        FilingViewed = "filing.viewed",
        /// A phone number was proved by a code.
        PhoneProved = "filing.phone_proved",
        /// It was not: a wrong code, or too many.
        PhoneRefused = "filing.phone_refused",

        /// A colleague asked for a document of a person or an organiser.
        DocumentAskedFor = "document.asked_for",
        /// A colleague saw it.
        DocumentOpened = "document.opened",
        /// An attachment was kept.
        AttachmentKept = "attachment.kept",
        /// Attachments that were part of no filing were deleted by rule.
        AttachmentsDeleted = "attachments.deleted",
        /// An upload that was begun was removed.
        UploadRemoved = "upload.removed",

        /// A code for a phone was made.
        HandoffMade = "handoff.made",
        /// Its link was sent to a person elsewhere.
        HandoffLinkSent = "handoff.link_sent",
        /// A phone claimed it.
        HandoffClaimed = "handoff.claimed",
        /// A phone was not let in.
        HandoffRefused = "handoff.refused",
        /// The person agreed.
        HandoffConsented = "handoff.consented",
        /// The person said no.
        HandoffDeclined = "handoff.declined",
        /// The phone has sent all.
        HandoffFinished = "handoff.finished",
        /// What was sent is accepted.
        HandoffPassed = "handoff.passed",
        /// It is not.
        HandoffFailed = "handoff.failed",
        /// It was ended from the desktop, or turned out to be another person's.
        HandoffEnded = "handoff.ended",
        /// An earlier verification serves again.
        VerificationReused = "handoff.reused",
        /// What a phone sent was deleted by rule.
        CapturesDeleted = "captures.deleted",
        /// Calls about a filing, and what colleagues told each other of it, were deleted by rule.
        CallsDeleted = "calls.deleted",

        /// A filing was put into a package for the bureau (管局报送包).
        BureauPackageMade = "bureau.package_made",
        /// An archive with its documents was given to a colleague, or sent.
        BureauPackageTaken = "bureau.package_taken",
        /// The server is to hand a package over by itself.
        BureauPackageSent = "bureau.package_sent",
        /// A colleague saw what the log says of a filing.
        AuditViewed = "audit.viewed",

        /// An authorisation code (备案授权码) was made.
        AuthorisationMade = "authorisation_code.made",
        /// It was withdrawn.
        AuthorisationWithdrawn = "authorisation_code.withdrawn",

        /// The public holidays, and the days worked for them, were changed.
        CalendarChanged = "calendar.changed",

        /// Everything was copied.
        DataBackedUp = "data.backed_up",
        /// A backup was put back.
        DataRestored = "data.restored",
        /// A SQLite database was moved in.
        DataImported = "data.imported",
        /// The index was written anew.
        DataReindexed = "data.reindexed",
        /// Uploads and secrets were sealed with the active key.
        KeysRotated = "keys.rotated",
        /// The log goes on under a new key: the one before is lost.
        AuditKeyRenewed = "audit.key_renewed",
    }
}

impl What {
    /// The change of a filing's state.
    pub const fn of_event(event: Event) -> What {
        match event {
            Event::Submit => What::FilingSubmitted,
            Event::Withdraw => What::FilingWithdrawn,
            Event::Abandon => What::FilingAbandoned,
            Event::Approve => What::FilingApproved,
            Event::Return => What::FilingReturned,
            Event::Reject => What::FilingRejected,
            Event::HandToBureau => What::FilingHandedToBureau,
            Event::SmsVerified => What::FilingSmsVerified,
            Event::SmsFailed => What::FilingSmsFailed,
            Event::BureauApprove => What::FilingBureauApproved,
            Event::BureauReject => What::FilingBureauRejected,
            Event::Expire => What::FilingExpired,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_of_one_form_and_each_is_one_event() {
        for (n, what) in What::ALL.iter().enumerate() {
            let name = what.as_str();
            let (of, event) = name.split_once('.').unwrap();
            let plain = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c == '_');
            assert!(plain(of) && plain(event), "{name}");
            assert!(!What::ALL[..n].iter().any(|other| other.as_str() == name), "{name} stands twice");
        }
    }
}
