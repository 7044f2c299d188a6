//! Sealing what is stored (AES-256-GCM): bytes in, a sealed file out, and back. Knows nothing of where files lie.
//!
//! A sealed file is `BEIAN\x01`, the length of the key's id in a byte, the id, 12 random bytes, then what was sealed with its tag of 16
//! bytes. Everything before the sealed bytes and the file's name are authenticated with them: a file that is altered, cut, or put under
//! the name of another does not open.

use crate::sealing::keys::{self, Key, Keys, LONGEST_ID};
use aes_gcm::Nonce;
use aes_gcm::aead::{Aead, Payload};
use bytes::Bytes;
use rand::Rng;
use std::sync::Arc;

/// What a sealed file begins with. No picture, no video and no part of one was ever stored beginning so.
const MAGIC: &[u8; 6] = b"BEIAN\x01";
/// Bytes of the random number that is never used twice with a key.
const NONCE: usize = 12;
/// Most bytes from which the key of a file can be told.
pub const HEAD: usize = MAGIC.len() + 1 + LONGEST_ID;

/// Why a file does not open.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// It was never sealed, or its head is damaged.
    #[error(
        "it is not sealed: somebody put it there, or it is from before the server sealed; see Keys in docs/operating.md"
    )]
    Unsealed,
    /// It was sealed with a key that is not configured.
    #[error("it is sealed with the key {0}, which is not configured")]
    UnknownKey(String),
    /// It was altered, cut, put under another name, or the key of this name is another one.
    #[error("it does not open with the key {0}: it was altered, or the key is another one of the same name")]
    Altered(String),
    /// It begins like a sealed file and ends too early.
    #[error("it is cut short")]
    Cut,
    /// It is longer than can be sealed (64 GiB).
    #[error("it is too long to be sealed")]
    TooLong,
}

/// Seals and opens; cheap to clone.
#[derive(Clone)]
pub struct Vault(Arc<Keys>);

/// A sealed file, taken apart.
struct Sealed<'a> {
    key: &'a str,
    /// Up to where the head goes.
    head: usize,
}

/// Takes the head apart; nothing where the bytes were never sealed.
fn head(bytes: &[u8]) -> Result<Option<Sealed<'_>>, VaultError> {
    let Some(rest) = bytes.strip_prefix(MAGIC) else { return Ok(None) };
    let (length, rest) = rest.split_first().ok_or(VaultError::Cut)?;
    let id = rest.get(..usize::from(*length)).ok_or(VaultError::Cut)?;
    let key = std::str::from_utf8(id).map_err(|_| VaultError::UnknownKey(id.escape_ascii().to_string()))?;
    Ok(Some(Sealed { key, head: MAGIC.len() + 1 + id.len() }))
}

/// What is authenticated beside the bytes: the head, and the name of the file.
fn associated(head: &[u8], name: &str) -> Vec<u8> {
    [head, name.as_bytes()].concat()
}

/// The name of the key that a file was sealed with, which begins with these bytes ([`HEAD`] of them suffice); nothing where it is not
/// sealed, or names no key that there could be.
pub fn key_of(file: &[u8]) -> Option<&str> {
    head(file).ok().flatten().map(|sealed| sealed.key).filter(|id| keys::is_id(id))
}

impl Vault {
    /// With these keys.
    pub fn new(keys: Keys) -> Vault {
        Vault(Arc::new(keys))
    }

    fn active(&self) -> &Key {
        self.0.active()
    }

    /// Name of the key that seals.
    pub fn active_id(&self) -> &str {
        &self.active().id
    }

    /// Seals bytes for the file of a name.
    ///
    /// # Errors
    /// [`VaultError::TooLong`].
    pub fn seal(&self, name: &str, bytes: &[u8]) -> Result<Bytes, VaultError> {
        let key = self.active();
        let length = u8::try_from(key.id.len()).map_err(|_| VaultError::TooLong)?;
        let mut sealed = [MAGIC.as_slice(), &[length], key.id.as_bytes()].concat();
        let aad = associated(&sealed, name);
        let nonce: [u8; NONCE] = rand::rng().random();
        let body = key.cipher.encrypt(Nonce::from_slice(&nonce), Payload { msg: bytes, aad: &aad });
        let body = body.map_err(|_| VaultError::TooLong)?;
        sealed.reserve_exact(NONCE + body.len());
        sealed.extend_from_slice(&nonce);
        sealed.extend_from_slice(&body);
        Ok(sealed.into())
    }

    /// What the file of a name holds. One that was never sealed is not given: anybody could have put it there.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn open(&self, name: &str, file: Bytes) -> Result<Bytes, VaultError> {
        let Sealed { key: id, head } = head(&file)?.ok_or(VaultError::Unsealed)?;
        let key = self.0.named(id).ok_or_else(|| VaultError::UnknownKey(id.to_owned()))?;
        let (before, rest) = file.split_at_checked(head).ok_or(VaultError::Cut)?;
        let (nonce, body) = rest.split_at_checked(NONCE).ok_or(VaultError::Cut)?;
        let payload = Payload { msg: body, aad: &associated(before, name) };
        let opened = key.cipher.decrypt(Nonce::from_slice(nonce), payload);
        opened.map(Bytes::from).map_err(|_| VaultError::Altered(id.to_owned()))
    }

    /// The file that begins with these bytes ([`HEAD`] of them suffice) is sealed with the key that seals now.
    ///
    /// # Errors
    /// [`VaultError::Cut`].
    pub fn is_current(&self, file: &[u8]) -> Result<bool, VaultError> {
        Ok(head(file)?.is_some_and(|sealed| sealed.key == self.active().id))
    }

    /// The file that begins with these bytes is sealed, with whichever key.
    pub fn is_sealed(file: &[u8]) -> bool {
        file.starts_with(MAGIC)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::VaultKey;

    fn vault(keys: &[VaultKey]) -> Vault {
        Vault::new(Keys::of(keys).unwrap().unwrap())
    }

    const PICTURE: &[u8] = b"\xff\xd8\xff\xe0 a picture of a card";

    #[test]
    fn what_was_sealed_opens_and_shows_nothing_of_itself() {
        let vault = vault(&[keys::new()]);
        for bytes in [PICTURE, b"", &[7; 100_000]] {
            let sealed = vault.seal("a", bytes).unwrap();
            assert!(Vault::is_sealed(&sealed) && vault.is_current(&sealed[..HEAD.min(sealed.len())]).unwrap());
            assert!(bytes.is_empty() || !sealed.windows(bytes.len()).any(|part| part == bytes));
            assert_eq!(vault.open("a", sealed.clone()).unwrap(), bytes);
            // The same bytes never look the same.
            assert_ne!(vault.seal("a", bytes).unwrap(), sealed);
        }
    }

    #[test]
    fn no_byte_can_be_altered_and_none_left_out() {
        let vault = vault(&[keys::new()]);
        let sealed = vault.seal("a", PICTURE).unwrap();
        for at in 0..sealed.len() {
            let mut altered = sealed.to_vec();
            altered[at] ^= 1;
            assert!(vault.open("a", altered.into()).is_err(), "byte {at}");
        }
        for length in 0..sealed.len() {
            assert!(vault.open("a", sealed.slice(..length)).is_err(), "cut at {length}");
        }
        assert!(vault.open("a", [&sealed[..], b"x"].concat().into()).is_err());
    }

    #[test]
    fn files_cannot_be_swapped() {
        let vault = vault(&[keys::new()]);
        let sealed = vault.seal("a", PICTURE).unwrap();
        assert!(matches!(vault.open("b", sealed), Err(VaultError::Altered(_))));
    }

    #[test]
    fn old_keys_open_until_they_are_taken_away_and_the_first_one_seals() {
        let (old, new) = (keys::new(), keys::new());
        let sealed = vault(std::slice::from_ref(&old)).seal("a", PICTURE).unwrap();
        let both = vault(&[new.clone(), old.clone()]);
        assert_eq!(both.open("a", sealed.clone()).unwrap(), PICTURE);
        assert!(!both.is_current(&sealed).unwrap() && both.is_current(&both.seal("a", PICTURE).unwrap()).unwrap());
        let error = vault(&[new]).open("a", sealed.clone()).unwrap_err();
        assert!(matches!(&error, VaultError::UnknownKey(id) if *id == old.id), "{error}");
        let other = vault(&[VaultKey { id: old.id.clone(), key: keys::new().key }]);
        assert!(matches!(other.open("a", sealed), Err(VaultError::Altered(_))));
    }

    #[test]
    fn what_was_never_sealed_is_not_given() {
        let vault = vault(&[keys::new()]);
        for bytes in [PICTURE, b"", b"BEIA"] {
            assert!(matches!(vault.open("a", Bytes::copy_from_slice(bytes)), Err(VaultError::Unsealed)));
            assert!(!vault.is_current(bytes).unwrap() && key_of(bytes).is_none());
        }
    }
}
