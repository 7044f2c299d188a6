//! Who asks an S3 store, from a file that somebody else may write anew while the server runs: keys that hold for some hours.

use crate::config::{Covered, S3};
use object_store::CredentialProvider;
use object_store::aws::AwsCredential;
use serde::Deserialize;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeysFile {
    access_key_id: String,
    secret_access_key: Covered,
    session_token: Option<Covered>,
}

/// Keys from a file, read anew when it was written anew.
pub struct FromFile {
    file: PathBuf,
    known: Mutex<Option<(SystemTime, Arc<AwsCredential>)>>,
}

// What is known would show the key.
impl std::fmt::Debug for FromFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("FromFile").field(&self.file).finish()
    }
}

impl FromFile {
    /// Of a file.
    pub fn new(file: &Path) -> FromFile {
        FromFile { file: file.to_owned(), known: Mutex::default() }
    }

    fn read(&self) -> io::Result<Arc<AwsCredential>> {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let written = std::fs::metadata(&self.file)?.modified()?;
        if let Some((at, keys)) = known.as_ref()
            && *at == written
        {
            return Ok(keys.clone());
        }
        let text = std::fs::read_to_string(&self.file)?;
        // The message of the parser would show the line, and with it the key.
        let KeysFile { access_key_id, secret_access_key, session_token } = toml::from_str(&text)
            .map_err(|_| io::Error::other("it does not hold access_key_id and secret_access_key"))?;
        let keys = Arc::new(credential(access_key_id, secret_access_key, session_token));
        *known = Some((written, keys.clone()));
        Ok(keys)
    }
}

#[async_trait::async_trait]
impl CredentialProvider for FromFile {
    type Credential = AwsCredential;

    async fn get_credential(&self) -> object_store::Result<Arc<AwsCredential>> {
        self.read().map_err(|error| object_store::Error::Generic {
            store: "s3.keys_file",
            source: format!("{}: {error}", self.file.display()).into(),
        })
    }
}

fn credential(key_id: String, key: Covered, token: Option<Covered>) -> AwsCredential {
    AwsCredential { key_id, secret_key: key.0, token: token.map(|token| token.0) }
}

/// The keys that stand in the settings.
pub fn of_settings(settings: &S3) -> Option<AwsCredential> {
    let key = settings.secret_access_key.clone()?;
    Some(credential(settings.access_key_id.clone()?, key, settings.session_token.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_file_is_read_anew_when_it_was_written_anew_and_never_shown() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("s3.toml");
        let keys = FromFile::new(&file);
        let told = keys.get_credential().await.unwrap_err().to_string();
        assert!(told.contains("s3.toml"), "{told}");
        let write = |text: &str, at: u64| {
            std::fs::write(&file, text).unwrap();
            let at = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(at);
            std::fs::File::options().write(true).open(&file).unwrap().set_modified(at).unwrap();
        };
        write("access_key_id = \"one\"\nsecret_access_key = \"hush\"\n", 1);
        let read = keys.get_credential().await.unwrap();
        assert_eq!((read.key_id.as_str(), read.secret_key.as_str(), &read.token), ("one", "hush", &None));
        assert!(Arc::ptr_eq(&read, &keys.get_credential().await.unwrap()));
        write("access_key_id = \"two\"\nsecret_access_key = \"hush\"\nsession_token = \"t\"\n", 2);
        let read = keys.get_credential().await.unwrap();
        assert_eq!((read.key_id.as_str(), read.token.as_deref()), ("two", Some("t")));
        write("secret_access_key = \"hush\"\n", 3);
        let told = keys.get_credential().await.unwrap_err().to_string();
        assert!(told.contains("access_key_id") && !told.contains("hush"), "{told}");
    }
}
