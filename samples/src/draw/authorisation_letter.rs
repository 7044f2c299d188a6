//! A letter of authorisation (授权书) by which the legal representative names the responsible person of a website.

use super::sheet::{Sheet, Type};
use crate::values::{DOMAIN, ORGANISER_NAME, PERSON_NAME, RESIDENT_ID, SECOND_PERSON_NAME, SECOND_RESIDENT_ID};

/// The letter, an A4 sheet.
pub fn svg() -> String {
    let mut sheet = Sheet::new(1654, 2339, "#fffefb");
    sheet.text(827, 360, Type::of(84).bold().centred(), "网站负责人授权书");
    sheet.text(827, 430, Type::of(36).centred().coloured("#c02626"), "（样本 SAMPLE，不具法律效力）");
    let lines = [
        "兹授权以下人员为我单位网站的网站负责人，办理网站备案及".to_owned(),
        "后续信息维护事宜，其在办理过程中签署的文件我单位均予以认可。".to_owned(),
        String::new(),
        format!("被授权人：{SECOND_PERSON_NAME}"),
        format!("证件号码：{SECOND_RESIDENT_ID}"),
        format!("网站域名：{DOMAIN}"),
        String::new(),
        format!("单位名称（盖章）：{ORGANISER_NAME}"),
        format!("法定代表人（签字）：{PERSON_NAME}"),
        format!("法定代表人证件号码：{RESIDENT_ID}"),
        String::new(),
        "签署日期：　　　　年　　月　　日".to_owned(),
    ];
    for (n, line) in (0..).zip(&lines) {
        sheet.text(230, 640 + n * 105, Type::of(44), line);
    }
    sheet.seal(1180, 1420, "示例单位");
    sheet.marked()
}
