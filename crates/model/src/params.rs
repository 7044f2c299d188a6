//! The parameters of findings: each has one name, one meaning and one type. They travel as texts ([`Finding::params`]), in the
//! form in which their type is printed and parsed; the words of a rule have a `{name}` place for each.

use super::wire::Refusal;
use super::{
    Capture, CertificateType, Date, Finding, Measure, Nature, Path, PreApprovalKind, Province, ServiceContent,
    Timestamp,
};
use std::marker::PhantomData;

/// A parameter: its name, and as a type what it holds.
#[derive(Debug)]
pub struct Param<H> {
    /// Its name on the wire and in the words.
    pub name: &'static str,
    holds: PhantomData<fn() -> H>,
}

impl<H> Param<H> {
    const fn new(name: &'static str) -> Param<H> {
        Param { name, holds: PhantomData }
    }
}

/// A kind of value that a parameter can hold.
pub trait Held {
    /// What its text is read as.
    type Value;

    /// Reads its text; nothing where the text is none of this kind.
    fn read(text: &str) -> Option<Self::Value>;
}

/// A value that fits a kind of parameter.
pub trait Fits<H> {
    /// The value as it travels.
    fn written(self) -> String;
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident($value:ty): $read:expr, $($fits:ty),+ => $written:expr;)*) => {
        $(
            $(#[$doc])*
            #[derive(Debug)]
            pub enum $kind {}

            impl Held for $kind {
                type Value = $value;

                fn read(text: &str) -> Option<$value> {
                    let read: fn(&str) -> Option<$value> = $read;
                    read(text)
                }
            }

            $(impl Fits<$kind> for $fits {
                fn written(self) -> String {
                    let written: fn($fits) -> String = $written;
                    written(self)
                }
            })+
        )*

        /// The kinds of values that parameters hold.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Holds {
            $($(#[$doc])* $kind,)*
        }

        impl Holds {
            /// Whether a text is one of this kind.
            pub fn reads(self, text: &str) -> bool {
                match self {
                    $(Holds::$kind => $kind::read(text).is_some(),)*
                }
            }
        }
    };
}

kinds! {
    /// A text: what was typed, what to type instead, a word that was found.
    Text(String): |text| Some(text.to_owned()), &str, &&str, &String, String, char, &char => |text| text.to_string();
    /// How many: characters, years, months, sites.
    Count(u64): |text| text.parse().ok(), u8, &u8, u16, u32, u64, usize, i32, i16, &i16 => |count| count.to_string();
    /// A size in bytes.
    Bytes(u64): |text| text.parse().ok(), u64 => |bytes| bytes.to_string();
    /// The place of a character in a text; the first is 1.
    Position(usize): |text| text.parse().ok(), usize => |position| position.to_string();
    /// A point in time.
    Time(Timestamp): |text| text.parse().ok().map(Timestamp), Timestamp => |time| time.0.to_string();
    /// A calendar date.
    Day(Date): |text| text.parse().ok(), Date => |date| date.to_string();
    /// A field of the filing.
    Field(Path): |text| text.parse().ok(), Path => |path| path.to_string();
    /// A region: a province.
    Region(Province): |text| text.parse().ok(), Province => |code| code.to_string();
    /// Who an organiser is: its nature.
    Organisation(Nature): |text| text.parse().ok(), Nature => |code| code.to_string();
    /// A certificate of an organiser.
    Certificate(CertificateType): |text| text.parse().ok(), &CertificateType => |code| code.to_string();
    /// A prior approval.
    Approval(PreApprovalKind): |text| text.parse().ok(), PreApprovalKind, &PreApprovalKind => |code| code.to_string();
    /// What a website offers.
    Content(ServiceContent): |text| text.parse().ok(), ServiceContent => |code| code.to_string();
    /// Why a cloud resource cannot be used.
    Reason(Refusal): |text| text.parse().ok(), Refusal => |code| code.to_string();
    /// A picture or a video of a verification.
    Taken(Capture): |text| text.parse().ok(), Capture, &Capture => |code| code.to_string();
    /// What of a picture is not good enough: one or more measures, parted by commas.
    Measures(Vec<Measure>): |text| text.split(',').map(|code| code.parse().ok()).collect(), &[Measure] => |measures| {
        measures.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(",")
    };
}

macro_rules! params {
    ($($(#[$doc:meta])* $name:ident: $kind:ident = $wire:literal;)*) => {
        $($(#[$doc])* pub const $name: Param<$kind> = Param::new($wire);)*

        /// What the parameter of a name holds; nothing for a name that is none.
        pub fn holds(name: &str) -> Option<Holds> {
            ALL.iter().find(|(one, _)| *one == name).map(|(_, holds)| *holds)
        }

        /// The names of all parameters, and what they hold.
        pub const ALL: &[(&str, Holds)] = &[$(($wire, Holds::$kind)),*];
    };
}

params! {
    /// The area code of a land line, with its zero.
    AREA: Text = "area";
    /// When it was said; no part of the words.
    AT: Time = "at";
    /// The approval that is needed.
    APPROVAL: Approval = "approval";
    /// Younger than this needs a proof, in years.
    BELOW: Count = "below";
    /// Who returned the filing.
    BY: Text = "by";
    /// Which picture, or the video.
    CAPTURE: Taken = "capture";
    /// A character that must not stand there.
    CHARACTER: Text = "character";
    /// What the website offers.
    CONTENT: Content = "content";
    /// How many there are.
    COUNT: Count = "count";
    /// What is usual there, as a text: beginnings of a code, suffixes.
    EXPECTED: Text = "expected";
    /// A part of a name that is none of it.
    FOUND: Text = "found";
    /// The beginning of a credit code.
    KIND: Text = "kind";
    /// How many are left.
    LEFT: Count = "left";
    /// Most that may be: characters, years, sites, domains, millions of pixels.
    MAX: Count = "max";
    /// The largest size; said in MB.
    MAX_BYTES: Bytes = "max_bytes";
    /// What of a picture is not good enough.
    MEASURES: Measures = "measures";
    /// Fewest that must be: characters, years, pixels.
    MIN: Count = "min";
    /// For how many months it must hold.
    MONTHS: Count = "months";
    /// The organiser's nature.
    NATURE: Organisation = "nature";
    /// Where in the text.
    POSITION: Position = "position";
    /// How an ICP number of the province begins.
    PREFIX: Text = "prefix";
    /// A province: that of the bureau, or one that a value tells.
    PROVINCE: Region = "province";
    /// The first digits of a mobile number.
    RANGE: Text = "range";
    /// What was read in a picture.
    READ: Text = "read";
    /// When it will be usable.
    READY: Day = "ready";
    /// Why a resource cannot be used.
    REASON: Reason = "reason";
    /// What a bureau asks, as its file says it, or what the server alone knows, in Chinese; its place is `{say}`.
    SAY_ZH: Text = "say_zh";
    /// The same in English.
    SAY_EN: Text = "say_en";
    /// A finding of the server as its sentence in Chinese, for a page that does not know the rule.
    SENTENCE_ZH: Text = "sentence_zh";
    /// The same in English.
    SENTENCE_EN: Text = "sentence_en";
    /// What to type instead.
    SUGGESTION: Text = "suggestion";
    /// The end of a domain.
    SUFFIX: Text = "suffix";
    /// A reviewer's own words.
    TEXT: Text = "text";
    /// What was typed.
    TYPED: Text = "typed";
    /// The last day.
    UNTIL: Day = "until";
    /// The certificate that the bureau takes.
    USUAL_CERTIFICATE: Certificate = "usual_certificate";
    /// The content that the bureau takes.
    USUAL_CONTENT: Content = "usual_content";
    /// What a value is read as.
    VALUE: Text = "value";
    /// The other field that it is about.
    WHERE: Field = "where";
    /// Whom a suffix is kept for.
    WHO: Organisation = "who";
    /// A word that was found.
    WORD: Text = "word";
}

impl Finding {
    /// The same with one more parameter for the words.
    pub fn with<H>(mut self, param: Param<H>, value: impl Fits<H>) -> Finding {
        self.params.insert(param.name.to_owned(), value.written());
        self
    }

    /// What a parameter holds, where the finding has it.
    pub fn get<H: Held>(&self, param: Param<H>) -> Option<H::Value> {
        H::read(self.params.get(param.name)?)
    }
}
