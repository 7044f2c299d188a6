//! Papers (材料) that a bureau demands: each in its slot, page by page, and nothing is submitted without them.

use crate::harness::{Client, MOBILE, Server, jpeg, webm};
use crate::steps::{prepare, submit};
use http::StatusCode;
use serde_json::{Value, json};

const PLEDGE: &str = "papers[pledge].pages";

#[tokio::test]
async fn what_the_bureau_demands_must_be_there_and_is_then_seen_by_the_reviewer() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let prepared = prepare(&server, &mut applicant).await;
    let (id, mut document) = (prepared.id, prepared.document);
    let pledge = document["papers"].take();
    document["papers"] = json!([]);
    let version = applicant.save(&id, prepared.version, &document).await.is(StatusCode::OK).version();
    let refused = submit(&mut applicant, &id, version, "without-pledge").await.refused(422, "invalid");
    let found = refused["findings"].as_array().unwrap();
    let of_pledge: Vec<_> = found.iter().filter(|one| one["path"] == PLEDGE).collect();
    assert_eq!(of_pledge.len(), 1, "{found:?}");
    assert_eq!(of_pledge[0]["rule"], "material.missing");
    // A second page, and what the applicant adds and explains.
    let second = applicant.upload(&id, PLEDGE, "two.jpg", &jpeg(1131, 1600)).await.is(StatusCode::OK).json();
    let added =
        applicant.upload(&id, "papers[other].pages", "c.jpg", &jpeg(1132, 1600)).await.is(StatusCode::OK).json();
    let mut pages = pledge[0]["pages"].as_array().unwrap().clone();
    pages.push(second["uploaded"]["pages"][0].clone());
    let other = json!({ "kind": "other", "explanation": " 股东会决议 ", "pages": added["uploaded"]["pages"] });
    document["papers"] = json!([{ "kind": "pledge", "pages": pages }, other]);
    let version = applicant.get(&format!("/filings/{id}")).await.version();
    let version = applicant.save(&id, version, &document).await.is(StatusCode::OK).version();
    submit(&mut applicant, &id, version, "with-pledge").await.is(StatusCode::OK);
    let mut reviewer = server.reviewer().await;
    let case = reviewer.get(&format!("/staff/filings/{id}")).await.is(StatusCode::OK).json();
    let papers = &case["view"]["filing"]["papers"];
    assert_eq!(papers[0]["pages"].as_array().map(Vec::len), Some(2));
    assert_eq!(papers[1]["explanation"], "股东会决议", "as it is read");
    for page in [&papers[0]["pages"][1], &papers[1]["pages"][0]] {
        let asked = json!({ "kind": "attachment", "attachment": page["id"] });
        reviewer.post(&format!("/staff/filings/{id}/shown"), asked).await.is(StatusCode::CREATED);
    }
}

#[tokio::test]
async fn a_phone_adds_a_page_behind_the_others() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let prepared = prepare(&server, &mut applicant).await;
    let made = applicant.code_for(&prepared.id, PLEDGE).await;
    let mut phone = server.phone(&made).await;
    phone.capture("attachment", &jpeg(800, 600)).await.is(StatusCode::OK);
    phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK);
    let papers = applicant.get(&format!("/filings/{}", prepared.id)).await.json()["filing"]["papers"].clone();
    let widths: Vec<_> = papers[0]["pages"].as_array().unwrap().iter().map(|page| page["width"].clone()).collect();
    assert_eq!(widths, [json!(1130), json!(800)]);
}

#[tokio::test]
async fn a_paper_of_a_site_that_is_not_there_has_no_slot() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    for slot in ["sites[00000009].papers[pledge].pages", "papers[pledge].explanation", "papers[letter].pages"] {
        let refused = applicant.begin_upload(&id, slot, "a.jpg", &jpeg(800, 600)).await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST, "{slot}");
    }
}

#[tokio::test]
async fn a_pledge_on_video_is_a_video_and_nothing_else_is() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let view = applicant.get(&format!("/filings/{id}")).await;
    let (version, mut document) = (view.version(), view.json()["filing"].clone());
    let site = document["sites"][0]["id"].as_str().unwrap().to_owned();
    let slot = format!("sites[{site}].papers[pledge_video].pages");
    applicant.upload(&id, &slot, "a.jpg", &jpeg(800, 600)).await.refused(415, "unsupported-media");
    applicant.upload(&id, "papers[pledge].pages", "a.webm", &webm()).await.refused(415, "unsupported-media");
    applicant.post(&format!("/filings/{id}/verifications"), json!({ "of": slot })).await.refused(404, "not-found");
    let sent = applicant.upload(&id, &slot, "a.webm", &webm()).await.is(StatusCode::OK).json();
    let page = sent["uploaded"]["pages"][0].clone();
    assert_eq!((&page["media_type"], &page["width"]), (&json!("video/webm"), &json!(0)));
    // In the slot of pictures it is nothing.
    let mut wrong = document.clone();
    wrong["papers"] = json!([{ "kind": "pledge", "pages": [page] }]);
    applicant.save(&id, version, &wrong).await.refused(422, "invalid");
    document["sites"][0]["papers"] = json!([{ "kind": "pledge_video", "pages": [page] }]);
    applicant.save(&id, version, &document).await.is(StatusCode::OK);
    let shown = applicant.get(&format!("/filings/{id}/attachments/{}", page["id"].as_str().unwrap())).await;
    assert_eq!(shown.is(StatusCode::OK).headers.get("content-type").unwrap(), "video/webm");
}

#[tokio::test]
async fn a_document_has_each_paper_once_and_no_more_pages_than_may_be() {
    let server = Server::start().await;
    let (mut applicant, id) = server.begun().await;
    let view = applicant.get(&format!("/filings/{id}")).await;
    let (version, document) = (view.version(), view.json()["filing"].clone());
    let mut pages: Vec<Value> = Vec::new();
    for n in 0..21 {
        let sent = applicant.upload(&id, PLEDGE, "a.jpg", &jpeg(400 + n, 400)).await.is(StatusCode::OK).json();
        pages.push(sent["uploaded"]["pages"][0].clone());
    }
    let with = |papers: Value| {
        let mut document = document.clone();
        document["papers"] = papers;
        document
    };
    let pledge = |pages: &[Value]| json!({ "kind": "pledge", "pages": pages });
    let twice = with(json!([pledge(&pages[..1]), pledge(&pages[1..2])]));
    applicant.save(&id, version, &twice).await.refused(400, "unreadable");
    for (papers, rule) in [
        (json!([pledge(&pages)]), "file.pages"),
        (json!([pledge(&[pages[0].clone(), pages[0].clone()])]), "file.unreadable"),
    ] {
        let refused = applicant.save(&id, version, &with(papers)).await.refused(422, "invalid");
        assert_eq!((&refused["findings"][0]["rule"], &refused["findings"][0]["path"]), (&json!(rule), &json!(PLEDGE)));
    }
    let version = applicant.save(&id, version, &with(json!([pledge(&pages[..20])]))).await.is(StatusCode::OK).version();
    // A phone that takes one more is told.
    let made = applicant.code_for(&id, PLEDGE).await;
    let mut phone = server.phone(&made).await;
    phone.capture("attachment", &jpeg(800, 600)).await.is(StatusCode::OK);
    let refused = phone.post("/handoff/finish", Value::Null).await.refused(422, "invalid");
    assert_eq!(refused["findings"][0]["rule"], "file.pages");
    applicant.save(&id, version, &with(json!([pledge(&pages[..19])]))).await.is(StatusCode::OK);
    phone.post("/handoff/finish", Value::Null).await.is(StatusCode::OK);
}

#[tokio::test]
async fn anybody_has_the_blank_forms() {
    let server = Server::start().await;
    let mut stranger = server.stranger();
    for (slot, title) in [
        ("papers%5Bpledge%5D.pages", "承诺书"),
        ("papers%5Bconstruction_plan%5D.pages", "建设方案书"),
        ("organiser.authorisation_letter", "授权书"),
        ("sites%5B00000000%5D.authorisation_letter", "网站负责人授权书"),
    ] {
        let page = stranger.get(&format!("/templates/{slot}")).await.is(StatusCode::OK);
        assert!(page.headers["content-type"].to_str().unwrap().starts_with("text/html"));
        assert!(String::from_utf8_lossy(&page.body).contains(title), "{slot}");
    }
    for slot in ["organiser.licence", "papers%5Bother%5D.pages", "nothing", "%F0%9F%98%80"] {
        stranger.get(&format!("/templates/{slot}")).await.refused(404, "not-found");
    }
}

/// A stranger's and an applicant's request for a form: its type, what is said of its name, its bytes.
async fn form(client: &mut Client, address: &str) -> (String, Option<String>, Vec<u8>) {
    let answer = client.get(address).await.is(StatusCode::OK);
    let header = |name: &str| answer.headers.get(name).map(|value| value.to_str().unwrap().to_owned());
    let policy = header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{policy}");
    assert_eq!(header("x-content-type-options").as_deref(), Some("nosniff"));
    (header("content-type").unwrap(), header("content-disposition"), answer.body.to_vec())
}

#[tokio::test]
async fn a_bureaus_own_form_is_given_in_place_of_ours() {
    const PDF: &[u8] = b"%PDF-1.7 of the bureau";
    const PAGE: &str = "<!doctype html><title>建设方案书</title>";
    const DOCX: &[u8] = b"PK\x03\x04 word/document.xml";
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join("gd").join(name);
    std::fs::create_dir(folder.path().join("gd")).unwrap();
    for (name, bytes) in [
        ("pledge.docx", PDF),
        ("construction_plan.html", PAGE.as_bytes()),
        ("site_letter.docx", DOCX),
        ("notice.pdf", PDF),
        ("organiser_letter.pdf", b"no PDF"),
    ] {
        std::fs::write(at(name), bytes).unwrap();
    }
    let server = Server::with(|config| config.templates = Some(folder.path().to_owned())).await;
    let mut stranger = server.stranger();
    let html = "text/html; charset=utf-8".to_owned();
    let drawn = |(kind, name, bytes): (String, Option<String>, Vec<u8>)| {
        assert_eq!((kind, name), (html.clone(), None));
        let page = String::from_utf8(bytes).unwrap();
        assert!(page.contains("请用浏览器打印"), "{page}");
    };
    let named = |how: &str, name: &str| Some(format!("{how}; filename=\"{name}\""));
    // What its bytes are, not what it is called.
    let pledge = ("application/pdf".to_owned(), named("inline", "gd-pledge.pdf"), PDF.to_vec());
    assert_eq!(form(&mut stranger, "/templates/papers%5Bpledge%5D.pages?province=gd").await, pledge);
    let plan =
        form(&mut stranger, "/templates/sites%5B00000000%5D.papers%5Bconstruction_plan%5D.pages?province=gd").await;
    assert_eq!(plan, (html.clone(), named("inline", "gd-construction_plan.html"), PAGE.as_bytes().to_vec()));
    let letter = form(&mut stranger, "/templates/sites%5B00000000%5D.authorisation_letter?province=gd").await;
    assert_eq!((letter.1, letter.2), (named("attachment", "gd-site_letter.docx"), DOCX.to_vec()));
    // Elsewhere, of a kind that is none, or gone since the start: ours.
    drawn(form(&mut stranger, "/templates/papers%5Bpledge%5D.pages").await);
    drawn(form(&mut stranger, "/templates/papers%5Bpledge%5D.pages?province=js").await);
    drawn(form(&mut stranger, "/templates/organiser.authorisation_letter?province=gd").await);
    std::fs::remove_file(at("notice.pdf")).unwrap();
    drawn(form(&mut stranger, "/templates/papers%5Bnotice%5D.pages?province=gd").await);
    for province in ["zz", "..%2Fgd", "gd%2F..", ""] {
        let address = format!("/templates/papers%5Bpledge%5D.pages?province={province}");
        stranger.get(&address).await.refused(400, "unreadable");
    }
    stranger.get("/templates/..%2Fgd%2Fpledge.docx").await.refused(404, "not-found");
    // In a filing, and of whoever has one.
    let (mut applicant, id) = server.begun().await;
    for (province, is_own) in [("js", false), ("gd", true)] {
        let view = applicant.get(&format!("/filings/{id}")).await.json();
        let mut document = view["filing"].clone();
        document["province"] = json!(province);
        applicant.save(&id, view["version"].as_u64().unwrap(), &document).await.is(StatusCode::OK);
        for address in [
            format!("/filings/{id}/templates/papers%5Bpledge%5D.pages"),
            "/templates/papers%5Bpledge%5D.pages".to_owned(),
        ] {
            let found = form(&mut applicant, &address).await;
            if is_own { assert_eq!(found, pledge, "{address}") } else { drawn(found) }
        }
    }
}
