//! The bytes of uploads: a folder by default, any object store at scale. Names are random; the applicant's never.

use bytes::Bytes;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, PutPayload};
use std::sync::Arc;

/// Where uploads are kept.
#[derive(Clone)]
pub struct Files(Arc<dyn ObjectStore>);

impl Files {
    /// In a folder.
    ///
    /// # Errors
    /// When the folder cannot be used.
    pub fn in_folder(folder: &std::path::Path) -> object_store::Result<Files> {
        Ok(Files(Arc::new(LocalFileSystem::new_with_prefix(folder)?)))
    }

    /// Keeps bytes under a name.
    ///
    /// # Errors
    /// When they cannot be written (a full disk).
    pub async fn put(&self, name: &str, bytes: Bytes) -> object_store::Result<()> {
        self.0.put(&Path::from(name), PutPayload::from_bytes(bytes)).await.map(|_| ())
    }

    /// The bytes of a name.
    ///
    /// # Errors
    /// When there are none.
    pub async fn get(&self, name: &str) -> object_store::Result<Bytes> {
        self.0.get(&Path::from(name)).await?.bytes().await
    }

    /// Whether there are bytes of a name.
    ///
    /// # Errors
    /// When that cannot be told.
    pub async fn has(&self, name: &str) -> object_store::Result<bool> {
        match self.0.head(&Path::from(name)).await {
            Ok(_) => Ok(true),
            Err(object_store::Error::NotFound { .. }) => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Forgets a name.
    ///
    /// # Errors
    /// When it cannot be removed.
    pub async fn remove(&self, name: &str) -> object_store::Result<()> {
        self.0.delete(&Path::from(name)).await
    }

    /// The folder can be read.
    pub async fn ready(&self) -> bool {
        matches!(self.0.head(&Path::from("none")).await, Ok(_) | Err(object_store::Error::NotFound { .. }))
    }
}
