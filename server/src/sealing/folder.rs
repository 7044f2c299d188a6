//! The folder of uploads as it lies on the disk: what is in it when the server starts, and the drafts that a crash left.

use crate::sealing::keys::{Found, Needed};
use crate::sealing::vault::{self, HEAD};
use beian_model::Timestamp;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::time::UNIX_EPOCH;

/// Looks at the head of each file.
///
/// # Errors
/// When the folder, or a file in it, cannot be read.
pub fn look_over(folder: &Path) -> io::Result<Found> {
    let mut found = Found::default();
    for entry in std::fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !entry.file_type()?.is_file() || is_draft(&name) {
            continue;
        }
        let mut head = Vec::with_capacity(HEAD);
        match File::open(entry.path()) {
            Ok(file) => file.take(HEAD as u64).read_to_end(&mut head)?,
            // Deleted in this moment, by a server that runs.
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        match vault::key_of(&head) {
            Some(key) => match found.keys.entry(key.to_owned()).or_insert(Needed::Files(0, name)) {
                Needed::Files(files, _) => *files += 1,
                Needed::Store => {}
            },
            None => found.unsealed += 1,
        }
    }
    Ok(found)
}

/// A file that was being written: `name#1` of the store, `name.new` of the keys. Whole files are never called so.
pub fn is_draft(name: &str) -> bool {
    let numbered = name
        .rsplit_once('#')
        .is_some_and(|(_, number)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    numbered || name.ends_with(".new")
}

/// Removes the drafts of a folder that nobody has written since; gives how many.
///
/// # Errors
/// When the folder cannot be read, or a draft cannot be removed.
pub fn forget_drafts(folder: &Path, written_until: Timestamp) -> io::Result<usize> {
    let entries = match std::fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(0),
        entries => entries?,
    };
    let mut removed = 0;
    for entry in entries {
        let entry = entry?;
        if !is_draft(&entry.file_name().to_string_lossy()) {
            continue;
        }
        let Ok(written) = entry.metadata().and_then(|of| of.modified()) else { continue };
        let written = written.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
        if i64::try_from(written).is_ok_and(|written| written <= written_until.0) {
            match std::fs::remove_file(entry.path()) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => removed += 1,
            }
        }
    }
    Ok(removed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::VaultKey;
    use crate::sealing::keys;
    use crate::sealing::keys::Keys;
    use crate::sealing::vault::Vault;

    fn sealed(key: &VaultKey, name: &str) -> Vec<u8> {
        Vault::new(Keys::of(std::slice::from_ref(key)).unwrap().unwrap()).seal(name, b"a picture").unwrap().to_vec()
    }

    #[test]
    fn which_keys_are_needed_and_what_is_not_sealed() {
        let folder = tempfile::tempdir().unwrap();
        let (one, other) = (keys::new(), keys::new());
        let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
        assert_eq!(look_over(folder.path()).unwrap(), Found::default());
        write("a", &sealed(&one, "a"));
        write("b", &sealed(&one, "b"));
        write("c", &sealed(&other, "c"));
        // Neither a draft nor a file with a damaged head says that a key is needed.
        write("d#1", &sealed(&keys::new(), "d"));
        write("e", &sealed(&one, "e")[..8]);
        write("f", b"\xff\xd8\xff\xe0 a picture");
        write("g", b"");
        std::fs::create_dir(folder.path().join("h")).unwrap();
        let found = look_over(folder.path()).unwrap();
        let told: Vec<_> = found.keys.iter().map(|(key, needed)| format!("{key}: {needed}")).collect();
        let mut expected = [(one.id, "2 uploads"), (other.id, "1 uploads")];
        expected.sort();
        assert_eq!((told.len(), found.unsealed), (2, 3));
        for (told, (key, uploads)) in told.iter().zip(expected) {
            assert!(told.starts_with(&format!("{key}: {uploads}")), "{told}");
        }
    }

    #[test]
    fn drafts_go_when_nobody_writes_them_any_more_and_nothing_else_does() {
        for (name, draft) in [
            ("0123456789abcdef#1", true),
            ("0123456789abcdef#27", true),
            ("0123456789abcdef.new", true),
            ("0123456789abcdef", false),
            ("keys.toml", false),
            ("0123456789abcdef#", false),
            ("0123456789abcdef#x1", false),
        ] {
            let folder = tempfile::tempdir().unwrap();
            let file = folder.path().join(name);
            std::fs::write(&file, b"x").unwrap();
            assert_eq!(forget_drafts(folder.path(), Timestamp(0)).unwrap(), 0, "{name} is still written");
            assert_eq!(forget_drafts(folder.path(), Timestamp(i64::MAX)).unwrap(), usize::from(draft), "{name}");
            assert_eq!(file.exists(), !draft, "{name}");
        }
        assert_eq!(forget_drafts(Path::new("/no/such/folder"), Timestamp(i64::MAX)).unwrap(), 0);
    }
}
