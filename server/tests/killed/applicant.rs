//! An applicant who uploads, and goes on wherever the server was cut off, holding it to what it has acknowledged.

use crate::program::Program;
use beian_server::app::App;
use beian_server::secret;
use bytes::Bytes;
use data_encoding::BASE64;
use http::StatusCode;
use reqwest::{Client, Method, RequestBuilder};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

const SLOT: &str = "organiser.licence";
const PART: usize = 256 * 1024;

/// An upload that was acknowledged whole.
pub struct Kept {
    /// The page that it became.
    pub page: String,
    /// What was sent.
    pub sha256: String,
}

/// Who uploads.
pub struct Applicant {
    /// How many parts were sent of which no answer came.
    pub cuts: usize,
    http: Client,
    api: String,
    cookie: String,
    filing: String,
    /// Counts the parts that are sent.
    sent: Arc<watch::Sender<u64>>,
    picture: Vec<u8>,
    number: u64,
}

impl Applicant {
    /// One with a filing of their own; `beside` shows the code that was sent.
    pub async fn signed_in(program: &Program, beside: &App, n: usize, sent: Arc<watch::Sender<u64>>) -> Applicant {
        let mut picture = Vec::new();
        let drawn = image::RgbImage::from_fn(640, 480, |x, y| image::Rgb([x as u8, y as u8, n as u8]));
        drawn.write_to(&mut Cursor::new(&mut picture), image::ImageFormat::Jpeg).unwrap();
        let mut one = Applicant {
            cuts: 0,
            http: Client::builder().no_proxy().build().unwrap(),
            api: format!("http://{}/api/v1", program.address),
            cookie: String::new(),
            filing: String::new(),
            sent,
            picture,
            number: 0,
        };
        let mobile = format!("1380013800{n}");
        one.asked(Method::POST, "/session/code", json!({ "mobile": mobile })).await;
        let sent = beside.store.messages(100).await.unwrap().into_iter().find(|message| message.to == mobile).unwrap();
        let code = sent.code.unwrap();
        let answer = one.request(Method::POST, "/session", json!({ "mobile": mobile, "code": code })).send().await;
        let cookies = answer.unwrap();
        let cookies = cookies.headers().get_all("set-cookie").iter().map(|one| one.to_str().unwrap());
        one.cookie = cookies.map(|one| one.split(';').next().unwrap()).collect::<Vec<_>>().join("; ");
        let begun = one.request(Method::POST, "/filings", Value::Null).header("idempotency-key", secret::id());
        let begun: Value = serde_json::from_slice(&begun.send().await.unwrap().bytes().await.unwrap()).unwrap();
        one.filing = format!("/filings/{}", begun["id"].as_str().unwrap());
        one
    }

    fn request(&self, method: Method, path: &str, body: Value) -> RequestBuilder {
        let request = self.http.request(method, format!("{}{path}", self.api)).header("cookie", &self.cookie);
        match body {
            Value::Null => request,
            body => request.header("content-type", "application/json").body(body.to_string()),
        }
    }

    /// The answer to a request; none where the server was killed before it came.
    async fn answer(&self, request: RequestBuilder) -> Option<Bytes> {
        let answered = async {
            let answer = request.send().await?;
            Ok::<_, reqwest::Error>((answer.status(), answer.bytes().await?))
        };
        match answered.await {
            Ok((status, body)) => {
                let is_good = status.is_success() && status != StatusCode::NO_CONTENT;
                assert!(is_good, "{status}: {}", String::from_utf8_lossy(&body));
                Some(body)
            }
            Err(_) => None,
        }
    }

    /// The same, asked until it comes: what is asked so changes nothing the second time.
    async fn asked(&self, method: Method, path: &str, body: Value) -> Bytes {
        // A minute of pauses: the server is started anew within it.
        for _ in 0..6_000 {
            let request = self.request(method.clone(), path, body.clone());
            if let Some(answer) = self.answer(request).await {
                return answer;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
        panic!("{path} was not answered for a minute");
    }

    /// The bytes of a page.
    pub async fn shown(&self, page: &str) -> Bytes {
        self.asked(Method::GET, &format!("{}/attachments/{page}", self.filing), Value::Null).await
    }

    /// Uploads a file of a size that nobody has sent before, whatever happens to the server.
    pub async fn upload(&mut self, size: usize) -> Kept {
        self.number += 1;
        let mut bytes = self.picture.clone();
        // What stands behind the end of a picture is no harm.
        bytes.extend(self.number.to_le_bytes());
        bytes.extend((bytes.len()..size).map(|n| (n % 251) as u8));
        let sha256 = secret::sha256(&bytes);
        let wanted = json!({ "slot": SLOT, "name": "a.jpg", "size": bytes.len(), "sha256": sha256 });
        let mut view = self.asked(Method::POST, &format!("{}/uploads", self.filing), wanted).await;
        let begun: Value = serde_json::from_slice(&view).unwrap();
        let upload = format!("{}/uploads/{}", self.filing, begun["id"].as_str().unwrap());
        let mut acknowledged = 0;
        loop {
            let now: Value = serde_json::from_slice(&view).unwrap();
            let received = now["received"].as_u64().unwrap() as usize;
            assert!(received >= acknowledged, "{received} bytes are there, {acknowledged} were acknowledged");
            acknowledged = received;
            if let Some(page) = now["uploaded"]["pages"][0]["id"].as_str() {
                return Kept { page: page.to_owned(), sha256 };
            }
            // All parts were there when it was cut off: the last one is sent again.
            let start = received.min((bytes.len() - 1) / PART * PART);
            let part = &bytes[start..bytes.len().min(start + PART)];
            let request = self
                .request(Method::PUT, &format!("{upload}/parts/{start}"), Value::Null)
                .header("content-digest", format!("sha-256=:{}:", BASE64.encode(&Sha256::digest(part))))
                .body(part.to_vec());
            self.sent.send_modify(|sent| *sent += 1);
            view = match self.answer(request).await {
                Some(view) => view,
                None => {
                    self.cuts += 1;
                    self.asked(Method::GET, &upload, Value::Null).await
                }
            };
        }
    }
}
