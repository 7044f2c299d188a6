//! The page on which an administrator changes the library of reasons (退回理由库). The server writes it; words: `beian_locale::reasons_page`.

use crate::accounts::people::Colleague;
use crate::app::App;
use crate::filings::transitions::written;
use crate::http::extract::Query;
use crate::http::plain_page::{self, In, in_lang};
use crate::http::problem::{Answer, Refused};
use crate::secret;
use crate::storage::StoreError;
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use beian_locale::reasons_page::ReasonsPage;
use beian_locale::{Lang, Word, Words, fill};
use beian_model::wire::LibraryReason;
use beian_model::{Path, Problem};
use http::header::CACHE_CONTROL;
use http::{HeaderMap, HeaderValue};
use maud::{Markup, html};
use serde::Deserialize;
use utoipa::ToSchema;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// Where the page is.
const PAGE: &str = "/api/v1/staff/reasons/library";
/// Most characters of both languages together: with a line's end between them they are one mark.
const MOST: usize = 499;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(show, change))
}

/// A reason as a form of the page sends it.
#[derive(Default, Deserialize, ToSchema)]
pub struct Sent {
    /// `save` or `remove`.
    #[serde(default)]
    action: String,
    /// Its id; empty for a new one.
    #[serde(default)]
    id: String,
    /// Ends of the paths that it is for, with blanks between them.
    #[serde(default)]
    fields: String,
    /// In Chinese.
    #[serde(default)]
    zh: String,
    /// In English.
    #[serde(default)]
    en: String,
}

/// The library, each reason in a form, and a form for another.
#[utoipa::path(get, path = "/staff/reasons/library", tag = "review", params(In), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String), (status = 401, body = Problem), (status = 404, body = Problem)))]
pub async fn show(
    State(app): State<App>,
    _: Colleague,
    Query(asked): Query<In>,
    headers: HeaderMap,
) -> Answer<Response> {
    page(&app, asked.lang(&headers), None).await
}

/// Saves or removes a reason, and leads back to the page; what is wrong is said there, with what was entered.
#[utoipa::path(post, path = "/staff/reasons/library", tag = "review", params(In),
    request_body(content = Sent, content_type = "application/x-www-form-urlencoded"), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String), (status = 303), (status = 401, body = Problem),
    (status = 404, body = Problem), (status = 415, body = Problem)))]
pub async fn change(
    State(app): State<App>,
    _: Colleague,
    Query(asked): Query<In>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Answer<Response> {
    let lang = asked.lang(&headers);
    let back = || Ok(Redirect::to(&in_lang(PAGE, lang)).into_response());
    match sent.action.as_str() {
        "remove" => {
            app.store.remove_reason(&sent.id).await?;
            return back();
        }
        "save" => {}
        _ => return Err(Refused::misread("action")),
    }
    let wrong = match read(&sent) {
        Ok(new) => match app.store.put_reason(&new).await {
            Ok(()) => return back(),
            Err(StoreError::Exists) => ReasonsPage::Full,
            Err(error) => return Err(error.into()),
        },
        Err(wrong) => wrong,
    };
    page(&app, lang, Some((wrong, sent))).await
}

/// What was entered as a reason, or what is wrong with it.
fn read(sent: &Sent) -> Result<LibraryReason, Word> {
    let clean =
        |text: &str| written(text, Path::Filing).map(|text| text.into_owned()).map_err(|_| ReasonsPage::TooLong);
    let (zh, en) = (clean(&sent.zh)?, clean(&sent.en)?);
    if zh.is_empty() || en.is_empty() {
        return Err(ReasonsPage::BothLanguages);
    }
    if zh.chars().count() + en.chars().count() > MOST {
        return Err(ReasonsPage::TooLong);
    }
    let fields: Vec<String> = sent.fields.split_whitespace().map(str::to_owned).collect();
    let is_end =
        |field: &String| field.len() <= 100 && field.chars().all(|c| c.is_ascii_lowercase() || "._[]".contains(c));
    if fields.len() > 20 || !fields.iter().all(is_end) {
        return Err(ReasonsPage::WrongFields);
    }
    let id = if sent.id.is_empty() { secret::id() } else { sent.id.chars().take(64).collect() };
    Ok(LibraryReason { id, fields, zh, en, times: 0 })
}

/// A reason in a form; a new one where it has no id.
fn form(lang: Lang, reason: &LibraryReason, wrong: Option<Word>) -> Markup {
    let said = |word: Word| word.text(lang);
    let id = |name: &str| format!("{name}-{}", reason.id);
    let used = reason.times.to_string();
    html! {
        article {
            form.fields method="post" action=(in_lang(PAGE, lang)) {
                input type="hidden" name="id" value=(reason.id);
                @if !reason.id.is_empty() { p { (fill(said(ReasonsPage::Used), |_| Some(&used))) } }
                @if let Some(wrong) = wrong { p.error role="alert" { (said(wrong)) } }
                label for=(id("zh")) { (said(ReasonsPage::Chinese)) }
                textarea id=(id("zh")) name="zh" lang="zh-CN" maxlength="499" rows="3" required { (reason.zh) }
                label for=(id("en")) { (said(ReasonsPage::English)) }
                textarea id=(id("en")) name="en" lang="en" maxlength="499" rows="3" required { (reason.en) }
                label for=(id("fields")) { (said(ReasonsPage::Fields)) }
                input id=(id("fields")) name="fields" value=(reason.fields.join(" "));
                p {
                    button type="submit" name="action" value="save" { (said(ReasonsPage::Save)) } " "
                    @if !reason.id.is_empty() {
                        button type="submit" name="action" value="remove" formnovalidate { (said(ReasonsPage::Remove)) }
                    }
                }
            }
        }
    }
}

async fn page(app: &App, lang: Lang, wrong: Option<(Word, Sent)>) -> Answer<Response> {
    let library = app.store.library().await?;
    let other = if lang == Lang::Chinese { Lang::English } else { Lang::Chinese };
    let said = |word: Word| word.text(lang);
    // What was entered stands in its own form, with what is wrong with it.
    let typed = wrong.map(|(word, sent)| {
        let fields = sent.fields.split_whitespace().map(str::to_owned).collect();
        (word, LibraryReason { id: sent.id, fields, zh: sent.zh, en: sent.en, times: 0 })
    });
    let of = |reason: &LibraryReason| match &typed {
        Some((word, typed)) if typed.id == reason.id => form(lang, typed, Some(*word)),
        _ => form(lang, reason, None),
    };
    let new = LibraryReason { id: String::new(), fields: Vec::new(), zh: String::new(), en: String::new(), times: 0 };
    let body = html! {
        p {
            a.alone href="/desk" { (said(ReasonsPage::ToDesk)) } " · "
            a href=(in_lang(PAGE, other)) lang=(other.as_str()) { (said(ReasonsPage::Language)) }
        }
        p { (said(ReasonsPage::Intro)) }
        h2.section { (said(ReasonsPage::New)) }
        (of(&new))
        h2.section { (said(ReasonsPage::All)) }
        @for reason in &library { (of(reason)) }
    };
    let mut answer = plain_page::page_in(lang, ReasonsPage::Title.text(lang), &body);
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(answer)
}
