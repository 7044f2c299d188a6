//! Small pages that the server writes itself: outbox and simulator for whoever stands before this machine, authorisation codes, texts to
//! be read, and forms to be printed.

use crate::http::problem::language;
use axum::response::{Html, IntoResponse, Response};
use beian_locale::Lang;
use beian_model::Timestamp;
use data_encoding::BASE64;
use http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY};
use http::{HeaderMap, HeaderValue};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use utoipa::IntoParams;

const STYLE: &str = include_str!("plain_page.css");

const PRINTED_STYLE: &str = include_str!("printed_page.css");

/// In which language a page is asked for.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct In {
    /// `zh-CN` or `en`; without it, the language that the browser asks for.
    lang: Option<String>,
}

impl In {
    /// The language.
    pub fn lang(&self, headers: &HeaderMap) -> Lang {
        lang_of(self.lang.as_deref(), headers)
    }
}

/// The language of a name, or else the one that the browser asks for.
pub fn lang_of(name: Option<&str>, headers: &HeaderMap) -> Lang {
    name.and_then(|name| name.parse().ok()).unwrap_or_else(|| language(headers))
}

/// The address of a page in a language.
pub fn in_lang(address: &str, lang: Lang) -> String {
    format!("{address}?lang={}", lang.as_str())
}

/// Day and time in China.
pub fn time_in_china(at: Timestamp) -> String {
    let minute = (at.0 + 8 * 3600).rem_euclid(86_400) / 60;
    format!("{} {:02}:{:02}", at.date_in_china(), minute / 60, minute % 60)
}

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
