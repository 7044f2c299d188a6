//! A folder of pages that are not ours, served as the reference server serves ours: compressed twins, hashed files for ever, the
//! shell for every address without an ending. What such a page asks of the contract is answered from memory.

use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread;

/// A served folder; its threads end with the program.
#[derive(Debug)]
pub struct Shelf {
    port: u16,
}

/// What is on it.
struct Content {
    folder: PathBuf,
    /// The one filing there is.
    filing: Value,
}

/// What is read of a request.
#[derive(Debug, Default)]
struct Request {
    method: String,
    path: String,
    is_signed_in: bool,
    known: Option<String>,
    takes_brotli: bool,
}

/// What is sent back.
struct Answer {
    status: &'static str,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
}

impl Shelf {
    /// Serves a built folder on a free port; `filing` is what every filing's address gives.
    pub fn open(folder: &Path, filing: Value) -> Shelf {
        assert!(folder.join("index.html").is_file(), "{} holds no pages", folder.display());
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("a port").port();
        let content = Arc::new(Content { folder: folder.to_owned(), filing });
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let content = Arc::clone(&content);
                // A browser that goes away in the middle of an answer is nobody's mistake.
                thread::spawn(move || drop(talk(&stream, &content)));
            }
        });
        Shelf { port }
    }

    /// An address on it.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }
}

/// Answers one request after the other, as long as the browser keeps the connection.
fn talk(stream: &TcpStream, content: &Content) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    while let Some(request) = read(&mut reader)? {
        let Answer { status, headers, body } = content.answer(&request);
        let mut head = format!("HTTP/1.1 {status}\r\nContent-Length: {}\r\n", body.len());
        for (name, value) in headers {
            head.push_str(&format!("{name}: {value}\r\n"));
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        bytes.extend(body);
        (&mut &*stream).write_all(&bytes)?;
    }
    Ok(())
}

/// The next request; nothing once the connection is closed.
fn read(reader: &mut impl BufRead) -> std::io::Result<Option<Request>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut words = line.split(' ').map(str::to_owned);
    let mut request = Request {
        method: words.next().unwrap_or_default(),
        path: words.next().unwrap_or_default(),
        ..Request::default()
    };
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim().split_once(": ") else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.parse().unwrap_or(0),
            "cookie" => request.is_signed_in = value.contains(crate::api::COOKIE),
            "if-none-match" => request.known = Some(value.to_owned()),
            "accept-encoding" => request.takes_brotli = value.contains("br"),
            _ => {}
        }
    }
    std::io::copy(&mut reader.take(length), &mut std::io::sink())?;
    Ok(Some(request))
}

impl Content {
    fn answer(&self, request: &Request) -> Answer {
        let path = request.path.split('?').next().unwrap_or_default();
        if let Some(path) = path.strip_prefix("/api/v1/") {
            return self.of_contract(&request.method, path, request.is_signed_in);
        }
        let is_file = path.rsplit('/').next().is_some_and(|last| last.contains('.'));
        if is_file { self.file(path, request) } else { self.shell(request) }
    }

    /// What the contract answers, as far as the two pages ask it.
    fn of_contract(&self, method: &str, path: &str, is_signed_in: bool) -> Answer {
        let (status, value) = match (method, path) {
            ("POST", "session/code") => ("200 OK", json!({ "expires_in": 300, "resend_in": 60 })),
            ("GET", path) if path.starts_with("domains/") => ("200 OK", json!({ "findings": [] })),
            _ if !is_signed_in => ("401 Unauthorized", json!({ "detail": "not signed in" })),
            ("GET", "session") => ("200 OK", json!({ "mobile": "138****8000" })),
            ("GET" | "PUT", path) if path.starts_with("filings/") => ("200 OK", self.filing.clone()),
            _ => ("404 Not Found", json!({ "detail": "no such thing" })),
        };
        let headers = vec![("Content-Type", "application/json".into()), ("Cache-Control", "no-store".into())];
        Answer { status, headers, body: value.to_string().into_bytes() }
    }

    fn shell(&self, request: &Request) -> Answer {
        let mut answer = self.file("/index.html", request);
        // One build, one page: its length tells it from any other that a browser may know.
        let tag = format!("\"{}\"", answer.body.len());
        if request.known.as_ref() == Some(&tag) {
            (answer.status, answer.body) = ("304 Not Modified", Vec::new());
        }
        answer.headers.push(("ETag", tag));
        answer
    }

    fn file(&self, path: &str, request: &Request) -> Answer {
        let name = path.trim_start_matches('/');
        let plain = self.folder.join(name);
        let twin = self.folder.join(format!("{name}.br"));
        let is_small = request.takes_brotli && twin.is_file();
        let found = if name.contains("..") { None } else { std::fs::read(if is_small { &twin } else { &plain }).ok() };
        let Some(body) = found else {
            return Answer { status: "404 Not Found", headers: Vec::new(), body: Vec::new() };
        };
        let cache = if path.starts_with("/assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
        let mut headers = vec![("Content-Type", kind(name).to_owned()), ("Cache-Control", cache.to_owned())];
        headers.push(("Vary", "Accept-Encoding".to_owned()));
        if is_small {
            headers.push(("Content-Encoding", "br".to_owned()));
        }
        Answer { status: "200 OK", headers, body }
    }
}

fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("svg") => "image/svg+xml",
        Some("wasm") => "application/wasm",
        _ => "application/octet-stream",
    }
}
