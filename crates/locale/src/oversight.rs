//! Statistics and the audit log of a filing: pages that the server writes for seniors and administrators.

use super::Word;

messages! {
    /// What the page of statistics says.
    pub struct Statistics {
        Title: "统计", "Statistics";
        Language: "English", "中文";
        ToDesk: "返回审核台", "Back to the review desk";
        Account: "我的账号", "My account";
        From: "开始日期", "From";
        To: "结束日期", "To";
        By: "工作量按", "Throughput by";
        Show: "查看", "Show";
        Notes: "时间按北京时间，最多 366 天。图形是初审决定的数量；各状态时长取中位数，按最近 2 万次状态变化计算。", "Days are China's, 366 at most. Pictures show decisions of the first review; times are medians over the latest 20,000 changes of state.";
        Nothing: "这段时间没有数据。", "Nothing happened in this time.";
        Download: "下载 CSV", "Download as CSV";
        Throughput: "工作量", "Throughput";
        States: "各状态时长", "Time in each state";
        First: "一次通过率", "Right the first time";
        Reasons: "退回和驳回原因", "Reasons for returns";
        Provinces: "按省份", "By province";
        Months: "按月", "By month";
        Reviewers: "按审核员", "By reviewer";
        Day: "日", "Day";
        Week: "周", "Week";
        Month: "月", "Month";
        Province: "省份", "Province";
        Reviewer: "审核员", "Reviewer";
        Unknown: "未知", "Unknown";
        Submitted: "提交", "Submitted";
        Approved: "初审通过", "Approved";
        Returned: "退回修改", "Returned";
        Rejected: "初审驳回", "Rejected";
        BureauApproved: "管局通过", "Approved by the bureau";
        BureauRejected: "管局驳回", "Rejected by the bureau";
        State: "状态", "State";
        MedianHours: "中位时长（小时）", "Median hours";
        Filings: "备案数", "Filings";
        FirstDecision: "首次审核结果", "First decision";
        RightFirst: "一次通过", "Right the first time";
        NotRightFirst: "退回或驳回", "Returned or rejected";
        Share: "占比", "Share";
        Field: "字段", "Field";
        Times: "次数", "Times";
    }
}

messages! {
    /// What the page of the audit log says.
    pub struct AuditPage {
        Title: "审计记录", "Audit log";
        Language: "English", "中文";
        ToDesk: "返回审核台", "Back to the review desk";
        Account: "我的账号", "My account";
        Intro: "查看谁看过、处理过一个备案。您的查看也会记录。", "Who saw a filing, and what was done to it. Your look is noted too.";
        Number: "订单号", "Number of the filing";
        Show: "查看", "Show";
        Open: "打开备案", "Open the filing";
        Export: "导出 CSV（最多 1 万条）", "Export as CSV (10,000 at most)";
        None: "没有记录。", "There are no entries.";
        Next: "更早的记录", "Earlier entries";
        When: "时间", "When";
        Who: "操作人", "Who";
        What: "操作", "What";
        Outcome: "结果", "Outcome";
        Network: "网络", "Network";
        Browser: "浏览器", "Browser";
        Details: "详情", "Details";
        Done: "完成", "Done";
        Refused: "拒绝（{kind}）", "Refused ({kind})";
        Colleague: "审核员 {name}", "Colleague {name}";
        Applicant: "申请人", "Applicant";
        Phone: "手机端", "Phone";
        System: "系统", "The server";
        CommandLine: "服务器命令行", "Command line";
        Nobody: "未登录", "Not signed in";
    }
}

/// Declares the words of events, each under its name in the log.
macro_rules! audit_words {
    ($($name:ident $code:literal: $zh:literal, $en:literal;)+) => {
        messages! {
            /// What the events of the audit log are called.
            pub struct AuditWords { $($name: $zh, $en;)+ }
        }

        impl AuditWords {
            /// The words of an event by its name in the log.
            pub fn of(code: &str) -> Option<Word> {
                match code {
                    $($code => Some(AuditWords::$name),)+
                    _ => None,
                }
            }
        }
    };
}

audit_words! {
    SessionOpened "session.opened": "登录", "Signed in";
    SecondStepBegun "session.second_step_begun": "输入密码", "Entered the password";
    SessionRefused "session.refused": "登录被拒绝", "Sign-in refused";
    SessionEnded "session.ended": "退出登录", "Signed out";
    AccessRefused "access.refused": "访问被拒绝", "Access refused";
    StaffAdded "staff.added": "添加审核员", "Colleague added";
    StaffDisabled "staff.disabled": "停用审核员", "Colleague disabled";
    StaffEnabled "staff.enabled": "启用审核员", "Colleague enabled";
    StaffReset "staff.reset": "重置审核员密码", "Colleague reset";
    StaffRoleChanged "staff.role_changed": "更改角色", "Role changed";
    PasswordChanged "staff.password_changed": "修改密码", "Password changed";
    PasswordRefused "staff.password_refused": "修改密码被拒绝", "Password refused";
    FactorOn "staff.second_factor_on": "启用两步验证", "Second step turned on";
    FactorOff "staff.second_factor_off": "停用两步验证", "Second step turned off";
    RecoveryCodeUsed "staff.recovery_code_used": "使用恢复码", "Recovery code used";
    FilingBegun "filing.begun": "开始备案", "Filing begun";
    FilingSubmitted "filing.submitted": "提交审核", "Submitted";
    FilingWithdrawn "filing.withdrawn": "撤回修改", "Withdrawn";
    FilingAbandoned "filing.abandoned": "放弃备案", "Abandoned";
    FilingApproved "filing.approved": "初审通过", "Approved";
    FilingReturned "filing.returned": "退回修改", "Returned";
    FilingRejected "filing.rejected": "初审驳回", "Rejected";
    FilingHandedToBureau "filing.handed_to_bureau": "提交管局", "Handed to the bureau";
    FilingSmsVerified "filing.sms_verified": "短信核验完成", "SMS verification complete";
    FilingSmsFailed "filing.sms_failed": "短信核验失败", "SMS verification failed";
    SmsReported "filing.sms_reported": "申请人反馈短信核验情况", "Applicant told of the SMS verification";
    FilingBureauApproved "filing.bureau_approved": "管局通过", "Approved by the bureau";
    FilingBureauRejected "filing.bureau_rejected": "管局驳回", "Rejected by the bureau";
    FilingExpired "filing.expired": "订单失效", "Lapsed";
    FilingClaimed "filing.claimed": "领取审核", "Taken to review";
    FilingReleased "filing.released": "放回队列", "Given back";
    FilingHandedOver "filing.handed_over": "转交给其他审核员", "Handed to a colleague";
    FilingMarked "filing.marked": "写批注", "Marked";
    FilingUnmarked "filing.unmarked": "删除批注", "Mark taken back";
    CallNoted "filing.call_noted": "登记通话", "Call noted";
    RemarkMade "filing.remark_made": "写内部备注", "Note to colleagues";
    FirstApproved "filing.first_approved": "第一人审核通过", "Approved by the first of two";
    FirstApprovalUndone "filing.first_approval_undone": "撤销第一人审核通过", "First approval undone";
    DecisionMade "filing.decision_made": "作出审核决定", "Decision made";
    DecisionUndone "filing.decision_undone": "撤销审核决定", "Decision undone";
    FilingViewed "filing.viewed": "查看备案", "Filing viewed";
    PhoneProved "filing.phone_proved": "手机号验证通过", "Phone proved";
    PhoneRefused "filing.phone_refused": "手机号验证失败", "Phone not proved";
    DocumentAskedFor "document.asked_for": "请求查看材料", "Document asked for";
    DocumentOpened "document.opened": "查看材料", "Document opened";
    AttachmentKept "attachment.kept": "上传材料", "Attachment kept";
    AttachmentsDeleted "attachments.deleted": "按规定删除材料", "Attachments deleted by rule";
    UploadRemoved "upload.removed": "取消上传", "Upload removed";
    HandoffMade "handoff.made": "生成手机核验码", "Code for a phone made";
    HandoffLinkSent "handoff.link_sent": "发送核验链接", "Link for a phone sent";
    HandoffClaimed "handoff.claimed": "手机扫码", "Code used by a phone";
    HandoffRefused "handoff.refused": "手机扫码被拒绝", "Phone refused";
    HandoffConsented "handoff.consented": "本人同意核验", "Person agreed";
    HandoffDeclined "handoff.declined": "本人拒绝核验", "Person declined";
    HandoffFinished "handoff.finished": "手机端已提交", "Phone finished";
    HandoffPassed "handoff.passed": "手机端材料通过", "What the phone sent passed";
    HandoffFailed "handoff.failed": "手机端材料未通过", "What the phone sent failed";
    HandoffEnded "handoff.ended": "结束手机核验", "Phone's work ended";
    VerificationReused "handoff.reused": "沿用以前的核验", "Earlier verification reused";
    CapturesDeleted "captures.deleted": "按规定删除核验照片和视频", "Captures deleted by rule";
    CallsDeleted "calls.deleted": "按规定删除通话记录和内部备注", "Calls and remarks deleted by rule";
    BureauPackageMade "bureau.package_made": "放入报送包", "Put into a package for the bureau";
    BureauPackageTaken "bureau.package_taken": "报送包被下载或发送", "Package downloaded or sent";
    BureauPackageSent "bureau.package_sent": "开始发送报送包", "Package is being sent";
    AuditViewed "audit.viewed": "查看审计记录", "Audit log viewed";
    LibraryChanged "reasons.changed": "修改退回理由库", "Library of reasons changed";
    CalendarChanged "calendar.changed": "修改工作日历", "Calendar changed";
    AuthorisationMade "authorisation_code.made": "生成备案授权码", "Authorisation code made";
    AuthorisationWithdrawn "authorisation_code.withdrawn": "撤销备案授权码", "Authorisation code withdrawn";
    DataBackedUp "data.backed_up": "备份数据", "Data backed up";
    DataRestored "data.restored": "恢复备份", "Data restored";
    DataImported "data.imported": "导入数据", "Data imported";
    DataReindexed "data.reindexed": "重建索引", "Index written anew";
    KeysRotated "keys.rotated": "更换密钥", "Keys rotated";
    AuditKeyRenewed "audit.key_renewed": "更换审计密钥", "Audit key renewed";
}
