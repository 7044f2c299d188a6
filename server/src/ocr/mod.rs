//! What a picture says (OCR, 图片识别): a trait, and behind it Tesseract, where it is installed.
//!
//! - `off`: reads nothing; `tesseract`: the `tesseract` program, with `prepare` before and `tsv` after it.
//! - `page`: words with their boxes, as rows and labelled values.
//! - `licence`, `id_card`: what the words of a certificate or an ID card mean; pure functions.
//!
//! Whatever goes wrong is "nothing read": no upload is refused for it. What was read is never logged.

pub mod id_card;
pub mod licence;
pub mod off;
pub mod page;
mod prepare;
pub mod running;
pub mod tesseract;
mod tsv;

use crate::config::{Config, OcrEngine};
use crate::decoding::Decoders;
use async_trait::async_trait;
use bytes::Bytes;
pub use off::Off;
pub use page::{Page, Word};
pub use tesseract::Tesseract;

/// Reads pictures.
#[async_trait]
pub trait Ocr: Send + Sync {
    /// It reads at all: where it does not, the pages offer nothing.
    fn is_on(&self) -> bool;

    /// The words of a JPEG or PNG picture, each with its box. Several pages are the same picture read in several ways:
    /// what they agree on is sure.
    ///
    /// # Errors
    /// [`Unread`].
    async fn read(&self, picture: Bytes) -> Result<Vec<Page>, Unread>;
}

/// Why nothing was read.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// Nothing is read on this server, or its engine cannot be started; another time it may.
    #[error("the engine cannot be started: {0}")]
    Unavailable(std::io::Error),
    /// Too many pictures are decoded at the moment; another time it may be read.
    #[error("other pictures are being decoded")]
    Busy,
    /// The engine ended with an error, or said what is no table of words.
    #[error("the engine failed")]
    Failed,
    /// The engine took longer than it may.
    #[error("the engine took too long")]
    TooLong,
    /// The picture cannot be decoded.
    #[error("the picture cannot be decoded")]
    Picture,
}

/// Looks for the engine of the settings, once as the server starts: what is to be found out by itself is on or off from then on.
pub async fn settle(config: &mut Config) {
    let engine = config.ocr.engine;
    if engine == OcrEngine::Off {
        return;
    }
    let found = Tesseract::new(config, &Decoders::new(&config.uploads)).check().await;
    match (engine, found) {
        (OcrEngine::Auto, Ok(())) => {
            tracing::info!("pictures are read by tesseract");
            config.ocr.engine = OcrEngine::Tesseract;
        }
        (OcrEngine::Auto, Err(error)) => {
            tracing::info!(%error, "pictures are not read: tesseract with chi_sim and eng does not answer; see docs/operating.md");
            config.ocr.engine = OcrEngine::Off;
        }
        (_, Err(error)) => {
            tracing::warn!(%error, "OCR is on, but tesseract with chi_sim and eng does not answer; see docs/operating.md");
        }
        (_, Ok(())) => {}
    }
}

/// The engine of the settings. One that nobody looked for reads nothing.
pub fn of(config: &Config, decoders: &Decoders) -> Box<dyn Ocr> {
    match config.ocr.engine {
        OcrEngine::Off | OcrEngine::Auto => Box::new(Off),
        OcrEngine::Tesseract => Box::new(Tesseract::new(config, decoders)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn settled(engine: OcrEngine, program: &str) -> (OcrEngine, bool) {
        let mut config = Config::default();
        config.ocr.engine = engine;
        config.ocr.tesseract = program.into();
        settle(&mut config).await;
        (config.ocr.engine, of(&config, &Decoders::new(&config.uploads)).is_on())
    }

    #[tokio::test]
    async fn it_is_found_out_by_itself_and_what_is_said_stays() {
        let nowhere = "/nowhere/tesseract";
        assert_eq!(settled(OcrEngine::Auto, nowhere).await, (OcrEngine::Off, false));
        assert_eq!(settled(OcrEngine::Off, nowhere).await, (OcrEngine::Off, false));
        assert_eq!(settled(OcrEngine::Tesseract, nowhere).await, (OcrEngine::Tesseract, true));
        // A program that lists no Chinese.
        assert_eq!(settled(OcrEngine::Auto, "/bin/echo").await, (OcrEngine::Off, false));
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("tesseract");
        std::fs::write(&program, "#!/bin/sh\necho chi_sim\necho eng\n").unwrap();
        std::fs::set_permissions(&program, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
        assert_eq!(settled(OcrEngine::Auto, program.to_str().unwrap()).await, (OcrEngine::Tesseract, true));
    }
}
