//! At 320 pixels, in both languages: the words of buttons and tags are seen whole, on two lines at the most, and no page scrolls
//! sideways.

use beian_e2e::api::{Account, demo_mobile};
use beian_e2e::browser::{Browser, Device};
use beian_e2e::server::Server;
use beian_model::Status;
use serde_json::Value;

/// What is wrong with the buttons and tags that are seen. What only a screen reader hears has no line, and an inline element no
/// width of its own.
const WRONG: &str = "
    const page = document.documentElement;
    const found = page.scrollWidth > page.clientWidth ? [`the page is ${page.scrollWidth} wide`] : [];
    const lines = element => {
        const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        const middles = [];
        while (texts.nextNode()) {
            const parent = texts.currentNode.parentElement;
            if (parent.closest('.visually-hidden') || getComputedStyle(parent).clipPath !== 'none') continue;
            const range = document.createRange();
            range.selectNodeContents(texts.currentNode);
            for (const box of range.getClientRects()) {
                const middle = (box.top + box.bottom) / 2;
                if (box.width > 1 && middles.every(other => Math.abs(other - middle) > box.height / 2)) middles.push(middle);
            }
        }
        return middles.length;
    };
    const seen = [...document.querySelectorAll('button, .button, .tag')].filter(element =>
        element.checkVisibility({ visibilityProperty: true }) && element.getBoundingClientRect().width > 1);
    for (const element of seen) {
        const box = element.getBoundingClientRect();
        const wrong = [];
        if (element.clientWidth && element.scrollWidth > element.clientWidth + 1) wrong.push('is cut');
        if (box.left < -1 || box.right > page.clientWidth + 1) wrong.push('sticks out');
        if (lines(element) > 2) wrong.push(`takes ${lines(element)} lines`);
        if (wrong.length) found.push(`${wrong.join(', ')}: ${element.outerHTML.slice(0, 200)}`);
    }
    return seen.length ? found : ['no button is seen']";

/// Looks at the page as it is now.
async fn look(browser: &Browser, page: &str, wrong: &mut Vec<String>) {
    let found = browser.client.execute(WRONG, vec![]).await.expect("the page answers");
    let found = found.as_array().expect("a list").iter().filter_map(Value::as_str);
    wrong.extend(found.map(|one| format!("{page}: {one}")));
}

async fn every_word_is_seen(name: &'static str, language: &str) {
    let server = Server::start_demo().await;
    let browser = Browser::open(name, Device::Desktop, language).await;
    browser.set_width(320, 640).await;
    let mut wrong = Vec::new();
    browser.goto(&server.url("/")).await;
    browser.find("[data-action='send-code']").await;
    look(&browser, "landing", &mut wrong).await;

    let account = Account::sign_in(&server, &demo_mobile(Status::Draft)).await;
    account.enter(&browser, &server).await;
    browser.find("[data-filing]").await;
    look(&browser, "home", &mut wrong).await;
    let id = account.filings().await.remove(0);
    for (page, ready) in [
        ("prepare", "[data-bureau] li"),
        ("basic-check", "[id='organiser.name']"),
        ("verification", "[data-state='passed']"),
        ("organiser", "[data-path='organiser.licence'] img"),
        ("websites", ".upload__preview img"),
        ("preview", ".summary__picture"),
    ] {
        browser.goto(&server.url(&format!("/filings/{id}/{page}"))).await;
        browser.find(ready).await;
        browser.until_saved().await;
        look(&browser, page, &mut wrong).await;
    }

    for status in [Status::FirstReview, Status::NeedsFix, Status::SmsPending] {
        let account = Account::sign_in(&server, &demo_mobile(status)).await;
        account.enter(&browser, &server).await;
        let id = account.filings().await.remove(0);
        browser.goto(&server.url(&format!("/filings/{id}"))).await;
        browser.find(&format!("[data-status='{status}']")).await;
        browser.find(".timeline__entry").await;
        look(&browser, status.as_str(), &mut wrong).await;
    }
    browser.picture(language).await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[tokio::test(flavor = "multi_thread")]
async fn every_word_is_seen_in_chinese() {
    every_word_is_seen("narrow-zh", "zh-CN").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_word_is_seen_in_english() {
    every_word_is_seen("narrow-en", "en").await;
}
