//! No key is made, and no server starts, where uploads could not be opened.

use crate::{run, text};
use tempfile::TempDir;

#[test]
fn a_missing_key_stops_the_start_and_what_is_not_sealed_is_named() {
    let folder = TempDir::new().unwrap();
    let uploads = folder.path().join("data/uploads");
    let keys = folder.path().join("data/keys/keys.toml");
    assert!(run(folder.path(), &["rotate-keys"]).status.success());
    std::fs::write(uploads.join("a"), b"a picture").unwrap();

    // Not sealed: named, left as it is, and sealed once somebody says so.
    let refused = run(folder.path(), &["rotate-keys"]);
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("a: ") && text(&refused.stderr).contains("not sealed"));
    assert_eq!(std::fs::read(uploads.join("a")).unwrap(), b"a picture");
    assert!(run(folder.path(), &["rotate-keys", "--unsealed-too"]).status.success());

    // The key is gone: whatever is started ends with a sentence, and makes no other one.
    let away = folder.path().join("away.toml");
    std::fs::rename(&keys, &away).unwrap();
    for arguments in [&["rotate-keys"][..], &["staff", "add", "a@example.com", "--name", "a"]] {
        let ended = run(folder.path(), arguments);
        let said = text(&ended.stderr);
        assert!(
            !ended.status.success() && said.contains("1 uploads (a is one)") && said.contains("put it back"),
            "{said}"
        );
        assert!(!keys.exists());
    }
    std::fs::rename(&away, &keys).unwrap();
    assert!(run(folder.path(), &["rotate-keys"]).status.success());
}
