//! A gateway in this process: it keeps what it was asked, and answers what it is told to.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::response::Response;
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// A request.
#[derive(Clone, Debug)]
pub struct Asked {
    pub query: String,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Asked {
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// An answer: a status and a body, or none at all.
#[derive(Clone, Debug)]
pub enum Says {
    This(u16, String),
    Nothing,
}

#[derive(Clone, Default)]
struct Shared {
    asked: Arc<Mutex<Vec<Asked>>>,
    says: Arc<Mutex<VecDeque<Says>>>,
}

/// The gateway.
pub struct Gateway {
    shared: Shared,
    pub url: String,
}

async fn answer(State(shared): State<Shared>, request: Request) -> Response {
    let (head, body) = request.into_parts();
    let headers = head.headers.iter();
    let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned())).collect();
    let body = to_bytes(body, 1 << 20).await.unwrap().to_vec();
    let query = head.uri.query().unwrap_or_default().to_owned();
    shared.asked.lock().unwrap().push(Asked { query, headers, body });
    let says = shared.says.lock().unwrap().pop_front().unwrap_or(Says::This(200, String::new()));
    match says {
        Says::This(status, body) => Response::builder().status(status).body(Body::from(body)).unwrap(),
        Says::Nothing => std::future::pending().await,
    }
}

impl Gateway {
    /// One that answers these, one after the other, and 200 after that.
    pub async fn start(says: impl IntoIterator<Item = Says>) -> Gateway {
        let shared = Shared { says: Arc::new(Mutex::new(says.into_iter().collect())), ..Shared::default() };
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let router = Router::new().fallback(answer).with_state(shared.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Gateway { shared, url }
    }

    /// Everything that was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.shared.asked.lock().unwrap().clone()
    }
}
