//! Random tokens, what is stored of them, and passwords.

use argon2::Argon2;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use data_encoding::{BASE64URL_NOPAD, HEXLOWER};
use rand::Rng;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// A token of 256 random bits, 43 characters of base64url.
pub fn token() -> String {
    BASE64URL_NOPAD.encode(&rand::rng().random::<[u8; 32]>())
}

/// An identifier of 96 random bits, safe in an address and in a file name.
pub fn id() -> String {
    HEXLOWER.encode(&rand::rng().random::<[u8; 12]>())
}

/// Six random digits.
pub fn six_digits() -> String {
    format!("{:06}", rand::rng().random_range(0..1_000_000))
}

/// Four random digits.
pub fn four_digits() -> String {
    format!("{:04}", rand::rng().random_range(0..10_000))
}

/// Random letters and digits that can be read aloud, in so many groups of so many: 5 bits each.
fn groups<const OF: usize>(groups: usize) -> String
where
    rand::distr::StandardUniform: rand::distr::Distribution<[u8; OF]>,
{
    const LETTERS: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
    let letter = |byte: u8| char::from(LETTERS[usize::from(byte % 32)]);
    let all: Vec<String> = (0..groups).map(|_| rand::rng().random::<[u8; OF]>().map(letter).iter().collect()).collect();
    all.join("-")
}

/// A password of 90 random bits, 18 characters in groups that can be read aloud.
pub fn password() -> String {
    groups::<6>(3)
}

/// A code that stands in for the second factor once: 120 random bits, enough that its hash alone may be kept.
pub fn recovery_code() -> String {
    groups::<4>(6)
}

/// Two random bytes for the word pair.
pub fn words() -> [u8; 2] {
    rand::rng().random()
}

/// What is stored of a token: its SHA-256, in hexadecimal.
pub fn hash(token: &str) -> String {
    sha256(token.as_bytes())
}

/// SHA-256 of bytes, in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

/// Two hashes are the same; how long that takes tells nothing of where they differ.
pub fn is_same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

/// A password as it is stored (Argon2id with the crate's recommended parameters).
///
/// # Errors
/// When the password is longer than Argon2 takes.
pub fn hash_password(password: &str) -> Result<String, argon2::password_hash::Error> {
    let salt = SaltString::encode_b64(&rand::rng().random::<[u8; 16]>())?;
    Ok(Argon2::default().hash_password(password.as_bytes(), &salt)?.to_string())
}

/// The password is the stored one. Without a stored one the same work is done, so that time tells nothing.
pub fn verify_password(password: &str, stored: Option<&str>) -> bool {
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let Ok(hash) = PasswordHash::new(stored.unwrap_or(NOBODY)) else { return false };
    Argon2::default().verify_password(password.as_bytes(), &hash).is_ok() && stored.is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_long_and_differ() {
        let (one, other) = (token(), token());
        assert_eq!(one.len(), 43);
        assert_ne!(one, other);
        assert_ne!(hash(&one), one);
        assert!(is_same(&hash(&one), &hash(&one)) && !is_same(&hash(&one), &hash(&other)) && !is_same(&one, ""));
    }

    #[test]
    fn passwords_verify_and_nobody_has_none() {
        let stored = hash_password("correct horse").unwrap();
        assert!(verify_password("correct horse", Some(&stored)));
        assert!(!verify_password("wrong horse", Some(&stored)));
        assert!(!verify_password("correct horse", None));
    }
}
