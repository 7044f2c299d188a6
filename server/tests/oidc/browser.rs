//! A browser: goes where it is led one step at a time, and keeps its cookies by host and port.

use crate::site::Site;
use http::HeaderMap;
use http::StatusCode;
use http::header::{CONTENT_TYPE, COOKIE, LOCATION, SET_COOKIE};
use reqwest::redirect::Policy;
use serde_json::Value;
use std::collections::BTreeMap;

/// The browser.
#[derive(Clone)]
pub struct Browser {
    client: reqwest::Client,
    /// By the begin of an address.
    cookies: BTreeMap<String, BTreeMap<String, String>>,
}

/// What is answered.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Answer {
    /// Where it leads.
    pub fn leads_to(&self) -> String {
        let location = self.headers.get(LOCATION).unwrap_or_else(|| panic!("{} {}", self.status, self.body));
        location.to_str().unwrap().to_owned()
    }

    /// It is a page with this status, that says this.
    pub fn says(self, status: u16, words: &str) -> Answer {
        assert_eq!(self.status.as_u16(), status, "{}", self.body);
        assert!(self.body.contains(words), "{words}: {}", self.body);
        self
    }
}

fn place(url: &str) -> String {
    url.split('/').take(3).collect::<Vec<_>>().join("/")
}

impl Browser {
    pub fn new() -> Browser {
        let client = reqwest::Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
        Browser { client, cookies: BTreeMap::new() }
    }

    async fn send(&mut self, url: &str, request: reqwest::RequestBuilder) -> Answer {
        let kept = self.cookies.entry(place(url)).or_default();
        let cookies: Vec<String> = kept.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = request.header(COOKIE, cookies.join("; ")).header("accept", "text/html,*/*;q=0.8");
        let answer = request.header("accept-language", "en").send().await.unwrap();
        for line in answer.headers().get_all(SET_COOKIE) {
            let (name, rest) = line.to_str().unwrap().split_once('=').unwrap();
            match rest.split(';').next().unwrap() {
                "" => drop(kept.remove(name)),
                value => drop(kept.insert(name.to_owned(), value.to_owned())),
            }
        }
        let (status, headers) = (answer.status(), answer.headers().clone());
        Answer { status, headers, body: answer.text().await.unwrap() }
    }

    /// Goes to an address.
    pub async fn go(&mut self, url: &str) -> Answer {
        self.send(url, self.client.get(url)).await
    }

    /// Goes to an address from another site's page.
    pub async fn go_from_elsewhere(&mut self, url: &str) -> Answer {
        self.send(url, self.client.get(url).header("sec-fetch-site", "cross-site")).await
    }

    /// Sends a form.
    pub async fn fill(&mut self, url: &str, fields: &str) -> Answer {
        let form = self.client.post(url).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(url, form.body(fields.to_owned())).await
    }

    /// What the contract answers.
    pub async fn json(&mut self, url: &str) -> Value {
        let answer = self.go(url).await;
        assert!(answer.status.is_success(), "{} {}", answer.status, answer.body);
        if answer.body.is_empty() { Value::Null } else { serde_json::from_str(&answer.body).unwrap() }
    }

    /// The cookies of a place, by name.
    pub fn cookies_of(&self, url: &str) -> Vec<&str> {
        self.cookies.get(&place(url)).into_iter().flat_map(|all| all.keys()).map(String::as_str).collect()
    }

    /// The value of a cookie.
    pub fn cookie(&self, url: &str, name: &str) -> String {
        self.cookies[&place(url)][name].clone()
    }

    /// The same cookies at another port too, as browsers have them.
    pub fn share(&mut self, from: &str, to: &str) {
        if let Some(all) = self.cookies.get(&place(from)).cloned() {
            self.cookies.insert(place(to), all);
        }
    }

    /// Begins at our server, signs in at the provider as somebody and agrees there; the address that the provider leads back to, not gone to yet.
    pub async fn until_back(&mut self, site: &Site, begins_at: &str, login: &str) -> String {
        let mut url = self.go(&site.url(begins_at)).await.leads_to();
        let issuer = site.provider.issuer();
        assert!(url.starts_with(&issuer), "{url}");
        // As many steps as a provider may take.
        for _ in 0..12 {
            let answer = self.go(&url).await;
            let next = match answer.status.is_redirection() {
                true => answer.leads_to(),
                false => {
                    let prompt = if answer.body.contains("value=\"login\"") { "login" } else { "consent" };
                    let fields = format!("prompt={prompt}&login={login}&password=any");
                    self.fill(&url, &fields).await.leads_to()
                }
            };
            url = if next.starts_with('/') { format!("{issuer}{next}") } else { next };
            if !url.starts_with(&issuer) {
                return url;
            }
        }
        panic!("the provider leads nowhere: {url}");
    }

    /// Signs in, all the way.
    pub async fn sign_in(&mut self, site: &Site, begins_at: &str, login: &str) -> Answer {
        let back = self.until_back(site, begins_at, login).await;
        self.go(&back).await
    }
}
