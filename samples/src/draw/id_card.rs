//! Both sides of a resident identity card (居民身份证): the layout that the checks expect, and nothing that could pass.

use super::face;
use super::sheet::{Sheet, Type};
use crate::values::{ID_VALID_FROM, ID_VALID_UNTIL, PERSON_BORN, PERSON_NAME, PERSON_SEX, RESIDENT_ID};

const WIDTH: u32 = 1712;
const HEIGHT: u32 = 1080;

/// Portrait side (人像面).
pub fn portrait_side() -> String {
    let mut sheet = card();
    portrait(&mut sheet);
    sheet.marked()
}

/// Emblem side (国徽面), with a plain mark where the emblem would be.
pub fn emblem_side() -> String {
    let mut sheet = card();
    sheet.draw("<circle cx=\"300\" cy=\"300\" r=\"150\" fill=\"#f4d9d6\" stroke=\"#c02626\" stroke-width=\"10\"/>");
    sheet.text(300, 330, Type::of(86).bold().centred().coloured("#c02626"), "样本");
    sheet.text(1070, 280, Type::of(78).bold().centred(), "示例国居民样本");
    sheet.text(1070, 430, Type::of(120).bold().centred(), "居 民 身 份 证");
    sheet.entry(420, 800, 240, Type::of(46), "签发机关", "示例市公安局（样本）");
    let dots = |date: &str| date.replace('-', ".");
    let valid = format!("{}-{}", dots(ID_VALID_FROM), dots(ID_VALID_UNTIL));
    sheet.entry(420, 910, 240, Type::of(46), "有效期限", &valid);
    sheet.marked()
}

/// A side as a phone's camera sees it: on a table, in a room's light, with an edge around it; turned clockwise by so many degrees.
pub fn before_camera(side: fn() -> String, turned: u32) -> String {
    let mut sheet = Sheet::new(640, 480, "#6f6357");
    let card = side();
    let body = card.split_once('>').map_or("", |(_, rest)| rest).trim_end().trim_end_matches("</svg>");
    // A turned card needs more room.
    let width = if turned == 0 { 550.0 } else { 512.0 };
    let scale = width / WIDTH as f32;
    let (left, top) = (320.0 - width / 2.0, 240.0 - HEIGHT as f32 * scale / 2.0);
    sheet.draw(&format!(
        "<g transform=\"rotate({turned} 320 240) translate({left} {top}) scale({scale})\">{body}\
         <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" opacity=\"0.14\"/></g>"
    ));
    sheet.unmarked()
}

fn card() -> Sheet {
    let mut sheet = Sheet::new(WIDTH, HEIGHT, "#eef3f4");
    sheet.waves("#d9e6e8");
    sheet.text(WIDTH / 2, 60, Type::of(34).bold().centred().coloured("#c02626"), "样本 SAMPLE · 不是真实证件");
    sheet
}

fn portrait(sheet: &mut Sheet) {
    let text = Type::of(54);
    let mut born = PERSON_BORN.split('-').map(|part| part.trim_start_matches('0'));
    let mut next = || born.next().unwrap_or_default().to_owned();
    sheet.entry(120, 210, 170, text, "姓 名", PERSON_NAME);
    sheet.entry(120, 330, 170, text, "性 别", PERSON_SEX);
    sheet.entry(480, 330, 150, text, "民族", "汉");
    sheet.entry(120, 450, 170, text, "出 生", &format!("{} 年 {} 月 {} 日", next(), next(), next()));
    sheet.entry(120, 570, 170, text, "住 址", "示例省示例市样本区");
    sheet.text(290, 650, text, "演示路 1 号");
    sheet.entry(120, 930, 370, Type::of(58).bold(), "公民身份号码", RESIDENT_ID);
    sheet.draw("<g transform=\"translate(1180 170) scale(0.42)\">");
    sheet.draw(&face::figure());
    sheet.draw("</g>");
}
