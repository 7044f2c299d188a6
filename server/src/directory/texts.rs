//! The operator's texts as pages: what happens with personal information, help and limits, what can be filed here, and what is agreed to.

use crate::app::App;
use crate::config::texts::Text;
use crate::http::plain_page;
use crate::http::problem::Answer;
use axum::extract::{Path, State};
use axum::response::Response;
use beian_locale::Lang;
use beian_model::{Problem, ProblemKind};
use http::HeaderValue;
use http::header::CACHE_CONTROL;
use maud::{Markup, PreEscaped, html};
use pulldown_cmark::{CowStr, Event, Options, Parser};
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

/// What is asked here.
pub fn routes() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(get))
}

/// A text of the operator as a page to read: `privacy`, `help`, `scope`, `consent`, `attachment_consent`, or the code of an agreement. Nobody
/// needs to sign in for it.
#[utoipa::path(get, path = "/texts/{lang}/{name}", tag = "catalogue",
    params(("lang" = String, Path, description = "`zh` or `en`"), ("name" = String, Path, description = "Name of the text")), responses(
    (status = 200, content_type = "text/html; charset=utf-8", body = String), (status = 404, body = Problem)))]
pub async fn get(State(app): State<App>, Path((lang, name)): Path<(String, String)>) -> Answer<Response> {
    let (lang, other) = match lang.as_str() {
        "zh" => (Lang::Chinese, "en"),
        "en" => (Lang::English, "zh"),
        _ => return Err(ProblemKind::NotFound.into()),
    };
    let text = app.texts.text(&name, lang).ok_or(ProblemKind::NotFound)?;
    let mut answer = plain_page::text(lang, &text.title, &body(text, lang, other, &name));
    // A new version is seen at once.
    answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    Ok(answer)
}

fn body(text: &Text, lang: Lang, other: &str, name: &str) -> Markup {
    let (version, since, switch) = match lang {
        Lang::Chinese => ("版本", "生效日期", "English"),
        Lang::English => ("Version", "in force since", "中文"),
    };
    html! {
        p.about {
            (version) " " (text.version) " · " (since) " " (text.date) " · "
            // Relative, so that it holds wherever the interface is mounted.
            a href=(format!("../{other}/{name}")) lang=(other) hreflang=(other) { (switch) }
        }
        (PreEscaped(rendered(&text.words)))
    }
}

/// Markdown as HTML; HTML in it is shown as it was written.
fn rendered(words: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
    let events = Parser::new_ext(words, options).map(|event| match event {
        Event::Html(code) | Event::InlineHtml(code) => Event::Text(CowStr::from(code.into_string())),
        other => other,
    });
    let mut html = String::with_capacity(words.len() * 3 / 2);
    pulldown_cmark::html::push_html(&mut html, events);
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_is_drawn_and_html_in_it_runs_nowhere() {
        let html = rendered(
            "## 授权码 {#code}\n\n| a | b |\n|-|-|\n| 1 | **2** |\n\n<script>x()</script>\n\nin <b>line</b>\n",
        );
        assert!(html.contains("<h2 id=\"code\">授权码</h2>") && html.contains("<td><strong>2</strong></td>"), "{html}");
        assert!(html.contains("&lt;script&gt;") && html.contains("&lt;b&gt;line"), "{html}");
        assert!(!html.contains("<script") && !html.contains("<b>"), "{html}");
    }
}
