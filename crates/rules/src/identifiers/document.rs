//! Numbers of personal documents (负责人证件号码), by kind of document.

use super::resident_id::{self, ResidentId, ResidentIdError};
use crate::text;
use beian_model::{Date, DocumentType, Province};

/// What is wrong with a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DocumentError {
    /// What is wrong with an 18-digit identity number.
    Id(ResidentIdError),
    /// Not of the form of its kind.
    Shape,
    /// A residence permit's number (港澳台居民居住证) under 居民身份证.
    Residence,
}

/// What a number tells of its holder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Birth date (出生日期).
    pub birth: Date,
    /// Woman or man.
    pub is_woman: bool,
}

/// Checks a number; gives birth date and sex where the number tells them.
///
/// # Errors
/// [`DocumentError`].
pub fn check(kind: DocumentType, text: &str, today: Date) -> Result<Option<Holder>, DocumentError> {
    let number = text::number(text);
    let bytes = number.as_bytes();
    let read = |number: &str| {
        let id = ResidentId::parse(number, today).map_err(DocumentError::Id)?;
        Ok(Some(Holder { birth: id.birth(), is_woman: id.is_woman() }))
    };
    let identity = |first: &[&str]| {
        if !first.iter().any(|first| number.starts_with(first)) {
            return Err(DocumentError::Shape);
        }
        read(&number)
    };
    let form = |right: bool| if right { Ok(None) } else { Err(DocumentError::Shape) };
    let all_digits = |part: &[u8]| part.iter().all(u8::is_ascii_digit);
    match kind {
        DocumentType::ResidentId => match read(&number) {
            Ok(_) | Err(DocumentError::Id(ResidentIdError::Date | ResidentIdError::Check))
                if number.starts_with('8') =>
            {
                Err(DocumentError::Residence)
            }
            read => read,
        },
        DocumentType::HongKongMacauResidence => identity(&["81", "82"]),
        DocumentType::TaiwanResidence => identity(&["83"]),
        // H or M and eight digits; older cards show two more for the issue.
        DocumentType::HongKongMacauPermit => {
            form(matches!(bytes.len(), 9 | 11) && matches!(bytes[0], b'H' | b'M') && all_digits(&bytes[1..]))
        }
        // Eight digits; the old card has ten and a letter.
        DocumentType::TaiwanPermit => form(match bytes.len() {
            8 | 10 => all_digits(bytes),
            11 => all_digits(&bytes[..10]) && bytes[10].is_ascii_uppercase(),
            _ => false,
        }),
        DocumentType::Passport => {
            form(matches!(bytes.len(), 5..=20) && bytes.iter().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()))
        }
        // Three letters and twelve digits, or the new card's 18 that begin with 9.
        DocumentType::PermanentResidence => match bytes {
            [b'9', ..] if bytes.len() == 18 => permanent_residence(&number, today).map(Some).map_err(DocumentError::Id),
            _ => form(bytes.len() == 15 && bytes[..3].iter().all(u8::is_ascii_uppercase) && all_digits(&bytes[3..])),
        },
    }
}

/// Reads the number of a foreigner's permanent residence card of 2023 (外国人永久居留身份证): 9, the province that gave it (two
/// digits), the nationality (three digits, ISO 3166-1), birth date, sequence and check character as on a resident's card.
///
/// # Errors
/// [`ResidentIdError`], in the order in which a person reads the number.
pub fn permanent_residence(text: &str, today: Date) -> Result<Holder, ResidentIdError> {
    let number = text::number(text);
    let bytes = number.as_bytes();
    let [first, .., last] = bytes else { return Err(ResidentIdError::Shape) };
    let shape = bytes.len() == 18
        && *first == b'9'
        && bytes[..17].iter().all(u8::is_ascii_digit)
        && (last.is_ascii_digit() || *last == b'X');
    if !shape {
        return Err(ResidentIdError::Shape);
    }
    if Province::from_digits(&number[1..3]).is_none() {
        return Err(ResidentIdError::PermitRegion);
    }
    let birth = resident_id::birth(&number[6..14], today)?;
    if resident_id::check(&bytes[..17]) != *last {
        return Err(ResidentIdError::Check);
    }
    Ok(Holder { birth, is_woman: bytes[16].is_multiple_of(2) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 外国人永久居留身份证 of 2023: the birth date is a date and tells the age, the region a province.
    #[test]
    fn permanent_residence_cards_of_2023() {
        let today: Date = "2026-11-24".parse().unwrap();
        let check_of = |first: &str| format!("{first}{}", char::from(resident_id::check(first.as_bytes())));
        let read = |number: &str| check(DocumentType::PermanentResidence, number, today);
        let error = |error| Err(DocumentError::Id(error));
        assert_eq!(read("911840199013010015"), error(ResidentIdError::Date), "month 13");
        assert_eq!(read(&check_of("91184019900230001")), error(ResidentIdError::Date), "30 February");
        assert_eq!(read(&check_of("91184020270101001")), error(ResidentIdError::Date), "not yet born");
        assert_eq!(read(&check_of("90084019900101001")), error(ResidentIdError::PermitRegion), "region 00");
        assert_eq!(read("911840199001010001"), error(ResidentIdError::Check));
        let holder = |birth: &str, is_woman| Ok(Some(Holder { birth: birth.parse().unwrap(), is_woman }));
        assert_eq!(read("91184019900101000X"), holder("1990-01-01", true));
        assert_eq!(read(&check_of("94484020101231001")), holder("2010-12-31", false));
    }

    /// Begins with 81, 82 or 83: of another kind, whatever else is wrong with it.
    #[test]
    fn a_residence_permit_is_no_resident_id() {
        let today: Date = "2026-11-24".parse().unwrap();
        let read = |number: &str| check(DocumentType::ResidentId, number, today);
        for number in ["810000199001010000", "820000199001010002", "830000199001010004", "810000199001010001"] {
            assert_eq!(read(number), Err(DocumentError::Residence), "{number}");
        }
        assert_eq!(read("840000199001010000"), Err(DocumentError::Id(ResidentIdError::Region)));
        assert_eq!(read("81000019900101"), Err(DocumentError::Id(ResidentIdError::Shape)));
    }

    #[test]
    fn forms_by_kind() {
        let today: Date = "2026-11-24".parse().unwrap();
        use DocumentType as D;
        for (kind, good, bad) in [
            (D::ResidentId, &["440399198512310026"][..], &["", "44039919851231002"][..]),
            (D::HongKongMacauPermit, &["H00000001", "M00000002", "H0000000301"], &["A00000001", "H000", "中文"]),
            (D::TaiwanPermit, &["00000001", "0000000001B", "0000000001(B)", "0000000001（b）"], &["T0000001", "1"]),
            (D::HongKongMacauResidence, &["810000199001010000", "820000199001010002"], &["830000199001010004"]),
            (D::TaiwanResidence, &["830000199001010004"], &["810000199001010000"]),
            (D::Passport, &["E00000001", "EA0000001", "P0000001"], &["12", "E-!"]),
            (D::PermanentResidence, &["AAA000000000001", "91184019900101000X"], &["811840199001010000"]),
        ] {
            for number in good {
                assert!(check(kind, number, today).is_ok(), "{kind} {number}");
            }
            for number in bad {
                assert!(check(kind, number, today).is_err(), "{kind} {number}");
            }
        }
    }
}
