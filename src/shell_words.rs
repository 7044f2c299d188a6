//! The shell of the wizard says what the program says, and looks where the program does: held against `index.html` and `shell.js`.

use crate::routes;
use beian_browser::{language, shell};
use beian_locale::{Lang, Word, Words, before::Before, ui::Ui};
use std::fs;
use std::path::Path;

/// What stands in each part of the shell that a script chooses, in its order.
const WORDS: [(&str, &[Word]); 3] = [
    ("header", &[Ui::ProductName]),
    (
        "first--home",
        &[
            Ui::ProductName,
            Ui::LandingLead,
            Before::DomainTitle,
            Before::DomainLabel,
            Before::DomainHint,
            Before::DomainLook,
            Ui::Loading,
        ],
    ),
    ("first--sign-in", &[Ui::SignIn, Ui::SignInLead, Ui::MobileLabel, Ui::MobileHint, Ui::SendCode, Ui::Loading]),
];

fn read(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}

#[test]
fn the_shell_says_the_words_of_the_program() {
    let html = read("index.html");
    let body = html.split_once("<body>").unwrap().1;
    let mut places = WORDS.iter().map(|(part, _)| body.find(part).unwrap()).collect::<Vec<_>>();
    places.push(body.find("first--other").unwrap());
    for ((part, words), place) in WORDS.iter().zip(places.windows(2)) {
        let said: Vec<_> = body[place[0]..place[1]].split("<span lang=\"zh-CN\">").skip(1).collect();
        assert_eq!(said.len(), words.len(), "{part}");
        for (said, word) in said.iter().zip(*words) {
            let both =
                format!("{}</span><span lang=\"en\">{}</span>", word.text(Lang::Chinese), word.text(Lang::English));
            assert!(said.starts_with(&both), "{part} does not say {both}: {said}");
        }
    }
    assert!(!body[places[3]..].contains("<span"), "what is not chosen by a script says both languages at once");
}

#[test]
fn the_shells_script_knows_the_keys_and_addresses_of_the_program() {
    let script = read("shell.js");
    for key in [language::KEY, shell::SIGNED_IN] {
        assert!(script.contains(&format!("read(\"{key}\")")), "{key}");
    }
    for address in [routes::HOME, routes::SIGN_IN] {
        assert!(script.contains(&format!("\"{address}\": \"")), "{address}");
    }
    for lang in Lang::ALL {
        assert!(script.contains(&format!("language !== \"{lang}\"")), "{lang}");
    }
}
