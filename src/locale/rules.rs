//! Findings in words: what is wrong with a field, and what would be right.

use super::{Lang, Words, fields, fill};
use crate::model::Path;
use crate::model::wire::Refusal;
use crate::model::{PersonField, Province};
use crate::rules::{Finding, RuleId};

/// A finding in words, its parameters filled in.
pub fn message(finding: &Finding, lang: Lang) -> String {
    let (zh, en) = template(finding.rule);
    let text = match lang {
        Lang::Chinese => zh,
        Lang::English => en,
    };
    let label = fields::label(finding.path, lang);
    let megabytes =
        finding.params.get("max").and_then(|max| max.parse::<u64>().ok()).map(|max| (max >> 20).to_string());
    fill(text, |name| match name {
        "label" => Some(label),
        "megabytes" => Some(megabytes.as_deref().unwrap_or("?")),
        "refusal" => {
            finding.params.get("reason").and_then(|code| code.parse::<Refusal>().ok()).map(|reason| reason.text(lang))
        }
        "province" => {
            finding.params.get("province").and_then(|code| code.parse::<Province>().ok()).map(|one| one.text(lang))
        }
        "other" => {
            let other = finding.params.get("other").and_then(|code| code.parse::<PersonField>().ok());
            other.map(|field| fields::label(Path::OrganiserPerson(field), lang))
        }
        _ => finding.params.get(name).map(String::as_str),
    })
}

/// The words of a rule. A rule without words in both languages does not compile.
const fn template(rule: RuleId) -> (&'static str, &'static str) {
    match rule {
        RuleId::Required => ("请填写{label}", "Fill in: {label}"),
        RuleId::TooLong => ("超过 {max} 个字，现在有 {count} 个", "At most {max} characters; there are {count}"),
        RuleId::TooShort => ("至少 {min} 个字", "At least {min} characters"),
        RuleId::NotAllowedHere => {
            ("与主办单位性质不符，请重新选择", "Does not go with the nature of the organiser: choose another")
        }
        RuleId::Character => {
            ("不能含有“{character}”，请对照证件核对", "“{character}” cannot occur here: compare with the original")
        }
        RuleId::UsccShape => (
            "统一社会信用代码为 18 位数字和大写字母，现在有 {count} 位",
            "A unified social credit code has 18 digits and capital letters; there are {count}",
        ),
        RuleId::UsccCheck => (
            "最后一位校验码与前 17 位不符，请逐位核对",
            "The check character does not fit the first 17: compare one by one",
        ),
        RuleId::OrganisationCodeShape => (
            "组织机构代码为 8 位数字或字母加 1 位校验码，如 12345678-8",
            "An organisation code has eight digits or letters and a check character, such as 12345678-8",
        ),
        RuleId::OrganisationCodeCheck => {
            ("最后一位校验码不符，请逐位核对", "The check character does not fit: compare one by one")
        }
        RuleId::LicenceNumberCheck => (
            "15 位注册号的校验码不符；新版执照请填 18 位统一社会信用代码",
            "The check digit of the 15-digit number does not fit; on a new licence take the 18-character credit code",
        ),
        RuleId::ResidentIdShape => {
            ("身份证号为 17 位数字加 1 位数字或 X", "An ID number has 17 digits and a digit or X")
        }
        RuleId::ResidentIdRegion => {
            ("前两位不是任何省份的代码，请核对", "The first two digits are no province's: compare with the card")
        }
        RuleId::ResidentIdDate => (
            "第 7 至 14 位不是有效的出生日期，请核对",
            "Digits 7 to 14 are no possible birth date: compare with the card",
        ),
        RuleId::ResidentIdCheck => (
            "最后一位校验码与前 17 位不符，请逐位核对",
            "The last character does not fit the first 17: compare one by one",
        ),
        RuleId::DocumentShape => {
            ("与所选证件类型的号码格式不符，请核对", "Not the form of the chosen document's number: compare with it")
        }
        RuleId::TooYoung => ("负责人须年满 {min} 周岁", "The responsible person must be {min} years old"),
        RuleId::DateShape => ("请填写完整日期，如 2026-11-24", "Give a whole date, such as 2026-11-24"),
        RuleId::DateOrder => ("到期日须晚于起始日", "It must end after it begins"),
        RuleId::DocumentExpires => (
            "证件有效期须在 {months} 个月以上，请先换领证件",
            "The document must be valid for {months} more months: have it renewed first",
        ),
        RuleId::MobileShape => (
            "请填写 11 位中国大陆手机号，如 13800138000",
            "Give an 11-digit mobile number of mainland China, such as 13800138000",
        ),
        RuleId::PhoneShape => (
            "请填写手机号，或带区号的座机，如 0755-86013388",
            "Give a mobile, or a land line with its area code, such as 0755-86013388",
        ),
        RuleId::EmailShape => {
            ("请填写完整的邮箱地址，如 name@example.com", "Give a whole address, such as name@example.com")
        }
        RuleId::SamePhone => ("不能与“{other}”相同，请填另一个号码", "Must differ from “{other}”: give another number"),
        RuleId::MobileUnproved => ("请获取短信验证码并完成验证", "Have a code sent to this number and confirm it"),
        RuleId::DomainShape => (
            "“{typed}”不是域名；域名由字母、数字、连字符或汉字和后缀组成，如 example.com",
            "“{typed}” is no domain; one has letters, digits, hyphens or Chinese characters and a suffix, such as example.com",
        ),
        RuleId::DomainNotBare => {
            ("只填主域名，不带 www 和网址：{suggestion}", "The domain alone, without www or address: {suggestion}")
        }
        RuleId::DomainSuffix => (
            "后缀 {suffix} 未获工信部批准，不能备案；请换用 .com、.cn 等可备案的域名",
            "The suffix {suffix} is not approved for filing: take a domain under .com, .cn or another approved suffix",
        ),
        RuleId::DomainSub => {
            ("子域名无需单独备案，请填 {suggestion}", "A sub-domain is covered by its parent: give {suggestion}")
        }
        RuleId::DomainTwice => ("这个域名已填写过，请删除其中一处", "This domain stands here twice: remove one"),
        RuleId::DomainTaken => (
            "这个域名已备案，或正在其他订单中备案，请先注销或取消那一处",
            "This domain is filed already, or in another running filing: cancel that one first",
        ),
        RuleId::DomainUnregistered => (
            "查不到这个域名的注册信息，请先注册并完成实名认证",
            "No registration of this domain was found: register it and verify the owner first",
        ),
        RuleId::DomainExpires => {
            ("域名将于 {until} 到期，请先续费", "The registration ends on {until}: renew it first")
        }
        RuleId::DomainHolder => (
            "域名所有者与主办单位不一致，请先过户或更正实名信息",
            "The domain's owner is not the organiser: transfer it or correct its real-name data first",
        ),
        RuleId::ResourceUnknown => {
            ("账号内没有这个云资源，请重新选择", "The account has no such resource: choose another")
        }
        RuleId::ResourceRefused => {
            ("这个云资源不可用于备案：{refusal}", "This resource cannot carry a filing: {refusal}")
        }
        RuleId::ResourceSlots => (
            "这个云资源只剩 {left} 个备案名额，请为其他网站另选",
            "This resource can carry {left} more sites only: choose another for the rest",
        ),
        RuleId::AuthorisationCodeShape => (
            "备案授权码为 8 至 64 位字母、数字和连字符",
            "An authorisation code has 8 to 64 letters, digits and dashes",
        ),
        RuleId::AuthorisationCodeRefused => (
            "授权码不存在、已使用，或不是发给您的账号，请向对方核对",
            "No such code, used already, or made for another account: check with who gave it",
        ),
        RuleId::SiteNameTooShort => {
            ("至少三个汉字，如“示例一企业展示”", "At least three Chinese characters, such as 示例一企业展示")
        }
        RuleId::SiteNameDomain => {
            ("不能使用域名作为网站名称，请用汉字命名", "A domain is no site name: name it in Chinese characters")
        }
        RuleId::SiteNameLatin => {
            ("不能只用数字或字母，至少三个汉字", "Not digits or Latin letters alone: at least three Chinese characters")
        }
        RuleId::SiteNameNational => (
            "“{word}”开头的名称仅限国家机构使用，请改名",
            "Names that begin with “{word}” are for national bodies: take another",
        ),
        RuleId::SiteNameWord => (
            "含有“{word}”的名称容易被驳回，请改名或提供相应批准",
            "Names with “{word}” are usually refused: take another, or have the approval for it",
        ),
        RuleId::AddressDetail => (
            "请写到门牌号或房间号，如“科技园路1号示例大厦301室”",
            "Down to number and room, such as 科技园路1号示例大厦301室",
        ),
        RuleId::OtherProvince => (
            "证件在{province}登记，与备案省份不同，可能因跨省被驳回",
            "The certificate was registered in {province}, not the province of the filing: a known reason for rejection",
        ),
        RuleId::RegionOtherProvince => {
            ("不属于所选的备案省份，请重新选择", "Not in the province of the filing: choose again")
        }
        RuleId::LanguageMissing => ("至少选择一种语言", "Choose at least one language"),
        RuleId::SiteCount => ("每次备案 1 至 {max} 个网站", "A filing has one to {max} websites"),
        RuleId::PreApprovalTwice => ("同一类审批只需填写一次", "The same approval stands here twice: remove one"),
        RuleId::BasicUnchecked => (
            "基础信息尚未校验，或校验后有修改，请重新校验",
            "The basic check was not made, or its fields changed since: make it again",
        ),
        RuleId::OrganiserInFlight => (
            "这个主办单位已有进行中的备案，请先办结或放弃",
            "This organiser has another filing in progress: complete or end that one first",
        ),
        RuleId::NotVerified => (
            "负责人尚未完成真实性核验，请用手机扫码完成",
            "The responsible person was not verified yet: scan the code with their phone",
        ),
        RuleId::AgreementMissing => ("请阅读并勾选{label}", "Read and tick: {label}"),
        RuleId::FileTooLarge => (
            "文件超过 {megabytes} MB，请压缩后重新上传",
            "Larger than {megabytes} MB: make it smaller and send it again",
        ),
        RuleId::FileEmpty => ("文件是空的，请重新选择", "The file is empty: choose another"),
        RuleId::FileKind => {
            ("不是 JPG 或 PNG 图片，请重新拍照或扫描", "Not a JPG or PNG picture: photograph or scan it again")
        }
        RuleId::FileUnreadable => (
            "图片已损坏，无法打开，请重新拍照或扫描",
            "The picture is damaged and cannot be opened: photograph or scan it again",
        ),
        RuleId::FileTooSmall => {
            ("图片太小，长边至少 {min} 像素", "The picture is too small: at least {min} pixels on the long side")
        }
        RuleId::FileTooManyPixels => {
            ("图片像素过多，请缩小到 {max} 百万像素以内", "Too many pixels: scale it to at most {max} million")
        }
        RuleId::VideoKind => ("不是 MP4 或 WebM 视频，请重新录制", "Not an MP4 or WebM video: record it again"),
        RuleId::VideoTooShort => ("视频太短，请录制 5 至 15 秒", "The video is too short: record 5 to 15 seconds"),
        RuleId::IcpNumber => (
            "备案号应如“{prefix}ICP备12345678号”，网站备案号在其后加“-1”，每个网站一个",
            "A number reads {prefix}ICP备12345678号, a site's the same with -1 behind it; one for each site",
        ),
        RuleId::CaptureMissing => {
            ("缺少照片或视频，请补拍后再完成", "A picture or the video is missing: take it before finishing")
        }
        RuleId::Returned => ("{by}：{text}", "{by}: {text}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_has_words_whose_places_agree() {
        let table: Vec<(&str, &str, &str)> = RuleId::ALL
            .iter()
            .map(|rule| {
                let (zh, en) = template(*rule);
                (rule.as_str(), zh, en)
            })
            .collect();
        crate::locale::tests::check_table(&table);
    }

    #[test]
    fn what_the_rules_say_leaves_no_place_empty() {
        use crate::model::{Filing, SiteId, sample::complete_filing};
        let (complete, facts) = complete_filing();
        let mut wrong = vec![Filing::new(SiteId(1))];
        for (path, text) in [
            ("organiser.name", "甲"),
            ("organiser.certificate_number", "91110199MA00AAAA49"),
            ("organiser.certificate_number", "9111"),
            ("organiser.responsible_person.document_number", "440399201512310026"),
            ("organiser.responsible_person.emergency_phone", "13800100500"),
            ("organiser.responsible_person.valid_until", "2026-12-01"),
            ("sites[3f2a9c01].name", "中国论坛示例"),
            ("sites[3f2a9c01].domains[0]", "https://www.example.io"),
            ("sites[3f2a9c01].domains[0]", "www.example.com"),
            ("sites[3f2a9c01].domains[0]", "_"),
        ] {
            let mut filing = complete.clone();
            filing.set_text(path.parse().unwrap(), text).unwrap();
            wrong.push(filing);
        }
        for filing in wrong {
            for finding in crate::rules::check(&filing, &facts) {
                for lang in [Lang::Chinese, Lang::English] {
                    let text = message(&finding, lang);
                    assert!(!text.contains('{') && !text.is_empty(), "{}: {text}", finding.rule);
                }
            }
        }
    }
}
