//! WebM and Matroska (RFC 8794, RFC 9559): the times of the frames of the first track with a picture.

use super::{Fault, Video, number, tenths};

// The elements that are stepped into, with or without a size of their own.
const EBML: u64 = 0x1a45_dfa3;
const SEGMENT: u64 = 0x1853_8067;
const INFO: u64 = 0x1549_a966;
const TRACKS: u64 = 0x1654_ae6b;
const TRACK_ENTRY: u64 = 0xae;
const CLUSTER: u64 = 0x1f43_b675;
const BLOCK_GROUP: u64 = 0xa0;
// The elements that are read.
const DOC_TYPE: u64 = 0x4282;
const TIMESTAMP_SCALE: u64 = 0x2a_d7b1;
const TRACK_NUMBER: u64 = 0xd7;
const TRACK_TYPE: u64 = 0x83;
const TIMESTAMP: u64 = 0xe7;
const SIMPLE_BLOCK: u64 = 0xa3;
const BLOCK: u64 = 0xa1;

/// A track with a picture.
const PICTURE: u64 = 1;
/// A track with a sound.
const SOUND: u64 = 2;
const NANOSECONDS: u64 = 1_000_000_000;

/// What was seen so far.
#[derive(Default)]
struct Seen {
    known: bool,
    /// Nanoseconds a tick; a millisecond where the head does not say.
    scale: Option<u64>,
    /// Number and type of the track that is described.
    entry: (Option<u64>, Option<u64>),
    picture: Option<u64>,
    has_sound: bool,
    cluster: i64,
    /// First and last time of a frame, and how many frames.
    frames: Option<(i64, i64, i64)>,
}

pub(super) fn read(bytes: &[u8]) -> Result<Video, Fault> {
    let mut seen = Seen::default();
    let mut rest = bytes;
    // Masters are stepped into and everything else is stepped over: one walk, whatever the depth, and an element without an end
    // ends where the next one begins.
    while !rest.is_empty() {
        let (id, size, body) = head(rest).ok_or(Fault::Unreadable)?;
        let size = size.map(usize::try_from).transpose().map_err(|_| Fault::Unreadable)?;
        if size.is_some_and(|size| size > body.len()) {
            return Err(Fault::Unreadable);
        }
        rest = match (id, size) {
            (EBML | SEGMENT | INFO | TRACKS | TRACK_ENTRY | CLUSTER | BLOCK_GROUP, _) => {
                if id == TRACK_ENTRY {
                    seen.entry = (None, None);
                }
                body
            }
            (_, None) => return Err(Fault::Unreadable),
            (_, Some(size)) => {
                let (value, after) = body.split_at_checked(size).ok_or(Fault::Unreadable)?;
                seen.note(id, value)?;
                after
            }
        };
    }
    if !seen.known {
        return Err(Fault::Unreadable);
    }
    // A head without tracks was cut off; one without a picture is of a sound.
    if seen.picture.is_none() {
        return Err(if seen.entry.0.is_some() { Fault::Kind } else { Fault::Unreadable });
    }
    let (first, last, count) = seen.frames.ok_or(Fault::Unreadable)?;
    let between = u64::try_from(last.saturating_sub(first)).map_err(|_| Fault::Unreadable)?;
    // The last frame lasts as long as one does on average.
    let one = u64::try_from(count - 1).ok().and_then(|gaps| between.checked_div(gaps)).unwrap_or(0);
    let a_second = NANOSECONDS.checked_div(seen.scale.unwrap_or(1_000_000)).ok_or(Fault::Unreadable)?;
    let tenths = tenths(between.saturating_add(one), a_second).ok_or(Fault::Unreadable)?;
    Ok(Video { media_type: "video/webm", tenths, has_sound: seen.has_sound })
}

impl Seen {
    fn note(&mut self, id: u64, value: &[u8]) -> Result<(), Fault> {
        match id {
            DOC_TYPE => match value.split(|byte| *byte == 0).next() {
                Some(b"webm" | b"matroska") => self.known = true,
                _ => return Err(Fault::Kind),
            },
            TIMESTAMP_SCALE => self.scale = Some(unsigned(value)?),
            TRACK_NUMBER => self.entry.0 = Some(unsigned(value)?),
            TRACK_TYPE => {
                self.entry.1 = Some(unsigned(value)?);
                self.has_sound |= self.entry.1 == Some(SOUND);
            }
            TIMESTAMP => self.cluster = i64::try_from(unsigned(value)?).map_err(|_| Fault::Unreadable)?,
            SIMPLE_BLOCK | BLOCK => self.frame(value).ok_or(Fault::Unreadable)?,
            _ => {}
        }
        if let (Some(number), Some(PICTURE)) = self.entry {
            self.picture.get_or_insert(number);
        }
        Ok(())
    }

    /// Notes the time of a block: its track's number, a signed time of two bytes from the cluster's, and the frame.
    fn frame(&mut self, block: &[u8]) -> Option<()> {
        let (track, rest) = variable(block, true)?;
        let [high, low, _flags, ..] = rest else { return None };
        if Some(track) == self.picture {
            let time = self.cluster.checked_add(i64::from(i16::from_be_bytes([*high, *low])))?;
            let (first, last, count) = self.frames.unwrap_or((time, time, 0));
            self.frames = Some((first.min(time), last.max(time), count + 1));
        }
        Some(())
    }
}

fn unsigned(value: &[u8]) -> Result<u64, Fault> {
    if value.len() > 8 { Err(Fault::Unreadable) } else { Ok(number(value)) }
}

/// Id, size (`None`: without an end) and what follows.
fn head(bytes: &[u8]) -> Option<(u64, Option<u64>, &[u8])> {
    let (id, rest) = variable(bytes, false)?;
    let length = rest.first()?.leading_zeros();
    let (size, body) = variable(rest, true)?;
    let endless = size == (1 << (7 * (length + 1))) - 1;
    Some((id, (!endless).then_some(size), body))
}

/// A number of variable length: the zeros before its first one tell how many bytes follow the first; that one belongs to ids, not
/// to values.
fn variable(bytes: &[u8], without_mark: bool) -> Option<(u64, &[u8])> {
    let length = bytes.first()?.leading_zeros() as usize + 1;
    let (read, rest) = (length <= 8).then(|| bytes.split_at_checked(length)).flatten()?;
    let value = number(read);
    Some((if without_mark { value & ((1 << (7 * length)) - 1) } else { value }, rest))
}
