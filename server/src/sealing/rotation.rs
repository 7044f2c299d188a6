//! Seals every stored file with the active key: after a new key came, or once for files from before there was a vault.

use crate::sealing::files::{Files, FilesError, Resealed};

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rotated {
    /// Sealed with the active key already.
    pub current: usize,
    /// Sealed with another key before.
    pub from_other_keys: usize,
    /// Not sealed before.
    pub from_plain: usize,
    /// Could not be sealed anew, each with why; they are as they were.
    pub failed: Vec<(String, String)>,
}

/// Seals every file with the active key; those that were never sealed only where that is asked for, since somebody else may have put them
/// there. Each file is replaced whole, so the server may run meanwhile; a run that was
/// interrupted is begun again and passes over what is done.
///
/// # Errors
/// When the files cannot be listed, or a store cannot be told which key they need now.
pub async fn rotate(files: &Files, unsealed_too: bool) -> Result<Rotated, FilesError> {
    let mut rotated = Rotated::default();
    for file in files.all().await? {
        match files.reseal(&file.name, unsealed_too).await {
            Ok(Resealed::Current) => rotated.current += 1,
            Ok(Resealed::FromOtherKey) => rotated.from_other_keys += 1,
            Ok(Resealed::FromPlain) => rotated.from_plain += 1,
            Ok(Resealed::Gone) => {}
            Err(error) => rotated.failed.push((file.name, error.to_string())),
        }
    }
    if rotated.failed.is_empty() {
        files.need_active_key_alone().await?;
    }
    Ok(rotated)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::VaultKey;
    use crate::sealing::keys;
    use crate::sealing::keys::Keys;
    use crate::sealing::vault::Vault;
    use bytes::Bytes;
    use std::path::Path;

    fn files(folder: &Path, keys: &[&VaultKey]) -> Files {
        let keys: Vec<VaultKey> = keys.iter().map(|key| (*key).clone()).collect();
        Files::in_folder(folder, Vault::new(Keys::of(&keys).unwrap().unwrap())).unwrap()
    }

    #[tokio::test]
    async fn everything_ends_under_the_active_key_and_opens_without_the_old_one() {
        let folder = tempfile::tempdir().unwrap();
        let (old, new) = (keys::new(), keys::new());
        let before = files(folder.path(), &[&old]);
        for name in ["a", "b", "c"] {
            before.put(name, Bytes::from(name)).await.unwrap();
        }
        std::fs::write(folder.path().join("plain"), b"plain").unwrap();
        std::fs::write(folder.path().join("empty"), b"").unwrap();
        let both = files(folder.path(), &[&new, &old]);
        // Interrupted after one.
        assert_eq!(both.reseal("a", false).await.unwrap(), Resealed::FromOtherKey);
        assert_eq!(both.get("b").await.unwrap(), "b");
        // What was never sealed is named, and neither given nor sealed before somebody says that it may be.
        assert!(both.get("plain").await.is_err());
        let rotated = rotate(&both, false).await.unwrap();
        assert_eq!((rotated.from_other_keys, rotated.from_plain, rotated.failed.len()), (2, 0, 2));
        assert_eq!(std::fs::read(folder.path().join("plain")).unwrap(), b"plain");
        let rotated = rotate(&both, true).await.unwrap();
        assert_eq!(rotated, Rotated { current: 3, from_other_keys: 0, from_plain: 2, failed: Vec::new() });
        let rotated = rotate(&both, false).await.unwrap();
        assert_eq!(rotated, Rotated { current: 5, ..Rotated::default() });
        let after = files(folder.path(), &[&new]);
        for name in ["a", "b", "c", "plain", "empty"] {
            let expected = if name == "empty" { "" } else { name };
            assert_eq!(after.get(name).await.unwrap(), expected);
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 5, "nothing is left beside");
        assert_eq!(after.reseal("gone", false).await.unwrap(), Resealed::Gone);
    }

    #[tokio::test]
    async fn what_does_not_open_is_told_and_left_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let (lost, new) = (keys::new(), keys::new());
        files(folder.path(), &[&lost]).put("a", Bytes::from("a")).await.unwrap();
        let before = std::fs::read(folder.path().join("a")).unwrap();
        let now = files(folder.path(), &[&new]);
        now.put("b", Bytes::from("b")).await.unwrap();
        let rotated = rotate(&now, true).await.unwrap();
        assert_eq!((rotated.current, rotated.failed.len()), (1, 1));
        let (name, why) = &rotated.failed[0];
        assert!(name == "a" && why.contains(&lost.id), "{why}");
        assert_eq!(std::fs::read(folder.path().join("a")).unwrap(), before);
    }
}
