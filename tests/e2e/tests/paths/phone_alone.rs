//! The whole path on one phone of 375 pixels: the form sends its person to the phone's page, which comes back by itself.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::path;
use beian_e2e::server::Server;

/// Nothing lies beside the page.
async fn fits(phone: &Browser) {
    phone.until("nothing is wider than the phone", "document.documentElement.scrollWidth <= window.innerWidth").await;
}

/// To the next step.
async fn next(phone: &Browser, step: &str) {
    phone.click_action("next").await;
    phone.until_at(step).await;
    fits(phone).await;
}

/// From the sign-in to the verification.
async fn as_far_as_the_verification(phone: &Browser, server: &Server) -> String {
    path::sign_in(phone, server).await;
    let id = path::prepare(phone).await;
    next(phone, "/basic-check").await;
    path::fill_basic_check(phone).await;
    next(phone, "/verification").await;
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn one_phone_is_enough() {
    let server = Server::start().await;
    let phone = Browser::open("alone", Device::Phone, "zh-CN").await;
    let id = as_far_as_the_verification(&phone, &server).await;
    // This phone comes first, and another one after it.
    let order = "(([here, code]) => here.dataset.action === 'here' && here.getClientRects().length > 0 && !!code)
        ([...document.querySelectorAll('.handoff .button')])";
    phone.until("this phone is offered first", order).await;
    phone.picture("offered").await;
    phone.set_video("card");
    phone.click_action("here").await;
    phone.until_at("/p").await;
    phone.agree().await;
    path::send_card(&phone).await;
    path::video(&phone).await;
    phone.click_action("use").await;
    phone.click_action("finish").await;
    phone.until("the form is back", &format!("location.pathname.startsWith('/filings/{id}/')")).await;
    phone.find("[data-state='passed'], [id='organiser.certificate_address']").await;

    phone.goto(&server.url(&format!("/filings/{id}/organiser"))).await;
    path::fill_organiser(&phone, &server).await;
    next(&phone, "/websites").await;
    path::fill_website(&phone).await;
    next(&phone, "/preview").await;
    path::submit(&phone).await;
    assert_eq!(server.filing(&id).await.0, "first_review");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passport_is_one_page_and_who_says_no_finds_back() {
    let server = Server::start().await;
    let phone = Browser::open("passport", Device::Phone, "en").await;
    let id = as_far_as_the_verification(&phone, &server).await;
    let document = "organiser.responsible_person.document_type";
    phone.choose(document, "passport").await;
    phone.click_action("here").await;
    phone.until_at("/p").await;
    phone.until_text("[data-screen='consent'] .phone__list", "Passport, data page").await;
    phone.click_action("leave").await;
    phone.find("[data-screen='left'] [data-told]").await;
    phone.click_action("filing").await;
    phone.until_at(&format!("/filings/{id}/verification")).await;
    phone.until_chosen(document, "passport").await;
    phone.set_video("card");
    phone.click_action("here").await;
    phone.until_at("/p").await;
    phone.agree().await;
    path::send_page(&phone).await;
    phone.picture("after-the-page").await;
}
