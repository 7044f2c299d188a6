//! The embedded outbox: what would have been sent by SMS and e-mail, shown to this machine only.

use crate::app::App;
use crate::auth::peer::Peer;
use crate::problem::{Answer, Refused};
use axum::extract::State;
use axum::response::Html;
use beian::model::ProblemKind;
use std::fmt::Write;

/// Path of the page, where it is shown.
pub fn path(app: &App) -> Option<String> {
    app.config.outbox.page.then(|| "/outbox".to_owned())
}

/// The page. Who is not at this machine gets the same answer as where there is no page.
pub async fn page(State(app): State<App>, peer: Peer) -> Answer<Html<String>> {
    if !app.config.outbox.page || !peer.is_this_machine() {
        return Err(ProblemKind::NotFound.into());
    }
    let messages = app.store.messages(100).await.map_err(Refused::internal)?;
    let mut articles = String::new();
    for message in messages {
        let code = message.code.map(|code| format!("<p><code>{}</code></p>", escape(&code))).unwrap_or_default();
        // Writing into a string does not fail.
        let _ = write!(
            articles,
            "<article class=\"card\" data-to=\"{to}\" data-kind=\"{kind}\"><h2>{kind} → {to}</h2>{code}<p>{text}</p></article>\n",
            to = escape(&message.to),
            kind = escape(&message.kind),
            text = escape(&message.text),
        );
    }
    if articles.is_empty() {
        articles.push_str("<p>还没有消息。 Nothing was sent yet.</p>");
    }
    Ok(Html(format!(
        "<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" \
         content=\"width=device-width, initial-scale=1\"><title>发件箱 Outbox</title></head>\n<body><main class=\"page\">\
         <h1>发件箱 Outbox</h1><p>本机演示：以下短信和邮件没有真正发出。 These messages were not sent; this page is shown on \
         this machine only.</p>\n{articles}</main></body></html>\n"
    )))
}

/// Text as text in HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
