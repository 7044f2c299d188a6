//! The key under which the index of filings hashes what is personal: a look-up finds equal values, and the index tells none.

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use rand::Rng;
use sha2::Sha256;

/// Bytes of the key: as many as the hash takes in at once.
pub const LENGTH: usize = 64;

/// The key (HMAC-SHA-256).
#[derive(Clone)]
pub struct IndexKey(Hmac<Sha256>);

impl IndexKey {
    /// Of its bytes.
    pub fn of(bytes: &[u8; LENGTH]) -> IndexKey {
        IndexKey(Hmac::new(bytes.into()))
    }

    /// Random bytes for a new one.
    pub fn random() -> [u8; LENGTH] {
        rand::rng().random()
    }

    /// The hash of a text of a kind, in hexadecimal digits.
    pub fn hash(&self, kind: &str, text: &str) -> String {
        let mut hash = self.0.clone();
        hash.update(kind.as_bytes());
        hash.update(b"\0");
        hash.update(text.as_bytes());
        HEXLOWER.encode(&hash.finalize().into_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_have_equal_hashes_under_one_key_only() {
        let (one, other) = (IndexKey::of(&[1; LENGTH]), IndexKey::of(&[2; LENGTH]));
        assert_eq!(one.hash("mobile", "13800138000"), one.clone().hash("mobile", "13800138000"));
        assert_ne!(one.hash("mobile", "13800138000"), one.hash("person", "13800138000"));
        assert_ne!(one.hash("mobile", "13800138000"), other.hash("mobile", "13800138000"));
        assert_eq!(one.hash("mobile", "").len(), 64);
    }
}
