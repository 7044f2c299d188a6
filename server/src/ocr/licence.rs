//! What an organiser's certificate says (营业执照, 事业单位法人证书, …): number, name, address, legal representative.

use super::page::{Page, Piece, Row, is_chinese, value};
use beian_model::{Nature, OrganiserField, Path, ReadField};
use beian_rules::identifiers::licence_number;
use beian_rules::identifiers::uscc::{Uscc, kinds_of};

/// Labels of the name: companies; the certificates of institutions and associations; 统一社会信用代码证书 of public bodies.
const NAME: &[&str] = &["名称", "企业名称", "单位名称", "机构名称", "字号名称"];
/// Labels of the person: companies; branches; sole traders; sole proprietorships; partnerships.
const PERSON: &[&str] = &["法定代表人", "法定代表人姓名", "负责人", "经营者", "投资人", "执行事务合伙人", "经营者姓名"];
/// Labels of the address: companies; sole traders and partnerships; branches; others.
const ADDRESS: &[&str] = &["住所", "经营场所", "主要经营场所", "营业场所", "企业住所", "机构地址", "地址"];
/// Labels of the number, to know its row from those of other numbers.
const NUMBER: &[&str] = &["统一社会信用代码", "注册号", "工商注册号"];
/// Every label of the forms: where one begins, the value before it ends.
const LABELS: &[&str] = &[
    "名称",
    "企业名称",
    "单位名称",
    "机构名称",
    "字号名称",
    "法定代表人",
    "法定代表人姓名",
    "负责人",
    "经营者",
    "投资人",
    "执行事务合伙人",
    "经营者姓名",
    "住所",
    "经营场所",
    "主要经营场所",
    "营业场所",
    "企业住所",
    "机构地址",
    "地址",
    "统一社会信用代码",
    "注册号",
    "工商注册号",
    "证照编号",
    "类型",
    "主体类型",
    "公司类型",
    "组成形式",
    "机构性质",
    "经营范围",
    "业务范围",
    "宗旨和业务范围",
    "注册资本",
    "注册资金",
    "开办资金",
    "出资额",
    "成立日期",
    "注册日期",
    "核准日期",
    "发证日期",
    "营业期限",
    "经营期限",
    "合伙期限",
    "有效期",
    "登记机关",
    "发证机关",
    "举办单位",
    "经费来源",
    "业务主管单位",
    "活动地域",
    "扫描二维码",
    "国家企业信用信息公示系统",
];

/// Rows that a name or an address may take.
const MOST_ROWS: usize = 3;
/// From this confidence on a piece counts as read surely.
const SURE: u8 = 85;

/// The fields of a certificate that was read, in the order of the form, each once. What two pages say alike is sure.
pub fn fields(pages: &[Page]) -> Vec<ReadField> {
    let rows: Vec<Vec<Row>> = pages.iter().map(Page::rows).collect();
    let each = |read: fn(&[Row]) -> Option<Piece>| best(rows.iter().filter_map(|rows| read(rows)).collect());
    let found = [
        (OrganiserField::Name, each(name)),
        (OrganiserField::CertificateNumber, each(number)),
        (OrganiserField::CertificateAddress, each(address)),
        (OrganiserField::LegalRepresentative, each(person)),
    ];
    let fields = found.into_iter().filter_map(|(field, piece)| {
        let Piece { text, region, confidence } = piece?;
        Some(ReadField { path: Path::Organiser(field), text, region, sure: confidence >= SURE })
    });
    fields.collect()
}

/// Of several readings the one that two agree on, else the surest.
pub(super) fn best(pieces: Vec<Piece>) -> Option<Piece> {
    let agreed = pieces.iter().enumerate().find(|(n, one)| pieces[n + 1..].iter().any(|other| other.text == one.text));
    if let Some((_, one)) = agreed {
        return Some(Piece { confidence: 100, ..one.clone() });
    }
    let alone = pieces.len() == 1;
    let surest = pieces.into_iter().max_by_key(|piece| piece.confidence)?;
    // Two that differ: one of them is wrong.
    let confidence = if alone { surest.confidence } else { surest.confidence.min(SURE - 1) };
    Some(Piece { confidence, ..surest })
}

fn name(rows: &[Row]) -> Option<Piece> {
    let mut piece = value(rows, NAME, LABELS, MOST_ROWS).or_else(|| company(rows))?;
    piece.text = chinese_form(&piece.text);
    (piece.text.chars().count() >= 3 && piece.text.chars().any(char::is_alphabetic)).then_some(piece)
}

/// Without its label a name is known by its end: no other line of a licence ends so.
fn company(rows: &[Row]) -> Option<Piece> {
    const ENDS: &[&str] = &["有限公司", "有限责任公司", "有限合伙)", "分公司"];
    rows.iter().find_map(|row| {
        let mut from = 0;
        while from < row.glyphs.len() {
            let (mut start, end) = row.column(from, LABELS);
            // What was read of 名　称 stands apart from the name.
            start = (start + 1..end.min(start + 4)).rfind(|at| row.stands_apart(*at)).unwrap_or(start);
            let mut piece = row.piece(start, end);
            if piece.text.chars().count() > 6 && ENDS.iter().any(|word| piece.text.ends_with(word)) {
                piece.confidence = piece.confidence.min(SURE - 1);
                return Some(piece);
            }
            from = end.max(from + 1);
        }
        None
    })
}

fn address(rows: &[Row]) -> Option<Piece> {
    let mut piece = value(rows, ADDRESS, LABELS, MOST_ROWS)?;
    piece.text = chinese_form(&piece.text);
    (piece.text.chars().filter(|c| is_chinese(*c)).count() >= 4).then_some(piece)
}

fn person(rows: &[Row]) -> Option<Piece> {
    let mut piece = value(rows, PERSON, LABELS, 1)?;
    piece.text = person_name(&piece.text)?;
    Some(piece)
}

/// A person's name out of what stands beside its label: Chinese characters and the dot of minorities' names, or Latin
/// words; nothing when too little is left.
pub(super) fn person_name(text: &str) -> Option<String> {
    let dotted = |c: char| if matches!(c, '·' | '•' | '.' | '・') { '·' } else { c };
    let chinese = text.chars().next().is_some_and(is_chinese);
    let kept: String = match chinese {
        true => text.chars().map(dotted).take_while(|c| is_chinese(*c) || *c == '·').collect(),
        false => text.chars().take_while(|c| c.is_ascii_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'')).collect(),
    };
    let kept = kept.trim_matches(|c: char| !c.is_alphabetic());
    let count = kept.chars().count();
    let least = if chinese { 2 } else { 4 };
    (least..=50).contains(&count).then(|| kept.to_owned())
}

/// A text as a Chinese certificate prints it: brackets full-width, no signs around it.
fn chinese_form(text: &str) -> String {
    let trimmed = text.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '(' | ')'));
    let chinese = trimmed.chars().any(is_chinese);
    let wide = |c: char| match c {
        '(' | '〈' | '《' if chinese => '（',
        ')' | '〉' | '》' if chinese => '）',
        other => other,
    };
    let text: String = trimmed.chars().map(wide).collect();
    // A bracket whose other half is not there was something else.
    if text.contains('（') == text.contains('）') { text } else { text.replace(['（', '）'], "") }
}

/// The number whose check character is right: that of the labelled row first, then any on the page.
fn number(rows: &[Row]) -> Option<Piece> {
    let (labelled, others): (Vec<&Row>, Vec<&Row>) = rows.iter().partition(|row| row.label(NUMBER).is_some());
    let all = || labelled.iter().chain(&others);
    all().find_map(|row| credit_code(row)).or_else(|| labelled.iter().find_map(|row| old_number(row)))
}

/// A unified social credit code in a row.
fn credit_code(row: &Row) -> Option<Piece> {
    windows(row, 18, as_code_character).find_map(|(text, piece)| {
        let code = Uscc::parse(&text).ok()?;
        let known = Nature::ALL.iter().any(|nature| kinds_of(*nature).contains(&code.kind()));
        // The check character proves every other one.
        known.then(|| Piece { text: code.as_str().to_owned(), confidence: 100, ..piece })
    })
}

/// A number of before 2015 (工商注册号) in the row of its label.
fn old_number(row: &Row) -> Option<Piece> {
    windows(row, 15, |c, _| as_digit(c)).find_map(|(text, piece)| {
        licence_number::check(&text).is_ok().then_some(Piece { confidence: 100, text, ..piece })
    })
}

/// Every run of so many characters of a row that can be read as a number: the run as read, and its piece.
pub(super) fn windows(
    row: &Row,
    len: usize,
    read: impl Fn(char, usize) -> Option<char>,
) -> impl Iterator<Item = (String, Piece)> {
    (0..(row.glyphs.len() + 1).saturating_sub(len)).filter_map(move |at| {
        let glyphs = &row.glyphs[at..at + len];
        let text: Option<String> = glyphs.iter().enumerate().map(|(n, glyph)| read(glyph.c, n)).collect();
        Some((text?, row.piece(at, at + len)))
    })
}

/// A character at its place of a credit code: I, O, S, Z are never in one (GB 32100-2015, 4.2), so they were read for the
/// digits that look like them; where the region's six digits stand, so were B, D, G, L and Q.
fn as_code_character(c: char, at: usize) -> Option<char> {
    // An engine that sees an L prints one; its l is a 1.
    let c = if c == 'l' { '1' } else { c.to_ascii_uppercase() };
    match c {
        'I' | 'O' | 'S' | 'Z' | '|' | '〇' => as_digit(c),
        _ if (2..8).contains(&at) => as_digit(c),
        _ => c.is_ascii_alphanumeric().then_some(c),
    }
}

/// A digit, or the digit that a sign was read for.
pub(super) fn as_digit(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => c,
        'O' | 'o' | 'D' | 'Q' | '〇' => '0',
        'I' | 'l' | 'L' | 'i' | '|' | '!' => '1',
        'Z' | 'z' => '2',
        'S' | 's' => '5',
        'G' => '6',
        'B' => '8',
        _ => return None,
    })
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::ocr::Word;
    use beian_model::Region;

    /// The words of a row: where each begins, and what it says.
    pub type Words<'t> = &'t [(u32, &'t str)];

    /// A page out of rows of words, each word at its column, 40 pixels a Chinese character and 20 a Latin one; a row
    /// is 100 pixels under the one before it.
    pub fn page(rows: &[Words]) -> Page {
        let mut words = Vec::new();
        for (n, row) in (1..).zip(rows) {
            for (x, text) in *row {
                let width = text.chars().map(|c| if c.is_ascii() { 20 } else { 40 }).sum();
                let region = Region { x: *x, y: n * 100, width, height: 40 };
                words.push(Word { text: (*text).to_owned(), region, confidence: 93 });
            }
        }
        Page { width: 2600, height: 1800, words }
    }

    fn read(rows: &[Words]) -> [String; 4] {
        let fields = fields(&[page(rows)]);
        let of = |field| {
            let found = fields.iter().find(|one| one.path == Path::Organiser(field));
            found.map(|one| one.text.clone()).unwrap_or_default()
        };
        [
            of(OrganiserField::Name),
            of(OrganiserField::CertificateNumber),
            of(OrganiserField::CertificateAddress),
            of(OrganiserField::LegalRepresentative),
        ]
    }

    #[test]
    fn a_company() {
        let found = read(&[
            &[(200, "统一"), (290, "社会"), (380, "信用"), (470, "代码"), (600, "91440399MAOOAAAA44")],
            &[(900, "营"), (1050, "业"), (1200, "执"), (1350, "照")],
            &[
                (200, "名"),
                (320, "称"),
                (420, "深圳"),
                (505, "示例"),
                (590, "一科技有限公司"),
                (1500, "注册资本"),
                (1700, "壹佰万元整"),
            ],
            &[(200, "类"), (320, "型"), (420, "有限责任公司"), (665, "（自然人独资）")],
            &[(200, "法定代表人"), (420, "示例甲"), (1500, "成立日期"), (1700, "2020年3月16日")],
            &[(200, "经营范围"), (420, "软件开发；信息技术咨询服务。")],
            &[(200, "住"), (320, "所"), (420, "广东省深圳市南山区"), (790, "科技园路1号示例大厦2栋")],
            &[(425, "3层301室")],
            &[(1500, "登记机关")],
        ]);
        let expected = [
            "深圳示例一科技有限公司",
            "91440399MA00AAAA44",
            "广东省深圳市南山区科技园路1号示例大厦2栋3层301室",
            "示例甲",
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn labels_and_slips_of_the_engine() {
        // Of a row of words each, which field it gives, and what.
        let cases: &[(Words, usize, &str)] = &[
            (&[(200, "名称"), (420, "示例（深圳）贸易有限公司")], 0, "示例（深圳）贸易有限公司"),
            (&[(200, "名称："), (420, "示例(深圳)贸易有限公司")], 0, "示例（深圳）贸易有限公司"),
            (&[(200, "|"), (230, "名"), (320, "称"), (420, "：示例一工作室")], 0, "示例一工作室"),
            (&[(200, "企业名称"), (420, "Shili"), (530, "Trading"), (680, "Ltd")], 0, "Shili Trading Ltd"),
            (&[(420, "深圳示例一科技有限公司"), (1500, "注册资本")], 0, "深圳示例一科技有限公司"),
            (&[(320, "称"), (420, "深圳示例一科技有限公司"), (1500, "注册资本")], 0, "深圳示例一科技有限公司"),
            (&[(200, "oh"), (320, "称"), (420, "深圳示例一科技有限公司")], 0, "深圳示例一科技有限公司"),
            (&[(200, "名称"), (420, "—"), (500, "某")], 0, ""),
            (&[(200, "统一社会信用代码"), (600, "９１４４０３９９ＭＡ００ＡＡＡＡ４４")], 1, "91440399MA00AAAA44"),
            (&[(200, "统一杜会信用代码"), (600, "91440399MAO0"), (850, "AAAA44")], 1, "91440399MA00AAAA44"),
            (&[(200, "统一社会信用代码"), (600, "9l44O399MA00AAAA44")], 1, "91440399MA00AAAA44"),
            (&[(200, "统一社会信用代码"), (600, "91440399ma00aaaa44")], 1, "91440399MA00AAAA44"),
            (&[(200, "91440399MA00AAAA44"), (900, "（副本）")], 1, "91440399MA00AAAA44"),
            (&[(200, "统一社会信用代码"), (600, "91440399MA00AAAA45")], 1, ""),
            (&[(200, "注册号"), (600, "440399600000025")], 1, "440399600000025"),
            (&[(200, "注册号"), (600, "44O3996OOOOOO25")], 1, "440399600000025"),
            (&[(200, "编号"), (600, "440399600000025")], 1, ""),
            (&[(200, "经营场所"), (420, "深圳市南山区样本路2号")], 2, "深圳市南山区样本路2号"),
            (&[(200, "营业场所"), (420, "深圳市南山区样本路2号。")], 2, "深圳市南山区样本路2号"),
            (&[(200, "主要经营场所"), (520, "深圳市南山区样本路2号（一楼）")], 2, "深圳市南山区样本路2号（一楼）"),
            (&[(200, "住所"), (420, "深圳市样本路2号"), (1500, "成立日期"), (1700, "2020年")], 2, "深圳市样本路2号"),
            (&[(200, "负责人"), (420, "示例乙")], 3, "示例乙"),
            (&[(200, "经营者"), (420, "示"), (480, "例"), (540, "丙")], 3, "示例丙"),
            (&[(200, "投资人"), (420, "阿依古丽·示例")], 3, "阿依古丽·示例"),
            (&[(200, "法定代麦人"), (420, "“示例甲"), (1500, "营业期限")], 3, "示例甲"),
            (&[(200, "法定代表人"), (420, "SHILI"), (530, "JIA")], 3, "SHILI JIA"),
            (&[(200, "法定代表人"), (420, "甲")], 3, ""),
            (&[(200, "法定代表人")], 3, ""),
        ];
        for (row, field, expected) in cases {
            assert_eq!(read(&[row])[*field], *expected, "{row:?}");
        }
    }

    #[test]
    fn a_value_ends_where_the_next_label_or_column_begins() {
        let found = read(&[
            &[(200, "名称"), (420, "深圳示例一科技有限公司"), (1500, "类型"), (1700, "有限责任公司")],
            &[(200, "住所"), (420, "深圳市南山区科技园路1号"), (1500, "法定代表人"), (1700, "示例甲")],
            &[(420, "示例大厦2栋"), (1500, "注册资本"), (1700, "壹佰万元")],
            &[(200, "经营范围"), (420, "住所以外的软件开发")],
        ]);
        assert_eq!(found[0], "深圳示例一科技有限公司");
        assert_eq!(found[2], "深圳市南山区科技园路1号示例大厦2栋");
        assert_eq!(found[3], "示例甲");
    }

    #[test]
    fn a_tilted_page_keeps_its_rows() {
        let mut tilted = page(&[
            &[(200, "名称"), (420, "深圳示例一科技"), (720, "有限公司"), (1500, "注册资本"), (1700, "壹佰万元整")],
            &[(200, "法定代表人"), (420, "示例甲"), (1500, "成立日期"), (1700, "2020年3月16日")],
        ]);
        for word in &mut tilted.words {
            word.region.y += word.region.x / 20;
        }
        let texts: Vec<String> = fields(&[tilted]).into_iter().map(|one| one.text).collect();
        assert_eq!(texts, ["深圳示例一科技有限公司", "示例甲"]);
    }

    #[test]
    fn what_two_pages_say_alike_is_sure_and_what_differs_is_not() {
        let right: Words = &[(200, "名称"), (420, "深圳示例一科技有限公司")];
        let wrong: Words = &[(200, "名称"), (420, "这圳示例一科技有限公司")];
        let sure = |pages: &[Page]| fields(pages)[0].sure;
        assert!(sure(&[page(&[right]), page(&[right])]));
        assert!(!sure(&[page(&[right]), page(&[wrong])]));
        let mut faint = page(&[right]);
        faint.words[1].confidence = 60;
        assert!(!sure(&[faint]));
    }

    #[test]
    fn regions_are_those_of_the_value() {
        let found =
            fields(&[page(&[&[(200, "住所"), (420, "深圳市南山区样本路"), (800, "一二三号")], &[(420, "四楼五室")]])]);
        assert_eq!(found[0].region, Region { x: 420, y: 100, width: 540, height: 140 });
    }

    #[test]
    fn pages_of_noise_give_nothing() {
        assert!(fields(&[]).is_empty());
        assert!(fields(&[Page::default()]).is_empty());
        assert!(read(&[&[(0, "|"), (30, "—"), (60, "~")], &[(200, "扫描二维码登录")]]).iter().all(String::is_empty));
    }
}
