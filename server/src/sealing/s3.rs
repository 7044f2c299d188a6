//! Uploads in an S3 store that several servers share: an upload is the object `{prefix}/uploads/{name}`, and for each key that seals them there is
//! the object `{prefix}/keys/{id}`. So a server knows at its start which keys are needed without reading every upload, and that its own
//! are the same.

use crate::config::{self, S3};
use crate::sealing::credentials::{self, FromFile};
use crate::sealing::files::{self, Bounds, Files, FilesError};
use crate::sealing::keys::{self, Found, Keys, KeysError, Needed};
use crate::sealing::vault::Vault;
use bytes::Bytes;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::prefix::PrefixStore;
use object_store::{BackoffConfig, ClientOptions, ObjectStore, RetryConfig, StaticCredentialProvider};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

/// How long a connection to the store may take to come about.
const CONNECT: Duration = Duration::from_secs(5);
/// How often a request is tried again that failed for the store's or the network's sake.
const RETRIES: usize = 3;

/// Why the store cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum S3Error {
    /// It does not answer as a store, or refuses.
    #[error(transparent)]
    Files(#[from] FilesError),
    /// The keys are not there.
    #[error("the keys: {0}")]
    Keys(#[from] KeysError),
    /// Nobody configured a key.
    #[error(
        "no key is configured: what is sealed for an S3 store needs one in `vault.keys` or in the file of `vault.file` (BEIAN_KEYS), the same \
         for every server; `beian-server new-key` makes one"
    )]
    NoKey,
    /// The key of this name is another one than the one that sealed what is there.
    #[error("the key {0} is not the key of this name that sealed the uploads in the store: {1}")]
    OtherKey(String, FilesError),
}

/// Opens the store with the keys that it needs, and notes there the one that seals from now on.
///
/// # Errors
/// [`S3Error`].
pub async fn open(settings: &S3, vault: &config::Vault, data: &Path) -> Result<Files, S3Error> {
    if !keys::are_there(vault, data) {
        return Err(S3Error::NoKey);
    }
    let store = store(settings).map_err(FilesError::from)?;
    let below = |folder: &str| -> Arc<dyn ObjectStore> {
        Arc::new(PrefixStore::new(store.clone(), format!("{}/{folder}", settings.prefix)))
    };
    // What is written to find out whether the store can be written to says nothing of room.
    let bounds = Bounds { time: Duration::from_secs(settings.timeout), room: 1 };
    let ids: Vec<String> = files::list(&*below("keys"), bounds).await?.into_iter().map(|file| file.name).collect();
    let needed = ids.iter().map(|id| (id.clone(), Needed::Store)).collect();
    let vault = Vault::new(Keys::load(vault, data, &Found { keys: needed, unsealed: 0 })?);
    let markers = Files::new(below("keys"), vault.clone(), bounds);
    for id in &ids {
        match markers.get(id).await {
            Err(error @ FilesError::Sealed(_)) => return Err(S3Error::OtherKey(id.clone(), error)),
            // Deleted in this moment, by a rotation.
            Err(error) if !error.is_missing() => return Err(error.into()),
            _ => {}
        }
    }
    let active = vault.active_id();
    if !ids.iter().any(|id| id == active) {
        markers.put(active, Bytes::new()).await?;
    }
    Ok(Files::new(below("uploads"), vault, bounds).with_markers(markers))
}

/// The store of the settings. Nothing is asked of it yet.
fn store(settings: &S3) -> object_store::Result<AmazonS3> {
    let time = Duration::from_secs(settings.timeout);
    // Two tries of a store that takes a request and does not answer.
    let client = ClientOptions::new()
        .with_allow_http(settings.allow_http)
        .with_connect_timeout(CONNECT.min(time / 2))
        .with_timeout(time / 2);
    let backoff =
        BackoffConfig { init_backoff: Duration::from_millis(100), max_backoff: Duration::from_secs(2), base: 2.0 };
    let mut builder = AmazonS3Builder::new()
        .with_bucket_name(&settings.bucket)
        .with_region(&settings.region)
        .with_virtual_hosted_style_request(!settings.path_style)
        .with_client_options(client)
        .with_retry(RetryConfig { backoff, max_retries: RETRIES, retry_timeout: time / 2 });
    if let Some(endpoint) = endpoint(settings) {
        builder = builder.with_endpoint(endpoint);
    }
    if let Some(file) = &settings.keys_file {
        builder = builder.with_credentials(Arc::new(FromFile::new(file)));
    } else if let Some(keys) = credentials::of_settings(settings) {
        builder = builder.with_credentials(Arc::new(StaticCredentialProvider::new(keys)));
    }
    builder.build()
}

/// Where requests go: the endpoint of the settings, with the bucket as the first part of its host where that is the store's style.
fn endpoint(settings: &S3) -> Option<String> {
    let endpoint = settings.endpoint.as_deref()?.trim_end_matches('/');
    let (scheme, host) = endpoint.split_once("://")?;
    let of_bucket = format!("{}.", settings.bucket);
    if settings.path_style || host.starts_with(&of_bucket) {
        return Some(endpoint.to_owned());
    }
    Some(format!("{scheme}://{of_bucket}{host}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bucket_stands_in_the_host_or_in_the_path() {
        let at = |endpoint: &str, path_style| {
            let endpoint = Some(endpoint.to_owned());
            super::endpoint(&S3 { bucket: "up".to_owned(), endpoint, path_style, ..S3::default() }).unwrap()
        };
        assert_eq!(at("https://oss-cn-shenzhen.aliyuncs.com", false), "https://up.oss-cn-shenzhen.aliyuncs.com");
        assert_eq!(at("https://up.cos.ap-guangzhou.myqcloud.com/", false), "https://up.cos.ap-guangzhou.myqcloud.com");
        assert_eq!(at("http://127.0.0.1:9000/", true), "http://127.0.0.1:9000");
        assert_eq!(super::endpoint(&S3::default()), None);
    }

    #[tokio::test]
    async fn no_key_is_made_where_several_servers_need_the_same() {
        let data = tempfile::tempdir().unwrap();
        let settings = S3 { bucket: "up".to_owned(), ..S3::default() };
        let refused = open(&settings, &config::Vault::default(), data.path()).await;
        assert!(matches!(refused, Err(S3Error::NoKey)));
        assert_eq!(std::fs::read_dir(data.path()).unwrap().count(), 0);
    }
}
