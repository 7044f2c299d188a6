//! A browser behind a load balancer: each request goes to the next server, and to the other one where the first refused the connection or
//! closed it before it answered. Connections are kept.

use beian_model::Timestamp;
use beian_server::accounts::stored::{NewSession, SessionKind};
use beian_server::secret;
use beian_server::storage::Store;
use serde_json::Value;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::time::{SystemTime, UNIX_EPOCH};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Where the contract begins.
const API: &str = "/api/v1";

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    /// Has this status.
    #[track_caller]
    pub fn is(self, status: u16) -> Answer {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        self
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    /// The body.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    /// The version in the `ETag`.
    pub fn version(&self) -> u64 {
        header(&self.head, "etag").unwrap().trim_matches('"').parse().unwrap()
    }
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    let mut lines = head.lines().filter_map(|line| line.split_once(':'));
    lines.find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
}

/// No answer, and nothing of one.
#[derive(Debug)]
pub struct Unanswered;

/// The browser, and what stands between.
pub struct Person {
    cookie: String,
    servers: Vec<SocketAddr>,
    next: usize,
    kept: HashMap<SocketAddr, TcpStream>,
    /// How many requests another server answered than the one that was asked first.
    pub retried: usize,
}

/// Now, in seconds since 1970.
pub fn now() -> Timestamp {
    Timestamp(SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs() as i64)
}

impl Person {
    /// Somebody who is not signed in.
    pub fn stranger(servers: &[SocketAddr]) -> Person {
        Person { cookie: String::new(), servers: servers.to_vec(), next: 0, kept: HashMap::new(), retried: 0 }
    }

    /// An applicant, signed in without a code.
    pub async fn applicant(store: &Store, servers: &[SocketAddr], mobile: &str) -> Person {
        let account = store.account_of(mobile, now()).await.unwrap();
        let token = secret::token();
        let session = NewSession {
            token_hash: secret::hash(&token),
            kind: SessionKind::Applicant,
            owner: account.id,
            address: String::new(),
            browser: String::new(),
            by_provider: false,
        };
        store.open_session(&session, now()).await.unwrap();
        Person { cookie: format!("beian_session={token}"), ..Person::stranger(servers) }
    }

    /// The same browser, with connections of its own, before these servers.
    pub fn at(&self, servers: &[SocketAddr]) -> Person {
        Person { cookie: self.cookie.clone(), ..Person::stranger(servers) }
    }

    /// Asks, until one of the servers answers: each twice, for on a busy machine the second may end before it is asked, when the first is
    /// there again.
    pub async fn ask(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        for tried in 0..2 * self.servers.len() {
            let server = self.servers[self.next % self.servers.len()];
            self.next += 1;
            if let Ok(answer) = self.ask_one(server, method, path, headers, body).await {
                self.retried += usize::from(tried > 0);
                return answer;
            }
        }
        panic!("no server answers {method} {path}");
    }

    /// Asks one server.
    pub async fn ask_one(
        &mut self,
        server: SocketAddr,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Result<Answer, Unanswered> {
        let mut request =
            format!("{method} {API}{path} HTTP/1.1\r\nhost: {server}\r\ncontent-length: {}\r\n", body.len());
        if !self.cookie.is_empty() {
            request += &format!("cookie: {}\r\n", self.cookie);
        }
        for (name, value) in headers {
            request += &format!("{name}: {value}\r\n");
        }
        let request = [format!("{request}\r\n").as_bytes(), body].concat();
        // One that was kept may have been closed since: that is found out by asking.
        if let Some(stream) = self.kept.remove(&server)
            && let Ok(answer) = self.over(server, stream, &request).await
        {
            return Ok(answer);
        }
        let stream = TcpStream::connect(server).await.map_err(|_| Unanswered)?;
        self.over(server, stream, &request).await
    }

    async fn over(&mut self, server: SocketAddr, mut stream: TcpStream, request: &[u8]) -> Result<Answer, Unanswered> {
        // It may be closed before all is sent, and answer all the same.
        let _ = stream.write_all(request).await;
        let mut heard = Vec::new();
        let end = loop {
            if let Some(end) = heard.windows(4).position(|part| part == b"\r\n\r\n") {
                break end;
            }
            if !matches!(stream.read_buf(&mut heard).await, Ok(1..)) {
                assert!(heard.is_empty(), "an answer was cut: {}", String::from_utf8_lossy(&heard));
                return Err(Unanswered);
            }
        };
        let head = String::from_utf8(heard[..end].to_vec()).unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        let length: usize = header(&head, "content-length").map_or(0, |length| length.parse().unwrap());
        assert!(header(&head, "transfer-encoding").is_none(), "{head}");
        let mut body = heard.split_off(end + 4);
        while body.len() < length {
            assert!(matches!(stream.read_buf(&mut body).await, Ok(1..)), "an answer was cut: {head}");
        }
        if let Some(set) = header(&head, "set-cookie") {
            self.cookie = set.split(';').next().unwrap().to_owned();
        }
        if header(&head, "connection") != Some("close") {
            self.kept.insert(server, stream);
        }
        Ok(Answer { status, head, body })
    }

    /// Reads.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.ask("GET", path, &[], &[]).await
    }

    /// Waits for something else than this version of a filing.
    pub async fn wait(&mut self, id: &str, version: u64) -> Answer {
        let tag = format!("\"{version}\"");
        self.ask("GET", &format!("/filings/{id}?wait=25"), &[("if-none-match", &tag)], &[]).await
    }

    /// Posts JSON.
    pub async fn post(&mut self, path: &str, body: &Value) -> Answer {
        self.ask("POST", path, &[("content-type", "application/json")], body.to_string().as_bytes()).await
    }

    /// Begins a filing; its view.
    pub async fn begin(&mut self) -> Value {
        let key = secret::id();
        self.ask("POST", "/filings", &[("idempotency-key", &key)], &[]).await.is(201).json()
    }

    /// Saves a document with another name of the organiser over a version.
    pub async fn save(&mut self, id: &str, version: u64, document: &mut Value, name: &str) -> Answer {
        document["organiser"]["name"] = name.into();
        let tag = format!("\"{version}\"");
        let headers = [("content-type", "application/json"), ("if-match", tag.as_str())];
        self.ask("PUT", &format!("/filings/{id}"), &headers, document.to_string().as_bytes()).await
    }
}
