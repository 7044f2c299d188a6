//! What is known of a field: the columns of the table of fields.

use super::Step;

/// What is known of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// What stands in it.
    pub kind: Kind,
    /// Which step asks for it.
    pub asked: Asked,
    /// What must stand in it, whatever else the filing says. A check may ask for more.
    pub need: Need,
    /// What it is entered with.
    pub control: Control,
    /// How it usually gets its value.
    pub source: Source,
    /// Preview and desk have a line of its own for it; else its value stands in another's.
    pub has_line: bool,
    /// It is taken over from the account's last filing, where it is the organiser's or its person's.
    pub carried: bool,
    /// Kinds of what a bureau asks that are said beside it ([`Requirement::kind`](crate::Requirement::kind)).
    pub bureau: &'static [&'static str],
}

/// What stands in a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A text of a form.
    Text(Form),
    /// A date, or `long-term`.
    Date,
    /// The code of an entry of a list.
    Choice(List),
    /// Yes or no.
    Flag,
    /// An upload.
    File,
    /// Several of a list, or a list whose members are fields of their own.
    Several,
    /// A verification by phone: nothing of the document.
    Verification,
}

/// How a text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// The code of something that a page fetched: as it is.
    Code,
    /// One line of names, addresses, numbers in no form that is known.
    Line,
    /// Free text of several lines.
    Free,
    /// Number of an organisation's certificate (证件号码).
    CertificateNumber,
    /// Number of a personal document.
    DocumentNumber,
    /// A mobile number or a land line.
    Phone,
    /// An e-mail address.
    Email,
    /// Id of a cloud resource, or an authorisation code (备案授权码).
    Resource,
    /// A domain name.
    Domain,
}

/// The list that a choice is from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// 省份.
    Provinces,
    /// 主办单位性质.
    Natures,
    /// 单位证件类型.
    CertificateTypes,
    /// 主体负责人是谁.
    PersonIs,
    /// 个人证件类型.
    DocumentTypes,
    /// 云资源类型.
    ResourceKinds,
    /// 网站服务内容.
    ServiceContents,
    /// 前置审批类型.
    PreApprovalKinds,
}

/// Which step asks for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// This one.
    On(Step),
    /// The basic check for the first website, the websites' step for the others.
    WithTheFirstSite,
}

/// What must stand in a field. Lengths are in Unicode scalar values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nothing.
    Nothing,
    /// A text of so many characters: at least, at most.
    Text(u16, u16),
    /// A text of so many characters at the most, or nothing.
    Optional(u16),
    /// A choice, or a text whose form a check looks at.
    Something,
    /// A file.
    File,
}

/// Most characters of a text whose form a check looks at.
const LONGEST: u16 = 512;

impl Need {
    /// Most characters, where a text may stand.
    pub const fn most(self) -> Option<u16> {
        match self {
            Need::Text(_, most) | Need::Optional(most) => Some(most),
            Need::Something => Some(LONGEST),
            Need::Nothing | Need::File => None,
        }
    }
}

/// What a field is entered with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// One line.
    Line(Input),
    /// Several lines.
    Area,
    /// One of a short list.
    List,
    /// One of a long list, searched by typing.
    Search,
    /// A control of its own: files, regions, lists, ticks.
    Own,
}

/// What a line takes, for the keyboard of a phone and for what the browser may fill in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// A text that no browser knows.
    Text,
    /// An organisation's name.
    Organisation,
    /// An address.
    StreetAddress,
    /// A person's name.
    PersonName,
    /// A date.
    Date,
    /// The person's own number.
    OwnPhone,
    /// Another number.
    Phone,
    /// An e-mail address.
    Email,
    /// A domain name.
    Domain,
}

/// What a value is known from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Known {
    /// The unified social credit code (统一社会信用代码) says it.
    CreditCode,
    /// Read from the picture of the licence (营业执照).
    Licence,
    /// Read from the ID card that the phone photographed (身份证).
    IdCard,
    /// Taken over from the account's last filing.
    LastFiling,
    /// Stands in a new filing already: what is usual.
    Usual,
    /// Copied at a click from what was said elsewhere in the filing: the mailing address from the certificate's, the person who is
    /// the legal representative.
    Said,
    /// Chosen with another field.
    Other,
}

/// How a field usually gets its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// Letters or digits are entered.
    Typed,
    /// Chosen from a list.
    Chosen,
    /// Chosen or ticked with one click.
    Ticked,
    /// A file is chosen.
    Uploaded,
    /// Done on the phone.
    OnPhone,
    /// A list, whose members are fields of their own.
    Members,
    /// Nothing to do.
    Known(Known),
    /// Typed, but where pictures are read.
    Read(Known),
    /// Of the organiser's person said before; else as [`Source::Read`].
    SaidOrRead(Known),
}

pub(crate) const fn field(kind: Kind, asked: Asked, need: Need, control: Control, source: Source) -> Field {
    Field { kind, asked, need, control, source, has_line: true, carried: false, bureau: &[] }
}

impl Field {
    pub(crate) const fn carried(self) -> Field {
        Field { carried: true, ..self }
    }

    pub(crate) const fn in_anothers_line(self) -> Field {
        Field { has_line: false, ..self }
    }

    pub(crate) const fn bureau(self, kinds: &'static [&'static str]) -> Field {
        Field { bureau: kinds, ..self }
    }
}
