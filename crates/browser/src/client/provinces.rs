//! What the bureau of a province asks, as the server has it.

use super::exchange::promised;
use super::{ApiError, Headers, Method, call};
use beian_model::{Province, ProvinceRules};

/// Everything that the bureau asks, notes for the checklist included.
///
/// # Errors
/// [`ApiError::Offline`] when the server cannot be reached.
pub async fn of(province: Province) -> Result<ProvinceRules, ApiError> {
    promised(call(Method::Get, &format!("/provinces/{province}"), None::<&()>, Headers::default()).await?)
}
