//! The data folder is for the server's own user, whoever else may look around on the machine.
#![cfg(unix)]

use crate::{run, text};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What others and the group may do with everything in a folder, itself included.
fn open_to_others(folder: &Path) -> Vec<(PathBuf, u32)> {
    let mut found = Vec::new();
    let mut left = vec![folder.to_owned()];
    while let Some(path) = left.pop() {
        let rights = std::fs::metadata(&path).unwrap().permissions().mode() & 0o777;
        if path.is_dir() {
            left.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
        if rights & 0o077 != 0 {
            found.push((path, rights));
        }
    }
    found
}

fn open_up(path: &Path) {
    let rights = if path.is_dir() { 0o755 } else { 0o644 };
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(rights)).unwrap();
}

#[test]
fn what_is_made_and_what_was_there_before_is_closed_to_others() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let colleague = |email| ["staff", "add", email, "--name", "审核员"];
    let added = run(folder.path(), &colleague("one@example.com"));
    assert!(added.status.success(), "{}", text(&added.stderr));
    assert_eq!(open_to_others(&data), []);
    // What was written stands in the file itself: nothing beside it could be left behind by who copies it.
    for beside in ["beian.sqlite-wal", "beian.sqlite-shm"] {
        assert!(!data.join(beside).exists(), "{beside}");
    }

    // As it was left by a server that did not care.
    let uploads = data.join("uploads");
    for name in ["beian.sqlite-wal", "beian.sqlite-shm"] {
        std::fs::write(data.join(name), b"").unwrap();
    }
    std::fs::write(uploads.join("plain"), b"from before the server sealed").unwrap();
    for path in [&data, &uploads, &data.join("keys")] {
        for entry in std::fs::read_dir(path).unwrap() {
            open_up(&entry.unwrap().path());
        }
        open_up(path);
    }
    assert!(open_to_others(&data).len() >= 7);
    // Whatever is started, and what it writes.
    let sealed = run(folder.path(), &["rotate-keys", "--unsealed-too"]);
    assert!(sealed.status.success(), "{}", text(&sealed.stderr));
    assert_eq!(open_to_others(&data), []);
    let file = std::fs::read(uploads.join("plain")).unwrap();
    assert!(file.starts_with(b"BEIAN\x01"));
}
