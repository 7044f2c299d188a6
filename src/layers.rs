//! The walls inside this package and the desk's, which no compiler keeps: held against the text of the sources.

use std::fs;
use std::path::{Path, PathBuf};

/// What sends a request, and what leaves for another address. A link does neither by itself.
const FETCHES_OR_NAVIGATES: [&str; 8] =
    ["client::", "spawn_local", "LocalResource", "Action::", "use_navigate", "set_href", ".assign(", ".replace_state("];

/// The desk's pages, and what they own: these send requests, all its other files are views. Of the queue's tools and of what is decided, four
/// send the one that their own button or dialog is there for.
const DESK_PAGES: [&str; 15] = [
    "app.rs",
    "case.rs",
    "main.rs",
    "next.rs",
    "opening.rs",
    "preview.rs",
    "queue.rs",
    "queue_bulk.rs",
    "queue_live.rs",
    "queue_state.rs",
    "reasons.rs",
    "review.rs",
    "saving.rs",
    "sign_in.rs",
    "staff.rs",
];

/// The sources of a folder of this repository, by name.
fn sources(folder: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let files: Vec<_> = files.filter(|path| path.extension().is_some_and(|kind| kind == "rs")).collect();
    assert!(!files.is_empty(), "{folder}");
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        (path.strip_prefix(root).unwrap().to_owned(), text)
    };
    files.into_iter().map(read).collect()
}

/// Every line that says one of these, and where.
fn lines_with(sources: &[(PathBuf, String)], words: &[&str]) -> Vec<String> {
    let says = |(path, text): &(PathBuf, String)| {
        let lines = text.lines().enumerate().filter(|(_, line)| words.iter().any(|word| line.contains(word)));
        lines.map(|(at, line)| format!("{}:{}: {}", path.display(), at + 1, line.trim())).collect::<Vec<_>>()
    };
    sources.iter().flat_map(says).collect()
}

#[test]
fn a_component_neither_fetches_nor_navigates() {
    let mut components = sources("src/components");
    let desk = sources("desk/src");
    components.extend(desk.into_iter().filter(|(path, _)| !DESK_PAGES.iter().any(|page| path.ends_with(page))));
    let wrong = lines_with(&components, &FETCHES_OR_NAVIGATES);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_folders_form_no_circle() {
    let mut wrong = lines_with(&sources("src/state"), &["crate::components", "crate::pages"]);
    wrong.extend(lines_with(&sources("src/components"), &["crate::pages"]));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
