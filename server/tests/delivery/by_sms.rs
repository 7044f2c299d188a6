//! SMS by each gateway: what was signed is computed once more here, from the request alone, as its service publishes the algorithm.

use crate::gateway::{Asked, Gateway, Says};
use crate::{MOBILE, Post, sms};
use beian_server::config::{Covered, Gateway as Kind, Sms, Template};
use data_encoding::HEXLOWER;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::json;
use sha2::{Digest, Sha256};

const KEY: &str = "key-of-the-tests";
const TEXT: &str = "【网站备案】您的验证码是 123456，10 分钟内有效。";

fn mac(key: &[u8], text: &[u8]) -> Vec<u8> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(text);
    mac.finalize().into_bytes().to_vec()
}

fn hash(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

fn cloud(kind: Kind, gateway: &Gateway, template: Template) -> Sms {
    Sms {
        gateway: kind,
        url: gateway.url.clone(),
        key_id: "id-of-the-tests".to_owned(),
        key: Some(Covered(KEY.to_owned())),
        sign_name: "示例云".to_owned(),
        app_id: "1400006666".to_owned(),
        templates: [("code".to_owned(), template)].into(),
        timeout: 2,
        ..Sms::default()
    }
}

fn of_code(id: &str) -> Template {
    Template { id: id.to_owned(), blanks: vec!["code".to_owned(), "minutes".to_owned()], ..Template::default() }
}

#[tokio::test]
async fn any_gateway_gets_what_the_settings_say_and_a_signature() {
    let gateway = Gateway::start([]).await;
    let settings = Sms {
        url: format!("{}/send?from=beian", gateway.url),
        key: Some(Covered(KEY.to_owned())),
        headers: [("X-Api-Key".to_owned(), "abc".to_owned())].into(),
        body: r#"{"mobile":"+86{to}","content":"{text}","kind":"{template}"}"#.to_owned(),
        signature_header: "x-signature".to_owned(),
        ..Sms::default()
    };
    let post = Post::with(|config| config.sms = Some(settings)).await;
    post.post(sms(TEXT)).await;
    post.look().await;
    let [asked] = gateway.asked().try_into().unwrap();
    assert_eq!(asked.json(), json!({"mobile": format!("+86{MOBILE}"), "content": TEXT, "kind": "code"}));
    assert_eq!((asked.query.as_str(), asked.header("x-api-key")), ("from=beian", "abc"));
    assert_eq!(asked.header("content-type"), "application/json");
    assert_eq!(asked.header("x-signature"), HEXLOWER.encode(&mac(KEY.as_bytes(), &asked.body)));
    assert_eq!(asked.header("idempotency-key"), "beian-1");
    assert!(post.last().await.is_sent);
}

/// The signature of a request to Tencent Cloud (签名方法 v3).
fn signed_at_tencent(asked: &Asked) -> String {
    let (kind, host) = (asked.header("content-type"), asked.header("host"));
    let request = format!("POST\n/\n\ncontent-type:{kind}\nhost:{host}\n\ncontent-type;host\n{}", hash(&asked.body));
    let text = format!("TC3-HMAC-SHA256\n1796083200\n2026-12-01/sms/tc3_request\n{}", hash(request.as_bytes()));
    let day = mac(format!("TC3{KEY}").as_bytes(), b"2026-12-01");
    HEXLOWER.encode(&mac(&mac(&mac(&day, b"sms"), b"tc3_request"), text.as_bytes()))
}

#[tokio::test]
async fn tencent_cloud_gets_the_approved_template_filled_and_signed() {
    let fine = json!({"Response": {"SendStatusSet": [{"Code": "Ok", "Message": "send success"}], "RequestId": "1"}});
    let gateway = Gateway::start([Says::This(200, fine.to_string())]).await;
    let settings = cloud(Kind::Tencent, &gateway, of_code("449739"));
    let post = Post::with(|config| config.sms = Some(settings)).await;
    post.post(sms(TEXT)).await;
    post.look().await;
    let [asked] = gateway.asked().try_into().unwrap();
    let body = asked.json();
    assert_eq!(body["PhoneNumberSet"], json!([format!("+86{MOBILE}")]));
    assert_eq!(body["TemplateParamSet"], json!(["123456", "10"]));
    assert_eq!(
        (&body["TemplateId"], &body["SignName"], &body["SmsSdkAppId"]),
        (&json!("449739"), &json!("示例云"), &json!("1400006666"))
    );
    assert_eq!((asked.header("x-tc-action"), asked.header("x-tc-version")), ("SendSms", "2021-01-11"));
    let authorization = format!(
        "TC3-HMAC-SHA256 Credential=id-of-the-tests/2026-12-01/sms/tc3_request, SignedHeaders=content-type;host, Signature={}",
        signed_at_tencent(&asked)
    );
    assert_eq!(asked.header("authorization"), authorization);
    assert!(post.last().await.is_sent);
}

#[tokio::test]
async fn what_tencent_cloud_refuses_is_tried_again_where_another_time_may_be_better() {
    let refused = |code: &str| {
        let body = json!({"Response": {"SendStatusSet": [{"Code": code, "Message": "no"}], "RequestId": "1"}});
        Says::This(200, body.to_string())
    };
    let error =
        json!({"Response": {"Error": {"Code": "AuthFailure.SignatureExpire", "Message": "late"}, "RequestId": "1"}});
    let says = [
        refused("FailedOperation.PhoneNumberInBlacklist"),
        refused("LimitExceeded.PhoneNumberThirtySecondLimit"),
        Says::This(200, error.to_string()),
        Says::This(502, "<html>".to_owned()),
    ];
    let gateway = Gateway::start(says).await;
    let settings = cloud(Kind::Tencent, &gateway, of_code("1"));
    let post = Post::with(|config| config.sms = Some(settings)).await;
    for (is_given_up, said) in
        [(true, "Blacklist"), (false, "ThirtySecond"), (false, "SignatureExpire"), (false, "502")]
    {
        post.post(sms(TEXT)).await;
        post.look().await;
        let last = post.last().await;
        assert!(!last.is_sent && last.is_given_up == is_given_up && last.said.contains(said), "{said}: {}", last.said);
    }
}

/// The signature of a request to Aliyun (V3 版本请求体&签名机制).
fn signed_at_aliyun(asked: &Asked) -> String {
    let authorization = asked.header("authorization");
    let names = authorization.split("SignedHeaders=").nth(1).unwrap().split(',').next().unwrap();
    let lines: String = names.split(';').map(|name| format!("{name}:{}\n", asked.header(name))).collect();
    let request = format!("POST\n/\n{}\n{lines}\n{names}\n{}", asked.query, hash(&asked.body));
    HEXLOWER.encode(&mac(KEY.as_bytes(), format!("ACS3-HMAC-SHA256\n{}", hash(request.as_bytes())).as_bytes()))
}

#[tokio::test]
async fn aliyun_gets_the_approved_template_filled_and_signed() {
    let says = [
        Says::This(200, json!({"Code": "OK", "Message": "OK", "BizId": "1"}).to_string()),
        Says::This(200, json!({"Code": "isv.MOBILE_NUMBER_ILLEGAL", "Message": "no"}).to_string()),
        Says::This(400, json!({"Code": "SignatureDoesNotMatch", "Message": "no"}).to_string()),
    ];
    let gateway = Gateway::start(says).await;
    let template = Template { names: vec!["code".to_owned(), "min".to_owned()], ..of_code("SMS_153055065") };
    let settings = cloud(Kind::Aliyun, &gateway, template);
    let post = Post::with(|config| config.sms = Some(settings)).await;
    post.post(sms(TEXT)).await;
    post.look().await;
    assert!(post.last().await.is_sent);
    let asked = gateway.asked().remove(0);
    let query: std::collections::BTreeMap<String, String> =
        form_urlencoded::parse(asked.query.as_bytes()).into_owned().collect();
    assert_eq!((query["PhoneNumbers"].as_str(), query["SignName"].as_str()), (MOBILE, "示例云"));
    assert_eq!(query["TemplateCode"], "SMS_153055065");
    assert_eq!(query["TemplateParam"], json!({"code": "123456", "min": "10"}).to_string());
    assert_eq!((asked.header("x-acs-action"), asked.header("x-acs-date")), ("SendSms", "2026-12-01T00:00:00Z"));
    assert!(asked.header("authorization").ends_with(&format!("Signature={}", signed_at_aliyun(&asked))));
    for is_given_up in [true, false] {
        post.post(sms(TEXT)).await;
        post.look().await;
        let last = post.last().await;
        assert_eq!((last.is_sent, last.is_given_up), (false, is_given_up), "{}", last.said);
    }
}

#[tokio::test]
async fn a_message_without_an_approved_template_is_given_up_and_named() {
    let gateway = Gateway::start([]).await;
    let settings = cloud(Kind::Tencent, &gateway, of_code("1"));
    let post = Post::with(|config| config.sms = Some(settings)).await;
    let mut message = sms(TEXT);
    message.template = "return";
    post.post(message).await;
    post.look().await;
    let last = post.last().await;
    assert!(last.is_given_up && last.said.contains("`return`"), "{}", last.said);
    assert!(gateway.asked().is_empty());
}
