//! What a picture really is: its kind by its first bytes, decoded, with its size in pixels; upright, and without what its camera
//! wrote about place and time.

use crate::app::App;
use crate::decoding::{DecodingError, most_bytes};
use crate::http::problem::{Answer, Refused};
use beian_locale::problems::Because;
use beian_model::params::{self, Count, Param};
use beian_model::{Path, ProblemKind};
use beian_rules::Rule;
use beian_rules::checks::uploads::{
    FILE_EMPTY, FILE_HEIC, FILE_KIND, FILE_TOO_MANY_PIXELS, FILE_TOO_SMALL, FILE_UNREADABLE,
};
use bytes::Bytes;
use image::codecs::jpeg::JpegEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ImageDecoder, ImageEncoder, ImageFormat, ImageReader};
use std::io::Cursor;

/// Quality of a picture that is encoded again: a reader of small print sees no difference.
const QUALITY: u8 = 90;
const MILLION: u64 = 1_000_000;

/// A picture that was decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// `image/jpeg` or `image/png`.
    pub media_type: &'static str,
    /// Pixels across, upright.
    pub width: u32,
    /// Pixels down, upright.
    pub height: u32,
    /// The picture as it is to be kept: as it came, or encoded again, upright and without notes of its camera (EXIF, position).
    pub bytes: Bytes,
}

/// Looks at a picture for a field: kind, pixels, and that it can be decoded.
///
/// # Errors
/// `unsupported-media` or `invalid`, with the finding on the field; `unavailable` where others are decoded for too long.
pub async fn look_at(app: &App, bytes: Bytes, at: Path, min_side: u32) -> Answer<Picture> {
    let wrong = |wrong| refusal(at, wrong);
    let (file, most) = (bytes.clone(), app.config.uploads.max_megapixels);
    let head = tokio::task::spawn_blocking(move || Head::read(&file, min_side, most)).await;
    let head = head.unwrap_or(Err((&FILE_UNREADABLE, None))).map_err(wrong)?;
    match app.decoders.run(head.memory(), move || decode(bytes, &head)).await {
        Ok(looked) => looked.map_err(wrong),
        Err(DecodingError::Busy) => Err(Refused::new(ProblemKind::Unavailable).because(Because::Decoding)),
        // On some damaged pictures a decoder gives up.
        Err(DecodingError::Ended) => Err(wrong((&FILE_UNREADABLE, None))),
    }
}

fn refusal(at: Path, (rule, param): Wrong) -> Refused {
    let mut finding = rule.at(at);
    if let Some((param, value)) = param {
        finding = finding.with(param, value);
    }
    if [&FILE_KIND, &FILE_HEIC].contains(&rule) {
        return Refused::new(ProblemKind::UnsupportedMedia).with(finding);
    }
    Refused::invalid(vec![finding])
}

type Wrong = (&'static Rule, Option<(Param<Count>, u32)>);

/// What stands in the head of a picture that may be decoded.
struct Head {
    format: ImageFormat,
    media_type: &'static str,
    width: u32,
    height: u32,
    /// Bytes of its pixels.
    decoded: u64,
    /// It is to be encoded again, without the notes of its camera.
    has_notes: bool,
    /// Its rows come in several passes, and all are kept until the last.
    in_passes: bool,
}

impl Head {
    /// A picture that would fill the memory is refused by its head, before it is decoded.
    fn read(bytes: &Bytes, min_side: u32, max_megapixels: u32) -> Result<Head, Wrong> {
        if bytes.is_empty() {
            return Err((&FILE_EMPTY, None));
        }
        let (format, media_type) = match image::guess_format(bytes) {
            Ok(ImageFormat::Jpeg) => (ImageFormat::Jpeg, "image/jpeg"),
            Ok(ImageFormat::Png) => (ImageFormat::Png, "image/png"),
            _ if is_heic(bytes) => return Err((&FILE_HEIC, None)),
            _ => return Err((&FILE_KIND, None)),
        };
        let decoder = decoder(bytes, format)?;
        let ((width, height), decoded) = (decoder.dimensions(), decoder.total_bytes());
        let pixels = u64::from(width) * u64::from(height);
        // A pixel may take up to eight bytes: of such a picture fewer are taken.
        let most =
            u64::from(max_megapixels).min(most_bytes(max_megapixels) / (decoded / pixels.max(1)).max(1) / MILLION);
        if pixels > most * MILLION {
            return Err((&FILE_TOO_MANY_PIXELS, Some((params::MAX, u32::try_from(most).unwrap_or(u32::MAX)))));
        }
        if width.max(height) < min_side {
            return Err((&FILE_TOO_SMALL, Some((params::MIN, min_side))));
        }
        let has_notes = has_notes(bytes, format);
        let in_passes = format == ImageFormat::Jpeg && segments(bytes).any(|(marker, _)| marker == 0xc2);
        Ok(Head { format, media_type, width, height, decoded, has_notes, in_passes })
    }

    /// Bytes that it takes to look at it, at the most: its pixels; turned, or made ready to be encoded, once more; two bytes for each
    /// while passes are awaited.
    fn memory(&self) -> u64 {
        self.decoded * (1 + u64::from(self.has_notes) + 2 * u64::from(self.in_passes))
    }
}

fn decoder(bytes: &Bytes, format: ImageFormat) -> Result<impl ImageDecoder, Wrong> {
    let reader = ImageReader::with_format(Cursor::new(bytes.clone()), format);
    reader.into_decoder().map_err(|_| (&FILE_UNREADABLE, None))
}

fn decode(bytes: Bytes, head: &Head) -> Result<Picture, Wrong> {
    let Head { format, media_type, width, height, has_notes, .. } = *head;
    let unreadable = |_| (&FILE_UNREADABLE, None);
    let mut decoder = decoder(&bytes, format)?;
    // How it is to be turned and what its colours mean: notes that cannot be read are none.
    let orientation = decoder.orientation().ok();
    let colours = decoder.icc_profile().ok().flatten();
    let mut picture = DynamicImage::from_decoder(decoder).map_err(unreadable)?;
    // The decoder fills up what is missing with grey; a reviewer would see half an attachment.
    if format == ImageFormat::Jpeg && !is_whole_jpeg(&bytes) {
        return Err((&FILE_UNREADABLE, None));
    }
    if !has_notes {
        return Ok(Picture { media_type, width, height, bytes });
    }
    if let Some(orientation) = orientation {
        picture.apply_orientation(orientation);
    }
    let bytes = encode(&picture, format, colours).map_err(unreadable)?.into();
    Ok(Picture { media_type, width: picture.width(), height: picture.height(), bytes })
}

fn encode(picture: &DynamicImage, format: ImageFormat, colours: Option<Vec<u8>>) -> image::ImageResult<Vec<u8>> {
    let mut bytes = Vec::new();
    // An encoder that keeps no profile leaves the colours as they are written.
    if format == ImageFormat::Jpeg {
        let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
        let _ = colours.map(|colours| encoder.set_icc_profile(colours));
        picture.write_with_encoder(encoder)?;
    } else {
        let mut encoder = PngEncoder::new(&mut bytes);
        let _ = colours.map(|colours| encoder.set_icc_profile(colours));
        picture.write_with_encoder(encoder)?;
    }
    Ok(bytes)
}

/// A telephone's own kind of picture (ISO/IEC 23008-12), by its brand.
fn is_heic(bytes: &[u8]) -> bool {
    matches!(bytes.get(4..8), Some(b"ftyp"))
        && matches!(
            bytes.get(8..12),
            Some(b"heic" | b"heix" | b"heim" | b"heis" | b"hevc" | b"hevx" | b"hevm" | b"hevs" | b"mif1" | b"msf1")
        )
}

/// The camera, or who edited it, wrote something into it beside the picture: EXIF and XMP (APP1), IPTC (APP13) or a comment in
/// a JPEG; EXIF or a text in a PNG.
fn has_notes(bytes: &[u8], format: ImageFormat) -> bool {
    if format == ImageFormat::Jpeg {
        return segments(bytes).any(|(marker, _)| matches!(marker, 0xe1 | 0xed | 0xfe));
    }
    let mut rest = bytes.get(8..).unwrap_or_default();
    while let Some((length, after)) = rest.split_first_chunk::<4>() {
        if matches!(after.get(..4), Some(b"eXIf" | b"tEXt" | b"zTXt" | b"iTXt")) {
            return true;
        }
        // Its kind of four bytes before it and a checksum of four behind it.
        let length = usize::try_from(u32::from_be_bytes(*length)).ok().and_then(|length| length.checked_add(8));
        rest = length.and_then(|length| after.get(length..)).unwrap_or_default();
    }
    false
}

/// The segments before the data of a JPEG, each with its marker and its place; the last one is the start of the data.
fn segments(bytes: &[u8]) -> impl Iterator<Item = (u8, usize)> {
    let mut next = Some(2);
    std::iter::from_fn(move || {
        let at = next?;
        let [0xff, marker, high, low] = *bytes.get(at..at + 4)? else { return None };
        next = (marker != 0xda).then(|| at + 2 + usize::from(u16::from_be_bytes([high, low])));
        Some((marker, at))
    })
}

/// The picture's data are followed by the end marker (ITU-T T.81, B.1.1.3); an upload that was cut off has none. The
/// segments before the data are stepped over, because a thumbnail within them has an end of its own.
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let data = segments(bytes).find(|(marker, _)| *marker == 0xda).and_then(|(_, at)| bytes.get(at..));
    data.is_some_and(|data| data.windows(2).any(|pair| pair == [0xff, 0xd9]))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A picture of a size, its left half red and its right half blue.
    fn said((rule, param): Wrong) -> (&'static Rule, Option<u32>) {
        (rule, param.map(|(_, value)| value))
    }

    fn jpeg(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let half = |x, _| image::Rgb(if x < width / 2 { [220, 20, 20] } else { [20, 20, 220] });
        image::RgbImage::from_fn(width, height, half)
            .write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg)
            .unwrap();
        bytes
    }

    /// Where the picture was taken, as it must not be kept.
    const PLACE: &[u8] = b"22.5431N 114.0579E";

    /// The notes of a camera (Exif 2.32): which way it was held, and where.
    fn exif(orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
        exif.extend([orientation, 0, 0, 0, 0, 0, 0, 0]);
        exif.extend(PLACE);
        exif
    }

    /// The same JPEG with one more segment at its beginning.
    fn with_segment(jpeg: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xff, marker], &length, content, &jpeg[2..]].concat()
    }

    fn holds(bytes: &[u8], part: &[u8]) -> bool {
        bytes.windows(part.len()).any(|window| window == part)
    }

    /// Looks at it as it comes.
    fn look(bytes: &[u8], min_side: u32, max_megapixels: u32) -> Result<Picture, Wrong> {
        let bytes = Bytes::copy_from_slice(bytes);
        let head = Head::read(&bytes, min_side, max_megapixels)?;
        decode(bytes, &head)
    }

    fn looked(bytes: &[u8]) -> Picture {
        look(bytes, 300, 60).unwrap()
    }

    #[test]
    fn kinds_sizes_and_damage() {
        let good = jpeg(800, 600);
        let kept = looked(&good);
        assert_eq!((kept.media_type, kept.width, kept.height), ("image/jpeg", 800, 600));
        assert_eq!(kept.bytes, good, "nothing to take out: kept as it came");
        let rule = |bytes: &[u8], min, most| look(bytes, min, most).unwrap_err().0.id;
        assert_eq!(rule(b"", 300, 60), FILE_EMPTY.id);
        assert_eq!(rule(b"this is no picture", 300, 60), FILE_KIND.id);
        assert_eq!(rule(&good, 1000, 60), FILE_TOO_SMALL.id);
        assert_eq!(rule(&jpeg(1200, 1000), 300, 1), FILE_TOO_MANY_PIXELS.id);
        assert_eq!(rule(&good[..100], 300, 60), FILE_UNREADABLE.id);
        assert_eq!(rule(&good[..good.len() / 2], 300, 60), FILE_UNREADABLE.id);
        // What comes after the end, such as a phone's short video, is no harm.
        assert!(look(&[good.as_slice(), b"video"].concat(), 300, 60).is_ok());
    }

    #[test]
    fn a_telephones_own_kind_has_words_of_its_own() {
        for brand in [b"heic", b"heix", b"mif1", b"msf1", b"hevc"] {
            let bytes = [b"\0\0\0\x18ftyp", &brand[..], b"\0\0\0\0mif1heic"].concat();
            assert_eq!(look(&bytes, 300, 60).unwrap_err().0.id, FILE_HEIC.id);
        }
        let video = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".to_vec();
        assert_eq!(look(&video, 300, 60).unwrap_err().0.id, FILE_KIND.id);
    }

    #[test]
    fn sixty_one_megapixels_are_refused_by_their_head() {
        let mut bytes = jpeg(400, 300);
        let (_, at) = segments(&bytes).find(|(marker, _)| matches!(marker, 0xc0..=0xc2)).unwrap();
        let (height, width) = (6_700u16, 9_105u16);
        bytes[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
        bytes[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
        assert_eq!(said(look(&bytes, 300, 60).unwrap_err()), (&FILE_TOO_MANY_PIXELS, Some(60)));
    }

    #[test]
    fn of_pixels_that_take_more_bytes_fewer_are_taken() {
        // Colour type and bits of a PNG (ISO/IEC 15948, 11.2.2), and how many millions of its pixels are decoded.
        for (colours, bits, most) in [(0, 8, 60), (2, 8, 60), (0, 16, 60), (6, 8, 45), (2, 16, 30), (6, 16, 22)] {
            let of = |width: u32| {
                let head = [&width.to_be_bytes()[..], &1000u32.to_be_bytes(), &[bits, colours, 0, 0, 0]].concat();
                let bytes = [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &head), &chunk(b"IDAT", b"")].concat();
                Head::read(&bytes.into(), 300, 60).map(|head| head.memory())
            };
            assert!(of(most * 1000).unwrap() <= most_bytes(60), "{colours} {bits}");
            assert_eq!(said(of(most * 1000 + 1).err().unwrap()), (&FILE_TOO_MANY_PIXELS, Some(most)));
        }
    }

    #[test]
    fn what_is_kept_beside_the_pixels_counts() {
        let memory = |bytes: &[u8]| Head::read(&Bytes::copy_from_slice(bytes), 300, 60).unwrap().memory();
        let plain = jpeg(800, 600);
        assert_eq!(memory(&plain), 800 * 600 * 3);
        let turned = with_segment(&plain, 0xe1, &exif(6));
        assert_eq!(memory(&turned), 2 * 800 * 600 * 3);
        let (_, at) = segments(&turned).find(|(marker, _)| *marker == 0xc0).unwrap();
        let in_passes = [&turned[..at + 1], &[0xc2], &turned[at + 2..]].concat();
        assert_eq!(memory(&in_passes), 4 * 800 * 600 * 3);
    }

    #[test]
    fn a_rotated_picture_is_kept_upright_and_without_its_place() {
        const RED: bool = true;
        // Which way the camera was held; whether it is upright then; and whether its upper left and lower left are red.
        let table = [
            (1, (800, 600), (RED, RED)),
            (2, (800, 600), (!RED, !RED)),
            (3, (800, 600), (!RED, !RED)),
            (4, (800, 600), (RED, RED)),
            (5, (600, 800), (RED, !RED)),
            (6, (600, 800), (RED, !RED)),
            (7, (600, 800), (!RED, RED)),
            (8, (600, 800), (!RED, RED)),
            (0, (800, 600), (RED, RED)),
        ];
        for (orientation, size, (above, below)) in table {
            let sent = with_segment(&jpeg(800, 600), 0xe1, &exif(orientation));
            assert!(holds(&sent, PLACE));
            let kept = looked(&sent);
            assert_eq!((kept.width, kept.height), size, "{orientation}");
            assert!(!holds(&kept.bytes, PLACE) && !holds(&kept.bytes, b"Exif"), "{orientation}");
            let picture = image::load_from_memory(&kept.bytes).unwrap().into_rgb8();
            assert_eq!(picture.dimensions(), size);
            let is_red = |x, y| {
                let pixel = picture.get_pixel(x, y).0;
                pixel[0] > pixel[2]
            };
            assert_eq!((is_red(20, 20), is_red(20, size.1 - 20)), (above, below), "{orientation}");
            // Once more, and nothing changes.
            assert_eq!(looked(&kept.bytes).bytes, kept.bytes);
        }
    }

    #[test]
    fn other_notes_go_too_and_colours_stay() {
        for (marker, content) in
            [(0xe1, &b"http://ns.adobe.com/xap/1.0/\0"[..]), (0xed, b"Photoshop 3.0\0"), (0xfe, b"")]
        {
            let kept = looked(&with_segment(&jpeg(800, 600), marker, &[content, PLACE].concat()));
            assert!(!holds(&kept.bytes, PLACE), "{marker:x}");
        }
        let colours = [b"ICC_PROFILE\0\x01\x01".as_slice(), &[7; 200]].concat();
        let sent = with_segment(&with_segment(&jpeg(800, 600), 0xe2, &colours), 0xe1, &exif(6));
        assert!(holds(&looked(&sent).bytes, &[7; 200]));
    }

    #[test]
    fn notes_in_a_png() {
        let mut plain = Vec::new();
        image::RgbImage::new(640, 400).write_to(&mut Cursor::new(&mut plain), ImageFormat::Png).unwrap();
        assert_eq!(looked(&plain).bytes, plain);
        // Behind the head of 8 + 25 bytes.
        let sent = [&plain[..33], &chunk(b"tEXt", &[b"place\0", PLACE].concat()), &plain[33..]].concat();
        let kept = looked(&sent);
        assert!(holds(&sent, PLACE) && !holds(&kept.bytes, PLACE));
        assert_eq!((kept.media_type, kept.width, kept.height), ("image/png", 640, 400));
    }

    /// A chunk of a PNG: its length, kind, content and checksum.
    fn chunk(kind: &[u8; 4], content: &[u8]) -> Vec<u8> {
        let summed = [&kind[..], content].concat();
        [&(content.len() as u32).to_be_bytes()[..], &summed, &checksum(&summed).to_be_bytes()].concat()
    }

    /// Of a PNG's chunk (ISO/IEC 15948, annex D).
    fn checksum(bytes: &[u8]) -> u32 {
        !bytes.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
        })
    }
}
