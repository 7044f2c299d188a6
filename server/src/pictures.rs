//! What an upload really is: its kind by its first bytes, decoded, with its size in pixels.

use crate::config::Uploads;
use crate::problem::{Answer, Refused};
use beian::model::{Path, ProblemKind};
use beian::rules::{Finding, RuleId};
use bytes::Bytes;
use image::{ImageFormat, ImageReader};
use std::io::Cursor;

/// A picture that was decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Picture {
    /// `image/jpeg` or `image/png`.
    pub media_type: &'static str,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

/// Looks at a picture for a field: kind, pixels, and that it can be decoded.
///
/// # Errors
/// `unsupported-media` or `invalid`, with the finding on the field.
pub async fn look_at(bytes: Bytes, at: Path, min_side: u32, limits: &Uploads) -> Answer<Picture> {
    let most = limits.max_megapixels;
    let result =
        tokio::task::spawn_blocking(move || decode(&bytes, min_side, most)).await.map_err(Refused::internal)?;
    result.map_err(|(rule, params)| {
        let mut finding = Finding::error(at, rule);
        for (name, value) in params {
            finding = finding.with(name, value);
        }
        match rule {
            RuleId::FileKind => Refused::new(ProblemKind::UnsupportedMedia).with(finding),
            _ => Refused::invalid(vec![finding]),
        }
    })
}

type Wrong = (RuleId, Vec<(&'static str, u32)>);

fn decode(bytes: &[u8], min_side: u32, max_megapixels: u32) -> Result<Picture, Wrong> {
    if bytes.is_empty() {
        return Err((RuleId::FileEmpty, Vec::new()));
    }
    let (format, media_type) = match image::guess_format(bytes) {
        Ok(ImageFormat::Jpeg) => (ImageFormat::Jpeg, "image/jpeg"),
        Ok(ImageFormat::Png) => (ImageFormat::Png, "image/png"),
        _ => return Err((RuleId::FileKind, Vec::new())),
    };
    let unreadable = |_| (RuleId::FileUnreadable, Vec::new());
    // The size stands in the head: a picture that would fill the memory is refused before it is decoded.
    let (width, height) = ImageReader::with_format(Cursor::new(bytes), format).into_dimensions().map_err(unreadable)?;
    if u64::from(width) * u64::from(height) > u64::from(max_megapixels) * 1_000_000 {
        return Err((RuleId::FileTooManyPixels, vec![("max", max_megapixels)]));
    }
    if width.max(height) < min_side {
        return Err((RuleId::FileTooSmall, vec![("min", min_side)]));
    }
    ImageReader::with_format(Cursor::new(bytes), format).decode().map_err(unreadable)?;
    // The decoder fills up what is missing with grey; a reviewer would see half a paper.
    if format == ImageFormat::Jpeg && !is_whole_jpeg(bytes) {
        return Err((RuleId::FileUnreadable, Vec::new()));
    }
    Ok(Picture { media_type, width, height })
}

/// The picture's data are followed by the end marker (ITU-T T.81, B.1.1.3); an upload that was cut off has none. The
/// segments before the data are stepped over, because a thumbnail within them has an end of its own.
fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some([0xff, marker, high, low]) = bytes.get(at..at + 4) {
        if *marker == 0xda {
            return bytes[at..].windows(2).any(|pair| pair == [0xff, 0xd9]);
        }
        at += 2 + usize::from(u16::from_be_bytes([*high, *low]));
    }
    false
}

/// The media type of a video by its first bytes: WebM (EBML) or MP4 (`ftyp`).
pub fn video_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x1a, 0x45, 0xdf, 0xa3, ..] => Some("video/webm"),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => Some("video/mp4"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A grey picture of a size.
    fn jpeg(width: u32, height: u32) -> Vec<u8> {
        let mut bytes = Vec::new();
        let picture = image::RgbImage::from_pixel(width, height, image::Rgb([200, 200, 200]));
        picture.write_to(&mut Cursor::new(&mut bytes), ImageFormat::Jpeg).unwrap();
        bytes
    }

    #[test]
    fn kinds_sizes_and_damage() {
        let good = jpeg(800, 600);
        assert_eq!(decode(&good, 300, 60), Ok(Picture { media_type: "image/jpeg", width: 800, height: 600 }));
        let rule = |bytes: &[u8], min, most| decode(bytes, min, most).map_err(|(rule, _)| rule).unwrap_err();
        assert_eq!(rule(b"", 300, 60), RuleId::FileEmpty);
        assert_eq!(rule(b"this is no picture", 300, 60), RuleId::FileKind);
        assert_eq!(rule(&good, 1000, 60), RuleId::FileTooSmall);
        assert_eq!(rule(&jpeg(1200, 1000), 300, 1), RuleId::FileTooManyPixels);
        assert_eq!(rule(&good[..100], 300, 60), RuleId::FileUnreadable);
        assert_eq!(rule(&good[..good.len() / 2], 300, 60), RuleId::FileUnreadable);
        // What comes after the end, such as a phone's short film, is no harm.
        assert!(decode(&[good.as_slice(), b"film"].concat(), 300, 60).is_ok());
    }

    #[test]
    fn videos_by_their_first_bytes() {
        assert_eq!(video_type(&[0x1a, 0x45, 0xdf, 0xa3, 1]), Some("video/webm"));
        assert_eq!(video_type(b"\0\0\0\x18ftypmp42"), Some("video/mp4"));
        assert_eq!(video_type(b"GIF89a"), None);
    }
}
