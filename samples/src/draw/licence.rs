//! A business licence (营业执照), after the landscape form of the national registry, without its emblem and code.

use super::sheet::{Sheet, Type, chinese_date};
use crate::values::{ADDRESS, BUSINESS_SCOPE, CREDIT_CODE, FOUNDED, ORGANISER_NAME, PERSON_NAME};

/// The licence.
pub fn svg() -> String {
    let mut sheet = Sheet::new(2100, 1480, "#fbf6e6");
    sheet.waves("#efe3bf");
    sheet.draw(
        "<rect x=\"50\" y=\"50\" width=\"2000\" height=\"1380\" fill=\"none\" stroke=\"#b08a3c\" stroke-width=\"14\"/>",
    );
    sheet.draw(
        "<rect x=\"78\" y=\"78\" width=\"1944\" height=\"1324\" fill=\"none\" stroke=\"#b08a3c\" stroke-width=\"4\"/>",
    );
    sheet.text(1050, 330, Type::of(150).bold().centred().coloured("#1b1b1b"), "营 业 执 照");
    sheet.text(1050, 400, Type::of(40).centred().coloured("#c02626"), "（样本，不具法律效力 · SAMPLE, NOT VALID）");
    sheet.entry(190, 190, 300, Type::of(34), "统一社会信用代码", CREDIT_CODE);
    let founded = chinese_date(FOUNDED);
    let left = [
        ("名　　称", ORGANISER_NAME),
        ("类　　型", "有限责任公司（自然人独资）"),
        ("法定代表人", PERSON_NAME),
        ("经营范围", BUSINESS_SCOPE),
    ];
    for (n, (label, value)) in (0..).zip(left) {
        sheet.entry(190, 540 + n * 110, 230, Type::of(38), label, value);
    }
    let right = [("注册资本", "壹佰万元整"), ("成立日期", founded.as_str()), ("营业期限", "长期")];
    for (n, (label, value)) in (0..).zip(right) {
        sheet.entry(1330, 540 + n * 110, 210, Type::of(38), label, value);
    }
    sheet.entry(190, 980, 230, Type::of(38), "住　　所", ADDRESS);
    sheet.text(1560, 1180, Type::of(40).centred(), "登记机关");
    sheet.seal(1560, 1220, "示例登记机关");
    sheet.text(1560, 1340, Type::of(36).centred(), &founded);
    sheet.text(190, 1340, Type::of(28).coloured("#888"), "本图为软件试用而绘制，号码中的地区码 440399 未被分配。");
    sheet.marked()
}
