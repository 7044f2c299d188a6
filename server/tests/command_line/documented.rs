//! What the documentation prints works.

use crate::{run, run_with, text};
use beian_model::sample::complete_filing;
use beian_server::cli::Cli;
use clap::Parser;
use clap::error::ErrorKind;
use std::path::Path;
use tempfile::TempDir;

const DOCUMENTS: [&str; 8] = [
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/operating.md",
    "docs/deploying.md",
    "docs/integrating.md",
    "docs/rules.md",
];

/// A command line of the server that a document prints: its words, and whether it stands in running text.
struct Printed {
    words: Vec<String>,
    inline: bool,
}

/// Every command line of a document, out of its code.
fn printed(document: &str) -> Vec<Printed> {
    let mut found = Vec::new();
    for (n, block) in document.split("```").enumerate() {
        let pieces: Vec<&str> = match n % 2 {
            1 => block.lines().collect(),
            _ => block.split('`').skip(1).step_by(2).collect(),
        };
        for command in pieces.iter().flat_map(|piece| piece.split("&&")) {
            let code = command.split(" #").next().unwrap_or_default();
            let code = code.split(['<', '>', '|']).next().unwrap_or_default();
            let words: Vec<String> =
                code.split_whitespace().map(str::to_owned).skip_while(|word| word.contains('=')).collect();
            if words.first().is_some_and(|first| first.rsplit('/').next() == Some("beian-server")) {
                found.push(Printed { words, inline: n % 2 == 0 });
            }
        }
    }
    found
}

#[test]
fn every_command_line_is_understood() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut understood = 0;
    for name in DOCUMENTS {
        let document = std::fs::read_to_string(root.join(name)).unwrap();
        for Printed { words, inline } in printed(&document) {
            if let Err(error) = Cli::try_parse_from(&words) {
                // In running text a command may be named without what it needs.
                let named = inline && words.len() == 2 && error.kind() == ErrorKind::MissingRequiredArgument;
                assert!(named || error.kind() == ErrorKind::DisplayHelp, "{name}: {}: {error}", words.join(" "));
            }
            understood += 1;
        }
    }
    assert!(understood >= 10, "{understood} command lines were found");
}

#[test]
fn a_filing_is_checked_as_printed_with_its_options_in_any_place() {
    let folder = TempDir::new().unwrap();
    let (filing, _) = complete_filing();
    std::fs::write(folder.path().join("filing.json"), serde_json::to_string(&filing).unwrap()).unwrap();
    for arguments in [
        "check filing filing.json --province gd --today 2026-11-23",
        "check --province gd filing --today=2026-11-23 filing.json",
        "--data elsewhere check --today 2026-11-23 --province gd filing filing.json",
    ] {
        let ended = run(folder.path(), &arguments.split(' ').collect::<Vec<_>>());
        assert!(ended.status.success(), "{arguments}: {}{}", text(&ended.stdout), text(&ended.stderr));
    }
    // In another province something is wrong with it: the option was heard.
    let ended = run(folder.path(), &["check", "filing", "filing.json", "--province", "js", "--today", "2026-11-23"]);
    assert_eq!(ended.status.code(), Some(1));
    assert!(text(&ended.stdout).contains("region.other-province"), "{}", text(&ended.stdout));
    assert!(!folder.path().join("elsewhere").exists(), "checking needs no data");
}

#[test]
fn values_are_checked_as_printed() {
    let folder = TempDir::new().unwrap();
    let ended = run(folder.path(), &["check", "uscc", "91440399MA00AAAA44"]);
    assert_eq!(text(&ended.stdout).lines().count(), 1, "{}", text(&ended.stderr));
    let ended = run_with(folder.path(), &["check", "domain", "-"], "example.com\nexample.cn\n");
    assert_eq!(text(&ended.stdout).lines().count(), 2, "{}", text(&ended.stderr));
}

#[test]
fn keys_settings_and_colleagues_as_printed() {
    let folder = TempDir::new().unwrap();
    let key = run(folder.path(), &["new-key"]);
    assert!(text(&key.stdout).contains("[[keys]]"));
    assert!(text(&run(folder.path(), &["config"]).stdout).contains("host = \"127.0.0.1\""));
    let added = run(folder.path(), &["staff", "add", "reviewer@example.com", "--name", "审核员"]);
    assert!(added.status.success() && text(&added.stdout).contains("password: "), "{}", text(&added.stderr));
    assert!(run(folder.path(), &["rotate-keys"]).status.success());
    let help = run(folder.path(), &["--help"]);
    for command in [
        "serve",
        "staff",
        "new-key",
        "rotate-keys",
        "backup",
        "restore",
        "migrate",
        "import-sqlite",
        "reindex",
        "config",
        "check",
    ] {
        assert!(text(&help.stdout).contains(command), "{command}");
    }
}
