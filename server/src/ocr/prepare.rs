//! A picture made easy to read: turned upright, of one colour channel, of a size at which letters are tall enough.

use super::Unread;
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

/// Prepares a picture of at most so many millions of pixels.
///
/// # Errors
/// [`Unread::Picture`].
pub fn prepare(bytes: &[u8], max_megapixels: u32) -> Result<Prepared, Unread> {
    let reader = ImageReader::new(Cursor::new(bytes)).with_guessed_format().map_err(|_| Unread::Picture)?;
    let mut decoder = reader.into_decoder().map_err(|_| Unread::Picture)?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > u64::from(max_megapixels) * 1_000_000 {
        return Err(Unread::Picture);
    }
    // Cameras save pictures as the sensor lies and say how to turn them; browsers do so too.
    let orientation = decoder.orientation().map_err(|_| Unread::Picture)?;
    let mut picture = DynamicImage::from_decoder(decoder).map_err(|_| Unread::Picture)?;
    picture.apply_orientation(orientation);
    let red = red_channel(&picture);
    let (shown_width, shown_height) = red.dimensions();
    let long = shown_width.max(shown_height).max(1);
    let wanted = long.clamp(SHORTEST, LONGEST);
    let side = |length: u32| (u64::from(length) * u64::from(wanted) / u64::from(long)).max(1) as u32;
    let (width, height) = (side(shown_width), side(shown_height));
    let scaled =
        if wanted == long { red } else { imageops::resize(&red, width, height, imageops::FilterType::Triangle) };
    let mut png = Vec::new();
    PngEncoder::new_with_quality(&mut png, CompressionType::Fast, FilterType::NoFilter)
        .write_image(scaled.as_raw(), width, height, ExtendedColorType::L8)
        .map_err(|_| Unread::Picture)?;
    Ok(Prepared { png, width, shown_width, shown_height })
}

/// The red channel alone: red seals and emblems vanish in it, black and blue print stays dark.
fn red_channel(picture: &DynamicImage) -> GrayImage {
    let colours = picture.to_rgb8();
    let (width, height) = colours.dimensions();
    GrayImage::from_fn(width, height, |x, y| image::Luma([colours.get_pixel(x, y).0[0]]))
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
            assert_eq!(grey.get_pixel(0, 0).0, [200]);
        }
    }

    #[test]
    fn what_is_no_picture_or_too_large_is_refused() {
        assert!(matches!(prepare(b"no picture", 60), Err(Unread::Picture)));
        assert!(matches!(prepare(&png(2000, 1000), 1), Err(Unread::Picture)));
    }
}
