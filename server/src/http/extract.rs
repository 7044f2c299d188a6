//! What handlers take of a request: a JSON body, parameters, versions and keys; what cannot be read is refused as a problem.

use crate::http::problem::Refused;
use axum::extract::{FromRequest, FromRequestParts, Request};
use beian_locale::problems::Because;
use beian_model::{ProblemKind, objects};
use bytes::Bytes;
use http::header::{CONTENT_TYPE, IF_MATCH};
use http::{HeaderMap, StatusCode};
use serde::de::value::Error as ParameterError;
use std::error::Error;

/// A JSON body; what cannot be read is refused as a problem.
pub struct Json<T>(pub T);

impl<T, S> FromRequest<S> for Json<T>
where
    T: serde::de::DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = Refused;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refused> {
        if !is_json(request.headers()) {
            return Err(Refused::new(ProblemKind::UnsupportedMedia).because(Because::JsonOnly));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| match rejection.status() {
            StatusCode::PAYLOAD_TOO_LARGE => ProblemKind::TooLarge,
            _ => ProblemKind::Unreadable,
        })?;
        let mut json = serde_json::Deserializer::from_slice(&bytes);
        let mut track = serde_path_to_error::Track::new();
        let value = objects::read(serde_path_to_error::Deserializer::new(&mut json, &mut track));
        let value = value.map_err(|error| misread(&track.path(), &error))?;
        json.end().map_err(|_| ProblemKind::Unreadable)?;
        Ok(Json(value))
    }
}

/// A JSON body that may be left out: what is said to be of no type is none.
pub struct MaybeJson<T>(pub T);

impl<T, S> FromRequest<S> for MaybeJson<T>
where
    T: serde::de::DeserializeOwned + Default,
    S: Send + Sync,
{
    type Rejection = Refused;

    async fn from_request(request: Request, state: &S) -> Result<Self, Refused> {
        if !request.headers().contains_key(CONTENT_TYPE) {
            return Ok(MaybeJson(T::default()));
        }
        let Json(value) = Json::from_request(request, state).await?;
        Ok(MaybeJson(value))
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json"))
}

/// The parameters behind `?`; what cannot be read is refused as a problem that names the parameter.
pub struct Query<T>(pub T);

impl<T, S> FromRequestParts<S> for Query<T>
where
    T: serde::de::DeserializeOwned,
    S: Send + Sync,
{
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut http::request::Parts, state: &S) -> Result<Self, Refused> {
        let read = axum::extract::Query::<T>::from_request_parts(parts, state).await;
        let axum::extract::Query(value) = read.map_err(|rejection| {
            let rejection: &(dyn Error + 'static) = &rejection;
            let mut errors =
                std::iter::successors(Some(rejection), |error: &&'_ (dyn Error + 'static)| (*error).source());
            let error = errors.find_map(|error| error.downcast_ref::<serde_path_to_error::Error<ParameterError>>());
            error.map_or(ProblemKind::Unreadable.into(), |error| misread(error.path(), error.inner()))
        })?;
        Ok(Query(value))
    }
}

/// Names what a reader stumbled over, never its value; nothing where it is no document at all.
fn misread(path: &serde_path_to_error::Path, error: &impl Error) -> Refused {
    let path = Some(path.to_string()).filter(|path| path != ".");
    // Of a field that is not there the path names what it belongs to.
    let words = error.to_string();
    let missing = words.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
    match (path, missing) {
        (Some(path), Some(field)) => Refused::misread(format!("{path}.{field}")),
        (Some(path), None) => Refused::misread(path),
        (None, Some(field)) => Refused::misread(field),
        (None, None) => ProblemKind::Unreadable.into(),
    }
}

/// The version that a write is based on (`If-Match`); its absence is refused.
pub struct IfMatch(pub u64);

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut http::request::Parts, _: &S) -> Result<Self, Refused> {
        let value = parts.headers.get(IF_MATCH).ok_or(ProblemKind::PreconditionRequired)?;
        let tag = value.to_str().ok().map(str::trim).and_then(|text| text.strip_prefix('"')?.strip_suffix('"'));
        let tag = tag.ok_or_else(|| Refused::misread(IF_MATCH.as_str()))?;
        // A tag that is none of ours is of another version.
        tag.parse().map(IfMatch).map_err(|_| ProblemKind::Stale.into())
    }
}

/// What the asker knows already (`If-None-Match`), without its quotes.
pub fn if_none_match(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(http::header::IF_NONE_MATCH)?.to_str().ok()?;
    Some(value.trim().trim_start_matches("W/").trim_matches('"').to_owned())
}

/// Names this creation or submission (`Idempotency-Key`), 8 to 128 printable characters.
pub struct IdempotencyKey(pub String);

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut http::request::Parts, _: &S) -> Result<Self, Refused> {
        let value = parts.headers.get("idempotency-key").ok_or(ProblemKind::PreconditionRequired)?;
        match value.to_str() {
            Ok(key) if (8..=128).contains(&key.len()) && !key.contains('\t') => Ok(IdempotencyKey(key.to_owned())),
            _ => Err(Refused::misread("idempotency-key")),
        }
    }
}
