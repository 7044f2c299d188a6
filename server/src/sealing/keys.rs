//! The keys that uploads are sealed with: from the settings, a file, and the data folder, where one is made when there is none.

use crate::config::{self, VaultKey};
use crate::sealing::private;
use aes_gcm::{Aes256Gcm, KeyInit};
use data_encoding::{BASE64, HEXLOWER};
use rand::Rng;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Bytes of a key.
const KEY: usize = 32;
/// Most bytes of a key's id.
pub const LONGEST_ID: usize = 32;

/// Why there are no keys to work with.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// The file cannot be read.
    #[error("cannot read {0}: {1}")]
    Unreadable(PathBuf, std::io::Error),
    /// The file is not TOML of this form.
    #[error("{0}: {1}")]
    Wrong(PathBuf, String),
    /// The file that was named holds no key.
    #[error("{0} holds no key")]
    Empty(PathBuf),
    /// The id cannot stand in a sealed file.
    #[error("the key id {0:?} is not 1 to {LONGEST_ID} letters, digits, `-`, `_` or `.`")]
    Id(String),
    /// The key is not 32 bytes in base64.
    #[error("the key {0} is not 32 bytes in base64")]
    Key(String),
    /// One id names two keys.
    #[error("two keys have the id {0}")]
    Twice(String),
    /// What was sealed before cannot be opened.
    #[error(
        "{needed} are sealed with the key {id}, which is neither in `vault.keys`, nor in the file of `vault.file` \
         (BEIAN_KEYS), nor in {own}: put it back from its copy; without it nobody can open them"
    )]
    Missing {
        /// The key.
        id: String,
        /// What needs it.
        needed: Needed,
        /// Where a key is made that nobody configured.
        own: PathBuf,
    },
    /// A key cannot be kept in the data folder.
    #[error("cannot keep a key in {0}: {1}")]
    NotKept(PathBuf, std::io::Error),
}

/// A key that seals and opens.
pub struct Key {
    /// Its name.
    pub id: String,
    pub(crate) cipher: Aes256Gcm,
}

/// The keys, the one that seals first. Never empty.
pub struct Keys {
    active: Key,
    others: Vec<Key>,
}

/// A file of keys.
#[derive(Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyFile {
    #[serde(default)]
    keys: Vec<VaultKey>,
}

/// What needs a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Needed {
    /// So many uploads of the folder; the name of one.
    Files(usize, String),
    /// Uploads in an S3 store, which says so by an object of the key's name.
    Store,
}

impl std::fmt::Display for Needed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Needed::Files(files, example) => write!(f, "{files} uploads ({example} is one)"),
            Needed::Store => f.write_str("uploads in the S3 store"),
        }
    }
}

/// What is known of the uploads before there are keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The keys that are needed, each with what needs it.
    pub keys: BTreeMap<String, Needed>,
    /// Files that are not sealed.
    pub unsealed: usize,
}

impl Keys {
    /// The keys of the settings, then those of the named file, then those that were made in the data folder. With none at
    /// all, and nothing sealed yet, one is made there, readable by the server's own user only.
    ///
    /// # Errors
    /// [`KeysError`].
    pub fn load(settings: &config::Vault, data: &Path, uploads: &Found) -> Result<Keys, KeysError> {
        let mut found = settings.keys.clone();
        if let Some(file) = &settings.file {
            let keys = read(file)?
                .ok_or_else(|| KeysError::Unreadable(file.clone(), std::io::Error::from(ErrorKind::NotFound)))?;
            if keys.is_empty() {
                return Err(KeysError::Empty(file.clone()));
            }
            found.extend(keys);
        }
        let own = own_file(data);
        match read(&own)? {
            Some(keys) => found.extend(keys),
            None if found.is_empty() && uploads.keys.is_empty() => found.extend(make(&own)?),
            None => {}
        }
        let keys = Keys::of(&found)?;
        let missing = uploads.keys.iter().find(|(id, _)| keys.as_ref().is_none_or(|keys| keys.named(id).is_none()));
        if let Some((id, needed)) = missing {
            return Err(KeysError::Missing { id: id.clone(), needed: needed.clone(), own });
        }
        keys.ok_or(KeysError::Empty(own))
    }

    /// The keys of a list; nothing of an empty one.
    ///
    /// # Errors
    /// [`KeysError`] for one that cannot be used.
    pub fn of(list: &[VaultKey]) -> Result<Option<Keys>, KeysError> {
        let mut keys: Vec<Key> = Vec::new();
        for (n, one) in list.iter().enumerate() {
            let before = list.iter().take(n).find(|other| other.id == one.id);
            match before {
                // The same key in the settings and in a file is no contradiction.
                Some(before) if before.key.trim() == one.key.trim() => {}
                Some(_) => return Err(KeysError::Twice(one.id.clone())),
                None => keys.push(key(one)?),
            }
        }
        let mut keys = keys.into_iter();
        Ok(keys.next().map(|active| Keys { active, others: keys.collect() }))
    }

    /// The key that seals.
    pub fn active(&self) -> &Key {
        &self.active
    }

    /// The key of a name.
    pub fn named(&self, id: &str) -> Option<&Key> {
        std::iter::once(&self.active).chain(&self.others).find(|key| key.id == id)
    }
}

/// A key may have this name.
pub fn is_id(id: &str) -> bool {
    let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    (1..=LONGEST_ID).contains(&id.len()) && id.chars().all(fits)
}

fn key(one: &VaultKey) -> Result<Key, KeysError> {
    if !is_id(&one.id) {
        return Err(KeysError::Id(one.id.clone()));
    }
    let bytes = BASE64.decode(one.key.trim().as_bytes()).ok().filter(|bytes| bytes.len() == KEY);
    let cipher = bytes.and_then(|bytes| Aes256Gcm::new_from_slice(&bytes).ok());
    Ok(Key { id: one.id.clone(), cipher: cipher.ok_or_else(|| KeysError::Key(one.id.clone()))? })
}

/// A new random key under a random name.
pub fn new() -> VaultKey {
    let id = HEXLOWER.encode(&rand::rng().random::<[u8; 4]>());
    VaultKey { id: format!("k-{id}"), key: BASE64.encode(&rand::rng().random::<[u8; KEY]>()) }
}

/// Keys as they stand in a file.
pub fn printed(keys: Vec<VaultKey>) -> String {
    toml::to_string(&KeyFile { keys }).unwrap_or_default()
}

/// The folder of the keys that the server makes.
pub fn own_folder(data: &Path) -> PathBuf {
    data.join("keys")
}

/// There is a key, or the name of a file that must hold one: none will be made.
pub fn are_there(settings: &config::Vault, data: &Path) -> bool {
    !settings.keys.is_empty() || settings.file.is_some() || own_file(data).exists()
}

/// Where a key is made that nobody configured.
fn own_file(data: &Path) -> PathBuf {
    own_folder(data).join("keys.toml")
}

/// The keys of a file; nothing where there is no file.
fn read(file: &Path) -> Result<Option<Vec<VaultKey>>, KeysError> {
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(KeysError::Unreadable(file.to_owned(), error)),
    };
    let read: KeyFile = toml::from_str(&text).map_err(|error| {
        // What stands there is a key.
        KeysError::Wrong(file.to_owned(), config::misread(&text, &error))
    })?;
    Ok(Some(read.keys))
}

/// Makes a key and keeps it; another process that is faster has made the one that counts.
fn make(file: &Path) -> Result<Vec<VaultKey>, KeysError> {
    let not_kept = |error| KeysError::NotKept(file.to_owned(), error);
    let made = new();
    let folder = file.parent().unwrap_or(Path::new("."));
    private::make_folder(folder).map_err(not_kept)?;
    // Whole under another name first: who reads it in this moment reads all of it or nothing.
    let draft = folder.join(format!("{}.new", crate::secret::id()));
    let written = private::write_new(&draft, &printed(vec![made.clone()]));
    let linked = written.and_then(|()| std::fs::hard_link(&draft, file));
    let _ = std::fs::remove_file(&draft);
    match linked {
        Ok(()) => Ok(vec![made]),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(read(file)?.unwrap_or_default()),
        Err(error) => Err(not_kept(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_made_for_the_owner_only_and_found_again() {
        let data = tempfile::tempdir().unwrap();
        let settings = config::Vault::default();
        let made = Keys::load(&settings, data.path(), &Found::default()).unwrap().active().id.clone();
        assert_eq!(Keys::load(&settings, data.path(), &Found::default()).unwrap().active().id, made);
        let file = own_file(data.path());
        assert_eq!(std::fs::read_dir(file.parent().unwrap()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
        }
        // Another process was faster.
        assert_eq!(make(&file).unwrap()[0].id, made);
        // One that is configured later seals; the made one still opens.
        let settings = config::Vault { keys: vec![new()], file: None };
        let keys = Keys::load(&settings, data.path(), &Found::default()).unwrap();
        assert_eq!(keys.active().id, settings.keys[0].id);
        assert!(keys.named(&made).is_some() && keys.named("other").is_none());
    }

    #[test]
    fn a_key_that_is_needed_and_missing_is_named_and_no_other_one_is_made() {
        let data = tempfile::tempdir().unwrap();
        let mut uploads = Found::default();
        let lost = new();
        uploads.keys.insert(lost.id.clone(), Needed::Files(3, "a".to_owned()));
        for configured in [Vec::new(), vec![new()]] {
            let settings = config::Vault { keys: configured, file: None };
            let error = Keys::load(&settings, data.path(), &uploads).err().unwrap();
            let told = error.to_string();
            assert!(matches!(error, KeysError::Missing { .. }) && told.contains(&lost.id), "{told}");
            assert!(!own_file(data.path()).exists());
        }
        let settings = config::Vault { keys: vec![new(), lost], file: None };
        assert_eq!(Keys::load(&settings, data.path(), &uploads).unwrap().active().id, settings.keys[0].id);
    }

    #[test]
    fn with_keys_configured_none_is_made() {
        let data = tempfile::tempdir().unwrap();
        let file = data.path().join("mine.toml");
        let (first, second) = (new(), new());
        std::fs::write(&file, printed(vec![second.clone()])).unwrap();
        let settings = config::Vault { keys: vec![first.clone(), first.clone()], file: Some(file.clone()) };
        let keys = Keys::load(&settings, data.path(), &Found::default()).unwrap();
        assert_eq!(keys.active().id, first.id);
        assert!(keys.named(&second.id).is_some());
        assert!(!own_file(data.path()).exists());
        std::fs::write(&file, "").unwrap();
        assert!(matches!(Keys::load(&settings, data.path(), &Found::default()), Err(KeysError::Empty(_))));
        std::fs::write(&file, "[[keys]]\nname = \"x\"").unwrap();
        assert!(matches!(Keys::load(&settings, data.path(), &Found::default()), Err(KeysError::Wrong(..))));
        std::fs::remove_file(&file).unwrap();
        assert!(matches!(Keys::load(&settings, data.path(), &Found::default()), Err(KeysError::Unreadable(..))));
    }

    #[test]
    fn what_is_no_key_is_named_and_no_secret_is_printed() {
        let good = new();
        let refused = |id: &str, key: &str| {
            let one = VaultKey { id: id.to_owned(), key: key.to_owned() };
            Keys::of(&[good.clone(), one]).err().map(|error| error.to_string()).unwrap_or_default()
        };
        for id in ["", "ключ", "a b", "x/../y", &"x".repeat(33)] {
            assert!(refused(id, &good.key).contains("key id"), "{id}");
        }
        for key in ["", "short", &BASE64.encode(&[7; 31]), &BASE64.encode(&[7; 33])] {
            assert!(refused("2026-11", key).contains("2026-11"), "{key}");
        }
        assert!(refused(&good.id, &new().key).contains("two keys"));
        assert!(!format!("{good:?}").contains(&good.key));
        assert!(Keys::of(&[]).unwrap().is_none());
    }
}
