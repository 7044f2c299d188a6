//! A bureau's own system, over HTTP: the archive is posted under the package's id as its key, and what comes back is read in bounds. How it is
//! asked stands in docs/integrating.md.

use crate::app::App;
use crate::bureau::archive;
use crate::bureau::hand_over::{Bureau, BureauError, Verdict};
use crate::bureau::stored::Package;
use crate::config::Bureau as Settings;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE};
use reqwest::redirect::Policy;
use reqwest::{Client, Response, StatusCode};
use serde::Deserialize;
use std::time::Duration;

/// Longest time until a connection is there.
const CONNECT: Duration = Duration::from_secs(5);
/// Most bytes of an answer.
const MOST: usize = 256 * 1024;
/// Most characters of a reason that are kept.
const LONGEST: usize = 500;

/// The bureau's system at an address.
pub struct OverHttp(Settings);

/// What it answers.
#[derive(Deserialize)]
struct Answered {
    filings: Vec<AnsweredFiling>,
}

/// What it says of a filing.
#[derive(Deserialize)]
struct AnsweredFiling {
    number: String,
    accepted: bool,
    #[serde(default)]
    reason: String,
}

impl OverHttp {
    /// By the settings.
    pub fn new(settings: Settings) -> OverHttp {
        OverHttp(settings)
    }

    fn client(&self) -> Result<Client, BureauError> {
        let mut client = Client::builder()
            .redirect(Policy::none())
            .connect_timeout(CONNECT)
            .timeout(Duration::from_secs(self.0.timeout))
            .user_agent("beian-server");
        if self.0.is_here() {
            client = client.no_proxy();
        }
        client.build().map_err(|error| BureauError::Never(error.without_url().to_string()))
    }

    /// The token of the file, which is read anew each time.
    async fn token(&self) -> Result<Option<String>, BureauError> {
        let Some(file) = &self.0.token_file else { return Ok(None) };
        let token = tokio::fs::read_to_string(file).await;
        let token = token.map_err(|error| BureauError::Later(format!("the token's file: {error}")))?;
        Ok(Some(token.trim().to_owned()))
    }
}

#[async_trait::async_trait]
impl Bureau for OverHttp {
    async fn hand_over(&self, app: &App, package: &Package) -> Result<Vec<Verdict>, BureauError> {
        let token = self.token().await?;
        let bytes = archive::of(app, package).await.map_err(|refused| BureauError::Later(refused.to_string()))?;
        let mut request = self.client()?.post(&self.0.url).header(CONTENT_TYPE, "application/zip");
        request = request.header("idempotency-key", &package.id).body(bytes);
        if let Some(token) = token {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        let later = |error: reqwest::Error| BureauError::Later(error.without_url().to_string());
        let answer = request.send().await.map_err(later)?;
        match answer.status() {
            StatusCode::OK => {}
            StatusCode::ACCEPTED => return Err(BureauError::Later("202: no answer yet".to_owned())),
            status if status.is_client_error() && !is_passing(status) => {
                return Err(BureauError::Never(status.to_string()));
            }
            status => return Err(BureauError::Later(status.to_string())),
        }
        let answered: Answered = serde_json::from_slice(&body(answer).await?)
            .map_err(|_| BureauError::Later("the answer cannot be read".to_owned()))?;
        let verdict = |one: AnsweredFiling| Verdict {
            number: one.number,
            accepted: one.accepted,
            reason: beian_rules::text::free(&one.reason).chars().take(LONGEST).collect(),
        };
        Ok(answered.filings.into_iter().map(verdict).collect())
    }
}

/// Refusals that another time may not meet.
fn is_passing(status: StatusCode) -> bool {
    matches!(status, StatusCode::REQUEST_TIMEOUT | StatusCode::CONFLICT | StatusCode::TOO_MANY_REQUESTS)
}

/// The body of an answer that is not too large.
async fn body(mut answer: Response) -> Result<Vec<u8>, BureauError> {
    let mut body = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(|error| BureauError::Later(error.without_url().to_string()))? {
        if body.len() + part.len() > MOST {
            return Err(BureauError::Later(format!("the answer is larger than {MOST} bytes")));
        }
        body.extend_from_slice(&part);
    }
    Ok(body)
}
