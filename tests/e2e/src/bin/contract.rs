//! Whether the server keeps to its own OpenAPI document: schemathesis asks it as nobody, as an applicant, as a phone and as a colleague.
//!
//! Prints for each what cargo prints of a test program, so that the caller counts it alike. What schemathesis sent and got stands
//! in the folder of artifacts.

use beian_e2e::api::{Account, Phone, demo_mobile, staff_session};
use beian_e2e::env_path;
use beian_e2e::server::Server;
use beian_model::{AttachmentId, CONSENT_VERSION, Status};
use reqwest::Method;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// How schemathesis asks, and which answers it may get.
const SETTINGS: &str = include_str!("../../../contract/schemathesis.toml");
/// What ends what the others need, the session or the filing: asked when nothing else is.
const ENDS: &str = r"^DELETE .*/sessions?$|/abandon$|^DELETE .*/verifications/";
/// Room for thousands of requests from one address; the limits themselves have their tests.
const LIMITS: &str = "
[codes]
resend = 0
per_number = 100000
per_address = 100000
[verification]
per_filing = 100000
per_person = 100000
per_address = 100000
claims_per_address = 100000
per_verification = 100000
ended_per_filing = 100000
";

/// Somebody who asks.
struct Person {
    name: &'static str,
    /// The variable of the environment that takes the session to the settings, and the session.
    session: Option<(&'static str, String)>,
    /// What they may know of: the lists of the settings.
    known: [(&'static str, Vec<String>); 4],
}

#[tokio::main]
async fn main() -> ExitCode {
    let server = Server::start_demo_with(LIMITS).await;
    let applicant = applicant(&server).await;
    let known = applicant.known.clone();
    let people =
        [Person { name: "nobody", session: None, known }, applicant, phone(&server).await, staff(&server).await];
    let mut failed = false;
    for person in people {
        failed |= !asks(&server, &person, "", &["--exclude-name-regex", ENDS]);
        failed |= !asks(&server, &person, "-ends", &["--include-name-regex", ENDS]);
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// An applicant with a draft, a code for a phone, and an upload that has begun.
async fn applicant(server: &Server) -> Person {
    let account = Account::sign_in(server, &demo_mobile(Status::Draft)).await;
    let (filing, verification) = code(&account).await;
    let begun = json!({ "slot": "organiser.licence", "name": "a.jpg", "size": 9, "sha256": "0".repeat(64) });
    let upload = post(&account, &format!("/filings/{filing}/uploads"), begun).await;
    let document = account.filing(&filing).await.filing;
    let attachments: Vec<AttachmentId> = document.attachments().map(|(_, attachment)| attachment.id.clone()).collect();
    Person {
        name: "applicant",
        session: Some(("BEIAN_APPLICANT", account.token().to_owned())),
        known: [
            ("filings", vec![filing]),
            ("verifications", vec![text(&verification["verification"]["id"])]),
            ("uploads", vec![text(&upload["id"])]),
            ("attachments", attachments.iter().map(ToString::to_string).collect()),
        ],
    }
}

/// A phone that claimed a code, whose person agreed, and that has begun to send a picture.
async fn phone(server: &Server) -> Person {
    let account = Account::sign_in(server, &demo_mobile(Status::NeedsFix)).await;
    let (filing, made) = code(&account).await;
    let phone = Phone::claim_secret(server, &text(&made["secret"])).await;
    let begun = json!({ "capture": "portrait", "size": 9, "sha256": "0".repeat(64) });
    let upload = phone.post("/uploads", begun).await;
    Person {
        name: "phone",
        session: Some(("BEIAN_PHONE", phone.token().to_owned())),
        known: [
            ("filings", vec![filing]),
            ("verifications", vec![text(&made["verification"]["id"])]),
            ("uploads", vec![text(&upload["id"])]),
            ("attachments", Vec::new()),
        ],
    }
}

/// A colleague, who may see every filing that was submitted.
async fn staff(server: &Server) -> Person {
    let session = staff_session(server).await;
    let queue = reqwest::Client::new().get(server.url("/api/v1/staff/filings"));
    let queue = queue.header("Cookie", format!("beian_staff={session}")).send().await.expect("the server answers");
    let queue: Value = queue.json().await.expect("a queue");
    let filings =
        queue["entries"].as_array().expect("a page of the queue").iter().map(|entry| text(&entry["id"])).collect();
    Person {
        name: "staff",
        session: Some(("BEIAN_STAFF", session)),
        known: [("filings", filings), ("verifications", vec![]), ("uploads", vec![]), ("attachments", vec![])],
    }
}

/// The account's filing, and a code for its organiser's person.
async fn code(account: &Account) -> (String, Value) {
    let filing = account.filings().await.swap_remove(0);
    let of = json!({ "of": "organiser.responsible_person.verification" });
    let made = post(account, &format!("/filings/{filing}/verifications"), of).await;
    (filing, made)
}

async fn post(account: &Account, path: &str, body: Value) -> Value {
    account.call(Method::POST, path, None, Some(body)).await.json().await.expect("an answer")
}

fn text(value: &Value) -> String {
    value.as_str().expect("a text").to_owned()
}

/// Lets schemathesis ask as a person, prints how many operations kept to the document, and gives whether all did.
fn asks(server: &Server, person: &Person, which: &str, filter: &[&str]) -> bool {
    let name = format!("{}{which}", person.name);
    println!("\n{name}");
    let folder = env_path("BEIAN_E2E_ARTIFACTS").join("contract").join(&name);
    let settings = settings(&folder, person);
    let report = folder.join("report.xml");
    let mut command = Command::new(env_path("BEIAN_SCHEMATHESIS"));
    // What it remembers of a run lies beside its report.
    command.current_dir(&folder);
    command.arg("--config-file").arg(settings).args(["run", &server.url("/api/v1/openapi.json"), "--no-color"]);
    command.args(["--checks", "all", "--report", "junit", "--report-junit-path"]).arg(&report).args(filter);
    for variable in ["BEIAN_APPLICANT", "BEIAN_PHONE", "BEIAN_STAFF"] {
        command.env(variable, "nobody");
    }
    if let Some((variable, session)) = &person.session {
        command.env(variable, session);
    }
    let kept = command.status().expect("schemathesis runs").success();
    let report = std::fs::read_to_string(&report).unwrap_or_default();
    let (tests, failed) = (number(&report, "tests"), number(&report, "failures") + number(&report, "errors"));
    let right = kept && failed == 0 && tests > 0;
    // It may also end with an error of its own.
    let failed = if right { 0 } else { failed.max(1) };
    let word = if right { "ok" } else { "FAILED" };
    println!("test result: {word}. {} passed; {failed} failed; {name}", tests.saturating_sub(failed));
    right
}

/// The settings in a folder with the lists of what the person may know.
fn settings(folder: &Path, person: &Person) -> PathBuf {
    std::fs::create_dir_all(folder).expect("a folder for what is found");
    let consents = ("consents", vec![CONSENT_VERSION.to_owned()]);
    for (list, values) in person.known.iter().chain([&consents]) {
        // One at least must be there.
        let values = if values.is_empty() { &vec!["none".to_owned()] } else { values };
        let lines: String = values.iter().map(|value| format!("\"{value}\"\n")).collect();
        std::fs::write(folder.join(format!("{list}.dict")), lines).expect("a list is written");
    }
    let file = folder.join("schemathesis.toml");
    std::fs::write(&file, SETTINGS).expect("the settings are written");
    file
}

/// A number that the report says of the whole: `<testsuites tests="57" failures="0" …>`.
fn number(report: &str, of: &str) -> u32 {
    let whole = report.split_once("<testsuites").and_then(|(_, rest)| rest.split('>').next()).unwrap_or_default();
    let value = whole.split_once(&format!(" {of}=\"")).and_then(|(_, rest)| rest.split('"').next());
    value.and_then(|number| number.parse().ok()).unwrap_or(0)
}
