//! PDF files as the pictures of their pages: drawn by a process of its own, within a time and a memory, because a file may be made to
//! keep whoever draws it busy for ever.
//!
//! The process is this program's own command `draw-pdf` ([`draw`]): the file on its standard input, the pages on its standard output,
//! each as the length of its JPEG in four bytes, most significant first, and the JPEG.

pub mod draw;

use crate::config::{Config, Uploads};
use bytes::Bytes;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::sync::Semaphore;

/// A file begins with this, perhaps behind what a mail program put before it (ISO 32000-1, 7.5.2 and note).
const MARK: &[u8] = b"%PDF-";
/// So far into a file its mark is looked for, bytes.
const MARK_WITHIN: usize = 1024;
/// Most bytes of all pages of one file.
const LARGEST: u64 = 64 * 1024 * 1024;

/// It is a PDF.
pub fn is_pdf(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(MARK_WITHIN)].windows(MARK.len()).any(|window| window == MARK)
}

/// Why a file was not drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Undrawn {
    /// It cannot be read, or has no page.
    #[error("the file cannot be read")]
    Damaged,
    /// It opens with a password only.
    #[error("the file has a password")]
    Locked,
    /// It has more pages than are taken.
    #[error("the file has too many pages")]
    TooManyPages,
    /// Drawing it took longer than it may, or more memory.
    #[error("the file takes too much to be drawn")]
    TooMuch,
    /// A page would lack what it says: a font that is not in the file, a picture that cannot be decoded.
    #[error("a page cannot be drawn whole")]
    NotWhole,
    /// Others are drawn, or the program cannot be started; another time it may be drawn.
    #[error("nothing can be drawn at the moment")]
    Unavailable,
}

/// Draws, so many files at a time.
pub struct Drawer {
    program: Option<PathBuf>,
    timeout: Duration,
    wait: Duration,
    memory_mib: u32,
    turns: Semaphore,
}

/// Files that are drawn at a time: each takes a processor.
const AT_ONCE: usize = 2;

impl Drawer {
    /// With the limits of the settings.
    pub fn new(config: &Config) -> Drawer {
        let Uploads { pdf_program, pdf_timeout, pdf_memory_mib, decode_wait, .. } = &config.uploads;
        let own = || std::env::current_exe().ok();
        Drawer {
            program: if pdf_program.as_os_str().is_empty() { own() } else { Some(pdf_program.clone()) },
            timeout: Duration::from_secs((*pdf_timeout).max(1)),
            wait: Duration::from_secs(*decode_wait),
            memory_mib: *pdf_memory_mib,
            turns: Semaphore::new(AT_ONCE),
        }
    }

    /// The pages of a PDF, each a JPEG; so many at the most.
    ///
    /// # Errors
    /// [`Undrawn`].
    pub async fn pages(&self, file: &[u8], most: usize) -> Result<Vec<Bytes>, Undrawn> {
        let turn = tokio::time::timeout(self.wait, self.turns.acquire()).await;
        let _turn = turn.map_err(|_| Undrawn::Unavailable)?.map_err(|_| Undrawn::Unavailable)?;
        // On time-out the process is dropped, and killed with it.
        tokio::time::timeout(self.timeout, self.run(file, most)).await.map_err(|_| Undrawn::TooMuch)?
    }

    async fn run(&self, file: &[u8], most: usize) -> Result<Vec<Bytes>, Undrawn> {
        let program = self.program.as_ref().ok_or(Undrawn::Unavailable)?;
        let mut process = Command::new(program)
            .args(["draw-pdf", &most.to_string(), &self.memory_mib.to_string(), &self.timeout.as_secs().to_string()])
            // It needs no settings and no secrets.
            .env_clear()
            // Nor does it take memory ahead, which its limit would not count: mimalloc's word for that.
            .env("MIMALLOC_DISALLOW_ARENA_ALLOC", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| {
                tracing::error!(%error, "PDF files cannot be drawn");
                Undrawn::Unavailable
            })?;
        let (stdin, stdout) = (process.stdin.take(), process.stdout.take());
        let write = async {
            if let Some(mut stdin) = stdin {
                // A program that ends without reading says so by its status.
                let _ = stdin.write_all(file).await;
            }
        };
        let read = async {
            let mut bytes = Vec::new();
            if let Some(stdout) = stdout {
                stdout.take(LARGEST).read_to_end(&mut bytes).await.map_err(|_| Undrawn::TooMuch)?;
            }
            Ok::<_, Undrawn>(bytes)
        };
        let ((), drawn) = tokio::join!(write, read);
        let status = process.wait().await.map_err(|_| Undrawn::Unavailable)?;
        match status.code() {
            Some(0) => taken_apart(drawn?.into()),
            Some(draw::LOCKED) => Err(Undrawn::Locked),
            Some(draw::TOO_MANY_PAGES) => Err(Undrawn::TooManyPages),
            Some(draw::NOT_WHOLE) => Err(Undrawn::NotWhole),
            Some(draw::DAMAGED) => Err(Undrawn::Damaged),
            // It panicked, or ran out of its memory.
            _ => Err(Undrawn::TooMuch),
        }
    }
}

/// The pages as the process wrote them.
fn taken_apart(mut bytes: Bytes) -> Result<Vec<Bytes>, Undrawn> {
    let mut pages = Vec::new();
    while !bytes.is_empty() {
        let length = bytes.first_chunk::<4>().ok_or(Undrawn::Damaged)?;
        let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| Undrawn::Damaged)?;
        let _ = bytes.split_to(4);
        if length > bytes.len() {
            return Err(Undrawn::Damaged);
        }
        pages.push(bytes.split_to(length));
    }
    if pages.is_empty() { Err(Undrawn::Damaged) } else { Ok(pages) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pdf_is_told_by_its_mark() {
        let late = [vec![b' '; 2000], MARK.to_vec()].concat();
        for (bytes, told) in [
            (&b"%PDF-1.7\n"[..], true),
            (b"\r\n%PDF-1.4", true),
            (b"%PD", false),
            (b"", false),
            (&late, false),
            (&[0xff, 0xd8, 0xff], false),
        ] {
            assert_eq!(is_pdf(bytes), told);
        }
    }

    #[test]
    fn pages_come_apart_as_they_were_written_and_nothing_else_does() {
        let whole = [&[0, 0, 0, 2][..], b"ab", &[0, 0, 0, 1], b"c"].concat();
        assert_eq!(taken_apart(Bytes::from(whole.clone())).unwrap(), ["ab", "c"]);
        for cut in [0, 1, 3, 5, 8, 10] {
            assert!(taken_apart(Bytes::copy_from_slice(&whole[..cut])).is_err(), "{cut}");
        }
    }
}
