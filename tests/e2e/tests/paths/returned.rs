//! A filing that was returned for two fields, as its applicant corrects it by keyboard: it opens at the first; the server's page ticks reasons off and says what was changed, before and after it is submitted again.

use beian_e2e::api::{Account, demo_mobile};
use beian_e2e::browser::{Browser, Device};
use beian_e2e::keyboard::{keys, press, tab_to};
use beian_e2e::path;
use beian_e2e::server::Server;
use beian_model::Status;
use fantoccini::key::Key;

const ADDRESS: &str = "organiser.address";

/// What the pages say.
struct Said {
    half: &'static str,
    whole: &'static str,
}

/// Returns the demonstration's filing in review for its address and the name of its website; gives the path of that name.
async fn returned(desk: &Browser, server: &Server, account: &Account, id: &str) -> String {
    let site = account.filing(id).await.filing.sites[0].id;
    let name = format!("sites[{site}].name");
    path::sign_in_at_desk(desk, server).await;
    path::take(desk, id).await;
    for (at, reason) in [(ADDRESS, "门牌号缺少楼层，应写到房间号"), (name.as_str(), "名称与主办单位的关系不明确")]
    {
        desk.click(&format!("[data-path='{at}'] [data-action='mark']")).await;
        desk.type_into(&format!("mark-{at}"), reason).await;
    }
    desk.click_action("return").await;
    desk.click_action("confirm").await;
    desk.find("[data-status='needs_fix']").await;
    name
}

/// Types at the end of the field that has the focus.
async fn add(applicant: &Browser, id: &str, text: &str) {
    applicant.until(&format!("{id} has the focus"), &format!("document.activeElement?.id === '{id}'")).await;
    press(applicant, Key::End).await;
    keys(applicant, text).await;
    applicant.until_saved().await;
}

async fn nobody_is_kept_out(applicant: &Browser, what: &str) {
    applicant.picture(what).await;
    let barriers = applicant.barriers().await;
    assert!(barriers.is_empty(), "{what}: {barriers:#?}");
    applicant.set_width(375, 800).await;
    applicant.picture(&format!("{what}-narrow")).await;
    let fits = "return document.documentElement.scrollWidth <= document.documentElement.clientWidth";
    assert_eq!(applicant.client.execute(fits, vec![]).await.expect("a width"), true, "{what}");
    applicant.set_width(1280, 800).await;
}

async fn corrected(name: &'static str, desk: &'static str, language: &str, said: Said) {
    let server = Server::start_demo().await;
    let account = Account::sign_in(&server, &demo_mobile(Status::FirstReview)).await;
    let id = account.filings().await.remove(0);
    let desk = Browser::open(desk, Device::Desktop, language).await;
    let site_name = returned(&desk, &server, &account, &id).await;

    let applicant = Browser::open(name, Device::Desktop, language).await;
    account.enter(&applicant, &server).await;
    // From the list to the first returned field, with its reason beside it.
    tab_to(&applicant, &format!("[data-filing='{id}'] [data-action='open']")).await;
    press(&applicant, Key::Enter).await;
    applicant.until_at("/organiser").await;
    applicant.until("the field has the focus", &format!("document.activeElement?.id === '{ADDRESS}'")).await;
    applicant.until_text(&format!("[id='{ADDRESS}-error']"), "应写到房间号").await;

    nobody_is_kept_out(&applicant, "1-first").await;
    add(&applicant, ADDRESS, "A").await;

    // The filing's own page leads to what is left, and to the page that ticks off what is not.
    applicant.goto(&server.url(&format!("/filings/{id}"))).await;
    applicant.find("[data-returned]").await;
    nobody_is_kept_out(&applicant, "3-half").await;
    tab_to(&applicant, "[data-standing]").await;
    press(&applicant, Key::Enter).await;
    applicant.until_text("main", said.half).await;
    applicant.find("[data-reasons] [data-answered='true']").await;
    nobody_is_kept_out(&applicant, "4-standing").await;
    applicant.goto(&server.url(&format!("/filings/{id}"))).await;
    tab_to(&applicant, "[data-action='correct']").await;
    press(&applicant, Key::Enter).await;
    applicant.until_at("/websites").await;
    add(&applicant, &site_name, "站").await;
    applicant.goto(&server.url(&format!("/filings/{id}/preview"))).await;
    tab_to(&applicant, "[data-action='submit']").await;
    press(&applicant, Key::Enter).await;
    applicant.find("[data-status='resubmitted']").await;
    // The history has both reasons in full.
    applicant.until_text(".timeline", "名称与主办单位的关系不明确").await;
    applicant.goto(&server.url(&format!("/api/v1/filings/{id}/standing"))).await;
    applicant.until_text("main", said.whole).await;
    applicant.find("[data-changed] li:nth-child(2)").await;
}

#[tokio::test(flavor = "multi_thread")]
async fn corrected_by_keyboard_in_chinese() {
    let said = Said { half: "已修改 1 项，共 2 项", whole: "已修改 2 项，共 2 项" };
    corrected("returned-zh", "returned-desk-zh", "zh-CN", said).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn corrected_by_keyboard_in_english() {
    let said = Said { half: "1 of 2 corrected", whole: "2 of 2 corrected" };
    corrected("returned-en", "returned-desk-en", "en", said).await;
}
