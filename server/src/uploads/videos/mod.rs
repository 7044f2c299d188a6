//! What a video really is: its container by its content, that it has a picture, and how long the picture lasts.
//!
//! - `webm`: WebM and Matroska; `mp4`: MP4 and QuickTime.
//!
//! The length is that of the frames that are there, never the one that the head declares: a browser's recorder leaves it out or
//! at nought, because it writes the head before it knows. Both walks are our own, of one pass and without a copy. Of the
//! libraries `re_mp4` indexes and panics on tables that do not agree, `mp4` and `symphonia` give no length of a fragmented video,
//! and `matroska-demuxer` keeps every element of a list in memory (twenty times the upload, when it is made for that) and takes a
//! video that was cut off for a whole one.

mod mp4;
mod webm;

use crate::http::problem::{Answer, Refused};
use beian_model::attachments::VIDEO_SECONDS;
use beian_model::{Path, ProblemKind};
use beian_rules::Rule;
use beian_rules::checks::verification::{VIDEO_KIND, VIDEO_TOO_LONG, VIDEO_TOO_SHORT, VIDEO_UNREADABLE};
use bytes::Bytes;

/// A recorder stops a little early or late.
const SHORTEST: u32 = VIDEO_SECONDS.0 * 10 - 5;
const LONGEST: u32 = VIDEO_SECONDS.1 * 10 + 10;

/// A video that was looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Video {
    /// `video/webm`, `video/mp4` or `video/quicktime`.
    pub media_type: &'static str,
    /// How long its picture lasts, in tenths of a second.
    pub tenths: u32,
    /// It has a sound.
    pub has_sound: bool,
}

/// A video without what its camera noted of place, time and device: phones write where they are into MP4 and QuickTime.
pub fn without_notes(bytes: Bytes) -> Bytes {
    let notes = mp4::notes(&bytes);
    if notes.is_empty() {
        return bytes;
    }
    let mut bare = Vec::from(bytes);
    for (kind, body) in notes {
        // Everything stays where it is; readers pass over free room.
        if let Some(kind) = bare.get_mut(kind) {
            kind.copy_from_slice(b"free");
        }
        if let Some(body) = bare.get_mut(body) {
            body.fill(0);
        }
    }
    bare.into()
}

/// Why it is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// Another kind of file, or a video without a picture.
    Kind,
    /// Cut off or damaged.
    Unreadable,
}

/// Looks at a video for a field: kind, wholeness, and length ([`VIDEO_SECONDS`], with half a second less or one more).
///
/// # Errors
/// `unsupported-media` or `invalid`, with the finding on the field.
pub fn look_at(bytes: &[u8], at: Path) -> Answer<Video> {
    let invalid = |rule: &Rule| Refused::invalid(vec![rule.at(at)]);
    match of_any_length(bytes, at)? {
        video if video.tenths < SHORTEST => Err(invalid(&VIDEO_TOO_SHORT)),
        video if video.tenths > LONGEST => Err(invalid(&VIDEO_TOO_LONG)),
        video => Ok(video),
    }
}

/// The same of a video that no verification asks for, however long it lasts.
///
/// # Errors
/// `unsupported-media` or `invalid`, with the finding on the field.
pub fn of_any_length(bytes: &[u8], at: Path) -> Answer<Video> {
    read(bytes).map_err(|fault| match fault {
        Fault::Kind => Refused::new(ProblemKind::UnsupportedMedia).with(VIDEO_KIND.at(at)),
        Fault::Unreadable => Refused::invalid(vec![VIDEO_UNREADABLE.at(at)]),
    })
}

fn read(bytes: &[u8]) -> Result<Video, Fault> {
    match bytes {
        [0x1a, 0x45, 0xdf, 0xa3, ..] => webm::read(bytes),
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => mp4::read(bytes),
        _ => Err(Fault::Kind),
    }
}

/// So many ticks of a clock with so many a second, as tenths; what is longer than a century is a century.
fn tenths(ticks: u64, a_second: u64) -> Option<u32> {
    let tenths = u128::from(ticks).checked_mul(10)?.checked_div(u128::from(a_second))?;
    Some(u32::try_from(tenths).unwrap_or(u32::MAX))
}

/// A number of so many bytes, big end first.
fn number(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0, |sum, byte| sum << 8 | u64::from(*byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_rules::rule;
    use proptest::prelude::*;

    /// A video as Chromium records it: no length in the head, clusters without an end.
    const WEBM: &[u8] = include_bytes!("../../../tests/data/video.webm");
    /// A video as Safari records it: in fragments, no length in the head.
    const FRAGMENTS: &[u8] = include_bytes!("../../../tests/data/video-fragmented.mp4");
    /// A video as a phone's own camera keeps it.
    const MOV: &[u8] = include_bytes!("../../../tests/data/video.mov");
    const VIDEOS: [&[u8]; 3] = [WEBM, FRAGMENTS, MOV];

    /// The finding of a refusal.
    fn said(bytes: &[u8]) -> Option<&'static str> {
        let at: Path = "organiser.responsible_person.verification".parse().unwrap();
        look_at(bytes, at).err().map(|refused| rule(refused.rules().next().unwrap()).unwrap().id)
    }

    #[test]
    fn kinds_and_lengths() {
        let kinds = VIDEOS.map(|video| read(video).map(|video| (video.media_type, video.tenths)));
        assert_eq!(kinds, [Ok(("video/webm", 60)), Ok(("video/mp4", 60)), Ok(("video/quicktime", 60))]);
        assert_eq!(VIDEOS.map(said), [None; 3]);
        let mut plain = MOV.to_vec();
        plain[8..12].copy_from_slice(b"mp42");
        assert_eq!(read(&plain).map(|video| video.media_type), Ok("video/mp4"));
    }

    #[test]
    fn what_is_no_video() {
        assert_eq!(said(b""), Some(VIDEO_KIND.id));
        assert_eq!(said(b"GIF89a"), Some(VIDEO_KIND.id));
        assert_eq!(said(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), Some(VIDEO_KIND.id));
        assert_eq!(said(b"\0\0\0\x10ftypmp42\0\0\0\0"), Some(VIDEO_UNREADABLE.id));
        assert_eq!(said(&[0x1a, 0x45, 0xdf, 0xa3]), Some(VIDEO_UNREADABLE.id));
        // Another kind of EBML.
        let mut other = WEBM.to_vec();
        let at = other.windows(4).position(|part| part == b"webm").unwrap();
        other[at..at + 4].copy_from_slice(b"mebw");
        assert_eq!(said(&other), Some(VIDEO_KIND.id));
    }

    #[test]
    fn sound_alone_is_no_video() {
        let mut sound = MOV.to_vec();
        let at = sound.windows(8).position(|part| part == b"mhlrvide").unwrap();
        sound[at + 4..at + 8].copy_from_slice(b"soun");
        assert_eq!(said(&sound), Some(VIDEO_KIND.id));
        let mut sound = WEBM.to_vec();
        let at = sound.windows(3).position(|part| part == [0x83, 0x81, 1]).unwrap();
        sound[at + 2] = 2;
        assert_eq!(said(&sound), Some(VIDEO_KIND.id));
    }

    #[test]
    fn a_video_that_nobody_can_be_heard_in_is_told() {
        assert_eq!(VIDEOS.map(|video| read(video).map(|video| video.has_sound)), [Ok(true); 3]);
        for (video, sound, other) in
            [(MOV, &b"mhlrsoun"[..], &b"mhlrmeta"[..]), (WEBM, &[0x83, 0x81, 2], &[0x83, 0x81, 0x11])]
        {
            let mut silent = video.to_vec();
            let at = silent.windows(sound.len()).position(|part| part == sound).unwrap();
            silent[at..at + other.len()].copy_from_slice(other);
            assert_eq!(read(&silent).map(|video| (video.has_sound, video.tenths)), Ok((false, 60)));
        }
    }

    #[test]
    fn what_a_camera_noted_goes_and_the_video_stays() {
        // Where it was taken, as an iPhone writes it: into the head, and into a track.
        let noted = |video: &[u8], kind: &[u8; 4], within: &[u8]| {
            let mut note = (8 + within.len() as u32).to_be_bytes().to_vec();
            note.extend(kind);
            note.extend(within);
            let moov = video.windows(4).position(|part| part == b"moov").unwrap();
            let size = u32::from_be_bytes(video[moov - 4..moov].try_into().unwrap()) + note.len() as u32;
            let mut video = video.to_vec();
            video.splice(moov + 4..moov + 4, note);
            video[moov - 4..moov].copy_from_slice(&size.to_be_bytes());
            video
        };
        for video in [FRAGMENTS, MOV] {
            for kind in [b"udta", b"meta"] {
                let noted = noted(video, kind, b"\xa9xyz+22.5431+114.0579/");
                let before = read(&noted).unwrap();
                let bare = without_notes(Bytes::from(noted.clone()));
                assert_eq!((read(&bare), bare.len()), (Ok(before), noted.len()));
                for left in [&b"+22.5431"[..], b"udta", b"meta"] {
                    assert!(!bare.windows(left.len()).any(|part| part == left));
                }
            }
        }
        // Where there is nothing, and where there is no video, nothing changes.
        for video in [WEBM, b"", b"\0\0\0\x10ftypmp42\0\0\0\0", b"\0\0\0\x09moovx"] {
            assert_eq!(without_notes(Bytes::from_static(video)), video);
        }
    }

    #[test]
    fn too_short_and_too_long() {
        // The clock of the head, faster or slower.
        let scaled = |scale: u32| {
            let mut video = WEBM.to_vec();
            let at = video.windows(4).position(|part| part == [0x2a, 0xd7, 0xb1, 0x83]).unwrap();
            video[at + 4..at + 7].copy_from_slice(&scale.to_be_bytes()[1..]);
            video
        };
        let table = [
            (740_000, Some(VIDEO_TOO_SHORT.id)),
            (760_000, None),
            (2_600_000, None),
            (2_700_000, Some(VIDEO_TOO_LONG.id)),
            (0, Some(VIDEO_UNREADABLE.id)),
        ];
        for (scale, rule) in table {
            assert_eq!(said(&scaled(scale)), rule, "{scale}");
        }
        assert_eq!((SHORTEST, LONGEST), (45, 160));
    }

    #[test]
    fn a_video_that_was_cut_off_is_never_a_panic_and_never_longer() {
        for video in VIDEOS {
            let whole = read(video).unwrap().tenths;
            for end in 0..video.len() {
                assert!(read(&video[..end]).is_ok_and(|video| video.tenths <= whole) || said(&video[..end]).is_some());
            }
        }
        // In the middle of a frame.
        assert_eq!(said(&WEBM[..WEBM.len() - 10]), Some(VIDEO_UNREADABLE.id));
        assert_eq!(said(&FRAGMENTS[..FRAGMENTS.len() * 3 / 4]), Some(VIDEO_UNREADABLE.id));
        assert_eq!(said(&MOV[..MOV.len() / 2]), Some(VIDEO_UNREADABLE.id));
    }

    proptest! {
        #[test]
        fn nothing_that_is_sent_is_a_panic(
            mut bytes in prop::collection::vec(any::<u8>(), 0..400),
            video in 0usize..3,
            changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        ) {
            let _ = read(&bytes);
            for head in [&[0x1a, 0x45, 0xdf, 0xa3][..], b"\0\0\0\x10ftypmp42\0\0\0\0\0\0\0\0moov"] {
                bytes.splice(..head.len().min(bytes.len()), head.iter().copied());
                let _ = read(&bytes);
            }
            let mut video = VIDEOS[video].to_vec();
            for (at, value) in changes {
                // The head holds what is read.
                let at = at.index(video.len().min(4096));
                video[at] = value;
            }
            let _ = read(&video);
            without_notes(video.into());
        }
    }
}
