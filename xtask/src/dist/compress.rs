//! `.br` and `.gz` beside every file that gets smaller by it: compressed once here, as well as can be.

use crate::project::{files_below, read_bytes, write};
use anyhow::Result;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Endings of files that hold text or WebAssembly; pictures are compressed already.
const ENDINGS: [&str; 10] = ["css", "html", "ico", "js", "json", "mjs", "svg", "txt", "wasm", "webmanifest"];
/// The best that brotli does; slow, once.
const BROTLI_QUALITY: i32 = 11;
/// 16 MiB: a whole file is in sight, and every browser accepts it.
const BROTLI_WINDOW: i32 = 24;
const GZIP_LEVEL: u32 = 9;

/// Writes the twins of every file below the folder.
pub fn all(folder: &Path) -> Result<()> {
    let files: Vec<PathBuf> = files_below(folder)?.into_iter().filter(|it| is_compressible(it)).collect();
    // Sizes differ a lot: whoever is free takes the next.
    let next = std::sync::atomic::AtomicUsize::new(0);
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let handles: Vec<_> = (0..workers)
            .map(|_| {
                scope.spawn(|| {
                    while let Some(path) = files.get(next.fetch_add(1, std::sync::atomic::Ordering::Relaxed)) {
                        one(path)?;
                    }
                    Ok(())
                })
            })
            .collect();
        handles.into_iter().try_for_each(|it| it.join().unwrap_or_else(|_| anyhow::bail!("compression broke off")))
    })
}

fn is_compressible(path: &Path) -> bool {
    path.extension().and_then(|it| it.to_str()).is_some_and(|it| ENDINGS.contains(&it))
}

fn one(path: &Path) -> Result<()> {
    let bytes = read_bytes(path)?;
    let twin = |ending: &str| PathBuf::from(format!("{}.{ending}", path.display()));
    write(&twin("br"), brotli(&bytes)?)?;
    write(&twin("gz"), gzip(&bytes)?)
}

/// As `.br`.
fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: BROTLI_QUALITY,
        lgwin: BROTLI_WINDOW,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)?;
    Ok(out)
}

/// As `.gz`, without a time in it, so that the same bytes give the same file.
fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = flate2::GzBuilder::new().mtime(0).write(Vec::new(), flate2::Compression::new(GZIP_LEVEL));
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn twins_hold_the_same_bytes() -> Result<()> {
        let bytes = "备案 filing ".repeat(500).into_bytes();
        let (mut from_brotli, mut from_gzip) = (Vec::new(), Vec::new());
        let small = brotli(&bytes)?;
        brotli::Decompressor::new(&small[..], 4096).read_to_end(&mut from_brotli)?;
        flate2::read::GzDecoder::new(&gzip(&bytes)?[..]).read_to_end(&mut from_gzip)?;
        assert!(small.len() < 100);
        assert_eq!(from_brotli, bytes);
        assert_eq!(from_gzip, bytes);
        Ok(())
    }

    #[test]
    fn compresses_text_and_wasm_only() {
        assert!(is_compressible(Path::new("a/b.wasm")) && is_compressible(Path::new("index.html")));
        assert!(!is_compressible(Path::new("a.png")) && !is_compressible(Path::new("a.html.br")));
    }
}
