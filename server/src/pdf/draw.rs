//! What the process does that draws a PDF: reads it, draws its pages, writes them, and says by its status what was in the way.

use hayro::hayro_interpret::font::FontQuery;
use hayro::hayro_interpret::{InterpreterSettings, InterpreterWarning};
use hayro::hayro_syntax::page::Page;
use hayro::hayro_syntax::{LoadPdfError, Pdf};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};
use image::codecs::jpeg::JpegEncoder;
use image::{ExtendedColorType, ImageEncoder};
use std::io::{Read, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// The status of a file that cannot be read, or has no page.
pub const DAMAGED: i32 = 3;
/// The status of a file that opens with a password only.
pub const LOCKED: i32 = 4;
/// The status of a file of too many pages.
pub const TOO_MANY_PAGES: i32 = 5;
/// The status of a page that would lack what it says.
pub const NOT_WHOLE: i32 = 7;
/// The status of a page that could not be written.
const UNWRITTEN: i32 = 6;

/// Points of a PDF in an inch.
const POINTS: f32 = 72.0;
/// Pixels of an inch: what a scanner gives, and what is read with ease.
const PIXELS: f32 = 200.0;
/// Most pixels on the long side: A3 has 3308.
const LONGEST_SIDE: f32 = 3508.0;
/// Quality of the pages.
const QUALITY: u8 = 88;
const MEBIBYTE: u64 = 1024 * 1024;

/// Draws the PDF of a reader into a writer, so many pages at the most, in so much memory (MiB) and processor time (seconds); gives the
/// status to end with.
pub fn run(mut input: impl Read, mut output: impl Write, most: usize, memory_mib: u32, seconds: u64) -> i32 {
    let mut file = Vec::new();
    if input.read_to_end(&mut file).is_err() {
        return DAMAGED;
    }
    // From here on, for the file alone may take more than there is, and that is told by how the process ends.
    limit(memory_mib, seconds);
    let pdf = match Pdf::new(file) {
        Ok(pdf) => pdf,
        Err(LoadPdfError::Decryption(_)) => return LOCKED,
        Err(LoadPdfError::Invalid) => return DAMAGED,
    };
    let pages = pdf.pages();
    if pages.is_empty() {
        return DAMAGED;
    }
    if pages.len() > most {
        return TOO_MANY_PAGES;
    }
    let cache = RenderCache::new();
    let lacks = Arc::new(AtomicBool::new(false));
    let settings = settings(&lacks);
    for page in pages.iter() {
        let Some(drawn) = drawn(page, &cache, &settings) else { return DAMAGED };
        if lacks.load(Ordering::Relaxed) {
            return NOT_WHOLE;
        }
        let Ok(length) = u32::try_from(drawn.len()) else { return UNWRITTEN };
        if output.write_all(&length.to_be_bytes()).and_then(|()| output.write_all(&drawn)).is_err() {
            return UNWRITTEN;
        }
    }
    if output.flush().is_err() { UNWRITTEN } else { 0 }
}

/// Fonts as a reader has them, but for those of Chinese, Japanese and Korean that are not in the file: in their place would stand blanks. These,
/// and pictures that cannot be decoded, are noted.
fn settings(lacks: &Arc<AtomicBool>) -> InterpreterSettings {
    let (no_font, no_picture) = (Arc::clone(lacks), Arc::clone(lacks));
    InterpreterSettings {
        font_resolver: Arc::new(move |query| match query {
            FontQuery::Standard(font) => Some(font.get_font_data()),
            FontQuery::Fallback(wanted) => {
                if wanted.character_collection.is_some() {
                    no_font.store(true, Ordering::Relaxed);
                }
                Some(wanted.pick_standard_font().get_font_data())
            }
        }),
        warning_sink: Arc::new(move |warning| {
            if matches!(warning, InterpreterWarning::ImageDecodeFailure) {
                no_picture.store(true, Ordering::Relaxed);
            }
        }),
        ..Default::default()
    }
}

/// The process ends where it would take more, whatever becomes of the server that waits for it.
fn limit(memory_mib: u32, seconds: u64) {
    #[cfg(unix)]
    {
        use rustix::process::{Resource, Rlimit, setrlimit};
        let most = Some(u64::from(memory_mib) * MEBIBYTE);
        // Where the system has no such limit, its own holds.
        let _ = setrlimit(Resource::As, Rlimit { current: most, maximum: most });
        let _ = setrlimit(Resource::Cpu, Rlimit { current: Some(seconds), maximum: Some(seconds) });
    }
    #[cfg(not(unix))]
    let _ = (memory_mib, seconds, MEBIBYTE);
}

/// A page as a JPEG on white; nothing of one without an area.
fn drawn<'a>(page: &'a Page<'a>, cache: &RenderCache<'a>, settings: &InterpreterSettings) -> Option<Vec<u8>> {
    let (width, height) = page.render_dimensions();
    let longest = width.max(height);
    if !(longest.is_finite() && width.min(height) >= 1.0) {
        return None;
    }
    let scale = (PIXELS / POINTS).min(LONGEST_SIDE / longest);
    let at = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixmap = render(page, cache, settings, &RenderSettings::default(), &at);
    let (across, down) = (u32::from(pixmap.width()), u32::from(pixmap.height()));
    // On white nothing is seen through.
    let pixels: Vec<u8> = pixmap.data_as_u8_slice().chunks_exact(4).flat_map(|pixel| &pixel[..3]).copied().collect();
    let mut bytes = Vec::new();
    let encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    encoder.write_image(&pixels, across, down, ExtendedColorType::Rgb8).ok()?;
    Some(bytes)
}
