//! What a province's access provider has after most of a year: nearly everything is approved, some thousand are on their way. All of it follows
//! from a filing's number.

use crate::harness::NOW;

/// Filings that are on their way: the newest.
pub const UNDER_WAY: usize = 1_000;
/// Colleagues.
pub const COLLEAGUES: usize = 20;
/// Seconds from one filing to the next: a hundred thousand in three hundred days.
const APART: i64 = 259;

/// The state of the filing of this number, of so many.
pub const fn state(number: usize, count: usize) -> &'static str {
    if number + UNDER_WAY < count {
        return match number % 33 {
            0 => "expired",
            1 => "abandoned",
            2 => "draft",
            _ => "approved",
        };
    }
    match number % 20 {
        0..=6 => "first_review",
        7 | 8 => "resubmitted",
        9 => "to_bureau",
        10 | 11 => "sms_pending",
        12 | 13 => "bureau_review",
        14..=18 => "needs_fix",
        _ => "bureau_rejected",
    }
}

/// Since when it is in its state: one after the other, the last of them now.
pub fn since(number: usize, count: usize) -> i64 {
    NOW - (count - number) as i64 * APART
}

/// A province's code: two in five are from where the provider is.
pub const fn province(number: usize) -> &'static str {
    const OTHERS: [&str; 12] = ["bj", "sh", "zj", "js", "fj", "sd", "sc", "hb", "hn", "ha", "cq", "tj"];
    if number % 5 < 2 { "gd" } else { OTHERS[number % 12] }
}

/// The organiser's nature.
pub const fn nature(number: usize) -> &'static str {
    match number % 100 {
        0..=79 => "enterprise",
        80..=94 => "individual",
        95..=97 => "public_institution",
        _ => "foundation",
    }
}

const PLACES: [&str; 10] = ["广州", "深圳", "佛山", "东莞", "珠海", "北京", "上海", "杭州", "南京", "成都"];
const FIRST: [char; 40] = [
    '星', '海', '天', '云', '金', '华', '新', '东', '南', '北', '西', '瑞', '丰', '宏', '达', '创', '智', '联', '信',
    '德', '明', '光', '辉', '宇', '恒', '泰', '安', '康', '福', '盛', '嘉', '美', '佳', '优', '众', '合', '正', '中',
    '国', '元',
];
const SECOND: [char; 40] = [
    '河', '山', '川', '峰', '林', '泽', '源', '润', '洋', '帆', '航', '越', '腾', '飞', '翔', '凯', '胜', '利', '成',
    '业', '兴', '隆', '昌', '顺', '和', '诚', '义', '仁', '道', '维', '思', '睿', '博', '雅', '韵', '风', '月', '晨',
    '阳', '春',
];
const TRADES: [&str; 8] = ["贸易", "科技", "信息技术", "文化传播", "电子商务", "网络科技", "食品", "建筑工程"];

/// The organiser's name: a place, a word of its own, a trade.
pub fn name(number: usize) -> String {
    let mixed = number.wrapping_mul(7_919);
    let (place, trade) = (PLACES[mixed % 10], TRADES[mixed / 10 % 8]);
    let word: String = [FIRST[mixed / 80 % 40], SECOND[mixed / 3_200 % 40]].into_iter().collect();
    format!("{place}{word}{trade}有限公司")
}

/// The name of the organiser's responsible person: some sixty share one.
pub fn person(number: usize) -> String {
    let mixed = number.wrapping_mul(6_151);
    ['张', FIRST[mixed % 40], SECOND[mixed / 40 % 40]].into_iter().collect()
}

/// The colleague who has it, or had it last, by number; nothing where nobody has.
pub const fn colleague(number: usize, count: usize) -> Option<usize> {
    let is_under_way = number + UNDER_WAY >= count;
    if is_under_way && !number.is_multiple_of(3) { None } else { Some(number % COLLEAGUES) }
}

/// Whether the rules found a risk in it.
pub const fn is_at_risk(number: usize) -> bool {
    number.is_multiple_of(7)
}
