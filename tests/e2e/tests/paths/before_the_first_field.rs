//! Before the first field: a domain and a province's checklist for anybody, the filing that blocks another, and what the next
//! filing has from the last.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::path;
use beian_e2e::server::Server;
use beian_samples::values;

#[tokio::test(flavor = "multi_thread")]
async fn anybody_learns_whether_a_domain_can_be_filed() {
    let server = Server::start().await;
    let visitor = Browser::open("domain", Device::Desktop, "zh-CN").await;
    visitor.goto(&server.url("/")).await;
    visitor.type_into("domain-check", "https://www.example.com/").await;
    visitor.find("[data-line='suffix'][data-tone='good']").await;
    visitor.until_text("[data-line='cut']", "example.com").await;
    visitor.find("[data-line='registrable'][data-tone='good']").await;
    visitor.find("[data-line='against'][data-tone='good']").await;
    visitor.type_into("domain-check", "example.io").await;
    visitor.find("[data-line='suffix'][data-tone='bad']").await;
    visitor.type_into("domain-check", "示例甲.中国").await;
    visitor.until_text("[data-line='registrable']", "xn--fsqv13goyc.xn--fiqs8s").await;
    visitor.find("[data-line='against'][data-tone='good']").await;
    visitor.picture("idn").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn anybody_reads_and_prints_what_a_province_asks() {
    let server = Server::start().await;
    let visitor = Browser::open("checklist", Device::Desktop, "zh-CN").await;
    visitor.goto(&server.url("/")).await;
    visitor.click_action("checklist").await;
    visitor.until_at("/checklist").await;
    visitor.choose("checklist-province", "gd").await;
    visitor.find("[data-checklist][data-bureau='gd']").await;
    visitor.until_text("h1", "广东省").await;
    visitor.until_text("[data-subject='people']", "主体负责人须为法定代表人").await;
    let people = visitor.text_of("[data-subject='people']").await;
    assert_eq!(people.matches("法定代表人").count(), 1, "said once: {people}");
    visitor.until_text("[data-subject='duration']", "20 个工作日").await;
    visitor.until_text("[data-subject='attachments'] [data-weight='error']", "必须").await;
    // The pledge has its blank form beside it, for anybody.
    visitor.find("[data-subject='attachments'] a[data-template][href*='pledge']").await;
    let fetched = "const done = arguments[0];
        fetch(document.querySelector('a[data-template][href*=pledge]').href).then(answer => answer.text()).then(done)";
    let form = visitor.client.execute_async(fetched, vec![]).await.expect("a form");
    assert!(form.as_str().is_some_and(|text| text.contains("承诺书")), "{form}");
    visitor.client.execute("window.print = () => { window.printed = true }", vec![]).await.unwrap();
    visitor.click_action("print").await;
    visitor.until("it was printed", "window.printed === true").await;
    // Another province: in the list, in the address, and after a reload.
    visitor.choose("checklist-province", "zj").await;
    visitor.find("[data-checklist][data-bureau='zj']").await;
    visitor.until_text("[data-subject='duration']", "30 个工作日").await;
    visitor.reload().await;
    visitor.find("[data-checklist][data-bureau='zj']").await;
    visitor.picture("zhejiang").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_filing_that_blocks_is_ended_and_the_next_has_its_organiser() {
    let server = Server::start().await;
    let applicant = Browser::open("blocking-applicant", Device::Desktop, "zh-CN").await;
    let phone = Browser::open("blocking-phone", Device::Phone, "zh-CN").await;
    let visitor = Browser::open("blocking-visitor", Device::Desktop, "en").await;
    let id = path::file(&applicant, &phone, &server).await;

    // Whoever asks now learns that the domain is being filed.
    visitor.goto(&server.url("/")).await;
    visitor.type_into("domain-check", path::DOMAIN).await;
    visitor.find("[data-line='against'][data-tone='bad']").await;

    applicant.goto(&server.url("/")).await;
    applicant.click_action("new-filing").await;
    let panel = format!("[data-blocking='{id}']");
    applicant.find(&format!("{panel} [data-status='first_review']")).await;
    applicant.until("the panel has the focus", "document.activeElement?.id === 'blocking'").await;
    applicant.until_text(&panel, values::ORGANISER_NAME).await;
    assert!(!applicant.has(&format!("{panel} [data-action='abandon']")).await, "not while it is reviewed");
    applicant.picture("under-review").await;
    applicant.click(&format!("{panel} [data-action='withdraw']")).await;
    applicant.click("dialog[open] [data-action='confirm']").await;
    applicant.find(&format!("{panel} [data-status='draft']")).await;
    applicant.click(&format!("{panel} [data-action='abandon']")).await;
    applicant.click("dialog[open] [data-action='confirm']").await;
    applicant.until("nothing blocks", "!document.querySelector('[data-blocking]')").await;
    applicant.until("the button has the focus", "document.activeElement?.id === 'new-filing'").await;
    applicant.find(&format!("[data-filing='{id}'] [data-status='abandoned']")).await;

    applicant.click_action("new-filing").await;
    applicant.until_at("/prepare").await;
    applicant.until_text("[data-action='previous-organiser']", values::ORGANISER_NAME).await;
    assert!(!applicant.has("[data-checklist] details[open]").await, "what to bring is folded, a line each");
    applicant.picture("offer").await;
    applicant.click_action("previous-organiser").await;
    applicant.until("the offer is gone", "!document.querySelector('[data-action=\"previous-organiser\"]')").await;
    applicant.until("Guangdong is chosen", "document.getElementById('province').value !== ''").await;
    let next = path::filing_id(&applicant).await;
    assert_ne!(next, id);
    applicant.goto(&server.url(&format!("/filings/{next}/organiser"))).await;
    applicant.find("[data-path='organiser.licence'] .upload__preview img").await;
    assert_eq!(applicant.value("organiser.legal_representative").await, values::PERSON_NAME);
    assert_eq!(applicant.value("organiser.responsible_person.mobile").await, path::PERSON_MOBILE);
    assert!(!applicant.has("[data-path='organiser.responsible_person.mobile'] [data-proved]").await, "proved anew");
}
