//! Messages that are really sent: to a mail server of npm's (`mail`) and to gateways of this process (`gateway`), which check what is signed
//! by the published algorithms.
//!
//! - `by_mail`: e-mail; `by_sms`: SMS by each gateway; `in_time`: again, given up, once.

mod by_mail;
mod by_sms;
mod gateway;
mod in_time;
mod mail;

use beian_model::Timestamp;
use beian_server::app::App;
use beian_server::clock::Clock;
use beian_server::config::Config;
use beian_server::messages::delivering;
use beian_server::messages::stored::{Channel, Message, SentMessage};
use tempfile::TempDir;

/// A number and an address of nobody.
const MOBILE: &str = "13800138000";
const ADDRESS: &str = "person@example.com";
/// 2026-12-01, 08:00 in China.
const NOW: Timestamp = Timestamp(1_796_083_200);

/// A server without connections: what is posted there is sent as the settings say.
struct Post {
    app: App,
    _data: TempDir,
}

impl Post {
    async fn with(change: impl FnOnce(&mut Config)) -> Post {
        let data = TempDir::new().unwrap();
        let mut config = Config { data: data.path().join("data"), dist: data.path().join("dist"), ..Config::default() };
        change(&mut config);
        let app = App::open(config, Clock::standing(NOW)).await.unwrap();
        Post { app, _data: data }
    }

    async fn post(&self, message: Message) {
        self.app.store.post(&message, self.app.clock.now()).await.unwrap();
    }

    /// What the job does at a look.
    async fn look(&self) {
        delivering::look(&self.app).await.unwrap();
    }

    /// The message that was posted last, as the outbox knows it.
    async fn last(&self) -> SentMessage {
        self.app.store.messages(1).await.unwrap().remove(0)
    }
}

fn email(to: &str, text: &str) -> Message {
    Message::new(Channel::Email, to.to_owned(), text.to_owned(), "return")
}

fn sms(text: &str) -> Message {
    Message {
        blanks: vec![("code", "123456".to_owned()), ("minutes", "10".to_owned())],
        code: Some("123456".to_owned()),
        until: Some(NOW.plus(600)),
        ..Message::new(Channel::Sms, MOBILE.to_owned(), text.to_owned(), "code")
    }
}
