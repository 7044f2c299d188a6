//! Labels, hints and examples of every field of a filing. A field without a label does not compile.

use super::{Lang, Words};
use beian_model::{AgreementField, OrganiserField, PaperField, Path, PersonField, PreApprovalField, SiteField};

/// A text in both languages.
type Both = (&'static str, &'static str);

const fn pick(both: Both, lang: Lang) -> &'static str {
    match lang {
        Lang::Chinese => both.0,
        Lang::English => both.1,
    }
}

/// What a field is called.
pub fn label(path: Path, lang: Lang) -> &'static str {
    let both: Both = match path {
        Path::Filing => ("备案", "Filing"),
        Path::Province => ("备案省份", "Province"),
        Path::Sites => ("网站", "Websites"),
        Path::Organiser(field) => match field {
            OrganiserField::Nature => ("主办单位性质", "Nature of the organiser"),
            OrganiserField::Name => ("主办单位名称", "Organiser's name"),
            OrganiserField::CertificateType => ("证件类型", "Certificate"),
            OrganiserField::CertificateNumber => ("证件号码", "Certificate number"),
            OrganiserField::City => ("所在市", "City"),
            OrganiserField::District => ("所在区县", "District"),
            OrganiserField::Licence => ("主办单位证件照片", "Picture of the certificate"),
            OrganiserField::CertificateAddress => ("证件住所", "Address on the certificate"),
            OrganiserField::LegalRepresentative => ("法定代表人", "Legal representative"),
            OrganiserField::LegalRepresentativeNumber => {
                ("法定代表人证件号码", "Legal representative's document number")
            }
            OrganiserField::Address => ("通信地址", "Mailing address"),
            OrganiserField::Investor => ("投资者或上级主管单位（选填）", "Investor or higher authority (optional)"),
            OrganiserField::Remark => ("备注（选填）", "Remarks (optional)"),
            OrganiserField::CallHours => ("方便接听电话的时间（选填）", "When you can be reached by phone (optional)"),
            OrganiserField::PersonIs => ("主体负责人是谁", "Who is the responsible person?"),
            OrganiserField::AuthorisationLetter => ("主体负责人授权书", "Letter authorising the responsible person"),
        },
        Path::OrganiserPerson(field) | Path::SitePerson(_, field) => match field {
            PersonField::DocumentType => ("负责人证件类型", "Personal document"),
            PersonField::Name => ("负责人姓名", "Responsible person's name"),
            PersonField::DocumentNumber => ("负责人证件号码", "Document number"),
            PersonField::ValidFrom => ("证件有效期起", "Document start date"),
            PersonField::ValidUntil => ("证件有效期止", "Document expiry date"),
            PersonField::Mobile => ("联系方式 1（手机号）", "Contact 1 (mobile)"),
            PersonField::SecondPhone => ("联系方式 2（选填）", "Contact 2 (optional)"),
            PersonField::EmergencyPhone => ("应急联系电话", "Emergency phone"),
            PersonField::Email => ("电子邮箱", "E-mail"),
            PersonField::Verification => ("真实性核验", "Verification"),
        },
        Path::Site(_, field) => match field {
            SiteField::Name => ("网站名称", "Site's name"),
            SiteField::Domains => ("网站域名", "Domains"),
            SiteField::ResourceKind => ("云资源类型", "Kind of resource"),
            SiteField::Resource => ("云资源", "Cloud resource"),
            SiteField::ServiceContent => ("网站服务内容", "What the site offers"),
            SiteField::Languages => ("网站语言", "Languages"),
            SiteField::PreApprovals => ("前置审批类型", "Prior approvals"),
            SiteField::Remark => ("网站备注（选填）", "Remarks on the site (optional)"),
            SiteField::SamePerson => {
                ("网站负责人与主体负责人相同", "The organiser's responsible person is also the site's")
            }
            SiteField::DomainCertificate => ("域名证书（选填）", "Domain certificate (optional)"),
            SiteField::AuthorisationLetter => ("网站负责人授权书", "Letter authorising the site's person"),
            SiteField::DomainRecord => {
                ("域名实名认证截图（选填）", "Screenshot of the domain's real-name record (optional)")
            }
        },
        Path::Domain(_, 0) => ("域名", "Domain"),
        Path::Domain(..) => ("其他域名", "Another domain"),
        Path::PreApproval(_, _, field) => match field {
            PreApprovalField::Kind => ("前置审批类型", "Kind of approval"),
            PreApprovalField::Number => ("审批号", "Approval number"),
            PreApprovalField::Document => ("审批文件", "Approval document"),
        },
        Path::Paper(_, PaperField::Explanation) | Path::SitePaper(_, _, PaperField::Explanation) => {
            ("材料说明", "What the attachment is")
        }
        Path::Paper(kind, _) | Path::SitePaper(_, kind, _) => return kind.text(lang),
        Path::Agreement(field) => match field {
            AgreementField::InformationSecurity => ("《信息安全管理协议》", "Information Security Agreement"),
            AgreementField::AssistedCorrection => {
                ("《协助更改备案信息服务在线服务条款》", "Terms on Assisted Correction of Filing Data")
            }
            AgreementField::FilingPledge => ("《备案承诺书》", "Filing Pledge"),
        },
    };
    pick(both, lang)
}

/// What a field is called, without saying that it may be left empty.
pub fn bare_label(path: Path, lang: Lang) -> &'static str {
    let label = label(path, lang);
    label.strip_suffix("（选填）").or_else(|| label.strip_suffix(" (optional)")).unwrap_or(label)
}

/// What people should know before they fill in a field; only where they go wrong without.
pub fn hint(path: Path, lang: Lang) -> Option<&'static str> {
    let both: Both = match path {
        Path::Province => (
            "与证件住所所在的省份一致，不能跨省备案。",
            "The province of the address on the certificate. No other can be chosen.",
        ),
        Path::Organiser(field) => match field {
            OrganiserField::Nature => ("个体工商户选“企业”。", "Individual businesses choose “Enterprise”."),
            OrganiserField::Name => (
                "与证件逐字一致，括号的全角半角也要相同。",
                "Exactly as on the certificate, including the width of brackets.",
            ),
            OrganiserField::CertificateNumber => (
                "三证合一的证件填 18 位统一社会信用代码，填完后自动带出省份、性质和证件类型。",
                "On a three-in-one certificate, the 18-character unified social credit code. It fills in province, nature and certificate.",
            ),
            OrganiserField::Licence => (
                "彩色原件，四角完整，文字清晰，无反光。",
                "The original in colour, all four corners visible, every word legible, no glare.",
            ),
            OrganiserField::CertificateAddress => ("按证件上的住所填写，不增不减。", "Exactly as printed."),
            OrganiserField::LegalRepresentative => {
                ("与证件一致，姓名中间不加空格。", "As on the certificate, without spaces in the name.")
            }
            OrganiserField::Address => (
                "实际办公地址，不含省市区，写到门牌号或房间号。",
                "Where you actually work, down to number and room, without province, city and district.",
            ),
            OrganiserField::Investor => (
                "部分省份要求填写投资者或上级主管单位全称。",
                "Some bureaus ask for the full name of the investor or higher authority.",
            ),
            OrganiserField::CallHours => (
                "审核专员会致电主体负责人；两次未接通，备案将被退回。",
                "A reviewer calls the responsible person. After two missed calls the filing is returned.",
            ),
            OrganiserField::AuthorisationLetter => (
                "负责人不是法定代表人时需要，签字盖章，三个月内有效。",
                "Needed because the person is not the legal representative: signed, sealed, less than 3 months old.",
            ),
            _ => return None,
        },
        Path::OrganiserPerson(field) | Path::SitePerson(_, field) => match field {
            PersonField::Mobile => (
                "必须能收到工信部短信，并保持接听；不要填建站公司的号码。",
                "It must receive the ministry's SMS and be answered. Not the site builder's number.",
            ),
            PersonField::EmergencyPhone => ("与联系方式 1 不同。", "Must differ from contact 1."),
            PersonField::SecondPhone => (
                "手机号，或带区号的座机，如 0755-86013388。",
                "A mobile, or a landline with its area code, such as 0755-86013388.",
            ),
            PersonField::Email => ("审核结果和驳回原因会发到这里。", "We send the result here."),
            PersonField::DocumentType => (
                "手机会要求拍摄这种证件；未选的，拍摄居民身份证。",
                "The phone asks for this document, or for a resident ID card if none is chosen.",
            ),
            PersonField::ValidUntil => ("至少还有三个月有效期。", "Must be valid for 3 more months."),
            _ => return None,
        },
        Path::Site(_, field) => match field {
            SiteField::Name => (
                "至少三个汉字，与主办单位或网站内容相关；不能是域名、纯数字或纯字母，不能以“中国”“国家”等开头。",
                "At least 3 Chinese characters about the organiser or the content. Not a domain, not digits or letters alone, not beginning with 中国 or 国家.",
            ),
            SiteField::ServiceContent => {
                ("企业官网一般选“单位门户网站”。", "A company's own site is usually “Organisation's own site”.")
            }
            SiteField::PreApprovals => {
                ("涉及这些内容须先取得主管部门批准。", "This content needs its authority's approval first.")
            }
            SiteField::Remark => (
                "写明网站内容；名称与主办单位无关时说明原因。",
                "What the site shows, and why its name has nothing to do with the organiser, if so.",
            ),
            SiteField::DomainCertificate => ("在域名注册商处下载。", "Download it from the registrar."),
            SiteField::DomainRecord => (
                "含域名、所有者、所有者证件类型、证件号码、到期时间；域名在其他注册商注册时提供。",
                "Must show domain, owner, the owner's document type and number, and expiry. For domains registered elsewhere.",
            ),
            SiteField::AuthorisationLetter => (
                "负责人不是法定代表人时需要，签字盖章，三个月内有效。",
                "Needed because the person is not the legal representative: signed, sealed, less than 3 months old.",
            ),
            _ => return None,
        },
        Path::Domain(_, 0) => {
            ("只填主域名，不带 www、http:// 或路径。", "The main domain only: no www, http:// or path.")
        }
        _ => return None,
    };
    Some(pick(both, lang))
}

/// What an answer looks like; stands behind the hint, where it stays readable while the field is filled in. Every number is one
/// that nobody has.
pub fn example(path: Path, lang: Lang) -> Option<&'static str> {
    let both: Both = match path {
        Path::Organiser(field) => match field {
            OrganiserField::Name => ("如：深圳示例一科技有限公司", "Such as 深圳示例一科技有限公司"),
            OrganiserField::CertificateNumber => ("如：91440399MA00AAAA44", "Such as 91440399MA00AAAA44"),
            OrganiserField::CertificateAddress => {
                ("如：深圳市南山区科技园路1号示例大厦2栋3层301室", "Such as 深圳市南山区科技园路1号示例大厦2栋3层301室")
            }
            OrganiserField::Address => ("如：科技园路1号示例大厦2栋3层301室", "Such as 科技园路1号示例大厦2栋3层301室"),
            OrganiserField::LegalRepresentativeNumber => ("如：440399198512310026", "Such as 440399198512310026"),
            _ => return None,
        },
        Path::OrganiserPerson(field) | Path::SitePerson(_, field) => match field {
            PersonField::DocumentNumber => ("如：440399198512310026", "Such as 440399198512310026"),
            PersonField::Mobile => ("如：13800138000", "Such as 13800138000"),
            PersonField::Email => ("如：name@example.com", "Such as name@example.com"),
            _ => return None,
        },
        Path::Site(_, SiteField::Name) => ("如：示例一企业展示", "Such as 示例一企业展示"),
        Path::Site(_, SiteField::Remark) => ("如：展示本公司产品和联系方式", "Such as 展示本公司产品和联系方式"),
        Path::Domain(..) => ("如：example.com、示例.中国", "Such as example.com or 示例.中国"),
        _ => return None,
    };
    Some(pick(both, lang))
}
