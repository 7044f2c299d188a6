//! Authorisation codes: made on their page by the owner of a server, used by one site of another account, and what becomes of them.

use crate::harness::{API, Answer, Client, MOBILE, Server};
use crate::steps::{Prepared, prepare_as, sample_for, submit};
use axum::body::Body;
use beian_model::ResourceKind;
use beian_server::config::{Billing, Config, KnownCode, Resource};
use http::header::{CONTENT_TYPE, LOCATION, ORIGIN};
use http::{Request, StatusCode};
use serde_json::{Value, json};

/// The account that owns the servers.
const OWNER: &str = "13700137000";
/// Somebody else.
const OTHER: &str = "13900139000";
const PAGE: &str = "/authorisation-codes";
const SERVER: &str = "ins-owner";

fn settings(config: &mut Config) {
    let of_owner = |one: Resource| Resource { account: Some(OWNER.to_owned()), ..one };
    let cvm = |id: &str| of_owner(Resource::new(ResourceKind::Cvm, id, "示例服务器", "192.0.2.10"));
    config.resources = vec![
        Resource { slots: Some(2), expires: Some("2027-06-30".parse().unwrap()), ..cvm(SERVER) },
        Resource { billing: Billing::Postpaid, ..cvm("ins-by-use") },
        of_owner(Resource::new(ResourceKind::Lighthouse, "lhins-owner", "轻量", "192.0.2.20")),
        of_owner(Resource::new(ResourceKind::Serverless, "scf-owner", "scf", "")),
        of_owner(Resource::new(ResourceKind::CloudBaseRun, "run-owner", "run", "")),
        Resource {
            bound_to: Some(SERVER.to_owned()),
            ..of_owner(Resource::new(ResourceKind::LoadBalancer, "lb-owner", "lb", ""))
        },
        Resource { account: Some(OTHER.to_owned()), ..cvm("ins-other") },
    ];
    config.authorisation_codes = vec![
        KnownCode { code: "11111111-2222".to_owned(), account: None },
        KnownCode { code: "33333333-4444".to_owned(), account: Some(MOBILE.to_owned()) },
    ];
}

fn text(answer: &Answer) -> String {
    String::from_utf8_lossy(&answer.body).into_owned()
}

async fn seen(client: &mut Client) -> String {
    let page = client.get(&format!("{PAGE}?lang=en")).await.is(StatusCode::OK);
    assert_eq!(page.headers.get("cache-control").unwrap(), "private, no-store");
    text(&page)
}

async fn send(owner: &mut Client, server: &str, mobile: &str) -> Answer {
    owner.post_form(&format!("{PAGE}?lang=en"), &[("server", server), ("mobile", mobile)]).await
}

/// Makes a code for an account; the code.
async fn make(owner: &mut Client, mobile: &str) -> String {
    let made = send(owner, SERVER, mobile).await.is(StatusCode::SEE_OTHER);
    assert_eq!(made.headers.get(LOCATION).unwrap(), &format!("{API}{PAGE}?lang=en"));
    // The newest stands first.
    let page = seen(owner).await;
    page.split_once("<code>").unwrap().1.split_once("</code>").unwrap().0.to_owned()
}

async fn withdraw(owner: &mut Client, code: &str) -> Answer {
    owner.post_form(&format!("{PAGE}/withdraw?lang=en"), &[("code", code)]).await
}

/// The states of the owner's codes, newest first.
fn states(page: &str) -> Vec<&str> {
    page.split("data-state=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

fn use_code(document: &mut Value, code: &str) {
    document["sites"][0]["resource_kind"] = json!("authorisation_code");
    document["sites"][0]["resource"] = json!(code);
}

/// What a new filing's basic check says of a code; nothing where it says nothing.
async fn said_of(applicant: &mut Client, id: &str, code: &str) -> Option<String> {
    let view = applicant.get(&format!("/filings/{id}")).await.json();
    let mut document = sample_for(&view);
    use_code(&mut document, code);
    let saved = applicant.save(id, view["version"].as_u64().unwrap(), &document).await.is(StatusCode::OK);
    let checked = applicant.post_over(&format!("/filings/{id}/basic-check"), saved.version(), Value::Null).await;
    if checked.status == StatusCode::OK {
        return None;
    }
    let refused = checked.refused(422, "invalid");
    let mut found = refused["findings"].as_array().unwrap().iter();
    let of_code = found.find(|one| one["rule"] == "authorisation-code.refused")?;
    assert!(of_code["path"].as_str().unwrap().ends_with(".resource"));
    Some(of_code["params"]["sentence_en"].as_str().unwrap().to_owned())
}

const UNKNOWN: Option<&str> = Some("There is no such code: check it and enter it again");
const USED: Option<&str> = Some("Another filing already uses this code: ask for another one");
const VOID: Option<&str> = Some("This code was cancelled, or its server no longer qualifies: ask for another one");
const OF_ANOTHER: Option<&str> =
    Some("This code was made for another account: ask for one made for your own sign-in number");

#[tokio::test]
async fn a_code_carries_one_site_from_its_making_to_its_end() {
    let server = Server::with(settings).await;
    let mut owner = server.applicant(OWNER).await;
    let code = make(&mut owner, "139 0013 9000").await;
    let page = seen(&mut owner).await;
    assert_eq!(states(&page), ["unused"]);
    assert!(page.contains("139****9000") && !page.contains(OTHER), "{page}");
    assert!(page.contains("places left: 1"), "a code takes a place: {page}");

    let mut applicant = server.applicant(OTHER).await;
    let Prepared { id, version, .. } =
        prepare_as(&server, &mut applicant, |document| use_code(document, &format!(" {code} "))).await;
    assert_eq!(states(&seen(&mut owner).await), ["unused"], "a draft uses nothing");
    let submitted = submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK).json();
    let page = seen(&mut owner).await;
    assert_eq!(states(&page), ["used"]);
    assert!(page.contains(submitted["number"].as_str().unwrap()) && page.contains("since 2026-11-24"), "{page}");
    assert!(!page.contains("withdraw\""), "{page}");
    assert!(text(&withdraw(&mut owner, &code).await.is(StatusCode::OK)).contains("Not cancelled"));

    // Taken back it is unused, submitted again it is used, ended it is unused for good.
    let mut version = submitted["version"].as_u64().unwrap();
    for (path, state) in [("withdraw", "unused"), ("submit", "used"), ("withdraw", "unused"), ("abandon", "unused")] {
        let key = format!("key-{path}");
        version = match path {
            "submit" => submit(&mut applicant, &id, version, &key).await.is(StatusCode::OK).version(),
            _ => applicant.post(&format!("/filings/{id}/{path}"), json!({})).await.is(StatusCode::OK).version(),
        };
        assert_eq!(states(&seen(&mut owner).await), [state], "{path}");
    }
    withdraw(&mut owner, &code).await.is(StatusCode::SEE_OTHER);
    let page = seen(&mut owner).await;
    assert_eq!(states(&page), ["withdrawn"]);
    assert!(page.contains("places left: 2"), "its place is free again: {page}");
}

#[tokio::test]
async fn a_code_that_is_not_to_be_had_says_why() {
    let server = Server::with(settings).await;
    let mut owner = server.applicant(OWNER).await;
    let for_other = make(&mut owner, OTHER).await;
    let mine = make(&mut owner, MOBILE).await;
    let mut applicant = server.applicant(MOBILE).await;
    let id = applicant.begin().await["id"].as_str().unwrap().to_owned();
    for (code, expected) in [
        ("00000000-0000", UNKNOWN),
        (for_other.as_str(), OF_ANOTHER),
        (mine.as_str(), None),
        ("11111111-2222", None),
        ("33333333-4444", None),
    ] {
        assert_eq!(said_of(&mut applicant, &id, code).await.as_deref(), expected, "{code}");
    }
    withdraw(&mut owner, &mine).await.is(StatusCode::SEE_OTHER);
    withdraw(&mut owner, &for_other).await.is(StatusCode::SEE_OTHER);
    assert_eq!(said_of(&mut applicant, &id, &mine).await.as_deref(), VOID);
    assert_eq!(said_of(&mut applicant, &id, &for_other).await.as_deref(), OF_ANOTHER, "no more is told of another's");
    // The server of this one ends before the filing does.
    let later = make(&mut owner, MOBILE).await;
    assert_eq!(said_of(&mut applicant, &id, &later).await.as_deref(), None);
    server.app.clock.advance(200 * 86_400);
    let mut owner = server.applicant_again(OWNER).await;
    let mut applicant = server.applicant_again(MOBILE).await;
    assert_eq!(said_of(&mut applicant, &id, &later).await.as_deref(), VOID);
    assert_eq!(states(&seen(&mut owner).await), ["expired", "withdrawn", "withdrawn"]);
}

#[tokio::test]
async fn a_code_for_anybody_is_used_by_who_submits_first() {
    let server = Server::with(settings).await;
    let code = "11111111-2222";
    let mut first = server.applicant(MOBILE).await;
    let prepared = prepare_as(&server, &mut first, |document| use_code(document, code)).await;
    let mut second = server.applicant(OTHER).await;
    let id = second.begin().await["id"].as_str().unwrap().to_owned();
    assert_eq!(said_of(&mut second, &id, code).await.as_deref(), None);
    submit(&mut first, &prepared.id, prepared.version, "first-key").await.is(StatusCode::OK);
    assert_eq!(said_of(&mut second, &id, code).await.as_deref(), USED);
    assert_eq!(said_of(&mut second, &id, "33333333-4444").await.as_deref(), OF_ANOTHER);
    // The one that uses it submits again over a withdrawal: it is its own.
    let version =
        first.post(&format!("/filings/{}/withdraw", prepared.id), json!({})).await.is(StatusCode::OK).version();
    submit(&mut first, &prepared.id, version, "second-key").await.is(StatusCode::OK);
}

#[tokio::test]
async fn only_a_qualifying_cloud_server_of_ones_own_makes_codes_and_what_was_entered_stays() {
    let server = Server::with(settings).await;
    let mut owner = server.applicant(OWNER).await;
    let wrong = "Choose a cloud server that has places left";
    for id in ["", "ins-by-use", "lhins-owner", "scf-owner", "run-owner", "lb-owner", "ins-other", "ins-nobody"] {
        let page = text(&send(&mut owner, id, OTHER).await.is(StatusCode::OK));
        assert!(page.contains(wrong) && page.contains(&format!("value=\"{OTHER}\"")), "{id}: {page}");
    }
    for (mobile, expected) in [("", "mobile"), ("139", "mobile"), ("示例\"<b>", "mobile"), (OWNER, "your own account")]
    {
        let page = text(&send(&mut owner, SERVER, mobile).await.is(StatusCode::OK));
        assert!(page.contains("mobile-error") && page.contains(expected) && !page.contains("<b>"), "{mobile}: {page}");
        let chosen = page.split("<option").find(|option| option.contains(SERVER)).unwrap();
        assert!(chosen.contains(" selected"), "{mobile}: {chosen}");
    }
    assert!(states(&seen(&mut owner).await).is_empty());
    // As many as it carries sites; one that is withdrawn makes room.
    let first = make(&mut owner, OTHER).await;
    make(&mut owner, OTHER).await;
    let full = text(&send(&mut owner, SERVER, OTHER).await.is(StatusCode::OK));
    assert!(full.contains(wrong) && full.contains(&format!("value=\"{OTHER}\"")), "{full}");
    assert!(seen(&mut owner).await.contains("No cloud server of the account can make a code"));
    withdraw(&mut owner, &first).await.is(StatusCode::SEE_OTHER);
    let code = make(&mut owner, OTHER).await;
    assert_eq!(states(&seen(&mut owner).await), ["unused", "unused", "withdrawn"]);
    // Who has no server reads what can carry a filing all the same, and withdraws nobody else's.
    let mut other = server.applicant(MOBILE).await;
    let page = seen(&mut other).await;
    assert!(page.contains("Cannot make codes") && page.matches("<th scope=\"row\">").count() == 6, "{page}");
    withdraw(&mut other, &code).await.is(StatusCode::OK);
    assert_eq!(states(&seen(&mut owner).await)[0], "unused");
}

#[tokio::test]
async fn the_page_speaks_the_readers_language_and_takes_forms_of_this_site_alone() {
    let server = Server::with(settings).await;
    let mut owner = server.applicant(OWNER).await;
    let asked = |lang: &'static str| Request::get(format!("{API}{PAGE}")).header("accept-language", lang);
    for (lang, title) in [("zh-CN", "备案授权码"), ("en-GB", "Filing authorisation codes")] {
        let page = text(&owner.send(asked(lang).body(Body::empty()).unwrap()).await.is(StatusCode::OK));
        assert!(page.contains(&format!("<h1>{title}</h1>")), "{page}");
    }
    let foreign = Request::post(format!("{API}{PAGE}"))
        .header(ORIGIN, "https://evil.example")
        .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(format!("server={SERVER}&mobile={OTHER}")));
    owner.send(foreign.unwrap()).await.refused(403, "foreign-origin");
    owner.post(PAGE, json!({ "server": SERVER, "mobile": OTHER })).await.refused(415, "unsupported-media");
    let page = server.stranger().get(PAGE).await.is(StatusCode::OK);
    let text = String::from_utf8_lossy(&page.body);
    assert!(text.contains("href=\"/\"") && !text.contains("<form"), "{text}");
    assert!(states(&seen(&mut owner).await).is_empty());
}

/// The key of the form on a page.
fn key(page: &str) -> String {
    let after = page.split_once("name=\"form\" value=\"").unwrap().1;
    after.split('"').next().unwrap().to_owned()
}

async fn send_under(owner: &mut Client, key: &str, mobile: &str) -> Answer {
    let fields = [("form", key), ("server", SERVER), ("mobile", mobile)];
    owner.post_form(&format!("{PAGE}?lang=en"), &fields).await
}

#[tokio::test]
async fn a_form_that_is_sent_twice_makes_one_code() {
    let server = Server::with(settings).await;
    let mut owner = server.applicant(OWNER).await;
    let first = key(&seen(&mut owner).await);
    assert_ne!(first, key(&seen(&mut owner).await), "each page has a key of its own");
    // What was refused is sent again under the same key.
    let refused = text(&send_under(&mut owner, &first, "139").await.is(StatusCode::OK));
    assert_eq!(key(&refused), first);
    for typed in [OTHER, OTHER, "139 0013 9000"] {
        let made = send_under(&mut owner, &first, typed).await.is(StatusCode::SEE_OTHER);
        assert_eq!(made.headers.get(LOCATION).unwrap(), &format!("{API}{PAGE}?lang=en"));
        assert_eq!(states(&seen(&mut owner).await), ["unused"], "{typed}");
    }
    // Back on the old page for somebody else: that is another code, and the last one of this server.
    send_under(&mut owner, &first, MOBILE).await.is(StatusCode::SEE_OTHER);
    send_under(&mut owner, &first, MOBILE).await.is(StatusCode::SEE_OTHER);
    let page = seen(&mut owner).await;
    assert_eq!(states(&page), ["unused", "unused"]);
    assert!(page.contains("139****9000") && page.contains("138****8000"), "{page}");
    // Once a code is withdrawn, the same form makes another.
    let code = page.split_once("<code>").unwrap().1.split_once("</code>").unwrap().0.to_owned();
    withdraw(&mut owner, &code).await.is(StatusCode::SEE_OTHER);
    send_under(&mut owner, &first, MOBILE).await.is(StatusCode::SEE_OTHER);
    assert_eq!(states(&seen(&mut owner).await), ["unused", "withdrawn", "unused"]);
}

fn is_page(answer: &Answer, lang: &str, says: &str) -> String {
    assert_eq!(answer.headers.get(CONTENT_TYPE).unwrap(), "text/html; charset=utf-8");
    let policy = answer.headers.get("content-security-policy").unwrap().to_str().unwrap();
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    let page = text(answer);
    assert!(page.contains(&format!("<html lang=\"{lang}\">")) && page.contains(says), "{says}: {page}");
    page
}

#[tokio::test]
async fn whoever_is_signed_out_meanwhile_reads_so_on_the_page_and_loses_nothing() {
    let server = Server::with(settings).await;
    let mut owner = server.applicant(OWNER).await;
    let page = seen(&mut owner).await;
    let (key, mut stranger) = (key(&page), server.stranger());
    let answer = send_under(&mut stranger, &key, "139<b>").await.is(StatusCode::UNAUTHORIZED);
    let page = is_page(&answer, "en", "Your session has ended");
    for kept in [key.as_str(), "value=\"139&lt;b&gt;\"", SERVER, "href=\"/\" target=\"_blank\""] {
        assert!(page.contains(kept), "{kept}: {page}");
    }
    send_under(&mut owner, &key, OTHER).await.is(StatusCode::SEE_OTHER);
    let fields = [("code", "00000000-0000")];
    let answer = stranger.post_form(&format!("{PAGE}/withdraw?lang=zh-CN"), &fields).await.is(StatusCode::UNAUTHORIZED);
    assert!(is_page(&answer, "zh-CN", "登录已过期").contains("value=\"00000000-0000\""));
    // A program that is no browser reads a problem.
    let request = Request::post(format!("{API}{PAGE}")).header("accept", "application/json");
    let request =
        request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::from("server=a&server=b"));
    owner.send(request.unwrap()).await.refused(400, "unreadable");
}

#[tokio::test]
async fn what_is_refused_is_said_on_a_page_in_the_readers_language() {
    let server = Server::with(|config| {
        settings(config);
        config.contact = "400-000-0000".to_owned();
        config.resources[0].slots = Some(200);
    })
    .await;
    let mut owner = server.applicant(OWNER).await;
    for n in 0..60 {
        send(&mut owner, SERVER, &format!("139001380{n:02}")).await.is(StatusCode::SEE_OTHER);
        withdraw(&mut owner, "00000000-0000").await.is(StatusCode::OK);
    }
    let answer = send(&mut owner, SERVER, OTHER).await.is(StatusCode::TOO_MANY_REQUESTS);
    let page = is_page(&answer, "en", "Too many tries. Try again later.");
    assert!(answer.headers.contains_key("retry-after") && page.contains("400-000-0000"));
    assert!(page.contains(&format!("value=\"{OTHER}\"")), "what was entered stays: {page}");
    assert_eq!(states(&page).len(), 60);
    let answer = withdraw(&mut owner, "00000000-0000").await.is(StatusCode::TOO_MANY_REQUESTS);
    is_page(&answer, "en", "Too many tries. Try again later.");
    // What no handler sees: another site's form, a form that is none.
    let form = |address: &str, origin: &'static str, body: &'static str| {
        let request =
            Request::post(format!("{API}{PAGE}{address}")).header(ORIGIN, origin).header("accept", "text/html");
        request.header(CONTENT_TYPE, "application/x-www-form-urlencoded").body(Body::from(body)).unwrap()
    };
    let ours = "http://127.0.0.1:8080";
    for (address, origin, body, status, lang, says) in [
        ("?lang=en", "https://evil.example", "", StatusCode::FORBIDDEN, "en", "came from another site"),
        ("", "https://evil.example", "", StatusCode::FORBIDDEN, "zh-CN", "来自其他网站"),
        ("?lang=en", ours, "server=a&server=b", StatusCode::BAD_REQUEST, "en", "cannot be read"),
        ("?lang=zh-CN", ours, "server=a&server=b", StatusCode::BAD_REQUEST, "zh-CN", "请求无法识别"),
        ("/withdraw?lang=en", ours, "code=a&code=b", StatusCode::BAD_REQUEST, "en", "400-000-0000"),
    ] {
        is_page(&owner.send(form(address, origin, body)).await.is(status), lang, says);
    }
}
