//! Where each rule was read: a static file beside the page, fetched when somebody asks.

use super::ApiError;
use gloo_net::http::Request;
use std::collections::BTreeMap;

/// Source by the rule's id.
pub type Sources = BTreeMap<String, String>;

/// The sources of all rules.
///
/// # Errors
/// [`ApiError::Offline`] when the file cannot be fetched.
pub async fn all() -> Result<Sources, ApiError> {
    let answer = Request::get("/rule-sources.json").send().await.map_err(|_| ApiError::Offline)?;
    if !answer.ok() {
        return Err(ApiError::Unreadable(answer.status()));
    }
    let text = answer.text().await.map_err(|_| ApiError::Offline)?;
    serde_json::from_str(&text).map_err(|_| ApiError::Unreadable(200))
}
