//! The embedded outbox: what was written by SMS and e-mail, and how far it came, shown to this machine only.

use crate::app::App;
use crate::carriers::Channel;
use crate::http::peer::Peer;
use crate::http::plain_page;
use crate::http::problem::Answer;
use crate::messages::stored::SentMessage;
use axum::extract::State;
use axum::response::Response;
use beian_model::ProblemKind;
use maud::{Markup, html};

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
    let leaves = Channel::ALL.map(|channel| app.carriers.of(channel).is_some());
    let body = html! {
        @if leaves.contains(&true) {
            p { "本页只在本机显示。 Only this machine sees this page." }
        }
        @if leaves.contains(&false) {
            p {
                @match leaves {
                    [true, _] => "邮件没有真正发出。 E-mail is not sent.",
                    [_, true] => "短信没有真正发出。 SMS are not sent.",
                    _ => "本机演示：以下短信和邮件没有真正发出，本页只在本机显示。 These messages were not sent; only this machine sees this page.",
                }
            }
        }
        @for message in &messages { (article(message)) }
        @if messages.is_empty() { p { "还没有消息。 Nothing was sent yet." } }
    };
    Ok(plain_page::page("发件箱 Outbox", &body))
}

fn article(message: &SentMessage) -> Markup {
    html! {
        article data-to=(message.to) data-kind=(message.kind) {
            h2 { (message.kind) " → " (message.to) }
            @if let Some(code) = &message.code { p { code { (code) } } }
            p { (message.text) }
            @if !message.said.is_empty() {
                p {
                    @if message.is_sent { "重试后已发出。 Sent at a later try. " }
                    @else if message.is_given_up { "未能发出，不再重试。 Not sent, given up. " }
                    @else { "尚未发出，会再试。 Not sent yet; it is tried again. " }
                    code { (message.said) }
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::Timestamp;

    #[test]
    fn text_cannot_become_markup() {
        let evil = "<b a=\"1\">&".to_owned();
        let message = SentMessage {
            kind: "sms".into(),
            to: evil.clone(),
            text: evil.clone(),
            code: None,
            created_at: Timestamp(0),
            is_sent: false,
            is_given_up: true,
            said: evil,
        };
        let shown = article(&message).into_string();
        assert_eq!(shown.matches("&lt;b a=&quot;1&quot;&gt;&amp;").count(), 4, "{shown}");
    }
}
