//! What the settings know of an account: its cloud resources with their facts, and its real name.

use crate::harness::{Client, MOBILE, Server};
use crate::steps::{prepare, sample_for, submit};
use beian_model::ResourceKind;
use beian_server::config::{Billing, KnownAccount, Resource};
use http::StatusCode;
use serde_json::{Value, json};

/// Another account.
const OTHER: &str = "13900139000";

fn cvm(id: &str) -> Resource {
    Resource::new(ResourceKind::Cvm, id, id, "192.0.2.10")
}

/// What the applicant may choose from: ids, and why not.
async fn choices(applicant: &mut Client) -> Vec<(String, Value)> {
    let view = applicant.begin().await;
    let all = view["facts"]["resources"].as_array().unwrap().iter();
    all.map(|one| (one["id"].as_str().unwrap().to_owned(), one["refused"].clone())).collect()
}

#[tokio::test]
async fn an_account_sees_its_own_resources_each_with_its_reason() {
    let server = Server::with(|config| {
        config.resources = vec![
            Resource { account: Some(MOBILE.to_owned()), ..cvm("ins-mine") },
            Resource { account: Some(OTHER.to_owned()), ..cvm("ins-other") },
            Resource { billing: Billing::Postpaid, ..cvm("ins-by-use") },
            Resource { expires: Some("2026-12-23".parse().unwrap()), ..cvm("ins-short") },
            Resource { slots: Some(0), ..cvm("ins-full") },
            Resource { package: false, ..Resource::new(ResourceKind::Serverless, "scf", "scf", "") },
            Resource {
                expires: Some("2027-02-23".parse().unwrap()),
                ..Resource::new(ResourceKind::CloudBaseRun, "run", "run", "")
            },
            Resource {
                bound_to: Some("ins-by-use".to_owned()),
                ..Resource::new(ResourceKind::LoadBalancer, "lb", "lb", "")
            },
            Resource::new(ResourceKind::LoadBalancer, "lb-alone", "lb", ""),
        ];
    })
    .await;
    let shared = [
        ("ins-by-use", json!("pay_as_you_go")),
        ("ins-short", json!("too_little_left")),
        ("ins-full", json!("no_slot_left")),
        ("scf", json!("no_package")),
        ("run", json!("under_three_months")),
        ("lb", json!("bound_server")),
        ("lb-alone", json!("not_bound")),
    ];
    for (mobile, own) in [(MOBILE, "ins-mine"), (OTHER, "ins-other")] {
        let mut applicant = server.applicant(mobile).await;
        let expected = std::iter::once((own, Value::Null)).chain(shared.clone());
        let expected: Vec<(String, Value)> = expected.map(|(id, why)| (id.to_owned(), why)).collect();
        assert_eq!(choices(&mut applicant).await, expected, "{mobile}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_resource_is_found_on_the_day_it_begins() {
    let server = Server::with(|config| {
        config.resources = vec![Resource {
            expires: Some("2026-12-24".parse().unwrap()),
            ..Resource::new(ResourceKind::Cvm, "ins-1a2b3c4d", "示例云服务器", "192.0.2.10")
        }];
    })
    .await;
    let mut applicant = server.applicant(MOBILE).await;
    let prepared = prepare(&server, &mut applicant).await;
    // Until noon of the next day less than a month is left.
    server.app.clock.advance(24 * 3600);
    let mut applicant = server.applicant_again(MOBILE).await;
    let refused = submit(&mut applicant, &prepared.id, prepared.version, "first-key").await.refused(422, "invalid");
    let found = refused["findings"].as_array().unwrap();
    assert!(
        found.iter().any(|one| one["rule"] == "resource.refused" && one["params"]["reason"] == "too_little_left"),
        "{refused}"
    );
}

/// The rules and fields of a refused basic check.
async fn basic_check(applicant: &mut Client) -> Vec<(String, String, String)> {
    let view = applicant.begin().await;
    let id = view["id"].as_str().unwrap();
    let saved = applicant.save(id, view["version"].as_u64().unwrap(), &sample_for(&view)).await.is(StatusCode::OK);
    let checked = applicant.post_over(&format!("/filings/{id}/basic-check"), saved.version(), Value::Null).await;
    if checked.status == StatusCode::OK {
        return Vec::new();
    }
    let text = |one: &Value| one.as_str().unwrap().to_owned();
    let refused = checked.refused(422, "invalid");
    let found = refused["findings"].as_array().unwrap().iter();
    found.map(|one| (text(&one["rule"]), text(&one["path"]), text(&one["params"]["sentence_en"]))).collect()
}

#[tokio::test]
async fn the_organiser_is_whom_the_accounts_real_name_names() {
    let server = Server::with(|config| {
        config.real_name_guide = "https://help.example.com/real-name".to_owned();
        config.accounts = vec![KnownAccount {
            mobile: MOBILE.to_owned(),
            name: "深圳示例二科技有限公司".to_owned(),
            kind: None,
            number: "91440399MA00D00000".to_owned(),
        }];
    })
    .await;
    let mut applicant = server.applicant(MOBILE).await;
    let found = basic_check(&mut applicant).await;
    let places: Vec<_> = found.iter().map(|(rule, path, _)| (rule.as_str(), path.as_str())).collect();
    let rule = "organiser.real-name";
    assert_eq!(places, [(rule, "organiser.name"), (rule, "organiser.certificate_number")]);
    assert!(found[0].2.contains("深圳示例二科技有限公司") && found[0].2.contains("https://help.example.com/real-name"));
    // Of an account of which nothing is known, nothing is said.
    let mut other = server.applicant(OTHER).await;
    assert_eq!(basic_check(&mut other).await, []);
}

#[tokio::test]
async fn a_real_name_that_changed_since_the_basic_check_is_found_at_the_submission() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let prepared = prepare(&server, &mut applicant).await;
    let copy = server.copy_with(|config| {
        config.accounts = vec![KnownAccount {
            mobile: MOBILE.to_owned(),
            name: "示例甲".to_owned(),
            kind: None,
            number: String::new(),
        }];
    });
    let copy = copy.await;
    let mut applicant = applicant.at(&copy);
    let refused = submit(&mut applicant, &prepared.id, prepared.version, "first-key").await.refused(422, "invalid");
    assert_eq!(refused["findings"].as_array().unwrap().len(), 1, "{refused}");
    assert_eq!(refused["findings"][0]["rule"], "organiser.real-name");
}
