//! Reload in the middle of every step, a cut network, a second tab: nothing typed is lost.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::path;
use beian_e2e::server::Server;
use beian_samples::values;

#[tokio::test(flavor = "multi_thread")]
async fn reload_in_the_middle_of_every_step() {
    let server = Server::start().await;
    let applicant = Browser::open("reload-applicant", Device::Desktop, "zh-CN").await;
    let phone = Browser::open("reload-phone", Device::Phone, "zh-CN").await;
    path::sign_in(&applicant, &server).await;

    path::prepare(&applicant).await;
    applicant.reload().await;
    applicant.until_at("/prepare").await;
    applicant.until("the choice is there", "document.getElementById('province')?.dataset.value === 'gd'").await;
    applicant.click_action("next").await;

    applicant.until_at("/basic-check").await;
    // At once, within the pause before the server has it: the browser's own copy must hold it.
    applicant.type_into("organiser.name", values::ORGANISER_NAME).await;
    applicant.reload().await;
    applicant.until_at("/basic-check").await;
    assert_eq!(applicant.value("organiser.name").await, values::ORGANISER_NAME);
    path::fill_basic_check(&applicant).await;
    applicant.click_action("next").await;

    applicant.until_at("/verification").await;
    let link = path::handoff_link(&applicant).await;
    // Never held well: nothing is taken by itself.
    phone.set_video("card-tilted");
    phone.goto(&link).await;
    phone.agree().await;
    phone.click_action("take").await;
    phone.set_video("face");
    phone.click_action("use").await;
    phone.find("[data-screen='emblem']").await;
    // The phone resumes by its cookie, without the secret, where it was.
    phone.reload().await;
    phone.find("[data-action='begin'], [data-screen='emblem']").await;
    if phone.has("[data-action='begin']").await {
        phone.agree().await;
    }
    phone.find("[data-screen='emblem']").await;
    // The desktop goes on watching the phone.
    applicant.reload().await;
    applicant.until_at("/verification").await;
    applicant.find("[data-state='portrait']").await;
    phone.click_action("take").await;
    phone.click_action("use").await;
    phone.click_action("record").await;
    phone.click_action("stop").await;
    phone.click_action("use").await;
    phone.click_action("finish").await;

    applicant.until_at("/organiser").await;
    path::fill_organiser(&applicant, &server).await;
    applicant.reload().await;
    applicant.until_at("/organiser").await;
    assert_eq!(applicant.value("organiser.responsible_person.email").await, "person@example.com");
    assert_eq!(applicant.value("organiser.legal_representative").await, values::PERSON_NAME);
    applicant.find("[data-path='organiser.licence'] .upload__preview img").await;
    applicant.find("[data-path='organiser.responsible_person.mobile'] [data-proved]").await;
    applicant
        .until("the district is there", "document.getElementById('organiser.district')?.dataset.value === '440305'")
        .await;
    applicant.click_action("next").await;

    applicant.until_at("/websites").await;
    path::fill_website(&applicant).await;
    let site = path::first_site(&applicant).await;
    applicant.reload().await;
    applicant.until_at("/websites").await;
    assert_eq!(applicant.value(&format!("sites[{site}].name")).await, path::SITE_NAME);
    applicant.click_action("next").await;

    applicant.until_at("/preview").await;
    applicant.tick("[id='agreements.information_security']").await;
    applicant.reload().await;
    applicant.until_at("/preview").await;
    applicant
        .until("the tick is there", "document.getElementById('agreements.information_security')?.checked === true")
        .await;
    applicant.tick("[id='agreements.assisted_correction']").await;
    applicant.click_action("submit").await;
    applicant.find("[data-status='first_review']").await;
    applicant.reload().await;
    applicant.find("[data-status='first_review']").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cut_network_keeps_what_is_typed_and_sends_it_later() {
    let mut server = Server::start().await;
    let applicant = Browser::open("offline-applicant", Device::Desktop, "zh-CN").await;
    path::sign_in(&applicant, &server).await;
    let id = path::prepare(&applicant).await;
    applicant.click_action("next").await;
    applicant.until_at("/basic-check").await;
    applicant.until_saved().await;

    server.stop();
    applicant.type_into("organiser.name", values::ORGANISER_NAME).await;
    applicant.find(".save-state[data-state='offline']").await;
    server.resume().await;
    applicant.until_saved().await;

    let database = server.database().await;
    let (document,): (String,) =
        sqlx::query_as("SELECT document FROM filings WHERE id = ?").bind(&id).fetch_one(&database).await.unwrap();
    assert!(document.contains(values::ORGANISER_NAME), "{document}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_tab_never_overwrites_in_silence() {
    let server = Server::start().await;
    let first = Browser::open("tab-one", Device::Desktop, "zh-CN").await;
    path::sign_in(&first, &server).await;
    path::prepare(&first).await;
    first.click_action("next").await;
    first.until_at("/basic-check").await;
    first.until_saved().await;
    let here = first.client.window().await.expect("a window");
    let there = first.client.new_window(true).await.expect("a second tab");
    let address = first.address().await;

    first.client.switch_to_window(there.handle).await.expect("the second tab");
    first.goto(&server.url(&address)).await;
    first.type_into("organiser.name", "第二个窗口的名称").await;
    first.until_saved().await;

    first.client.switch_to_window(here).await.expect("the first tab");
    first.type_into("organiser.certificate_number", "123").await;
    // Another field: both changes become one, without a question.
    first
        .until("the other's words are there", "document.getElementById('organiser.name').value === '第二个窗口的名称'")
        .await;
    first.until_saved().await;
    assert_eq!(first.value("organiser.certificate_number").await, "123", "what was typed is still there");
    assert!(!first.has("[data-conflict]").await, "nothing to decide");
}

/// Cuts this tab's network, and gives it back.
const CUT: &str = "window.uncut = window.fetch; window.fetch = () => Promise.reject(new TypeError('cut'))";
const UNCUT: &str = "window.fetch = window.uncut; window.dispatchEvent(new Event('online'))";

#[tokio::test(flavor = "multi_thread")]
async fn the_same_field_in_two_tabs_is_picked_by_the_person() {
    let server = Server::start().await;
    let first = Browser::open("tab-same", Device::Desktop, "zh-CN").await;
    path::sign_in(&first, &server).await;
    let id = path::prepare(&first).await;
    first.click_action("next").await;
    first.until_at("/basic-check").await;
    first.until_saved().await;
    let here = first.client.window().await.expect("a window");
    let there = first.client.new_window(true).await.expect("a second tab").handle;
    let address = first.address().await;
    first.client.switch_to_window(there.clone()).await.expect("the second tab");
    first.goto(&server.url(&address)).await;
    first.find("[id='organiser.name']").await;
    let database = server.database().await;

    for (round, (picked, expected)) in [("take-mine", "此处"), ("take-theirs", "别处")].into_iter().enumerate() {
        let (own, other) = (format!("此处{round}有限公司"), format!("别处{round}有限公司"));
        first.client.switch_to_window(here.clone()).await.expect("the first tab");
        first.client.execute(CUT, vec![]).await.expect("the network is cut");
        first.type_into("organiser.name", &own).await;
        first.type_into("organiser.certificate_number", &format!("12{round}")).await;
        first.find(".save-state[data-state='offline']").await;
        first.client.switch_to_window(there.clone()).await.expect("the second tab");
        first.type_into("organiser.name", &other).await;
        first.until_saved().await;

        first.client.switch_to_window(here.clone()).await.expect("the first tab");
        first.client.execute(UNCUT, vec![]).await.expect("the network is back");
        let choice = "[data-conflict-path='organiser.name']";
        first.until_text(choice, &own).await;
        first.until_text(choice, &other).await;
        first.picture("conflict").await;
        // A reload forgets neither the question nor what was typed.
        first.reload().await;
        first.until_text(choice, &other).await;
        assert_eq!(first.value("organiser.name").await, own);
        first.click_action(picked).await;
        first.until_saved().await;
        assert!(!first.has("[data-conflict]").await, "it is decided");
        let (document,): (String,) =
            sqlx::query_as("SELECT document FROM filings WHERE id = ?").bind(&id).fetch_one(&database).await.unwrap();
        assert!(document.contains(&format!("{expected}{round}有限公司")), "{document}");
        assert!(document.contains(&format!("12{round}")), "the other field was merged: {document}");
    }
}
