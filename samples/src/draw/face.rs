//! A face before a white wall: a drawing, and of nobody.

use super::sheet::{Sheet, Type};

/// The picture that a verification asks for, 1280 by 720.
pub fn svg() -> String {
    let mut sheet = Sheet::new(1280, 720, "#f4f4f2");
    sheet.draw(
        "<defs><linearGradient id=\"wall\" x1=\"0\" y1=\"0\" x2=\"1\" y2=\"1\"><stop offset=\"0\" stop-color=\"#fdfdfc\"/>\
         <stop offset=\"1\" stop-color=\"#e9e9e6\"/></linearGradient></defs>\
         <rect width=\"1280\" height=\"720\" fill=\"url(#wall)\"/>",
    );
    sheet.draw("<g transform=\"translate(280 60) scale(0.72)\">");
    sheet.draw(&figure());
    sheet.draw("</g>");
    sheet.text(640, 60, Type::of(40).bold().centred().coloured("#c02626"), "样本 SAMPLE · 绘制的人像");
    sheet.unmarked()
}

/// What is behind a face before a camera.
#[derive(Clone, Copy)]
pub enum Wall {
    /// White and even: as it should be.
    White,
    /// Dark, with shelves full of books.
    Cluttered,
}

/// The same person as a phone's camera sees them, 640 by 480; marked on the chest, for a mark on the wall would be a thing on it.
pub fn before_camera(wall: Wall) -> String {
    let mut sheet = Sheet::new(640, 480, "#e6e6e3");
    if matches!(wall, Wall::Cluttered) {
        sheet.draw("<rect width=\"640\" height=\"480\" fill=\"#3d4148\"/>");
        for n in 0..4 * 22 {
            let (x, y) = (n % 22 * 29 + 3, n / 22 * 84 + 8);
            let colour = ["#22577a", "#c7d0d6", "#2d6a4f", "#6d597a", "#8ea4b8", "#1b263b", "#b5c99a"][n % 7];
            let height = 56 + n * 13 % 20;
            let top = y + 76 - height;
            sheet.draw(&format!("<rect x=\"{x}\" y=\"{top}\" width=\"24\" height=\"{height}\" fill=\"{colour}\"/>"));
        }
    }
    sheet.draw("<g transform=\"translate(96 48) scale(0.448)\">");
    sheet.draw(&figure());
    sheet.draw("<path d=\"M130 915h740v240H130z\" fill=\"#34506e\"/></g>");
    sheet.text(320, 466, Type::of(17).bold().centred().coloured("#fff"), "样本 SAMPLE · 绘制的人像");
    sheet.unmarked()
}

/// Head and shoulders in a box of 1000 by 920.
pub fn figure() -> String {
    r##"<path d="M130 920c10-190 140-250 270-270h200c130 20 260 80 270 270z" fill="#34506e"/>
<path d="M410 560h180v130q-90 90-180 0z" fill="#e2b48f"/>
<path d="M250 360c-10-230 120-320 250-320s260 90 250 320c0 150-20 250-60 320h-60V300H370v380h-60c-40-70-60-170-60-320z" fill="#2b2422"/>
<ellipse cx="500" cy="370" rx="185" ry="245" fill="#f0c6a2"/>
<path d="M318 330c10-150 90-200 182-200s172 50 182 200c-60-20-110-60-140-110-50 60-130 100-224 110z" fill="#2b2422"/>
<path d="M370 345q50-30 95 0M535 345q50-30 95 0" fill="none" stroke="#2b2422" stroke-width="12" stroke-linecap="round"/>
<ellipse cx="418" cy="385" rx="30" ry="16" fill="#fff"/><circle cx="418" cy="385" r="14" fill="#3a2a22"/>
<ellipse cx="582" cy="385" rx="30" ry="16" fill="#fff"/><circle cx="582" cy="385" r="14" fill="#3a2a22"/>
<path d="M500 390q-16 70-28 84 28 22 56 0" fill="none" stroke="#c98f6c" stroke-width="9" stroke-linecap="round"/>
<path d="M440 530q60 34 120 0-60 62-120 0z" fill="#b9544f"/>
<path d="M400 668l100 110 100-110" fill="none" stroke="#fff" stroke-width="16" stroke-linejoin="round"/>"##
        .to_owned()
}
