//! A responsible person (负责人): name, document and its validity, age, verification.

use super::common;
use super::document_number::{DOCUMENT_SHAPE, GOOD, RESIDENCE_PERMIT, id_error};
use crate::data::words::TITLES;
use crate::identifiers::document::{self, DocumentError, Holder};
use crate::is_email;
use crate::registry::{Case, Check};
use crate::rule::rules;
use crate::text::is_dash;
use beian_model::{
    Date, Finding, Path, PersonField, PersonRef, RemarkOf, Requirement, ResponsiblePerson, Severity, params,
};

pub(super) const CHECKS: &[Check] = &[
    Check::Person(name),
    Check::Person(number),
    Check::Person(validity),
    Check::Person(email),
    Check::Person(verified),
];

/// Youngest age in completed years where the bureau says nothing (TQ 主体信息).
const YOUNGEST: u8 = 18;
/// Months for which a document must still be valid (TQ 备案材料上传).
const STILL_VALID: u16 = 3;

/// Years between which a document that is shown today can begin or end; passports of old people are from 1950 at the earliest.
const YEARS: core::ops::RangeInclusive<i16> = 1950..=2150;

/// A Chinese character.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

/// 负责人姓名 as a document shows it: Chinese with `·`, or Latin with blanks and `.-'`; no title.
fn name(case: &Case, person: PersonRef, found: &mut Vec<Finding>) {
    let at = Path::person(person, PersonField::Name);
    let Some(name) = common::text(case.filing, at) else { return };
    let latin = !name.chars().any(is_han);
    let sign = |c: &char| match c {
        '·' | '•' | '・' | '．' => false,
        ' ' | '.' | '\'' | '’' | 'ʼ' => !latin,
        // What is left of an accent that no single letter has (NFC).
        '\u{300}'..='\u{36f}' => !latin,
        c => !(c.is_alphabetic() || (latin && is_dash(*c))),
    };
    let title = || TITLES.iter().find(|title| name.ends_with(*title) && name.len() > title.len());
    if let Some(sign) = name.chars().find(sign) {
        found.push(PERSON_NAME.at(at).with(params::FOUND, sign));
    } else if let Some(title) = title() {
        found.push(PERSON_NAME.at(at).with(params::FOUND, title));
    }
}

/// 证件号码 by the kind of document, and the age that it tells.
fn number(case: &Case, person: PersonRef, found: &mut Vec<Finding>) {
    let at = Path::person(person, PersonField::DocumentNumber);
    let Some(text) = common::text(case.filing, at) else { return };
    let kind = case.filing.text(Path::person(person, PersonField::DocumentType)).and_then(|code| code.parse().ok());
    let Some(kind) = kind else { return };
    match document::check(kind, text, case.facts.today) {
        Ok(Some(holder)) => age(case, person, holder, found),
        Ok(None) => {}
        Err(DocumentError::Shape) => found.push(DOCUMENT_SHAPE.at(at)),
        Err(DocumentError::Residence) => found.push(RESIDENCE_PERMIT.at(at)),
        Err(DocumentError::Id(error)) => found.push(id_error(at, &error)),
    }
}

/// Of age on the day of the check: 18, or what the bureau says.
fn age(case: &Case, person: PersonRef, holder: Holder, found: &mut Vec<Finding>) {
    let at = Path::person(person, PersonField::DocumentNumber);
    let years = holder.birth.years_until(case.facts.today);
    let mut youngest = Vec::new();
    let for_site = person != PersonRef::Organiser || case.filing.sites.iter().any(|site| site.same_person);
    for (asks, severity) in common::asked(case) {
        let Requirement::Age { min, proof_below, max_man, max_woman, role } = asks else { continue };
        let applies = match role {
            None => true,
            Some(RemarkOf::Organiser) => person == PersonRef::Organiser,
            Some(RemarkOf::Site) => for_site,
        };
        if !applies {
            continue;
        }
        youngest.push((severity, *min));
        if let Some(below) = proof_below
            && (i16::from(*min)..i16::from(*below)).contains(&years)
        {
            found.push(common::by_bureau(case, Severity::Risk, at, &AGE_PROOF).with(params::BELOW, below));
        }
        let oldest = if holder.is_woman { max_woman } else { max_man };
        if let Some(max) = oldest
            && years > i16::from(*max)
        {
            // Nobody else can take the legal representative's place where the bureau takes no other.
            let severity = if common::is_not_legal(case.filing, person) { severity } else { Severity::Risk };
            found.push(common::by_bureau(case, severity, at, &TOO_OLD).with(params::MAX, max));
        }
    }
    if youngest.is_empty() {
        youngest.push((Severity::Error, YOUNGEST));
    }
    // The weightiest is said, once.
    if let Some((severity, min)) = youngest.into_iter().filter(|(_, min)| years < i16::from(*min)).min() {
        found.push(TOO_YOUNG.weighing(severity, at).with(params::MIN, min));
    }
}

/// 证件有效期: real dates in their order, with three months left.
fn validity(case: &Case, person: PersonRef, found: &mut Vec<Finding>) {
    let from_at = Path::person(person, PersonField::ValidFrom);
    let until_at = Path::person(person, PersonField::ValidUntil);
    let mut date = |at: Path| -> Option<Date> {
        let text = common::text(case.filing, at)?;
        if at == until_at && text == ResponsiblePerson::LONG_TERM {
            return None;
        }
        let Ok(date) = text.parse::<Date>() else {
            found.push(DATE_SHAPE.at(at));
            return None;
        };
        if YEARS.contains(&date.year()) {
            return Some(date);
        }
        let finding = DATE_YEAR.at(at).with(params::MIN, YEARS.start()).with(params::MAX, YEARS.end());
        found.push(finding);
        None
    };
    let (from, until) = (date(from_at), date(until_at));
    if from.is_some_and(|from| from > case.facts.today) {
        found.push(DATE_FUTURE.at(from_at));
    }
    let Some(until) = until else { return };
    if from.is_some_and(|from| from >= until) {
        found.push(DATE_ORDER.at(until_at));
    } else if until < case.facts.today.plus_months(STILL_VALID) {
        found.push(DOCUMENT_EXPIRES.at(until_at).with(params::MONTHS, STILL_VALID));
    }
}

fn email(case: &Case, person: PersonRef, found: &mut Vec<Finding>) {
    let at = Path::person(person, PersonField::Email);
    if common::text(case.filing, at).is_some_and(|text| !is_email(text)) {
        found.push(EMAIL_SHAPE.at(at));
    }
}

/// 真实性核验 passed and still holds.
fn verified(case: &Case, person: PersonRef, found: &mut Vec<Finding>) {
    if !case.facts.verified.contains(&person) {
        found.push(NOT_VERIFIED.at(Path::person(person, PersonField::Verification)));
    }
}

rules! {
    /// Not a name as a document shows it: blanks, titles, digits or signs in it.
    PERSON_NAME {
        id: "person.name-form",
        said_by: Browser,
        severity: Error,
        zh: "请按证件填写姓名，不加空格、称谓或其他符号（“{found}”）",
        en: "Enter the name as on the document, without spaces, titles or symbols (“{found}”)",
        source: "K；TQ 主体信息 2022",
        at: "organiser.responsible_person.name",
        breaks: &["示例 甲", "示例先生", "示例甲1"],
        passes: &["示例甲", "示例·某某", "José García"],
    }

    /// Younger than `min` years.
    TOO_YOUNG {
        id: "person.too-young",
        said_by: Browser,
        severity: Error,
        zh: "负责人须年满 {min} 周岁",
        en: "The responsible person must be {min} or older",
        source: "TQ 主体信息 2022",
        at: "organiser.responsible_person.document_number",
        breaks: &["110199201001010010", "310199201501010014", "110199202001010015"],
        passes: GOOD,
    }

    /// Young enough to need a proof of work or income.
    AGE_PROOF {
        id: "person.age-proof",
        said_by: Browser,
        severity: Risk,
        zh: "未满 {below} 周岁，{province}通信管理局要求另附收入或工作证明",
        en: "Under {below}, the bureau of {province} asks for proof of work or income",
        source: "TQ 各省管局要求 2022",
        bureau: "kind = \"age\"\nmin = 16\nproof_below = 18",
        at: "organiser.responsible_person.document_number",
        breaks: &["110199201001010010", "11019920091231001X", "110199200901010011"],
        passes: GOOD,
    }

    /// Older than the bureau allows.
    TOO_OLD {
        id: "person.too-old",
        said_by: Browser,
        severity: Risk,
        zh: "{province}通信管理局要求负责人不超过 {max} 周岁",
        en: "The bureau of {province} requires responsible persons to be {max} at most",
        source: "TQ 各省管局要求 2022（天津、黑龙江）",
        bureau: "kind = \"age\"\nmin = 18\nmax_man = 60\nmax_woman = 55",
        at: "organiser.responsible_person.document_number",
        breaks: &["110199195001010012", "110199196001010017", "440399197001010027"],
        passes: GOOD,
    }

    /// Not a date.
    DATE_SHAPE {
        id: "date.shape",
        said_by: Browser,
        severity: Error,
        zh: "请填写完整日期，如 2026-11-24",
        en: "Enter a full date, such as 2026-11-24",
        source: "TQ 备案材料上传 2022",
        at: "organiser.responsible_person.valid_until",
        breaks: &["2040-1-1", "20400101", "2040-02-30"],
        passes: &["2040-01-01", "long-term", "2030-12-31"],
    }

    /// A year (`min` to `max`) in which no document of today begins or ends.
    DATE_YEAR {
        id: "date.year",
        said_by: Browser,
        severity: Error,
        zh: "年份应在 {min} 至 {max} 之间，请核对",
        en: "The year must be between {min} and {max}: check it",
        source: "D",
        at: "organiser.responsible_person.valid_until",
        breaks: &["0020-01-01", "1949-12-31", "2151-01-01"],
        passes: &["2040-01-01", "long-term", "2150-12-31"],
    }

    /// Begins later than today.
    DATE_FUTURE {
        id: "date.future",
        said_by: Browser,
        severity: Error,
        zh: "起始日不能晚于今天，请核对",
        en: "The start date cannot be after today: check it",
        source: "D",
        at: "organiser.responsible_person.valid_from",
        breaks: &["2026-11-25", "2027-01-01", "2030-06-30"],
        passes: &["2020-01-01", "2026-11-24", "2010-05-05"],
    }

    /// Ends before it begins.
    DATE_ORDER {
        id: "date.order",
        said_by: Browser,
        severity: Error,
        zh: "到期日须晚于起始日",
        en: "Must be after the start date",
        source: "TQ 备案材料上传 2022",
        at: "organiser.responsible_person.valid_until",
        breaks: &["2019-01-01", "2020-01-01", "2000-12-31"],
        passes: &["2040-01-01", "long-term", "2030-12-31"],
    }

    /// The document ended, or ends within three months.
    DOCUMENT_EXPIRES {
        id: "document.expires",
        said_by: Browser,
        severity: Error,
        zh: "证件有效期须在 {months} 个月以上，请先换领证件",
        en: "The document must be valid for {months} more months: renew it first",
        source: "TQ 备案材料上传 2022",
        at: "organiser.responsible_person.valid_until",
        breaks: &["2026-12-01", "2027-02-23", "2025-01-01"],
        passes: &["2027-02-24", "2040-01-01", "long-term"],
    }

    /// Not an e-mail address.
    EMAIL_SHAPE {
        id: "email.shape",
        said_by: Browser,
        severity: Error,
        zh: "请填写完整的邮箱地址，如 name@example.com",
        en: "Enter a full address, such as name@example.com",
        source: "RFC 5321; TB 2011",
        at: "organiser.responsible_person.email",
        breaks: &["a@b", "person.example.com", "a b@example.com"],
        passes: &["person@example.com", "a.b+c@mail.example.cn", "zhang@示例.中国"],
    }

    /// The person was not verified.
    NOT_VERIFIED {
        id: "person.not-verified",
        said_by: Browser,
        severity: Error,
        zh: "负责人尚未完成真实性核验，请用手机扫码完成",
        en: "The responsible person is not verified yet: scan the code with their phone",
        source: "S 2022 真实性核验",
        at: "organiser.responsible_person.verification",
        breaks: &["", " ", "waiting"],
        passes: &["passed"],
    }

    /// The person, or the number, serves another organiser.
    PERSON_TAKEN {
        id: "person.taken",
        said_by: Server,
        severity: Risk,
        zh: "此人已是其他主办单位的负责人，可能被驳回：请更换负责人，或先变更原备案",
        en: "This person is already responsible for another organiser, and may be rejected: choose another, or change that filing first",
        source: "TQ 主体信息 2022",
        params: [],
    }
}
