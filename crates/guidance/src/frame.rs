//! A small picture as the guidance looks at it: brightness and colour of its pixels, and the arithmetic that scores share.

/// A camera's frame, scaled down, opaque.
pub struct Frame<'f> {
    rgba: &'f [u8],
    luma: Vec<u8>,
    width: i32,
    height: i32,
}

/// A part of a frame, in pixels; the right and bottom edge are outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// Left edge.
    pub left: i32,
    /// Upper edge.
    pub top: i32,
    /// Right edge.
    pub right: i32,
    /// Lower edge.
    pub bottom: i32,
}

/// How often each brightness occurs.
pub struct Histogram {
    counts: [u32; 256],
    all: u32,
}

impl<'f> Frame<'f> {
    /// From four bytes a pixel (red, green, blue, opacity), row by row, as a canvas gives them.
    /// `None` where that is no picture of this width, or one too small to say anything of.
    pub fn new(rgba: &'f [u8], width: usize) -> Option<Frame<'f>> {
        let height = (rgba.len() / 4).checked_div(width)?;
        if width < 32 || height < 32 || width > 4096 || height > 4096 || rgba.len() != width * height * 4 {
            return None;
        }
        // ITU-R BT.601, in 256ths.
        let luma = |pixel: &[u8]| match *pixel {
            [red, green, blue, ..] => {
                ((u32::from(red) * 77 + u32::from(green) * 150 + u32::from(blue) * 29) >> 8) as u8
            }
            _ => 0,
        };
        let luma = rgba.chunks_exact(4).map(luma).collect();
        Some(Frame { rgba, luma, width: width as i32, height: height as i32 })
    }

    /// Width in pixels.
    pub fn width(&self) -> i32 {
        self.width
    }

    /// Height in pixels.
    pub fn height(&self) -> i32 {
        self.height
    }

    /// Brightness 0 to 255; outside the frame, that of its nearest pixel.
    pub fn luma(&self, x: i32, y: i32) -> i32 {
        let at = y.clamp(0, self.height - 1) * self.width + x.clamp(0, self.width - 1);
        self.luma.get(at as usize).copied().map_or(0, i32::from)
    }

    /// Red, green and blue of a pixel within the frame.
    pub fn rgb(&self, x: i32, y: i32) -> [i32; 3] {
        let at = ((y * self.width + x) * 4) as usize;
        match self.rgba.get(at..at + 3) {
            Some([red, green, blue]) => [i32::from(*red), i32::from(*green), i32::from(*blue)],
            _ => [0; 3],
        }
    }

    /// All of it.
    pub fn whole(&self) -> Area {
        Area { left: 0, top: 0, right: self.width, bottom: self.height }
    }
}

impl Area {
    /// Without so many percent of its size at each edge.
    pub fn shrunk(self, percent: i32) -> Area {
        let across = (self.right - self.left) * percent / 100;
        let down = (self.bottom - self.top) * percent / 100;
        Area { left: self.left + across, top: self.top + down, right: self.right - across, bottom: self.bottom - down }
    }

    /// What of it lies within another.
    pub fn within(self, other: Area) -> Area {
        Area {
            left: self.left.max(other.left),
            top: self.top.max(other.top),
            right: self.right.min(other.right),
            bottom: self.bottom.min(other.bottom),
        }
    }
}

impl Default for Histogram {
    fn default() -> Histogram {
        Histogram { counts: [0; 256], all: 0 }
    }
}

impl Histogram {
    /// Of every second pixel of every second row.
    pub fn of(frame: &Frame, area: Area) -> Histogram {
        let mut histogram = Histogram::default();
        for y in (area.top..area.bottom).step_by(2) {
            for x in (area.left..area.right).step_by(2) {
                histogram.add(frame.luma(x, y));
            }
        }
        histogram
    }

    /// Counts one more.
    pub fn add(&mut self, value: i32) {
        if let Some(count) = self.counts.get_mut(value.clamp(0, 255) as usize) {
            *count += 1;
            self.all += 1;
        }
    }

    /// The value that so many percent do not exceed.
    pub fn percentile(&self, percent: u32) -> i32 {
        let wanted = self.all * percent / 100;
        let mut seen = 0;
        for (value, count) in self.counts.iter().enumerate() {
            seen += count;
            if seen > wanted {
                return value as i32;
            }
        }
        255
    }
}

/// The score of a value: straight lines between points `(value, score)`, level outside of them.
pub fn grade(value: i32, points: &[(i32, i32)]) -> u8 {
    let mut before = None;
    for &(at, score) in points {
        if value <= at {
            let exact = match before {
                Some((from, first)) => first + (score - first) * (value - from) / (at - from),
                None => score,
            };
            return exact.clamp(0, 100) as u8;
        }
        before = Some((at, score));
    }
    before.map_or(0, |(_, score)| score.clamp(0, 100) as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grade_runs_straight_between_its_points() {
        let points = [(10, 0), (20, 60), (40, 100)];
        for (value, score) in [(-5, 0), (10, 0), (15, 30), (20, 60), (30, 80), (40, 100), (900, 100)] {
            assert_eq!(grade(value, &points), score, "{value}");
        }
    }

    #[test]
    fn only_whole_pictures_are_looked_at() {
        assert!(Frame::new(&[], 0).is_none());
        assert!(Frame::new(&[0; 40 * 40 * 4 + 1], 40).is_none());
        assert!(Frame::new(&[0; 8 * 8 * 4], 8).is_none());
        let grey = [90, 90, 90, 255].repeat(40 * 32);
        let frame = Frame::new(&grey, 40).expect("a picture");
        assert_eq!((frame.width(), frame.height(), frame.luma(-3, 99), frame.rgb(39, 31)), (40, 32, 90, [90; 3]));
        assert_eq!(Histogram::of(&frame, frame.whole()).percentile(50), 90);
    }
}
