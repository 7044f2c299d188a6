//! Aliyun SMS (阿里云短信): `SendSms` of its version 2017-05-25, signed by ACS3-HMAC-SHA256 as its documentation describes it.

use super::{Carrier, CarrierError, Failed, posting};
use crate::carriers::Parcel;
use crate::clock::Clock;
use crate::config::Sms;
use crate::secret;
use beian_model::Timestamp;
use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::Client;
use reqwest::header::{AUTHORIZATION, HOST};
use serde::Deserialize;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Codes of this number or this text: another try changes nothing.
const FINAL: [&str; 6] = [
    "isv.MOBILE_NUMBER_ILLEGAL",
    "isv.BLACK_KEY_CONTROL_LIMIT",
    "isv.PARAM_LENGTH_LIMIT",
    "isv.PARAM_NOT_SUPPORT_URL",
    "isv.TEMPLATE_PARAMS_ILLEGAL",
    "isv.TEMPLATE_MISSING_PARAMETERS",
];

/// The service.
pub struct Aliyun {
    settings: Sms,
    client: Client,
    host: String,
    clock: Clock,
}

impl Aliyun {
    /// By the settings.
    pub fn new(settings: &Sms, clock: &Clock) -> Result<Aliyun, CarrierError> {
        let (client, host) = (posting::client(settings)?, posting::host(settings)?);
        Ok(Aliyun { settings: settings.clone(), client, host, clock: clock.clone() })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    code: String,
    #[serde(default)]
    message: String,
}

/// A text as RFC 3986 escapes it.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => escaped.push(char::from(byte)),
            byte => escaped.push_str(&format!("%{byte:02X}")),
        }
    }
    escaped
}

/// A query, its names in order.
fn query(parameters: &BTreeMap<&str, String>) -> String {
    let pairs: Vec<String> =
        parameters.iter().map(|(name, value)| format!("{}={}", escaped(name), escaped(value))).collect();
    pairs.join("&")
}

/// A moment as ISO 8601 writes it, of the world's clock.
fn iso(at: Timestamp) -> String {
    let day = Timestamp(at.0 - 8 * 3600).date_in_china();
    let second = at.0.rem_euclid(86_400);
    format!("{day}T{:02}:{:02}:{:02}Z", second / 3600, second / 60 % 60, second % 60)
}

/// The headers of a request without a body, `authorization` last.
fn headers(
    key: (&str, &str),
    action: (&str, &str),
    host: &str,
    query: &str,
    at: Timestamp,
    nonce: &str,
) -> Option<Vec<(&'static str, String)>> {
    let (id, secret) = key;
    let hash = |bytes: &[u8]| HEXLOWER.encode(&Sha256::digest(bytes));
    let nothing = hash(b"");
    let mut headers = vec![
        ("host", host.to_owned()),
        ("x-acs-action", action.0.to_owned()),
        ("x-acs-content-sha256", nothing.clone()),
        ("x-acs-date", iso(at)),
        ("x-acs-signature-nonce", nonce.to_owned()),
        ("x-acs-version", action.1.to_owned()),
    ];
    let lines: String = headers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
    let names: Vec<&str> = headers.iter().map(|(name, _)| *name).collect();
    let names = names.join(";");
    let request = format!("POST\n/\n{query}\n{lines}\n{names}\n{nothing}");
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).ok()?;
    mac.update(format!("ACS3-HMAC-SHA256\n{}", hash(request.as_bytes())).as_bytes());
    let signature = HEXLOWER.encode(&mac.finalize().into_bytes());
    headers.push((
        "authorization",
        format!("ACS3-HMAC-SHA256 Credential={id},SignedHeaders={names},Signature={signature}"),
    ));
    Some(headers)
}

#[async_trait::async_trait]
impl Carrier for Aliyun {
    async fn carry(&self, parcel: &Parcel) -> Result<(), Failed> {
        let settings = &self.settings;
        let (template, blanks) = posting::filled(settings, parcel)?;
        let blanks: Map<String, Value> = blanks.into_iter().map(|(name, value)| (name, value.into())).collect();
        let query = query(&BTreeMap::from([
            ("OutId", format!("beian-{}", parcel.id)),
            ("PhoneNumbers", parcel.to.clone()),
            ("SignName", settings.sign_name.clone()),
            ("TemplateCode", template),
            ("TemplateParam", Value::from(blanks).to_string()),
        ]));
        let (key, now) = (posting::key(settings).await?, self.clock.now());
        let action = ("SendSms", "2017-05-25");
        let headers = headers((&settings.key_id, &key), action, &self.host, &query, now, &secret::id())
            .ok_or_else(|| Failed::Later("the key cannot be used".to_owned()))?;
        let mut request = self.client.post(format!("{}/?{query}", settings.url().trim_end_matches('/')));
        for (name, value) in headers {
            request = match name {
                "host" => request.header(HOST, value),
                "authorization" => request.header(AUTHORIZATION, value),
                name => request.header(name, value),
            };
        }
        let (status, body) = posting::sent(request).await?;
        let Answer { code, message } = posting::read(status, &body)?;
        match code.as_str() {
            "OK" => Ok(()),
            code if FINAL.contains(&code) => Err(Failed::Never(format!("{code}: {message}"))),
            code => Err(Failed::Later(format!("{code}: {message}"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the documentation (V3 版本请求体&签名机制).
    #[test]
    fn it_signs_as_the_documentation_does() {
        let query = query(&BTreeMap::from([
            ("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd".to_owned()),
            ("RegionId", "cn-shanghai".to_owned()),
        ]));
        let headers = headers(
            ("YourAccessKeyId", "YourAccessKeySecret"),
            ("RunInstances", "2014-05-26"),
            "ecs.cn-shanghai.aliyuncs.com",
            &query,
            Timestamp(1_698_315_752),
            "3156853299f313e23d1673dc12e1703d",
        )
        .unwrap();
        let at = headers.iter().find(|(name, _)| *name == "x-acs-date").unwrap();
        assert_eq!(at.1, "2023-10-26T10:22:32Z");
        assert_eq!(
            headers.last().unwrap().1,
            "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;\
             x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
        );
    }

    #[test]
    fn a_query_is_escaped_as_the_rfc_has_it() {
        let parameters = BTreeMap::from([("b", "示 例*".to_owned()), ("a", "~_-.+/".to_owned())]);
        assert_eq!(query(&parameters), "a=~_-.%2B%2F&b=%E7%A4%BA%20%E4%BE%8B%2A");
    }
}
