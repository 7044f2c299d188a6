//! What pictures say, as the server's OCR read it.

use super::exchange::{exchange, promised, read};
use super::{ApiError, Headers, Method, poll};
use crate::waiting::rest;
use beian_model::{AttachmentId, FilingId, PersonReading, Reading, ReadingState, VerificationId};
use serde::de::DeserializeOwned;

/// Asks so many times, 25 seconds each: a server whose engine is that busy is not waited for.
const MOST: u32 = 5;

/// What an upload says: `told` hears at once how far its reading is, and again when it is done. False where it was not done in
/// the time that is waited.
///
/// # Errors
/// `not-found` when it is not this applicant's.
pub async fn of_attachment(
    id: &FilingId,
    attachment: &AttachmentId,
    told: impl Fn(Reading) + 'static,
) -> Result<bool, ApiError> {
    let path = format!("/filings/{id}/attachments/{attachment}/reading");
    until_done(path, heard(|one: &Reading| one.state, told)).await
}

/// What the ID card of a passed verification says; told like an upload.
///
/// # Errors
/// `not-found` when it is not this applicant's, `not-now` before it has passed.
pub async fn of_verification(
    id: &FilingId,
    verification: &VerificationId,
    told: impl Fn(PersonReading) + 'static,
) -> Result<bool, ApiError> {
    let path = format!("/filings/{id}/verifications/{verification}/reading");
    until_done(path, heard(|one: &PersonReading| one.state, told)).await
}

/// Reads an answer, tells it, and says how far the reading is.
type Hear = Box<dyn Fn(Option<String>) -> Result<ReadingState, ApiError>>;

fn heard<T: DeserializeOwned + 'static>(state: fn(&T) -> ReadingState, told: impl Fn(T) + 'static) -> Hear {
    Box::new(move |answer| {
        let reading = promised(read(answer)?)?;
        let state = state(&reading);
        told(reading);
        Ok(state)
    })
}

async fn until_done(mut path: String, hear: Hear) -> Result<bool, ApiError> {
    let mut waits = false;
    for n in 1..=MOST {
        let answer = match exchange(Method::Get, &path, None, Headers::default()).await {
            // The network is gone for a moment.
            Err(ApiError::Offline) if n < MOST => {
                rest(poll::pause(n, js_sys::Math::random())).await;
                continue;
            }
            answer => answer?,
        };
        if hear(answer)? != ReadingState::Running {
            return Ok(true);
        }
        if !waits {
            path.push_str("?wait=25");
            waits = true;
        }
    }
    Ok(false)
}
