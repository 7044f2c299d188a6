//! What a picture says (OCR, 图片识别): a trait, off by default, and Tesseract behind it.
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

/// The engine of the settings.
pub fn of(config: &Config, decoders: &Decoders) -> Box<dyn Ocr> {
    match config.ocr.engine {
        OcrEngine::Off => Box::new(Off),
        OcrEngine::Tesseract => Box::new(Tesseract::new(config, decoders)),
    }
}
