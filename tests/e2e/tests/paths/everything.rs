//! One filing with all that makes filings long: a code of another account, a passport, a second person elsewhere, a paper of the bureau, a
//! return. In both languages, at a desktop's width and at a phone's.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::env_path;
use beian_e2e::path;
use beian_e2e::server::Server;
use beian_locale::{Lang, Words, ui::Ui};
use beian_model::{DocumentType, ResourceKind};
use beian_samples::values;

/// Who owns the server on which the website is filed.
const OWNER_MOBILE: &str = "13800200500";
/// Who answers for the website.
const SECOND_MOBILE: &str = "13800210500";
/// A passport's number, nobody's.
const PASSPORT: &str = "E00000001";
const NUMBER: &str = "粤ICP备2026000001号";

/// The names of the five browsers of a run.
macro_rules! names {
    ($run:literal) => {
        [
            concat!($run, "-owner"),
            concat!($run, "-applicant"),
            concat!($run, "-phone"),
            concat!($run, "-second"),
            concat!($run, "-desk"),
        ]
    };
}

/// Nothing lies beside the page.
async fn fits(browser: &Browser) {
    browser
        .until("nothing is wider than the window", "document.documentElement.scrollWidth <= window.innerWidth")
        .await;
}

/// Who calls, when, and what two missed calls mean.
async fn says_who_calls(browser: &Browser, language: &str) {
    let lang = if language == "en" { Lang::English } else { Lang::Chinese };
    let words = format!("document.querySelector('main').textContent.includes({:?})", Ui::CallsNote.text(lang));
    browser.until("who calls is said", &words).await;
}

/// To the next step.
async fn next(applicant: &Browser, step: &str) {
    fits(applicant).await;
    applicant.click_action("next").await;
    applicant.until_at(step).await;
}

/// The owner of a server makes a code for the applicant's account, on the server's own page.
async fn code_of_another(owner: &Browser, server: &Server, language: &str) -> String {
    owner.goto(&server.url("/")).await;
    path::type_code(owner, server, OWNER_MOBILE).await;
    owner.find("[data-action='new-filing']").await;
    owner.goto(&server.url("/api/v1/authorisation-codes")).await;
    owner.find(&format!("html[lang='{language}']")).await;
    owner.choose("server", "ins-1a2b3c4d").await;
    owner.type_into("mobile", path::APPLICANT_MOBILE).await;
    fits(owner).await;
    owner.click("form.fields button").await;
    let code = owner.find("article[data-state='unused'] code").await;
    let code = code.text().await.expect("the page answers");
    // What was made is not made again by a reload.
    owner.reload().await;
    owner.until("there is one code", "document.querySelectorAll('article').length === 1").await;
    fits(owner).await;
    owner.picture("code").await;
    code
}

/// The website's own person, who is elsewhere: their fields, their number proved, and the verification by a link to their phone.
async fn second_person(applicant: &Browser, second: &Browser, server: &Server) {
    let site = path::first_site(applicant).await;
    let same = format!("[data-path='sites[{site}].same_person'] input");
    applicant.click(&same).await;
    let person = |field: &str| format!("sites[{site}].responsible_person.{field}");
    applicant.choose(&person("document_type"), DocumentType::ResidentId.as_str()).await;
    applicant.type_into(&person("name"), values::SECOND_PERSON_NAME).await;
    applicant.type_into(&person("document_number"), values::SECOND_RESIDENT_ID).await;
    applicant.set_date(&person("valid_from"), values::ID_VALID_FROM).await;
    applicant.set_date(&person("valid_until"), values::ID_VALID_UNTIL).await;
    applicant.type_into(&person("mobile"), SECOND_MOBILE).await;
    path::prove_mobile(applicant, server, &person("mobile"), SECOND_MOBILE).await;
    applicant.type_into(&person("emergency_phone"), path::EMERGENCY_PHONE).await;
    applicant.type_into(&person("email"), "second@example.com").await;
    let letter = env_path("BEIAN_E2E_SAMPLES").join("authorisation-letter.jpg");
    applicant.upload(&format!("sites[{site}].authorisation_letter"), &letter).await;
    let verification = person("verification");
    let link = path::send_link(applicant, server, &verification, SECOND_MOBILE).await;
    applicant.picture("link-sent").await;
    path::verify_on_phone(second, &link).await;
    applicant.find(&format!("[id='{verification}'][data-state='passed']")).await;
}

async fn walk(names: [&'static str; 5], device: Device, language: &str) {
    let server = Server::start().await;
    let [owner, applicant, phone, second, desk] = names;
    let code = code_of_another(&Browser::open(owner, device, language).await, &server, language).await;
    let applicant = Browser::open(applicant, device, language).await;

    path::sign_in(&applicant, &server).await;
    let id = path::prepare(&applicant).await;
    next(&applicant, "/basic-check").await;
    path::fill_basic_check_with_code(&applicant, &code).await;
    next(&applicant, "/verification").await;
    applicant.choose("organiser.responsible_person.document_type", DocumentType::Passport.as_str()).await;
    let link = path::handoff_link(&applicant).await;
    {
        let phone = Browser::open(phone, Device::Phone, language).await;
        path::verify_with_passport(&phone, &link).await;
    }
    applicant.until_at("/organiser").await;
    path::fill_organiser_of(&applicant, &server, PASSPORT).await;
    next(&applicant, "/websites").await;
    path::fill_website(&applicant).await;
    {
        let second = Browser::open(second, Device::Phone, language).await;
        second_person(&applicant, &second, &server).await;
    }
    next(&applicant, "/preview").await;
    fits(&applicant).await;
    says_who_calls(&applicant, language).await;
    applicant.picture("preview").await;
    path::submit(&applicant).await;
    says_who_calls(&applicant, language).await;

    let desk = Browser::open(desk, Device::Desktop, language).await;
    path::sign_in_at_desk(&desk, &server).await;
    path::take(&desk, &id).await;
    let reason = "门牌号缺少楼层，应写到房间号";
    path::return_with_reason(&desk, "organiser.address", reason).await;
    path::correct_address(&applicant, reason).await;
    path::approve_to_the_end_again(&desk, &id, NUMBER).await;
    applicant.until_text("[data-number='organiser']", NUMBER).await;
    fits(&applicant).await;

    let (status, filing) = server.filing(&id).await;
    assert_eq!(status, "approved");
    let (organiser, site) = (&filing.organiser, &filing.sites[0]);
    assert_eq!(organiser.responsible_person.document_type, Some(DocumentType::Passport));
    assert_eq!(organiser.responsible_person.document_number, PASSPORT);
    assert_eq!((site.resource_kind, site.resource.as_str()), (Some(ResourceKind::AuthorisationCode), code.as_str()));
    assert!(!site.same_person && site.responsible_person.name == values::SECOND_PERSON_NAME);
    assert_eq!(filing.papers.len(), 1, "the pledge");
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_makes_a_filing_long_on_a_desktop_in_chinese() {
    walk(names!("everything-wide-zh"), Device::Desktop, "zh-CN").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_makes_a_filing_long_on_a_phone_in_english() {
    walk(names!("everything-narrow-en"), Device::Phone, "en").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_makes_a_filing_long_on_a_desktop_in_english() {
    walk(names!("everything-wide-en"), Device::Desktop, "en").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_makes_a_filing_long_on_a_phone_in_chinese() {
    walk(names!("everything-narrow-zh"), Device::Phone, "zh-CN").await;
}
