//! Every operation of the contract, a row each: whom it is for, what it changes of a filing, and what is asked of a request besides.
//! `decide` reads it, and the contract is told by it whose session an operation needs. An operation without a row is not answered.
//!
//! Ids within a filing (uploads, verifications, attachments) are looked up within what the asker may reach, and are no matter of this table.

use crate::access::asker::SessionOf;
use crate::access::changes::Change;
use beian_model::Event;
use beian_model::wire::Role;

/// Whom an operation is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    /// Anybody, signed in or not, or between the two steps of signing in.
    Anybody,
    /// Whoever knows the secret of a hand-off. It comes in the body, so that the handler asks once it knows the filing.
    Secret,
    /// An applicant, of their own account.
    Applicant,
    /// The applicant whose filing it is.
    Owner,
    /// The phone of a hand-off.
    Phone,
    /// A colleague, of their own account, though a second factor that the settings ask for is still to be set up.
    OwnAccount,
    /// Any colleague of a role or above, of no filing.
    Colleague(Role),
    /// Any colleague, of a filing that was submitted.
    Desk,
    /// The same, while no other has it; a senior, whoever has it.
    Taking,
    /// The colleague who has it; a senior, where another has it.
    Releasing,
    /// The same, and a senior where nobody has it.
    HandingOver,
    /// The colleague who has it.
    Holder,
}

impl Audience {
    /// Whose session it needs.
    pub const fn session(self) -> SessionOf {
        match self {
            Audience::Anybody | Audience::Secret => SessionOf::Nobody,
            Audience::Applicant | Audience::Owner => SessionOf::Applicant,
            Audience::Phone => SessionOf::Phone,
            Audience::OwnAccount
            | Audience::Colleague(_)
            | Audience::Desk
            | Audience::Taking
            | Audience::Releasing
            | Audience::HandingOver
            | Audience::Holder => SessionOf::Staff,
        }
    }

    /// It is about one filing, so that its state counts.
    pub const fn is_of_filing(self) -> bool {
        !matches!(self, Audience::Anybody | Audience::Applicant | Audience::OwnAccount | Audience::Colleague(_))
    }
}

/// What is asked of a request besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Besides {
    /// Nothing.
    Nothing,
    /// The version that the asker saw (`If-Match`). Another one is refused as `stale` before the state is spoken of: a page that has not seen
    /// what changed looks first, and is then told of the state.
    Version,
    /// What was done already is answered again in any state, for its answer may have been lost: the handler knows whether it was, and asks
    /// `guard::Fresh` before it does anything new.
    Again,
    /// Who is signed out is answered a page by the handler, with what they sent on it; it is given no account.
    OwnPage,
}

/// Declares the operations: name, method and path as the contract has them, whom it is for, what it changes of a filing, what is asked besides.
macro_rules! actions {
    ($($name:ident: $method:literal $path:literal, $audience:expr $(=> $change:expr)? $(, $besides:ident)?;)*) => {
        /// An operation of the contract.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Action {
            $(#[doc = concat!("`", $method, " ", $path, "`.")] $name,)*
        }

        impl Action {
            /// All of them.
            pub const ALL: &[Action] = &[$(Action::$name,)*];

            /// Its method in small letters, and its path below `/api/v1`.
            pub const fn address(self) -> (&'static str, &'static str) {
                match self { $(Action::$name => ($method, $path),)* }
            }

            /// Whom it is for.
            pub const fn audience(self) -> Audience {
                match self { $(Action::$name => $audience,)* }
            }

            /// What it changes of a filing; nothing where it only reads.
            pub const fn change(self) -> Option<Change> {
                match self { $(Action::$name => actions!(@change $($change)?),)* }
            }

            /// What is asked besides.
            pub const fn besides(self) -> Besides {
                match self { $(Action::$name => actions!(@besides $($besides)?),)* }
            }
        }
    };
    (@change) => { None };
    (@change $change:expr) => { Some($change) };
    (@besides) => { Besides::Nothing };
    (@besides $besides:ident) => { Besides::$besides };
}

use Audience::{
    Anybody, Applicant, Colleague, Desk, HandingOver, Holder, OwnAccount, Owner, Phone, Releasing, Secret, Taking,
};
use Change::{Content, GiveUp, Judgement, Move, Reviewer as Assigned, SmsReport};
use Role::{Admin, Reviewer};

actions! {
    SendSignInCode: "post" "/session/code", Anybody;
    SignIn: "post" "/session", Anybody;
    ShowSession: "get" "/session", Anybody;
    SignOut: "delete" "/session", Applicant;
    ListSessions: "get" "/sessions", Applicant;
    EndSession: "delete" "/sessions/{session}", Applicant;
    SignOutEverywhere: "delete" "/sessions", Applicant;
    BeginProviderSignIn: "get" "/session/provider", Anybody;
    FinishProviderSignIn: "get" "/session/provider/callback", Anybody;
    StaffSignIn: "post" "/staff/session", Anybody;
    BeginStaffProviderSignIn: "get" "/staff/session/provider", Anybody;
    FinishStaffProviderSignIn: "get" "/staff/session/provider/callback", Anybody;
    ShowStaffSession: "get" "/staff/session", Anybody;
    FinishStaffSignIn: "post" "/staff/session/code", Anybody;
    ShowSecondStep: "get" "/staff/second-factor", Anybody;
    SendSecondStep: "post" "/staff/second-factor", Anybody;
    StaffSignOut: "delete" "/staff/session", OwnAccount;
    ListStaffSessions: "get" "/staff/sessions", OwnAccount;
    EndStaffSession: "delete" "/staff/sessions/{session}", OwnAccount;
    StaffSignOutEverywhere: "delete" "/staff/sessions", OwnAccount;
    ShowStaffAccount: "get" "/staff/account", Anybody;
    ChangeStaffAccount: "post" "/staff/account", OwnAccount;
    ChangeStaffPassword: "post" "/staff/password", OwnAccount;

    ShowProvince: "get" "/provinces/{code}", Anybody;
    CheckDomain: "get" "/domains/{domain}", Anybody;
    ShowText: "get" "/texts/{lang}/{name}", Anybody;
    ShowBlankForm: "get" "/templates/{slot}", Anybody;
    ShowMessageSettings: "get" "/message-settings", Anybody;
    ChangeMessageSettings: "post" "/message-settings", Applicant, OwnPage;
    ShowCodes: "get" "/authorisation-codes", Anybody;
    MakeCode: "post" "/authorisation-codes", Applicant, OwnPage;
    WithdrawCode: "post" "/authorisation-codes/withdraw", Applicant, OwnPage;

    ListFilings: "get" "/filings", Applicant;
    BeginFiling: "post" "/filings", Applicant;
    ShowFiling: "get" "/filings/{id}", Owner;
    SaveFiling: "put" "/filings/{id}", Owner => Content, Version;
    ShowPreviousOrganiser: "get" "/filings/{id}/previous-organiser", Owner;
    TakePreviousOrganiser: "post" "/filings/{id}/previous-organiser", Owner => Content, Version;
    TakeVerifiedBefore: "post" "/filings/{id}/verified-before", Owner => Content;
    CheckBasics: "post" "/filings/{id}/basic-check", Owner => Content, Version;
    Submit: "post" "/filings/{id}/submit", Owner => Move(Event::Submit), Again;
    Withdraw: "post" "/filings/{id}/withdraw", Owner => Move(Event::Withdraw);
    Abandon: "post" "/filings/{id}/abandon", Owner => Move(Event::Abandon);
    SendPhoneCode: "post" "/filings/{id}/phone-codes", Owner => Content;
    ProvePhone: "post" "/filings/{id}/phone-proofs", Owner => Content;
    ShowForm: "get" "/filings/{id}/templates/{slot}", Owner;
    ShowObligations: "get" "/filings/{id}/obligations.ics", Owner;
    ReportSms: "post" "/filings/{id}/sms-reports", Owner => SmsReport;
    ShowStanding: "get" "/filings/{id}/standing", Owner;
    ShowCameBack: "get" "/filings/{id}/came-back", Owner;
    TellOfSms: "post" "/filings/{id}/standing/sms", Owner => SmsReport;
    CopyFiling: "post" "/filings/{id}/standing/copy", Owner;
    BeginUpload: "post" "/filings/{id}/uploads", Owner => Content;
    ShowUpload: "get" "/filings/{id}/uploads/{upload}", Owner;
    GiveUploadUp: "delete" "/filings/{id}/uploads/{upload}", Owner => GiveUp;
    SendUploadPart: "put" "/filings/{id}/uploads/{upload}/parts/{offset}", Owner => Content;
    ShowAttachment: "get" "/filings/{id}/attachments/{attachment}", Owner;
    ReadAttachment: "get" "/filings/{id}/attachments/{attachment}/reading", Owner;
    MakeHandoff: "post" "/filings/{id}/verifications", Owner => Content;
    ShowVerification: "get" "/filings/{id}/verifications/{verification}", Owner;
    EndHandoff: "delete" "/filings/{id}/verifications/{verification}", Owner => GiveUp;
    SendHandoffLink: "post" "/filings/{id}/verifications/{verification}/link", Owner => Content;
    ReadVerification: "get" "/filings/{id}/verifications/{verification}/reading", Owner;

    ClaimHandoff: "post" "/handoff", Secret => Content;
    ShowHandoff: "get" "/handoff", Phone;
    Consent: "post" "/handoff/consent", Phone => Content, Again;
    Decline: "post" "/handoff/decline", Phone => Content;
    BeginCapture: "post" "/handoff/uploads", Phone => Content;
    ShowCapture: "get" "/handoff/uploads/{upload}", Phone;
    SendCapturePart: "put" "/handoff/uploads/{upload}/parts/{offset}", Phone => Content;
    FinishHandoff: "post" "/handoff/finish", Phone => Content, Again;

    ListQueue: "get" "/staff/filings", Colleague(Reviewer);
    ShowCase: "get" "/staff/filings/{id}", Desk;
    ClaimCase: "post" "/staff/filings/{id}/claim", Taking => Assigned;
    ReleaseCase: "post" "/staff/filings/{id}/release", Releasing => Assigned;
    HandOverCase: "post" "/staff/filings/{id}/hand-over", HandingOver => Assigned;
    TakeNext: "post" "/staff/queue/next", Colleague(Reviewer);
    AssignCases: "post" "/staff/queue/assign", Colleague(Reviewer);
    ListColleagues: "get" "/staff/colleagues", Colleague(Reviewer);
    ShowCalendar: "get" "/staff/calendar", Anybody;
    ChangeCalendar: "post" "/staff/calendar", Colleague(Admin);
    AskForDocument: "post" "/staff/filings/{id}/shown", Desk;
    OpenDocument: "get" "/staff/shown/{token}", Colleague(Reviewer);
    PreviewNotice: "post" "/staff/filings/{id}/preview", Desk;
    ListReasons: "get" "/staff/reasons", Colleague(Reviewer);
    ShowLibrary: "get" "/staff/reasons/library", Colleague(Admin);
    ChangeLibrary: "post" "/staff/reasons/library", Colleague(Admin);
    NoteCall: "post" "/staff/filings/{id}/calls", Desk;
    MakeRemark: "post" "/staff/filings/{id}/remarks", Desk;
    WriteMark: "put" "/staff/filings/{id}/marks/{path}", Holder => Judgement;
    RemoveMark: "delete" "/staff/filings/{id}/marks/{path}", Holder => Judgement;
    WriteNote: "put" "/staff/filings/{id}/note", Holder => Judgement;
    UndoDecision: "delete" "/staff/filings/{id}/decision", Releasing => Judgement, Version;
    UndoFirstApproval: "delete" "/staff/filings/{id}/first-approval", Desk => Judgement, Version;
    Approve: "post" "/staff/filings/{id}/approve", Holder => Move(Event::Approve), Version;
    Return: "post" "/staff/filings/{id}/return", Holder => Move(Event::Return), Version;
    Reject: "post" "/staff/filings/{id}/reject", Holder => Move(Event::Reject), Version;
    HandToBureau: "post" "/staff/filings/{id}/hand-to-bureau", Holder => Move(Event::HandToBureau), Version;
    SmsVerified: "post" "/staff/filings/{id}/sms-verified", Holder => Move(Event::SmsVerified), Version;
    SmsFailed: "post" "/staff/filings/{id}/sms-failed", Holder => Move(Event::SmsFailed), Version;
    BureauApprove: "post" "/staff/filings/{id}/bureau-approve", Holder => Move(Event::BureauApprove), Version;
    BureauReject: "post" "/staff/filings/{id}/bureau-reject", Holder => Move(Event::BureauReject), Version;
    ShowBureau: "get" "/staff/bureau", Colleague(Reviewer);
    SendToBureau: "post" "/staff/bureau", Colleague(Reviewer);
    DownloadPackage: "get" "/staff/bureau/packages/{package}", Colleague(Reviewer);
    ShowResultTemplate: "get" "/staff/bureau/results.csv", Colleague(Reviewer);
    PreviewResults: "post" "/staff/bureau/results", Colleague(Reviewer);
    ApplyResults: "post" "/staff/bureau/results/applied", Colleague(Reviewer);
    ShowStatistics: "get" "/staff/statistics", Colleague(Role::Senior);
    ExportStatistics: "get" "/staff/statistics.csv", Colleague(Role::Senior);
    ShowAudit: "get" "/staff/audit", Colleague(Role::Senior);
    ExportAudit: "get" "/staff/audit.csv", Colleague(Role::Senior);
}

impl Action {
    /// The operation of a method, in letters of any size, and a path below `/api/v1` as the contract has it; nothing where there is no row.
    pub fn of(method: &str, path: &str) -> Option<Action> {
        // What is read may be asked for without its body.
        let method = if method == "HEAD" { "get" } else { method };
        let is_it = |one: &Action| {
            let (its_method, its_path) = one.address();
            its_method.eq_ignore_ascii_case(method) && its_path == path
        };
        Action::ALL.iter().copied().find(is_it)
    }

    /// The methods of a path as an `Allow` header lists them; empty where it has no row.
    pub fn allowed_at(path: &str) -> String {
        let rows = Action::ALL.iter().map(|one| one.address()).filter(|(_, its_path)| *its_path == path);
        let methods =
            rows.map(|(method, _)| if method == "get" { "GET,HEAD".to_owned() } else { method.to_uppercase() });
        methods.collect::<Vec<_>>().join(",")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_of_one_address_and_what_changes_a_filing_is_for_somebody_of_that_filing() {
        for action in Action::ALL {
            let twice = Action::ALL.iter().filter(|one| one.address() == action.address()).count();
            assert_eq!(twice, 1, "{action:?}");
            let audience = action.audience();
            assert!(action.change().is_none() || audience.is_of_filing(), "{action:?}");
            // What names a filing is decided with that filing.
            let names_one = action.address().1.contains("/filings/{id}");
            assert!(!names_one || audience.is_of_filing(), "{action:?}");
            match action.besides() {
                Besides::Nothing => {}
                Besides::Version => assert!(names_one && action.change().is_some(), "{action:?}"),
                Besides::Again => assert!(action.change().is_some(), "{action:?}"),
                Besides::OwnPage => assert_eq!(audience, Audience::Applicant, "{action:?}"),
            }
        }
    }

    #[test]
    fn an_operation_is_found_by_its_address() {
        for action in Action::ALL {
            let (method, path) = action.address();
            assert_eq!(Action::of(&method.to_uppercase(), path), Some(*action));
        }
        assert_eq!(Action::of("HEAD", "/filings"), Some(Action::ListFilings));
        assert_eq!(Action::of("PATCH", "/filings"), None);
        assert_eq!(Action::allowed_at("/filings"), "GET,HEAD,POST");
        assert_eq!(Action::allowed_at("/nowhere"), "");
    }
}
