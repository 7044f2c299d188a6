//! Slips of the pen, counted: one character changed, two neighbours swapped. What a check character cannot catch by theory,
//! and nothing else, gets through.

use super::licence_number;
use super::organisation_code::OrganisationCode;
use super::resident_id::{self, ResidentId};
use super::uscc::{self, Uscc};
use beian_model::Date;
use proptest::prelude::*;

const DIGITS: &[u8] = b"0123456789";
const LETTERS: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const CREDIT: &[u8] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";

/// Every text that differs from a right one in one character of an alphabet, or in the order of two neighbours.
fn slips(right: &str, alphabet: &'static [u8]) -> impl Iterator<Item = String> {
    let bytes = right.as_bytes().to_vec();
    let other = bytes.clone();
    let changed = (0..bytes.len()).flat_map(move |at| {
        let bytes = bytes.clone();
        alphabet.iter().filter_map(move |with| {
            let mut wrong = bytes.clone();
            wrong[at] = *with;
            (wrong != bytes).then(|| String::from_utf8(wrong).unwrap())
        })
    });
    let swapped = (1..other.len()).filter_map(move |at| {
        let mut wrong = other.clone();
        wrong.swap(at - 1, at);
        (wrong != other).then(|| String::from_utf8(wrong).unwrap())
    });
    changed.chain(swapped)
}

fn text(alphabet: &'static [u8], length: usize) -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(alphabet.to_vec()), length)
        .prop_map(|bytes| String::from_utf8(bytes).unwrap())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    /// Weights 3^i mod 31 are all different and 31 is prime: every slip is caught (GB 32100-2015).
    #[test]
    fn a_credit_code_catches_every_slip(kind in text(CREDIT, 2), region in text(DIGITS, 6), rest in text(CREDIT, 9)) {
        let first = format!("{kind}{region}{rest}");
        let right = format!("{first}{}", uscc::check(&first).unwrap());
        prop_assert!(Uscc::parse(&right).is_ok());
        for wrong in slips(&right, CREDIT) {
            prop_assert!(Uscc::parse(&wrong).is_err(), "{right} {wrong}");
        }
    }

    /// 11 is prime, digits are below it, and neighbouring weights differ: every slip is caught (GB 11643-1999).
    #[test]
    fn an_id_number_catches_every_slip(day in 0i64..18_000, region in prop::sample::select(vec!["110199", "440399", "310199"]), sequence in 0u32..1_000) {
        let today = Date::from_days(20_781);
        let birth = Date::from_days(day).to_string().replace('-', "");
        let mut right = format!("{region}{birth}{sequence:03}");
        right.push(char::from(resident_id::check(right.as_bytes())));
        prop_assert!(ResidentId::parse(&right, today).is_ok());
        for wrong in slips(&right, b"0123456789X") {
            prop_assert!(ResidentId::parse(&wrong, today).is_err(), "{right} {wrong}");
        }
    }

    /// ISO 7064 MOD 11,10 catches every changed digit.
    #[test]
    fn a_licence_number_catches_every_changed_digit(first in text(DIGITS, 14)) {
        let right = DIGITS.iter().map(|last| format!("{first}{}", char::from(*last))).find(|one| licence_number::check(one).is_ok());
        let right = right.unwrap();
        for wrong in slips(&right, DIGITS).take(15 * 9) {
            prop_assert!(licence_number::check(&wrong).is_err(), "{right} {wrong}");
        }
    }
}

/// 36 characters, modulus 11: of the 36 × 35 ways to change a character 84 keep its remainder, and so of swaps. An
/// organisation code (GB 11714-1997) cannot catch these; all others it does.
#[test]
fn an_organisation_code_misses_what_theory_says() {
    let checked = |first: &str| {
        b"0123456789X"
            .iter()
            .map(|last| format!("{first}{}", char::from(*last)))
            .find(|code| OrganisationCode::parse(code).is_ok())
    };
    for at in 0..8 {
        let (mut missed, mut all) = (0, 0);
        for right in LETTERS {
            let mut code = *b"MA00AAAA";
            code[at] = *right;
            let right = checked(std::str::from_utf8(&code).unwrap()).unwrap();
            for with in LETTERS.iter().filter(|with| **with != right.as_bytes()[at]) {
                let mut wrong = right.clone().into_bytes();
                wrong[at] = *with;
                all += 1;
                missed += usize::from(OrganisationCode::parse(std::str::from_utf8(&wrong).unwrap()).is_ok());
            }
        }
        assert_eq!((missed, all), (84, 36 * 35), "at {at}");
    }
    for at in 1..8 {
        let mut missed = 0;
        for (one, other) in LETTERS.iter().flat_map(|one| LETTERS.iter().map(move |other| (*one, *other))) {
            let mut code = *b"MA00AAAA";
            (code[at - 1], code[at]) = (one, other);
            let mut wrong = checked(std::str::from_utf8(&code).unwrap()).unwrap().into_bytes();
            wrong.swap(at - 1, at);
            missed +=
                usize::from(one != other && OrganisationCode::parse(std::str::from_utf8(&wrong).unwrap()).is_ok());
        }
        assert_eq!(missed, 84, "swapped at {at}");
    }
}
