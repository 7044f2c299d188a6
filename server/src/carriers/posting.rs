//! What the gateways have in common: a client with its limits, the key, and a template's blanks.

use super::{CarrierError, Failed};
use crate::carriers::Parcel;
use crate::config::{Sms, is_this_machine};
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, StatusCode};
use serde::de::DeserializeOwned;
use std::time::Duration;

/// Longest time until a connection is there.
const CONNECT: Duration = Duration::from_secs(5);
/// Most bytes of an answer.
const MOST: usize = 64 * 1024;

/// A client for the gateway of the settings.
pub fn client(settings: &Sms) -> Result<Client, CarrierError> {
    let mut client = Client::builder()
        .redirect(Policy::none())
        .connect_timeout(CONNECT)
        .timeout(Duration::from_secs(settings.timeout))
        .user_agent("beian-server");
    if host(settings)?.split(':').next().is_some_and(is_this_machine) {
        client = client.no_proxy();
    }
    client.build().map_err(|error| CarrierError(error.without_url().to_string()))
}

/// Host of the gateway, with its port where it is not the usual one: as a request names it.
pub fn host(settings: &Sms) -> Result<String, CarrierError> {
    let wrong = || CarrierError("sms.url names no host".to_owned());
    let url = reqwest::Url::parse(settings.url()).map_err(|_| wrong())?;
    let host = url.host_str().ok_or_else(wrong)?;
    Ok(url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

/// The key to sign with.
pub async fn key(settings: &Sms) -> Result<String, Failed> {
    let Some(file) = &settings.key_file else {
        return Ok(settings.key.as_ref().map(|key| key.0.clone()).unwrap_or_default());
    };
    let key = tokio::fs::read_to_string(file).await;
    Ok(key.map_err(|error| Failed::Later(format!("the key's file: {error}")))?.trim().to_owned())
}

/// The number of the approved template, and its blanks filled, in their order.
pub fn filled(settings: &Sms, parcel: &Parcel) -> Result<(String, Vec<(String, String)>), Failed> {
    let template = settings.templates.get(&parcel.template).filter(|template| !template.id.is_empty());
    let Some(template) = template else {
        return Err(Failed::Never(format!("the settings have no template `{}`", parcel.template)));
    };
    let longest = if template.longest == 0 { usize::MAX } else { template.longest };
    let blank = |(n, name): (usize, &String)| {
        let value = parcel.blank(name).chars().take(longest).collect();
        (template.names.get(n).unwrap_or(name).clone(), value)
    };
    Ok((template.id.clone(), template.blanks.iter().enumerate().map(blank).collect()))
}

/// Sends a request; gives the status and the body of the answer, in bounds.
pub async fn sent(request: RequestBuilder) -> Result<(StatusCode, Vec<u8>), Failed> {
    let later = |error: reqwest::Error| Failed::Later(error.without_url().to_string());
    let mut answer = request.send().await.map_err(later)?;
    let mut body = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(later)? {
        if body.len() + part.len() > MOST {
            return Err(Failed::Later(format!("the answer is larger than {MOST} bytes")));
        }
        body.extend_from_slice(&part);
    }
    Ok((answer.status(), body))
}

/// The answer of a cloud.
pub fn read<T: DeserializeOwned>(status: StatusCode, body: &[u8]) -> Result<T, Failed> {
    serde_json::from_slice(body).map_err(|_| Failed::Later(format!("{status}, and an answer that cannot be read")))
}
