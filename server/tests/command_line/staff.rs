//! Colleagues by the command line, from the first on.

use crate::{run, run_with, text};
use std::path::Path;
use tempfile::TempDir;

fn staff(folder: &Path, arguments: &str) -> Result<String, String> {
    let words: Vec<&str> = ["staff"].into_iter().chain(arguments.split(' ')).collect();
    let ended = run(folder, &words);
    if ended.status.success() { Ok(text(&ended.stdout)) } else { Err(text(&ended.stderr)) }
}

#[test]
fn they_are_added_listed_disabled_enabled_reset_and_given_roles() {
    let folder = TempDir::new().unwrap();
    let at = folder.path();
    let first = staff(at, "add first@example.com --name 甲").unwrap();
    assert!(first.contains("as admin") && first.contains("password: "), "{first}");
    assert!(staff(at, "add second@example.com --name 乙").unwrap().contains("as reviewer"));
    assert!(staff(at, "add third@example.com --name 丙 --role senior").unwrap().contains("as senior"));
    assert!(staff(at, "add First@example.com --name 丁").unwrap_err().contains("exists already"));
    assert!(staff(at, "role second@example.com boss").unwrap_err().contains("reviewer, senior, admin"));
    for refused in ["disable first@example.com", "role first@example.com reviewer"] {
        assert!(staff(at, refused).unwrap_err().contains("last administrator"), "{refused}");
    }
    assert!(staff(at, "disable nobody@example.com").unwrap_err().contains("no colleague"));
    staff(at, "role second@example.com admin").unwrap();
    staff(at, "disable first@example.com").unwrap();
    let list = staff(at, "list").unwrap();
    let lines: Vec<Vec<&str>> = list.lines().map(|line| line.split('\t').collect()).collect();
    assert_eq!(lines[0][..4], ["first@example.com", "甲", "admin", "disabled"], "{list}");
    assert_eq!(lines[1][..5], ["second@example.com", "乙", "admin", "enabled", "password only"], "{list}");
    staff(at, "enable first@example.com").unwrap();
    let reset = staff(at, "reset first@example.com").unwrap();
    assert!(reset.contains("password: ") && !first.contains(reset.split("password: ").nth(1).unwrap()), "{reset}");
}

#[test]
fn a_password_that_is_easily_guessed_is_not_taken() {
    let folder = TempDir::new().unwrap();
    let add = ["staff", "add", "reviewer@example.com", "--name", "审核员", "--password-stdin"];
    for (password, why) in [("short\n", "shorter"), ("password1234\n", "easily guessed")] {
        let ended = run_with(folder.path(), &add, password);
        assert!(!ended.status.success() && text(&ended.stderr).contains(why), "{}", text(&ended.stderr));
    }
    let ended = run_with(folder.path(), &add, "correct horse battery staple\n");
    assert!(ended.status.success() && !text(&ended.stdout).contains("password"), "{}", text(&ended.stderr));
}
