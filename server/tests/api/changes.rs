//! Every operation that writes to a filing is done, in every state that allows it, and what is sent for it is complete. That it is refused in all
//! others, and without a trace, is in `access`.

use crate::harness::{Answer, Client, MOBILE, PERSON, Server, jpeg};
use crate::steps::{prepare, send_all};
use axum::body::Body;
use beian_model::wire::Role;
use beian_model::{CONSENT_VERSION, Status};
use beian_server::access::asker::{Asker, HeldBy};
use beian_server::access::decide::Verdict;
use beian_server::access::table::Action;
use http::{Method, Request};
use serde_json::{Value, json};

/// Tables that must not change by what is refused.
const TABLES: &[&str] = &[
    "filings",
    "timeline",
    "snapshots",
    "returns",
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
    "marks",
    "pending_decisions",
    "first_approvals",
    "calls",
    "remarks",
    "sms_reports",
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

/// An operation, who asks, and what is answered where it is done.
struct Line(Action, Who, u16);

const LINES: &[Line] = {
    use Action::*;
    use Who::{Applicant, FullPhone, NewPhone, OtherPhone, Reviewer};
    &[
        Line(SaveFiling, Applicant, 200),
        // There is none, and none to take over: told only where it could be.
        Line(TakePreviousOrganiser, Applicant, 404),
        Line(TakeVerifiedBefore, Applicant, 404),
        Line(CheckBasics, Applicant, 200),
        Line(Submit, Applicant, 200),
        Line(Withdraw, Applicant, 200),
        Line(Abandon, Applicant, 200),
        Line(ReportSms, Applicant, 200),
        Line(TellOfSms, Applicant, 303),
        Line(BeginUpload, Applicant, 201),
        Line(SendUploadPart, Applicant, 200),
        Line(GiveUploadUp, Applicant, 204),
        Line(SendPhoneCode, Applicant, 202),
        Line(ProvePhone, Applicant, 200),
        Line(MakeHandoff, Applicant, 201),
        Line(EndHandoff, Applicant, 204),
        Line(SendHandoffLink, Applicant, 200),
        Line(ClaimHandoff, OtherPhone, 200),
        Line(Consent, NewPhone, 200),
        Line(Decline, NewPhone, 200),
        Line(BeginCapture, FullPhone, 201),
        Line(SendCapturePart, FullPhone, 200),
        Line(FinishHandoff, FullPhone, 200),
        Line(ClaimCase, Reviewer, 200),
        Line(ReleaseCase, Reviewer, 200),
        Line(HandOverCase, Reviewer, 200),
        Line(AskForDocument, Reviewer, 201),
        Line(WriteMark, Reviewer, 204),
        Line(RemoveMark, Reviewer, 204),
        Line(WriteNote, Reviewer, 204),
        Line(UndoDecision, Reviewer, 200),
        Line(UndoFirstApproval, Reviewer, 200),
        Line(Approve, Reviewer, 200),
        Line(Return, Reviewer, 200),
        Line(Reject, Reviewer, 200),
        Line(HandToBureau, Reviewer, 200),
        Line(SmsVerified, Reviewer, 200),
        Line(SmsFailed, Reviewer, 200),
        Line(BureauApprove, Reviewer, 200),
        Line(BureauReject, Reviewer, 200),
    ]
};

impl Line {
    /// The states that allow it.
    fn states(&self) -> impl Iterator<Item = Status> {
        let Line(action, who, _) = *self;
        let asker = match who {
            Who::Applicant => Asker::Applicant { owns: true },
            Who::NewPhone | Who::FullPhone => Asker::Phone { of_it: true },
            Who::OtherPhone => Asker::Nobody,
            Who::Reviewer => Asker::Colleague { role: Role::Reviewer, held: HeldBy::Them },
        };
        let allowed = move |status: &Status| action.decide(asker, Some(*status)) == Verdict::Allowed;
        Status::ALL.iter().copied().filter(allowed)
    }
}

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
    /// Id of a colleague.
    colleague: String,
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
        let colleague = server.texts("SELECT id FROM staff").await.remove(0);
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
            colleague,
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
        let Line(action, who, _) = line;
        let (method, path) = action.address();
        let upload = if *who == Who::Applicant { &self.upload } else { &self.capture };
        let path = path
            .replace("{id}", &self.id)
            .replace("{verification}", self.verification())
            .replace("{upload}", upload)
            .replace("{path}", "organiser.name")
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
        if *action == Action::TellOfSms {
            return client.post_form(&path, &[("said", "nothing_came")]).await;
        }
        let tag = format!("\"{}\"", self.version);
        let headers = [("if-match", tag.as_str()), ("idempotency-key", "one-of-the-table"), ("host", "127.0.0.1:8080")];
        client.call(method.to_uppercase().parse().unwrap(), &path, self.body(line), &headers).await
    }

    fn body(&self, Line(action, ..): &Line) -> Value {
        let (method, path) = action.address();
        let reasons = json!({ "reasons": [{ "path": "organiser.address", "text": "请写到门牌号" }] });
        let bytes = &self.another;
        let sha256 = beian_server::secret::sha256(bytes);
        match (method, path.rsplit('/').next().unwrap()) {
            ("put", "note" | "{path}") => json!({ "text": "请写到门牌号" }),
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
            ("post", "sms-reports") => json!({ "said": "nothing_came" }),
            ("post", "shown") => {
                json!({ "kind": "attachment", "attachment": self.document["organiser"]["licence"][0]["id"] })
            }
            ("post", "hand-over") => json!({ "to": self.colleague }),
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
pub async fn dump(server: &Server) -> Vec<String> {
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
async fn what_may_change_in_a_state_is_done() {
    for action in Action::ALL.iter().filter(|action| action.change().is_some()) {
        assert!(LINES.iter().any(|line| line.0 == *action), "{action:?}: say how it is asked for, and what it answers");
    }
    let world = World::new().await;
    for line in LINES {
        let Line(action, _, done) = line;
        for status in line.states() {
            let server = world.in_state(status).await;
            let answer = world.ask(&server, line).await;
            let said = String::from_utf8_lossy(&answer.body).into_owned();
            assert_eq!(answer.status.as_u16(), *done, "{action:?} in {status}: {said}");
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
        if *status == Status::ToBureau {
            assert!(answer.status.is_redirection(), "{answer:?}");
        } else {
            answer.refused(409, "not-now");
            assert_eq!(dump(&server).await, before, "{status}");
        }
    }
}
