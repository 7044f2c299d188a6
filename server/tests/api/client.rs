//! People and phones before a server of the tests: they send requests, keep their cookies and read the answers.

use crate::declared;
use crate::harness::{API, Server};
use axum::Router;
use axum::body::Body;
use beian_model::CONSENT_VERSION;
use beian_server::secret;
use bytes::Bytes;
use data_encoding::BASE64;
use http::header::{ACCEPT, CONTENT_TYPE, COOKIE, ETAG, HOST, IF_MATCH, SET_COOKIE};
use http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use tower::ServiceExt;

/// A browser: sends its cookies, keeps what it is given.
#[derive(Clone)]
pub struct Client {
    pub(super) router: Router,
    pub(super) cookies: BTreeMap<String, String>,
}

impl Client {
    /// The same browser, before another server.
    pub fn at(&self, server: &Server) -> Client {
        Client { router: server.router.clone(), cookies: self.cookies.clone() }
    }

    /// Sends a request as it is. An answer that the contract does not declare fails the test.
    pub async fn send(&mut self, mut request: Request<Body>) -> Answer {
        let headers = request.headers_mut();
        headers.entry(HOST).or_insert("127.0.0.1:8080".parse().unwrap());
        if !self.cookies.is_empty() {
            headers.insert(COOKIE, self.cookies().parse().unwrap());
        }
        let (method, path) = (request.method().clone(), request.uri().path().to_owned());
        let answer = self.router.clone().oneshot(request).await.unwrap();
        for line in answer.headers().get_all(SET_COOKIE) {
            let (name, rest) = line.to_str().unwrap().split_once('=').unwrap();
            self.cookies.insert(name.to_owned(), rest.split(';').next().unwrap().to_owned());
        }
        let (status, headers) = (answer.status(), answer.headers().clone());
        let answer = Answer { status, headers, body: answer.into_body().collect().await.unwrap().to_bytes() };
        declared::hold(&self.router, &method, &path, &answer).await;
        answer
    }

    /// What it has signed in to over plain HTTP on this machine it has signed in to over HTTPS from elsewhere too.
    pub fn over_https_too(&mut self) {
        let names = self.cookies.clone().into_iter().map(|(name, value)| (format!("__Host-{name}"), value));
        self.cookies.extend(names);
    }

    /// The value of its `Cookie` header.
    pub fn cookies(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    /// Sends a request to the contract.
    pub async fn call(&mut self, method: Method, path: &str, body: Value, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("{API}{path}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = match body {
            Value::Null => request.body(Body::empty()),
            body => request.header(CONTENT_TYPE, "application/json").body(Body::from(body.to_string())),
        };
        self.send(request.unwrap()).await
    }

    /// Reads.
    pub async fn get(&mut self, path: &str) -> Answer {
        self.call(Method::GET, path, Value::Null, &[]).await
    }

    /// Posts JSON.
    pub async fn post(&mut self, path: &str, body: Value) -> Answer {
        self.call(Method::POST, path, body, &[]).await
    }

    /// Posts what a form of a page holds, as a browser does.
    pub async fn post_form(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let body = pairs.join("&");
        let request = Request::post(format!("{API}{path}"))
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")
            .body(Body::from(body));
        self.send(request.unwrap()).await
    }

    /// Posts over a version.
    pub async fn post_over(&mut self, path: &str, version: u64, body: Value) -> Answer {
        self.call(Method::POST, path, body, &[("if-match", &format!("\"{version}\""))]).await
    }

    /// Saves a document over a version.
    pub async fn save(&mut self, id: &str, version: u64, document: &Value) -> Answer {
        let tag = format!("\"{version}\"");
        self.call(Method::PUT, &format!("/filings/{id}"), document.clone(), &[(IF_MATCH.as_str(), &tag)]).await
    }

    /// Begins a filing; its view.
    pub async fn begin(&mut self) -> Value {
        let key = secret::id();
        let made = self.call(Method::POST, "/filings", Value::Null, &[("idempotency-key", &key)]).await;
        made.is(StatusCode::CREATED).json()
    }

    /// Makes a code for a field; the answer that carries the secret.
    pub async fn code_for(&mut self, id: &str, of: &str) -> Value {
        let made = self.post(&format!("/filings/{id}/verifications"), json!({ "of": of })).await;
        made.is(StatusCode::CREATED).json()
    }

    /// Begins an upload for a field.
    pub async fn begin_upload(&mut self, id: &str, slot: &str, name: &str, bytes: &[u8]) -> Answer {
        let sha256 = secret::sha256(bytes);
        let body = json!({ "slot": slot, "name": name, "size": bytes.len(), "sha256": sha256 });
        self.post(&format!("/filings/{id}/uploads"), body).await
    }

    /// Sends a part of an upload under the checksum of some bytes, its own when nothing went wrong on the way.
    pub async fn part(&mut self, upload: &str, offset: u64, bytes: &[u8], summed: &[u8]) -> Answer {
        let sum = BASE64.encode(&Sha256::digest(summed));
        let request = Request::put(format!("{API}{upload}/parts/{offset}"))
            .header("content-digest", format!("sha-256=:{sum}:"))
            .body(Body::from(bytes.to_vec()));
        self.send(request.unwrap()).await
    }

    /// Uploads a file for a field, part by part; the last answer, or the first refusal.
    pub async fn upload(&mut self, id: &str, slot: &str, name: &str, bytes: &[u8]) -> Answer {
        let mut answer = self.begin_upload(id, slot, name, bytes).await;
        while answer.status.is_success() && answer.json().get("uploaded").is_none() {
            let view = answer.json();
            let start = view["received"].as_u64().unwrap();
            let end = (start + view["part"].as_u64().unwrap()).min(bytes.len() as u64);
            let part = &bytes[start as usize..end as usize];
            let upload = format!("/filings/{id}/uploads/{}", view["id"].as_str().unwrap());
            answer = self.part(&upload, start, part, part).await;
        }
        answer
    }

    /// The phone's person agrees to what will be done.
    pub async fn agree(&mut self) -> Answer {
        self.post("/handoff/consent", json!({ "version": CONSENT_VERSION })).await
    }

    /// The phone begins to send a picture or the video, of which it measured nothing but good.
    pub async fn begin_capture(&mut self, what: &str, bytes: &[u8]) -> Answer {
        let scores = json!([{ "measure": "sharp", "score": 90 }, { "measure": "light", "score": 80 }]);
        self.begin_measured(what, bytes, json!({ "by": "itself", "scores": scores })).await
    }

    async fn begin_measured(&mut self, what: &str, bytes: &[u8], measured: Value) -> Answer {
        let mut body = json!({ "capture": what, "size": bytes.len(), "sha256": secret::sha256(bytes) });
        if !measured.is_null() {
            body["measured"] = measured;
        }
        self.post("/handoff/uploads", body).await
    }

    /// The phone sends a picture or video, part by part; the last answer, or the first refusal.
    pub async fn capture(&mut self, what: &str, bytes: &[u8]) -> Answer {
        let begun = self.begin_capture(what, bytes).await;
        self.go_on(begun, bytes).await
    }

    /// The same, with what was measured, or null.
    pub async fn capture_measured(&mut self, what: &str, bytes: &[u8], measured: Value) -> Answer {
        let begun = self.begin_measured(what, bytes, measured).await;
        self.go_on(begun, bytes).await
    }

    async fn go_on(&mut self, mut answer: Answer, bytes: &[u8]) -> Answer {
        while answer.status.is_success() && answer.json().get("taken").is_none() {
            let view = answer.json();
            let start = view["received"].as_u64().unwrap();
            let end = (start + view["part"].as_u64().unwrap()).min(bytes.len() as u64);
            let part = &bytes[start as usize..end as usize];
            let upload = format!("/handoff/uploads/{}", view["id"].as_str().unwrap());
            answer = self.part(&upload, start, part, part).await;
        }
        answer
    }
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    /// Status.
    pub status: StatusCode,
    /// Headers.
    pub headers: HeaderMap,
    /// Body.
    pub body: Bytes,
}

impl Answer {
    /// Has this status.
    #[track_caller]
    pub fn is(self, status: StatusCode) -> Answer {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        self
    }

    /// Is a problem of this kind and status; gives the document.
    #[track_caller]
    pub fn refused(self, status: u16, kind: &str) -> Value {
        let text = String::from_utf8_lossy(&self.body).into_owned();
        assert_eq!(self.status.as_u16(), status, "{text}");
        assert_eq!(self.headers.get(CONTENT_TYPE).unwrap(), "application/problem+json");
        let problem = self.json();
        assert!(problem["type"].as_str().unwrap().ends_with(kind), "{text}");
        problem
    }

    /// The body as JSON.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{error}: {:?}", self.body))
    }

    /// The version in the `ETag`.
    pub fn version(&self) -> u64 {
        self.headers.get(ETAG).unwrap().to_str().unwrap().trim_matches('"').parse().unwrap()
    }
}
