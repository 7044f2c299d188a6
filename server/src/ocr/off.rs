//! Reads nothing: the default.

use super::{Ocr, Page, Unread};
use async_trait::async_trait;
use bytes::Bytes;

/// No OCR.
pub struct Off;

#[async_trait]
impl Ocr for Off {
    fn is_on(&self) -> bool {
        false
    }

    async fn read(&self, _: Bytes) -> Result<Vec<Page>, Unread> {
        Ok(Vec::new())
    }
}
