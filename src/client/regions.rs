//! Cities and districts of a province (GB/T 2260): a static file beside the page, fetched when first needed.

use super::ApiError;
use crate::model::Province;
use gloo_net::http::Request;
use serde::Deserialize;

/// A city (市) and its districts.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct City(pub String, pub String, pub Vec<District>);

/// A district (区县): its six digits and its name.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct District(pub String, pub String);

/// The cities of a province.
///
/// # Errors
/// [`ApiError::Offline`] when the file cannot be fetched.
pub async fn of(province: Province) -> Result<Vec<City>, ApiError> {
    let url = format!("/regions/{}.json", province.digits());
    let answer = Request::get(&url).send().await.map_err(|_| ApiError::Offline)?;
    if !answer.ok() {
        return Err(ApiError::Unreadable(answer.status()));
    }
    let text = answer.text().await.map_err(|_| ApiError::Offline)?;
    serde_json::from_str(&text).map_err(|_| ApiError::Unreadable(200))
}
