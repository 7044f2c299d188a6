//! A screenshot of a domain's real-name record (域名实名认证截图): domain, holder, document type and number, expiry.

use super::sheet::{Sheet, Type};
use crate::values::{CREDIT_CODE, DOMAIN, DOMAIN_EXPIRES, ORGANISER_NAME, REGISTRAR};

/// The screenshot.
pub fn svg() -> String {
    let mut sheet = Sheet::new(1920, 1200, "#f3f4f7");
    sheet.draw("<rect width=\"1920\" height=\"84\" fill=\"#23314a\"/>");
    sheet.text(48, 54, Type::of(32).bold().coloured("#fff"), "示例域名控制台（样本 SAMPLE）");
    sheet.text(1872, 54, Type { anchor: "end", ..Type::of(26).coloured("#c9d2e3") }, "域名管理 · 账号 · 帮助");
    sheet.draw("<rect x=\"60\" y=\"140\" width=\"1800\" height=\"980\" rx=\"12\" fill=\"#fff\" stroke=\"#dfe3ea\"/>");
    sheet.text(120, 230, Type::of(44).bold(), "域名信息");
    sheet.draw("<rect x=\"1560\" y=\"186\" width=\"240\" height=\"60\" rx=\"30\" fill=\"#e3f4e8\"/>");
    sheet.text(1680, 227, Type::of(28).bold().centred().coloured("#1c7a3d"), "已实名认证");
    let entries = [
        ("域名", DOMAIN),
        ("域名所有者", ORGANISER_NAME),
        ("所有者类型", "企业"),
        ("证件类型", "统一社会信用代码证书"),
        ("证件号码", CREDIT_CODE),
        ("域名注册服务机构", REGISTRAR),
        ("域名到期日", DOMAIN_EXPIRES),
    ];
    for (n, (label, value)) in (0..).zip(entries) {
        let y = 340 + n * 108;
        sheet.draw(&format!("<path d=\"M120 {0}h1680\" stroke=\"#edf0f4\" stroke-width=\"2\"/>", y + 42));
        sheet.text(120, y, Type::of(32).coloured("#66708a"), label);
        sheet.text(620, y, Type::of(34), value);
    }
    sheet.marked()
}
