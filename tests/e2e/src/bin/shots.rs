//! Pictures of every page in every state, three widths, two languages, light and dark, with an index to look through them. The first
//! argument is the folder that they go to; `cargo xtask shots` gives it.

use beian_e2e::browser::Browser;
use beian_e2e::cdp::Theme;
use beian_e2e::server::Server;
use beian_e2e::tour::{self, Visitor};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;

/// A phone, a tablet, a desktop; and how high each window is.
const SIZES: [(u32, u32); 3] = [(375, 812), (768, 1024), (1280, 800)];

/// Takes the pictures of one tour.
struct Photographer {
    folder: PathBuf,
    /// As file names say it.
    language: &'static str,
    /// Page and state of each, in the order in which they were seen.
    seen: Vec<(&'static str, &'static str)>,
}

impl Visitor for Photographer {
    async fn see(&mut self, browser: &Browser, page: &'static str, state: &'static str) {
        self.seen.push((page, state));
        for theme in Theme::ALL {
            browser.set_media(theme, true).await;
            for (width, height) in SIZES {
                browser.set_width(width, height).await;
                let png = browser.whole_page().await;
                let png = data_encoding::BASE64.decode(png.as_bytes()).expect("base64");
                let path = self.folder.join(file(page, state, width, self.language, theme));
                std::fs::write(path, png).expect("the picture is written");
            }
        }
        browser.set_own_width().await;
    }
}

/// The name of a picture's file.
fn file(page: &str, state: &str, width: u32, language: &str, theme: Theme) -> String {
    let name = format!("{page} {state}");
    let name = name.trim().replace([' ', '_'], "-");
    format!("{name}-{width}-{language}-{}.png", theme.as_str())
}

/// Goes through all tours in one language, and tells what was seen.
async fn take(folder: PathBuf, prefers: &'static str, language: &'static str) -> Vec<(&'static str, &'static str)> {
    let server = Server::start_demo().await;
    let new = || Photographer { folder: folder.clone(), language, seen: Vec::new() };
    let (mut wizard, mut turns, mut phone, mut desk) = (new(), new(), new(), new());
    tokio::join!(
        tour::wizard(&server, prefers, &mut wizard),
        tour::turns(&server, prefers, &mut turns),
        tour::phone(&server, prefers, &mut phone),
        tour::desk(&server, prefers, &mut desk),
    );
    [wizard, turns, phone, desk].into_iter().flat_map(|one| one.seen).collect()
}

/// The page to look through: a section for each page, a row for each state.
fn index(seen: &[(&'static str, &'static str)]) -> String {
    let mut pages: Vec<&str> = Vec::new();
    let mut states: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (page, state) in seen {
        if !pages.contains(page) {
            pages.push(page);
        }
        let states = states.entry(page).or_default();
        if !states.contains(state) {
            states.push(state);
        }
    }
    let mut html = String::from(
        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>Every page in every state</title>\n\
         <style>body { margin: 2rem; font: 1rem/1.5 system-ui } h2 { margin-top: 3rem } figure { margin: 0; max-width: 18rem }\n\
         .row { display: flex; flex-wrap: wrap; gap: 1rem; align-items: start } img { width: 100%; border: 1px solid #999 }\n\
         figcaption { font-size: .875rem }</style>\n<h1>Every page in every state</h1>\n<p>",
    );
    for page in &pages {
        let _ = write!(html, "<a href=\"#{0}\">{page}</a> ", page.replace(' ', "-"));
    }
    for page in pages {
        let _ = write!(html, "\n<h2 id=\"{}\">{page}</h2>", page.replace(' ', "-"));
        for state in states.get(page).into_iter().flatten() {
            let _ = write!(html, "\n<h3>{state}</h3>\n<div class=\"row\">");
            for (language, theme, (width, _)) in circumstances() {
                let file = file(page, state, width, language, theme);
                let theme = theme.as_str();
                let _ = write!(
                    html,
                    "\n<figure><a href=\"{file}\"><img src=\"{file}\" loading=\"lazy\" alt=\"{page}, {state}\"></a>\
                     <figcaption>{width}, {language}, {theme}</figcaption></figure>"
                );
            }
            html.push_str("\n</div>");
        }
    }
    html.push('\n');
    html
}

fn circumstances() -> impl Iterator<Item = (&'static str, Theme, (u32, u32))> {
    ["zh", "en"].into_iter().flat_map(|language| {
        Theme::ALL.into_iter().flat_map(move |theme| SIZES.into_iter().map(move |size| (language, theme, size)))
    })
}

#[tokio::main]
async fn main() {
    let folder: PathBuf = std::env::args_os().nth(1).expect("the folder of the pictures is named").into();
    std::fs::create_dir_all(&folder).expect("the folder of the pictures can be made");
    let mut seen = take(folder.clone(), "zh-CN", "zh").await;
    seen.extend(take(folder.clone(), "en", "en").await);
    std::fs::write(folder.join("index.html"), index(&seen)).expect("the index is written");
    println!("{} pictures: {}", seen.len() * Theme::ALL.len() * SIZES.len(), folder.join("index.html").display());
}
