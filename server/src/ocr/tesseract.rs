//! The `tesseract` program as a process of its own: no shell, a picture in, a table of words out, within a time.

use super::prepare::{self, Prepared, prepare};
use super::{Ocr, Page, Unread, tsv};
use crate::config::Config;
use crate::decoding::{Decoders, DecodingError};
use async_trait::async_trait;
use beian_model::Region;
use bytes::Bytes;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::sync::Semaphore;

/// Variables that the program finds its files by.
const NEEDED: [&str; 3] = ["PATH", "LD_LIBRARY_PATH", "TESSDATA_PREFIX"];

/// Chinese, and the digits and letters among it.
const LANGUAGES: &str = "chi_sim+eng";
/// How a page is taken apart: as text scattered over it (11), and as one block (6). The first finds what stands in
/// columns, the second the labels whose characters are set apart (名　称).
const WAYS: [&str; 2] = ["11", "6"];
/// Most bytes of a table; a page of text takes some 50 KB.
const LARGEST_TABLE: u64 = 4 * 1024 * 1024;

/// Reads by the `tesseract` program.
pub struct Tesseract {
    program: PathBuf,
    timeout: Duration,
    max_megapixels: u32,
    decoders: Decoders,
    turns: Semaphore,
}

impl Tesseract {
    /// With the program and the limits of the settings.
    pub fn new(config: &Config, decoders: &Decoders) -> Tesseract {
        let settings = &config.ocr;
        Tesseract {
            program: settings.tesseract.clone(),
            timeout: Duration::from_secs(settings.timeout.max(1)),
            max_megapixels: config.uploads.max_megapixels,
            decoders: decoders.clone(),
            turns: Semaphore::new(settings.at_once.max(1)),
        }
    }

    /// The languages that the program has, for a word at the start of the server.
    ///
    /// # Errors
    /// [`Unread`] when it cannot be started, or lacks a language.
    pub async fn check(&self) -> Result<(), Unread> {
        let listed = tokio::time::timeout(self.timeout, self.run(&["--list-langs"], &[])).await;
        let listed = listed.map_err(|_| Unread::TooLong)??;
        let has = |wanted: &str| listed.lines().any(|line| line.trim() == wanted);
        if LANGUAGES.split('+').all(has) { Ok(()) } else { Err(Unread::Failed) }
    }

    /// The picture as read in one way.
    async fn page(&self, picture: &Prepared, way: &str) -> Result<Page, Unread> {
        let arguments = ["stdin", "stdout", "-l", LANGUAGES, "--psm", way, "--dpi", "300", "tsv"];
        let mut words = tsv::words(&self.run(&arguments, &picture.png).await?)?;
        for word in &mut words {
            let Region { x, y, width, height } = word.region;
            let shown = |length| picture.shown(length);
            word.region = Region { x: shown(x), y: shown(y), width: shown(width).max(1), height: shown(height).max(1) };
        }
        Ok(Page { width: picture.shown_width, height: picture.shown_height, words })
    }

    /// Runs the program with something on its standard input; gives its standard output.
    async fn run(&self, arguments: &[&str], input: &[u8]) -> Result<String, Unread> {
        let mut process = Command::new(&self.program)
            .args(arguments)
            // Of the server's environment, which may hold secrets, only what it needs to find its own files.
            .env_clear()
            .envs(NEEDED.into_iter().filter_map(|name| Some((name, std::env::var_os(name)?))))
            // One thread each: how many run at a time is ours to say.
            .env("OMP_THREAD_LIMIT", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .map_err(Unread::Unavailable)?;
        let (stdin, stdout) = (process.stdin.take(), process.stdout.take());
        let write = async {
            if let Some(mut stdin) = stdin {
                // A program that ends without reading says so by its status.
                let _ = stdin.write_all(input).await;
            }
        };
        let read = async {
            let mut bytes = Vec::new();
            if let Some(stdout) = stdout {
                stdout.take(LARGEST_TABLE).read_to_end(&mut bytes).await.map_err(|_| Unread::Failed)?;
            }
            Ok(bytes)
        };
        let ((), bytes) = tokio::join!(write, read);
        let bytes: Vec<u8> = bytes?;
        let status = process.wait().await.map_err(|_| Unread::Failed)?;
        if !status.success() {
            return Err(Unread::Failed);
        }
        String::from_utf8(bytes).map_err(|_| Unread::Failed)
    }
}

#[async_trait]
impl Ocr for Tesseract {
    fn is_on(&self) -> bool {
        true
    }

    async fn read(&self, picture: Bytes) -> Result<Vec<Page>, Unread> {
        // The semaphore is never closed.
        let _turn = self.turns.acquire().await.map_err(|_| Unread::Failed)?;
        let most = self.max_megapixels;
        let bytes = prepare::memory(&picture, most)?;
        let prepared = self.decoders.run(bytes, move || prepare(&picture, most)).await;
        let prepared = prepared.map_err(|error| match error {
            DecodingError::Busy => Unread::Busy,
            DecodingError::Ended => Unread::Picture,
        })??;
        let all = async {
            let mut pages = Vec::new();
            for way in WAYS {
                pages.push(self.page(&prepared, way).await?);
            }
            Ok(pages)
        };
        // On time-out the process is dropped, and killed with it.
        tokio::time::timeout(self.timeout, all).await.map_err(|_| Unread::TooLong)?
    }
}
