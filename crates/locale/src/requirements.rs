//! What a bureau asks, a line each, as its checklist says it and as it stands beside a field: without the bureau's name.

use super::{Lang, Word, Words, fields, fill, ui::Ui};
use beian_model::{OrganiserField, Path, RemarkOf, Requirement, Severity, Subject, Who};

messages! {
    /// What a bureau asks.
    pub struct Asks {
        Legal: "主体负责人须为法定代表人", "The organiser's responsible person must be the legal representative";
        Letter: "主体负责人不是法定代表人的，须提交授权书", "A responsible person other than the legal representative needs a letter of authorisation";
        Executive: "主体负责人不是法定代表人的，须为股东或高管，并提交章程和授权书", "A responsible person other than the legal representative must be a shareholder or executive, with the articles and a letter of authorisation";
        SiteLetter: "网站负责人不是法定代表人的，须提交授权书", "A site's responsible person other than the legal representative needs a letter of authorisation";
        SiteSame: "网站负责人须与主体负责人为同一人", "The site's responsible person must be the organiser's";
        SiteSameUnlessLegal: "主体负责人不是法定代表人的，网站负责人须与其为同一人", "If the organiser's person is not the legal representative, the site's person must be the same";
        MobileLocal: "负责人的手机号须为本省号码", "The responsible persons' mobile numbers must be numbers of the province";
        MobileOnce: "一个手机号只能用于一个主办单位", "A mobile number can be used for one organiser only";
        PersonOnce: "一个人只能担任一个主办单位的负责人", "A person can be responsible for one organiser only";
        EmergencyDiffers: "应急联系电话须与联系方式 1 不同", "The emergency phone must differ from contact 1";
        PhonesDiffer: "两位负责人的手机号和应急联系电话中，至少有 {count} 个不同的号码", "At least {count} of the two persons' mobile and emergency numbers must differ";
        Landline: "联系方式 2 须为座机", "Contact 2 must be a landline";
        Age: "负责人须年满 {min} 周岁", "Responsible persons must be {min} or older";
        AgeOfSite: "网站负责人须年满 {min} 周岁", "The site's responsible person must be {min} or older";
        AgeOfOrganiser: "主体负责人须年满 {min} 周岁", "The organiser's responsible person must be {min} or older";
        AgeProof: "未满 {max} 周岁的，须提交收入或工作证明", "under {max} with proof of work or income";
        AgeMost: "不超过 {max} 周岁", "{max} at most";
        AgeMostBoth: "男性不超过 {max} 周岁，女性不超过 {min} 周岁", "men {max} at most, women {min} at most";
        Sites: "每次最多备案 {max} 个网站", "A filing can have at most {max} websites";
        Domains: "超过 {max} 个域名的，须补充说明材料", "More than {max} domains need further attachments";
        SameCity: "通信地址与证件住所须在同一城市", "The mailing address must be in the city of the certificate's address";
        DistrictNamed: "区县须选择具体的区，不能选“市辖区”", "Choose a named district, not 市辖区";
        CertificateLocal: "证件住所须在本省", "The address on the certificate must be in the province";
        DomainHolder: "域名所有者须为本单位，不能是个人", "The domain must be owned by the organisation, not by a person";
        DomainDays: "域名注册有效期须剩余 {count} 天以上", "The domain must stay registered for {count} more days";
        ContentOnly: "网站服务内容只受理：{list}", "The only site content accepted: {list}";
        ContentNot: "网站服务内容不受理：{list}", "Site content not accepted: {list}";
        CertificateOnly: "{who}的证件只受理：{list}", "Certificates accepted from {who}: {list}";
        CertificateNot: "{who}的证件不受理：{list}", "Certificates not accepted from {who}: {list}";
        AllNatures: "各类主办单位", "any organiser";
        Suffix: "不受理的域名后缀：{list}", "Suffixes not accepted: {list}";
        SuffixToo: "另可备案的域名后缀：{list}", "Suffixes also accepted: {list}";
        LabelWords: "域名含以下字样的，须有相应资质或在备注中说明：{list}", "Words in a domain that need an approval or an explanation in the remarks: {list}";
        NameWords: "网站名称不能含有：{list}", "A site's name must not contain: {list}";
        NameLatin: "网站名称不能含有英文", "A site's name must not contain Latin letters";
        NamePlace: "网站名称不能是“地名+网”", "A site's name must not be a place name and 网";
        Approval: "名称含以下字样的，一般须取得前置审批：{list}", "Words in a name that usually need a prior approval: {list}";
        ApprovalOf: "名称含以下字样的，一般须取得{who}前置审批：{list}", "Words in a name that usually need a prior approval ({who}): {list}";
        SiteRemark: "网站备注", "Remarks on the site";
        Comma: "、", ", ";
        Then: "；", "; ";

        Must: "必须", "Must";
        Mind: "注意", "Check";
        Know: "说明", "Note";

        Duration: "预计时长", "How long it takes";
        Attachments: "材料", "Attachments";
        People: "负责人", "Responsible persons";
        Phones: "电话", "Phones";
        Addresses: "地址", "Addresses";
        OfDomains: "域名", "Domains";
        OfSites: "网站名称与内容", "Websites: name and content";
        Remarks: "备注与其他填写项", "Remarks and other fields";
        Process: "办理方式", "How the bureau works";
    }
}

impl Words for Subject {
    fn text(self, lang: Lang) -> &'static str {
        let word = match self {
            Subject::Duration => Asks::Duration,
            Subject::Attachments => Asks::Attachments,
            Subject::People => Asks::People,
            Subject::Phones => Asks::Phones,
            Subject::Addresses => Asks::Addresses,
            Subject::Domains => Asks::OfDomains,
            Subject::Sites => Asks::OfSites,
            Subject::Remarks => Asks::Remarks,
            Subject::Process => Asks::Process,
        };
        word.text(lang)
    }
}

/// The word for how much a line weighs.
pub fn weight(severity: Severity, lang: Lang) -> &'static str {
    let word = match severity {
        Severity::Error => Asks::Must,
        Severity::Risk => Asks::Mind,
        Severity::Note => Asks::Know,
    };
    word.text(lang)
}

fn joined<'w>(words: impl Iterator<Item = &'w str>, with: Word, lang: Lang) -> String {
    let mut out = String::new();
    for word in words {
        if !out.is_empty() {
            out.push_str(with.text(lang));
        }
        out.push_str(word);
    }
    out
}

fn codes<T: Words>(list: &[T], lang: Lang) -> String {
    joined(list.iter().map(|one| one.text(lang)), Asks::Comma, lang)
}

fn with_list(word: Word, who: &str, list: &str, lang: Lang) -> String {
    fill(word.text(lang), |name| Some(if name == "who" { who } else { list }))
}

fn with_number(word: Word, number: impl Into<u16>, lang: Lang) -> String {
    let number = number.into().to_string();
    fill(word.text(lang), |_| Some(&number))
}

/// What is asked, as a list says it: with the field's name, where what the file says has none.
pub fn line(asks: &Requirement, lang: Lang) -> String {
    let label = match asks {
        Requirement::Remark { on: RemarkOf::Site, .. } => Asks::SiteRemark.text(lang),
        Requirement::Remark { .. } => fields::bare_label(Path::Organiser(OrganiserField::Remark), lang),
        Requirement::Investor { .. } => fields::bare_label(Path::Organiser(OrganiserField::Investor), lang),
        _ => return beside(asks, lang),
    };
    format!("{label}{}{}", Ui::Colon.text(lang), beside(asks, lang))
}

/// What is asked, as it stands beside its field; what the file itself says, as it says it.
pub fn beside(asks: &Requirement, lang: Lang) -> String {
    use Requirement as R;
    let plain = |word: Word| word.text(lang).to_owned();
    let pick = |zh: &str, en: &str| match lang {
        Lang::Chinese => zh.to_owned(),
        Lang::English => en.to_owned(),
    };
    let words = |list: &[String]| joined(list.iter().map(String::as_str), Asks::Comma, lang);
    match asks {
        R::ResponsiblePerson { who } => plain(match who {
            Who::LegalRepresentative => Asks::Legal,
            Who::Letter => Asks::Letter,
            Who::Executive => Asks::Executive,
        }),
        R::SitePersonLetter {} => plain(Asks::SiteLetter),
        R::SitePersonSame { always: true } => plain(Asks::SiteSame),
        R::SitePersonSame { always: false } => plain(Asks::SiteSameUnlessLegal),
        R::MobileLocal {} => plain(Asks::MobileLocal),
        R::MobileOnce {} => plain(Asks::MobileOnce),
        R::PersonOnce {} => plain(Asks::PersonOnce),
        R::EmergencyDiffers {} => plain(Asks::EmergencyDiffers),
        R::PhonesDiffer { count } => with_number(Asks::PhonesDiffer, *count, lang),
        R::Landline {} => plain(Asks::Landline),
        R::Age { .. } => age(asks, lang),
        R::Sites { max } => with_number(Asks::Sites, *max, lang),
        R::Domains { max } => with_number(Asks::Domains, *max, lang),
        R::SameCity {} => plain(Asks::SameCity),
        R::DistrictNamed {} => plain(Asks::DistrictNamed),
        R::CertificateAddressLocal {} => plain(Asks::CertificateLocal),
        R::DomainHolder {} => plain(Asks::DomainHolder),
        R::DomainDays { days } => with_number(Asks::DomainDays, *days, lang),
        R::ServiceContent { only, not } if only.is_empty() => with_list(Asks::ContentNot, "", &codes(not, lang), lang),
        R::ServiceContent { only, .. } => with_list(Asks::ContentOnly, "", &codes(only, lang), lang),
        R::Certificate { natures, only, not } => {
            let who = if natures.is_empty() { plain(Asks::AllNatures) } else { codes(natures, lang) };
            match only.is_empty() {
                true => with_list(Asks::CertificateNot, &who, &codes(not, lang), lang),
                false => with_list(Asks::CertificateOnly, &who, &codes(only, lang), lang),
            }
        }
        R::Suffix { refused, approved } => {
            let (word, list) = if refused.is_empty() { (Asks::SuffixToo, approved) } else { (Asks::Suffix, refused) };
            let dotted: Vec<String> = list.iter().map(|one| format!(".{one}")).collect();
            with_list(word, "", &words(&dotted), lang)
        }
        R::LabelWords { words: list } => with_list(Asks::LabelWords, "", &words(list), lang),
        R::NameWords { words: list } => with_list(Asks::NameWords, "", &words(list), lang),
        R::NameLatin {} => plain(Asks::NameLatin),
        R::NamePlace {} => plain(Asks::NamePlace),
        R::ApprovalWords { words: list, approval } if approval.is_empty() => {
            with_list(Asks::Approval, "", &words(list), lang)
        }
        R::ApprovalWords { words: list, approval } => {
            with_list(Asks::ApprovalOf, &codes(approval, lang), &words(list), lang)
        }
        R::Remark { zh, en, .. }
        | R::Investor { zh, en, .. }
        | R::Attachment { zh, en, .. }
        | R::Note { zh, en, .. } => pick(zh, en),
    }
}

fn age(asks: &Requirement, lang: Lang) -> String {
    let Requirement::Age { min, proof_below, max_man, max_woman, role } = asks else { return String::new() };
    let word = match role {
        None => Asks::Age,
        Some(RemarkOf::Site) => Asks::AgeOfSite,
        Some(RemarkOf::Organiser) => Asks::AgeOfOrganiser,
    };
    let mut parts = vec![with_number(word, *min, lang)];
    if let Some(below) = proof_below {
        parts.push(with_number(Asks::AgeProof, *below, lang));
    }
    match (max_man, max_woman) {
        (Some(man), Some(woman)) if man != woman => {
            let (man, woman) = (man.to_string(), woman.to_string());
            let both = fill(Asks::AgeMostBoth.text(lang), |name| Some(if name == "max" { &man } else { &woman }));
            parts.push(both);
        }
        (Some(most), _) | (None, Some(most)) => parts.push(with_number(Asks::AgeMost, *most, lang)),
        (None, None) => {}
    }
    joined(parts.iter().map(String::as_str), Asks::Then, lang)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_says_what_it_has() {
        let age =
            |proof_below, max_man, max_woman, role| Requirement::Age { min: 18, proof_below, max_man, max_woman, role };
        for (asks, zh) in [
            (age(None, None, None, None), "负责人须年满 18 周岁"),
            (age(Some(20), None, None, None), "负责人须年满 18 周岁；未满 20 周岁的，须提交收入或工作证明"),
            (age(None, Some(60), Some(55), None), "负责人须年满 18 周岁；男性不超过 60 周岁，女性不超过 55 周岁"),
            (age(None, Some(65), Some(65), Some(RemarkOf::Site)), "网站负责人须年满 18 周岁；不超过 65 周岁"),
        ] {
            assert_eq!(line(&asks, Lang::Chinese), zh);
        }
    }

    #[test]
    fn a_remark_names_its_field_in_a_list_and_not_beside_it() {
        let asks = Requirement::Remark {
            on: RemarkOf::Organiser,
            when: beian_model::RemarkCase::Always,
            min: 1,
            zh: "写明用途".to_owned(),
            en: "Say what it is for".to_owned(),
        };
        assert_eq!(
            (line(&asks, Lang::Chinese).as_str(), beside(&asks, Lang::Chinese).as_str()),
            ("备注：写明用途", "写明用途")
        );
        assert_eq!(line(&asks, Lang::English).rsplit(": ").next(), Some("Say what it is for"));
    }
}
