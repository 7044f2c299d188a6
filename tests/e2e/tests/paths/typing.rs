//! Text controls with true keys: the caret, half a date, a list that is left, a code that is pasted.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::keyboard::{date, date_parts, keys, press, tab_to, with_control};
use beian_e2e::server::Server;
use beian_e2e::{outbox, path};
use fantoccini::key::Key;
use serde_json::json;

const EMAIL: &str = "organiser.responsible_person.email";
const VALID_FROM: &str = "organiser.responsible_person.valid_from";

/// The text that a control holds, once it holds this.
async fn until_holds(browser: &Browser, id: &str, text: &str) {
    let script = format!("document.getElementById({}).value === {}", json!(id), json!(text));
    browser.until(&format!("{id} holds {text}"), &script).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_field_is_left_as_it_was_typed() {
    let server = Server::start().await;
    let applicant = Browser::open("typing", Device::Desktop, "en").await;
    path::sign_in(&applicant, &server).await;
    applicant.click_action("new-filing").await;
    applicant.until_at("/prepare").await;

    // Four provinces and more begin with it: leaving chooses none, and says so.
    applicant.click("[id='province']").await;
    keys(&applicant, "h").await;
    press(&applicant, Key::Tab).await;
    applicant.find("[id='province-error'][data-rule='choice.open']").await;
    until_holds(&applicant, "province", "h").await;
    assert_eq!(applicant.chosen("province").await, "");
    tab_to(&applicant, "[id='province']").await;
    with_control(&applicant, 'a').await;
    keys(&applicant, "gd").await;
    press(&applicant, Key::Tab).await;
    applicant.until_chosen("province", "gd").await;
    applicant.until("nothing is said any more", "!document.getElementById('province-error')").await;
    applicant.choose("organiser.nature", "enterprise").await;
    applicant.until_saved().await;
    let id = path::filing_id(&applicant).await;
    applicant.goto(&server.url(&format!("/filings/{id}/organiser"))).await;

    // An address whose dot an input method wrote, one with a blank before it, and a letter that was forgotten.
    for typed in ["zhang@qq。com", " zhang@qq.com"] {
        tab_to(&applicant, &format!("[id='{EMAIL}']")).await;
        with_control(&applicant, 'a').await;
        for n in 1..=typed.chars().count() {
            keys(&applicant, &typed.chars().nth(n - 1).into_iter().collect::<String>()).await;
            until_holds(&applicant, EMAIL, &typed.chars().take(n).collect::<String>()).await;
        }
    }
    with_control(&applicant, 'a').await;
    keys(&applicant, "zang@qq.com").await;
    press(&applicant, Key::Home).await;
    press(&applicant, Key::Right).await;
    keys(&applicant, "h").await;
    until_holds(&applicant, EMAIL, "zhang@qq.com").await;
    // The caret is where it was.
    keys(&applicant, "u").await;
    until_holds(&applicant, EMAIL, "zhuang@qq.com").await;

    // Backspace in the month takes the month alone, and is no value.
    date(&applicant, VALID_FROM, "2020-01-31").await;
    applicant.until_saved().await;
    let to_month = async || {
        tab_to(&applicant, &format!("[id='{VALID_FROM}']")).await;
        let parts = date_parts(&applicant).await;
        for _ in parts.iter().take_while(|part| *part != "month") {
            press(&applicant, Key::Right).await;
        }
    };
    // Out of the field and round the page into it again: its first part has the focus then.
    tab_to(&applicant, &format!("[id='{EMAIL}']")).await;
    to_month().await;
    press(&applicant, Key::Backspace).await;
    applicant.until("half a date", &format!("document.getElementById('{VALID_FROM}').validity.badInput")).await;
    tab_to(&applicant, &format!("[id='{EMAIL}']")).await;
    applicant.find(&format!("[id='{VALID_FROM}-error'][data-rule='date.shape']")).await;
    applicant.until_saved().await;
    let (_, document) = server.filing(&id).await;
    assert_eq!(document.organiser.responsible_person.valid_from, "2020-01-31", "what stood there is kept");
    // The other two parts stand in the control.
    to_month().await;
    keys(&applicant, "03").await;
    until_holds(&applicant, VALID_FROM, "2020-03-31").await;
    applicant.until("nothing is said any more", &format!("!document.getElementById('{VALID_FROM}-error')")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_pasted_with_its_blank() {
    let server = Server::start().await;
    let applicant = Browser::open("pasting", Device::Desktop, "en").await;
    applicant.goto(&server.url("/")).await;
    applicant.type_into("mobile", path::APPLICANT_MOBILE).await;
    applicant.click_action("send-code").await;
    applicant.find("#code").await;
    let code = outbox::code_for(&server, path::APPLICANT_MOBILE).await;
    let parted = format!("{} {}", &code[..3], &code[3..]);
    // The message, somewhere else on this computer.
    let copied = "const message = document.createElement('textarea');
        message.id = 'message';
        message.value = arguments[0];
        document.body.append(message);
        message.select();";
    applicant.client.execute(copied, vec![json!(parted)]).await.expect("a message");
    with_control(&applicant, 'c').await;
    applicant.client.execute("document.getElementById('message').remove()", vec![]).await.expect("it goes");
    applicant.click("#code").await;
    with_control(&applicant, 'v').await;
    // What was pasted is a whole code, and signs in by itself.
    applicant.find("[data-action='new-filing']").await;
}
