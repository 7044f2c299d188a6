//! The table of fields: everything that is known of one stands in its row. Access by path, the rules for required and length, the step,
//! the control, the form in which a text is read, preview, desk and the count of typing read it. A field without a row does not compile.

use super::access::NotWritten;
use super::field::{Asked, Control, Field, Form, Input, Kind, Known, List, Need, Source, field};
use super::part::Part;
use super::{Agreements, Attachment, Organiser, Paper, Path, PreApproval, ResponsiblePerson, Site, Step};

const TRUE: &str = "true";

macro_rules! read {
    (text, $it:ident, $slot:ident) => {
        Some($it.$slot.as_str())
    };
    (choice, $it:ident, $slot:ident) => {
        Some($it.$slot.map_or("", |one| one.as_str()))
    };
    (code, $it:ident, $slot:ident) => {
        Some($it.$slot.as_str())
    };
    (flag, $it:ident, $slot:ident) => {
        Some(if $it.$slot { TRUE } else { "" })
    };
    ($other:ident, $it:ident $(, $slot:ident)?) => {
        None
    };
}

macro_rules! write {
    (text, $it:ident, $text:ident, $slot:ident) => {{
        $it.$slot.clear();
        $it.$slot.push_str($text);
        Ok(())
    }};
    (choice, $it:ident, $text:ident, $slot:ident) => {{
        $it.$slot = match $text {
            "" => None,
            code => Some(code.parse().map_err(|_| NotWritten::UnknownCode)?),
        };
        Ok(())
    }};
    (code, $it:ident, $text:ident, $slot:ident) => {{
        $it.$slot = $text.parse().map_err(|_| NotWritten::UnknownCode)?;
        Ok(())
    }};
    (flag, $it:ident, $text:ident, $slot:ident) => {{
        $it.$slot = $text == TRUE;
        Ok(())
    }};
    ($other:ident, $it:ident, $text:ident $(, $slot:ident)?) => {
        Err(NotWritten::NotText)
    };
}

macro_rules! file {
    (file, $($it:tt)+) => { Some($($it)+) };
    ($other:ident, $($it:tt)*) => { None };
}

/// Fields of one part of the document: code in the document, how it is held (`text`, `choice`, `code`, `flag`, `file`, `list`,
/// `outside`), and its row.
macro_rules! fields {
    ($(#[$meta:meta])* $name:ident of $of:ty {
        $($(#[$vmeta:meta])* $variant:ident = $code:literal, $held:ident($($slot:ident)?) => $row:expr;)+
    }) => {
        coded! {
            $(#[$meta])*
            pub enum $name { $($(#[$vmeta])* $variant = $code),+ }
        }

        impl $name {
            /// What is known of the field.
            pub const fn row(self) -> &'static Field {
                match self { $($name::$variant => &const { $row }),+ }
            }

            /// Its value as text; nothing where it has none.
            pub(crate) fn text(self, it: &$of) -> Option<&str> {
                match self { $($name::$variant => read!($held, it $(, $slot)?)),+ }
            }

            /// Writes its value from text.
            pub(crate) fn set_text(self, it: &mut $of, text: &str) -> Result<(), NotWritten> {
                match self { $($name::$variant => write!($held, it, text $(, $slot)?)),+ }
            }

            /// Its upload; nothing where it takes none.
            pub(crate) fn file(self, it: &$of) -> Option<&Vec<Attachment>> {
                let _ = it;
                match self { $($name::$variant => file!($held, $(&it.$slot)?)),+ }
            }

            /// The same, to write to.
            pub(crate) fn file_mut(self, it: &mut $of) -> Option<&mut Vec<Attachment>> {
                let _ = &it;
                match self { $($name::$variant => file!($held, $(&mut it.$slot)?)),+ }
            }
        }

        impl Part for $of {
            fn field(key: &str) -> Option<(usize, Kind)> {
                let field = key.parse::<$name>().ok()?;
                Some((field as usize, field.row().kind))
            }

            fn write(&mut self, field: usize, text: &str) -> Result<(), NotWritten> {
                $name::ALL.get(field).map_or(Err(NotWritten::NoSuchField), |field| field.set_text(self, text))
            }

            fn slot(&mut self, field: usize) -> Option<&mut Vec<Attachment>> {
                $name::ALL.get(field)?.file_mut(self)
            }

            fn at(&self, field: usize) -> Option<(&'static str, Kind, &str, &[Attachment])> {
                let field = *$name::ALL.get(field)?;
                let pages = field.file(self).map(Vec::as_slice);
                Some((field.as_str(), field.row().kind, field.text(self).unwrap_or_default(), pages.unwrap_or_default()))
            }
        }

        impl serde::Serialize for $of {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                super::part::write(self, to)
            }
        }

        impl<'de> serde::Deserialize<'de> for $of {
            fn deserialize<D: serde::Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                super::part::read(from)
            }
        }
    };
}

use Asked::{On, WithTheFirstSite};
use Control::{Area, Line, Own, Search};
use Kind::{Choice, Date, File, Flag, Several, Text, Verification};
use Need::{Nothing, Optional, Something};
use Source::{Chosen, Members, OnPhone, Read, SaidOrRead, Ticked, Typed, Uploaded};

const BASIC: Asked = On(Step::BasicCheck);
const ORGANISER: Asked = On(Step::Organiser);
/// A person is asked for where the organiser or the website is.
const PERSON: Asked = On(Step::Organiser);
const SITE: Asked = On(Step::Websites);
const AGREEMENT: Field = field(Text(Form::Code), On(Step::Preview), Optional(32), Own, Ticked).in_anothers_line();

fields! {
    /// A field of the organiser, named as in the document.
    OrganiserField of Organiser {
        /// 主办单位性质.
        Nature = "nature", choice(nature) =>
            field(Choice(List::Natures), BASIC, Something, Control::List, Source::Known(Known::CreditCode)).carried();
        /// 主办单位名称.
        Name = "name", text(name) =>
            field(Text(Form::Line), BASIC, Need::Text(2, 128), Line(Input::Organisation), Read(Known::Licence)).carried();
        /// 证件类型.
        CertificateType = "certificate_type", choice(certificate_type) =>
            field(Choice(List::CertificateTypes), BASIC, Something, Control::List, Source::Known(Known::CreditCode)).carried();
        /// 证件号码.
        CertificateNumber = "certificate_number", text(certificate_number) =>
            field(Text(Form::CertificateNumber), BASIC, Need::Text(4, 64), Line(Input::Text), Read(Known::Licence)).carried();
        /// 市.
        City = "city", text(city) =>
            field(Text(Form::Code), ORGANISER, Something, Own, Chosen).carried().in_anothers_line();
        /// 区县.
        District = "district", text(district) =>
            field(Text(Form::Code), ORGANISER, Something, Own, Chosen).carried();
        /// 营业执照 / 单位证件.
        Licence = "licence", file(licence) =>
            field(File, ORGANISER, Need::File, Own, Uploaded).carried();
        /// 证件住所.
        CertificateAddress = "certificate_address", text(certificate_address) =>
            field(Text(Form::Line), ORGANISER, Need::Text(1, 512), Line(Input::StreetAddress), Read(Known::Licence)).carried();
        /// 法定代表人.
        LegalRepresentative = "legal_representative", text(legal_representative) =>
            field(Text(Form::Line), ORGANISER, Need::Text(2, 64), Line(Input::Text), Read(Known::Licence)).carried();
        /// 法定代表人证件号码.
        LegalRepresentativeNumber = "legal_representative_number", text(legal_representative_number) =>
            field(Text(Form::DocumentNumber), ORGANISER, Need::Text(5, 64), Line(Input::Text), Typed).carried();
        /// 通信地址.
        Address = "address", text(address) =>
            field(Text(Form::Line), ORGANISER, Need::Text(1, 512), Line(Input::StreetAddress), Source::Known(Known::Said)).carried().bureau(&["same_city"]);
        /// 投资者或上级主管单位.
        Investor = "investor", text(investor) =>
            field(Text(Form::Line), ORGANISER, Optional(512), Line(Input::Text), Typed).carried().bureau(&["investor"]);
        /// 备注.
        Remark = "remark", text(remark) =>
            field(Text(Form::Free), ORGANISER, Optional(500), Area, Typed).carried().bureau(&["remark"]);
        /// 方便接听电话的时间.
        CallHours = "call_hours", text(call_hours) =>
            field(Text(Form::Line), ORGANISER, Optional(100), Line(Input::Text), Typed).carried();
        /// 主体负责人是谁.
        PersonIs = "person_is", choice(person_is) =>
            field(Choice(List::PersonIs), On(Step::Verification), Nothing, Own, Ticked).carried().bureau(&["responsible_person"]);
        /// 主体负责人授权书.
        AuthorisationLetter = "authorisation_letter", file(authorisation_letter) =>
            field(File, ORGANISER, Nothing, Own, Uploaded);
    }
}

fields! {
    /// A field of a responsible person, named as in the document.
    PersonField of ResponsiblePerson {
        /// 证件类型.
        DocumentType = "document_type", choice(document_type) =>
            field(Choice(List::DocumentTypes), PERSON, Something, Control::List, Chosen).carried();
        /// 负责人姓名.
        Name = "name", text(name) =>
            field(Text(Form::Line), PERSON, Need::Text(2, 64), Line(Input::PersonName), SaidOrRead(Known::IdCard)).carried()
                .bureau(&["responsible_person"]);
        /// 证件号码.
        DocumentNumber = "document_number", text(document_number) =>
            field(Text(Form::DocumentNumber), PERSON, Something, Line(Input::Text), SaidOrRead(Known::IdCard)).carried();
        /// 证件有效期起.
        ValidFrom = "valid_from", text(valid_from) =>
            field(Date, PERSON, Something, Line(Input::Date), Read(Known::IdCard)).carried();
        /// 证件有效期止.
        ValidUntil = "valid_until", text(valid_until) =>
            field(Date, PERSON, Something, Line(Input::Date), Read(Known::IdCard)).carried();
        /// 联系方式1.
        Mobile = "mobile", text(mobile) =>
            field(Text(Form::Phone), PERSON, Something, Line(Input::OwnPhone), Typed).carried().bureau(&["mobile_local"]);
        /// 应急联系电话.
        EmergencyPhone = "emergency_phone", text(emergency_phone) =>
            field(Text(Form::Phone), PERSON, Something, Line(Input::Phone), Typed).carried().bureau(&["phones_differ"]);
        /// 联系方式2.
        SecondPhone = "second_phone", text(second_phone) =>
            field(Text(Form::Phone), PERSON, Optional(64), Line(Input::Phone), Typed).carried().bureau(&["landline"]);
        /// 电子邮箱.
        Email = "email", text(email) =>
            field(Text(Form::Email), PERSON, Need::Text(1, 128), Line(Input::Email), Typed).carried();
        /// 真实性核验: the verification by phone, not a field of the document.
        Verification = "verification", outside() =>
            field(Verification, On(Step::Verification), Nothing, Own, OnPhone);
    }
}

fields! {
    /// A field of a site, named as in the document.
    SiteField of Site {
        /// 网站名称.
        Name = "name", text(name) =>
            field(Text(Form::Line), SITE, Need::Text(1, 128), Line(Input::Text), Typed).bureau(&["name_latin", "name_place"]);
        /// 网站域名, the list.
        Domains = "domains", list() =>
            field(Several, WithTheFirstSite, Nothing, Own, Members).in_anothers_line();
        /// 云资源类型.
        ResourceKind = "resource_kind", choice(resource_kind) =>
            field(Choice(List::ResourceKinds), WithTheFirstSite, Nothing, Own, Source::Known(Known::Other)).in_anothers_line();
        /// 云资源 or 备案授权码.
        Resource = "resource", text(resource) =>
            field(Text(Form::Resource), WithTheFirstSite, Something, Line(Input::Text), Ticked);
        /// 网站服务内容.
        ServiceContent = "service_content", choice(service_content) =>
            field(Choice(List::ServiceContents), SITE, Something, Search, Chosen);
        /// 网站语言.
        Languages = "languages", list() =>
            field(Several, SITE, Nothing, Own, Source::Known(Known::Usual));
        /// 前置审批类型, the list.
        PreApprovals = "pre_approvals", list() =>
            field(Several, SITE, Nothing, Own, Members);
        /// 备注.
        Remark = "remark", text(remark) =>
            field(Text(Form::Free), SITE, Optional(500), Area, Typed).bureau(&["remark"]);
        /// 同主体负责人.
        SamePerson = "same_person", flag(same_person) =>
            field(Flag, SITE, Nothing, Own, Source::Known(Known::Usual)).bureau(&["site_person_same"]);
        /// 域名证书.
        DomainCertificate = "domain_certificate", file(domain_certificate) =>
            field(File, SITE, Nothing, Own, Uploaded);
        /// 网站负责人授权书.
        AuthorisationLetter = "authorisation_letter", file(authorisation_letter) =>
            field(File, SITE, Nothing, Own, Uploaded);
        /// 域名实名认证截图.
        DomainRecord = "domain_record", file(domain_record) =>
            field(File, SITE, Nothing, Own, Uploaded);
    }
}

fields! {
    /// A field of an approval (前置审批).
    PreApprovalField of PreApproval {
        /// 前置审批类型.
        Kind = "kind", code(kind) =>
            field(Choice(List::PreApprovalKinds), SITE, Something, Own, Chosen).in_anothers_line();
        /// 审批号.
        Number = "number", text(number) =>
            field(Text(Form::Line), SITE, Need::Text(1, 64), Line(Input::Text), Typed);
        /// 审批文件.
        Document = "document", file(document) =>
            field(File, SITE, Need::File, Own, Uploaded);
    }
}

fields! {
    /// A field of a paper that the bureau demands or the applicant adds.
    PaperField of Paper {
        /// 材料说明.
        Explanation = "explanation", text(explanation) =>
            field(Text(Form::Line), ORGANISER, Optional(200), Line(Input::Text), Typed);
        /// The paper itself, page by page.
        Pages = "pages", file(pages) =>
            field(File, ORGANISER, Nothing, Own, Uploaded).bureau(&["attachment"]);
    }
}

fields! {
    /// An agreement: its value is the version that was ticked. They stand below the preview, not in it.
    AgreementField of Agreements {
        /// 《信息安全管理协议》.
        InformationSecurity = "information_security", text(information_security) =>
            AGREEMENT;
        /// 《协助更改备案信息服务在线服务条款》.
        AssistedCorrection = "assisted_correction", text(assisted_correction) =>
            AGREEMENT;
        /// 《互联网信息服务备案承诺书》.
        FilingPledge = "filing_pledge", text(filing_pledge) =>
            AGREEMENT;
    }
}

/// 备案省份.
const PROVINCE: Field =
    field(Choice(List::Provinces), BASIC, Something, Search, Source::Known(Known::CreditCode)).carried();
/// One of a website's 网站域名.
const DOMAIN: Field = field(Text(Form::Domain), WithTheFirstSite, Something, Line(Input::Domain), Typed);

impl Path {
    /// What is known of the field; nothing for the filing and the list of sites.
    pub const fn row(self) -> Option<&'static Field> {
        Some(match self {
            Path::Filing | Path::Sites => return None,
            Path::Province => &PROVINCE,
            Path::Organiser(field) => field.row(),
            Path::OrganiserPerson(field) | Path::SitePerson(_, field) => field.row(),
            Path::Site(_, field) => field.row(),
            Path::Domain(..) => &DOMAIN,
            Path::PreApproval(_, _, field) => field.row(),
            Path::Paper(_, field) | Path::SitePaper(_, _, field) => field.row(),
            Path::Agreement(field) => field.row(),
        })
    }

    /// Whether it is taken over from the account's last filing: the organiser and its person, but not what was proved or signed for
    /// that filing.
    pub fn is_carried(self) -> bool {
        let is_organisers = matches!(self, Path::Province | Path::Organiser(_) | Path::OrganiserPerson(_));
        is_organisers && self.row().is_some_and(|row| row.carried)
    }
}
