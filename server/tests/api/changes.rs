//! Every route that writes to a filing, in every state: it is done where the filing is whose it should be, and refused without a trace
//! everywhere else. A new route that is not in the table fails.

use crate::harness::{API, Answer, Client, MOBILE, PERSON, Server, jpeg};
use crate::steps::{prepare, send_all};
use axum::body::Body;
use beian_model::CONSENT_VERSION;
use beian_model::Status::{self, *};
use http::{Method, Request};
use serde_json::{Value, json};

/// The states in which the applicant has the filing.
const EDITABLE: &[Status] = &[Draft, NeedsFix, FirstRejected, BureauRejected];
/// The states in which staff see it: all but a draft.
const SEEN: &[Status] = &[
    FirstReview,
    NeedsFix,
    Resubmitted,
    FirstRejected,
    ToBureau,
    SmsPending,
    SmsFailed,
    BureauReview,
    BureauRejected,
    Approved,
    Expired,
    Abandoned,
];
/// Those that have not ended.
const OPEN: &[Status] =
    &[FirstReview, NeedsFix, Resubmitted, FirstRejected, ToBureau, SmsPending, SmsFailed, BureauReview, BureauRejected];
/// Routes that write to no filing that is there already.
const ELSEWHERE: &[(&str, &str)] = &[
    ("post", "/session/code"),
    ("post", "/session"),
    ("delete", "/session"),
    ("delete", "/sessions"),
    ("post", "/staff/session"),
    ("delete", "/staff/session"),
    ("delete", "/staff/sessions"),
    ("post", "/staff/session/code"),
    ("post", "/staff/second-factor"),
    ("post", "/staff/account"),
    ("post", "/staff/password"),
    ("delete", "/staff/sessions/{session}"),
    ("delete", "/sessions/{session}"),
    ("post", "/filings"),
    ("post", "/authorisation-codes"),
    ("post", "/authorisation-codes/withdraw"),
];
/// Tables that must not change by what is refused.
const TABLES: &[&str] = &[
    "filings",
    "timeline",
    "snapshots",
    "submitted_verifications",
    "idempotency_keys",
    "phone_proofs",
    "codes",
    "attachments",
    "verifications",
    "captures",
    "uploads",
    "upload_parts",
    "authorisation_code_uses",
];

/// Who asks.
#[derive(Clone, Copy, PartialEq)]
enum Who {
    Applicant,
    /// The phone of an attachment, whose person was not asked yet.
    NewPhone,
    /// The phone of a person's verification that has sent everything.
    FullPhone,
    /// A phone that scans a code.
    OtherPhone,
    Reviewer,
}

/// A route: method and path as the contract has them, who asks, the states in which it is done, and what is answered then.
struct Line(&'static str, &'static str, Who, &'static [Status], u16);

const LINES: &[Line] = {
    use Who::*;
    &[
        Line("put", "/filings/{id}", Applicant, EDITABLE, 200),
        // There is none, and none to take over: told only where it could be.
        Line("post", "/filings/{id}/previous-organiser", Applicant, EDITABLE, 404),
        Line("post", "/filings/{id}/verified-before", Applicant, EDITABLE, 404),
        Line("post", "/filings/{id}/basic-check", Applicant, EDITABLE, 200),
        Line("post", "/filings/{id}/submit", Applicant, EDITABLE, 200),
        Line("post", "/filings/{id}/withdraw", Applicant, &[FirstReview, Resubmitted, ToBureau], 200),
        Line(
            "post",
            "/filings/{id}/abandon",
            Applicant,
            &[Draft, NeedsFix, FirstRejected, BureauRejected, ToBureau],
            200,
        ),
        Line("post", "/filings/{id}/uploads", Applicant, EDITABLE, 201),
        Line("put", "/filings/{id}/uploads/{upload}/parts/{offset}", Applicant, EDITABLE, 200),
        Line("delete", "/filings/{id}/uploads/{upload}", Applicant, Status::ALL, 204),
        Line("post", "/filings/{id}/phone-codes", Applicant, EDITABLE, 202),
        Line("post", "/filings/{id}/phone-proofs", Applicant, EDITABLE, 200),
        Line("post", "/filings/{id}/verifications", Applicant, EDITABLE, 201),
        Line("delete", "/filings/{id}/verifications/{verification}", Applicant, Status::ALL, 204),
        Line("post", "/filings/{id}/verifications/{verification}/link", Applicant, EDITABLE, 200),
        Line("post", "/handoff", OtherPhone, EDITABLE, 200),
        Line("post", "/handoff/consent", NewPhone, EDITABLE, 200),
        Line("post", "/handoff/decline", NewPhone, EDITABLE, 200),
        Line("post", "/handoff/uploads", FullPhone, EDITABLE, 201),
        Line("put", "/handoff/uploads/{upload}/parts/{offset}", FullPhone, EDITABLE, 200),
        Line("post", "/handoff/finish", FullPhone, EDITABLE, 200),
        Line("post", "/staff/filings/{id}/claim", Reviewer, OPEN, 200),
        Line("post", "/staff/filings/{id}/release", Reviewer, OPEN, 200),
        Line("post", "/staff/filings/{id}/shown", Reviewer, SEEN, 201),
        Line("post", "/staff/filings/{id}/approve", Reviewer, &[FirstReview, Resubmitted], 200),
        Line("post", "/staff/filings/{id}/return", Reviewer, &[FirstReview, Resubmitted], 200),
        Line("post", "/staff/filings/{id}/reject", Reviewer, &[FirstReview, Resubmitted, SmsFailed], 200),
        Line("post", "/staff/filings/{id}/hand-to-bureau", Reviewer, &[ToBureau, SmsFailed], 200),
        Line("post", "/staff/filings/{id}/sms-verified", Reviewer, &[SmsPending], 200),
        Line("post", "/staff/filings/{id}/sms-failed", Reviewer, &[SmsPending], 200),
        Line("post", "/staff/filings/{id}/bureau-approve", Reviewer, &[BureauReview], 200),
        Line("post", "/staff/filings/{id}/bureau-reject", Reviewer, &[BureauReview], 200),
    ]
};

/// A filing with everything under way at once, as no state but a draft could have it: what a faster request left, or an older server.
struct World {
    server: Server,
    applicant: Client,
    reviewer: Client,
    new_phone: Client,
    full_phone: Client,
    id: String,
    version: u64,
    document: Value,
    waiting: Value,
    upload: String,
    capture: String,
    licence: Vec<u8>,
    emblem: Vec<u8>,
    another: Vec<u8>,
    code: String,
}

/// A number that a code was sent to, and was not proved yet.
const OTHER_MOBILE: &str = "13900139000";

impl World {
    async fn new() -> World {
        let server = Server::with(|config| config.public_url = "http://127.0.0.1:8080".to_owned()).await;
        let mut applicant = server.applicant(MOBILE).await;
        let prepared = prepare(&server, &mut applicant).await;
        let (id, document) = (prepared.id, prepared.document);
        let mut full_phone = send_all(&server, &mut applicant, &id).await;
        let (emblem, another) = (jpeg(1010, 830), jpeg(1020, 840));
        let begun = full_phone.begin_capture("emblem", &emblem).await.json();
        let attachment = applicant.code_for(&id, "organiser.authorisation_letter").await;
        let new_phone = server.phone_that_claimed(&attachment).await;
        let site = document["sites"][0]["id"].as_str().unwrap();
        let of = format!("sites[{site}].domain_certificate");
        let path = format!("/filings/{id}/verifications");
        let waiting = applicant.post(&path, json!({ "of": of, "remote": true })).await.json();
        let licence = jpeg(1200, 900);
        let upload = applicant.begin_upload(&id, "organiser.licence", "a.jpg", &licence).await.json();
        let sent = json!({ "mobile": OTHER_MOBILE });
        applicant.post(&format!("/filings/{id}/phone-codes"), sent).await;
        let code = server.code(OTHER_MOBILE).await;
        // As if it had been submitted, and a reviewer had taken it.
        server
            .sql(&format!(
                "INSERT INTO snapshots SELECT id, version, document, updated_at FROM filings WHERE id = '{id}';
                 UPDATE filings SET reviewer = (SELECT id FROM staff) WHERE id = '{id}'"
            ))
            .await;
        let reviewer = server.reviewer().await;
        server.app.clock.advance(90);
        let version = applicant.get(&format!("/filings/{id}")).await.version();
        let text = |value: &Value| value["id"].as_str().unwrap().to_owned();
        let (upload, capture) = (text(&upload), text(&begun));
        World {
            server,
            applicant,
            reviewer,
            new_phone,
            full_phone,
            id,
            version,
            document,
            waiting,
            upload,
            capture,
            licence,
            emblem,
            another,
            code,
        }
    }

    /// The same world on a server of its own, in a state.
    async fn in_state(&self, status: Status) -> Server {
        let copy = self.server.copy().await;
        copy.sql(&format!("UPDATE filings SET status = '{status}' WHERE id = '{}'", self.id)).await;
        copy
    }

    fn verification(&self) -> &str {
        self.waiting["verification"]["id"].as_str().unwrap()
    }

    async fn ask(&self, server: &Server, line: &Line) -> Answer {
        let Line(method, path, who, ..) = line;
        let upload = if *who == Who::Applicant { &self.upload } else { &self.capture };
        let path = path
            .replace("{id}", &self.id)
            .replace("{verification}", self.verification())
            .replace("{upload}", upload)
            .replace("{offset}", "0");
        let stranger = server.stranger();
        let client = match who {
            Who::Applicant => &self.applicant,
            Who::NewPhone => &self.new_phone,
            Who::FullPhone => &self.full_phone,
            Who::OtherPhone => &stranger,
            Who::Reviewer => &self.reviewer,
        };
        let mut client = client.at(server);
        if path.ends_with("/parts/0") {
            let bytes = if *who == Who::Applicant { &self.licence } else { &self.emblem };
            let part = &bytes[..bytes.len().min(256 * 1024)];
            return client.part(path.trim_end_matches("/parts/0"), 0, part, part).await;
        }
        let tag = format!("\"{}\"", self.version);
        let headers = [("if-match", tag.as_str()), ("idempotency-key", "one-of-the-table"), ("host", "127.0.0.1:8080")];
        client.call(method.to_uppercase().parse().unwrap(), &path, self.body(line), &headers).await
    }

    fn body(&self, Line(method, path, ..): &Line) -> Value {
        let reasons = json!({ "reasons": [{ "path": "organiser.address", "text": "请写到门牌号" }] });
        let bytes = &self.another;
        let sha256 = beian_server::secret::sha256(bytes);
        match (*method, path.rsplit('/').next().unwrap()) {
            ("put", _) => self.document.clone(),
            ("post", "verified-before") => json!({ "of": PERSON, "verification": "none" }),
            ("post", "uploads") if path.starts_with("/handoff") => {
                json!({ "capture": "portrait", "size": bytes.len(), "sha256": sha256 })
            }
            ("post", "uploads") => {
                json!({ "slot": "organiser.licence", "name": "b.jpg", "size": bytes.len(), "sha256": sha256 })
            }
            ("post", "phone-codes") => json!({ "mobile": OTHER_MOBILE }),
            ("post", "phone-proofs") => json!({ "mobile": OTHER_MOBILE, "code": self.code }),
            ("post", "verifications") => json!({ "of": PERSON }),
            ("post", "link") => json!({ "channel": "sms", "to": OTHER_MOBILE, "secret": self.waiting["secret"] }),
            ("post", "handoff") => json!({ "secret": self.waiting["secret"] }),
            ("post", "consent") => json!({ "version": CONSENT_VERSION }),
            ("post", "shown") => {
                json!({ "kind": "attachment", "attachment": self.document["organiser"]["licence"][0]["id"] })
            }
            ("post", "return" | "reject" | "bureau-reject") => reasons,
            ("post", "bureau-approve") => {
                let site = json!({ "site": self.document["sites"][0]["id"], "number": "粤ICP备12345678号-1" });
                json!({ "organiser": "粤ICP备12345678号", "sites": [site] })
            }
            ("post", "withdraw" | "abandon" | "approve") => json!({}),
            _ => Value::Null,
        }
    }
}

/// Everything that belongs to filings, row by row.
async fn dump(server: &Server) -> Vec<String> {
    let mut dumped = Vec::new();
    for table in TABLES {
        let columns = server.columns(table).await.into_iter();
        let texts: Vec<String> = columns.map(|name| format!("coalesce(CAST(\"{name}\" AS TEXT), '-')")).collect();
        assert!(!texts.is_empty(), "{table}");
        let rows = format!("SELECT '{table} ' || {} AS line FROM {table} ORDER BY line", texts.join(" || ' | ' || "));
        dumped.extend(server.texts(&rows).await);
    }
    dumped
}

#[tokio::test]
async fn every_route_of_the_contract_that_writes_is_in_the_table() {
    let server = Server::start().await;
    let document = server.stranger().get("/openapi.json").await.json();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let path = path.strip_prefix(API).unwrap();
        for method in methods.as_object().unwrap().keys().filter(|key| !["get", "parameters"].contains(&key.as_str())) {
            let in_table = LINES.iter().filter(|line| (line.0, line.1) == (method.as_str(), path)).count();
            let elsewhere = ELSEWHERE.iter().filter(|one| **one == (method.as_str(), path)).count();
            assert_eq!(in_table + elsewhere, 1, "{method} {path}: say in the table in which states it may write");
        }
    }
}

#[tokio::test]
async fn what_may_not_change_in_a_state_is_refused_and_leaves_no_trace() {
    let world = World::new().await;
    for status in Status::ALL {
        let server = world.in_state(*status).await;
        let before = dump(&server).await;
        for line in LINES.iter().filter(|line| !line.3.contains(status)) {
            let Line(method, path, who, ..) = line;
            let answer = world.ask(&server, line).await;
            let refused = match who {
                Who::Applicant => 409,
                Who::Reviewer if *status == Draft => 404,
                Who::Reviewer => 409,
                _ => 410,
            };
            let said = String::from_utf8_lossy(&answer.body).into_owned();
            assert_eq!(answer.status.as_u16(), refused, "{method} {path} in {status}: {said}");
            assert!(
                said.contains(if refused == 410 {
                    "cancelled"
                } else if refused == 404 {
                    "not-found"
                } else {
                    "not-now"
                }),
                "{said}"
            );
            assert_eq!(dump(&server).await, before, "{method} {path} in {status}");
        }
    }
}

#[tokio::test]
async fn what_may_change_in_a_state_is_done() {
    let world = World::new().await;
    for line in LINES {
        let Line(method, path, _, states, done) = line;
        for status in *states {
            let server = world.in_state(*status).await;
            let answer = world.ask(&server, line).await;
            let said = String::from_utf8_lossy(&answer.body).into_owned();
            assert_eq!(answer.status.as_u16(), *done, "{method} {path} in {status}: {said}");
        }
    }
}

/// Ministry and bureau are played by a page beside the contract.
#[tokio::test]
async fn the_simulator_asks_too() {
    let server = Server::with(|config| config.demo.enabled = true).await;
    let (_, id) = server.begun().await;
    for status in Status::ALL {
        server.sql(&format!("UPDATE filings SET status = '{status}' WHERE id = '{id}'")).await;
        let before = dump(&server).await;
        let request = Request::builder()
            .method(Method::POST)
            .uri(format!("/simulator/{id}"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("event=hand_to_bureau"))
            .unwrap();
        let answer = server.stranger().send(request).await;
        if *status == ToBureau {
            assert!(answer.status.is_redirection(), "{answer:?}");
        } else {
            answer.refused(409, "not-now");
            assert_eq!(dump(&server).await, before, "{status}");
        }
    }
}
