//! The applicant's way by keyboard alone: Tab, Space, Enter, arrows and letters; no pointer.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::server::Server;
use beian_e2e::{outbox, path};
use beian_samples::values;
use fantoccini::key::Key;

/// Presses keys where the focus is.
async fn keys(browser: &Browser, text: &str) {
    let focused = browser.client.active_element().await.expect("something has the focus");
    focused.send_keys(text).await.expect("keys are taken");
}

async fn press(browser: &Browser, key: Key) {
    keys(browser, &char::from(key).to_string()).await;
}

/// Goes on with Tab until such an element has the focus, as a person does.
async fn tab_to(browser: &Browser, css: &str) {
    browser.find(css).await;
    let there = format!("return document.activeElement?.matches({})", serde_json::json!(css));
    for _ in 0..120 {
        press(browser, Key::Tab).await;
        if browser.client.execute(&there, vec![]).await.is_ok_and(|answer| answer == serde_json::json!(true)) {
            return;
        }
    }
    browser.picture("failed").await;
    panic!("Tab never comes to {css}");
}

#[tokio::test(flavor = "multi_thread")]
async fn from_the_landing_to_the_code_without_a_pointer() {
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
    keys(&applicant, &code).await;
    press(&applicant, Key::Enter).await;
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
}
