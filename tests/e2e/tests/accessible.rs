//! Nobody is kept out: on every page and in every state, in both languages, axe-core finds nothing (WCAG 2.2 AA), light or dark;
//! targets are 24 px, text of twice the size and a width of 320 px lose nothing, and nothing moves for who asked for less motion.

use beian_e2e::browser::Browser;
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

both_languages!(wizard, 26);
both_languages!(turns, 17);
both_languages!(phone, 12);
both_languages!(desk, 7);
