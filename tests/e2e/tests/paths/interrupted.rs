//! What comes between a person and a filing: no network for a while, the end of the session, another language. Nothing is lost.

use beian_e2e::api::Account;
use beian_e2e::browser::{Browser, Device};
use beian_e2e::path;
use beian_e2e::server::Server;
use beian_samples::values;

/// As far as the basic check, with everything saved; the account, and the filing's id.
async fn at_basic_check(browser: &Browser, server: &Server) -> (Account, String) {
    let account = Account::sign_in(server, path::APPLICANT_MOBILE).await;
    account.enter(browser, server).await;
    let id = path::prepare(browser).await;
    browser.click_action("next").await;
    browser.until_at("/basic-check").await;
    browser.until_saved().await;
    (account, id)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_network_for_a_while() {
    let server = Server::start().await;
    let browser = Browser::open("offline", Device::Desktop, "zh-CN").await;
    let (account, id) = at_basic_check(&browser, &server).await;
    browser.set_offline(true).await;
    browser.type_into("organiser.name", values::ORGANISER_NAME).await;
    browser.find(".save-state[data-state='offline']").await;
    // Whoever types on is not disturbed.
    browser.type_into("organiser.certificate_number", values::CREDIT_CODE).await;
    browser.choose("organiser.certificate_type", "business_licence").await;
    browser.find(".save-state[data-state='offline']").await;
    let there = account.filing(&id).await.filing.organiser;
    assert!(there.name.is_empty(), "the network was cut");
    browser.set_offline(false).await;
    browser.until_saved().await;
    let there = account.filing(&id).await.filing.organiser;
    assert_eq!((&*there.name, &*there.certificate_number), (values::ORGANISER_NAME, values::CREDIT_CODE));
    browser.reload().await;
    browser.find("[id='organiser.name']").await;
    assert_eq!(browser.value("organiser.name").await, values::ORGANISER_NAME);
    assert_eq!(browser.chosen("organiser.certificate_type").await, "business_licence");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_session_ends_in_mid_step() {
    let server = Server::start().await;
    let browser = Browser::open("signed-out", Device::Desktop, "zh-CN").await;
    let (account, id) = at_basic_check(&browser, &server).await;
    browser.type_into("organiser.name", "深圳示例").await;
    browser.until_saved().await;
    account.sign_out().await;
    browser.type_into("organiser.name", values::ORGANISER_NAME).await;
    browser.find("[data-session-ended] #mobile").await;
    // The fields are still there, and take more.
    browser.type_into("organiser.certificate_number", values::CREDIT_CODE).await;
    let code = path::ask_for_code(&browser, &server, path::APPLICANT_MOBILE).await;
    browser.type_into("code", &code[..5]).await;
    // Another save is refused meanwhile: what was typed into the form stays.
    let saves = "performance.getEntriesByType('resource').filter(it => it.name.includes('/filings/')).length";
    let before = browser.client.execute(&format!("return {saves}"), Vec::new()).await.expect("a number");
    browser.type_into("organiser.certificate_number", values::CREDIT_CODE).await;
    browser.until("another save was answered", &format!("{saves} > {before}")).await;
    assert_eq!(browser.value("code").await, code[..5]);
    // The sixth digit signs in by itself.
    browser.type_into("code", &code).await;
    browser.until("the sign-in is gone", "!document.querySelector('[data-session-ended]')").await;
    browser.until_saved().await;
    browser.until_at("/basic-check").await;
    assert_eq!(browser.value("organiser.name").await, values::ORGANISER_NAME);
    let database = server.database().await;
    let (document,): (String,) =
        sqlx::query_as("SELECT document FROM filings WHERE id = ?").bind(&id).fetch_one(&database).await.unwrap();
    assert!(document.contains(values::ORGANISER_NAME) && document.contains(values::CREDIT_CODE), "{document}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_out_leaves_nothing_on_the_screen() {
    let mut server = Server::start().await;
    let browser = Browser::open("left-signed-out", Device::Desktop, "zh-CN").await;
    let (_, id) = at_basic_check(&browser, &server).await;
    browser.type_into("organiser.name", values::ORGANISER_NAME).await;
    // Where the server cannot be reached nobody is signed out, and it is said.
    browser.until_saved().await;
    server.stop();
    path::sign_out(&browser).await;
    browser.find("[data-still-signed-in]").await;
    browser.picture("still-signed-in").await;
    assert_eq!(browser.value("organiser.name").await, values::ORGANISER_NAME);
    server.resume().await;
    // What was typed a moment before is saved first.
    browser.type_into("organiser.certificate_number", values::CREDIT_CODE).await;
    path::leave(&browser).await;
    browser.find("[data-action='send-code']").await;
    browser.until_at("/").await;
    assert!(!browser.has("[id='organiser.name']").await);
    let kept =
        "const done = arguments[1]; const noted = Object.keys(localStorage).filter(it => it.includes(arguments[0]));
        indexedDB.databases().then(all => done(noted.length + all.length));";
    let kept = browser.client.execute_async(kept, vec![id.clone().into()]).await.expect("a number");
    assert_eq!(kept, 0, "nothing of the filing is kept by the browser");
    let account = Account::sign_in(&server, path::APPLICANT_MOBILE).await;
    assert_eq!(account.filing(&id).await.filing.organiser.certificate_number, values::CREDIT_CODE);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_out_of_a_session_that_is_over_is_out() {
    let server = Server::start().await;
    let browser = Browser::open("over-already", Device::Desktop, "en").await;
    let (account, _) = at_basic_check(&browser, &server).await;
    account.sign_out().await;
    path::leave(&browser).await;
    browser.find("[data-action='send-code']").await;
    browser.until_at("/").await;
    assert!(!browser.has("[id='organiser.name'], [data-still-signed-in]").await);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_signs_out_amid_what_is_not_saved_is_asked() {
    let server = Server::start().await;
    let browser = Browser::open("not-saved-yet", Device::Desktop, "zh-CN").await;
    let (account, id) = at_basic_check(&browser, &server).await;
    browser.set_offline(true).await;
    browser.type_into("organiser.name", values::ORGANISER_NAME).await;
    browser.find(".save-state[data-state='offline']").await;
    path::sign_out(&browser).await;
    browser.until_asked().await;
    browser.client.dismiss_alert().await.expect("a question");
    browser.set_offline(false).await;
    browser.until_saved().await;
    assert!(!browser.has("[data-still-signed-in]").await, "they would rather stay");
    assert_eq!(account.filing(&id).await.filing.organiser.name, values::ORGANISER_NAME);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_account_that_signs_in_in_its_place_sees_no_filing_of_others() {
    let server = Server::start().await;
    let browser = Browser::open("another-account", Device::Desktop, "en").await;
    let (account, id) = at_basic_check(&browser, &server).await;
    account.sign_out().await;
    browser.type_into("organiser.name", values::ORGANISER_NAME).await;
    browser.find("[data-session-ended] #mobile").await;
    path::type_code(&browser, &server, ANOTHER).await;
    browser.find("[data-problem='not-found']").await;
    assert!(!browser.has("[id='organiser.name']").await);
    let account = Account::sign_in(&server, path::APPLICANT_MOBILE).await;
    assert!(account.filing(&id).await.filing.organiser.name.is_empty(), "nothing was saved by another");
}

/// Another account's mobile number, nobody's.
const ANOTHER: &str = "13800138001";

#[tokio::test(flavor = "multi_thread")]
async fn the_language_switches_in_mid_step() {
    let server = Server::start().await;
    let browser = Browser::open("switch", Device::Desktop, "zh-CN").await;
    let (_, id) = at_basic_check(&browser, &server).await;
    browser.goto(&server.url(&format!("/filings/{id}/organiser"))).await;
    browser.type_into("organiser.address", "科技园路1号").await;
    browser.click_action("next").await;
    browser.find("#error-summary").await;
    browser.type_into("organiser.responsible_person.email", "person@exa").await;
    // As by a key that a person has set for it: the field keeps the focus.
    let switch = "const button = document.querySelector('[data-action=language]'); \
        window.element = document.activeElement; button.click()";
    browser.client.execute(switch, vec![]).await.expect("the language is switched");
    browser.until("English", "document.documentElement.lang === 'en'").await;
    browser.until("the heading is English", "/^[ -~]+$/.test(document.querySelector('h1').textContent.trim())").await;
    assert_eq!(browser.value("organiser.address").await, "科技园路1号");
    assert_eq!(browser.value("organiser.responsible_person.email").await, "person@exa");
    browser.until("the same field has the focus", "document.activeElement === window.element").await;
    browser.until("the field is still in sight", IN_SIGHT).await;
    // The errors speak the new language, and are all still there.
    browser
        .until(
            "the summary is English",
            "!/[\\u4e00-\\u9fff]/.test(document.querySelector('#error-summary h2').textContent)",
        )
        .await;
    browser.client.active_element().await.expect("a field").send_keys("mple.com").await.expect("keys are taken");
    assert_eq!(browser.value("organiser.responsible_person.email").await, "person@example.com");
}

/// Words of another length move what is below them; the field that is being typed into stays on the screen.
const IN_SIGHT: &str =
    "(box => box.top >= 0 && box.bottom <= innerHeight)(document.activeElement.getBoundingClientRect())";
