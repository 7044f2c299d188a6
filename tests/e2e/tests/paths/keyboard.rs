//! The applicant's way by keyboard alone: Tab, Space, Enter, arrows and letters; no pointer.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::keyboard::{date, keys, press, tab_to, with_control};
use beian_e2e::server::Server;
use beian_e2e::{env_path, outbox, path};
use beian_samples::values;
use fantoccini::key::Key;

#[tokio::test(flavor = "multi_thread")]
async fn from_the_landing_to_the_submission_without_a_pointer() {
    let server = Server::start().await;
    let applicant = Browser::open("keyboard", Device::Desktop, "zh-CN").await;
    applicant.goto(&server.url("/")).await;
    tab_to(&applicant, "#mobile").await;
    keys(&applicant, path::APPLICANT_MOBILE).await;
    // Enter in the field is the button beside it.
    press(&applicant, Key::Enter).await;
    applicant.find("#code").await;
    let code = outbox::code_for(&server, path::APPLICANT_MOBILE).await;
    applicant.until("the code's field has the focus", "document.activeElement?.id === 'code'").await;
    // The sixth digit signs in by itself.
    keys(&applicant, &code).await;
    applicant.find("[data-action='new-filing']").await;
    tab_to(&applicant, "[data-action='new-filing']").await;
    press(&applicant, Key::Enter).await;
    applicant.until_at("/prepare").await;
    // A new page is announced by its heading.
    applicant.until("the heading has the focus", "document.activeElement?.id === 'heading'").await;
    tab_to(&applicant, "[id='province']").await;
    // Pinyin initials find it; leaving the field takes it.
    keys(&applicant, "gd").await;
    applicant.until("one fits", "document.querySelectorAll('[id=\"province-list\"] [role=option]').length === 1").await;
    tab_to(&applicant, "[id='organiser.nature']").await;
    applicant.until("Guangdong is chosen", "document.getElementById('province').dataset.value === 'gd'").await;
    press(&applicant, Key::Down).await;
    applicant.until("a nature is chosen", "document.getElementById('organiser.nature').value === 'enterprise'").await;
    tab_to(&applicant, "[data-action='next']").await;
    press(&applicant, Key::Enter).await;
    applicant.until_at("/basic-check").await;
    tab_to(&applicant, "[id='organiser.name']").await;
    keys(&applicant, values::ORGANISER_NAME).await;
    tab_to(&applicant, "[id='organiser.certificate_type']").await;
    press(&applicant, Key::Down).await;
    tab_to(&applicant, "[id='organiser.certificate_number']").await;
    // A wrong number: the summary takes the focus, its line leads to the field.
    keys(&applicant, "91440399MA00AAAA45").await;
    tab_to(&applicant, "[data-action='next']").await;
    press(&applicant, Key::Enter).await;
    applicant.until("the summary has the focus", "document.activeElement?.id === 'error-summary'").await;
    tab_to(&applicant, "#error-summary a[href='#organiser.certificate_number']").await;
    press(&applicant, Key::Enter).await;
    applicant.until("the field has the focus", "document.activeElement?.id === 'organiser.certificate_number'").await;
    press(&applicant, Key::End).await;
    press(&applicant, Key::Backspace).await;
    keys(&applicant, "4").await;
    assert_eq!(applicant.value("organiser.certificate_number").await, values::CREDIT_CODE);
    tab_to(&applicant, "[id$='domains[0]']").await;
    keys(&applicant, path::DOMAIN).await;
    tab_to(&applicant, "input[type='radio'][id^='resource-']").await;
    press(&applicant, Key::Space).await;
    tab_to(&applicant, "[data-action='next']").await;
    press(&applicant, Key::Enter).await;
    applicant.until_at("/verification").await;
    tab_to(&applicant, "[data-action='new-code']").await;
    press(&applicant, Key::Enter).await;
    applicant.find("svg.qr").await;
    let link = applicant.find("[data-handoff-link]").await;
    let link = link.prop("value").await.expect("the page answers").expect("a link");
    // The phone is another device, with a screen to touch.
    let phone = Browser::open("keyboard-phone", Device::Phone, "zh-CN").await;
    path::verify_on_phone(&phone, &link).await;
    applicant.until_at("/organiser").await;
    applicant.until("the heading has the focus", "document.activeElement?.id === 'heading'").await;
    organiser(&applicant, &server).await;
    tab_to(&applicant, "[data-action='next']").await;
    press(&applicant, Key::Enter).await;
    applicant.until_at("/websites").await;
    website(&applicant).await;
    tab_to(&applicant, "[data-action='next']").await;
    press(&applicant, Key::Enter).await;
    applicant.until_at("/preview").await;
    for agreement in ["information_security", "assisted_correction"] {
        tab_to(&applicant, &format!("[id='agreements.{agreement}']")).await;
        press(&applicant, Key::Space).await;
    }
    tab_to(&applicant, "[data-action='submit']").await;
    press(&applicant, Key::Enter).await;
    applicant.find("[data-status='first_review']").await;
}

/// Types into a field in place of what it holds.
async fn fill(browser: &Browser, id: &str, text: &str) {
    tab_to(browser, &format!("[id='{id}']")).await;
    with_control(browser, 'a').await;
    keys(browser, text).await;
    assert_eq!(browser.value(id).await, text);
}

/// Searches a list by a code and takes what is found.
async fn search(browser: &Browser, id: &str, code: &str) {
    tab_to(browser, &format!("[id='{id}']")).await;
    keys(browser, code).await;
    let one = format!("document.querySelectorAll('[id=\"{id}-list\"] [role=option]').length === 1");
    browser.until(&format!("one of {id} fits"), &one).await;
    press(browser, Key::Enter).await;
    browser.until_chosen(id, code).await;
}

/// Chooses a file; the dialog is the system's, so what it would give is given.
async fn attachment(browser: &Browser, id: &str, file: &str) {
    tab_to(browser, &format!("[id='{id}']")).await;
    browser.upload(id, &env_path("BEIAN_E2E_SAMPLES").join(file)).await;
}

async fn organiser(applicant: &Browser, server: &Server) {
    attachment(applicant, "organiser.licence", "licence.jpg").await;
    fill(applicant, "organiser.certificate_address", values::ADDRESS).await;
    fill(applicant, "organiser.legal_representative", values::PERSON_NAME).await;
    fill(applicant, "organiser.legal_representative_number", values::RESIDENT_ID).await;
    search(applicant, "organiser.city", "440300").await;
    search(applicant, "organiser.district", "440305").await;
    fill(applicant, "organiser.address", "科技园路1号示例大厦2栋3层301室").await;
    let person = |field: &str| format!("organiser.responsible_person.{field}");
    tab_to(applicant, &format!("[id='{}']", person("document_type"))).await;
    press(applicant, Key::Home).await;
    press(applicant, Key::Down).await;
    applicant.until_chosen(&person("document_type"), "resident_id").await;
    fill(applicant, &person("name"), values::PERSON_NAME).await;
    fill(applicant, &person("document_number"), values::RESIDENT_ID).await;
    date(applicant, &person("valid_from"), "2020-01-01").await;
    date(applicant, &person("valid_until"), "2040-01-01").await;
    let mobile = person("mobile");
    fill(applicant, &mobile, path::PERSON_MOBILE).await;
    tab_to(applicant, &format!("[data-path='{mobile}'] [data-action='send-code']")).await;
    press(applicant, Key::Enter).await;
    applicant.find(&format!("[id='{mobile}-code']")).await;
    let code = outbox::code_for(server, path::PERSON_MOBILE).await;
    tab_to(applicant, &format!("[id='{mobile}-code']")).await;
    keys(applicant, &code).await;
    applicant.find(&format!("[data-path='{mobile}'] [data-proved]")).await;
    fill(applicant, &person("emergency_phone"), path::EMERGENCY_PHONE).await;
    fill(applicant, &person("email"), "person@example.com").await;
    attachment(applicant, path::PLEDGE, "pledge.jpg").await;
}

async fn website(applicant: &Browser) {
    let site = path::first_site(applicant).await;
    fill(applicant, &format!("sites[{site}].name"), path::SITE_NAME).await;
    search(applicant, &format!("sites[{site}].service_content"), "organisation_portal").await;
    fill(applicant, &format!("sites[{site}].remark"), "展示本公司产品").await;
    attachment(applicant, &format!("sites[{site}].domain_certificate"), "domain-certificate.jpg").await;
}
