//! What was said once is not typed again: choices from the credit code, the person who is the legal representative, the
//! address of the certificate, the organiser's person as the site's; each a copy that nothing changes in silence.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::path;
use beian_e2e::server::Server;
use beian_samples::values;

#[tokio::test(flavor = "multi_thread")]
async fn a_credit_code_fills_the_choices_that_it_tells() {
    let server = Server::start().await;
    let applicant = Browser::open("told", Device::Desktop, "zh-CN").await;
    path::sign_in(&applicant, &server).await;
    applicant.click_action("new-filing").await;
    applicant.until_at("/prepare").await;
    let id = path::filing_id(&applicant).await;
    applicant.goto(&server.url(&format!("/filings/{id}/basic-check"))).await;
    applicant.type_into("organiser.certificate_number", values::CREDIT_CODE).await;
    applicant.find("[data-path='organiser.certificate_number'] [data-told]").await;
    for (field, code) in
        [("province", "gd"), ("organiser.nature", "enterprise"), ("organiser.certificate_type", "business_licence")]
    {
        applicant.until_chosen(field, code).await;
    }
    applicant.until_saved().await;
    // What a person chose stays, whatever the number says.
    applicant.choose("province", "bj").await;
    applicant.type_into("organiser.certificate_number", "91440399MA00AAAA4").await;
    applicant.type_into("organiser.certificate_number", values::CREDIT_CODE).await;
    applicant.find("[data-path='organiser.certificate_number'] [data-told]").await;
    applicant.until_chosen("province", "bj").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn persons_and_addresses_are_copied_not_linked() {
    let server = Server::start().await;
    let applicant = Browser::open("copied", Device::Desktop, "zh-CN").await;
    path::sign_in(&applicant, &server).await;
    let id = path::prepare(&applicant).await;
    applicant.until_saved().await;
    applicant.goto(&server.url(&format!("/filings/{id}/organiser"))).await;
    path::fill_organiser(&applicant, &server).await;
    let person = |field: &str| format!("organiser.responsible_person.{field}");
    assert_eq!(applicant.value(&person("name")).await, values::PERSON_NAME);
    assert_eq!(applicant.value(&person("document_number")).await, values::RESIDENT_ID);
    assert_eq!(applicant.value("organiser.address").await, "科技园路1号示例大厦2栋3层301室");
    // The legal representative changes, the person does not.
    applicant.type_into("organiser.legal_representative", "示例乙").await;
    assert_eq!(applicant.value(&person("name")).await, values::PERSON_NAME);
    applicant.type_into("organiser.legal_representative", values::PERSON_NAME).await;
    applicant.until_saved().await;

    applicant.goto(&server.url(&format!("/filings/{id}/websites"))).await;
    applicant.click_action("next").await;
    let site = path::first_site(&applicant).await;
    let same = format!("[data-path='sites[{site}].same_person']");
    applicant.find(&same).await;
    let same_box = format!("{same} input");
    applicant.click(&same_box).await;
    applicant.until("it is unticked", &format!("document.querySelector(\"{same_box}\")?.checked === false")).await;
    applicant.tick(&same_box).await;
    applicant.until_text(&format!("{same} [data-copied]"), values::PERSON_NAME).await;
    applicant.until_saved().await;

    applicant.goto(&server.url(&format!("/filings/{id}/organiser"))).await;
    applicant.type_into(&person("email"), "other@example.com").await;
    applicant.until_saved().await;
    applicant.goto(&server.url(&format!("/filings/{id}/websites"))).await;
    applicant.click_action("next").await;
    applicant.find(&format!("{same} [data-rule='site.person-copy']")).await;
    applicant.click_action("copy-person").await;
    applicant.until("the difference is gone", "!document.querySelector(\"[data-rule='site.person-copy']\")").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn websites_are_added_copied_moved_and_removed_with_undo() {
    let server = Server::start().await;
    let applicant = Browser::open("sites", Device::Desktop, "zh-CN").await;
    path::sign_in(&applicant, &server).await;
    let id = path::prepare(&applicant).await;
    applicant.until_saved().await;
    applicant.goto(&server.url(&format!("/filings/{id}/websites"))).await;
    let first = path::first_site(&applicant).await;
    applicant.type_into(&format!("sites[{first}].name"), path::SITE_NAME).await;
    applicant.click_action("copy-site").await;
    let order = "[...document.querySelectorAll('[data-site]')].map(e => e.dataset.site)";
    applicant.until("there are two", &format!("{order}.length === 2")).await;
    // One is open at a time: the copy.
    let names =
        "[...document.querySelectorAll('[data-site]')].map(site => site.querySelector(\"[id$='].name']\")?.value)";
    applicant
        .until("the copy has the name", &format!("{names}[1] === {:?} && {names}[0] === undefined", path::SITE_NAME))
        .await;
    applicant.picture("two").await;
    applicant.click_action("move-down").await;
    applicant.until("the first is second", &format!("{order}[1] === '{first}'")).await;
    applicant.click_action("remove-site").await;
    applicant.until("one is left", &format!("{order}.length === 1")).await;
    applicant.until("undo has the focus", "document.activeElement?.id === 'undo'").await;
    applicant.click_action("undo").await;
    applicant.until("it is back where it stood", &format!("{order}.length === 2 && {order}[1] === '{first}'")).await;
    applicant.until_saved().await;
}
