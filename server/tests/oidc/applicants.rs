//! Applicants sign in by the provider.

use crate::browser::Browser;
use crate::site::{BEGIN, Site, alice};
use beian_server::accounts::stored::RealNameRow;
use beian_server::config::{Oidc, PhoneNumbers};
use serde_json::{Value, json};

#[tokio::test]
async fn the_second_sign_in_is_to_the_account_of_the_first() {
    let site = Site::start().await;
    site.provider.says("alice", alice());
    let mut first = Browser::new();
    let nobody = first.json(&site.url("/api/v1/session")).await;
    assert_eq!(nobody, json!({ "mobile": "", "provider": "Sign in with Example Cloud" }));
    let done = first.sign_in(&site, &format!("{BEGIN}?to=/filings/abc%3Ffield%3Da"), "alice").await;
    assert_eq!((done.status.as_u16(), done.leads_to()), (303, "/filings/abc?field=a".to_owned()));
    assert_eq!(site.who(&mut first).await, json!({ "mobile": "138****8000" }));
    assert_eq!(first.cookies_of(&site.url("")), ["beian_session"], "what was kept for the sign-in is gone");
    // In another browser, under another name, with no number any more: it is the provider's name for her that counts.
    site.provider.says("alice", json!({ "name": "示例改名" }));
    let mut second = Browser::new();
    assert_eq!(second.sign_in(&site, BEGIN, "alice").await.leads_to(), "/");
    assert_eq!(site.account_of(&second).await, site.account_of(&first).await);
    // Signing in again in one browser leaves no session behind.
    let sessions = async |browser: &mut Browser| {
        let list = browser.json(&site.url("/api/v1/sessions")).await;
        list["sessions"].as_array().unwrap().len()
    };
    assert_eq!(sessions(&mut second).await, 2);
    second.sign_in(&site, BEGIN, "alice").await;
    assert_eq!(sessions(&mut second).await, 2);
    // Somebody else is somebody else, and told by name where there is no number.
    site.provider.says("bob", json!({ "name": "示例乙" }));
    let mut bob = Browser::new();
    bob.sign_in(&site, BEGIN, "bob").await;
    assert_eq!(site.who(&mut bob).await, json!({ "mobile": "示例乙" }));
    assert_ne!(site.account_of(&bob).await, site.account_of(&first).await);
}

#[tokio::test]
async fn the_provider_is_asked_with_pkce_state_and_nonce_and_what_the_settings_name() {
    let site = Site::start().await;
    let mut browser = Browser::new();
    let asked = browser.go(&site.url(&format!("{BEGIN}?lang=zh-CN"))).await.leads_to();
    for part in [
        "response_type=code",
        "client_id=beian&",
        "code_challenge_method=S256",
        "code_challenge=",
        "state=",
        "nonce=",
        "scope=openid+profile+phone+organisation",
        "ui_locales=zh-CN",
    ] {
        assert!(asked.contains(part), "{part}: {asked}");
    }
    let redirect = site.url("/api/v1/session/provider/callback").replace(':', "%3A").replace('/', "%2F");
    assert!(asked.contains(&redirect), "{asked}");
    // Two that begin in one browser are two.
    let other = browser.go(&site.url(BEGIN)).await.leads_to();
    let part = |url: &str, name: &str| {
        url.split(['?', '&']).find_map(|one| one.strip_prefix(name)).map(str::to_owned).unwrap()
    };
    for name in ["state=", "nonce=", "code_challenge="] {
        assert_ne!(part(&asked, name), part(&other, name), "{name}");
    }
    // Another site's page only leads to a question.
    let page = browser.go_from_elsewhere(&site.url(&format!("{BEGIN}?to=//evil.example"))).await;
    let page = page.says(200, "Sign in with Example Cloud");
    assert!(page.body.contains("href=\"/api/v1/session/provider?lang=en&amp;to=/\""), "{}", page.body);
}

#[tokio::test]
async fn the_claims_are_the_facts_of_the_account() {
    let site = Site::start().await;
    site.provider.says("alice", alice());
    let mut browser = Browser::new();
    browser.sign_in(&site, BEGIN, "alice").await;
    let account = site.account_of(&browser).await;
    let known = site.app.store.real_name_of(&account).await.unwrap().unwrap();
    let expected = RealNameRow {
        name: "深圳示例二科技有限公司".to_owned(),
        certificate_kind: None,
        certificate_number: "91440399MA00D00000".to_owned(),
    };
    assert_eq!(known, expected);
    // As they are now.
    let mut changed = alice();
    changed["organisation"]["name"] = "深圳示例三科技有限公司".into();
    site.provider.says("alice", changed);
    browser.sign_in(&site, BEGIN, "alice").await;
    let known = site.app.store.real_name_of(&account).await.unwrap().unwrap();
    assert_eq!(known.name, "深圳示例三科技有限公司");
}

/// The account that a code to a number signs in to.
async fn by_code(site: &Site, mobile: &str) -> String {
    site.app.store.account_of(mobile, site.app.clock.now()).await.unwrap().id
}

#[tokio::test]
async fn a_number_joins_the_account_of_a_code_where_it_is_believed() {
    let believed = |phone_numbers| {
        move |config: &mut beian_server::config::Config| {
            config.oidc = config.oidc.take().map(|oidc| Oidc { phone_numbers, ..oidc });
        }
    };
    for (phone_numbers, verified, joins) in [
        (PhoneNumbers::Verified, json!(true), true),
        (PhoneNumbers::Verified, Value::Null, false),
        (PhoneNumbers::All, Value::Null, true),
        (PhoneNumbers::None, json!(true), false),
    ] {
        let site = Site::with(believed(phone_numbers)).await;
        let before = by_code(&site, "13800138000").await;
        site.provider.says("alice", json!({ "phone_number": "13800138000", "phone_number_verified": verified }));
        let mut browser = Browser::new();
        browser.sign_in(&site, BEGIN, "alice").await;
        let same = site.account_of(&browser).await == before;
        assert_eq!(same, joins, "{phone_numbers:?} {verified}");
        if joins {
            // Two whom one provider tells apart are not one, whatever number it says.
            site.provider.says("mallory", json!({ "phone_number": "13800138000", "phone_number_verified": true }));
            let mut other = Browser::new();
            other.sign_in(&site, BEGIN, "mallory").await;
            assert_ne!(site.account_of(&other).await, before);
        }
    }
}

#[tokio::test]
async fn a_number_that_changes_at_the_provider_changes_here_unless_another_has_it() {
    let site = Site::start().await;
    let says = |number: &str| {
        site.provider.says("alice", json!({ "phone_number": number, "phone_number_verified": true }));
    };
    says("13800138000");
    let mut browser = Browser::new();
    browser.sign_in(&site, BEGIN, "alice").await;
    let account = site.account_of(&browser).await;
    says("13900139000");
    browser.sign_in(&site, BEGIN, "alice").await;
    assert_eq!(by_code(&site, "13900139000").await, account);
    let other = by_code(&site, "13700137000").await;
    says("13700137000");
    browser.sign_in(&site, BEGIN, "alice").await;
    assert_eq!(site.who(&mut browser).await, json!({ "mobile": "139****9000" }));
    assert_ne!(site.account_of(&browser).await, other);
}

#[tokio::test]
async fn codes_by_sms_are_there_unless_the_settings_say_otherwise() {
    let site = Site::with(|config| config.oidc.as_mut().unwrap().phone_code = false).await;
    let mut browser = Browser::new();
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    for (path, body) in
        [("/session/code", "{\"mobile\":\"13800138000\"}"), ("/session", "{\"mobile\":\"1\",\"code\":\"1\"}")]
    {
        let asked = client.post(site.url(&format!("/api/v1{path}"))).header("content-type", "application/json");
        let answer = asked.header("accept-language", "en").body(body).send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 409, "{path}");
        assert!(answer.text().await.unwrap().contains("codes by SMS"), "{path}");
    }
    site.provider.says("alice", alice());
    assert_eq!(browser.sign_in(&site, BEGIN, "alice").await.leads_to(), "/");
}

#[tokio::test]
async fn what_one_server_began_another_ends() {
    let site = Site::start().await;
    let replica = site.replica().await;
    site.provider.says("alice", alice());
    let mut browser = Browser::new();
    let back = browser.until_back(&site, &format!("{BEGIN}?to=/checklist"), "alice").await;
    browser.share(&site.url(""), &replica);
    let done = browser.go(&format!("{replica}{}", site.path(&back))).await;
    assert_eq!(done.leads_to(), "/checklist");
    // Once for both.
    browser.go(&back).await.says(400, "Start again");
}

#[tokio::test]
async fn a_provider_that_has_another_key_now_is_believed_by_it() {
    let mut site = Site::start().await;
    site.provider.says("alice", alice());
    Browser::new().sign_in(&site, BEGIN, "alice").await.leads_to();
    site.provider.start_with_another_key();
    // Keys may be asked for again once a minute.
    site.app.clock.advance(61);
    assert_eq!(Browser::new().sign_in(&site, BEGIN, "alice").await.leads_to(), "/");
}

#[tokio::test]
async fn before_the_sign_in_page_stands_the_choice_and_without_codes_the_provider_alone() {
    for codes in [true, false] {
        let site = Site::with(|config| config.oidc.as_mut().unwrap().phone_code = codes).await;
        site.provider.says("alice", alice());
        let mut browser = Browser::new();
        let page = browser.go(&site.url("/sign-in")).await.says(200, "Sign in with Example Cloud");
        assert!(page.body.contains("href=\"/api/v1/session/provider?lang=en&amp;to=/\""), "{}", page.body);
        assert_eq!(page.body.contains("href=\"/sign-in?code\""), codes, "{}", page.body);
        assert_eq!(page.headers["cache-control"], "private, no-store");
        let own = browser.go(&site.url("/sign-in?code")).await;
        own.says(200, if codes { "the wizard's program" } else { "Sign in with Example Cloud" });
        browser.go(&site.url("/")).await.says(200, "the wizard's program");
        browser.sign_in(&site, BEGIN, "alice").await.leads_to();
        browser.go(&site.url("/sign-in")).await.says(200, "the wizard's program");
    }
}
