//! A picture made easy to read: turned upright, of one colour channel, of a size at which letters are tall enough, evenly
//! lit.

use super::Unread;
use crate::decoding::most_bytes;
use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::imageops;
use image::{DynamicImage, ExtendedColorType, GrayImage, ImageDecoder, ImageEncoder, ImageReader};
use std::io::Cursor;

/// Long side at most, in pixels: print of a certificate is then some 40 pixels tall, and more only costs time.
const LONGEST: u32 = 2600;
/// Long side at least: smaller pictures are enlarged, because engines want letters of 20 pixels and more.
const SHORTEST: u32 = 1800;

/// A picture ready to be read.
pub struct Prepared {
    /// The picture as PNG, grey.
    pub png: Vec<u8>,
    /// Its pixels across.
    pub width: u32,
    /// Pixels across of the picture as it is shown.
    pub shown_width: u32,
    /// Pixels down of the picture as it is shown.
    pub shown_height: u32,
}

impl Prepared {
    /// A length in the prepared picture as one in the picture that is shown.
    pub fn shown(&self, length: u32) -> u32 {
        let scaled = u64::from(length) * u64::from(self.shown_width) / u64::from(self.width.max(1));
        u32::try_from(scaled).unwrap_or(u32::MAX)
    }
}

/// A decoder of a picture of at most so many millions of pixels, and not more bytes than they may take.
fn decoder(bytes: &[u8], max_megapixels: u32) -> Result<impl ImageDecoder, Unread> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Unread::Picture)?;
    let decoder = reader.into_decoder().map_err(|_| Unread::Picture)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    let fits = pixels <= u64::from(max_megapixels) * 1_000_000 && decoder.total_bytes() <= most_bytes(max_megapixels);
    if fits { Ok(decoder) } else { Err(Unread::Picture) }
}

/// Bytes that preparing a picture takes at its most, of one that may be prepared.
///
/// # Errors
/// [`Unread::Picture`].
pub fn memory(bytes: &[u8], max_megapixels: u32) -> Result<u64, Unread> {
    let decoder = decoder(bytes, max_megapixels)?;
    let (width, height) = decoder.dimensions();
    let pixels = u64::from(width) * u64::from(height);
    // As it is decoded and turned, or of three colours; then of one, beside rows of the new height in floats of four channels.
    let decoding = 2 * decoder.total_bytes() + 4 * pixels;
    let (long, short) = (u64::from(width.max(height)), u64::from(width.min(height)));
    let scaling = pixels + 16 * u64::from(LONGEST) * if long > u64::from(LONGEST) { long } else { short };
    Ok(decoding.max(scaling))
}

/// Prepares a picture of at most so many millions of pixels.
///
/// # Errors
/// [`Unread::Picture`].
pub fn prepare(bytes: &[u8], max_megapixels: u32) -> Result<Prepared, Unread> {
    let mut decoder = decoder(bytes, max_megapixels)?;
    // Cameras save pictures as the sensor lies and say how to turn them; browsers do so too.
    let orientation = decoder.orientation().map_err(|_| Unread::Picture)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Unread::Picture)?;
    picture.apply_orientation(orientation);
    let red = red_channel(picture);
    let (shown_width, shown_height) = red.dimensions();
    let long = shown_width.max(shown_height).max(1);
    let wanted = long.clamp(SHORTEST, LONGEST);
    let side = |length: u32| (u64::from(length) * u64::from(wanted) / u64::from(long)).max(1) as u32;
    let (width, height) = (side(shown_width), side(shown_height));
    let mut scaled = match wanted == long {
        true => red,
        false => imageops::resize(&red, width, height, imageops::FilterType::Triangle),
    };
    light_evenly(&mut scaled);
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::NoFilter)
        .write_image(scaled.as_raw(), width, height, ExtendedColorType::L8)
        .map_err(|_| Unread::Picture)?;
    Ok(Prepared { png, width, shown_width, shown_height })
}

/// The red channel alone: red seals and emblems vanish in it, black and blue print stays dark.
fn red_channel(picture: DynamicImage) -> GrayImage {
    let colours = picture.into_rgb8();
    let (width, height) = colours.dimensions();
    GrayImage::from_fn(width, height, |x, y| image::Luma([colours.get_pixel(x, y).0[0]]))
}

/// Side of the blocks whose brightest pixel is taken for the paper, in pixels; wider than any stroke.
const BLOCK: u32 = 24;

/// Makes the paper white everywhere: engines tell ink from paper by one threshold for the whole page, and on a photograph
/// paper in the shade is as dark as print in the light.
fn light_evenly(picture: &mut GrayImage) {
    let (width, height) = picture.dimensions();
    let (across, down) = (width.div_ceil(BLOCK), height.div_ceil(BLOCK));
    let mut brightest = GrayImage::new(across, down);
    for (x, y, pixel) in picture.enumerate_pixels() {
        let block = brightest.get_pixel_mut(x / BLOCK, y / BLOCK);
        block.0[0] = block.0[0].max(pixel.0[0]);
    }
    // A block within a thick stroke has no paper of its own: its neighbours' counts.
    let around = |x: u32, y: u32| {
        let (columns, rows) = (x.saturating_sub(1)..(x + 2).min(across), y.saturating_sub(1)..(y + 2).min(down));
        rows.flat_map(|y| columns.clone().map(move |x| (x, y))).map(|(x, y)| brightest.get_pixel(x, y).0[0]).max()
    };
    let paper = GrayImage::from_fn(across, down, |x, y| image::Luma([around(x, y).unwrap_or(u8::MAX)]));
    let paper = imageops::resize(&paper, width, height, imageops::FilterType::Triangle);
    for (pixel, paper) in picture.pixels_mut().zip(paper.pixels()) {
        let lit = u32::from(pixel.0[0]) * 255 / u32::from(paper.0[0].max(1));
        pixel.0[0] = u8::try_from(lit).unwrap_or(u8::MAX);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let picture = image::RgbImage::from_pixel(width, height, image::Rgb([200, 0, 0]));
        picture.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Png).unwrap();
        bytes
    }

    #[test]
    fn sizes_are_brought_into_bounds_and_back() {
        for ((width, height), across) in [((600, 400), 1800), ((2000, 900), 2000), ((900, 5200), 450)] {
            let prepared = prepare(&png(width, height), 60).unwrap();
            assert_eq!((prepared.width, prepared.shown_width, prepared.shown_height), (across, width, height));
            assert_eq!(prepared.shown(across), width);
            let grey = image::load_from_memory(&prepared.png).unwrap().to_luma8();
            assert_eq!(grey.get_pixel(0, 0).0, [255]);
        }
    }

    #[test]
    fn print_in_the_light_and_in_the_shade_comes_out_alike() {
        // Light falls off from left to right; a stroke every hundred pixels is half as bright as its paper.
        let mut picture = GrayImage::from_fn(800, 200, |x, _| {
            let paper = 240 - x / 5;
            image::Luma([(if x % 100 < 8 { paper / 2 } else { paper }) as u8])
        });
        assert!(picture.get_pixel(2, 50).0[0] > picture.get_pixel(750, 50).0[0]);
        light_evenly(&mut picture);
        for x in (100..800).step_by(100) {
            let (print, paper) = (picture.get_pixel(x + 2, 50).0[0], picture.get_pixel(x + 50, 50).0[0]);
            assert!(print < 140 && paper > 220, "{x}: {print} on {paper}");
        }
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        assert!(matches!(prepare(b"no picture", 60), Err(Unread::Picture)));
        assert!(matches!(prepare(&png(2000, 1000), 1), Err(Unread::Picture)));
    }
}
