use super::*;
use crate::config::Config;
use crate::connections::requests;
use crate::http::wait::Wait;
use crate::notifier::{Key, Notifier};
use axum::extract::State;
use axum::middleware::from_fn;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use beian_model::FilingId;
use std::net::Ipv4Addr;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::mpsc;

/// Longest time in which anything here ends, so that a failure is told.
const PATIENCE: Duration = Duration::from_secs(20);
/// As a browser asks.
const WAITS: &str = "GET /?wait=25 HTTP/1.1\r\nHost: a\r\nUser-Agent: long\r\nCookie: a=1\r\nContent-Length: 0\r\n\r\n";
const ASKS: &str = "GET / HTTP/1.1\r\nHost: a\r\nCookie: a=2\r\n\r\n";

fn key() -> Key {
    Key::Filing(FilingId("one".to_owned()))
}

/// What the handler shares with its test.
#[derive(Clone)]
struct Shared {
    notifier: Notifier,
    version: Arc<AtomicU32>,
    looked: mpsc::UnboundedSender<()>,
}

/// Answers who waits once the version is above nothing, and who does not at once, with the cookie that came.
async fn look(State(shared): State<Shared>, wait: Wait, headers: http::HeaderMap) -> Response {
    let watch = shared.notifier.watch(key(), wait.time());
    let version = shared.version.load(Ordering::SeqCst);
    shared.looked.send(()).unwrap();
    if watch.waits() && version == 0 {
        return wait.unchanged(watch, None);
    }
    let cookie = headers.get("cookie").and_then(|value| value.to_str().ok()).unwrap_or_default();
    format!("{version} {cookie};").into_response()
}

struct Served {
    address: SocketAddr,
    shared: Shared,
    looks: mpsc::UnboundedReceiver<()>,
    end: watch::Sender<bool>,
    serving: tokio::task::JoinHandle<()>,
}

impl Served {
    async fn start() -> Served {
        let (looked, looks) = mpsc::unbounded_channel();
        let shared = Shared { notifier: Notifier::default(), version: Arc::default(), looked };
        let router = Router::new().route("/", get(look)).with_state(shared.clone());
        let router = router.layer(from_fn(requests::under_way));
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let (end, ending) = watch::channel(false);
        let acceptor = Acceptor::new(&Config::default(), None);
        let serving = tokio::spawn(serve(listener, acceptor, router, ending, PATIENCE));
        Served { address, shared, looks, end, serving }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    async fn looked(&mut self) {
        tokio::time::timeout(PATIENCE, self.looks.recv()).await.unwrap().unwrap();
    }

    fn change(&self) {
        self.shared.version.fetch_add(1, Ordering::SeqCst);
        self.shared.notifier.announce(&key());
    }

    /// Waits until nobody waits here any more.
    async fn nobody_waits(&self) {
        let left = async {
            while self.shared.notifier.waits_for(&key()) {
                tokio::task::yield_now().await;
            }
        };
        tokio::time::timeout(PATIENCE, left).await.unwrap();
    }
}

/// Reads until this came.
async fn read_to(stream: &mut TcpStream, end: &str) -> String {
    let mut bytes = Vec::new();
    let read = async {
        while !String::from_utf8_lossy(&bytes).ends_with(end) {
            assert_ne!(stream.read_buf(&mut bytes).await.unwrap(), 0, "the connection ended");
        }
    };
    tokio::time::timeout(PATIENCE, read).await.unwrap();
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn who_waits_is_answered_at_the_change_and_asks_again_on_the_same_connection() {
    let mut served = Served::start().await;
    let mut stream = served.connect().await;
    stream.write_all(ASKS.as_bytes()).await.unwrap();
    assert!(read_to(&mut stream, "0 a=2;").await.starts_with("HTTP/1.1 200 OK\r\n"));
    served.looked().await;
    stream.write_all(WAITS.as_bytes()).await.unwrap();
    served.looked().await;
    // A look that finds nothing, as where another page's change was announced under the same key.
    served.shared.notifier.announce(&key());
    served.looked().await;
    served.change();
    let answer = read_to(&mut stream, "1 a=1;").await;
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    assert_eq!(answer.matches("HTTP/1.1").count(), 1);
    stream.write_all(ASKS.as_bytes()).await.unwrap();
    read_to(&mut stream, "1 a=2;").await;
}

#[tokio::test]
async fn what_is_sent_behind_a_request_that_waits_is_answered_after_it() {
    let mut served = Served::start().await;
    let mut stream = served.connect().await;
    // At once, then in pieces: more than is read ahead in all.
    stream.write_all(format!("{WAITS}{ASKS}").as_bytes()).await.unwrap();
    served.looked().await;
    for part in ASKS.repeat(400).as_bytes().chunks(1000) {
        stream.write_all(part).await.unwrap();
    }
    served.change();
    let answers = read_to(&mut stream, "1 a=2;").await;
    assert!(answers.find("1 a=1;") < answers.find("1 a=2;"));
    let mut seen = answers.matches("1 a=2;").count();
    while seen < 401 {
        seen += read_to(&mut stream, "1 a=2;").await.matches("1 a=2;").count();
    }
    assert_eq!(seen, 401);
}

#[tokio::test]
async fn who_leaves_waits_no_more() {
    let mut served = Served::start().await;
    let mut stream = served.connect().await;
    stream.write_all(WAITS.as_bytes()).await.unwrap();
    served.looked().await;
    assert!(served.shared.notifier.waits_for(&key()));
    drop(stream);
    served.nobody_waits().await;
}

#[tokio::test]
async fn at_the_end_who_waits_is_answered_and_told_that_the_connection_closes() {
    let mut served = Served::start().await;
    let (mut waits, mut rests) = (served.connect().await, served.connect().await);
    rests.write_all(ASKS.as_bytes()).await.unwrap();
    read_to(&mut rests, "0 a=2;").await;
    served.looked().await;
    waits.write_all(WAITS.as_bytes()).await.unwrap();
    served.looked().await;
    served.end.send_replace(true);
    served.shared.notifier.end();
    let mut answer = String::new();
    tokio::time::timeout(PATIENCE, waits.read_to_string(&mut answer)).await.unwrap().unwrap();
    assert!(answer.contains("0 a=1;") && answer.to_lowercase().contains("connection: close"), "{answer}");
    tokio::time::timeout(PATIENCE, rests.read_to_string(&mut String::new())).await.unwrap().unwrap();
    tokio::time::timeout(PATIENCE, served.serving).await.unwrap().unwrap();
    assert!(TcpStream::connect(served.address).await.is_err());
}
