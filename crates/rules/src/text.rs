//! What people paste, as they mean it: one function for numbers and codes, one for names, one for free text, and one that
//! tells whether two names are the same. What nobody sees is taken off, and what looks like a character becomes that character.
//!
//! Sources: Unicode 16, `DerivedGeneralCategory` (Cf, Pd), `DerivedCoreProperties` (Default_Ignorable_Code_Point),
//! `EquivalentUnifiedIdeograph`; UAX #15 for NFC.

use std::borrow::Cow;

/// Radicals of the supplement that stand for a whole character (部首补充), and the character. PDF files hold them in its place.
const RADICALS: &str = "⺟母⺠民⺩王⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻱龜⻳龟";

/// A number or code: half-width, upper case, without blanks, dashes, round brackets and what nobody sees. `091-4 (a)` is `0914A`.
pub fn number(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii_digit() || b.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    let means = |c: &char| !(is_blank(*c) || is_dash(*c) || is_unseen(*c) || matches!(c, '(' | ')'));
    Cow::Owned(text.chars().map(half_width).filter(means).map(|c| c.to_ascii_uppercase()).collect())
}

/// A code whose dashes belong to it (备案授权码): half-width, every dash as `-`, without blanks and what nobody sees.
pub fn code(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return Cow::Borrowed(text);
    }
    let dash = |c| if is_dash(c) { '-' } else { c };
    Cow::Owned(text.chars().map(half_width).filter(|c| !is_blank(*c) && !is_unseen(*c)).map(dash).collect())
}

/// A name, or another text of one line: each character as itself (NFC, radicals and compatibility ideographs as the unified
/// ones), blanks in a row as one, none around it, nothing that nobody sees. Dots, brackets and case stay as they are.
pub fn name(text: &str) -> Cow<'_, str> {
    let mut blank = true;
    let one_blank = |c| {
        let double = c == ' ' && blank;
        blank = c == ' ';
        !double
    };
    if is_plain(text) && !text.ends_with(' ') && !text.contains('\n') && text.chars().all(one_blank) {
        return Cow::Borrowed(text);
    }
    let seen = seen(text);
    let words = seen.split(is_blank).filter(|word| !word.is_empty());
    Cow::Owned(words.collect::<Vec<_>>().join(" "))
}

/// Text of several lines: as [`name`], but blanks and ends of lines inside it stay.
pub fn free(text: &str) -> Cow<'_, str> {
    if is_plain(text) && !text.starts_with([' ', '\n']) && !text.ends_with([' ', '\n']) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(seen(text).trim_matches(is_blank).to_owned())
}

/// Two names are the same: alike but for blanks, the kind of dot, dash, bracket or apostrophe, and case and width of letters.
pub fn is_same_name(one: &str, other: &str) -> bool {
    one == other || name_key(one) == name_key(other)
}

/// A name as it is compared. Not for people to read.
pub fn name_key(text: &str) -> String {
    let fold = |c| match half_width(c) {
        // ･ and ． come from keyboards of other scripts, • and ‧ from fonts without the middle dot.
        '.' | '·' | '•' | '‧' | '∙' | '⋅' | '・' | '･' | '᛫' | '⸱' | '●' | '。' | '｡' => '·',
        '’' | '‘' | 'ʼ' | 'ʻ' | '`' | '´' | '′' => '\'',
        '〔' | '［' | '[' | '【' | '〈' | '《' => '(',
        '〕' | '］' | ']' | '】' | '〉' | '》' => ')',
        c if is_dash(c) => '-',
        c => c,
    };
    let seen = seen(text);
    lower(seen.chars().filter(|c| !is_blank(*c)).map(fold))
}

/// A full-width letter, digit or sign (U+FF01 to FF5E) as its half-width one, the wide blank as a blank; anything else as it is.
pub fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '\u{3000}' => ' ',
        other => other,
    }
}

/// A blank of any width: White_Space, and the Braille pattern without dots.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{2800}'
}

/// A dash of any length: General_Category Pd, and the minus sign.
pub fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2212}' | '\u{58a}' | '\u{5be}' | '\u{1400}' | '\u{1806}' | '\u{2010}'
            ..='\u{2015}'
                | '\u{2e17}'
                | '\u{2e1a}'
                | '\u{2e3a}'
                | '\u{2e3b}'
                | '\u{2e40}'
                | '\u{2e5d}'
                | '\u{301c}'
                | '\u{3030}'
                | '\u{30a0}'
                | '\u{fe31}'
                | '\u{fe32}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
                | '\u{10d6e}'
                | '\u{10ead}'
    )
}

/// What takes no room on a screen: General_Category Cf, Default_Ignorable_Code_Point, and control characters that are no blank.
pub fn is_unseen(c: char) -> bool {
    match c {
        '\0'..='\u{ff}' => c == '\u{ad}' || (c.is_control() && !c.is_whitespace()),
        _ => matches!(c, '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}'
            | '\u{8e2}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{110bd}' | '\u{110cd}'
            | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'),
    }
}

/// Nothing in the text can change but its blanks: ASCII that prints, unified ideographs, and the signs that stand among them.
fn is_plain(text: &str) -> bool {
    let plain = |c| matches!(c, ' '..='~' | '\n' | '\u{b7}' | '\u{3001}'..='\u{301b}' | '\u{3400}'..='\u{9fff}' | '\u{ff01}'..='\u{ff5e}');
    text.chars().all(plain)
}

/// The text without what nobody sees, each character as itself.
fn seen(text: &str) -> Cow<'_, str> {
    if is_plain(text) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_unseen(*c)) {
        match c {
            '\u{2e80}'..='\u{2eff}' => {
                let mut pairs = RADICALS.chars();
                let whole = pairs.find(|radical| *radical == c).and_then(|_| pairs.next());
                out.push(whole.unwrap_or(c));
            }
            // Kangxi radicals (康熙部首).
            '\u{2f00}'..='\u{2fdf}' => out.push_str(&normalised(c.encode_utf8(&mut [0; 4]), Form::Compatibility)),
            c => out.push(c),
        }
    }
    Cow::Owned(normalised(&out, Form::Canonical))
}

/// A normalisation form of Unicode (UAX #15).
#[derive(Clone, Copy)]
enum Form {
    /// NFC.
    Canonical,
    /// NFKC.
    Compatibility,
}

#[cfg(not(target_arch = "wasm32"))]
fn normalised(text: &str, form: Form) -> String {
    use icu_normalizer::ComposingNormalizerBorrowed as Normalizer;
    let normalizer = match form {
        Form::Canonical => const { Normalizer::new_nfc() },
        Form::Compatibility => const { Normalizer::new_nfkc() },
    };
    normalizer.normalize(text).into_owned()
}

/// A browser has Unicode's tables already.
#[cfg(target_arch = "wasm32")]
fn normalised(text: &str, form: Form) -> String {
    let form = match form {
        Form::Canonical => "NFC",
        Form::Compatibility => "NFKC",
    };
    js_sys::JsString::from(text).normalize(form).into()
}

/// Letters in lower case, each by itself (a sigma at the end of a word is one like any other).
#[cfg(not(target_arch = "wasm32"))]
pub(crate) fn lower(letters: impl Iterator<Item = char>) -> String {
    letters.flat_map(char::to_lowercase).collect()
}

/// The same by the browser's tables, which are not asked about scripts that have no case.
#[cfg(target_arch = "wasm32")]
pub(crate) fn lower(letters: impl Iterator<Item = char>) -> String {
    let mut lower = String::new();
    for c in letters {
        match c {
            '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7ff}' => lower.push(c),
            c if c.is_ascii() => lower.push(c.to_ascii_lowercase()),
            c => lower.push_str(&String::from(js_sys::JsString::from(c.to_string()).to_lower_case())),
        }
    }
    lower
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn numbers_as_people_paste_them() {
        for (typed, read) in [
            ("\u{202d}13800138000\u{202c}", "13800138000"),
            ("440399198512310026\u{200e}", "440399198512310026"),
            ("91440399\u{ad}MA00AAAA44", "91440399MA00AAAA44"),
            ("\u{feff}91440399ma00aaaa44", "91440399MA00AAAA44"),
            ("138\u{2011}0013\u{2212}8000", "13800138000"),
            ("138\u{a0}0013\u{2009}8000\u{3000}", "13800138000"),
            ("\u{2066}941\u{2060}370\u{2069}", "941370"),
            ("９１４４０３９９ＭＡ００ＡＡＡＡ４４", "91440399MA00AAAA44"),
            ("0000000001（B）", "0000000001B"),
            ("(+86)138-0013-8000", "+8613800138000"),
            ("", ""),
            ("\u{200b}\u{200b}", ""),
        ] {
            assert_eq!(number(typed), read, "{typed:?}");
        }
    }

    #[test]
    fn names_as_people_paste_them() {
        for (typed, read) in [
            ("深圳示例一科技有限公司", "深圳示例一科技有限公司"),
            ("⼴东⽰例科技有限公司", "广东示例科技有限公司"),
            ("⻓沙⻢某⻋⾏", "长沙马某车行"),
            ("\u{f900}\u{2f800}", "\u{8c48}\u{4e3d}"),
            ("Jose\u{301} García", "José García"),
            ("O’Brien", "O’Brien"),
            (" 示例\u{3000}\t公司\n", "示例 公司"),
            ("示\u{200b}例\u{202e}甲\u{202c}", "示例甲"),
            ("葛\u{e0100}某", "葛某"),
            ("买买提•吐尔逊", "买买提•吐尔逊"),
            ("示例(深圳)公司", "示例(深圳)公司"),
            ("示例\0甲", "示例甲"),
            ("\u{200b}\u{200b}", ""),
            ("\u{3164}", ""),
            ("\u{2800}", ""),
        ] {
            assert_eq!(name(typed), read, "{typed:?}");
        }
    }

    #[test]
    fn free_text_keeps_its_lines() {
        for (typed, read) in [
            ("第一行\n第二行  甲", "第一行\n第二行  甲"),
            ("\n科技园路1号\u{202e}301\u{202c}室 ", "科技园路1号301室"),
            ("\u{feff}备注", "备注"),
            ("\u{200b}\u{200b}", ""),
        ] {
            assert_eq!(free(typed), read, "{typed:?}");
        }
    }

    #[test]
    fn codes_keep_their_dashes() {
        assert_eq!(code("32A4\u{2013}a888\u{200b} 88e8\u{2212}x"), "32A4-a88888e8-x");
    }

    #[test]
    fn names_that_are_the_same() {
        for (one, other) in [
            ("买买提·吐尔逊", "买买提•吐尔逊"),
            ("买买提·吐尔逊", "买买提・吐尔逊"),
            ("买买提·吐尔逊", "买买提．吐尔逊"),
            ("买买提·吐尔逊", "买买提‧吐尔逊"),
            ("买买提·吐尔逊", "买买提 · 吐尔逊"),
            ("示例（深圳）科技有限公司", "示例(深圳)科技有限公司"),
            ("示例〔深圳〕公司", "示例（深圳）公司"),
            ("ＡＢＣ示例公司", "abc示例公司"),
            ("José García", "JOSE\u{301}  garcía"),
            ("O’Brien", "O'BRIEN"),
            ("Jean–Luc", "Jean-Luc"),
            ("⼴东⽰例", "广东示例"),
            ("示例\u{200b}甲", "示例甲"),
        ] {
            assert!(is_same_name(one, other), "{one} {other}");
            assert!(is_same_name(other, one), "{other} {one}");
        }
        for (one, other) in
            [("示例甲", "示例乙"), ("示例（深圳）公司", "示例深圳公司"), ("买买提·吐尔逊", "买买提吐尔逊")]
        {
            assert!(!is_same_name(one, other), "{one} {other}");
        }
    }

    /// The lists above are written by hand: they are what Unicode says, character by character.
    #[test]
    fn what_is_unseen_and_what_is_a_dash_is_as_unicode_says() {
        use icu_properties::CodePointSetData;
        use icu_properties::props::{DefaultIgnorableCodePoint, GeneralCategory, WhiteSpace};
        let category = icu_properties::CodePointMapData::<GeneralCategory>::new();
        let ignorable = CodePointSetData::new::<DefaultIgnorableCodePoint>();
        let white = CodePointSetData::new::<WhiteSpace>();
        for c in '\0'..=char::MAX {
            let kind = category.get(c);
            let unseen = kind == GeneralCategory::Format
                || ignorable.contains(c)
                || (kind == GeneralCategory::Control && !white.contains(c));
            assert_eq!(is_unseen(c), unseen, "U+{:04X}", c as u32);
            assert_eq!(is_dash(c), kind == GeneralCategory::DashPunctuation || c == '\u{2212}', "U+{:04X}", c as u32);
            assert_eq!(is_blank(c), white.contains(c) || c == '\u{2800}', "U+{:04X}", c as u32);
        }
    }

    /// What need not be looked at closely is what would not change.
    #[test]
    fn what_is_plain_stays_itself() {
        for c in '\u{21}'..=char::MAX {
            let text = c.to_string();
            if is_plain(&text) && !is_blank(c) {
                assert_eq!(normalised(&text, Form::Canonical), text, "U+{:04X}", c as u32);
                assert!(!is_unseen(c), "U+{:04X}", c as u32);
            }
        }
    }

    #[test]
    fn radicals_come_in_pairs() {
        let all: Vec<char> = RADICALS.chars().collect();
        for pair in all.chunks(2) {
            assert!(
                ('\u{2e80}'..='\u{2eff}').contains(&pair[0]) && ('\u{3400}'..='\u{9fff}').contains(&pair[1]),
                "{pair:?}"
            );
        }
    }

    proptest! {
        #[test]
        fn what_was_read_is_read_as_itself(text in "(\\PC|[\u{200b}-\u{200f}\u{2e80}-\u{2fdf}\u{300}-\u{36f}\u{f900}-\u{faff} \t\n.。-]){0,24}") {
            for read in [number, code, name, free] {
                let once = read(&text).into_owned();
                prop_assert_eq!(read(&once), once.as_str());
            }
            let key = name_key(&text);
            prop_assert_eq!(name_key(&name(&text)), key.as_str(), "as it is read it is the same name");
        }
    }
}
