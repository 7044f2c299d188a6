//! One page's connection: HTTP/1.1 by hand, so that who asks costs little.

use crate::Done;
use crate::seed::Seed;
use std::fmt::Write;
use std::net::{Ipv4Addr, SocketAddr};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};

/// Addresses of the loopback from which pages connect: one has too few ports for all of them.
const SOURCES: usize = 50;
/// Requests that a server has answered before its memory is read.
const WARM: usize = 500;
/// What is sent.
const JSON: &str = "Content-Type: application/json";

/// A connection that stays open.
pub struct Page {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// What came back.
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The number in its `ETag`; 0 without one.
    pub version: u64,
}

impl Page {
    /// Connects as the page of this number.
    pub async fn connect(to: SocketAddr, number: usize) -> Done<Page> {
        let socket = TcpSocket::new_v4()?;
        let source = Ipv4Addr::new(127, 0, 0, u8::try_from(number % SOURCES)? + 2);
        socket.bind(SocketAddr::from((source, 0)))?;
        let stream = socket.connect(to).await?;
        stream.set_nodelay(true)?;
        Ok(Page { stream, buffer: Vec::new() })
    }

    /// Reads what the page shows, or waits until it is another version than this.
    pub async fn get(&mut self, seed: &Seed, known: u64, waits: bool) -> Done<Answer> {
        let wait = if waits { "?wait=25" } else { "" };
        let headers = format!("Cookie: {}\r\nIf-None-Match: \"{known}\"", seed.cookie);
        self.ask("GET", &format!("{}{wait}", seed.at), &headers, b"").await
    }

    /// Saves a document over this version, as the page's owner.
    pub async fn save(&mut self, seed: &Seed, version: u64, document: &[u8]) -> Done<Answer> {
        let headers = format!("Cookie: {}\r\nIf-Match: \"{version}\"\r\n{JSON}", seed.cookie);
        self.ask("PUT", &seed.at, &headers, document).await
    }

    /// Claims a hand-off, as a phone that comes for the first time.
    pub async fn claim(&mut self, secret: &str) -> Done<Answer> {
        let claim = format!("{{\"secret\":\"{secret}\"}}");
        self.ask("POST", "/handoff", JSON, claim.as_bytes()).await
    }

    async fn ask(&mut self, method: &str, at: &str, headers: &str, body: &[u8]) -> Done<Answer> {
        let mut request = format!("{method} /api/v1{at} HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        // As a browser sends them.
        request.push_str(
            "Accept: */*\r\nAccept-Language: zh-CN,zh;q=0.9,en;q=0.8\r\nAccept-Encoding: gzip, deflate, br\r\n",
        );
        request.push_str("User-Agent: Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)\r\n");
        write!(request, "Sec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\n{headers}\r\n")?;
        write!(request, "Content-Length: {}\r\n\r\n", body.len())?;
        let mut bytes = request.into_bytes();
        bytes.extend_from_slice(body);
        self.stream.write_all(&bytes).await?;
        self.answer().await
    }

    async fn answer(&mut self) -> Done<Answer> {
        self.buffer.clear();
        let head = loop {
            if let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break end;
            }
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the connection ended".into());
            }
        };
        let text = std::str::from_utf8(&self.buffer[..head])?;
        let status = text.split(' ').nth(1).and_then(|status| status.parse().ok()).ok_or("no status")?;
        let value = |name: &str| {
            let lines = text.lines().filter_map(|line| line.split_once(": "));
            lines.filter(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| value).next()
        };
        let version = value("etag").and_then(|tag| tag.trim_matches('"').parse().ok()).unwrap_or_default();
        let length: usize = value("content-length").map_or(Ok(0), str::parse)?;
        let from = head + 4;
        while self.buffer.len() < from + length {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                return Err("the connection ended in an answer".into());
            }
        }
        // A page that waits keeps none of it.
        self.buffer = Vec::new();
        Ok(Answer { status, version })
    }
}

/// Lets a server meet its routes, caches and threads before its memory is read.
pub async fn warm_up(to: SocketAddr, seeds: &[Seed]) -> Done<()> {
    for (number, seed) in seeds.iter().take(WARM).enumerate() {
        Page::connect(to, number).await?.get(seed, 0, false).await?;
    }
    Ok(())
}
