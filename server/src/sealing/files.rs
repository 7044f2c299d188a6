//! The bytes of uploads, sealed: in a folder by default, in an S3 store where several servers share them. Names are random; the applicant's never.

use crate::sealing::large;
use crate::sealing::vault::{HEAD, Vault, VaultError};
use beian_model::Timestamp;
use bytes::Bytes;
use futures_util::{StreamExt, TryStreamExt, stream};
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{GetOptions, GetRange, ObjectStore};
use std::sync::Arc;
use std::time::Duration;

/// Why a file cannot be kept or given.
#[derive(Debug, thiserror::Error)]
pub enum FilesError {
    /// The store failed, or there is no such file.
    #[error(transparent)]
    Store(#[from] object_store::Error),
    /// The store does not answer.
    #[error("the store of uploads did not answer within {0:?}")]
    Late(Duration),
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
        matches!(self, FilesError::Store(error) if is_missing(error))
    }

    /// The store cannot be used at the moment; nothing is known of the file.
    pub fn is_away(&self) -> bool {
        match self {
            FilesError::Store(error) => !is_missing(error),
            FilesError::Late(_) => true,
            FilesError::Sealed(_) | FilesError::Stopping => false,
        }
    }
}

/// There is no such file; where S3 has no such bucket, that says nothing of the file.
fn is_missing(error: &object_store::Error) -> bool {
    match error {
        object_store::Error::NotFound { source, .. } => !source.to_string().contains("NoSuchBucket"),
        _ => false,
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
/// Longest time that the folder may take: a disk over a network may not answer either.
const FOLDER_TIME: Duration = Duration::from_secs(35);
/// Files that are removed at a time.
const AT_ONCE: usize = 16;

/// What is asked of a store.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Longest time of one request.
    pub time: Duration,
    /// Bytes that are written to find out whether it can be written to.
    pub room: usize,
}

/// Where uploads are kept.
#[derive(Clone)]
pub struct Files {
    store: Arc<dyn ObjectStore>,
    vault: Vault,
    bounds: Bounds,
    /// A sealed file for each key that is needed, where the store has them.
    markers: Option<Arc<Files>>,
}

/// Away from the threads that answer: some megabytes take some milliseconds.
async fn aside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, VaultError> + Send + 'static,
) -> Result<T, FilesError> {
    Ok(tokio::task::spawn_blocking(work).await.map_err(|_| FilesError::Stopping)??)
}

/// What a store does, or that it does not answer.
async fn in_time<T>(
    bounds: Bounds,
    work: impl Future<Output = object_store::Result<T>> + Send,
) -> Result<T, FilesError> {
    match tokio::time::timeout(bounds.time, work).await {
        Ok(done) => Ok(done?),
        Err(_) => Err(FilesError::Late(bounds.time)),
    }
}

/// Every file of a store.
///
/// # Errors
/// When it cannot be listed.
pub async fn list(store: &dyn ObjectStore, bounds: Bounds) -> Result<Vec<Stored>, FilesError> {
    let (mut listed, mut found) = (store.list(None), Vec::new());
    while let Some(meta) = in_time(bounds, listed.try_next()).await? {
        found.push(Stored { name: meta.location.to_string(), written: Timestamp(meta.last_modified.timestamp()) });
    }
    Ok(found)
}

impl Files {
    /// In a store.
    pub fn new(store: Arc<dyn ObjectStore>, vault: Vault, bounds: Bounds) -> Files {
        Files { store, vault, bounds, markers: None }
    }

    /// In a folder.
    ///
    /// # Errors
    /// When the folder cannot be used.
    pub fn in_folder(folder: &std::path::Path, vault: Vault) -> object_store::Result<Files> {
        let store = Arc::new(LocalFileSystem::new_with_prefix(folder)?);
        Ok(Files::new(store, vault, Bounds { time: FOLDER_TIME, room: ROOM }))
    }

    /// With the files that say which keys are needed.
    pub fn with_markers(self, markers: Files) -> Files {
        Files { markers: Some(Arc::new(markers)), ..self }
    }

    async fn in_time<T>(&self, work: impl Future<Output = object_store::Result<T>> + Send) -> Result<T, FilesError> {
        in_time(self.bounds, work).await
    }

    /// The bytes of a name as they are stored, or the first of them.
    async fn stored(&self, name: &str, range: Option<GetRange>) -> Result<Bytes, FilesError> {
        let (name, options) = (Path::from(name), GetOptions { range, ..GetOptions::default() });
        self.in_time(async { self.store.get_opts(&name, options).await?.bytes().await }).await
    }

    /// Keeps bytes under a name.
    ///
    /// # Errors
    /// When they cannot be written (a full disk).
    pub async fn put(&self, name: &str, bytes: Bytes) -> Result<(), FilesError> {
        let (vault, sealed_for) = (self.vault.clone(), name.to_owned());
        let sealed = aside(move || vault.seal(&sealed_for, &bytes)).await?;
        self.in_time(large::put(&*self.store, &Path::from(name), sealed)).await
    }

    /// The bytes of a name.
    ///
    /// # Errors
    /// When there are none, or they do not open.
    pub async fn get(&self, name: &str) -> Result<Bytes, FilesError> {
        let file = self.stored(name, None).await?;
        let (vault, name) = (self.vault.clone(), name.to_owned());
        aside(move || vault.open(&name, file)).await
    }

    /// Whether there are bytes of a name.
    ///
    /// # Errors
    /// When that cannot be told.
    pub async fn has(&self, name: &str) -> Result<bool, FilesError> {
        match self.in_time(self.store.head(&Path::from(name))).await {
            Ok(_) => Ok(true),
            Err(error) if error.is_missing() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Forgets a name; one that is not there is forgotten already.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub async fn remove(&self, name: &str) -> Result<(), FilesError> {
        match self.in_time(self.store.delete(&Path::from(name))).await {
            Err(error) if !error.is_missing() => Err(error),
            _ => Ok(()),
        }
    }

    /// Forgets names, many at a time. One that cannot be removed keeps the others from nothing, but where many cannot be, the store is away and
    /// no more is asked of it.
    ///
    /// # Errors
    /// The first of those that could not be removed.
    pub async fn remove_all(&self, names: &[String]) -> Result<(), FilesError> {
        let removals: Vec<_> = names.iter().map(|name| self.remove(name)).collect();
        let mut removals = stream::iter(removals).buffer_unordered(AT_ONCE);
        let mut failed = Vec::new();
        while failed.len() < AT_ONCE
            && let Some(done) = removals.next().await
        {
            failed.extend(done.err());
        }
        failed.into_iter().next().map_or(Ok(()), Err)
    }

    /// Every file that is there.
    ///
    /// # Errors
    /// When the store cannot be listed.
    pub async fn all(&self) -> Result<Vec<Stored>, FilesError> {
        list(&*self.store, self.bounds).await
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
        match self.stored(name, Some(GetRange::Bounded(0..HEAD as u64))).await {
            Ok(head) if self.vault.is_current(&head).unwrap_or(false) => return Ok(Resealed::Current),
            Err(error) if error.is_missing() => return Err(error),
            // An empty file has no range; what it is, and what the store was not asked successfully, the whole says.
            _ => {}
        }
        let stored = self.stored(name, None).await?;
        if self.vault.is_current(&stored).unwrap_or(false) {
            return Ok(Resealed::Current);
        }
        if unsealed_too && !Vault::is_sealed(&stored) {
            self.put(name, stored).await?;
            return Ok(Resealed::FromPlain);
        }
        let (vault, of) = (self.vault.clone(), name.to_owned());
        self.put(name, aside(move || vault.open(&of, stored)).await?).await?;
        Ok(Resealed::FromOtherKey)
    }

    /// Says in the store that no file needs another key than the one that seals.
    ///
    /// # Errors
    /// When that cannot be said.
    pub async fn need_active_key_alone(&self) -> Result<(), FilesError> {
        let Some(markers) = &self.markers else { return Ok(()) };
        let all = markers.all().await?.into_iter().map(|file| file.name);
        let others: Vec<String> = all.filter(|id| id != self.active_key()).collect();
        markers.remove_all(&others).await
    }

    /// What seals them.
    pub fn vault(&self) -> &Vault {
        &self.vault
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
        self.put(&name, Bytes::from(vec![0; self.bounds.room])).await?;
        self.remove(&name).await
    }
}
