//! What pictures say, as the server's OCR read it.

use super::exchange::promised;
use super::{ApiError, Headers, Method, call};
use crate::model::{AttachmentId, FilingId, PersonReading, Reading, ReadingState, VerificationId};
use serde::de::DeserializeOwned;

/// Asks so many times, 25 seconds each: a server whose engine is that busy is not waited for.
const MOST: u32 = 5;

/// What an upload says: `told` hears at once how far its reading is, and again when it is done.
///
/// # Errors
/// `not-found` when it is not this applicant's.
pub async fn of_attachment(id: &FilingId, attachment: &AttachmentId, told: impl Fn(Reading)) -> Result<(), ApiError> {
    until_done(format!("/filings/{id}/attachments/{attachment}/reading"), |one: &Reading| one.state, told).await
}

/// What the ID card of a passed verification says; told like an upload.
///
/// # Errors
/// `not-found` when it is not this applicant's, `not-now` before it has passed.
pub async fn of_verification(
    id: &FilingId,
    verification: &VerificationId,
    told: impl Fn(PersonReading),
) -> Result<(), ApiError> {
    until_done(format!("/filings/{id}/verifications/{verification}/reading"), |one: &PersonReading| one.state, told)
        .await
}

async fn until_done<T: DeserializeOwned>(
    mut path: String,
    state: fn(&T) -> ReadingState,
    told: impl Fn(T),
) -> Result<(), ApiError> {
    for n in 0..MOST {
        let reading = promised(call(Method::Get, &path, None::<&()>, Headers::default()).await?)?;
        let running = state(&reading) == ReadingState::Running;
        told(reading);
        if !running {
            break;
        }
        if n == 0 {
            path.push_str("?wait=25");
        }
    }
    Ok(())
}
