//! Tencent Cloud SMS (腾讯云短信): `SendSms` of its version 2021-01-11, signed by TC3-HMAC-SHA256 as its documentation describes it.

use super::{Carrier, CarrierError, Failed, posting};
use crate::carriers::Parcel;
use crate::clock::Clock;
use crate::config::Sms;
use beian_model::Timestamp;
use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::Client;
use reqwest::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use serde::Deserialize;
use serde_json::json;
use sha2::{Digest, Sha256};

const JSON: &str = "application/json; charset=utf-8";
/// Codes that begin so are of this number or this text: another try changes nothing.
const FINAL: [&str; 5] = [
    "InvalidParameterValue.IncorrectPhoneNumber",
    "FailedOperation.PhoneNumberInBlacklist",
    "FailedOperation.ContainSensitiveWord",
    "UnsupportedOperation.",
    "InvalidParameterValue.TemplateParameter",
];

/// The service.
pub struct Tencent {
    settings: Sms,
    client: Client,
    host: String,
    clock: Clock,
}

impl Tencent {
    /// By the settings.
    pub fn new(settings: &Sms, clock: &Clock) -> Result<Tencent, CarrierError> {
        let (client, host) = (posting::client(settings)?, posting::host(settings)?);
        Ok(Tencent { settings: settings.clone(), client, host, clock: clock.clone() })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    response: Response,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Response {
    #[serde(default)]
    send_status_set: Vec<Said>,
    error: Option<Said>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Said {
    code: String,
    #[serde(default)]
    message: String,
}

/// `Authorization` of a request to a service of the cloud: content type and host are signed with the body.
fn authorization(key: (&str, &str), service: &str, host: &str, body: &[u8], at: Timestamp) -> Option<String> {
    let (id, secret) = key;
    let hash = |bytes: &[u8]| HEXLOWER.encode(&Sha256::digest(bytes));
    let mac = |key: &[u8], text: &str| {
        let mut mac = Hmac::<Sha256>::new_from_slice(key).ok()?;
        mac.update(text.as_bytes());
        Some(mac.finalize().into_bytes())
    };
    let request = format!("POST\n/\n\ncontent-type:{JSON}\nhost:{host}\n\ncontent-type;host\n{}", hash(body));
    // The day of the world's clock, not China's.
    let day = Timestamp(at.0 - 8 * 3600).date_in_china();
    let scope = format!("{day}/{service}/tc3_request");
    let text = format!("TC3-HMAC-SHA256\n{}\n{scope}\n{}", at.0, hash(request.as_bytes()));
    let of_day = mac(format!("TC3{secret}").as_bytes(), &day.to_string())?;
    let of_request = mac(&mac(&of_day, service)?, "tc3_request")?;
    let signature = HEXLOWER.encode(&mac(&of_request, &text)?);
    Some(format!("TC3-HMAC-SHA256 Credential={id}/{scope}, SignedHeaders=content-type;host, Signature={signature}"))
}

#[async_trait::async_trait]
impl Carrier for Tencent {
    async fn carry(&self, parcel: &Parcel) -> Result<(), Failed> {
        let settings = &self.settings;
        let (template, blanks) = posting::filled(settings, parcel)?;
        let blanks: Vec<String> = blanks.into_iter().map(|(_, value)| value).collect();
        let body = json!({
            "PhoneNumberSet": [format!("+86{}", parcel.to)],
            "SmsSdkAppId": settings.app_id,
            "SignName": settings.sign_name,
            "TemplateId": template,
            "TemplateParamSet": blanks,
            "SessionContext": format!("beian-{}", parcel.id),
        })
        .to_string();
        let (key, now) = (posting::key(settings).await?, self.clock.now());
        let signed = authorization((&settings.key_id, &key), "sms", &self.host, body.as_bytes(), now)
            .ok_or_else(|| Failed::Later("the key cannot be used".to_owned()))?;
        let request = self
            .client
            .post(settings.url())
            .header(CONTENT_TYPE, JSON)
            .header(HOST, &self.host)
            .header(AUTHORIZATION, signed)
            .header("x-tc-action", "SendSms")
            .header("x-tc-version", "2021-01-11")
            .header("x-tc-timestamp", now.0)
            .header("x-tc-region", &settings.region)
            .body(body);
        let (status, body) = posting::sent(request).await?;
        let Answer { response } = posting::read(status, &body)?;
        let said = response.error.or_else(|| response.send_status_set.into_iter().next());
        match said {
            Some(Said { code, .. }) if code == "Ok" => Ok(()),
            Some(Said { code, message }) if FINAL.iter().any(|known| code.starts_with(known)) => {
                Err(Failed::Never(format!("{code}: {message}")))
            }
            Some(Said { code, message }) => Err(Failed::Later(format!("{code}: {message}"))),
            None => Err(Failed::Later(format!("{status}, and nothing said of the message"))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the documentation (签名方法 v3).
    #[test]
    fn it_signs_as_the_documentation_does() {
        let body = r#"{"Limit": 1, "Filters": [{"Values": ["\u672a\u547d\u540d"], "Name": "instance-name"}]}"#;
        let key = ("AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", "Gu5t9xGARNpq86cd98joQYCN3EXAMPLE");
        let signed = authorization(key, "cvm", "cvm.tencentcloudapi.com", body.as_bytes(), Timestamp(1_551_113_065));
        assert_eq!(
            signed.unwrap(),
            "TC3-HMAC-SHA256 Credential=AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host, \
             Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168"
        );
    }
}
