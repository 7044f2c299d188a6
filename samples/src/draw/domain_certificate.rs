//! A domain certificate (域名证书), as registrars print them: domain, holder, registrar, both dates.

use super::sheet::{Sheet, Type, chinese_date};
use crate::values::{DOMAIN, DOMAIN_EXPIRES, DOMAIN_REGISTERED, ORGANISER_NAME, REGISTRAR};

/// The certificate.
pub fn svg() -> String {
    let mut sheet = Sheet::new(1754, 1240, "#fbfcfe");
    sheet.waves("#e4ebf5");
    sheet.draw(
        "<rect x=\"60\" y=\"60\" width=\"1634\" height=\"1120\" fill=\"none\" stroke=\"#2d5c9a\" stroke-width=\"10\"/>",
    );
    sheet.text(877, 270, Type::of(104).bold().centred().coloured("#1d3f6e"), "国际域名注册证书");
    sheet.text(877, 335, Type::of(36).centred().coloured("#c02626"), "样本 SAMPLE · 不具证明效力");
    let (registered, expires) = (chinese_date(DOMAIN_REGISTERED), chinese_date(DOMAIN_EXPIRES));
    let entries = [
        ("域名", DOMAIN),
        ("域名所有者", ORGANISER_NAME),
        ("域名注册服务机构", REGISTRAR),
        ("注册日期", registered.as_str()),
        ("到期日期", expires.as_str()),
    ];
    for (n, (label, value)) in (0..).zip(entries) {
        sheet.entry(260, 480 + n * 110, 460, Type::of(44), label, value);
    }
    sheet.seal(1420, 1010, "示例注册机构");
    sheet.marked()
}
