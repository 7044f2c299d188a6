//! Colleagues sign in by the provider.

use crate::browser::Browser;
use crate::site::{BEGIN, BEGIN_STAFF, Site};
use beian_server::config::SecondFactor;
use serde_json::{Value, json};

fn says(site: &Site, roles: Value) {
    let claims = json!({ "name": "审核员乙", "email": "B@example.com", "email_verified": true, "roles": roles });
    site.provider.says("b", claims);
}

#[tokio::test]
async fn a_colleague_has_the_role_that_the_provider_says_now() {
    let site = Site::with(|config| config.staff.totp = SecondFactor::Required).await;
    says(&site, json!(["desk", "something else"]));
    let mut browser = Browser::new();
    let done = browser.sign_in(&site, &format!("{BEGIN_STAFF}?to=/desk/filings/abc"), "b").await;
    assert_eq!(done.leads_to(), "/desk/filings/abc");
    let who = site.colleague(&mut browser).await;
    assert_eq!(who, json!({ "email": "b@example.com", "name": "审核员乙", "role": "reviewer" }));
    // The settings ask for a second factor of ours; who came by the provider works without.
    browser.json(&site.url("/api/v1/staff/filings")).await;
    assert_eq!(browser.go(&site.url("/api/v1/staff/account")).await.status.as_u16(), 200);
    let id = site.app.store.staff_by_email("b@example.com").await.unwrap().unwrap().id;
    for (roles, role) in
        [(json!(["desk-admin"]), "admin"), (json!("desk-senior"), "senior"), (json!(["desk"]), "reviewer")]
    {
        says(&site, roles);
        browser.sign_in(&site, BEGIN_STAFF, "b").await.leads_to();
        assert_eq!(site.colleague(&mut browser).await["role"], role);
    }
    assert_eq!(site.app.store.staff_by_email("b@example.com").await.unwrap().unwrap().id, id);
    assert_eq!(site.app.store.all_staff().await.unwrap().len(), 1);
}

#[tokio::test]
async fn without_a_role_nobody_gets_in_and_who_lost_it_is_out() {
    let site = Site::start().await;
    says(&site, json!(["something else"]));
    let mut browser = Browser::new();
    browser.sign_in(&site, BEGIN_STAFF, "b").await.says(403, "no role at the review desk");
    assert!(site.app.store.all_staff().await.unwrap().is_empty());
    says(&site, json!(["desk"]));
    browser.sign_in(&site, BEGIN_STAFF, "b").await.leads_to();
    says(&site, json!([]));
    let mut other = Browser::new();
    other.sign_in(&site, BEGIN_STAFF, "b").await.says(403, "no role at the review desk");
    assert_eq!(site.colleague(&mut browser).await, Value::Null, "the session of before has ended");
}

#[tokio::test]
async fn a_disabled_colleague_stays_out() {
    let site = Site::start().await;
    says(&site, json!(["desk"]));
    let mut browser = Browser::new();
    browser.sign_in(&site, BEGIN_STAFF, "b").await.leads_to();
    let staff = site.app.store.staff_by_email("b@example.com").await.unwrap().unwrap();
    site.app.store.disable_staff(&staff.id, site.app.clock.now()).await.unwrap();
    assert_eq!(site.colleague(&mut browser).await, Value::Null);
    says(&site, json!(["desk-admin"]));
    browser.sign_in(&site, BEGIN_STAFF, "b").await.says(403, "disabled");
    assert_eq!(site.colleague(&mut browser).await, Value::Null);
    site.app.store.enable_staff(&staff.id).await.unwrap();
    browser.sign_in(&site, BEGIN_STAFF, "b").await.leads_to();
    assert_eq!(site.colleague(&mut browser).await["role"], "admin");
}

#[tokio::test]
async fn a_colleague_of_before_is_joined_only_where_the_settings_say_so() {
    let site = Site::start().await;
    site.add_colleague("b@example.com").await;
    says(&site, json!(["desk-admin"]));
    let mut browser = Browser::new();
    browser.sign_in(&site, BEGIN_STAFF, "b").await.says(403, "belongs to another account");
    let site = Site::with(|config| config.staff.oidc.as_mut().unwrap().join_by_email = true).await;
    let before = site.add_colleague("b@example.com").await;
    says(&site, json!(["desk-admin"]));
    browser.sign_in(&site, BEGIN_STAFF, "b").await.leads_to();
    assert_eq!(site.colleague(&mut browser).await["role"], "admin");
    let joined = site.app.store.staff_by_email("b@example.com").await.unwrap().unwrap();
    assert_eq!((joined.id, joined.password_hash), (before.id, before.password_hash));
}

#[tokio::test]
async fn a_sign_in_of_one_side_is_none_of_the_other() {
    let site = Site::start().await;
    says(&site, json!(["desk"]));
    let mut browser = Browser::new();
    let back = browser.until_back(&site, BEGIN, "b").await;
    let query = back.split_once('?').unwrap().1;
    browser.go(&site.url(&format!("{BEGIN_STAFF}/callback?{query}"))).await.says(400, "Start again");
    assert_eq!(site.colleague(&mut browser).await, Value::Null);
}

#[tokio::test]
async fn before_the_desk_stands_the_choice_of_how_to_sign_in() {
    let site = Site::start().await;
    says(&site, json!(["desk"]));
    let mut browser = Browser::new();
    let page = browser.go(&site.url("/desk/filings/abc?a=b")).await.says(200, "Sign in with Example Corp");
    let link = "href=\"/api/v1/staff/session/provider?lang=en&amp;to=/desk/filings/abc%3Fa%3Db\"";
    assert!(page.body.contains(link) && page.body.contains("href=\"/desk/filings/abc?password\""), "{}", page.body);
    assert_eq!(page.headers["cache-control"], "private, no-store");
    browser.go(&site.url("/desk?password")).await.says(200, "the desk's program");
    browser.sign_in(&site, BEGIN_STAFF, "b").await.leads_to();
    browser.go(&site.url("/desk/filings/abc")).await.says(200, "the desk's program");
}
