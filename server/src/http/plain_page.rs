//! Small pages that the server writes itself: outbox and simulator for whoever stands before this machine, authorisation codes, texts to
//! be read, and forms to be printed.

use axum::response::{Html, IntoResponse, Response};
use beian_locale::Lang;
use data_encoding::BASE64;
use http::HeaderValue;
use http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

const STYLE: &str = include_str!("plain_page.css");

const PRINTED_STYLE: &str = include_str!("printed_page.css");

/// A page with a title, in both languages beside each other.
pub fn page(title: &str, body: &Markup) -> Response {
    page_in(Lang::Chinese, title, body)
}

/// A page in one language.
pub fn page_in(lang: Lang, title: &str, body: &Markup) -> Response {
    let body = html! {
        main {
            h1 { (title) }
            (body)
        }
    };
    answer(lang, title, STYLE, &body)
}

/// A text to read, in one language.
pub fn text(lang: Lang, title: &str, text: &Markup) -> Response {
    let body = html! {
        main.text {
            h1 { (title) }
            (text)
        }
    };
    answer(lang, title, STYLE, &body)
}

/// A sheet of A4 to be printed, with how above it, which is not.
pub fn printed(title: &str, how: &Markup, sheet: &Markup) -> Response {
    let body = html! {
        div.how { (how) }
        main {
            h1 { (title) }
            (sheet)
        }
    };
    answer(Lang::Chinese, title, PRINTED_STYLE, &body)
}

fn answer(lang: Lang, title: &str, style: &str, body: &Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang=(lang.as_str()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) }
                style { (PreEscaped(style)) }
            }
            body { (body) }
        }
    };
    let hash = BASE64.encode(&Sha256::digest(style.as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    let mut answer = Html(page.into_string()).into_response();
    // With `no-referrer` browsers send the forms of a page with the origin `null`, which is nobody's (Fetch, "append a request Origin
    // header"), and they would be refused.
    answer.headers_mut().insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
    }
    answer
}
