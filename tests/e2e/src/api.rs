//! People without a browser. The applicant signs in over the contract, prepares filings, saves from elsewhere, lends the session to a
//! browser; the phone sends and finishes.

use crate::browser::Browser;
use crate::env_path;
use crate::outbox;
use crate::server::{STAFF_EMAIL, STAFF_PASSWORD, Server};
use beian_model::wire::FilingView;
use beian_model::{Filing, Status};
use data_encoding::{BASE64, HEXLOWER};
use reqwest::header::SET_COOKIE;
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The applicant's session cookie.
pub const COOKIE: &str = "beian_session";

/// The session that an answer opens: what its cookie holds.
fn session(answer: &Response) -> String {
    let cookie = answer.headers().get(SET_COOKIE).and_then(|value| value.to_str().ok()).expect("a session");
    let pair = cookie.split(';').next().and_then(|pair| pair.split_once('=')).expect("a cookie");
    pair.1.to_owned()
}

/// Signs a colleague in; what the session cookie holds.
pub async fn staff_session(server: &Server) -> String {
    let credentials = json!({ "email": STAFF_EMAIL, "password": STAFF_PASSWORD });
    let answer = Client::new().post(server.url("/api/v1/staff/session")).json(&credentials).send().await;
    session(&answer.expect("the server answers"))
}

/// A signed-in applicant.
pub struct Account {
    client: Client,
    token: String,
    base: String,
}

impl Account {
    /// Signs in with the code in the outbox.
    pub async fn sign_in(server: &Server, mobile: &str) -> Account {
        let client = Client::builder().cookie_store(true).build().expect("a client");
        let base = server.url("/api/v1");
        let known = outbox::newest(server, mobile).await;
        let asked = client.post(format!("{base}/session/code")).json(&json!({ "mobile": mobile })).send().await;
        let asked = asked.expect("the server answers");
        assert!(asked.status().is_success(), "{}", asked.text().await.unwrap_or_default());
        let code = outbox::newer_code_for(server, mobile, known.as_deref()).await;
        let answer =
            client.post(format!("{base}/session")).json(&json!({ "mobile": mobile, "code": code })).send().await;
        let answer = answer.expect("the server answers");
        Account { token: session(&answer), client, base }
    }

    /// What the session cookie holds.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// Lends the session to a browser, and opens the home page with it. Chromium only.
    pub async fn enter(&self, browser: &Browser, server: &Server) {
        browser.set_cookie(COOKIE, &self.token, &server.url("/")).await;
        browser.goto(&server.url("/")).await;
        browser.find("[data-action='new-filing']").await;
    }

    /// Sends something to the contract; its answer, which is no refusal.
    pub async fn call(&self, method: Method, path: &str, version: Option<u64>, body: Option<Value>) -> Response {
        let mut request = self.client.request(method, format!("{}{path}", self.base));
        if let Some(version) = version {
            request = request.header("If-Match", format!("\"{version}\""));
        }
        if let Some(body) = body {
            request = request.json(&body);
        }
        let answer = request.send().await.expect("the server answers");
        assert!(answer.status().is_success(), "{path}: {}", answer.text().await.unwrap_or_default());
        answer
    }

    /// The ids of the account's filings, newest first.
    pub async fn filings(&self) -> Vec<String> {
        let all: Vec<Value> = self.call(Method::GET, "/filings", None, None).await.json().await.expect("a list");
        all.iter().filter_map(|one| one["id"].as_str()).map(str::to_owned).collect()
    }

    /// Begins a filing and gives its id.
    pub async fn begin(&self) -> String {
        let request = self.client.post(format!("{}/filings", self.base)).header("Idempotency-Key", "begun-by-a-test");
        let answer: Value = request.send().await.expect("the server answers").json().await.expect("a filing");
        answer["id"].as_str().expect("an id").to_owned()
    }

    /// A filing as the server has it.
    pub async fn filing(&self, id: &str) -> FilingView {
        self.call(Method::GET, &format!("/filings/{id}"), None, None).await.json().await.expect("a filing")
    }

    /// Changes a filing over its present version, as another device would.
    pub async fn change(&self, id: &str, change: impl FnOnce(&mut Filing)) {
        let view = self.filing(id).await;
        let mut filing = view.filing;
        change(&mut filing);
        let body = serde_json::to_value(&filing).expect("a filing is JSON");
        self.call(Method::PUT, &format!("/filings/{id}"), Some(view.version), Some(body)).await;
    }

    /// Submits a filing over its present version.
    pub async fn submit(&self, id: &str) {
        let version = self.filing(id).await.version;
        let request = self.client.post(format!("{}/filings/{id}/submit", self.base));
        let request =
            request.header("If-Match", format!("\"{version}\"")).header("Idempotency-Key", format!("{id}-{version}"));
        let answer = request.send().await.expect("the server answers");
        assert!(answer.status().is_success(), "{}", answer.text().await.unwrap_or_default());
    }

    /// Ends the session: whoever else holds its cookie is signed out too.
    pub async fn sign_out(&self) {
        self.call(Method::DELETE, "/session", None, None).await;
    }
}

/// The mobile number of the demonstration's applicant whose filing is in a state.
pub fn demo_mobile(status: Status) -> String {
    let place = Status::ALL.iter().position(|one| *one == status).unwrap_or_default();
    format!("138001380{place:02}")
}

/// A phone without a browser.
pub struct Phone {
    client: Client,
    token: String,
    base: String,
}

impl Phone {
    /// Claims the code of a link, and agrees.
    pub async fn claim(server: &Server, link: &str) -> Phone {
        let (_, secret) = link.split_once('#').expect("a secret");
        Phone::claim_secret(server, secret).await
    }

    /// Claims a code by its secret, and agrees.
    pub async fn claim_secret(server: &Server, secret: &str) -> Phone {
        let mut phone = Phone {
            client: Client::builder().cookie_store(true).build().expect("a client"),
            token: String::new(),
            base: server.url("/api/v1/handoff"),
        };
        phone.token = session(&phone.call("", json!({ "secret": secret })).await);
        phone.post("/consent", json!({ "version": beian_model::CONSENT_VERSION })).await;
        phone
    }

    /// What the session cookie holds.
    pub fn token(&self) -> &str {
        &self.token
    }

    async fn call(&self, path: &str, body: Value) -> Response {
        let answer = self.client.post(format!("{}{path}", self.base)).json(&body).send().await;
        let answer = answer.expect("the server answers");
        assert!(answer.status().is_success(), "{path}: {}", answer.text().await.unwrap_or_default());
        answer
    }

    /// Posts; what is answered, which is no refusal.
    pub async fn post(&self, path: &str, body: Value) -> Value {
        self.call(path, body).await.json().await.expect("an answer")
    }

    /// Sends both sides of the drawn card and a video.
    pub async fn send_all(&self) {
        let samples = env_path("BEIAN_E2E_SAMPLES");
        let drawn = |name: &str| std::fs::read(samples.join(name)).expect("a drawn sample");
        self.send("portrait", drawn("id-portrait.jpg")).await;
        self.send("emblem", drawn("id-emblem.jpg")).await;
        self.send("video", include_bytes!("video.webm").to_vec()).await;
    }

    async fn send(&self, capture: &str, bytes: Vec<u8>) {
        let sha256 = Sha256::digest(&bytes);
        let sha256 = HEXLOWER.encode(&sha256);
        let begun = json!({ "capture": capture, "size": bytes.len(), "sha256": sha256 });
        let mut upload = self.post("/uploads", begun).await;
        while upload["taken"].is_null() {
            let (start, part) =
                (upload["received"].as_u64().expect("a place"), upload["part"].as_u64().expect("a size"));
            let rest = bytes.get(start as usize..).expect("within the file");
            let piece = rest[..rest.len().min(part as usize)].to_vec();
            let digest = format!("sha-256=:{}:", BASE64.encode(&Sha256::digest(&piece)));
            let id = upload["id"].as_str().expect("an id");
            let path = format!("{}/uploads/{id}/parts/{start}", self.base);
            let answer = self.client.put(path).header("Content-Digest", digest).body(piece).send().await;
            let answer = answer.expect("the server answers");
            assert!(answer.status().is_success(), "{capture}: {}", answer.text().await.unwrap_or_default());
            upload = answer.json().await.expect("an upload");
        }
    }

    /// Finishes.
    pub async fn finish(&self) {
        self.post("/finish", json!({})).await;
    }
}
