//! What people paste: stored, compared and shown as it is read, in one form everywhere.

use crate::harness::{MOBILE, Server};
use crate::steps::{prepare, sample_for, submit, take};
use beian_server::config;
use http::StatusCode;
use serde_json::{Value, json};

#[tokio::test]
async fn a_holder_in_other_brackets_is_the_same_holder() {
    for (organiser, holder) in [
        ("示例（深圳）科技有限公司", "示例(深圳)科技有限公司"),
        ("示例(深圳)科技有限公司", "示例（深圳）科技有限公司"),
        ("⼴东⽰例科技有限公司", "广东示例科技有限公司"),
        ("示例\u{200b}科技有限公司", "示例科技有限公司 "),
    ] {
        let server = Server::with(|config| {
            config.domains = vec![config::Domain {
                name: "example.com".to_owned(),
                taken: false,
                unregistered: false,
                expires: Some("2035-05-20".parse().unwrap()),
                holder: Some(holder.to_owned()),
                foreign_registrar: false,
                privacy: false,
                verified: Some("2026-11-01".parse().unwrap()),
                live: false,
            }];
        })
        .await;
        let mut applicant = server.applicant(MOBILE).await;
        let view = applicant.begin().await;
        let id = view["id"].as_str().unwrap();
        let mut document = sample_for(&view);
        // 宁夏 takes no other holder than the organiser.
        document["province"] = json!("nx");
        document["organiser"]["name"] = json!(organiser);
        document["sites"][0]["domains"] = json!(["example.com"]);
        let version =
            applicant.save(id, view["version"].as_u64().unwrap(), &document).await.is(StatusCode::OK).version();
        let checked = applicant.post_over(&format!("/filings/{id}/basic-check"), version, Value::Null).await;
        checked.is(StatusCode::OK);
    }
}

#[tokio::test]
async fn a_reviewer_reads_what_is_stored_and_the_applicant_was_told() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let mut prepared = prepare(&server, &mut applicant).await;
    let id = prepared.id;
    let organiser = &mut prepared.document["organiser"];
    organiser["address"] = json!(" 科技园路1号\u{202e}示例大厦\u{202c}301室");
    organiser["certificate_number"] = json!("91440399\u{ad}MA00 AAAA44\u{200e}");
    organiser["responsible_person"]["email"] = json!("mailto:person@EXAMPLE。com");
    organiser["responsible_person"]["mobile"] = json!("\u{202d}138-0010-0500\u{202c}");
    organiser["remark"] = json!("第一行\n\u{feff}第二行");
    let saved = applicant.save(&id, prepared.version, &prepared.document).await.is(StatusCode::OK);
    assert_eq!(
        saved.json()["filing"]["organiser"]["address"],
        prepared.document["organiser"]["address"],
        "as it was typed"
    );
    let submitted = submit(&mut applicant, &id, saved.version(), "pasted-key").await.is(StatusCode::OK).json();
    let mut reviewer = server.reviewer().await;
    take(&mut reviewer, &id).await;
    let review = reviewer.get(&format!("/staff/filings/{id}")).await.is(StatusCode::OK).json();
    for document in [&submitted["filing"], &review["view"]["filing"]] {
        let organiser = &document["organiser"];
        assert_eq!(organiser["address"], "科技园路1号示例大厦301室");
        assert_eq!(organiser["certificate_number"], "91440399MA00AAAA44");
        assert_eq!(organiser["responsible_person"]["email"], "person@example.com");
        assert_eq!(organiser["responsible_person"]["mobile"], "13800100500");
        assert_eq!(organiser["remark"], "第一行\n第二行");
    }
}

#[tokio::test]
async fn a_pasted_mobile_signs_in() {
    let server = Server::start().await;
    for typed in ["\u{202d}13800138000\u{202c}", "8613800138000", "(+86)138\u{2011}0013\u{2011}8000"] {
        let mut stranger = server.stranger();
        stranger.post("/session/code", json!({ "mobile": typed })).await.is(StatusCode::ACCEPTED);
        let code = server.code(MOBILE).await;
        let spaced = format!("{}\u{a0}{}\u{200b}", &code[..3], &code[3..]);
        stranger.post("/session", json!({ "mobile": typed, "code": spaced })).await.is(StatusCode::OK);
        server.app.clock.advance(600);
    }
}
