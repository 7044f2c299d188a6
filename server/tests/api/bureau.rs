//! The bureau's room: packages and their archives, by hand and over HTTP.

use crate::bureau_schema::hold;
use crate::harness::{API, Answer, Client, MOBILE, Server};
use crate::steps::{Prepared, in_review, step};
use axum::body::Body;
use beian_server::jobs::scheduler;
use beian_server::secret;
use http::header::ACCEPT;
use http::{Request, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::{Cursor, Read};

/// A filing that waits to be handed over, with its receipt number.
pub async fn to_bureau(server: &Server, mobile: &str, reviewer: &mut Client) -> (Prepared, String) {
    // Another filing of the same sample is no obstacle, nor is the code that was just sent.
    server.sql("DELETE FROM filing_keys").await;
    server.app.clock.advance(61);
    let mut applicant = server.applicant(mobile).await;
    let prepared = in_review(server, &mut applicant, reviewer).await;
    let version = step(reviewer, &prepared.id, "approve", prepared.version, json!({})).await;
    let number = server.texts(&format!("SELECT number FROM filings WHERE id = '{}'", prepared.id)).await.remove(0);
    (Prepared { version, ..prepared }, number)
}

/// Makes a package; gives the page of it and its id.
pub async fn package(reviewer: &mut Client, filings: &[&str]) -> (String, String) {
    let mut fields = vec![("action", "package")];
    fields.extend(filings.iter().map(|id| ("filing", *id)));
    let made = reviewer.post_form("/staff/bureau?lang=en", &fields).await.is(StatusCode::SEE_OTHER);
    let to = made.headers["location"].to_str().unwrap().strip_prefix(API).unwrap().to_owned();
    let id = to.split("package=").nth(1).unwrap().split('&').next().unwrap().to_owned();
    (page(reviewer, &to).await, id)
}

/// A page.
pub async fn page(client: &mut Client, path: &str) -> String {
    let answer = client.get(path).await.is(StatusCode::OK);
    String::from_utf8(answer.body.to_vec()).unwrap()
}

/// The files of an archive.
fn files(archive: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    let all = 0..zip.len();
    let file = |n| {
        let mut file = zip.by_index(n).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), bytes)
    };
    all.map(file).collect()
}

/// Holds an archive against its checksums and the published form; gives `package.json`.
fn checked(archive: &[u8]) -> Value {
    let files = files(archive);
    let sums = String::from_utf8(files["SHA256SUMS"].clone()).unwrap();
    let summed: BTreeMap<&str, &str> =
        sums.lines().map(|line| line.split_once("  ").unwrap()).map(|(sum, name)| (name, sum)).collect();
    for (name, bytes) in files.iter().filter(|(name, _)| *name != "SHA256SUMS") {
        assert_eq!(summed[name.as_str()], secret::sha256(bytes), "{name}");
    }
    assert_eq!(summed.len() + 1, files.len());
    let manifest: Value = serde_json::from_slice(&files["package.json"]).unwrap();
    let schema = serde_json::from_str(include_str!("../../../docs/bureau-package.schema.json")).unwrap();
    hold(&schema, &manifest, "");
    for file in manifest["filings"].as_array().unwrap().iter().flat_map(|one| one["files"].as_array().unwrap()) {
        let bytes = &files[file["path"].as_str().unwrap()];
        assert_eq!(
            (file["sha256"].as_str().unwrap(), file["size"].as_u64().unwrap()),
            (&*secret::sha256(bytes), bytes.len() as u64)
        );
    }
    manifest
}

async fn status(server: &Server, id: &str) -> String {
    server.texts(&format!("SELECT status FROM filings WHERE id = '{id}'")).await.remove(0)
}

#[tokio::test]
async fn a_package_holds_what_was_submitted_and_one_that_cannot_be_packed_harms_no_other() {
    let server = Server::start().await;
    let mut reviewer = server.reviewer().await;
    let (first, number) = to_bureau(&server, MOBILE, &mut reviewer).await;
    let (broken, broken_number) = to_bureau(&server, "13800138001", &mut reviewer).await;
    let page_of_all = page(&mut reviewer, "/staff/bureau?lang=en").await;
    assert!(page_of_all.contains(&number) && page_of_all.contains(&broken_number));
    // A file of the second is gone.
    let licence = broken.document["organiser"]["licence"][0]["id"].as_str().unwrap();
    server.app.files.remove(licence).await.unwrap();
    let (shown, id) = package(&mut reviewer, &[&first.id, &broken.id, &first.id, "nobody's"]).await;
    assert!(shown.contains("a document is missing"), "{shown}");
    let archive = reviewer.get(&format!("/staff/bureau/packages/{id}")).await.is(StatusCode::OK);
    assert_eq!(archive.headers["content-type"], "application/zip");
    let manifest = checked(&archive.body);
    assert_eq!(manifest["filings"].as_array().unwrap().len(), 1);
    let packed = &manifest["filings"][0];
    assert_eq!(
        (packed["number"].as_str(), &packed["document"]["organiser"]["name"]),
        (Some(number.as_str()), &first.document["organiser"]["name"])
    );
    // A licence, a pledge, two sides of a card and a video.
    assert_eq!(packed["files"].as_array().unwrap().len(), 5);
    assert_eq!(manifest["left_out"], json!([{ "number": broken_number, "why": "file" }]));
    // Who was given them is noted, document by document, and with the filing.
    let seen = reviewer.get(&format!("/staff/filings/{}", first.id)).await.json();
    assert_eq!(seen["disclosures"].as_array().unwrap().len(), 5);
    let noted = server
        .texts(&format!(
            "SELECT action FROM audit WHERE filing = '{}' AND action LIKE 'bureau.%' ORDER BY number",
            first.id
        ))
        .await;
    assert_eq!(noted, ["bureau.package_made", "bureau.package_taken"]);
    // Handed over: that one, once, and not the other.
    for done in ["done=handed_over", "done=changed"] {
        let fields = [("action", "handed_over"), ("package", id.as_str())];
        let told = reviewer.post_form("/staff/bureau?lang=en", &fields).await.is(StatusCode::SEE_OTHER);
        assert!(told.headers["location"].to_str().unwrap().contains(done), "{told:?}");
    }
    assert_eq!(status(&server, &first.id).await, "sms_pending");
    assert_eq!(status(&server, &broken.id).await, "to_bureau");
    // What was handed over can be looked at again, as it was.
    let again = reviewer.get(&format!("/staff/bureau/packages/{id}")).await.is(StatusCode::OK);
    assert_eq!(checked(&again.body)["filings"][0]["files"], packed["files"]);
    reviewer.get("/staff/bureau/packages/none").await.refused(404, "not-found");
    server.stranger().get(&format!("/staff/bureau/packages/{id}")).await.refused(401, "signed-out");
}

#[tokio::test]
async fn what_changed_since_it_was_packed_is_not_handed_over() {
    let server = Server::start().await;
    let mut reviewer = server.reviewer().await;
    let (filing, _) = to_bureau(&server, MOBILE, &mut reviewer).await;
    let (_, id) = package(&mut reviewer, &[&filing.id]).await;
    let mut applicant = server.applicant_again(MOBILE).await;
    applicant.post(&format!("/filings/{}/withdraw", filing.id), json!({})).await.is(StatusCode::OK);
    let archive = reviewer.get(&format!("/staff/bureau/packages/{id}")).await.is(StatusCode::OK);
    assert_eq!(checked(&archive.body)["left_out"][0]["why"], "state");
    let told = reviewer.post_form("/staff/bureau?lang=en", &[("action", "handed_over"), ("package", &id)]).await;
    let to = told.is(StatusCode::SEE_OTHER).headers["location"].to_str().unwrap().strip_prefix(API).unwrap().to_owned();
    assert!(page(&mut reviewer, &to).await.contains("not recorded"));
    assert_eq!(status(&server, &filing.id).await, "draft");
    // One that another colleague has is left to them.
    server.sql("UPDATE filings SET status = 'to_bureau'").await;
    server
        .sql("INSERT INTO staff (id, email, name, password_hash, role, created_at) VALUES ('other', 'o', 'o', '', 'reviewer', 1)")
        .await;
    server.sql("UPDATE filings SET reviewer = 'other'").await;
    let (shown, _) = package(&mut reviewer, &[&filing.id]).await;
    assert!(shown.contains("a colleague has it"), "{shown}");
    let none = reviewer.post_form("/staff/bureau?lang=en", &[("action", "package")]).await.is(StatusCode::SEE_OTHER);
    assert!(none.headers["location"].to_str().unwrap().ends_with("done=none"));
}

/// Goes to a page, as a browser does.
async fn go(client: &mut Client, path: &str) -> Answer {
    let request = Request::get(format!("{API}{path}")).header("sec-fetch-mode", "navigate");
    client.send(request.header(ACCEPT, "text/html,*/*").body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn who_is_signed_out_and_goes_to_a_page_is_told_so_on_a_page() {
    let server = Server::start().await;
    let answer = go(&mut server.stranger(), "/staff/bureau?lang=en").await.is(StatusCode::UNAUTHORIZED);
    assert_eq!(answer.headers["content-type"], "text/html; charset=utf-8");
    server.stranger().get("/staff/bureau").await.refused(401, "signed-out");
}

mod over_http {
    use super::*;
    use axum::Router;
    use axum::extract::State;
    use axum::http::HeaderMap;
    use axum::response::{IntoResponse, Response};
    use axum::routing::post;
    use bytes::Bytes;
    use std::sync::{Arc, Mutex};
    use tokio::net::TcpListener;
    use tokio::sync::Notify;

    /// What a bureau of the test does with the next packages.
    #[derive(Clone, Copy, PartialEq)]
    enum Does {
        Hangs,
        Fails,
        AnswersLater,
        Mumbles,
        Takes,
        RefusesAll,
        Forbids,
    }

    #[derive(Clone)]
    struct Bureau {
        does: Arc<Mutex<Does>>,
        asked: Arc<Mutex<Vec<(HeaderMap, Bytes)>>>,
        never: Arc<Notify>,
    }

    async fn take(State(bureau): State<Bureau>, headers: HeaderMap, body: Bytes) -> Response {
        let does = *bureau.does.lock().unwrap();
        bureau.asked.lock().unwrap().push((headers, body.clone()));
        let answer = |accepted: bool| {
            let manifest: Value = serde_json::from_slice(&files(&body)["package.json"]).unwrap();
            let one = |one: &Value| json!({ "number": one["number"], "accepted": accepted, "reason": "资料不全" });
            json!({ "filings": manifest["filings"].as_array().unwrap().iter().map(one).collect::<Vec<_>>() })
                .to_string()
        };
        match does {
            Does::Hangs => {
                bureau.never.notified().await;
                StatusCode::OK.into_response()
            }
            Does::Fails => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
            Does::AnswersLater => StatusCode::ACCEPTED.into_response(),
            Does::Mumbles => "{\"filings\":[".into_response(),
            Does::Takes => answer(true).into_response(),
            Does::RefusesAll => answer(false).into_response(),
            Does::Forbids => StatusCode::FORBIDDEN.into_response(),
        }
    }

    impl Bureau {
        async fn start() -> (Bureau, String) {
            let bureau =
                Bureau { does: Arc::new(Mutex::new(Does::Hangs)), asked: Arc::default(), never: Arc::default() };
            let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
            let address = format!("http://{}/packages", listener.local_addr().unwrap());
            let router = Router::new().route("/packages", post(take)).with_state(bureau.clone());
            let router = router.layer(axum::extract::DefaultBodyLimit::disable());
            tokio::spawn(async move { axum::serve(listener, router).await });
            (bureau, address)
        }

        fn now(&self, does: Does) {
            *self.does.lock().unwrap() = does;
        }
    }

    async fn package_row(server: &Server, id: &str) -> String {
        server
            .texts(&format!("SELECT state || ' ' || CAST(tries AS TEXT) FROM bureau_packages WHERE id = '{id}'"))
            .await
            .remove(0)
    }

    #[tokio::test]
    async fn a_bureau_that_hangs_fails_or_answers_late_is_asked_again_under_the_same_key() {
        let folder = tempfile::tempdir().unwrap();
        let token = folder.path().join("token");
        std::fs::write(&token, "secret-token\n").unwrap();
        let (bureau, address) = Bureau::start().await;
        let server = Server::with(|config| {
            config.bureau.url = address;
            config.bureau.token_file = Some(token);
            config.bureau.timeout = 1;
        })
        .await;
        let mut reviewer = server.reviewer().await;
        let (filing, _) = to_bureau(&server, MOBILE, &mut reviewer).await;
        let (_, id) = package(&mut reviewer, &[&filing.id]).await;
        let fields = [("action", "send"), ("package", id.as_str())];
        let told = reviewer.post_form("/staff/bureau?lang=en", &fields).await.is(StatusCode::SEE_OTHER);
        assert!(told.headers["location"].to_str().unwrap().ends_with("done=sending"));
        // It is not packed a second time while it is on its way.
        let (shown, _) = package(&mut reviewer, &[&filing.id]).await;
        assert!(shown.contains("another package"), "{shown}");
        for (n, does) in [Does::Hangs, Does::Fails, Does::AnswersLater, Does::Mumbles].into_iter().enumerate() {
            bureau.now(does);
            scheduler::tick(&server.app).await.unwrap();
            assert_eq!(package_row(&server, &id).await, format!("sending {}", n + 1));
            assert_eq!(status(&server, &filing.id).await, "to_bureau");
            // Not before its time.
            scheduler::tick(&server.app).await.unwrap();
            assert_eq!(package_row(&server, &id).await, format!("sending {}", n + 1));
            server.app.clock.advance(3600);
        }
        bureau.now(Does::Takes);
        scheduler::tick(&server.app).await.unwrap();
        assert_eq!(package_row(&server, &id).await, "handed_over 4");
        assert_eq!(status(&server, &filing.id).await, "sms_pending");
        let asked = bureau.asked.lock().unwrap().clone();
        assert_eq!(asked.len(), 5);
        for (headers, body) in &asked {
            assert_eq!(headers["idempotency-key"], *id);
            assert_eq!(headers["authorization"], "Bearer secret-token");
            checked(body);
        }
        // Done is done.
        server.app.clock.advance(3600);
        scheduler::tick(&server.app).await.unwrap();
        assert_eq!(bureau.asked.lock().unwrap().len(), 5);
    }

    #[tokio::test]
    async fn what_the_bureau_does_not_take_is_said_and_may_be_sent_again() {
        let (bureau, address) = Bureau::start().await;
        let server = Server::with(|config| config.bureau.url = address).await;
        let mut reviewer = server.reviewer().await;
        let (filing, _) = to_bureau(&server, MOBILE, &mut reviewer).await;
        let (_, id) = package(&mut reviewer, &[&filing.id]).await;
        let fields = [("action", "send"), ("package", id.as_str())];
        for (does, state) in [(Does::Forbids, "failed 1"), (Does::RefusesAll, "handed_over 0")] {
            bureau.now(does);
            reviewer.post_form("/staff/bureau?lang=en", &fields).await.is(StatusCode::SEE_OTHER);
            scheduler::tick(&server.app).await.unwrap();
            assert_eq!(package_row(&server, &id).await, state);
        }
        let shown = page(&mut reviewer, &format!("/staff/bureau?lang=en&package={id}")).await;
        assert!(shown.contains("Not taken: 资料不全"), "{shown}");
        assert_eq!(status(&server, &filing.id).await, "to_bureau");
    }
}
