//! Writing to the store: whole where a file is small, in parts where it is large (multi-part), and nothing of it stays where a part fails.

use bytes::Bytes;
use futures_util::future::try_join_all;
use object_store::path::Path;
use object_store::{MultipartUpload, ObjectStore, PutPayload, Result};

/// Bytes of a part; S3 takes none below 5 MiB but the last one. What is no larger goes whole.
pub const PART: usize = 8 * 1024 * 1024;

/// Writes bytes under a name: all of them are there afterwards, or what was there before.
///
/// # Errors
/// When the store fails.
pub async fn put(store: &dyn ObjectStore, name: &Path, bytes: Bytes) -> Result<()> {
    if bytes.len() <= PART {
        store.put(name, PutPayload::from_bytes(bytes)).await?;
        return Ok(());
    }
    in_parts(store.put_multipart(name).await?, bytes).await
}

/// Sends the parts at the same time, puts them together, and gives them up where that fails: S3 keeps parts, and asks money for them, until
/// somebody says so. Where even that cannot be said, the bucket's rule for unfinished uploads takes them away.
async fn in_parts(mut upload: Box<dyn MultipartUpload>, bytes: Bytes) -> Result<()> {
    let mut parts = Vec::new();
    for start in (0..bytes.len()).step_by(PART) {
        let part = bytes.slice(start..bytes.len().min(start + PART));
        parts.push(upload.put_part(PutPayload::from_bytes(part)));
    }
    let done = match try_join_all(parts).await {
        Ok(_) => upload.complete().await.map(|_| ()),
        Err(error) => Err(error),
    };
    if done.is_err()
        && let Err(error) = upload.abort().await
    {
        tracing::warn!(%error, "parts of a file that was not kept could not be given up");
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;
    use object_store::{Error, PutResult, UploadPart};
    use std::sync::{Arc, Mutex};

    /// Takes parts until one fails, and notes what it is told.
    #[derive(Clone, Debug, Default)]
    struct Told {
        sizes: Arc<Mutex<Vec<usize>>>,
        end: Arc<Mutex<Vec<&'static str>>>,
        fails_at: Option<usize>,
        completes: bool,
    }

    fn failure() -> Error {
        Error::Generic { store: "test", source: "away".into() }
    }

    #[async_trait::async_trait]
    impl MultipartUpload for Told {
        fn put_part(&mut self, data: PutPayload) -> UploadPart {
            let mut sizes = self.sizes.lock().unwrap();
            sizes.push(data.content_length());
            let fails = self.fails_at == Some(sizes.len());
            Box::pin(async move { if fails { Err(failure()) } else { Ok(()) } })
        }

        async fn complete(&mut self) -> Result<PutResult> {
            self.end.lock().unwrap().push("complete");
            if self.completes { Ok(PutResult { e_tag: None, version: None }) } else { Err(failure()) }
        }

        async fn abort(&mut self) -> Result<()> {
            self.end.lock().unwrap().push("abort");
            Ok(())
        }
    }

    #[tokio::test]
    async fn parts_are_of_a_size_and_given_up_where_one_fails() {
        let bytes = Bytes::from(vec![7; 2 * PART + 9]);
        for (fails_at, completes, end) in [
            (None, true, &["complete"][..]),
            (None, false, &["complete", "abort"]),
            (Some(1), true, &["abort"]),
            (Some(3), true, &["abort"]),
        ] {
            let told = Told { fails_at, completes, ..Told::default() };
            let done = in_parts(Box::new(told.clone()), bytes.clone()).await;
            assert_eq!(done.is_ok(), end == ["complete"], "{fails_at:?}");
            assert_eq!(*told.sizes.lock().unwrap(), [PART, PART, 9]);
            assert_eq!(*told.end.lock().unwrap(), end, "{fails_at:?}");
        }
    }
}
