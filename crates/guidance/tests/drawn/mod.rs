//! Frames whose truth is known: a card on a table and a face before a wall, with so much blur, light, glare, tilt and so on.

// Each program that includes this uses a part of it.
#![allow(dead_code)]

/// Red, green and blue, 0 to 255.
pub type Colour = [f32; 3];

/// Size of a card's frame: the sides of a card.
pub const CARD_FRAME: (usize, usize) = (400, 252);
/// Size of a passport page's frame, and its width for its height (ID-3).
pub const PAGE_FRAME: (usize, usize) = (400, 282);
const PAGE_SHAPE: f32 = 125.0 / 88.0;
/// Size of a face's frame.
pub const FACE_FRAME: (usize, usize) = (180, 240);
/// Width of a card for its height.
const CARD_SHAPE: f32 = 85.6 / 54.0;

/// A drawn frame.
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pixels: Vec<Colour>,
}

impl Picture {
    /// Paints each pixel as the mean of four points within it.
    fn paint((width, height): (usize, usize), colour: impl Fn(f32, f32) -> Colour) -> Picture {
        let mut pixels = Vec::with_capacity(width * height);
        for y in 0..height {
            for x in 0..width {
                let mut sum = [0.0; 3];
                for n in 0..4_u8 {
                    let (right, down) = (f32::from(n % 2), f32::from(n / 2));
                    let point = colour(x as f32 + (right + 0.5) / 2.0, y as f32 + (down + 0.5) / 2.0);
                    for (sum, value) in sum.iter_mut().zip(point) {
                        *sum += value / 4.0;
                    }
                }
                pixels.push(sum);
            }
        }
        Picture { width, height, pixels }
    }

    /// Blurred by a Gaussian of this sigma, in pixels.
    fn blurred(self, sigma: f32) -> Picture {
        if sigma <= 0.0 {
            return self;
        }
        let reach = (sigma * 3.0).ceil() as isize;
        let weight = |by: isize| (-(by as f32).powi(2) / (2.0 * sigma * sigma)).exp();
        let all: f32 = (-reach..=reach).map(weight).sum();
        let Picture { width, height, pixels } = self;
        let pass = |pixels: &[Colour], right: isize, down: isize| -> Vec<Colour> {
            let at = |x: isize, y: isize| {
                let (x, y) = (x.clamp(0, width as isize - 1), y.clamp(0, height as isize - 1));
                pixels[y as usize * width + x as usize]
            };
            let mean = |n: usize| {
                let (x, y) = ((n % width) as isize, (n / width) as isize);
                (-reach..=reach).fold([0.0; 3], |sum, by| {
                    let (pixel, weight) = (at(x + right * by, y + down * by), weight(by) / all);
                    [0, 1, 2].map(|n: usize| sum[n] + pixel[n] * weight)
                })
            };
            (0..width * height).map(mean).collect()
        };
        let across = pass(&pixels, 1, 0);
        Picture { width, height, pixels: pass(&across, 0, 1) }
    }

    /// As the camera takes it in so much light.
    fn lit(mut self, light: f32) -> Picture {
        self.pixels.iter_mut().flatten().for_each(|value| *value *= light);
        self
    }

    /// A reflection: all light in the middle of it, and fading out.
    fn with_glare(mut self, (left, top): (f32, f32), radius: f32) -> Picture {
        for (n, pixel) in self.pixels.iter_mut().enumerate() {
            let (x, y) = ((n % self.width) as f32 - left, (n / self.width) as f32 - top);
            let near = 1.6 - x.hypot(y) / radius.max(0.001);
            pixel.iter_mut().for_each(|value| *value += 255.0 * (near / 0.6).clamp(0.0, 1.0));
        }
        self
    }

    /// Four bytes a pixel, with the noise of a camera.
    pub fn rgba(&self) -> Vec<u8> {
        let mut state: u32 = 0x2545_f491;
        let mut noise = || {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            (state % 7) as f32 - 3.0
        };
        let pixel = |pixel: &Colour| {
            let noise = noise();
            let [red, green, blue] = pixel.map(|value| (value + noise).clamp(0.0, 255.0) as u8);
            [red, green, blue, 255]
        };
        self.pixels.iter().flat_map(pixel).collect()
    }
}

/// Number between 0 and 1 that belongs to a place.
fn random(x: i32, y: i32) -> f32 {
    let mut n = (x as u32).wrapping_mul(0x9e37_79b1) ^ (y as u32).wrapping_mul(0x85eb_ca6b);
    n = (n ^ (n >> 15)).wrapping_mul(0x2c1b_3c6d);
    n = (n ^ (n >> 12)).wrapping_mul(0x297a_2d39);
    ((n ^ (n >> 15)) % 1000) as f32 / 1000.0
}

/// A card on a table.
#[derive(Clone, Copy)]
pub struct Card {
    /// The emblem side instead of the portrait side.
    pub emblem: bool,
    /// The data page of a passport, in its own frame.
    pub page: bool,
    /// Width of the card for that of the frame; 0 for none.
    pub size: f32,
    /// Turned clockwise, degrees.
    pub tilt: f32,
    /// The upper edge is narrower by this share.
    pub narrower: f32,
    /// Sigma of the blur, pixels.
    pub blur: f32,
    /// Factor of the light.
    pub light: f32,
    /// Radius of a reflection, for the card's height.
    pub glare: f32,
    /// Radius of a finger's tip over the lower right corner, for the card's height.
    pub finger: f32,
    /// Colour of the table.
    pub table: Colour,
}

impl Card {
    /// Nothing to wish for.
    pub const GOOD: Card = Card {
        emblem: false,
        page: false,
        size: 0.86,
        tilt: 0.0,
        narrower: 0.0,
        blur: 0.0,
        light: 1.0,
        glare: 0.0,
        finger: 0.0,
        table: [96.0, 84.0, 72.0],
    };

    /// The frame.
    pub fn draw(&self) -> Picture {
        let (frame, shape) = if self.page { (PAGE_FRAME, PAGE_SHAPE) } else { (CARD_FRAME, CARD_SHAPE) };
        let (width, height) = (frame.0 as f32, frame.1 as f32);
        let card_width = self.size * width;
        let card_height = card_width / shape;
        let (sin, cos) = self.tilt.to_radians().sin_cos();
        // The corner's place in the frame.
        let corner = {
            let (x, y) = (card_width / 2.0, card_height / 2.0);
            (width / 2.0 + x * cos - y * sin, height / 2.0 + x * sin + y * cos)
        };
        let colour = |x: f32, y: f32| {
            let radius = self.finger * card_height;
            let (from_x, from_y) = (x - corner.0, y - corner.1);
            // The finger comes from the lower right.
            let along = ((from_x + from_y) / 2.0).max(0.0);
            if radius > 0.0 && (from_x - along).hypot(from_y - along) < radius {
                return [205.0, 158.0, 130.0];
            }
            let (x, y) = (x - width / 2.0, y - height / 2.0);
            let (x, y) = (x * cos + y * sin, y * cos - x * sin);
            let v = y / card_height + 0.5;
            let narrowed = 1.0 - self.narrower * (1.0 - v.clamp(0.0, 1.0));
            let u = x / (card_width * narrowed) + 0.5;
            if self.size > 0.0 && is_within_card(u, v) {
                return if self.emblem { emblem_side(u, v) } else { portrait_side(u, v) };
            }
            let grain = (random((x / 9.0) as i32, (y / 2.0) as i32) - 0.5) * 14.0;
            self.table.map(|value| value + grain)
        };
        let radius = self.glare * card_height;
        let middle = (width * 0.42, height * 0.45);
        Picture::paint(frame, colour).blurred(self.blur).lit(self.light).with_glare(middle, radius)
    }
}

/// Rounded as ISO/IEC 7810 has it: 3.18 mm.
fn is_within_card(u: f32, v: f32) -> bool {
    let (x, y) = ((u - 0.5).abs() * 85.6, (v - 0.5).abs() * 54.0);
    let (over_x, over_y) = (x - (42.8 - 3.18), y - (27.0 - 3.18));
    x <= 42.8 && y <= 27.0 && (over_x <= 0.0 || over_y <= 0.0 || over_x.hypot(over_y) <= 3.18)
}

const ATTACHMENT: Colour = [206.0, 214.0, 216.0];
const INK: Colour = [40.0, 40.0, 46.0];

/// A row of signs from `from`, each of strokes on a grid.
fn is_ink(u: f32, v: f32, from: (f32, f32), signs: i32, size: f32) -> bool {
    let (x, y) = ((u - from.0) * CARD_SHAPE / size, (v - from.1) / size);
    let sign = (x / 1.15).floor();
    let (x, y) = ((x - sign * 1.15) * 7.0, y * 7.0);
    let inside = sign >= 0.0 && (sign as i32) < signs && (0.0..7.0).contains(&x) && (0.0..7.0).contains(&y);
    // Strokes lie on every second line of the grid, and not all of them are there.
    let (column, row) = (x as i32, y as i32);
    let seed = sign as i32 + (from.1 * 100.0) as i32 * 31;
    inside && ((row % 2 == 0 && random(seed, row) > 0.35) || (column % 2 == 0 && random(seed + 7, column * 3) > 0.5))
}

fn portrait_side(u: f32, v: f32) -> Colour {
    let rows = [(0.10, 4), (0.23, 6), (0.36, 8), (0.50, 10), (0.61, 7)];
    let text = rows.iter().any(|(top, signs)| is_ink(u, v, (0.07, *top), *signs, 0.075));
    if text || is_ink(u, v, (0.07, 0.82), 9, 0.08) || is_ink(u, v, (0.45, 0.82), 8, 0.08) {
        return INK;
    }
    // The portrait.
    let (x, y) = ((u - 0.81) / 0.15, (v - 0.42) / 0.32);
    if x.abs() < 1.0 && y.abs() < 1.0 {
        if x.hypot(y * 1.1 + 0.1) < 0.62 {
            return if y < -0.3 { [38.0, 34.0, 34.0] } else { [216.0, 176.0, 148.0] };
        }
        return if y > 0.55 { [50.0, 60.0, 80.0] } else { [226.0, 230.0, 232.0] };
    }
    ground(u, v)
}

fn emblem_side(u: f32, v: f32) -> Colour {
    if ((u - 0.18) * CARD_SHAPE).hypot(v - 0.28) < 0.14 {
        return [190.0, 48.0, 44.0];
    }
    let text = is_ink(u, v, (0.40, 0.16), 7, 0.1) || is_ink(u, v, (0.36, 0.34), 5, 0.15);
    if text || is_ink(u, v, (0.28, 0.74), 8, 0.07) || is_ink(u, v, (0.28, 0.86), 9, 0.07) {
        return INK;
    }
    ground(u, v)
}

/// The fine waves under the print.
fn ground(u: f32, v: f32) -> Colour {
    let wave = ((u * 40.0 + (v * 24.0).sin()).sin() * 5.0).abs();
    ATTACHMENT.map(|value| value - wave)
}

/// What is behind a face.
#[derive(Clone, Copy)]
pub enum Wall {
    /// One colour.
    Plain(Colour),
    /// Boards of wood.
    Wood,
}

/// A face before a wall.
#[derive(Clone, Copy)]
pub struct Face {
    /// Width of the face for that of the frame; 0 for none.
    pub size: f32,
    /// Off the oval's middle to the right, for the frame's width.
    pub right: f32,
    /// Size of a second face for the first.
    pub second: f32,
    /// The wall.
    pub wall: Wall,
    /// Share of the wall that is hung with things.
    pub clutter: f32,
    /// How much darker the shadow on one side of the wall is, as a share.
    pub shadow: f32,
    /// Factor of the light on the person, the wall being lit as ever.
    pub front: f32,
    /// Sigma of the blur, pixels.
    pub blur: f32,
    /// Factor of the light.
    pub light: f32,
    /// Colour of the skin.
    pub skin: Colour,
    /// Hair to the shoulders.
    pub long_hair: bool,
    /// The lamp is warm by so much: more red and less blue on everything.
    pub warm: f32,
}

impl Face {
    /// Nothing to wish for.
    pub const GOOD: Face = Face {
        size: 0.46,
        right: 0.0,
        second: 0.0,
        wall: Wall::Plain([222.0, 221.0, 218.0]),
        clutter: 0.0,
        shadow: 0.0,
        front: 1.0,
        blur: 0.0,
        light: 1.0,
        skin: [222.0, 178.0, 150.0],
        long_hair: false,
        warm: 0.0,
    };

    /// The frame.
    pub fn draw(&self) -> Picture {
        let (width, height) = (FACE_FRAME.0 as f32, FACE_FRAME.1 as f32);
        let colour = |x: f32, y: f32| {
            let (x, y) = (x / width, y / height);
            let second = self.size * self.second;
            let places = [(0.5 + self.right, self.size), (0.5 + self.size * 0.62 + second * 0.55, second)];
            for (middle, size) in places {
                if size > 0.0
                    && let Some(colour) = self.person((x - middle) / size, (y - 0.47) * height / width / size)
                {
                    return colour.map(|value| value * self.front);
                }
            }
            self.wall_at(x, y)
        };
        let lamp = [1.0 + self.warm, 1.0, 1.0 - self.warm];
        let lit = |x, y| {
            let colour = colour(x, y);
            [0, 1, 2].map(|n: usize| colour[n] * lamp[n])
        };
        Picture::paint(FACE_FRAME, lit).blurred(self.blur).lit(self.light)
    }

    /// Coordinates in widths of the face, from its middle.
    fn person(&self, x: f32, y: f32) -> Option<Colour> {
        let (sides, brow) = (x.abs(), (x / 0.5).hypot((y + 0.1) / 0.62));
        const HAIR: Colour = [44.0, 37.0, 36.0];
        if x.hypot((y - 0.02) / 1.3) < 0.5 && !(brow < 2.0 && y < -0.38) {
            let eye = (sides - 0.2).hypot((y + 0.08) * 2.2) < 0.08;
            let mouth = sides < 0.15 && (y - 0.36).abs() < 0.035;
            return Some(match (eye, mouth) {
                (true, _) => [60.0, 48.0, 44.0],
                (_, true) => [176.0, 96.0, 90.0],
                _ => self.skin.map(|value| value * (1.0 - 0.16 * x)),
            });
        }
        let cap = x.hypot((y + 0.12) / 1.15) < 0.6 && y < 0.1;
        let falls = self.long_hair && sides < 0.64 && (-0.1..1.0).contains(&y);
        if cap || falls {
            return Some(HAIR);
        }
        if sides < 0.22 && (0.4..0.9).contains(&y) {
            return Some(self.skin.map(|value| value * 0.86));
        }
        let shoulder = 0.78 + (sides - 0.2).max(0.0).powi(2) * 0.35;
        (y > shoulder && sides < 1.35).then_some([58.0, 76.0, 106.0])
    }

    fn wall_at(&self, x: f32, y: f32) -> Colour {
        let wall = match self.wall {
            Wall::Plain(colour) => colour,
            Wall::Wood => {
                let board = random((x * 7.0) as i32, 3) * 30.0;
                let grain = random((x * 90.0) as i32, (y * 9.0) as i32) * 22.0;
                [150.0, 104.0, 66.0].map(|value: f32| value + board - grain)
            }
        };
        let (column, row) = ((x * 9.0) as i32, (y * 12.0) as i32);
        if random(column + 40, row) < self.clutter {
            let colour = |n: i32| 40.0 + 170.0 * random(column * 3 + n, row * 5 + n);
            return [colour(1), colour(2), colour(3)];
        }
        let shade = 1.0 - self.shadow * ((0.75 - x - y * 0.2) * 2.5).clamp(0.0, 1.0);
        wall.map(|value| value * shade * (1.0 - 0.05 * y))
    }
}
