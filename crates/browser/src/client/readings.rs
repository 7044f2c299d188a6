//! What pictures say, as the server's OCR read it.

use super::exchange::{exchange, promised, read};
use super::{ApiError, Headers, Method, poll};
use crate::waiting::rest;
use beian_model::{FilingId, ProblemKind, Reading, ReadingState};

/// Asks so many times, 25 seconds each: a server whose engine is that busy is not waited for.
const MOST: u32 = 5;

/// What was photographed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// An attachment of the filing.
    Attachment,
    /// The ID card of a passed verification.
    Verification,
}

/// What a picture says: `told` hears at once how far its reading is, and again when it is done. False where it was not done in the time
/// that is waited.
///
/// # Errors
/// `not-found` when it is not this applicant's, `not-now` before a verification has passed.
pub async fn hear(filing: &FilingId, of: Of, id: &str, told: impl Fn(Reading)) -> Result<bool, ApiError> {
    let of = match of {
        Of::Attachment => "attachments",
        Of::Verification => "verifications",
    };
    let mut path = format!("/filings/{filing}/{of}/{id}/reading");
    let mut waits = false;
    for n in 1..=MOST {
        let answer = match exchange(Method::Get, &path, None, Headers::default()).await {
            // The network is gone for a moment, or too many pages wait.
            Err(error) if n < MOST && passes(&error) => {
                rest(poll::pause(n, js_sys::Math::random())).await;
                continue;
            }
            answer => answer?,
        };
        let reading: Reading = promised(read(answer)?)?;
        let is_done = reading.state != ReadingState::Running;
        told(reading);
        if is_done {
            return Ok(true);
        }
        if !waits {
            path.push_str("?wait=25");
            waits = true;
        }
    }
    Ok(false)
}

fn passes(error: &ApiError) -> bool {
    *error == ApiError::Offline || error.kind() == Some(ProblemKind::TooMany)
}
