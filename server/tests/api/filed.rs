//! What is filed already, and limits: an organiser and a domain with a number, domains of one site, suffixes of the operator's list.

use crate::harness::{Client, MOBILE, Server};
use crate::steps::{Prepared, in_review, sample_for, step};
use beian_rules::approved_suffixes;
use http::StatusCode;
use serde_json::{Value, json};

/// The sample's filing with its numbers.
async fn filed(server: &Server, applicant: &mut Client) {
    let mut reviewer = server.reviewer().await;
    let Prepared { id, mut version, document } = in_review(server, applicant, &mut reviewer).await;
    for what in ["approve", "hand-to-bureau", "sms-verified"] {
        version = step(&mut reviewer, &id, what, version, json!({})).await;
    }
    let sites = json!([{ "site": document["sites"][0]["id"], "number": "粤ICP备12345678号-1" }]);
    step(&mut reviewer, &id, "bureau-approve", version, json!({ "organiser": "粤ICP备12345678号", "sites": sites }))
        .await;
}

/// Saves the sample, changed, into a new filing; gives the filing's id and what was answered.
async fn saved(applicant: &mut Client, change: impl FnOnce(&mut Value)) -> (String, Value) {
    let view = applicant.begin().await;
    let id = view["id"].as_str().unwrap().to_owned();
    let mut document = sample_for(&view);
    change(&mut document);
    let view = applicant.save(&id, view["version"].as_u64().unwrap(), &document).await.is(StatusCode::OK).json();
    (id, view)
}

/// What the basic check refuses, field by field.
async fn refused(applicant: &mut Client, id: &str, view: &Value) -> Vec<(String, String, Value)> {
    let version = view["version"].as_u64().unwrap();
    let check = applicant.post_over(&format!("/filings/{id}/basic-check"), version, Value::Null).await;
    let found = check.refused(422, "invalid")["findings"].as_array().unwrap().clone();
    let text = |one: &Value| one.as_str().unwrap().to_owned();
    found.iter().map(|one| (text(&one["path"]), text(&one["rule"]), one["params"].clone())).collect()
}

#[tokio::test]
async fn who_is_filed_already_is_told_what_is_right_instead_of_a_first_filing() {
    let server = Server::with(|config| config.contact = "0755-00000000".to_owned()).await;
    let mut applicant = server.applicant(MOBILE).await;
    filed(&server, &mut applicant).await;
    // Its organiser is not offered to a first filing again.
    let (id, view) = saved(&mut applicant, |_| ()).await;
    let way = format!("/filings/{id}/previous-organiser");
    assert_eq!(applicant.get(&way).await.is(StatusCode::OK).json(), json!({}));
    applicant.post_over(&way, view["version"].as_u64().unwrap(), Value::Null).await.refused(404, "not-found");
    // One domain of this organiser is filed: a bureau's thresholds count it.
    assert_eq!(view["facts"]["domains_filed"], 1);
    let found = refused(&mut applicant, &id, &view).await;
    let site = view["filing"]["sites"][0]["id"].as_str().unwrap();
    let rule = |path: &str| found.iter().filter(|one| one.0 == path).map(|one| &*one.1).collect::<Vec<_>>();
    assert_eq!(rule("organiser.certificate_number"), ["organiser.filed"]);
    assert_eq!(rule(&format!("sites[{site}].domains[0]")), ["domain.filed"]);
    let said = &found.iter().find(|one| one.1 == "organiser.filed").unwrap().2;
    let (zh, en) = (said["sentence_zh"].as_str().unwrap(), said["sentence_en"].as_str().unwrap());
    assert!(zh.contains("新增网站") && zh.ends_with("（0755-00000000）"), "{zh}");
    assert!(en.contains("add a website") && en.ends_with("(0755-00000000)"), "{en}");
    // Whoever asks before filing learns it too.
    let told = server.stranger().get("/domains/example-demo.com").await.is(StatusCode::OK).json();
    assert_eq!(told["findings"][0]["rule"], "domain.filed");

    // Another organiser is none of this, and its own domains are counted alone.
    let mut other = server.applicant("13800138001").await;
    let (_, view) = saved(&mut other, |document| {
        document["organiser"]["certificate_number"] = json!("91440399MA00BBBB0X");
    })
    .await;
    assert_eq!(view["facts"]["domains_filed"], 0);
}

#[tokio::test]
async fn an_ended_filings_organiser_is_offered_beside_a_filed_one() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    filed(&server, &mut applicant).await;
    let offered = async |applicant: &mut Client| {
        let id = applicant.begin().await["id"].as_str().unwrap().to_owned();
        let name = applicant.get(&format!("/filings/{id}/previous-organiser")).await.json()["name"].clone();
        applicant.post(&format!("/filings/{id}/abandon"), json!({ "note": "" })).await.is(StatusCode::OK);
        name
    };
    for (number, name) in [("91440399MA00AAAA44", Value::Null), ("91440399MA00BBBB0X", json!("深圳示例二科技有限公司"))]
    {
        let (id, _) = saved(&mut applicant, |document| {
            document["organiser"]["name"] = json!("深圳示例二科技有限公司");
            document["organiser"]["certificate_number"] = json!(number);
        })
        .await;
        applicant.post(&format!("/filings/{id}/abandon"), json!({ "note": "" })).await.is(StatusCode::OK);
        assert_eq!(offered(&mut applicant).await, name, "{number}");
    }
}

#[tokio::test]
async fn a_site_has_as_many_domains_as_the_operator_takes() {
    for (limit, domains, right) in [
        (None, json!(["example-demo.com", "example-demo.cn", "example-demo.net"]), true),
        (Some(1), json!(["example-demo.com"]), true),
        (Some(1), json!(["example-demo.com", "example-demo.cn"]), false),
    ] {
        let server = Server::with(|config| config.domains_per_site = limit).await;
        let mut applicant = server.applicant(MOBILE).await;
        let (id, view) = saved(&mut applicant, |document| document["sites"][0]["domains"] = domains.clone()).await;
        assert_eq!(view["facts"].get("domains_per_site"), limit.map(|limit| json!(limit)).as_ref());
        if right {
            let version = view["version"].as_u64().unwrap();
            applicant.post_over(&format!("/filings/{id}/basic-check"), version, Value::Null).await.is(StatusCode::OK);
        } else {
            let found = refused(&mut applicant, &id, &view).await;
            let site = view["filing"]["sites"][0]["id"].as_str().unwrap();
            assert_eq!((found[0].0.clone(), &*found[0].1), (format!("sites[{site}].domains[1]"), "domain.per-site"));
        }
    }
}

#[tokio::test]
async fn suffixes_are_those_of_the_operators_list_and_of_the_bureau() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("suffixes.toml");
    let list: Vec<String> = approved_suffixes().filter(|one| one != "xyz").chain(["io".to_owned()]).collect();
    std::fs::write(&file, format!("source = \"工信部公告\"\ndate = \"2026-11-01\"\nsuffixes = {list:?}\n")).unwrap();
    for (own, io, xyz) in [(None, Some("domain.suffix"), None), (Some(file), None, Some("domain.suffix-unlisted"))] {
        let server = Server::with(|config| {
            config.suffixes = own;
            config.contact = "400-000-0000".to_owned();
        })
        .await;
        // Before there is a filing.
        let mut stranger = server.stranger();
        for (domain, rule) in [("example.io", io), ("example.xyz", xyz), ("example.tel", Some("domain.suffix-some"))] {
            let view = stranger.get(&format!("/domains/{domain}")).await.is(StatusCode::OK).json();
            assert_eq!(view["findings"][0]["rule"].as_str(), rule, "{domain}");
            // What may be filed nowhere is no domain to speak of.
            assert_eq!(view["domain"] == "", rule.is_some_and(|rule| rule != "domain.suffix-some"), "{domain}");
        }
        // And in one.
        let mut applicant = server.applicant(MOBILE).await;
        let in_filing = async |applicant: &mut Client, province: &str, domain: &str| {
            let (id, view) = saved(applicant, |document| {
                document["province"] = json!(province);
                document["sites"][0]["domains"] = json!([domain]);
            })
            .await;
            let version = view["version"].as_u64().unwrap();
            let check = applicant.post_over(&format!("/filings/{id}/basic-check"), version, Value::Null).await.json();
            applicant.post(&format!("/filings/{id}/abandon"), json!({ "note": "" })).await.is(StatusCode::OK);
            let mut found = check["findings"].as_array().into_iter().flatten().cloned();
            found.find(|one| one["path"].as_str().unwrap().contains("domains"))
        };
        for (province, domain, rule) in [
            ("gd", "example.io", io),
            ("gd", "example.xyz", xyz),
            ("gd", "example.tel", Some("domain.suffix")),
            ("bj", "example.tel", None),
            ("bj", "example.xyz", xyz),
        ] {
            let found = in_filing(&mut applicant, province, domain).await;
            assert_eq!(found.as_ref().and_then(|one| one["rule"].as_str()), rule, "{province} {domain}");
            if rule == Some("domain.suffix-unlisted") {
                let said = &found.unwrap()["params"];
                let (zh, en) = (said["sentence_zh"].as_str().unwrap(), said["sentence_en"].as_str().unwrap());
                assert!(zh.contains("没有 .xyz") && zh.ends_with("（名单日期 2026-11-01，客服 400-000-0000）"), "{zh}");
                assert!(
                    en.contains("does not have .xyz") && en.ends_with("(list of 2026-11-01; 400-000-0000)"),
                    "{en}"
                );
            }
        }
    }
}
