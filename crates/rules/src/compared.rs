//! What was read from a document beside what was typed, the difference marked to the character. Width, case, blanks and kinds of dashes,
//! dots and brackets are none: both are compared as the rules read them.

use super::as_read::text_as_read;
use super::text;
use beian_model::{Date, Path};

/// A part of a text: as in the other text, or not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its characters, as they stand.
    pub text: String,
    /// The other text has something else here, or nothing.
    pub differs: bool,
}

/// Two texts side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Compared {
    /// They say the same.
    pub is_same: bool,
    /// What was typed, in parts.
    pub typed: Vec<Piece>,
    /// What was read, in parts.
    pub read: Vec<Piece>,
}

/// Most characters of both texts, one times the other, that are compared each with each; beyond that only what is alike at the beginning
/// and at the end is found.
const MOST: usize = 1 << 20;

/// Compares what was typed into a field with what was read for it. `today` tells a birth date from a slip.
pub fn compared(path: Path, typed: &str, read: &str, today: Date) -> Compared {
    let as_read = |text| text_as_read(path, text, today);
    if text::is_same_name(&as_read(typed), &as_read(read)) {
        let whole = |text: &str| pieces(text.chars().map(|c| (c, false)));
        return Compared { is_same: true, typed: whole(typed), read: whole(read) };
    }
    let (one, other) = (characters(typed), characters(read));
    let (of_typed, of_read) = unlike(&keys(&one), &keys(&other));
    Compared { is_same: false, typed: marked(one, &of_typed), read: marked(other, &of_read) }
}

/// The characters of a text, each with what it is compared by; nothing where it is not compared.
fn characters(text: &str) -> Vec<(char, Option<String>)> {
    let key = |c: char| Some(text::name_key(c.encode_utf8(&mut [0; 4]))).filter(|key| !key.is_empty());
    text.chars().map(|c| (c, key(c))).collect()
}

fn keys(characters: &[(char, Option<String>)]) -> Vec<&str> {
    characters.iter().filter_map(|(_, key)| key.as_deref()).collect()
}

/// Puts the marks of what is compared on all characters.
fn marked(characters: Vec<(char, Option<String>)>, differs: &[bool]) -> Vec<Piece> {
    let mut differs = differs.iter().copied();
    pieces(characters.into_iter().map(|(c, key)| (c, key.is_some() && differs.next().unwrap_or_default())))
}

/// Joins neighbours of one kind.
fn pieces(characters: impl Iterator<Item = (char, bool)>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for (c, differs) in characters {
        match pieces.last_mut() {
            Some(last) if last.differs == differs => last.text.push(c),
            _ => pieces.push(Piece { text: c.to_string(), differs }),
        }
    }
    pieces
}

/// Which members of two lists have no counterpart in the other, by their longest common subsequence.
fn unlike(one: &[&str], other: &[&str]) -> (Vec<bool>, Vec<bool>) {
    let (mut of_one, mut of_other) = (vec![true; one.len()], vec![true; other.len()]);
    let start = one.iter().zip(other).take_while(|(a, b)| a == b).count();
    let end = one[start..].iter().rev().zip(other[start..].iter().rev()).take_while(|(a, b)| a == b).count();
    of_one[..start].fill(false);
    of_other[..start].fill(false);
    let (last, last_other) = (one.len() - end, other.len() - end);
    of_one[last..].fill(false);
    of_other[last_other..].fill(false);
    let (rows, columns) = (last - start, last_other - start);
    if rows.saturating_mul(columns) > MOST {
        return (of_one, of_other);
    }
    // `length[r][c]`: how long the longest is of what begins there.
    let width = columns + 1;
    let mut length = vec![0_u16; (rows + 1) * width];
    for r in (0..rows).rev() {
        for c in (0..columns).rev() {
            length[r * width + c] = if one[start + r] == other[start + c] {
                length[(r + 1) * width + c + 1] + 1
            } else {
                length[(r + 1) * width + c].max(length[r * width + c + 1])
            };
        }
    }
    let (mut r, mut c) = (0, 0);
    while r < rows && c < columns {
        if one[start + r] == other[start + c] {
            of_one[start + r] = false;
            of_other[start + c] = false;
            (r, c) = (r + 1, c + 1);
        } else if length[(r + 1) * width + c] >= length[r * width + c + 1] {
            r += 1;
        } else {
            c += 1;
        }
    }
    (of_one, of_other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::{OrganiserField, PersonField};
    use proptest::prelude::*;

    const ADDRESS: Path = Path::Organiser(OrganiserField::CertificateAddress);
    const NUMBER: Path = Path::Organiser(OrganiserField::CertificateNumber);

    fn today() -> Date {
        Date::from_days(20_781)
    }

    /// A text with what differs in brackets.
    fn shown(pieces: &[Piece]) -> String {
        let piece = |one: &Piece| if one.differs { format!("[{}]", one.text) } else { one.text.clone() };
        pieces.iter().map(piece).collect()
    }

    #[test]
    fn differences_are_marked_to_the_character() {
        for (path, typed, read, of_typed, of_read) in [
            (ADDRESS, "示例大厦301室", "示例大厦310室", "示例大厦3[0]1室", "示例大厦31[0]室"),
            (ADDRESS, "深圳市南山区一号", "南山区一号", "[深圳市]南山区一号", "南山区一号"),
            (ADDRESS, "", "南山区", "", "[南山区]"),
            (NUMBER, "91440399MA00AAAA44", "91440399MA00AAAB44", "91440399MA00AAA[A]44", "91440399MA00AAA[B]44"),
            (Path::OrganiserPerson(PersonField::Name), "示例甲", "示例乙", "示例[甲]", "示例[乙]"),
        ] {
            let compared = compared(path, typed, read, today());
            assert!(!compared.is_same, "{typed}");
            assert_eq!((shown(&compared.typed), shown(&compared.read)), (of_typed.to_owned(), of_read.to_owned()));
        }
    }

    #[test]
    fn what_reads_the_same_differs_in_nothing() {
        for (path, typed, read) in [
            (ADDRESS, "示例大厦 ３０１室", "示例大厦301室"),
            (ADDRESS, "示例大厦（A座）", "示例大厦(a座)"),
            (NUMBER, "９１440399ma00-AAAA44", "91440399MA00AAAA44"),
            (Path::OrganiserPerson(PersonField::Name), "买买提•示例", "买买提·示例"),
        ] {
            let compared = compared(path, typed, read, today());
            assert!(compared.is_same, "{typed}");
            assert!(compared.typed.iter().chain(&compared.read).all(|piece| !piece.differs));
        }
        // Blanks and width beside a real difference are none.
        let compared = compared(ADDRESS, "示例大厦 ３０１ 室", "示例大厦302室", today());
        assert_eq!(shown(&compared.typed), "示例大厦 ３０[１] 室");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_what_is_not_marked_is_alike(
            typed in "[ 0-9a-zA-Z０-９（）示例大厦室号·]{0,24}", read in "[ 0-9a-zA-Z（）示例大厦室号•]{0,24}",
        ) {
            let compared = compared(ADDRESS, &typed, &read, today());
            let whole = |pieces: &[Piece]| pieces.iter().map(|one| one.text.as_str()).collect::<String>();
            prop_assert_eq!(whole(&compared.typed), typed);
            prop_assert_eq!(whole(&compared.read), read);
            let alike = |pieces: &[Piece]| {
                pieces.iter().filter(|one| !one.differs).map(|one| text::name_key(&one.text)).collect::<String>()
            };
            prop_assert_eq!(alike(&compared.typed), alike(&compared.read));
            let is_marked = compared.typed.iter().chain(&compared.read).any(|one| one.differs);
            prop_assert_eq!(is_marked, !compared.is_same);
        }

        #[test]
        fn a_text_is_the_same_as_itself(text in "\\PC{0,40}") {
            prop_assert!(compared(ADDRESS, &text, &text, today()).is_same);
        }

        #[test]
        fn texts_too_long_are_still_compared(n in 1100_usize..1300) {
            let (typed, read) = (format!("甲{}乙", "子".repeat(n)), format!("甲{}乙", "丑".repeat(n)));
            let compared = compared(ADDRESS, &typed, &read, today());
            prop_assert_eq!(compared.typed.len(), 3);
            prop_assert!(!compared.typed[0].differs && compared.typed[1].differs);
        }
    }
}
