//! Cities and districts of a province (GB/T 2260): a static file beside the page, fetched when first needed.

use super::{ApiError, exchange};
use beian_model::Province;
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
    exchange::file(&format!("/regions/{}.json", province.digits())).await
}
