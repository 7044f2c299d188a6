//! The known reasons for rejection (驳回原因), and what catches each before submission.

use beian_rules::Rule;
use beian_rules::checks::address::{
    ADDRESS_CITY, ADDRESS_CONTACT, ADDRESS_DETAIL, ADDRESS_PROVINCE, ADDRESS_REPEATS, REGION_OTHER_PROVINCE,
};
use beian_rules::checks::attachments::ATTACHMENT_MISSING;
use beian_rules::checks::certificate::{
    CERTIFICATE_PROVINCE, CHARACTER, LICENCE_NUMBER_CHECK, LICENCE_NUMBER_OLD, NOT_ALLOWED_HERE,
    ORGANISATION_CODE_CHECK, OTHER_PROVINCE, USCC_CHECK, USCC_INNER, USCC_KIND, USCC_SHAPE,
};
use beian_rules::checks::content::{
    CONTENT_APPROVAL, CONTENT_PROVINCE, NEEDS_APPROVAL, NEEDS_SOME_APPROVAL, PRE_APPROVAL_TWICE,
};
use beian_rules::checks::domains::{
    DOMAIN_EXPIRES, DOMAIN_HOLDER, DOMAIN_LIMIT, DOMAIN_LIVE, DOMAIN_PRIVACY, DOMAIN_PUBLIC_BODY, DOMAIN_REGISTRAR,
    DOMAIN_SUFFIX, DOMAIN_SUFFIX_NATURE, DOMAIN_SUFFIX_PROVINCE, DOMAIN_TAKEN, DOMAIN_UNREGISTERED, DOMAIN_UNVERIFIED,
};
use beian_rules::checks::fields::{REQUIRED, SITE_COUNT, SITE_COUNT_PROVINCE};
use beian_rules::checks::legal_representative::{LETTER_ADVISED, NOT_EXECUTIVE, NOT_LEGAL_REPRESENTATIVE};
use beian_rules::checks::organiser_name::{ORGANISER_IN_FLIGHT, ORGANISER_NAME_SHORT, REAL_NAME};
use beian_rules::checks::person::{
    AGE_PROOF, DATE_ORDER, DOCUMENT_EXPIRES, NOT_VERIFIED, PERSON_TAKEN, TOO_OLD, TOO_YOUNG,
};
use beian_rules::checks::phones::{
    AREA_CODE, EMAIL_SHARED, MOBILE_LOCAL, MOBILE_MACHINE, MOBILE_SATELLITE, MOBILE_UNKNOWN, MOBILE_VIRTUAL,
    PHONE_SHARED, PHONE_TAKEN, PHONES_TOO_FEW, SAME_PHONE,
};
use beian_rules::checks::remarks::{INVESTOR_MISSING, REMARK_MISSING, REMARK_WORD};
use beian_rules::checks::resource::{
    AUTHORISATION_CODE_REFUSED, AUTHORISATION_CODE_TWICE, RESOURCE_REFUSED, RESOURCE_SLOTS, RESOURCE_UNKNOWN,
};
use beian_rules::checks::site_name::{
    SITE_NAME_DOMAIN, SITE_NAME_FOREIGN, SITE_NAME_FORUM, SITE_NAME_LATIN, SITE_NAME_LATIN_PROVINCE,
    SITE_NAME_NATIONAL, SITE_NAME_PLACE, SITE_NAME_PROVINCE, SITE_NAME_TOO_SHORT, SITE_NAME_TWICE, SITE_NAME_UNRELATED,
    SITE_NAME_WORD,
};
use beian_rules::checks::uploads::{FILE_KIND, FILE_TOO_SMALL, FILE_UNREADABLE};
use beian_rules::checks::verification::{CAPTURE_MISSING, VIDEO_TOO_SHORT};
use std::fmt::Write;

/// What is done about a reason.
enum Caught {
    /// By these rules, before submission.
    By(&'static [&'static Rule]),
    /// By these rules in part, and why not wholly.
    Partly(&'static [&'static Rule], &'static str),
    /// Not at all, and why.
    No(&'static str),
}

use Caught::{By, No, Partly};

#[rustfmt::skip]
static REASONS: &[(&str, &str, &str, Caught)] = &[
    ("R01", "域名所有者与主办单位不一致", "domain's owner is not the organiser", By(&[&DOMAIN_HOLDER])),
    ("R02", "域名实名证件类型不一致", "owner's document of another kind", No("registries do not tell; the reviewer compares the screenshot")),
    ("R03", "域名实名证件号码不一致", "owner's document number differs", No("registries do not tell; the reviewer compares the screenshot")),
    ("R04", "域名未实名或未同步", "not verified, or not yet with the ministry", By(&[&DOMAIN_UNVERIFIED])),
    ("R05", "域名过期或剩余时间不足", "expired, or too little time left", By(&[&DOMAIN_EXPIRES, &DOMAIN_UNREGISTERED])),
    ("R06", "域名后缀未获批准", "suffix not approved", By(&[&DOMAIN_SUFFIX, &DOMAIN_SUFFIX_PROVINCE])),
    ("R07", "注册商未获批准", "registrar not approved", By(&[&DOMAIN_REGISTRAR])),
    ("R08", "域名隐私保护", "privacy service", By(&[&DOMAIN_PRIVACY])),
    ("R09", "域名冲突", "domain in another order", Partly(&[&DOMAIN_TAKEN], "other providers' orders are known to the ministry only")),
    ("R10", "公共机构后缀不符", "public body under another suffix", By(&[&DOMAIN_PUBLIC_BODY, &DOMAIN_SUFFIX_NATURE])),
    ("R11", "跨省备案", "filing across provinces", By(&[&OTHER_PROVINCE, &ADDRESS_PROVINCE, &REGION_OTHER_PROVINCE])),
    ("R12", "单位名称与证件不符", "name is not the certificate's", Partly(&[&REAL_NAME, &ORGANISER_NAME_SHORT, &CHARACTER], "the certificate is a picture; a person compares")),
    ("R13", "证件号码错误", "certificate number wrong or old", By(&[&USCC_CHECK, &USCC_SHAPE, &USCC_INNER, &USCC_KIND, &ORGANISATION_CODE_CHECK, &LICENCE_NUMBER_CHECK, &LICENCE_NUMBER_OLD])),
    ("R14", "证件住所与证件不符", "address is not the certificate's", Partly(&[&ADDRESS_PROVINCE, &ADDRESS_CITY], "the certificate is a picture; a person compares")),
    ("R15", "企业状态异常", "organiser struck off", No("asks the business register, which the reference server has no access to")),
    ("R16", "主体负责人不是法定代表人", "person is not the legal representative", By(&[&NOT_LEGAL_REPRESENTATIVE, &NOT_EXECUTIVE])),
    ("R17", "授权书缺失或不规范", "letter missing or of the wrong form", Partly(&[&REQUIRED, &LETTER_ADVISED], "its presence is checked, its form by a person")),
    ("R18", "主办者冲突", "organiser files elsewhere", Partly(&[&ORGANISER_IN_FLIGHT], "other providers' orders are known to the ministry only")),
    ("R19", "备案类型错误", "filed already, wrong type", Partly(&[&DOMAIN_TAKEN, &ORGANISER_IN_FLIGHT], "filings at other providers are known to the ministry only")),
    ("R20", "空壳主体", "an empty subject exists", No("known to the ministry only; said on the province's checklist")),
    ("R21", "主办单位性质不符", "nature does not fit", By(&[&NOT_ALLOWED_HERE, &USCC_KIND, &CERTIFICATE_PROVINCE])),
    ("R22", "材料模糊、翻拍", "pictures blurred, cut, of a screen", Partly(&[&FILE_TOO_SMALL, &FILE_UNREADABLE, &FILE_KIND], "sharpness and glare are seen by a person")),
    ("R23", "证件过期或不足三个月", "document expired", By(&[&DOCUMENT_EXPIRES, &DATE_ORDER])),
    ("R24", "材料不全", "attachments missing", By(&[&REQUIRED, &ATTACHMENT_MISSING])),
    ("R25", "水印不当", "watermark over text", No("seen by a person; said beside the upload")),
    ("R26", "核验单错误", "old verification form", No("obsolete: verification is electronic")),
    ("R27", "人脸核验不通过", "face check failed", Partly(&[&NOT_VERIFIED, &CAPTURE_MISSING, &VIDEO_TOO_SHORT], "whether the face is the register's is compared by a person")),
    ("R28", "幕布照问题", "curtain photograph", No("obsolete: verification is electronic")),
    ("R29", "手机号非本省", "number not of the province", Partly(&[&MOBILE_LOCAL, &AREA_CODE], "a mobile's province is known to the operators only")),
    ("R30", "电话无法接通", "nobody answers", No("a reviewer calls")),
    ("R31", "手机号已用于其他主体", "number used by another organiser", By(&[&PHONE_TAKEN])),
    ("R32", "负责人号码、邮箱相同", "two persons share a number or mailbox", By(&[&PHONE_SHARED, &EMAIL_SHARED, &SAME_PHONE, &PHONES_TOO_FEW])),
    ("R33", "号段收不到短信", "range receives no SMS", By(&[&MOBILE_VIRTUAL, &MOBILE_MACHINE, &MOBILE_SATELLITE, &MOBILE_UNKNOWN])),
    ("R34", "年龄不符", "age outside the limits", By(&[&TOO_YOUNG, &TOO_OLD, &AGE_PROOF])),
    ("R35", "一人负责多家单位", "person serves several organisers", By(&[&PERSON_TAKEN])),
    ("R36", "地址不详", "address not detailed", By(&[&ADDRESS_DETAIL, &ADDRESS_REPEATS, &ADDRESS_CONTACT])),
    ("R37", "网站名称不合规", "site's name breaks the naming rules", By(&[&SITE_NAME_TOO_SHORT, &SITE_NAME_LATIN, &SITE_NAME_DOMAIN, &SITE_NAME_NATIONAL, &SITE_NAME_WORD, &SITE_NAME_FORUM, &SITE_NAME_FOREIGN, &SITE_NAME_PROVINCE, &SITE_NAME_LATIN_PROVINCE, &SITE_NAME_PLACE, &SITE_NAME_TWICE])),
    ("R38", "名称与主办单位无关", "name unrelated to the organiser", By(&[&SITE_NAME_UNRELATED])),
    ("R39", "备注缺失", "remark missing", By(&[&REMARK_MISSING, &INVESTOR_MISSING, &REMARK_WORD])),
    ("R40", "服务内容不允许", "content not allowed", By(&[&CONTENT_PROVINCE])),
    ("R41", "前置审批缺失", "approval missing", By(&[&NEEDS_APPROVAL, &NEEDS_SOME_APPROVAL, &CONTENT_APPROVAL, &PRE_APPROVAL_TWICE])),
    ("R42", "备案前网站可访问", "site answers before it is filed", By(&[&DOMAIN_LIVE])),
    ("R43", "已备案网站不合规", "filed sites do not comply", No("concerns earlier filings, which this first filing has none of")),
    ("R44", "网站或域名过多", "too many sites or domains", By(&[&SITE_COUNT, &SITE_COUNT_PROVINCE, &DOMAIN_LIMIT])),
    ("R45", "解析 IP 不一致", "addresses of filed sites differ", No("concerns earlier filings")),
    ("R46", "云资源不符合", "resource does not qualify", By(&[&RESOURCE_REFUSED, &RESOURCE_SLOTS, &RESOURCE_UNKNOWN, &AUTHORISATION_CODE_REFUSED, &AUTHORISATION_CODE_TWICE])),
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
        let ids = |rules: &[&Rule]| rules.iter().map(|rule| format!("`{}`", rule.id)).collect::<Vec<_>>().join(" ");
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
