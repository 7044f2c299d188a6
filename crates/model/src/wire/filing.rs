//! A filing as its applicant sees it, and what is around it.

use super::{VerificationView, VerifiedBefore};
use crate::by_name::by_name;
use crate::{
    BasicInformation, Facts, Filing, FilingId, Finding, Path, ResourceKind, SiteId, Status, Step, TimelineEntry,
    Timestamp,
};
use serde::{Deserialize, Serialize};

/// One filing with all that the applicant may know of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FilingView {
    /// The filing.
    pub id: FilingId,
    /// Receipt number that people say on the phone (订单号).
    pub number: String,
    /// Grows with every write; also the `ETag`.
    pub version: u64,
    /// State.
    pub status: Status,
    /// The document.
    pub filing: Filing,
    /// What was found that no rule of the browser knows: server checks and reviewers' reasons that still stand.
    pub findings: Vec<Finding>,
    /// What the rules need to know from outside.
    pub facts: Facts,
    /// By when the next step is made, whoever's turn it is in this state (截止时间): the applicant's before the filing lapses, the responsible
    /// persons' before the ministry's window closes, staff's and the bureau's by their working days. Nothing where nothing follows.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Changes of state, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// The newest attempt of each responsible person to be verified, and of each attachment to be sent by phone.
    pub verifications: Vec<VerificationView>,
    /// The ministry's SMS window, once it was opened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sms: Option<SmsWindow>,
    /// Verifications of this account that still hold, for persons of this filing who are not verified in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub verified_before: Vec<VerifiedBefore>,
    /// How to reach a human, as the operator wrote it; empty where they wrote nothing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub contact: String,
    /// Numbers issued by the bureau.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbers: Option<IcpNumbers>,
    /// The bureau wants the organiser's number at the foot of each site, in place of the site's.
    #[serde(default)]
    pub organiser_in_footer: bool,
    /// The server reads pictures (OCR): an attachment that is uploaded first saves typing.
    #[serde(default)]
    pub reads_pictures: bool,
    /// When it was begun.
    pub created_at: Timestamp,
    /// Last change.
    pub updated_at: Timestamp,
}

by_name! {
    FilingView,
    must { id number version status filing findings facts timeline verifications created_at updated_at }
    may { until sms verified_before contact numbers organiser_in_footer reads_pictures }
    FilingView {
        id: FilingId(String::new()),
        number: String::new(),
        version: 0,
        status: Status::Draft,
        filing: Filing::new(SiteId(0)),
        findings: Vec::new(),
        facts: Facts::empty(),
        until: None,
        timeline: Vec::new(),
        verifications: Vec::new(),
        sms: None,
        verified_before: Vec::new(),
        contact: String::new(),
        numbers: None,
        organiser_in_footer: false,
        reads_pictures: false,
        created_at: Timestamp(0),
        updated_at: Timestamp(0),
    }
}

/// A filing that came back with reasons (退回修改、驳回).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CameBack {
    /// Why, as it was said then. A reason whose field was changed since weighs as a note.
    pub reasons: Vec<Finding>,
    /// What was changed since.
    pub changed: Vec<Path>,
    /// Fields that were accepted (已通过审核), while the applicant may change them: who changes one has it reviewed again.
    pub accepted: Vec<Path>,
}

/// A cloud resource of the account, eligible or not (云资源).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CloudResource {
    /// Kind of resource.
    pub kind: ResourceKind,
    /// Its id with the provider, such as `ins-1a2b3c4d`.
    pub id: String,
    /// What the customer calls it.
    pub name: String,
    /// Public address, where it has one.
    pub address: String,
    /// How many more sites it may carry (备案名额).
    pub sites_left: u32,
    /// Why it cannot be chosen; nothing where it can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Refusal>,
}

by_name! {
    CloudResource,
    must { kind id name address sites_left }
    may { refused }
    CloudResource {
        kind: ResourceKind::Cvm,
        id: String::new(),
        name: String::new(),
        address: String::new(),
        sites_left: 0,
        refused: None,
    }
}

/// One line of "my filings".
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FilingSummary {
    /// The filing.
    pub id: FilingId,
    /// Receipt number that people say on the phone (订单号).
    pub number: String,
    /// State.
    pub status: Status,
    /// Name of the organiser, empty while it is not typed.
    pub organiser: String,
    /// The main domain of each site.
    pub domains: Vec<String>,
    /// Where the applicant was; of a filing that came back, the page of its first reason that still stands.
    pub step: Step,
    /// What follows the filing's own address where one goes on with it: `/organiser`, of one that came back with the field of that reason,
    /// `/organiser?field=organiser.name&then=preview`; empty of one that is not in its applicant's hands.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub to: String,
    /// Last change.
    pub updated_at: Timestamp,
    /// End of the ministry's window for the SMS code, while it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sms_until: Option<Timestamp>,
    /// By when the next step is made, as in the filing itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// What is stored of it cannot be read (数据无法读取): it is listed, and cannot be opened.
    #[serde(default, skip_serializing_if = "core::ops::Not::not")]
    pub unreadable: bool,
}

by_name! {
    FilingSummary,
    must { id number status organiser domains step updated_at }
    may { to sms_until unreadable }
    FilingSummary {
        id: FilingId(String::new()),
        number: String::new(),
        status: Status::Draft,
        organiser: String::new(),
        domains: Vec::new(),
        step: Step::Prepare,
        to: String::new(),
        updated_at: Timestamp(0),
        sms_until: None,
        until: None,
        unreadable: false,
    }
}

/// The 24 hours in which the ministry's code must be entered (短信核验).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SmsWindow {
    /// When the package went to the bureau.
    pub opened_at: Timestamp,
    /// When the window closes.
    pub closes_at: Timestamp,
    /// Who received a code: masked numbers, each once.
    pub phones: Vec<SmsPhone>,
    /// What the applicant said of it last, in this window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reported: Option<SmsReport>,
}

by_name! {
    SmsWindow,
    must { opened_at closes_at phones }
    // No page reads what was told.
    may {}
    SmsWindow { opened_at: Timestamp(0), closes_at: Timestamp(0), phones: Vec::new(), reported: None }
}

coded! {
    /// What an applicant says of the ministry's code (短信核验情况). What the ministry knows of it, it tells staff.
    pub enum SmsSaid {
        /// 已完成: every code was entered.
        Entered = "entered",
        /// 没有收到: no code came, or the ministry knows of no check that waits.
        NothingCame = "nothing_came",
        /// 手机号收不到: the number cannot receive it, as some of virtual operators.
        NumberCannot = "number_cannot",
        /// 负责人已更换: somebody else answers for it now.
        PersonChanged = "person_changed",
        /// 查无记录: number or document are others than the ministry has.
        NotFound = "not_found",
    }
}

/// What the applicant said of the ministry's code, and when.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SmsReport {
    /// When.
    pub at: Timestamp,
    /// What.
    pub said: SmsSaid,
}

by_name! {
    SmsReport,
    must { at said }
    may {  }
    SmsReport { at: Timestamp(0), said: SmsSaid::Entered }
}

/// A phone that received the ministry's code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SmsPhone {
    /// Masked number: `138****8000`.
    pub mobile: String,
    /// Masked last six characters of the document that must be entered: `**0010`.
    pub document_hint: String,
    /// For whom, as [`PersonRef`](crate::PersonRef) prints them: the organiser's responsible person, and those of sites. One number receives one code, whatever it
    /// answers for.
    #[serde(default)]
    pub roles: Vec<String>,
}

by_name! {
    SmsPhone,
    must { mobile document_hint }
    // No page reads for whom.
    may {}
    SmsPhone { mobile: String::new(), document_hint: String::new(), roles: Vec::new() }
}

/// What the bureau issued (备案号).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IcpNumbers {
    /// The organiser's number (主体备案号), such as `粤ICP备12345678号`.
    pub organiser: String,
    /// Each site's number (网站备案号).
    pub sites: Vec<SiteNumber>,
}

by_name! {
    IcpNumbers,
    must { organiser sites }
    may {  }
    IcpNumbers { organiser: String::new(), sites: Vec::new() }
}

/// A site's number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SiteNumber {
    /// The site.
    pub site: SiteId,
    /// Its number (网站备案号), such as `粤ICP备12345678号-1`.
    pub number: String,
}

by_name! {
    SiteNumber,
    must { site number }
    may {  }
    SiteNumber { site: SiteId(0), number: String::new() }
}

wire! {
    /// What an applicant says of the ministry's code.
    pub struct SmsSaying {
        /// What.
        pub said: SmsSaid,
    }

    /// What a filing begins with.
    #[derive(Default)]
    pub struct BeginRequest {
        /// A filing of the same account that lapsed or was given up: what was typed in it, and its attachments as far as they are still
        /// kept. Without it the new one is empty.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub copy_of: Option<FilingId>,
    }

    /// What passed the basic check.
    pub struct BasicCheckPassed {
        /// The values that passed; the check holds while they stay.
        pub information: BasicInformation,
    }

    /// What is known of a domain before anything is filed.
    pub struct DomainView {
        /// In ASCII, as registries have it: `xn--fsqv13goyc.xn--fiqs8s`; empty where no domain that may be filed was named.
        pub domain: String,
        /// As people read it: `示例甲.中国`; empty like `domain`.
        pub unicode: String,
        /// What stands against it; empty where nothing is known.
        pub findings: Vec<Finding>,
    }

    /// The organiser of an earlier filing of the account, which can be taken over.
    pub struct PreviousOrganiser {
        /// Its name; nothing where no earlier filing names one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        pub name: Option<String>,
    }

    /// The applicant or reviewer says why.
    pub struct Reason {
        /// In their words, up to 500 characters.
        #[cfg_attr(feature = "openapi", schema(max_length = 500))]
        #[serde(default)]
        pub note: String,
    }
}

coded! {
    /// Why a cloud resource cannot carry a filing (不可选原因).
    pub enum Refusal {
        /// 非包年包月: billed by use.
        PayAsYouGo = "pay_as_you_go",
        /// 无公网 IP: no public address.
        NoPublicAddress = "no_public_address",
        /// 购买时长不足三个月: bought for less than three months in total.
        BoughtTooShort = "bought_too_short",
        /// 剩余有效期不足一个月: less than a month left.
        TooLittleLeft = "too_little_left",
        /// 已过期.
        Expired = "expired",
        /// 名额已用完: carries as many sites as it may.
        NoSlotLeft = "no_slot_left",
        /// 非中国大陆地区: outside mainland China.
        Overseas = "overseas",
        /// 剩余有效期不足三个月: less than three months left of a package.
        UnderThreeMonths = "under_three_months",
        /// 没有资源包: no package was bought.
        NoPackage = "no_package",
        /// 未绑定云服务器: a load balancer bound to no server.
        NotBound = "not_bound",
        /// 绑定的云服务器不符合条件: the server that a load balancer is bound to cannot carry a filing.
        BoundServer = "bound_server",
    }
}
