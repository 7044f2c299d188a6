//! Files whose names follow their bytes, so that a browser may keep them for ever.

use super::html::Asset;
use crate::project::write;
use anyhow::Result;
use data_encoding::{BASE64, HEXLOWER};
use sha2::{Digest, Sha256};
use std::path::Path;

/// The folder of all of them.
const ASSETS: &str = "assets";

/// Characters of the hash in a name: 64 bits, far more than the files that a browser could mix up.
const HASH_LENGTH: usize = 16;

/// Writes the bytes as `assets/NAME-HASH.ENDING`; its address and integrity.
pub fn place(out: &Path, name: &str, ending: &str, bytes: &[u8]) -> Result<Asset> {
    let path = format!("{ASSETS}/{name}-{}.{ending}", short_hash(bytes));
    write(&out.join(&path), bytes)?;
    Ok(Asset { url: format!("/{path}"), integrity: integrity(bytes) })
}

/// The first characters of the SHA-256 in hexadecimal.
fn short_hash(bytes: &[u8]) -> String {
    let mut hash = HEXLOWER.encode(&Sha256::digest(bytes));
    hash.truncate(HASH_LENGTH);
    hash
}

/// What browsers compare before they run the bytes (Subresource Integrity).
pub fn integrity(bytes: &[u8]) -> String {
    format!("sha256-{}", BASE64.encode(&Sha256::digest(bytes)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_integrity_are_of_the_published_hashes() {
        // The example of FIPS 180.
        assert_eq!(short_hash(b"abc"), "ba7816bf8f01cfea");
        assert_eq!(
            integrity(b"alert('Hello, world.');"),
            // The example of the Subresource Integrity recommendation.
            "sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng="
        );
    }
}
