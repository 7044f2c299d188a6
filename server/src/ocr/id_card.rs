//! What a resident's ID card says (居民身份证): name and number on the portrait side, validity on the emblem side.

use super::licence::{as_digit, best, person_name, windows};
use super::page::{Page, Piece, Row, is_chinese, value};
use beian_model::{Date, Region, ResponsiblePerson};
use beian_rules::identifiers::resident_id::ResidentId;

const LABELS: &[&str] = &["姓名", "性别", "民族", "出生", "住址", "公民身份号码", "签发机关", "有效期限"];
/// For how many years a card is valid, by the age of its holder (居民身份证法, article 5); or without an end.
const SPANS: [i16; 3] = [5, 10, 20];

/// What the portrait side says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Portrait {
    /// Name, empty where it could not be read.
    pub name: Read,
    /// Number with the right check character; empty otherwise.
    pub number: Read,
}

/// A text that was read, and where on the picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Read {
    /// The text, empty where nothing was read.
    pub text: String,
    /// Its place, without extent where nothing was read.
    pub region: Region,
}

impl From<Piece> for Read {
    fn from(Piece { text, region, .. }: Piece) -> Read {
        Read { text, region }
    }
}

/// What the emblem side says: first and last day of validity, the last one `long-term` for a card without an end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Validity {
    /// First day, `YYYY-MM-DD`.
    pub from: String,
    /// Last day.
    pub until: String,
    /// Where both stand.
    pub region: Region,
}

/// Reads the portrait side; `today` tells a birth date in the future.
pub fn portrait(pages: &[Page], today: Date) -> Portrait {
    let rows: Vec<Vec<Row>> = pages.iter().map(Page::rows).collect();
    let name = best(rows.iter().filter_map(|rows| name(rows)).collect()).map(Read::from);
    let number = rows.iter().flatten().find_map(|row| number(row, today));
    Portrait { name: name.unwrap_or_default(), number: number.unwrap_or_default() }
}

/// Reads the emblem side.
pub fn emblem(pages: &[Page]) -> Validity {
    let all = pages.iter().flat_map(Page::rows);
    all.into_iter().find_map(|row| validity(&row)).unwrap_or_default()
}

fn name(rows: &[Row]) -> Option<Piece> {
    let mut piece = value(rows, &["姓名"], LABELS, 1).or_else(|| half_labelled(rows))?;
    piece.text = person_name(&piece.text).filter(|name| name.chars().all(|c| is_chinese(c) || c == '·'))?;
    Some(piece)
}

/// One character of the label was misread, or is not there: the name is then what stands after it on the same row.
fn half_labelled(rows: &[Row]) -> Option<Piece> {
    rows.iter().find_map(|row| {
        let first = row.glyphs.iter().take(2).position(|glyph| matches!(glyph.c, '姓' | '名'))?;
        let label = if row.glyphs[first].c == '姓' && row.glyphs.len() > first + 3 { first + 2 } else { first + 1 };
        let (start, end) = row.column(label, LABELS);
        (start < end).then(|| row.piece(start, end))
    })
}

fn number(row: &Row, today: Date) -> Option<Read> {
    let read = |c: char, at: usize| if at == 17 && matches!(c, 'X' | 'x' | '×') { Some('X') } else { as_digit(c) };
    windows(row, 18, read).find_map(|(text, piece)| {
        let text = ResidentId::parse(&text, today).ok()?.as_str().to_owned();
        Some(Read { text, region: piece.region })
    })
}

/// Two dates that are as far apart as cards are valid, or one and 长期. What breaks this was misread.
fn validity(row: &Row) -> Option<Validity> {
    let text: Vec<char> = row.glyphs.iter().map(|glyph| glyph.c).collect();
    (0..text.len()).find_map(|at| {
        let validity = |from: Date, until: String, rest: &[char]| {
            let region = row.piece(at, text.len() - rest.len()).region;
            Validity { from: from.to_string(), until, region }
        };
        let (from, rest) = date(&text[at..])?;
        let rest = &rest[rest.iter().take(4).take_while(|c| !c.is_alphanumeric() || **c == '一').count()..];
        if matches!(rest, ['长', ..] | [_, '期', ..]) {
            return Some(validity(from, ResponsiblePerson::LONG_TERM.to_owned(), &rest[rest.len().min(2)..]));
        }
        let (until, rest) = date(rest)?;
        let span = until.year() - from.year();
        // A card issued on 29 February may end on the 28th or on 1 March.
        let same_day =
            (until.month(), until.day()) == (from.month(), from.day()) || (from.month(), from.day()) == (2, 29);
        (SPANS.contains(&span) && same_day).then(|| validity(from, until.to_string(), rest))
    })
}

/// A date of eight digits with a sign or none between its parts; and what follows it.
fn date(text: &[char]) -> Option<(Date, &[char])> {
    let (year, rest) = digits(text, 4)?;
    let (month, rest) = digits(after_sign(rest), 2)?;
    let (day, rest) = digits(after_sign(rest), 2)?;
    let date = Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)?;
    (1984..2100).contains(&year).then_some((date, rest))
}

fn digits(text: &[char], count: usize) -> Option<(i16, &[char])> {
    let number = text.get(..count)?.iter().try_fold(0i16, |sum, c| {
        let digit = as_digit(*c)?.to_digit(10)?;
        Some(sum * 10 + i16::try_from(digit).ok()?)
    })?;
    Some((number, &text[count..]))
}

fn after_sign(text: &[char]) -> &[char] {
    match text {
        [sign, rest @ ..] if !sign.is_alphanumeric() => rest,
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ocr::licence::tests::{Words, page};

    fn today() -> Date {
        "2026-11-24".parse().unwrap()
    }

    #[test]
    fn a_portrait_side() {
        let read = portrait(
            &[page(&[
                &[(700, "样本"), (800, "SAMPLE")],
                &[(120, "姓"), (180, "名"), (290, "示例甲"), (1500, "2")],
                &[(120, "性"), (180, "别"), (290, "女"), (480, "民族"), (630, "汉")],
                &[(120, "出"), (180, "生"), (290, "1985年12月31日")],
                &[(120, "住"), (180, "址"), (290, "示例省示例市样本区")],
                &[(120, "公民身份弓码"), (490, "440399198512310026")],
            ])],
            today(),
        );
        assert_eq!((read.name.text.as_str(), read.number.text.as_str()), ("示例甲", "440399198512310026"));
        // The places of the values, without their labels.
        assert_eq!((read.name.region.x, read.name.region.y), (290, 200));
        assert_eq!((read.number.region.x, read.number.region.y), (490, 600));
    }

    #[test]
    fn names_and_numbers_with_slips() {
        let cases: &[(Words, &str, &str)] = &[
            (&[(120, "姓名示例甲")], "示例甲", ""),
            (&[(120, "姓各"), (290, "示例甲")], "示例甲", ""),
            (&[(120, "名"), (290, "示例甲")], "示例甲", ""),
            (&[(120, "姓名"), (290, "买买提·示例")], "买买提·示例", ""),
            (&[(120, "姓名"), (290, "甲")], "", ""),
            (&[(120, "姓名"), (290, "SHILI")], "", ""),
            (&[(120, "440399"), (300, "19851231"), (500, "0026")], "", "440399198512310026"),
            (&[(120, "44O3991985I23lOO26")], "", "440399198512310026"),
            (&[(120, "11019919900101007x")], "", "11019919900101007X"),
            (&[(120, "１１０１９９１９９００１０１００７Ｘ")], "", "11019919900101007X"),
            (&[(120, "440399198512310027")], "", ""),
            (&[(120, "4403991985123100")], "", ""),
        ];
        for (row, name, number) in cases {
            let read = portrait(&[page(&[row])], today());
            assert_eq!((read.name.text.as_str(), read.number.text.as_str()), (*name, *number), "{row:?}");
        }
    }

    #[test]
    fn validities() {
        let cases: &[(&str, &str, &str)] = &[
            ("2016.01.01-2036.01.01", "2016-01-01", "2036-01-01"),
            ("2016.01.01一2026.01.01", "2016-01-01", "2026-01-01"),
            ("2016.O1.0l—2021.01.01", "2016-01-01", "2021-01-01"),
            ("2016,01.01-长期", "2016-01-01", "long-term"),
            ("20160101-20360101", "2016-01-01", "2036-01-01"),
            ("２０１６．０１．０１－２０３６．０１．０１", "2016-01-01", "2036-01-01"),
            ("2020.02.29-2025.02.28", "2020-02-29", "2025-02-28"),
            ("2016.01.01-2086.01.01", "", ""),
            ("2016.01.01-2036.01.07", "", ""),
            ("2016.13.01-2036.13.01", "", ""),
            ("2016.01.01", "", ""),
            ("", "", ""),
        ];
        for (text, from, until) in cases {
            let read =
                emblem(&[page(&[&[(420, "签发机关"), (700, "示例市公安局")], &[(420, "有效期限"), (700, text)]])]);
            assert_eq!((read.from.as_str(), read.until.as_str()), (*from, *until), "{text}");
            let place = if from.is_empty() { (0, 0) } else { (700, 200) };
            assert_eq!((read.region.x, read.region.y), place, "{text}");
        }
    }
}
