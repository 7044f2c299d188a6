//! The known reasons for rejection (驳回原因), and what catches each before submission.

use beian::rules::RuleId as R;
use std::fmt::Write;

/// What is done about a reason.
enum Caught {
    /// By these rules, before submission.
    By(&'static [R]),
    /// By these rules in part, and why not wholly.
    Partly(&'static [R], &'static str),
    /// Not at all, and why.
    No(&'static str),
}

use Caught::{By, No, Partly};

#[rustfmt::skip]
const REASONS: &[(&str, &str, &str, Caught)] = &[
    ("R01", "域名所有者与主办单位不一致", "domain's owner is not the organiser", By(&[R::DomainHolder])),
    ("R02", "域名实名证件类型不一致", "owner's document of another kind", No("registries do not tell; the reviewer compares the screenshot")),
    ("R03", "域名实名证件号码不一致", "owner's document number differs", No("registries do not tell; the reviewer compares the screenshot")),
    ("R04", "域名未实名或未同步", "not verified, or not yet with the ministry", By(&[R::DomainUnverified])),
    ("R05", "域名过期或剩余时间不足", "expired, or too little time left", By(&[R::DomainExpires, R::DomainUnregistered])),
    ("R06", "域名后缀未获批准", "suffix not approved", By(&[R::DomainSuffix, R::DomainSuffixProvince])),
    ("R07", "注册商未获批准", "registrar not approved", By(&[R::DomainRegistrar])),
    ("R08", "域名隐私保护", "privacy service", By(&[R::DomainPrivacy])),
    ("R09", "域名冲突", "domain in another order", Partly(&[R::DomainTaken], "other providers' orders are known to the ministry only")),
    ("R10", "公共机构后缀不符", "public body under another suffix", By(&[R::DomainPublicBody, R::DomainSuffixNature])),
    ("R11", "跨省备案", "filing across provinces", By(&[R::OtherProvince, R::AddressProvince, R::RegionOtherProvince])),
    ("R12", "单位名称与证件不符", "name is not the certificate's", Partly(&[R::OrganiserNameShort, R::Character], "the certificate is a picture; a person compares")),
    ("R13", "证件号码错误", "certificate number wrong or old", By(&[R::UsccCheck, R::UsccShape, R::UsccInner, R::UsccKind, R::OrganisationCodeCheck, R::LicenceNumberCheck, R::LicenceNumberOld])),
    ("R14", "证件住所与证件不符", "address is not the certificate's", Partly(&[R::AddressProvince, R::AddressCity], "the certificate is a picture; a person compares")),
    ("R15", "企业状态异常", "organiser struck off", No("asks the business register, which the reference server has no access to")),
    ("R16", "主体负责人不是法定代表人", "person is not the legal representative", By(&[R::NotLegalRepresentative, R::NotExecutive])),
    ("R17", "授权书缺失或不规范", "letter missing or of the wrong form", Partly(&[R::Required, R::LetterAdvised], "its presence is checked, its form by a person")),
    ("R18", "主办者冲突", "organiser files elsewhere", Partly(&[R::OrganiserInFlight], "other providers' orders are known to the ministry only")),
    ("R19", "备案类型错误", "filed already, wrong type", Partly(&[R::DomainTaken, R::OrganiserInFlight], "filings at other providers are known to the ministry only")),
    ("R20", "空壳主体", "an empty subject exists", No("known to the ministry only; said on the province's checklist")),
    ("R21", "主办单位性质不符", "nature does not fit", By(&[R::NotAllowedHere, R::UsccKind, R::CertificateProvince])),
    ("R22", "材料模糊、翻拍", "pictures blurred, cut, of a screen", Partly(&[R::FileTooSmall, R::FileUnreadable, R::FileKind], "sharpness and glare are seen by a person")),
    ("R23", "证件过期或不足三个月", "document expired", By(&[R::DocumentExpires, R::DateOrder])),
    ("R24", "材料不全", "papers missing", By(&[R::Required, R::MaterialMissing])),
    ("R25", "水印不当", "watermark over text", No("seen by a person; said beside the upload")),
    ("R26", "核验单错误", "old verification form", No("obsolete: verification is electronic")),
    ("R27", "人脸核验不通过", "face check failed", Partly(&[R::NotVerified, R::CaptureMissing, R::VideoTooShort], "whether the face is the register's is compared by a person")),
    ("R28", "幕布照问题", "curtain photograph", No("obsolete: verification is electronic")),
    ("R29", "手机号非本省", "number not of the province", Partly(&[R::MobileLocal, R::AreaCode], "a mobile's province is known to the operators only")),
    ("R30", "电话无法接通", "nobody answers", No("a reviewer calls")),
    ("R31", "手机号已用于其他主体", "number used by another organiser", By(&[R::PhoneTaken])),
    ("R32", "负责人号码、邮箱相同", "two persons share a number or mailbox", By(&[R::PhoneShared, R::EmailShared, R::SamePhone, R::PhonesTooFew])),
    ("R33", "号段收不到短信", "range receives no SMS", By(&[R::MobileVirtual, R::MobileMachine, R::MobileSatellite, R::MobileUnknown])),
    ("R34", "年龄不符", "age outside the limits", By(&[R::TooYoung, R::TooOld, R::AgeProof])),
    ("R35", "一人负责多家单位", "person serves several organisers", By(&[R::PersonTaken])),
    ("R36", "地址不详", "address not detailed", By(&[R::AddressDetail, R::AddressRepeats, R::AddressContact])),
    ("R37", "网站名称不合规", "site's name breaks the naming rules", By(&[R::SiteNameTooShort, R::SiteNameLatin, R::SiteNameDomain, R::SiteNameNational, R::SiteNameWord, R::SiteNameForum, R::SiteNameForeign, R::SiteNameProvince, R::SiteNameLatinProvince, R::SiteNamePlace, R::SiteNameTwice])),
    ("R38", "名称与主办单位无关", "name unrelated to the organiser", By(&[R::SiteNameUnrelated])),
    ("R39", "备注缺失", "remark missing", By(&[R::RemarkMissing, R::InvestorMissing, R::RemarkWord])),
    ("R40", "服务内容不允许", "content not allowed", By(&[R::ContentProvince])),
    ("R41", "前置审批缺失", "approval missing", By(&[R::NeedsApproval, R::NeedsSomeApproval, R::ContentApproval, R::PreApprovalTwice])),
    ("R42", "备案前网站可访问", "site answers before it is filed", By(&[R::DomainLive])),
    ("R43", "已备案网站不合规", "filed sites do not comply", No("concerns earlier filings, which this first filing has none of")),
    ("R44", "网站或域名过多", "too many sites or domains", By(&[R::SiteCount, R::SiteCountProvince, R::DomainLimit])),
    ("R45", "解析 IP 不一致", "addresses of filed sites differ", No("concerns earlier filings")),
    ("R46", "云资源不符合", "resource does not qualify", By(&[R::ResourceRefused, R::ResourceSlots, R::ResourceUnknown, R::AuthorisationCodeRefused, R::AuthorisationCodeTwice])),
    ("R47", "短信核验超时", "ministry's code not entered", No("after submission: the status page counts down")),
    ("R48", "订单超过 45 天", "idle for 45 days", No("after a return: the clock ends it, see the state machine")),
];

/// The table.
pub fn table(page: &mut String) -> std::fmt::Result {
    page.push_str(
        "\n## Reasons for rejection\n\n| | 原因 | reason | caught before submission by |\n| --- | --- | --- | --- |\n",
    );
    let mut caught = 0;
    for (number, zh, en, by) in REASONS {
        let ids = |rules: &[R]| rules.iter().map(|rule| format!("`{rule}`")).collect::<Vec<_>>().join(" ");
        let by = match by {
            By(rules) => {
                caught += 1;
                ids(rules)
            }
            Partly(rules, why) => format!("in part: {}; {why}", ids(rules)),
            No(why) => format!("not: {why}"),
        };
        writeln!(page, "| {number} | {zh} | {en} | {by} |")?;
    }
    writeln!(page, "\n{caught} of {} wholly.", REASONS.len())
}
