//! Any gateway that takes a request of HTTP: its address, headers and body are the settings', signed by HMAC where they say so.

use super::{Carrier, CarrierError, Failed, posting};
use crate::carriers::Parcel;
use crate::clock::Clock;
use crate::config::Sms;
use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use reqwest::{Client, StatusCode};
use sha2::Sha256;

/// The gateway.
pub struct Any {
    settings: Sms,
    client: Client,
    headers: Vec<(HeaderName, HeaderValue)>,
    clock: Clock,
}

impl Any {
    /// By the settings.
    pub fn new(settings: &Sms, clock: &Clock) -> Result<Any, CarrierError> {
        let header = |(name, value): (&String, &String)| {
            let wrong = || CarrierError(format!("sms.headers: `{name}` is no header"));
            let name = HeaderName::try_from(name).map_err(|_| wrong())?;
            Ok((name, HeaderValue::try_from(value).map_err(|_| wrong())?))
        };
        let headers = settings.headers.iter().map(header).collect::<Result<_, CarrierError>>()?;
        let is_name = |name: &String| name.is_empty() || HeaderName::try_from(name).is_ok();
        if !is_name(&settings.signature_header) {
            return Err(CarrierError("sms.signature_header is no header".to_owned()));
        }
        let client = posting::client(settings)?;
        Ok(Any { settings: settings.clone(), client, headers, clock: clock.clone() })
    }
}

/// A body with everything in braces filled, each value in the form of the media type. What is in braces and no blank is left as it is.
fn body(settings: &Sms, parcel: &Parcel, time: i64) -> String {
    let is_form = settings.content_type != "application/json";
    let mut body = String::new();
    let mut rest = settings.body.as_str();
    while let Some(at) = rest.find('{') {
        body.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest.find('}').map(|end| &rest[1..end]);
        match name.filter(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')) {
            Some(name) => {
                let value = match name {
                    "template" => parcel.template.clone(),
                    "time" => time.to_string(),
                    "id" => parcel.id.to_string(),
                    _ => parcel.blank(name).to_owned(),
                };
                match is_form {
                    true => body.extend(form_urlencoded::byte_serialize(value.as_bytes())),
                    // A text of JSON without its quotation marks.
                    false => {
                        let quoted = serde_json::Value::from(value).to_string();
                        body.push_str(&quoted[1..quoted.len() - 1]);
                    }
                }
                rest = &rest[name.len() + 2..];
            }
            None => {
                body.push('{');
                rest = &rest[1..];
            }
        }
    }
    body + rest
}

/// What another try does not change.
fn is_final(status: StatusCode) -> bool {
    matches!(status, StatusCode::BAD_REQUEST | StatusCode::GONE | StatusCode::UNPROCESSABLE_ENTITY)
}

#[async_trait::async_trait]
impl Carrier for Any {
    async fn carry(&self, parcel: &Parcel) -> Result<(), Failed> {
        let settings = &self.settings;
        let body = body(settings, parcel, self.clock.now().0);
        let mut request = self.client.post(settings.url()).header(CONTENT_TYPE, &settings.content_type);
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if !settings.signature_header.is_empty() {
            let key = posting::key(settings).await?;
            let mut mac = Hmac::<Sha256>::new_from_slice(key.as_bytes())
                .map_err(|_| Failed::Later("the key cannot be used".to_owned()))?;
            mac.update(body.as_bytes());
            let signature = HEXLOWER.encode(&mac.finalize().into_bytes());
            request = request.header(&settings.signature_header, signature);
        }
        let request = request.header("idempotency-key", format!("beian-{}", parcel.id)).body(body);
        let (status, _) = posting::sent(request).await?;
        match status {
            status if status.is_success() => Ok(()),
            status if is_final(status) => Err(Failed::Never(status.to_string())),
            status => Err(Failed::Later(status.to_string())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_one_text_in_json_and_in_a_form() {
        let evil = "\"},{\"to\":\"1\n{to}&a=b {code}";
        let parcel = Parcel {
            id: 7,
            to: "13800138000".to_owned(),
            text: evil.to_owned(),
            template: "code".to_owned(),
            blanks: vec![("code".to_owned(), "123456".to_owned())],
            tries: 0,
            until: None,
        };
        let settings = Sms {
            body: r#"{"to":"{to}","text":"{text}","t":{time},"c":"{code}","k":"{template}","x":"{nothing}","y":{}}"#
                .to_owned(),
            ..Sms::default()
        };
        let json: serde_json::Value = serde_json::from_str(&body(&settings, &parcel, 5)).unwrap();
        assert_eq!(
            json,
            serde_json::json!({"to": "13800138000", "text": evil, "t": 5, "c": "123456", "k": "code", "x": "", "y": {}})
        );
        let form = Sms {
            body: "to={to}&text={text}".to_owned(),
            content_type: "application/x-www-form-urlencoded".to_owned(),
            ..Sms::default()
        };
        let form = body(&form, &parcel, 5);
        let read: Vec<(String, String)> = form_urlencoded::parse(form.as_bytes()).into_owned().collect();
        assert_eq!(read, [("to".to_owned(), "13800138000".to_owned()), ("text".to_owned(), evil.to_owned())]);
    }
}
