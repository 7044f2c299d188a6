//! Where each rule was read: a static file beside the page, fetched when somebody asks.

use super::{ApiError, exchange};
use std::collections::BTreeMap;

/// Source by the rule's id.
pub type Sources = BTreeMap<String, String>;

/// The sources of all rules.
///
/// # Errors
/// [`ApiError::Offline`] when the file cannot be fetched.
pub async fn all() -> Result<Sources, ApiError> {
    exchange::file("/rule-sources.json").await
}
