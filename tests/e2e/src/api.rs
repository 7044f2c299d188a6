//! An applicant without a browser: signs in over the contract, prepares filings, saves from elsewhere, lends the session to a browser.

use crate::browser::Browser;
use crate::outbox;
use crate::server::Server;
use beian::model::wire::FilingView;
use beian::model::{Filing, Status};
use reqwest::header::SET_COOKIE;
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};

/// The applicant's session cookie.
const COOKIE: &str = "beian_session";

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
        let cookie =
            answer.headers().get(SET_COOKIE).and_then(|value| value.to_str().ok()).expect("a session").to_owned();
        let token =
            cookie.split(';').next().and_then(|pair| pair.strip_prefix(&format!("{COOKIE}="))).expect("its cookie");
        Account { token: token.to_owned(), client, base }
    }

    /// Lends the session to a browser, and opens the home page with it. Chromium only.
    pub async fn enter(&self, browser: &Browser, server: &Server) {
        browser.set_cookie(COOKIE, &self.token, &server.url("/")).await;
        browser.goto(&server.url("/")).await;
        browser.find("[data-action='new-filing']").await;
    }

    async fn call(&self, method: Method, path: &str, version: Option<u64>, body: Option<Value>) -> Response {
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
