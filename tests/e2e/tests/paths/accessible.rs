//! Nobody is kept out: on every page and in every state, in both languages, axe-core finds nothing (WCAG 2.2 AA), light or dark;
//! targets are 24 px, text of twice the size and a width of 320 px lose nothing, and nothing moves for who asked for less motion.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::server::Server;
use beian_e2e::tour::{self, Visitor};
use std::fmt::Write;

/// Collects what is found on the way, so that one run names everything.
#[derive(Default)]
struct Found {
    pages: usize,
    barriers: String,
}

impl Visitor for Found {
    async fn see(&mut self, browser: &Browser, page: &'static str, state: &'static str) {
        self.pages += 1;
        for barrier in browser.barriers().await {
            let _ = writeln!(self.barriers, "{page}, {state}: {barrier}");
        }
    }
}

impl Found {
    #[track_caller]
    fn nothing(self, fewest_pages: usize) {
        assert!(self.pages >= fewest_pages, "only {} pages were seen", self.pages);
        assert!(self.barriers.is_empty(), "{}", self.barriers);
    }
}

macro_rules! both_languages {
    ($part:ident, $fewest_pages:literal) => {
        mod $part {
            use super::*;

            #[tokio::test(flavor = "multi_thread")]
            async fn in_chinese() {
                let mut found = Found::default();
                tour::$part(&Server::start_demo().await, "zh-CN", &mut found).await;
                found.nothing($fewest_pages);
            }

            #[tokio::test(flavor = "multi_thread")]
            async fn in_english() {
                let mut found = Found::default();
                tour::$part(&Server::start_demo().await, "en", &mut found).await;
                found.nothing($fewest_pages);
            }
        }
    };
}

both_languages!(wizard, 28);
both_languages!(turns, 17);
both_languages!(phone, 18);
both_languages!(desk, 7);

/// A page with one of each: what finds nothing anywhere must find these.
const BARRED: &str = "
    const small = () => {
        const button = document.createElement('button');
        Object.assign(button.style, { width: '10px', height: '10px', padding: 0, border: 0 });
        return button;
    };
    const wide = document.createElement('p');
    wide.textContent = 'wide';
    wide.style.width = '3000px';
    const moving = document.createElement('p');
    moving.animate([{ opacity: 0.5 }, { opacity: 1 }], { duration: 1000, iterations: Infinity });
    const cut = document.createElement('p');
    cut.textContent = 'word '.repeat(200);
    Object.assign(cut.style, { height: '20px', overflow: 'hidden' });
    document.querySelector('main').append(small(), small(), wide, moving, cut)";

#[tokio::test(flavor = "multi_thread")]
async fn what_looks_finds() {
    let server = Server::start().await;
    let browser = Browser::open("barred", Device::Desktop, "en").await;
    browser.goto(&server.url("/")).await;
    browser.find("[data-action='send-code']").await;
    browser.client.execute(BARRED, vec![]).await.expect("the page can be spoilt");
    let found = browser.barriers().await.join("\n");
    for expected in [
        "moves though less motion is asked for",
        "light: button-name",
        "target below 24 px",
        "scrolls sideways at 320 px",
        "cut off at 320 px",
        "scrolls sideways at 200 % text",
    ] {
        assert!(found.contains(expected), "{expected} is not among\n{found}");
    }
}
