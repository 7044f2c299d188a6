//! Signing in and out as an applicant.

use super::exchange::promised;
use super::{ApiError, Headers, Method, call, call_without_answer};
use beian_model::wire::{Account, CodeAnswer, CodeRequest, CodeSent};

/// Asks for a code by SMS.
///
/// # Errors
/// `invalid` for a number that is none, `too-many` when asked too often.
pub async fn send_code(mobile: String) -> Result<CodeSent, ApiError> {
    promised(call(Method::Post, "/session/code", Some(&CodeRequest { mobile }), Headers::default()).await?)
}

/// Signs in with the code.
///
/// # Errors
/// `wrong-code` with the tries that are left, `code-expired`, `too-many`.
pub async fn sign_in(answer: CodeAnswer) -> Result<Account, ApiError> {
    promised(call(Method::Post, "/session", Some(&answer), Headers::default()).await?)
}

/// Who is signed in, if anybody is.
///
/// # Errors
/// [`ApiError`], as described there; some servers say `signed-out` when nobody is.
pub async fn current() -> Result<Option<Account>, ApiError> {
    call(Method::Get, "/session", None::<&()>, Headers::default()).await
}

/// Signs out, here or on every device.
///
/// # Errors
/// [`ApiError::Offline`]; a session that has already ended is no error.
pub async fn sign_out(everywhere: bool) -> Result<(), ApiError> {
    let path = if everywhere { "/sessions" } else { "/session" };
    call_without_answer(Method::Delete, path, Headers::default()).await
}
