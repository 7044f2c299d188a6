//! What leads to no session, and what people read then.

use crate::browser::Browser;
use crate::site::{BEGIN, Site, alice};
use serde_json::{Value, json};
use tokio::net::TcpListener;

#[tokio::test]
async fn what_another_browser_began_is_refused_and_stays_with_the_one_that_did() {
    let site = Site::start().await;
    site.provider.says("alice", alice());
    let mut browser = Browser::new();
    let back = browser.until_back(&site, BEGIN, "alice").await;
    let mut other = Browser::new();
    other.go(&back).await.says(400, "begun in another browser");
    // Nor where that one has begun something of its own.
    other.go(&site.url(BEGIN)).await.leads_to();
    other.go(&back).await.says(400, "begun in another browser");
    assert_eq!(site.who(&mut other).await, Value::Null);
    assert_eq!(browser.go(&back).await.leads_to(), "/");
}

#[tokio::test]
async fn what_was_brought_back_is_taken_once() {
    let site = Site::start().await;
    site.provider.says("alice", alice());
    let mut browser = Browser::new();
    let back = browser.until_back(&site, BEGIN, "alice").await;
    let mut again = browser.clone();
    assert_eq!(browser.go(&back).await.leads_to(), "/");
    again.go(&back).await.says(400, "Start again");
    assert_eq!(site.who(&mut again).await, Value::Null);
    // At the same time too.
    let back = browser.until_back(&site, BEGIN, "alice").await;
    let mut twice = browser.clone();
    let (one, other) = tokio::join!(browser.go(&back), twice.go(&back));
    let mut both = [one.status.as_u16(), other.status.as_u16()];
    both.sort_unstable();
    assert_eq!(both, [303, 400]);
}

#[tokio::test]
async fn what_took_more_than_ten_minutes_is_over() {
    let site = Site::start().await;
    site.provider.says("alice", alice());
    let mut browser = Browser::new();
    let back = browser.until_back(&site, BEGIN, "alice").await;
    site.app.clock.advance(601);
    browser.go(&back).await.says(400, "took too long");
    assert_eq!(site.who(&mut browser).await, Value::Null);
}

#[tokio::test]
async fn who_cancels_at_the_provider_is_told_so_and_led_back() {
    let site = Site::start().await;
    let mut browser = Browser::new();
    let mut url = browser.go(&site.url(BEGIN)).await.leads_to();
    let page = loop {
        let answer = browser.go(&url).await;
        if answer.status.is_success() {
            break answer.body;
        }
        let next = answer.leads_to();
        url = if next.starts_with('/') { format!("{}{next}", site.provider.issuer()) } else { next };
    };
    let abort = page.split('"').find(|one| one.ends_with("/abort")).unwrap().to_owned();
    let mut url = browser.go(&abort).await.leads_to();
    while url.starts_with(&site.provider.issuer()) {
        url = browser.go(&url).await.leads_to();
    }
    assert!(url.contains("error=access_denied"), "{url}");
    let page = browser.go(&url).await.says(401, "You cancelled the sign-in at Example Cloud.");
    assert!(page.body.contains("href=\"/sign-in\"") && !page.body.contains("aborted"), "{}", page.body);
    assert_eq!(page.headers["cache-control"], "private, no-store");
}

#[tokio::test]
async fn nothing_that_is_brought_back_is_shown_or_believed_by_itself() {
    let site = Site::start().await;
    site.provider.says("alice", alice());
    let mut browser = Browser::new();
    let callback = |query: &str| site.url(&format!("{BEGIN}/callback?{query}"));
    for query in [
        "",
        "code=a",
        "state=evil%3Cscript%3E&code=a",
        "state=a&error=access_denied&error_description=evil%3Cscript%3E",
    ] {
        let page = browser.go(&callback(query)).await.says(400, "Start again");
        assert!(!page.body.contains("evil"), "{}", page.body);
    }
    let state = async |browser: &mut Browser| {
        let url = browser.go(&site.url(BEGIN)).await.leads_to();
        url.split(['?', '&']).find_map(|one| one.strip_prefix("state=")).unwrap().to_owned()
    };
    // The state is right, and the rest is not.
    for (rest, status) in [
        ("code=made-up", 401),
        ("error=evil%3Cscript%3E", 401),
        ("code=made-up&iss=https%3A%2F%2Fevil.example", 401),
        ("error=temporarily_unavailable", 503),
        ("", 401),
    ] {
        let state = state(&mut browser).await;
        let page = browser.go(&callback(&format!("state={state}&{rest}"))).await;
        assert_eq!(page.status.as_u16(), status, "{rest}");
        assert!(!page.body.contains("evil"), "{}", page.body);
    }
    // A code of another's sign-in, put under a state of one's own: it was given for another challenge.
    let stolen = Browser::new().until_back(&site, BEGIN, "alice").await;
    let code = stolen.split(['?', '&']).find_map(|one| one.strip_prefix("code=")).unwrap().to_owned();
    let state = state(&mut browser).await;
    browser.go(&callback(&format!("state={state}&code={code}"))).await.says(401, "could not be confirmed");
    assert_eq!(site.who(&mut browser).await, Value::Null);
    // That it was refused is noted, and nothing else is there.
    assert_eq!(site.app.store.occupied().await.unwrap(), Some("an audit log"));
}

#[tokio::test]
async fn nobody_is_led_to_another_site() {
    let site = Site::start().await;
    site.provider.says("alice", alice());
    for to in [
        "https%3A%2F%2Fevil.example",
        "%2F%2Fevil.example",
        "%2F%5Cevil.example",
        "%2F%09%2Fevil.example",
        "evil",
        "%2Fapi%2Fv1",
    ] {
        let done = Browser::new().sign_in(&site, &format!("{BEGIN}?to={to}"), "alice").await;
        assert_eq!((done.status.as_u16(), done.leads_to()), (303, "/".to_owned()), "{to}");
    }
}

#[tokio::test]
async fn a_provider_that_is_down_stops_nothing_but_its_own_sign_in() {
    // Somebody listens there and answers nobody: the time has a limit.
    let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let silent_at = format!("http://{}", silent.local_addr().unwrap());
    let site = Site::with(|config| {
        let oidc = config.oidc.as_mut().unwrap();
        (oidc.issuer, oidc.timeout) = (silent_at, 1);
    })
    .await;
    let mut browser = Browser::new();
    let page = browser.go(&site.url(BEGIN)).await.says(503, "Example Cloud cannot be used at the moment");
    assert!(page.body.contains("href=\"/sign-in\""), "{}", page.body);
    // Nobody waits again for one that has not answered a moment ago, and everything else goes on.
    browser.go(&site.url(BEGIN)).await.says(503, "cannot be used");
    assert_eq!(site.who(&mut browser).await, Value::Null);
    assert_eq!(browser.go(&site.url("/readyz")).await.status.as_u16(), 200);
}

#[tokio::test]
async fn a_provider_that_goes_away_in_between_is_said_to_be_away() {
    let mut site = Site::start().await;
    site.provider.says("alice", alice());
    let mut browser = Browser::new();
    let back = browser.until_back(&site, BEGIN, "alice").await;
    site.provider.end();
    browser.go(&back).await.says(503, "cannot be used at the moment");
    assert_eq!(site.who(&mut browser).await, Value::Null);
}

#[tokio::test]
async fn who_lacks_a_claim_that_is_needed_is_refused() {
    let site = Site::with(|config| {
        config.oidc.as_mut().unwrap().claims.required = vec!["organisation.number".to_owned()];
    })
    .await;
    site.provider.says("alice", json!({ "name": "示例甲" }));
    let mut browser = Browser::new();
    browser.sign_in(&site, BEGIN, "alice").await.says(403, "did not say what is needed");
    // That it was refused is noted, and nothing else is there.
    assert_eq!(site.app.store.occupied().await.unwrap(), Some("an audit log"));
    site.provider.says("alice", alice());
    assert_eq!(browser.sign_in(&site, BEGIN, "alice").await.leads_to(), "/");
}

#[tokio::test]
async fn a_sign_in_that_is_not_as_strong_as_asked_for_is_refused() {
    let site =
        Site::with(|config| config.oidc.as_mut().unwrap().acr = vec!["urn:example:two-factors".to_owned()]).await;
    site.provider.says("alice", alice());
    let mut browser = Browser::new();
    let asked = browser.go(&site.url(BEGIN)).await.leads_to();
    assert!(asked.contains("acr_values=urn%3Aexample%3Atwo-factors"), "{asked}");
    browser.sign_in(&site, BEGIN, "alice").await.says(403, "stronger sign-in at Example Cloud");
    assert_eq!(site.who(&mut browser).await, Value::Null);
}

#[tokio::test]
async fn where_there_is_no_provider_there_is_only_the_sign_in_page() {
    let site = Site::with(|config| (config.oidc, config.staff.oidc) = (None, None)).await;
    let mut browser = Browser::new();
    for (path, leads_to) in [
        ("/api/v1/session/provider", "/sign-in"),
        ("/api/v1/session/provider/callback?state=a&code=b", "/sign-in"),
        ("/api/v1/staff/session/provider", "/desk"),
        ("/api/v1/staff/session/provider/callback", "/desk"),
    ] {
        assert_eq!(browser.go(&site.url(path)).await.leads_to(), leads_to, "{path}");
    }
    assert_eq!(browser.json(&site.url("/api/v1/session")).await, Value::Null);
    browser.go(&site.url("/desk")).await.says(200, "the desk's program");
}
