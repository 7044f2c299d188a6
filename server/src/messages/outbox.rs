//! The embedded outbox: what would have been sent by SMS and e-mail, shown to this machine only.

use crate::app::App;
use crate::http::peer::Peer;
use crate::http::plain_page::{self, escape};
use crate::http::problem::Answer;
use axum::extract::State;
use axum::response::Response;
use beian_model::ProblemKind;
use std::fmt::Write;

/// Path of the page, where it is shown to who asks.
pub fn path(app: &App, peer: Peer) -> Option<String> {
    is_shown(app, peer).then(|| "/outbox".to_owned())
}

fn is_shown(app: &App, peer: Peer) -> bool {
    app.config.shows_outbox() && peer.is_this_machine()
}

/// The page. Who is not at this machine gets the same answer as where there is no page.
pub async fn page(State(app): State<App>, peer: Peer) -> Answer<Response> {
    if !is_shown(&app, peer) {
        return Err(ProblemKind::NotFound.into());
    }
    let messages = app.store.messages(100).await?;
    let mut articles = String::new();
    for message in messages {
        let code = message.code.map(|code| format!("<p><code>{}</code></p>", escape(&code))).unwrap_or_default();
        // Writing into a string does not fail.
        let _ = writeln!(
            articles,
            "<article data-to=\"{to}\" data-kind=\"{kind}\"><h2>{kind} → {to}</h2>{code}<p>{text}</p></article>",
            to = escape(&message.to),
            kind = escape(&message.kind),
            text = escape(&message.text),
        );
    }
    if articles.is_empty() {
        articles.push_str("<p>还没有消息。 Nothing was sent yet.</p>");
    }
    let said = "<p>本机演示：以下短信和邮件没有真正发出，本页只在本机显示。 These messages were not sent; only this machine sees this \
                page.</p>\n";
    Ok(plain_page::page("发件箱 Outbox", &format!("{said}{articles}")))
}
