//! How a picture is looked at: its size, how it is turned, where it was moved to and how bright it is. Whole numbers, and no browser.

/// Smallest, usual and largest size, in percent of what fits.
const SIZES: [u32; 3] = [50, 100, 800];
/// Steps of brightness, in percent, the usual one first.
const LIGHTS: [u32; 4] = [100, 140, 180, 70];
/// So far a key moves a picture, in pixels.
pub const STEP: i32 = 60;

/// How a picture is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lens {
    size: u32,
    quarters: u8,
    x: i32,
    y: i32,
    light: usize,
}

impl Default for Lens {
    fn default() -> Lens {
        Lens { size: SIZES[1], quarters: 0, x: 0, y: 0, light: 0 }
    }
}

impl Lens {
    /// A quarter larger, up to eight times.
    pub fn larger(self) -> Lens {
        self.sized(self.size * 5 / 4)
    }

    /// A fifth smaller, down to a half. What is as large as fits stands in the middle again.
    pub fn smaller(self) -> Lens {
        self.sized(self.size * 4 / 5)
    }

    /// As many times as large as one distance is to another: two fingers.
    pub fn pinched(self, from: u32, to: u32) -> Lens {
        self.sized(u32::try_from(u64::from(self.size) * u64::from(to) / u64::from(from.max(1))).unwrap_or(SIZES[2]))
    }

    fn sized(self, size: u32) -> Lens {
        let size = size.clamp(SIZES[0], SIZES[2]);
        // Steps up and down again end where they began.
        let size = if size.abs_diff(SIZES[1]) < 8 { SIZES[1] } else { size };
        let lens = Lens { size, ..self };
        if size <= SIZES[1] { Lens { x: 0, y: 0, ..lens } } else { lens }
    }

    /// Turned by a quarter, clockwise.
    pub fn turned(self) -> Lens {
        Lens { quarters: (self.quarters + 1) % 4, x: 0, y: 0, ..self }
    }

    /// Moved by so many pixels; what fits stays where it is.
    pub fn moved(self, x: i32, y: i32) -> Lens {
        if !self.is_large() {
            return self;
        }
        Lens { x: self.x.saturating_add(x), y: self.y.saturating_add(y), ..self }
    }

    /// The next brightness.
    pub fn lit(self) -> Lens {
        Lens { light: (self.light + 1) % LIGHTS.len(), ..self }
    }

    /// It is larger than what fits, and can be moved.
    pub fn is_large(self) -> bool {
        self.size > SIZES[1]
    }

    /// It lies on its side.
    pub fn is_across(self) -> bool {
        self.quarters % 2 == 1
    }

    /// The value of `transform` for a picture that is drawn `picture` pixels wide and high in a stage of `stage`: one that lies on its side
    /// is drawn as large as fits.
    pub fn transform(self, stage: (i32, i32), picture: (i32, i32)) -> String {
        let fits =
            |one: i32, other: i32| u32::try_from(one).unwrap_or(0) * 100 / u32::try_from(other).unwrap_or(0).max(1);
        let fit = match self.is_across() && picture.0 > 0 && stage.0 > 0 {
            true => fits(stage.0, picture.1).min(fits(stage.1, picture.0)).clamp(1, 1000),
            false => 100,
        };
        let size = self.size * fit / 100;
        let (x, y, degrees) = (self.x, self.y, u32::from(self.quarters) * 90);
        format!("translate({x}px, {y}px) rotate({degrees}deg) scale({}.{:02})", size / 100, size % 100)
    }

    /// The value of `filter`.
    pub fn filter(self) -> String {
        format!("brightness({}%)", LIGHTS[self.light])
    }

    /// After a key that changes how a picture is looked at; nothing for another key.
    pub fn after(self, key: &str) -> Option<Lens> {
        Some(match key {
            "+" | "=" => self.larger(),
            "-" | "−" => self.smaller(),
            "b" | "B" => self.lit(),
            "0" => Lens::default(),
            _ => return None,
        })
    }

    /// The same, with the keys that mean this only while the reviewer is at the picture.
    pub fn after_here(self, key: &str) -> Option<Lens> {
        Some(match key {
            "r" | "R" => self.turned(),
            "ArrowLeft" if self.is_large() => self.moved(STEP, 0),
            "ArrowRight" if self.is_large() => self.moved(-STEP, 0),
            "ArrowUp" if self.is_large() => self.moved(0, STEP),
            "ArrowDown" if self.is_large() => self.moved(0, -STEP),
            key => return self.after(key),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STAGE: (i32, i32) = (800, 600);

    fn after(keys: &[&str]) -> Lens {
        keys.iter().fold(Lens::default(), |lens, key| lens.after_here(key).unwrap())
    }

    #[test]
    fn keys_change_the_view_and_zero_takes_all_back() {
        let transform = |keys: &[&str]| after(keys).transform(STAGE, (800, 500));
        assert_eq!(transform(&["+"]), "translate(0px, 0px) rotate(0deg) scale(1.25)");
        assert_eq!(transform(&["+", "+", "-", "-"]), "translate(0px, 0px) rotate(0deg) scale(1.00)");
        assert_eq!(transform(&["+", "ArrowLeft", "ArrowDown"]), "translate(60px, -60px) rotate(0deg) scale(1.25)");
        // On its side it is drawn as large as fits: 600 of 800.
        assert_eq!(transform(&["r"]), "translate(0px, 0px) rotate(90deg) scale(0.75)");
        assert_eq!(transform(&["r", "r", "r", "r"]), transform(&[]));
        assert_eq!(after(&["b"]).filter(), "brightness(140%)");
        assert_eq!(after(&["b", "b", "b", "b"]), Lens::default());
        assert_eq!(after(&["+", "r", "b", "0"]), Lens::default());
        assert_eq!(Lens::default().after("r"), None);
        assert_eq!(Lens::default().after_here("ArrowLeft"), None, "the page scrolls");
        assert_eq!(Lens::default().after_here("x"), None);
    }

    #[test]
    fn sizes_have_ends_and_what_fits_stays_in_the_middle() {
        let many = |key| (0..50).fold(Lens::default(), |lens: Lens, _| lens.after(key).unwrap());
        assert_eq!(many("+").size, 800);
        assert_eq!(many("-").size, 50);
        let moved = Lens::default().larger().moved(9, 9);
        assert_eq!(moved.smaller(), Lens::default());
        assert_eq!(Lens::default().moved(9, 9), Lens::default());
        assert_eq!(Lens::default().pinched(100, 300).size, 300);
        assert_eq!(Lens::default().pinched(0, u32::MAX).size, 800);
        assert_eq!(Lens::default().turned().transform((0, 0), (0, 0)), "translate(0px, 0px) rotate(90deg) scale(1.00)");
    }
}
