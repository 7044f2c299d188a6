//! The bytes of uploads, sealed: a folder by default, any object store at scale. Names are random; the applicant's never.

use crate::sealing::vault::{HEAD, Vault, VaultError};
use beian_model::Timestamp;
use bytes::Bytes;
use futures_util::TryStreamExt;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{GetOptions, GetRange, ObjectStore, PutPayload};
use std::sync::Arc;

/// Why a file cannot be kept or given.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// The store failed, or there is no such file.
    #[error(transparent)]
    Store(#[from] object_store::Error),
    /// It does not open, or cannot be sealed.
    #[error("a stored file: {0}")]
    Sealed(#[from] VaultError),
    /// The server is stopping.
    #[error("the server is stopping")]
    Stopping,
}

impl FilesError {
    /// There is no such file.
    pub fn is_missing(&self) -> bool {
        matches!(self, FilesError::Store(object_store::Error::NotFound { .. }))
    }
}

/// A file that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// Its name.
    pub name: String,
    /// When it was last written, by the store's clock.
    pub written: Timestamp,
}

/// What sealing a file anew did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resealed {
    /// It is sealed with the active key already.
    Current,
    /// It was sealed with another key.
    FromOtherKey,
    /// It was not sealed.
    FromPlain,
    /// It was deleted meanwhile.
    Gone,
}

/// Bytes for which there is room where the store can work: as many as the largest part of an upload has.
pub const ROOM: usize = 256 * 1024;

/// Where uploads are kept.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    vault: Vault,
}

/// Away from the threads that answer: some megabytes take some milliseconds.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, VaultError> + Send + 'static,
) -> Result<T, FilesError> {
    Ok(tokio::task::spawn_blocking(work).await.map_err(|_| FilesError::Stopping)??)
}

impl Files {
    /// In a folder.
    ///
    /// # Errors
    /// When the folder cannot be used.
    pub fn in_folder(folder: &std::path::Path, vault: Vault) -> object_store::Result<Files> {
        Ok(Files { store: Arc::new(LocalFileSystem::new_with_prefix(folder)?), vault })
    }

    /// Keeps bytes under a name.
    ///
    /// # Errors
    /// When they cannot be written (a full disk).
    pub async fn put(&self, name: &str, bytes: Bytes) -> Result<(), FilesError> {
        let (vault, sealed_for) = (self.vault.clone(), name.to_owned());
        let sealed = aside(move || vault.seal(&sealed_for, &bytes)).await?;
        self.store.put(&Path::from(name), PutPayload::from_bytes(sealed)).await?;
        Ok(())
    }

    /// The bytes of a name.
    ///
    /// # Errors
    /// When there are none, or they do not open.
    pub async fn get(&self, name: &str) -> Result<Bytes, FilesError> {
        let file = self.store.get(&Path::from(name)).await?.bytes().await?;
        let (vault, name) = (self.vault.clone(), name.to_owned());
        aside(move || vault.open(&name, file)).await
    }

    /// Whether there are bytes of a name.
    ///
    /// # Errors
    /// When that cannot be told.
    pub async fn has(&self, name: &str) -> Result<bool, FilesError> {
        match self.store.head(&Path::from(name)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }

    /// Forgets a name; one that is not there is forgotten already.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub async fn remove(&self, name: &str) -> Result<(), FilesError> {
        match self.store.delete(&Path::from(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Every file that is there.
    ///
    /// # Errors
    /// When the store cannot be listed.
    pub async fn all(&self) -> Result<Vec<Stored>, FilesError> {
        let stored = |meta: object_store::ObjectMeta| Stored {
            name: meta.location.to_string(),
            written: Timestamp(meta.last_modified.timestamp()),
        };
        Ok(self.store.list(None).map_ok(stored).try_collect().await?)
    }

    /// Seals a file with the active key, unless it is already; one that was never sealed only where that is asked for. It stays whole and
    /// readable at every moment.
    ///
    /// # Errors
    /// When it does not open, or cannot be written; it is then as it was.
    pub async fn reseal(&self, name: &str, unsealed_too: bool) -> Result<Resealed, FilesError> {
        match self.reseal_present(name, unsealed_too).await {
            Err(error) if error.is_missing() => Ok(Resealed::Gone),
            other => other,
        }
    }

    async fn reseal_present(&self, name: &str, unsealed_too: bool) -> Result<Resealed, FilesError> {
        let range = Some(GetRange::Bounded(0..HEAD as u64));
        let head = self.store.get_opts(&Path::from(name), GetOptions { range, ..GetOptions::default() }).await;
        let head = match head {
            Ok(head) => head.bytes().await?,
            // An empty file has no range; it was never sealed.
            Err(error @ object_store::Error::NotFound { .. }) => return Err(error.into()),
            Err(_) => Bytes::new(),
        };
        if self.vault.is_current(&head).unwrap_or(false) {
            return Ok(Resealed::Current);
        }
        if unsealed_too && !Vault::is_sealed(&head) {
            let bytes = self.store.get(&Path::from(name)).await?.bytes().await?;
            self.put(name, bytes).await?;
            return Ok(Resealed::FromPlain);
        }
        let bytes = self.get(name).await?;
        self.put(name, bytes).await?;
        Ok(Resealed::FromOtherKey)
    }

    /// Name of the key that seals.
    pub fn active_key(&self) -> &str {
        self.vault.active_id()
    }

    /// A file can be written, and removed again.
    ///
    /// # Errors
    /// When it cannot (a full disk).
    pub async fn ready(&self) -> Result<(), FilesError> {
        // Each time under another name: several may look at the same time, and what a crash leaves is swept as any file that nothing names.
        let name = crate::secret::id();
        self.put(&name, Bytes::from_static(&[0; ROOM])).await?;
        self.remove(&name).await
    }
}
