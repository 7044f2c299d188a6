//! The key of the audit log's chain: who can write the database and has no key of the vault makes no entry that the chain takes.

use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use rand::Rng;
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// Bytes of the key: as many as the hash takes in at once.
pub const LENGTH: usize = 64;

/// One of the log's keys (HMAC-SHA-256), and which it is: a log whose key was lost goes on under the next.
#[derive(Clone)]
pub struct AuditKey {
    /// Which: 1 is the first.
    pub nth: i64,
    hash: Hmac<Sha256>,
}

impl AuditKey {
    /// Of its bytes.
    pub fn of(nth: i64, bytes: &[u8; LENGTH]) -> AuditKey {
        AuditKey { nth, hash: Hmac::new(bytes.into()) }
    }

    /// Random bytes for a new one.
    pub fn random() -> [u8; LENGTH] {
        rand::rng().random()
    }

    /// The hash of an entry's bytes, in hexadecimal digits.
    pub fn hash(&self, entry: &[u8]) -> String {
        let mut hash = self.hash.clone();
        hash.update(entry);
        HEXLOWER.encode(&hash.finalize().into_bytes())
    }

    /// Whether this is the hash of an entry's bytes; however it differs, that is found in the same time.
    pub fn is_hash(&self, entry: &[u8], hash: &str) -> bool {
        self.hash(entry).as_bytes().ct_eq(hash.as_bytes()).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_has_one_hash_under_one_key_only() {
        let (one, other) = (AuditKey::of(1, &[1; LENGTH]), AuditKey::of(2, &[2; LENGTH]));
        let hash = one.hash(b"entry");
        assert!(hash.len() == 64 && one.is_hash(b"entry", &hash));
        assert!(!one.is_hash(b"entrz", &hash) && !other.is_hash(b"entry", &hash) && !one.is_hash(b"entry", ""));
    }
}
