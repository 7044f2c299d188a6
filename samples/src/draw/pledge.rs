//! A pledge (承诺书) by which the organiser of a website answers to its bureau.

use super::sheet::{Sheet, Type};
use crate::values::{DOMAIN, ORGANISER_NAME, PERSON_NAME};

/// The pledge, an A4 sheet.
pub fn svg() -> String {
    let mut sheet = Sheet::new(1654, 2339, "#fffefb");
    sheet.text(827, 360, Type::of(84).bold().centred(), "网站备案信息真实性承诺书");
    sheet.text(827, 430, Type::of(36).centred().coloured("#c02626"), "（样本 SAMPLE，不具法律效力）");
    let lines = [
        "我单位承诺：所提交的备案信息真实、准确、完整；信息变更后".to_owned(),
        "及时办理变更手续；网站内容符合国家有关法律法规的规定。".to_owned(),
        String::new(),
        format!("网站域名：{DOMAIN}"),
        format!("单位名称（盖章）：{ORGANISER_NAME}"),
        format!("负责人（签字）：{PERSON_NAME}"),
        String::new(),
        "签署日期：　　　　年　　月　　日".to_owned(),
    ];
    for (n, line) in (0..).zip(&lines) {
        sheet.text(230, 640 + n * 105, Type::of(44), line);
    }
    sheet.seal(1180, 1120, "示例单位");
    sheet.marked()
}
