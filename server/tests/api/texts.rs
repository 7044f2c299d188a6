//! The operator's texts as pages, and which version of an agreement a submission accepted.

use crate::harness::{MOBILE, Server};
use crate::steps::{Prepared, prepare, submit, take};
use axum::http::StatusCode;
use beian_model::sample::AGREEMENT_VERSION;
use beian_server::config::Config;
use serde_json::{Value, json};
use std::path::Path;

#[tokio::test]
async fn every_text_is_a_page_for_anybody_in_both_languages() {
    let server = Server::with(|config| config.elsewhere = "https://example.com/other".to_owned()).await;
    let mut stranger = server.stranger();
    for (address, says) in [
        ("/texts/zh/privacy", "<html lang=\"zh-CN\">"),
        ("/texts/zh/privacy", "生物识别信息"),
        ("/texts/zh/privacy", "备案结束 30 天后删除"),
        ("/texts/en/privacy", "<html lang=\"en\">"),
        ("/texts/en/privacy", "href=\"../zh/privacy\""),
        ("/texts/zh/help", "id=\"code\""),
        ("/texts/zh/help", "id=\"returned\""),
        ("/texts/zh/help", "id=\"duration\""),
        ("/texts/zh/help", "id=\"limits\""),
        ("/texts/en/help", "<td>Lighthouse server</td>"),
        ("/texts/zh/scope", "<a href=\"https://example.com/other\">前往办理</a>"),
        ("/texts/zh/consent", "真实性核验告知同意书"),
        ("/texts/zh/information_security", AGREEMENT_VERSION),
        ("/texts/en/assisted_correction", "Terms on Assisted Correction"),
        ("/texts/zh/filing_pledge", "备案承诺书"),
    ] {
        let page = stranger.get(address).await.is(StatusCode::OK);
        assert_eq!(page.headers.get("content-type").unwrap(), "text/html; charset=utf-8", "{address}");
        let policy = page.headers.get("content-security-policy").unwrap().to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'"), "{policy}");
        let page = String::from_utf8(page.body.to_vec()).unwrap();
        assert!(page.contains(says), "{address} without {says}: {page}");
    }
    for nowhere in ["/texts/zh/nothing", "/texts/fr/help", "/texts/zh/..%2Fhelp", "/texts/zh-CN/help"] {
        stranger.get(nowhere).await.refused(404, "not-found");
    }
}

/// A newer text of an agreement in a folder of the operator.
fn newer(folder: &Path) {
    for (lang, title) in [("zh", "《新协议》"), ("en", "New Agreement")] {
        let text = format!("title: {title}\nversion: 2\ndate: 2026-12-01\n\n全文\n");
        std::fs::write(folder.join(format!("information_security.{lang}.md")), text).unwrap();
    }
}

fn note_of_submission(view: &Value) -> &str {
    let timeline = view["timeline"].as_array().unwrap();
    timeline.iter().rfind(|entry| entry["event"] == "submit").unwrap()["note"].as_str().unwrap()
}

#[tokio::test]
async fn a_newer_agreement_is_accepted_anew_and_what_was_accepted_is_seen_at_the_desk() {
    let folder = tempfile::tempdir().unwrap();
    newer(folder.path());
    let server = Server::with(|config: &mut Config| config.texts = Some(folder.path().to_owned())).await;
    let (mut applicant, mut reviewer) = (server.applicant(MOBILE).await, server.reviewer().await);
    let Prepared { id, version, mut document } = prepare(&server, &mut applicant).await;
    let view = applicant.get(&format!("/filings/{id}")).await.json();
    assert_eq!(view["facts"]["agreements"][0], "information_security@2");
    assert_eq!(view["facts"]["agreements"].as_array().unwrap().len(), 2, "the pledge is not asked for");

    let refused = submit(&mut applicant, &id, version, "with-the-old").await.refused(422, "invalid");
    let findings = refused["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{refused}");
    assert_eq!(
        (&findings[0]["rule"], &findings[0]["path"]),
        (&json!("agreement.newer"), &json!("agreements.information_security"))
    );

    // A page of before versions says `true`: it is kept, and is no version.
    for old in [json!(true), json!("true")] {
        document["agreements"]["information_security"] = old;
        let version = applicant.get(&format!("/filings/{id}")).await.version();
        let saved = applicant.save(&id, version, &document).await.is(StatusCode::OK);
        assert_eq!(saved.json()["filing"]["agreements"]["information_security"], "true");
        let refused = submit(&mut applicant, &id, saved.version(), "with-a-tick").await.refused(422, "invalid");
        assert_eq!(refused["findings"][0]["rule"], "agreement.newer");
    }
    document["agreements"]["information_security"] = json!(2);
    let version = applicant.get(&format!("/filings/{id}")).await.version();
    applicant.save(&id, version, &document).await.refused(400, "unreadable");

    document["agreements"]["information_security"] = json!("2");
    let version = applicant.save(&id, version, &document).await.is(StatusCode::OK).version();
    let submitted = submit(&mut applicant, &id, version, "with-the-new").await.is(StatusCode::OK).json();
    assert!(note_of_submission(&submitted).contains("《新协议》 New Agreement (2)"), "{submitted}");
    take(&mut reviewer, &id).await;
    let seen = reviewer.get(&format!("/staff/filings/{id}")).await.is(StatusCode::OK).json();
    assert_eq!(note_of_submission(&seen["view"]), note_of_submission(&submitted));
    assert_eq!(seen["view"]["filing"]["agreements"]["information_security"], "2");
}

#[tokio::test]
async fn the_settings_say_which_agreements_are_asked_for() {
    let server = Server::with(|config| config.agreements = vec![beian_model::AgreementField::FilingPledge]).await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, mut document } = prepare(&server, &mut applicant).await;
    document["agreements"] = json!({});
    let version = applicant.save(&id, version, &document).await.is(StatusCode::OK).version();
    let refused = submit(&mut applicant, &id, version, "without-it").await.refused(422, "invalid");
    let findings = refused["findings"].as_array().unwrap();
    let missing: Vec<_> = findings.iter().map(|one| (&one["rule"], &one["path"])).collect();
    assert_eq!(missing, [(&json!("agreement.missing"), &json!("agreements.filing_pledge"))]);
    document["agreements"] = json!({ "filing_pledge": AGREEMENT_VERSION });
    let version = applicant.save(&id, version, &document).await.is(StatusCode::OK).version();
    let submitted = submit(&mut applicant, &id, version, "with-the-pledge").await.is(StatusCode::OK).json();
    let note = note_of_submission(&submitted);
    assert!(note.contains("承诺书") && !note.contains("信息安全"), "{note}");
}
