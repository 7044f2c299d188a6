//! What every sample has in common: a sheet, lines of text, the mark that says it is a sample.

use std::fmt::Write;

/// A drawing in the making.
pub struct Sheet {
    width: u32,
    height: u32,
    body: String,
}

/// How a text is set.
#[derive(Clone, Copy)]
pub struct Type {
    /// Size in pixels.
    pub size: u32,
    /// 400 is regular, 700 is bold.
    pub weight: u32,
    /// Colour.
    pub fill: &'static str,
    /// `start`, `middle` or `end` of the line at the given point.
    pub anchor: &'static str,
}

impl Type {
    /// Regular, dark, from the left.
    pub const fn of(size: u32) -> Type {
        Type { size, weight: 400, fill: "#222", anchor: "start" }
    }

    /// The same, bold.
    pub const fn bold(self) -> Type {
        Type { weight: 700, ..self }
    }

    /// The same around its point.
    pub const fn centred(self) -> Type {
        Type { anchor: "middle", ..self }
    }

    /// The same in another colour.
    pub const fn coloured(self, fill: &'static str) -> Type {
        Type { fill, ..self }
    }
}

impl Sheet {
    /// An empty sheet of one colour.
    pub fn new(width: u32, height: u32, paper: &str) -> Sheet {
        let body = format!("<rect width=\"{width}\" height=\"{height}\" fill=\"{paper}\"/>\n");
        Sheet { width, height, body }
    }

    /// Adds SVG as it is.
    pub fn draw(&mut self, svg: &str) {
        self.body.push_str(svg);
        self.body.push('\n');
    }

    /// Adds a line of text at a point of its base line.
    pub fn text(&mut self, x: u32, y: u32, kind: Type, words: &str) {
        let Type { size, weight, fill, anchor } = kind;
        // Writing to a String cannot fail.
        let _ = writeln!(
            self.body,
            "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{fill}\" \
             text-anchor=\"{anchor}\">{}</text>",
            words.replace('&', "&amp;").replace('<', "&lt;"),
        );
    }

    /// Adds a label and its value on one line.
    pub fn entry(&mut self, x: u32, y: u32, indent: u32, kind: Type, label: &str, value: &str) {
        self.text(x, y, kind.coloured("#7a5a2a"), label);
        self.text(x + indent, y, kind, value);
    }

    /// The waves that printers put behind a certificate.
    pub fn waves(&mut self, stroke: &str) {
        for n in 0..self.height / 18 {
            let y = n * 18;
            let mut path = format!("M0 {y}");
            for x in (0..self.width).step_by(120) {
                let _ = write!(path, " q30 {} 60 0 t60 0", if (n + x / 120) % 2 == 0 { 14 } else { -14 });
            }
            let _ = writeln!(self.body, "<path d=\"{path}\" fill=\"none\" stroke=\"{stroke}\" stroke-width=\"1\"/>");
        }
    }

    /// A round seal with the word in the middle; no office has one like it.
    pub fn seal(&mut self, x: u32, y: u32, name: &str) {
        self.draw(&format!(
            "<g transform=\"rotate(-8 {x} {y})\" opacity=\"0.75\"><circle cx=\"{x}\" cy=\"{y}\" r=\"130\" fill=\"none\" \
             stroke=\"#c02626\" stroke-width=\"8\"/><text x=\"{x}\" y=\"{}\" font-size=\"64\" font-weight=\"700\" \
             fill=\"#c02626\" text-anchor=\"middle\">样本</text><text x=\"{x}\" y=\"{}\" font-size=\"22\" fill=\"#c02626\" \
             text-anchor=\"middle\">{name}</text></g>",
            y + 10,
            y + 58,
        ));
    }

    /// The finished SVG, with the mark all over it.
    pub fn marked(mut self) -> String {
        let size = self.width / 22;
        let (across, down) = (self.width / 3, self.height / 4);
        for row in 0..5 {
            for column in 0..4 {
                let (x, y) = (column * across + (row % 2) * across / 2, row * down + down / 2);
                let _ = writeln!(
                    self.body,
                    "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" font-weight=\"700\" fill=\"#c02626\" \
                     fill-opacity=\"0.13\" text-anchor=\"middle\" transform=\"rotate(-24 {x} {y})\">样本 SAMPLE</text>",
                );
            }
        }
        self.unmarked()
    }

    /// The finished SVG, for what says by itself that it is a sample.
    pub fn unmarked(self) -> String {
        let Sheet { width, height, body } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\">\n{body}</svg>\n"
        )
    }
}

/// `2020-03-16` as a certificate prints it.
pub fn chinese_date(date: &str) -> String {
    let mut parts = date.split('-').map(|part| part.trim_start_matches('0'));
    let mut next = || parts.next().unwrap_or_default();
    format!("{}年{}月{}日", next(), next(), next())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_marks() {
        assert_eq!(chinese_date("2020-03-06"), "2020年3月6日");
        let svg = Sheet::new(100, 100, "#fff").marked();
        assert!(svg.contains("样本 SAMPLE"));
    }
}
