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

    /// Reads the filing, or waits until it is another version than this.
    pub async fn get(&mut self, seed: &Seed, known: u64, waits: bool) -> Done<Answer> {
        let wait = if waits { "?wait=25" } else { "" };
        self.ask("GET", &format!("{}{wait}", seed.filing), seed, &format!("If-None-Match: \"{known}\""), b"").await
    }

    /// Saves a document over this version.
    pub async fn save(&mut self, seed: &Seed, version: u64, document: &[u8]) -> Done<Answer> {
        let headers = format!("If-Match: \"{version}\"\r\nContent-Type: application/json");
        self.ask("PUT", &seed.filing, seed, &headers, document).await
    }

    async fn ask(&mut self, method: &str, at: &str, seed: &Seed, headers: &str, body: &[u8]) -> Done<Answer> {
        let mut request = String::new();
        write!(request, "{method} /api/v1/filings/{at} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {}\r\n", seed.cookie)?;
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
