//! MP4 and QuickTime (ISO/IEC 14496-12): how long the samples of the first track with a picture last, in the tables of the head
//! and in fragments.

use super::{Fault, Video, number, tenths};
use std::ops::Range;

/// Kinds that begin alike and are pictures (HEIC, AVIF).
const PICTURES: [&[u8]; 8] = [b"heic", b"heix", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"];

/// The first track with a picture.
struct Track {
    id: u64,
    /// Ticks a second.
    scale: u64,
    /// How long its samples last, in ticks.
    ticks: u64,
    /// How long a sample of a fragment lasts that does not say.
    sample: u64,
}

pub(super) fn read(bytes: &[u8]) -> Result<Video, Fault> {
    let mut media_type = "video/mp4";
    let mut track: Option<Track> = None;
    let (mut head, mut has_sound) = (false, false);
    for part in Parts(bytes) {
        let (kind, body) = part?;
        match &kind {
            b"ftyp" => match body.get(..4) {
                Some(b"qt  ") => media_type = "video/quicktime",
                Some(brand) if PICTURES.contains(&brand) => return Err(Fault::Kind),
                Some(_) => {}
                None => return Err(Fault::Unreadable),
            },
            b"moov" if !head => {
                head = true;
                track = with_picture(body)?;
                has_sound = of_kind(body, b"soun")?.is_some();
            }
            b"moof" => {
                if let Some(track) = &mut track {
                    fragment(body, track)?;
                }
            }
            _ => {}
        }
    }
    if !head {
        return Err(Fault::Unreadable);
    }
    let track = track.ok_or(Fault::Kind)?;
    let tenths = tenths(track.ticks, track.scale).ok_or(Fault::Unreadable)?;
    Ok(Video { media_type, tenths, has_sound })
}

/// Where a camera's notes lie (`udta`, `meta`, of the head and of its tracks): the place of each box's kind, and of its content. Nothing
/// in what is no MP4.
pub(super) fn notes(bytes: &[u8]) -> Vec<(Range<usize>, Range<usize>)> {
    let mut found = Vec::new();
    if bytes.get(4..8) == Some(b"ftyp") {
        collect(bytes, 0, &mut found);
    }
    found
}

fn collect(bytes: &[u8], start: usize, found: &mut Vec<(Range<usize>, Range<usize>)>) {
    let mut parts = Parts(bytes);
    loop {
        let before = bytes.len() - parts.0.len();
        let Some(Ok((kind, body))) = parts.next() else { return };
        let end = bytes.len() - parts.0.len();
        let begin = start + end - body.len();
        match &kind {
            b"moov" | b"trak" => collect(body, begin, found),
            b"udta" | b"meta" => found.push((start + before + 4..start + before + 8, begin..start + end)),
            _ => {}
        }
    }
}

/// The boxes that lie side by side: kind and content.
struct Parts<'a>(&'a [u8]);

impl<'a> Iterator for Parts<'a> {
    type Item = Result<([u8; 4], &'a [u8]), Fault>;

    fn next(&mut self) -> Option<Self::Item> {
        let (size, rest) = self.0.split_first_chunk::<4>()?;
        let (kind, rest) = rest.split_first_chunk::<4>()?;
        let (length, rest) = match number(size) {
            // To the end.
            0 => (Some(rest.len()), rest),
            // A size of eight bytes follows.
            1 => match rest.split_first_chunk::<8>() {
                Some((long, rest)) => (number(long).checked_sub(16).and_then(|size| usize::try_from(size).ok()), rest),
                None => (None, rest),
            },
            size => (size.checked_sub(8).and_then(|size| usize::try_from(size).ok()), rest),
        };
        match length.and_then(|length| rest.split_at_checked(length)) {
            Some((body, after)) => {
                self.0 = after;
                Some(Ok((*kind, body)))
            }
            None => {
                self.0 = &[];
                Some(Err(Fault::Unreadable))
            }
        }
    }
}

/// The content of the first box of a kind.
fn inner<'a>(bytes: &'a [u8], kind: &[u8; 4]) -> Result<Option<&'a [u8]>, Fault> {
    for part in Parts(bytes) {
        let (found, body) = part?;
        if found == *kind {
            return Ok(Some(body));
        }
    }
    Ok(None)
}

fn needed<'a>(bytes: &'a [u8], kind: &[u8; 4]) -> Result<&'a [u8], Fault> {
    inner(bytes, kind)?.ok_or(Fault::Unreadable)
}

/// A number of four bytes at a place.
fn at(bytes: &[u8], place: usize) -> Result<u64, Fault> {
    let end = place.checked_add(4).ok_or(Fault::Unreadable)?;
    bytes.get(place..end).map(number).ok_or(Fault::Unreadable)
}

/// The first track of a kind.
fn of_kind<'a>(moov: &'a [u8], wanted: &[u8; 4]) -> Result<Option<&'a [u8]>, Fault> {
    for part in Parts(moov) {
        let (kind, trak) = part?;
        if kind != *b"trak" {
            continue;
        }
        if needed(needed(trak, b"mdia")?, b"hdlr")?.get(8..12) == Some(wanted) {
            return Ok(Some(trak));
        }
    }
    Ok(None)
}

/// The first track with a picture.
fn with_picture(moov: &[u8]) -> Result<Option<Track>, Fault> {
    if let Some(trak) = of_kind(moov, b"vide")? {
        let mdia = needed(trak, b"mdia")?;
        let (head, times) = (needed(trak, b"tkhd")?, needed(mdia, b"mdhd")?);
        // Version 1 has two dates of eight bytes before what is read, version 0 of four.
        let after_dates = |of: &[u8]| if of.first() == Some(&1) { 20 } else { 12 };
        let id = at(head, after_dates(head))?;
        let scale = at(times, after_dates(times))?;
        let stts = needed(needed(needed(mdia, b"minf")?, b"stbl")?, b"stts")?;
        let mut ticks = 0u64;
        for run in stts.get(8..).unwrap_or_default().chunks_exact(8) {
            // How many samples, and how long each lasts.
            ticks = ticks.saturating_add(at(run, 0)?.saturating_mul(at(run, 4)?));
        }
        let mut sample = 0;
        if let Some(mvex) = inner(moov, b"mvex")? {
            for part in Parts(mvex) {
                let (kind, trex) = part?;
                if kind == *b"trex" && at(trex, 4)? == id {
                    sample = at(trex, 12)?;
                }
            }
        }
        return Ok(Some(Track { id, scale, ticks, sample }));
    }
    Ok(None)
}

/// Adds the samples of a fragment.
fn fragment(moof: &[u8], track: &mut Track) -> Result<(), Fault> {
    for part in Parts(moof) {
        let (kind, traf) = part?;
        if kind != *b"traf" {
            continue;
        }
        let head = needed(traf, b"tfhd")?;
        if at(head, 4)? != track.id {
            continue;
        }
        let flags = at(head, 0)?;
        // Before it stand the place of the data and the number of the description, where there are any.
        let place = 8 + 8 * usize::from(flags & 1 != 0) + 4 * usize::from(flags & 2 != 0);
        let sample = if flags & 8 != 0 { at(head, place)? } else { track.sample };
        for part in Parts(traf) {
            let (kind, trun) = part?;
            if kind == *b"trun" {
                track.ticks = track.ticks.saturating_add(run(trun, sample)?);
            }
        }
    }
    Ok(())
}

/// How long the samples of a run last.
fn run(trun: &[u8], sample: u64) -> Result<u64, Fault> {
    let (flags, count) = (at(trun, 0)?, at(trun, 4)?);
    if flags & 0x100 == 0 {
        return Ok(count.saturating_mul(sample));
    }
    let samples = 8 + 4 * usize::from(flags & 1 != 0) + 4 * usize::from(flags & 4 != 0);
    // Each sample has its length first, then its size, flags and offset, where there are any.
    let width = 4 * (flags >> 8 & 0xf).count_ones() as usize;
    let count = usize::try_from(count).map_err(|_| Fault::Unreadable)?;
    let end = count.checked_mul(width).and_then(|size| size.checked_add(samples)).ok_or(Fault::Unreadable)?;
    let table = trun.get(samples..end).ok_or(Fault::Unreadable)?;
    Ok(table.chunks_exact(width).filter_map(|one| one.get(..4)).map(number).fold(0, u64::saturating_add))
}
