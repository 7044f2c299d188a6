//! A program in place of `tesseract`, and the tables that it prints.
#![cfg(unix)]

use crate::harness::Server;
use beian_server::config::{Config, OcrEngine};
use std::path::PathBuf;
use tempfile::TempDir;

/// A program in place of `tesseract`, in a folder of its own.
pub struct Engine(TempDir);

impl Engine {
    /// One that does what is said: `hang`, `fail`, or print a table.
    pub fn that(does: &str) -> Engine {
        let engine = Engine(TempDir::new().unwrap());
        // Linked, not written: a file that was just written cannot be started while another test's process is born.
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/api/engine/tesseract");
        std::os::unix::fs::symlink(script, engine.program()).unwrap();
        engine.now(does);
        engine
    }

    /// From now on it does something else.
    pub fn now(&self, does: &str) {
        std::fs::write(self.0.path().join("tesseract.does"), does).unwrap();
    }

    /// Where it lies.
    pub fn program(&self) -> PathBuf {
        self.0.path().join("tesseract")
    }

    /// What it was started with, each time.
    pub fn calls(&self) -> Vec<String> {
        let text = std::fs::read_to_string(self.0.path().join("tesseract.calls")).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    /// A server that reads with it.
    pub async fn server(&self) -> Server {
        self.server_within(60).await
    }

    /// A server that gives a picture so many seconds.
    pub async fn server_within(&self, timeout: u64) -> Server {
        let program = self.program();
        Server::with(move |config: &mut Config| {
            config.ocr.engine = OcrEngine::Tesseract;
            config.ocr.tesseract = program;
            config.ocr.timeout = timeout;
        })
        .await
    }
}

/// A table as `tesseract … tsv` prints it: words of one height, each row at its place.
pub fn table(words: &[(u32, u32, &str)]) -> String {
    let mut table =
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n".to_owned();
    for (x, y, text) in words {
        let width = text.chars().count() * 40;
        table.push_str(&format!("5\t1\t1\t1\t1\t1\t{x}\t{y}\t{width}\t40\t95.5\t{text}\n"));
    }
    table
}
