//! What is known of a domain before anything is filed.

use super::exchange::promised;
use super::{ApiError, Headers, Method, call};
use beian_model::wire::DomainView;

/// What stands against a domain, given in ASCII.
///
/// # Errors
/// `too-many` when asked too often from one address.
pub async fn check(domain: &str) -> Result<DomainView, ApiError> {
    promised(call(Method::Get, &format!("/domains/{domain}"), None::<&()>, Headers::default()).await?)
}
