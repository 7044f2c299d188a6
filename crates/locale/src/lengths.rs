//! The words of buttons and tags are short enough for a window of 320 pixels (docs/writing.md, 15): found in the sources of the pages.

use crate::before::Before;
use crate::codes::Codes;
use crate::deciding::Deciding;
use crate::desk::Desk;
use crate::handoff::Handoff;
use crate::message_settings::MessageSettings;
use crate::phone::Phone;
use crate::reading::ReadWords;
use crate::ui::Ui;
use crate::upload::Upload;
use crate::{Lang, TABLES, Word, Words, requirements};
use beian_model::{Severity, Status};
use std::fs;
use std::path::Path;

/// Most characters of a word in each language.
const MOST: [(Lang, usize); 2] = [(Lang::Chinese, 12), (Lang::English, 30)];

/// What makes an element a button or a tag.
const LOOKS: [&str; 5] =
    ["class=\"button", "class=\"tag", "class=format!(\"button", "class=format!(\"tag", "class=tone"];

/// Words that come to a button or a tag from elsewhere in its file, or from who shows it.
const HANDED: [(&str, &[Word]); 18] = [
    ("src/components/blocking.rs", &[Ui::Continue, Ui::Correct, Ui::Look]),
    // The words of weights are in a list of their own.
    ("src/components/bureau_checklist.rs", &[]),
    ("src/components/dialog.rs", &[Ui::Withdraw, Ui::Abandon]),
    ("src/components/frame.rs", &[Ui::SignOut, Ui::SignOutEverywhere]),
    (
        "src/components/handoff_code.rs",
        &[Handoff::AttachmentElsewhere, Handoff::Elsewhere, Handoff::PersonIsHere, Handoff::ShowCode, Handoff::NewCode],
    ),
    ("src/components/handoff_link.rs", &[Handoff::Send, Handoff::SendAnother, Handoff::Sending]),
    (
        "src/components/handoff_panel.rs",
        &[Handoff::ShowCode, Handoff::NewCode, Handoff::AttachmentElsewhere, Handoff::Elsewhere],
    ),
    ("src/components/previous_organiser.rs", &[Before::PreviousOffer]),
    (
        "src/components/reading.rs",
        &[
            ReadWords::UseEmpty,
            ReadWords::UseInstead,
            ReadWords::CardUse,
            ReadWords::Agrees,
            ReadWords::CardAgrees,
            ReadWords::ToCheck,
            ReadWords::CardToCheck,
            ReadWords::NotFilled,
            ReadWords::Differs,
            ReadWords::CardDiffers,
            ReadWords::Left,
        ],
    ),
    ("src/components/site_card.rs", &[Ui::SiteComplete, Ui::NToFix]),
    // The words of states are in a list of their own.
    ("src/components/status_tag.rs", &[]),
    ("src/components/upload_field.rs", &[Upload::TurnLeft, Upload::TurnRight, Upload::Replace, Upload::Remove]),
    ("src/pages/my_filings.rs", &[Ui::Continue, Ui::Correct, Ui::Look]),
    ("desk/src/bar.rs", &[Desk::HandToBureau, Desk::SmsVerified, Desk::SmsFailed]),
    ("desk/src/calls.rs", &[Deciding::Reached, Deciding::Missed, Deciding::Busy, Deciding::WrongNumber]),
    // What is wrong with a field: a whole sentence, for the staff.
    ("desk/src/fields.rs", &[]),
    // Draws the buttons that are found where they are made.
    ("phone/src/pieces.rs", &[]),
    ("phone/src/send.rs", &[Phone::Retry, Phone::Use]),
];

/// The sources of a folder and those below it, by name.
fn sources(folder: &str, found: &mut Vec<(String, String)>) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    for entry in fs::read_dir(root.join(folder)).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{folder}/{}", entry.file_name().to_str().unwrap());
        if entry.file_type().unwrap().is_dir() {
            sources(&name, found);
        } else if name.ends_with(".rs") {
            found.push((name, fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

/// The buttons and tags of a page: from the name of the element to its end.
fn elements(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for look in LOOKS {
        for (at, _) in text.match_indices(look) {
            let start = text[..at].rfind('<').unwrap() + 1;
            let name = text[start..].split_whitespace().next().unwrap();
            let end = text[at..].find(&format!("</{name}>"));
            found.push(&text[start..at + end.unwrap_or_else(|| panic!("{name} has no end: {}", &text[start..at]))]);
        }
    }
    found
}

/// The buttons of the phone's page, which has functions for them.
fn calls(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = Vec::new();
    for opens in ["Button { kind", "FilePick { accept", "tag(\"button\",", "tag(\"a\", \"button"] {
        found.extend(text.split(opens).skip(1).map(|call| call.split([';', '}']).next().unwrap()));
    }
    found
}

/// The words that are named in a part of a file: `Ui::Back`, by its table's own name.
fn named(part: &str, file: &str) -> Vec<(&'static str, [&'static str; 2])> {
    let of_name = |c: char| c.is_ascii_alphanumeric();
    let mut found = Vec::new();
    for (at, _) in part.match_indices("::") {
        let table = part[..at].rsplit(|c| !of_name(c)).next().unwrap();
        let word = part[at + 2..].split(|c| !of_name(c)).next().unwrap();
        let alias = file.find(&format!(" as {table}")).map(|at| file[..at].rsplit(|c| !of_name(c)).next().unwrap());
        let table = TABLES.iter().find(|(name, _)| *name == alias.unwrap_or(table));
        let word = table.and_then(|(_, words)| words.iter().find(|(name, ..)| *name == word));
        found.extend(word.map(|(name, zh, en)| (*name, [*zh, *en])));
    }
    found
}

/// What is wrong with the length of a word; what is put into its places is not counted.
fn too_long(texts: [&str; 2]) -> Option<String> {
    let length = |text: &str| -> usize {
        text.split('{')
            .enumerate()
            .map(|(n, part)| if n == 0 { part } else { part.split_once('}').unwrap().1 })
            .map(|part| part.chars().count())
            .sum()
    };
    let long = MOST.iter().zip(texts).find(|((_, most), text)| length(text) > *most);
    long.map(|((lang, most), text)| format!("“{text}” has {} characters, {lang} at most {most}", length(text)))
}

#[test]
fn the_words_of_buttons_and_tags_are_short() {
    let mut files = Vec::new();
    for folder in ["src", "phone/src", "desk/src"] {
        sources(folder, &mut files);
    }
    let (mut count, mut wrong) = (0, Vec::new());
    for (name, text) in &files {
        let parts = if name.starts_with("phone") { calls(text) } else { elements(text) };
        for part in parts {
            let words = named(part, text);
            if words.is_empty() && !HANDED.iter().any(|(file, _)| file == name) {
                wrong.push(format!("{name}: where do the words come from? {part}"));
            }
            count += words.len();
            wrong
                .extend(words.iter().filter_map(|(word, texts)| Some(format!("{name}: {word} {}", too_long(*texts)?))));
        }
    }
    // Those of the server's own pages.
    let elsewhere = [Codes::Make, Codes::Withdraw, MessageSettings::Save];
    let both = |word: &Word| [Lang::Chinese, Lang::English].map(|lang| word.text(lang));
    let handed = HANDED.iter().flat_map(|(_, words)| *words).chain(&elsewhere).map(both);
    let states = Status::ALL.iter().map(|one| [one.text(Lang::Chinese), one.text(Lang::English)]);
    let weights = [Severity::Error, Severity::Risk, Severity::Note]
        .map(|one| [requirements::weight(one, Lang::Chinese), requirements::weight(one, Lang::English)]);
    wrong.extend(handed.chain(states).chain(weights).filter_map(too_long));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(count > 90, "only {count} words were found");
}

#[test]
fn what_looks_finds() {
    let page = "use a::Ui as Said; <a href=to class=\"button\">{t(Said::PrecheckText)}</a> <p>{t(Ui::Back)}</p>";
    let [element] = elements(page)[..] else { panic!("{page}") };
    let [(name, texts)] = named(element, page)[..] else { panic!("{element}") };
    assert_eq!(name, "PrecheckText");
    assert!(too_long(texts).unwrap().contains("at most 12"));
    assert_eq!(too_long(["十二个字正好到此为止了吧", "thirty letters are just enough"]), None);
    assert!(too_long(["短", "thirty letters and one too many"]).is_some());
    assert_eq!(too_long(["{n} 项", "{name_that_is_as_long_as_it_likes}"]), None);
    let phone = "let leave = Button { kind: \"quiet\", word: Phone::Leave }.on(go);";
    assert_eq!(named(calls(phone)[0], phone)[0].0, "Leave");
}
