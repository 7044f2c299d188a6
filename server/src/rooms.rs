//! Holds the rooms of the server in their order: a room uses those below it, and itself.

use std::fs;
use std::path::{Path, PathBuf};

/// Every room and every file that stands beside them, from the bottom up; those of one line know nothing of each other.
const FLOORS: [&[&str]; 19] = [
    &["clock", "config", "notifier", "secret"],
    &["audit", "decoding", "sealing"],
    &["carriers", "ocr", "oidc", "pdf", "storage"],
    &["app"],
    &["http"],
    &["messages"],
    &["accounts"],
    &["access", "directory"],
    &["uploads", "verification"],
    &["filings"],
    &["handoff"],
    &["review"],
    &["bureau"],
    &["oversight"],
    &["demo", "jobs", "maintenance"],
    &["connections"],
    &["router", "cli"],
    &["lib", "rooms"],
    &["main"],
];

fn sources(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, into);
        } else if path.extension().is_some_and(|end| end == "rs") {
            into.push(path);
        }
    }
}

fn floor(room: &str) -> Option<usize> {
    FLOORS.iter().position(|floor| floor.contains(&room))
}

/// The rooms that a source names by `crate::…`, in code.
fn named(text: &str) -> impl Iterator<Item = &str> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let after = code.flat_map(|line| line.split("crate::").skip(1));
    after.flat_map(|rest| {
        // `crate::{one, other::Thing}` names each.
        let listed = rest.strip_prefix('{').map(|list| list.split([',', '}']).collect());
        let names: Vec<&str> = listed.unwrap_or_else(|| vec![rest]);
        names.into_iter().map(|name| name.trim().split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or(""))
    })
}

#[test]
fn arrows_between_rooms_go_down() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut all = Vec::new();
    sources(&root, &mut all);
    assert!(all.len() > 80, "{}", all.len());
    let mut wrong = Vec::new();
    for path in all {
        let inside = path.strip_prefix(&root).unwrap().with_extension("");
        let room = inside.iter().next().unwrap().to_str().unwrap();
        let own = floor(room).unwrap_or_else(|| panic!("{room} is on no floor"));
        for other in named(&fs::read_to_string(&path).unwrap()) {
            if let Some(used) = floor(other).filter(|used| other != room && *used >= own) {
                wrong.push(format!("{} (floor {own}) uses {other} (floor {used})", inside.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
