//! Where a filing stands (订单状态), what can happen to it, and who acts. The table of moves is `rules::transition`.

coded! {
    /// State of a filing (订单状态).
    pub enum Status {
        /// 草稿: not yet submitted.
        Draft = "draft",
        /// 初审中: with the provider's reviewer.
        FirstReview = "first_review",
        /// 待修改: returned by the reviewer with reasons on fields.
        NeedsFix = "needs_fix",
        /// 已修改待审核: corrected, waiting for the reviewer.
        Resubmitted = "resubmitted",
        /// 初审驳回: rejected by the reviewer as a whole.
        FirstRejected = "first_rejected",
        /// 待提交管局: passed the first review, not yet handed to the bureau.
        ToBureau = "to_bureau",
        /// 待短信核验: the ministry sent its codes; 24 hours.
        SmsPending = "sms_pending",
        /// 短信核验失败: the 24 hours passed, or the sixth wrong try.
        SmsFailed = "sms_failed",
        /// 管局审核中: with the bureau.
        BureauReview = "bureau_review",
        /// 管局驳回: rejected by the bureau.
        BureauRejected = "bureau_rejected",
        /// 已备案: numbers issued.
        Approved = "approved",
        /// 订单失效: 45 days without the awaited step.
        Expired = "expired",
        /// 已放弃: ended by the applicant.
        Abandoned = "abandoned",
    }
}

coded! {
    /// What happens to a filing.
    pub enum Event {
        /// 提交审核: the applicant submits, first or again.
        Submit = "submit",
        /// 撤回修改: the applicant takes it back before it went to the bureau.
        Withdraw = "withdraw",
        /// 放弃备案: the applicant ends it.
        Abandon = "abandon",
        /// 审核通过: the reviewer approves.
        Approve = "approve",
        /// 退回修改: the reviewer returns it with reasons on fields.
        Return = "return",
        /// 初审驳回: the reviewer rejects it as a whole.
        Reject = "reject",
        /// 提交管局: the provider hands the package to the bureau, which sends the codes.
        HandToBureau = "hand_to_bureau",
        /// 短信核验完成: every phone was verified with the ministry.
        SmsVerified = "sms_verified",
        /// 短信核验失败: the 24 hours passed, or the sixth wrong try.
        SmsFailed = "sms_failed",
        /// 管局通过: the bureau issues the numbers.
        BureauApprove = "bureau_approve",
        /// 管局驳回: the bureau rejects.
        BureauReject = "bureau_reject",
        /// 订单失效: 45 days in one step.
        Expire = "expire",
    }
}

coded! {
    /// Who makes an event happen.
    pub enum Actor {
        /// 经办人.
        Applicant = "applicant",
        /// 审核专员 of the provider; also records what bureau and ministry answered.
        Reviewer = "reviewer",
        /// The server's clock.
        Clock = "clock",
    }
}

coded! {
    /// Whose step a filing waits for (轮到谁).
    pub enum Party {
        /// 经办人: fills in, corrects, submits.
        Applicant = "applicant",
        /// 审核专员 of the provider: reviews, or hands over to the bureau.
        Reviewer = "reviewer",
        /// 负责人: the responsible persons, who enter the ministry's code.
        People = "people",
        /// 管局.
        Bureau = "bureau",
    }
}

impl Status {
    /// Whose turn it is; nobody's where nothing follows.
    pub const fn turn(self) -> Option<Party> {
        match self {
            Status::Draft | Status::NeedsFix | Status::FirstRejected | Status::BureauRejected => Some(Party::Applicant),
            Status::FirstReview | Status::Resubmitted | Status::ToBureau | Status::SmsFailed => Some(Party::Reviewer),
            Status::SmsPending => Some(Party::People),
            Status::BureauReview => Some(Party::Bureau),
            Status::Approved | Status::Expired | Status::Abandoned => None,
        }
    }

    /// The applicant may change the document in this state.
    pub const fn is_editable(self) -> bool {
        matches!(self, Status::Draft | Status::NeedsFix | Status::FirstRejected | Status::BureauRejected)
    }

    /// It came back to its applicant with reasons: returned, or rejected by the provider or the bureau.
    pub const fn is_back(self) -> bool {
        matches!(self, Status::NeedsFix | Status::FirstRejected | Status::BureauRejected)
    }

    /// Staff have the next step.
    pub const fn waits_for_staff(self) -> bool {
        matches!(
            self,
            Status::FirstReview
                | Status::Resubmitted
                | Status::ToBureau
                | Status::SmsPending
                | Status::SmsFailed
                | Status::BureauReview
        )
    }

    /// Nothing follows this state.
    pub const fn is_final(self) -> bool {
        matches!(self, Status::Approved | Status::Abandoned | Status::Expired)
    }
}
