//! The audit log (审计日志): what each thing that is done, seen or refused leaves in it, and what never stands in it.

use crate::harness::{Client, MOBILE, PERSON, REVIEWER, Server, jpeg};
use crate::shown::asked;
use crate::staff::{reviewer_of, try_password};
use crate::steps::{Prepared, in_review, prepare, step, submit, take};
use beian_model::wire::Role;
use beian_model::{Date, FilingId, Timestamp};
use beian_server::access::audited::Audited;
use beian_server::access::table::Action;
use beian_server::accounts::stored::Staff;
use beian_server::audit::{Entry, What};
use beian_server::jobs::{audit_log, scheduler};
use beian_server::secret;
use beian_server::storage::AuditOf;
use http::{Method, StatusCode};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// All entries.
async fn entries(server: &Server) -> Vec<Entry> {
    server.app.store.audit_after(AuditOf::default(), 0, 10_000).await.unwrap()
}

/// The number of the last entry.
async fn last(server: &Server) -> i64 {
    server.app.store.audit_head().await.unwrap().number
}

/// What came after a number: actions, who did them and how they ended.
async fn since(server: &Server, after: i64) -> Vec<(String, String, String)> {
    let all = server.app.store.audit_after(AuditOf::default(), after, 10_000).await.unwrap();
    all.into_iter().map(|one| (one.action, one.actor_kind, one.outcome)).collect()
}

fn of(what: What, who: &str, outcome: &str) -> (String, String, String) {
    (what.to_string(), who.to_owned(), outcome.to_owned())
}

async fn delete(client: &mut Client, path: &str) {
    client.call(Method::DELETE, path, Value::Null, &[]).await.is(StatusCode::NO_CONTENT);
}

/// The log is whole.
async fn verify(server: &Server) {
    let checked = server.app.store.check_audit(&server.app.vault, 1, None).await.unwrap();
    assert!(checked.is_whole(), "{checked:?}");
    assert_eq!(checked.last, Some(server.app.store.audit_head().await.unwrap()));
}

#[tokio::test]
async fn a_sign_in_and_its_end_are_noted_with_their_person_and_network() {
    let server = Server::start().await;
    let before = last(&server).await;
    let mut applicant = server.applicant(MOBILE).await;
    delete(&mut applicant, "/session").await;
    let mut reviewer = server.reviewer().await;
    delete(&mut reviewer, "/staff/sessions").await;
    let expected = [
        of(What::SessionOpened, "applicant", "done"),
        of(What::SessionEnded, "applicant", "done"),
        of(What::SessionOpened, "colleague", "done"),
        of(What::SessionEnded, "colleague", "done"),
    ];
    assert_eq!(since(&server, before).await, expected);
    let all = entries(&server).await;
    let opened = &all[all.len() - 2];
    assert_eq!((opened.actor.as_str(), opened.address.as_str()), (&*reviewer_of(&server).await.id, "127.0.0.*"));
    assert_eq!((opened.at, opened.details.as_str()), (server.app.clock.now().0, r#"{"factor":"password"}"#));
    verify(&server).await;
}

#[tokio::test]
async fn refused_sign_ins_are_noted_the_first_at_once_and_the_others_of_a_minute_as_one() {
    let server = Server::start().await;
    let before = last(&server).await;
    for _ in 0..20 {
        try_password(&mut server.stranger(), "wrong").await.refused(401, "wrong-credentials");
    }
    try_password(&mut server.stranger(), "wrong").await.refused(429, "too-many");
    let body = json!({ "email": "nobody@example.com", "password": "wrong" });
    let elsewhere = [("x-forwarded-for", "198.51.100.9")];
    server.stranger().call(Method::POST, "/staff/session", body, &elsewhere).await.refused(401, "wrong-credentials");
    let refused = |outcome| of(What::SessionRefused, "nobody", outcome);
    let at_once = [refused("wrong-credentials"), refused("too-many"), refused("wrong-credentials")];
    assert_eq!(since(&server, before).await, at_once);
    server.app.clock.advance(60);
    audit_log::look(&server.app).await.unwrap();
    let all = entries(&server).await;
    let counted: Value = serde_json::from_str(&all.last().unwrap().details).unwrap();
    // Whose account it was about is known, and the e-mail address is not told.
    assert_eq!(counted, json!({ "times": 19, "colleague": reviewer_of(&server).await.id }));
    let unknown = &all[all.len() - 2];
    assert_eq!((unknown.details.as_str(), unknown.address.as_str()), ("{}", "198.51.100.*"));

    let mut applicant = server.stranger();
    applicant.post("/session/code", json!({ "mobile": MOBILE })).await.is(StatusCode::ACCEPTED);
    let before = last(&server).await;
    let code = server.code(MOBILE).await;
    let wrong = if code == "000000" { "000001" } else { "000000" };
    applicant.post("/session", json!({ "mobile": MOBILE, "code": wrong })).await.refused(422, "wrong-code");
    applicant.post("/session", json!({ "mobile": "13900139000", "code": code })).await.refused(422, "code-expired");
    assert_eq!(since(&server, before).await, [refused("wrong-code"), refused("code-expired")]);
    verify(&server).await;
}

#[tokio::test]
async fn what_colleagues_see_take_and_decide_is_noted_and_what_they_may_not() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, .. } = prepare(&server, &mut applicant).await;
    let before = last(&server).await;
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    // The same again is answered again, and is nothing new.
    submit(&mut applicant, &id, version, "first-key").await.is(StatusCode::OK);
    assert_eq!(since(&server, before).await, [of(What::FilingSubmitted, "applicant", "done")]);

    let mut reviewer = server.reviewer().await;
    let before = last(&server).await;
    let case = format!("/staff/filings/{id}");
    reviewer.get(&case).await.is(StatusCode::OK);
    // Whoever has not taken it decides nothing.
    reviewer.post_over(&format!("{case}/approve"), version + 1, json!({})).await.refused(409, "not-now");
    let version = take(&mut reviewer, &id).await;
    step(&mut reviewer, &id, "approve", version, json!({})).await;
    reviewer.get("/staff/filings/elsewhere").await.refused(404, "not-found");
    let expected = [
        of(What::FilingViewed, "colleague", "done"),
        of(What::AccessRefused, "colleague", "not-now"),
        of(What::FilingClaimed, "colleague", "done"),
        of(What::FilingApproved, "colleague", "done"),
        of(What::AccessRefused, "colleague", "not-found"),
    ];
    assert_eq!(since(&server, before).await, expected);
    let of_filing = server.app.store.audit_of_filing(&FilingId(id.clone()), None, 2).await.unwrap();
    let actions: Vec<&str> = of_filing.iter().map(|one| one.action.as_str()).collect();
    assert_eq!(actions, ["filing.approved", "filing.claimed"]);
    let more = server.app.store.audit_of_filing(&FilingId(id.clone()), Some(of_filing[1].number), 1).await.unwrap();
    assert_eq!((more[0].action.as_str(), more[0].filing.as_ref()), ("access.refused", Some(&id)));
    assert_eq!(more[0].details, r#"{"operation":"POST /staff/filings/{id}/approve"}"#);

    // Somebody else's filing is none that there is.
    let mut other = server.applicant("13900139000").await;
    let before = last(&server).await;
    other.get(&format!("/filings/{id}")).await.refused(404, "not-found");
    server.stranger().get(&format!("/filings/{id}")).await.refused(401, "signed-out");
    assert_eq!(since(&server, before).await, [of(What::AccessRefused, "applicant", "not-found")]);
    verify(&server).await;
}

#[tokio::test]
async fn a_look_at_a_filing_that_cannot_be_noted_is_not_given() {
    let server = Server::start().await;
    let (mut applicant, mut reviewer) = (server.applicant(MOBILE).await, server.reviewer().await);
    let Prepared { id, version, .. } = in_review(&server, &mut applicant, &mut reviewer).await;
    let case = format!("/staff/filings/{id}");
    reviewer.get(&case).await.is(StatusCode::OK);
    server.sql("ALTER TABLE audit RENAME TO audit_away").await;
    reviewer.get(&case).await.refused(503, "unavailable");
    // Nor is anything decided.
    let decided = reviewer.post_over(&format!("{case}/approve"), version, json!({})).await;
    assert!(decided.status.is_server_error());
    server.sql("ALTER TABLE audit_away RENAME TO audit").await;
    assert_eq!(reviewer.get(&case).await.is(StatusCode::OK).json()["view"]["status"], "first_review");
    step(&mut reviewer, &id, "approve", version, json!({})).await;
    verify(&server).await;
}

#[tokio::test]
async fn colleagues_passwords_and_second_factors_are_noted() {
    let server = Server::start().await;
    let mut reviewer = server.reviewer().await;
    let before = last(&server).await;
    let wrong = json!({ "old": "wrong", "new": "seven grey herons at dusk" });
    reviewer.post("/staff/password", wrong).await.refused(401, "wrong-credentials");
    // On the page too, whose answer is none of a refusal.
    let form = [("action", "off"), ("old", "wrong")];
    reviewer.post_form("/staff/account", &form).await.is(StatusCode::OK);
    let right = json!({ "old": REVIEWER.1, "new": "seven grey herons at dusk" });
    reviewer.post("/staff/password", right).await.is(StatusCode::NO_CONTENT);
    let expected =
        [of(What::PasswordRefused, "colleague", "wrong-credentials"), of(What::PasswordChanged, "colleague", "done")];
    assert_eq!(since(&server, before).await, expected);
    let before = last(&server).await;
    let store = &server.app.store;
    let staff = Staff::new("other@example.com", "审核员乙", String::new(), Role::Admin);
    store.add_staff(&staff, server.app.clock.now()).await.unwrap();
    let id = reviewer_of(&server).await.id;
    store.set_role(&id, Role::Senior).await.unwrap();
    store.disable_staff(&id, server.app.clock.now()).await.unwrap();
    store.enable_staff(&id).await.unwrap();
    store.reset_staff(&id, "hash").await.unwrap();
    let done = [What::StaffAdded, What::StaffRoleChanged, What::StaffDisabled, What::StaffEnabled, What::StaffReset];
    assert_eq!(since(&server, before).await, done.map(|what| of(what, "system", "done")));
}

/// What a person typed into a document: names, addresses and numbers, but no ids and no codes of the contract.
fn typed(document: &Value, into: &mut Vec<String>) {
    match document {
        Value::String(text) => {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            // A version of a text is a day.
            let is_number = digits > 7 && text.parse::<Date>().is_err();
            let is_theirs = !text.is_ascii() || text.contains('@') || is_number;
            into.extend(is_theirs.then(|| text.clone()));
        }
        Value::Array(all) => all.iter().for_each(|one| typed(one, into)),
        Value::Object(fields) => fields.iter().filter(|(name, _)| *name != "id").for_each(|(_, one)| typed(one, into)),
        _ => {}
    }
}

/// A whole path, with what is done beside it; every secret and number that was used on it.
async fn whole_path(server: &Server) -> Vec<String> {
    let mut applicant = server.applicant(MOBILE).await;
    let mut reviewer = server.reviewer().await;
    let Prepared { id, version, document } = in_review(server, &mut applicant, &mut reviewer).await;
    let case = format!("/staff/filings/{id}");
    let seen = reviewer.get(&case).await.is(StatusCode::OK).json();
    let verification = seen["captures"][0]["verification"].as_str().unwrap().to_owned();
    let shown = asked(&mut reviewer, &id, &verification, "portrait").await;
    reviewer.get(&shown).await.is(StatusCode::OK);
    reviewer.post(&format!("{case}/release"), Value::Null).await.is(StatusCode::OK);
    take(&mut reviewer, &id).await;
    let note = "请填写到门牌号";
    let reasons = json!({ "reasons": [{ "path": "organiser.address", "text": note }], "note": note });
    let version = step(&mut reviewer, &id, "return", version, reasons).await;
    let mut document = document;
    document["organiser"]["address"] = json!("科技园路1号示例大厦2栋3层302室");
    let version = applicant.save(&id, version, &document).await.is(StatusCode::OK).version();
    let made = applicant.code_for(&id, "organiser.licence").await;
    delete(&mut applicant, &format!("/filings/{id}/verifications/{}", made["verification"]["id"].as_str().unwrap()))
        .await;
    let begun = applicant.begin_upload(&id, "organiser.licence", "名片.jpg", &jpeg(1200, 900)).await.json();
    delete(&mut applicant, &format!("/filings/{id}/uploads/{}", begun["id"].as_str().unwrap())).await;
    submit(&mut applicant, &id, version, "second-key").await.is(StatusCode::OK);
    applicant.post(&format!("/filings/{id}/withdraw"), json!({ "note": note })).await.is(StatusCode::OK);
    applicant.post(&format!("/filings/{id}/abandon"), json!({ "note": note })).await.is(StatusCode::OK);
    scheduler::tick(&server.app).await.unwrap();

    let mut secrets = Vec::new();
    typed(&document, &mut secrets);
    secrets.push(made["secret"].as_str().unwrap().to_owned());
    secrets.extend([MOBILE, REVIEWER.0, REVIEWER.1, note, "名片"].map(str::to_owned));
    secrets.extend(server.app.store.messages(100).await.unwrap().into_iter().filter_map(|one| one.code));
    for client in [&applicant, &reviewer] {
        for (_, token) in client.cookies().split("; ").filter_map(|one| one.split_once('=')) {
            secrets.extend([secret::hash(token), token.to_owned()]);
        }
    }
    secrets.push(shown.rsplit('/').next().unwrap().to_owned());
    secrets.retain(|one| !one.is_empty());
    secrets
}

#[tokio::test]
async fn no_secret_no_number_and_no_text_of_anybody_stands_in_the_log() {
    let server = Server::start().await;
    let secrets = whole_path(&server).await;
    assert!(secrets.len() > 15, "{}", secrets.len());
    let all = entries(&server).await;
    for entry in &all {
        // Ids and hashes are random, and may hold six digits by chance; what is said beside them may not.
        let said = [&entry.action, &entry.address, &entry.browser, &entry.outcome, &entry.details];
        for secret in &secrets {
            assert!(said.iter().all(|part| !part.contains(secret.as_str())), "{secret} stands in {entry:?}");
        }
        for id in [&entry.actor, entry.filing.as_ref().unwrap_or(&entry.actor)] {
            assert!(secrets.iter().filter(|secret| secret.len() > 6).all(|secret| !id.contains(secret.as_str())));
        }
        let details: serde_json::Map<String, Value> = serde_json::from_str(&entry.details).unwrap();
        let plain =
            |value: &Value| value.is_number() || value.is_boolean() || value.as_str().is_some_and(str::is_ascii);
        assert!(details.values().all(plain), "{details:?}");
    }
    verify(&server).await;
}

#[tokio::test]
async fn what_the_table_promises_of_the_path_is_written_on_it() {
    let server = Server::start().await;
    whole_path(&server).await;
    let written: BTreeSet<String> = entries(&server).await.into_iter().map(|one| one.action).collect();
    let walked = [
        Action::SignIn,
        Action::StaffSignIn,
        Action::BeginFiling,
        Action::MakeHandoff,
        Action::ClaimHandoff,
        Action::Consent,
        Action::FinishHandoff,
        Action::EndHandoff,
        Action::ProvePhone,
        Action::SendUploadPart,
        Action::GiveUploadUp,
        Action::Submit,
        Action::Withdraw,
        Action::Abandon,
        Action::ShowCase,
        Action::ClaimCase,
        Action::ReleaseCase,
        Action::AskForDocument,
        Action::OpenDocument,
        Action::Return,
    ];
    for action in walked {
        let promised: Vec<What> = match action.audited() {
            Audited::Change { done, .. } => done.to_vec(),
            Audited::View(what) => vec![what],
            Audited::Never(why) => panic!("{action:?}: {why}"),
        };
        assert!(promised.iter().any(|what| written.contains(what.as_str())), "{action:?} left nothing: {written:?}");
    }
    // Drafts are saved too often to be noted.
    assert!(!written.iter().any(|action| action.contains("saved")));
}

#[tokio::test]
async fn a_phone_that_claims_a_code_is_named_by_its_hand_off_and_another_is_refused() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let made = applicant.code_for(&id, PERSON).await;
    let before = last(&server).await;
    server.phone_that_claimed(&made).await;
    let secret = json!({ "secret": made["secret"] });
    server.stranger().post("/handoff", secret).await.refused(410, "secret-used");
    let expected = [of(What::HandoffClaimed, "phone", "done"), of(What::HandoffRefused, "nobody", "secret-used")];
    assert_eq!(since(&server, before).await, expected);
    let all = entries(&server).await;
    let handoff = made["verification"]["id"].as_str().unwrap();
    let [.., claimed, refused] = &all[..] else { panic!("{all:?}") };
    assert_eq!((claimed.actor.as_str(), claimed.filing.as_deref()), (handoff, Some(id.as_str())));
    assert_eq!(refused.details, json!({ "handoff": handoff }).to_string());
}

#[tokio::test]
async fn what_lapses_by_itself_was_done_by_the_server() {
    let server = Server::start().await;
    let (_, id) = server.begun().await;
    server.app.clock.advance(46 * 86_400);
    scheduler::tick(&server.app).await.unwrap();
    let all = entries(&server).await;
    let lapsed = all.iter().find(|one| one.action == "filing.expired").expect("it lapsed");
    assert_eq!((lapsed.actor_kind.as_str(), lapsed.actor.as_str()), ("system", "lasting"));
    assert_eq!((lapsed.filing.as_deref(), lapsed.address.as_str()), (Some(id.as_str()), ""));
    let later = AuditOf { since: Some(Timestamp(lapsed.at)), ..AuditOf::default() };
    assert_eq!(server.app.store.audit_after(later, 0, 1).await.unwrap()[0].number, lapsed.number);
}
