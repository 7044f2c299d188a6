//! The hand-off when something comes between: other phones, codes that end, a weak network, reloads on both sides, a person elsewhere.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::path;
use beian_e2e::server::Server;
use beian_e2e::{env_path, outbox};

/// Waits until the desktop shows another link than this, and gives it.
async fn newer_link(applicant: &Browser, old: &str) -> String {
    let script = format!(
        "(value => !!value && value !== {})(document.querySelector('[data-handoff-link]')?.value)",
        serde_json::json!(old)
    );
    applicant.until("another link is shown", &script).await;
    let link = applicant.find("[data-handoff-link]").await;
    link.prop("value").await.expect("the page answers").expect("a link")
}

/// The phone opens an address anew, as after another scan.
async fn scan(phone: &Browser, link: &str) {
    phone.goto("about:blank").await;
    phone.goto(link).await;
}

/// Takes one side of the card and sends it, though what is before the camera is no card.
async fn send_side(phone: &Browser, side: &str) {
    phone.find(&format!("[data-screen='{side}'] [data-action='take']:not([disabled])")).await;
    phone.click_action("take").await;
    phone.click_action("use").await;
}

/// Both sides are sent, and the video is taken and looked at.
async fn as_far_as_the_video(phone: &Browser, link: &str) {
    phone.set_video("card");
    phone.goto(link).await;
    phone.agree().await;
    path::send_card(phone).await;
    path::video(phone).await;
    phone.find("[data-screen='video'] [data-action='use']").await;
}

/// From the last look to the desktop's next page.
async fn to_the_end(phone: &Browser, applicant: &Browser) {
    phone.click_action("finish").await;
    phone.find("[data-screen='passed']").await;
    applicant.until_at("/organiser").await;
}

/// Answers once the phone's own store says of something that was taken that it is to be sent.
const NOTED: &str = "
    const done = arguments[0];
    const look = () => {
        const opened = indexedDB.open('beian');
        opened.onsuccess = () => {
            const all = opened.result.transaction('drafts').objectStore('drafts').getAll();
            all.onsuccess = () => {
                opened.result.close();
                all.result.some(one => Array.isArray(one) && one[3] === true) ? done(true) : requestAnimationFrame(look);
            };
        };
    };
    look();";

#[tokio::test(flavor = "multi_thread")]
async fn a_second_phone_is_told_and_the_desktop_sees_it() {
    let server = Server::start().await;
    let applicant = Browser::open("second-applicant", Device::Desktop, "zh-CN").await;
    let phone = Browser::open("second-phone", Device::Phone, "zh-CN").await;
    let stranger = Browser::open("second-stranger", Device::Phone, "en").await;
    let link = path::link_without_basic_check(&applicant, &server).await;
    phone.goto(&link).await;
    phone.find("[data-action='begin']").await;
    applicant.find("[data-state='connected']").await;
    stranger.goto(&link).await;
    stranger.find("[data-screen='ended'] [data-problem='secret-used']").await;
    applicant.find("[data-other-phones]").await;
    applicant.picture("other-phone").await;
    // The first one is not disturbed, and scans as often as it likes.
    scan(&phone, &link).await;
    phone.agree().await;
    send_side(&phone, "portrait").await;
    applicant.find("[data-state='portrait']").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_who_says_no_is_heard_and_may_still_agree() {
    let server = Server::start().await;
    let applicant = Browser::open("declined-applicant", Device::Desktop, "en").await;
    let phone = Browser::open("declined-phone", Device::Phone, "en").await;
    let link = path::link_without_basic_check(&applicant, &server).await;
    phone.goto(&link).await;
    phone.click_action("leave").await;
    phone.find("[data-screen='left'] [data-told]").await;
    applicant.find("[data-state='connected'] [data-declined]").await;
    applicant.picture("said-no").await;
    phone.picture("said-no").await;
    // A reload does not ask again; going back does.
    phone.reload().await;
    phone.find("[data-screen='left']").await;
    phone.click_action("back").await;
    phone.agree().await;
    phone.find("[data-screen='portrait']").await;
    applicant.until("the desktop heard that they agreed", "!document.querySelector('[data-declined]')").await;
    // Neither the secret nor what the phone holds is in the log.
    let secret = link.split_once('#').expect("a secret").1;
    assert!(server.log().contains("/handoff") && !server.log().contains(secret), "{}", server.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_code_renews_itself_and_the_old_one_ends() {
    let server = Server::start_with("[verification]\nclaim_within = 12\n").await;
    let applicant = Browser::open("renewed-applicant", Device::Desktop, "en").await;
    let phone = Browser::open("renewed-phone", Device::Phone, "en").await;
    let first = path::link_without_basic_check(&applicant, &server).await;
    let second = newer_link(&applicant, &first).await;
    phone.goto(&first).await;
    phone.find("[data-screen='ended'] [data-problem='secret-expired']").await;
    scan(&phone, &second).await;
    phone.find("[data-action='begin']").await;
    applicant.find("[data-state='connected']").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_takes_too_long_is_told_and_so_is_the_desktop() {
    let server = Server::start_with("[verification]\nabsolute = 12\nidle = 12\n").await;
    let applicant = Browser::open("expired-applicant", Device::Desktop, "zh-CN").await;
    let phone = Browser::open("expired-phone", Device::Phone, "zh-CN").await;
    let link = path::link_without_basic_check(&applicant, &server).await;
    phone.goto(&link).await;
    phone.agree().await;
    applicant.find("[data-state='connected']").await;
    phone.find("[data-screen='ended'] [data-problem='secret-expired']").await;
    phone.picture("too-late").await;
    applicant.find("[data-state='expired'] [data-action='new-code']").await;
    // A new code is a new chance on the same phone.
    let second = path::handoff_link(&applicant).await;
    scan(&phone, &second).await;
    phone.find("[data-action='begin']").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn not_my_phone_ends_its_session() {
    let server = Server::start().await;
    let applicant = Browser::open("foreign-applicant", Device::Desktop, "zh-CN").await;
    let phone = Browser::open("foreign-phone", Device::Phone, "zh-CN").await;
    let link = path::link_without_basic_check(&applicant, &server).await;
    phone.goto(&link).await;
    phone.agree().await;
    send_side(&phone, "portrait").await;
    applicant.find("[data-state='portrait']").await;
    applicant.click_action("not-my-phone").await;
    applicant.find("[data-state='cancelled']").await;
    phone.find("[data-screen='ended'] [data-problem='cancelled']").await;
    phone.reload().await;
    phone.find("[data-screen='ended']").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_network_cut_amid_the_video_is_waited_for() {
    let server = Server::start().await;
    let applicant = Browser::open("cut-applicant", Device::Desktop, "zh-CN").await;
    let phone = Browser::open("cut-phone", Device::Phone, "zh-CN").await;
    let link = path::link_without_basic_check(&applicant, &server).await;
    as_far_as_the_video(&phone, &link).await;
    phone.slow_down(50_000).await;
    phone.click_action("use").await;
    phone.find("[data-screen='video'] progress").await;
    phone.set_offline(true).await;
    phone.find("[data-waiting]").await;
    phone.picture("waiting").await;
    phone.set_offline(false).await;
    phone.find("[data-screen='review']").await;
    to_the_end(&phone, &applicant).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_away_for_a_while_is_waited_for_on_both_sides() {
    let mut server = Server::start().await;
    let applicant = Browser::open("away-applicant", Device::Desktop, "en").await;
    let phone = Browser::open("away-phone", Device::Phone, "en").await;
    let link = path::link_without_basic_check(&applicant, &server).await;
    phone.goto(&link).await;
    phone.agree().await;
    phone.find("[data-action='take']:not([disabled])").await;
    phone.click_action("take").await;
    server.stop();
    phone.click_action("use").await;
    phone.find("[data-waiting]").await;
    applicant.find("[data-lost]").await;
    applicant.picture("lost").await;
    server.resume().await;
    phone.find("[data-screen='emblem']").await;
    applicant.find("[data-state='portrait']").await;
    applicant.until("the connection is there again", "!document.querySelector('[data-lost]')").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_reloads_goes_on_where_it_was() {
    let server = Server::start().await;
    let applicant = Browser::open("reload-applicant", Device::Desktop, "zh-CN").await;
    let phone = Browser::open("reload-phone", Device::Phone, "zh-CN").await;
    let link = path::link_without_basic_check(&applicant, &server).await;
    phone.set_video("card-tilted");
    phone.goto(&link).await;
    phone.agree().await;
    send_side(&phone, "portrait").await;
    phone.find("[data-screen='emblem']").await;
    phone.set_video("face");
    phone.reload().await;
    // Nobody is asked twice.
    send_side(&phone, "emblem").await;
    phone.find("[data-screen='video']").await;
    path::video(&phone).await;
    phone.find("[data-action='use']").await;
    phone.slow_down(20_000).await;
    phone.click_action("use").await;
    phone.find("[data-screen='video'] progress").await;
    phone.client.execute_async(NOTED, vec![]).await.expect("the phone's own store says that it is on its way");
    phone.reload().await;
    // What was on its way goes on by itself.
    phone.find("[data-screen='review'] [data-action='finish']").await;
    phone.picture("review-after-reload").await;
    // Each can still be taken again.
    phone.set_video("card-tilted");
    phone.click("[data-again='portrait']").await;
    send_side(&phone, "portrait").await;
    phone.find("[data-screen='review']").await;
    to_the_end(&phone, &applicant).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_desktop_that_reloads_goes_on_watching() {
    let server = Server::start().await;
    let applicant = Browser::open("watching-applicant", Device::Desktop, "zh-CN").await;
    let phone = Browser::open("watching-phone", Device::Phone, "zh-CN").await;
    let link = path::link_without_basic_check(&applicant, &server).await;
    phone.set_video("card-tilted");
    phone.goto(&link).await;
    phone.agree().await;
    send_side(&phone, "portrait").await;
    applicant.find("[data-state='portrait']").await;
    applicant.reload().await;
    applicant.find("[data-state='portrait'] [data-words]").await;
    phone.set_video("face");
    phone.reload().await;
    send_side(&phone, "emblem").await;
    applicant.find("[data-state='emblem']").await;
    path::video(&phone).await;
    phone.click_action("use").await;
    to_the_end(&phone, &applicant).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_person_elsewhere_gets_the_link_by_sms() {
    let server = Server::start().await;
    let applicant = Browser::open("remote-applicant", Device::Desktop, "zh-CN").await;
    let phone = Browser::open("remote-phone", Device::Phone, "zh-CN").await;
    path::sign_in(&applicant, &server).await;
    let id = path::prepare(&applicant).await;
    applicant.until_saved().await;
    applicant.goto(&server.url(&format!("/filings/{id}/verification"))).await;
    applicant.click_action("elsewhere").await;
    applicant.find("[data-link-to]").await;
    let field = applicant.find("[data-link-to]").await;
    field.send_keys("13800").await.expect("the field takes keys");
    applicant.click_action("send-link").await;
    applicant.find("[data-link-error]").await;
    let field = applicant.find("[data-link-to]").await;
    field.clear().await.expect("the field can be cleared");
    field.send_keys(path::PERSON_MOBILE).await.expect("the field takes keys");
    applicant.click_action("send-link").await;
    applicant.until_text("[data-sent-to]", "138****0500").await;
    applicant.picture("sent").await;
    let link = outbox::link_to(&server, path::PERSON_MOBILE).await;
    assert!(link.starts_with(&server.url("/p#")), "{link}");
    // The page may be closed and opened meanwhile.
    applicant.reload().await;
    applicant.until_text("[data-sent-to]", "138****0500").await;
    path::verify_on_phone(&phone, &link).await;
    applicant.until_at("/organiser").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_that_is_no_picture_and_a_video_that_is_too_short_are_told_apart() {
    let server = Server::start().await;
    let applicant = Browser::open("files-applicant", Device::Desktop, "en").await;
    let phone = Browser::open("files-phone", Device::PhoneWithoutCamera, "en").await;
    let link = path::link_without_basic_check(&applicant, &server).await;
    phone.goto(&link).await;
    phone.agree().await;
    let input = "[data-screen='portrait'] input[type='file'][capture]";
    let text = env_path("BEIAN_E2E_SAMPLES").join(".drawn-from");
    phone.find(input).await.send_keys(&text.display().to_string()).await.expect("the field takes a file");
    phone.click_action("use").await;
    phone.find("[data-screen='portrait'] [data-problem]").await;
    // Another choice puts it right.
    phone.click_action("again").await;
    let card = env_path("BEIAN_E2E_SAMPLES").join("id-portrait.jpg");
    phone.find(input).await.send_keys(&card.display().to_string()).await.expect("the field takes a file");
    phone.click_action("use").await;
    phone.find("[data-screen='emblem']").await;
}
