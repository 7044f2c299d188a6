//! How a provider is asked: no redirect is followed, no answer is waited for without end, and none is read that is too large.

use super::OidcError;
use openidconnect::{AsyncHttpClient, HttpRequest, HttpResponse};
use reqwest::redirect::Policy;
use std::error::Error;
use std::pin::Pin;
use std::time::Duration;

/// Longest time until a connection is there.
const CONNECT: Duration = Duration::from_secs(5);
/// Most bytes of an answer. Metadata and keys take some kilobytes.
const MOST: usize = 1024 * 1024;

/// Asks one provider.
pub struct Asking(reqwest::Client);

/// Why there is no answer; nothing of what was sent is told.
#[derive(Debug, thiserror::Error)]
pub enum AskError {
    /// No connection, no answer in time, or none that can be read.
    #[error("{}", without_address(.0))]
    Asked(#[from] reqwest::Error),
    /// It is too large.
    #[error("the answer is larger than {MOST} bytes")]
    TooLarge,
    /// It cannot be read.
    #[error("the answer cannot be read: {0}")]
    Unreadable(#[from] http::Error),
}

/// What went wrong, and what was behind it: the error itself says no more than that something did.
fn without_address(error: &reqwest::Error) -> String {
    let behind = std::iter::successors(error.source(), |error: &&(dyn Error + 'static)| (*error).source());
    let said: Vec<String> = behind.map(ToString::to_string).collect();
    if said.is_empty() { "no answer".to_owned() } else { said.join(": ") }
}

impl Asking {
    /// For a provider on this machine, or, by HTTPS alone, on another. A proxy of the environment (`HTTPS_PROXY`) leads to the latter.
    pub fn new(is_here: bool, timeout: u64) -> Result<Asking, OidcError> {
        let mut client = reqwest::Client::builder()
            .redirect(Policy::none())
            .connect_timeout(CONNECT)
            .timeout(Duration::from_secs(timeout))
            .user_agent("beian-server");
        client = if is_here { client.no_proxy() } else { client.https_only(true) };
        Ok(Asking(client.build()?))
    }
}

impl<'c> AsyncHttpClient<'c> for Asking {
    type Error = AskError;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, AskError>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(async move {
            let mut answer = self.0.execute(request.try_into()?).await?;
            let mut told = http::Response::builder().status(answer.status());
            for (name, value) in answer.headers() {
                told = told.header(name, value);
            }
            let mut body = Vec::new();
            while let Some(part) = answer.chunk().await? {
                if body.len() + part.len() > MOST {
                    return Err(AskError::TooLarge);
                }
                body.extend_from_slice(&part);
            }
            Ok(told.body(body)?)
        })
    }
}
