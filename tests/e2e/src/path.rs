//! The steps that people take, one function each; every value passes the rules and belongs to nobody.

use crate::browser::Browser;
use crate::env_path;
use crate::outbox;
use crate::server::{STAFF_EMAIL, STAFF_PASSWORD, Server};
use beian_samples::values;
use fantoccini::Locator;

/// Mobile number the applicant signs in with (a network service number, nobody's).
pub const APPLICANT_MOBILE: &str = "13800138000";
/// Mobile number of the responsible person.
pub const PERSON_MOBILE: &str = "13800100500";
/// Another number, for emergencies.
pub const EMERGENCY_PHONE: &str = "13010112500";
/// The domain that is filed.
pub const DOMAIN: &str = "example-demo.com";
/// The site's name.
pub const SITE_NAME: &str = "示例一企业展示";

/// Signs in as applicant on the home page.
pub async fn sign_in(applicant: &Browser, server: &Server) {
    applicant.goto(&server.url("/")).await;
    type_code(applicant, server, APPLICANT_MOBILE).await;
    applicant.find("[data-action='new-filing']").await;
}

/// Has a code sent by the sign-in that the page shows, wherever that is, and types it; the sixth digit signs in by itself.
pub async fn type_code(browser: &Browser, server: &Server, mobile: &str) {
    let code = ask_for_code(browser, server, mobile).await;
    browser.type_into("code", &code).await;
}

/// Has a code sent by the sign-in that the page shows; the code.
pub async fn ask_for_code(browser: &Browser, server: &Server, mobile: &str) -> String {
    let used = outbox::newest(server, mobile).await;
    browser.type_into("mobile", mobile).await;
    browser.click_action("send-code").await;
    browser.find("#code").await;
    outbox::newer_code_for(server, mobile, used.as_deref()).await
}

/// Asks to be signed out by the menu of the account.
pub async fn sign_out(applicant: &Browser) {
    applicant.find(".header__account").await;
    if applicant.has(".header__account:not([open])").await {
        applicant.click(".header__account > summary").await;
    }
    applicant.click_action("sign-out").await;
}

/// Signs out, and waits until the page has begun anew: until then the page that is left still stands, and has a landing page of its own.
pub async fn leave(applicant: &Browser) {
    applicant.client.execute("window.isLeft = true", vec![]).await.expect("the page answers");
    sign_out(applicant).await;
    applicant.until("the page has begun anew", "!window.isLeft && !document.querySelector('[data-shell]')").await;
}

/// Begins a filing, says where and what it is, and gives its id.
pub async fn prepare(applicant: &Browser) -> String {
    applicant.click_action("new-filing").await;
    applicant.until_at("/prepare").await;
    applicant.choose("province", "gd").await;
    applicant.choose("organiser.nature", "enterprise").await;
    // What the bureau asks arrives from the server, and moves what stands below it.
    applicant.find("[data-bureau='gd']").await;
    filing_id(applicant).await
}

/// The id of the filing that is open.
pub async fn filing_id(applicant: &Browser) -> String {
    let address = applicant.address().await;
    address.split('/').nth(2).expect("the address of a filing").to_owned()
}

/// The id of the first site, as its fields are named.
pub async fn first_site(applicant: &Browser) -> String {
    let element = applicant.find("[data-path^='sites[']").await;
    let path = element.attr("data-path").await.expect("the page answers").expect("a path");
    path["sites[".len()..].split(']').next().expect("a site id").to_owned()
}

/// Fills in the basic check, with a resource of the account's own.
pub async fn fill_basic_check(applicant: &Browser) {
    fill_before_resource(applicant).await;
    applicant.tick(".choice__item:not([data-refused]) input[type='radio'][id^='resource-']").await;
}

/// Fills in the basic check, with an authorisation code of another account.
pub async fn fill_basic_check_with_code(applicant: &Browser, code: &str) {
    fill_before_resource(applicant).await;
    let site = first_site(applicant).await;
    applicant.click(&format!("[id='sites[{site}].resource-code-choice']")).await;
    applicant.type_into(&format!("sites[{site}].resource-code"), code).await;
}

async fn fill_before_resource(applicant: &Browser) {
    applicant.type_into("organiser.name", values::ORGANISER_NAME).await;
    applicant.choose("organiser.certificate_type", "business_licence").await;
    applicant.type_into("organiser.certificate_number", values::CREDIT_CODE).await;
    let site = first_site(applicant).await;
    applicant.type_into(&format!("sites[{site}].domains[0]"), DOMAIN).await;
}

/// Asks for the QR code and gives the link that it holds.
pub async fn handoff_link(applicant: &Browser) -> String {
    applicant.click_action("new-code").await;
    applicant.find("svg.qr").await;
    let link = applicant.find("[data-handoff-link]").await;
    let link = link.prop("value").await.expect("the page answers").expect("a link");
    assert!(link.contains("/p#"), "the secret is in the fragment: {link}");
    link
}

/// From the sign-in to the verification without what lies between, as the steps are links; gives the code's link.
pub async fn link_without_basic_check(applicant: &Browser, server: &Server) -> String {
    sign_in(applicant, server).await;
    let id = prepare(applicant).await;
    applicant.until_saved().await;
    applicant.goto(&server.url(&format!("/filings/{id}/verification"))).await;
    handoff_link(applicant).await
}

/// On the phone: consents, takes both sides and the video, and finishes.
pub async fn verify_on_phone(phone: &Browser, link: &str) {
    phone.set_video("card");
    phone.goto(link).await;
    phone.agree().await;
    send_card(phone).await;
    video(phone).await;
    phone.click_action("use").await;
    phone.click_action("finish").await;
    phone.find("[data-screen='passed']").await;
}

/// On the phone: both sides of the card, each taken by itself as the video holds it well; then the face is before the camera.
pub async fn send_card(phone: &Browser) {
    for (side, next) in [("portrait", "card-emblem"), ("emblem", "face")] {
        phone.find(&format!("[data-screen='{side}'] [data-action='use']")).await;
        phone.set_video(next);
        phone.click_action("use").await;
    }
    phone.find("[data-screen='video']").await;
}

/// On the phone: the page of a passport, taken by hand; then the face is before the camera, for there is no second side.
pub async fn send_page(phone: &Browser) {
    phone.find("[data-screen='portrait'] .phone__camera--page").await;
    phone.click_action("take").await;
    phone.set_video("face");
    phone.click_action("use").await;
    phone.find("[data-screen='video']").await;
}

/// On the phone: consents, takes the page of a passport and the video, and finishes.
pub async fn verify_with_passport(phone: &Browser, link: &str) {
    phone.set_video("card");
    phone.goto(link).await;
    phone.agree().await;
    send_page(phone).await;
    video(phone).await;
    phone.click_action("use").await;
    phone.click_action("finish").await;
    phone.find("[data-screen='passed']").await;
}

/// On the phone: records until the video is long enough to be stopped.
pub async fn video(phone: &Browser) {
    phone.click_action("record").await;
    phone.click_action("stop").await;
}

/// The slot of the pledge (承诺书) that the bureau of Guangdong demands.
pub const PLEDGE: &str = "papers[pledge].pages";

/// Fills in the organiser and its responsible person, proves the mobile, and sends what the bureau demands.
pub async fn fill_organiser(applicant: &Browser, server: &Server) {
    fill_organiser_of(applicant, server, values::RESIDENT_ID).await;
}

/// The same, where the legal representative has a document of this number.
pub async fn fill_organiser_of(applicant: &Browser, server: &Server, number: &str) {
    let samples = env_path("BEIAN_E2E_SAMPLES");
    applicant.upload("organiser.licence", &samples.join("licence.jpg")).await;
    applicant.type_into("organiser.certificate_address", values::ADDRESS).await;
    applicant.type_into("organiser.legal_representative", values::PERSON_NAME).await;
    applicant.type_into("organiser.legal_representative_number", number).await;
    applicant.choose("organiser.city", "440300").await;
    applicant.choose("organiser.district", "440305").await;
    // What was said already is copied: the address, and the person who is the legal representative.
    applicant.click_action("address-of-certificate").await;
    let person = |field: &str| format!("organiser.responsible_person.{field}");
    applicant.click_action("person-is-legal").await;
    applicant.set_date(&person("valid_from"), "2020-01-01").await;
    applicant.set_date(&person("valid_until"), "2040-01-01").await;
    applicant.type_into(&person("mobile"), PERSON_MOBILE).await;
    prove_mobile(applicant, server, &person("mobile"), PERSON_MOBILE).await;
    applicant.type_into(&person("emergency_phone"), EMERGENCY_PHONE).await;
    applicant.type_into(&person("email"), "person@example.com").await;
    applicant.upload(PLEDGE, &samples.join("pledge.jpg")).await;
}

/// Proves a responsible person's mobile by the code in the outbox.
pub async fn prove_mobile(applicant: &Browser, server: &Server, id: &str, mobile: &str) {
    applicant.click(&format!("[data-path='{id}'] [data-action='send-code']")).await;
    let code_id = format!("{id}-code");
    applicant.find(&format!("[id='{code_id}']")).await;
    let code = outbox::code_for(server, mobile).await;
    // The sixth digit confirms by itself.
    applicant.type_into(&code_id, &code).await;
    applicant.find(&format!("[data-path='{id}'] [data-proved]")).await;
}

/// Fills in what the first site still needs.
pub async fn fill_website(applicant: &Browser) {
    let site = first_site(applicant).await;
    applicant.type_into(&format!("sites[{site}].name"), SITE_NAME).await;
    applicant.choose(&format!("sites[{site}].service_content"), "organisation_portal").await;
    applicant.type_into(&format!("sites[{site}].remark"), "展示本公司产品").await;
    let samples = env_path("BEIAN_E2E_SAMPLES");
    applicant.upload(&format!("sites[{site}].domain_certificate"), &samples.join("domain-certificate.jpg")).await;
}

/// Asks for a link to the person of a field who is elsewhere, and has it sent by SMS; the link.
pub async fn send_link(applicant: &Browser, server: &Server, field: &str, mobile: &str) -> String {
    applicant.click(&format!("[id='{field}'] [data-action='elsewhere']")).await;
    let to = applicant.find(&format!("[id='{field}'] [data-link-to]")).await;
    to.clear().await.expect("the field can be cleared");
    to.send_keys(mobile).await.expect("the field takes keys");
    applicant.click_action("send-link").await;
    applicant.find("[data-sent-to]").await;
    outbox::link_to(server, mobile).await
}

/// Corrects the address that a reviewer gave a reason for, and submits again: whoever did what was asked for is not asked for more.
pub async fn correct_address(applicant: &Browser, reason: &str) {
    // The applicant is led to the field, with the reason beside it.
    applicant.click_action("correct").await;
    applicant.until_at("/organiser").await;
    applicant.until_text("[id='organiser.address-error']", reason).await;
    applicant.until("the field has the focus", "document.activeElement?.id === 'organiser.address'").await;
    assert_eq!(applicant.value("organiser.address").await, "科技园路1号示例大厦2栋3层301室");
    applicant.type_into("organiser.address", "科技园路1号示例大厦2栋3层302室").await;
    applicant.until("the answered reason is gone", "!document.getElementById('organiser.address-error')").await;
    applicant.click_action("next").await;
    applicant.until_at("/preview").await;
    applicant.click_action("submit").await;
    applicant.find("[data-status='resubmitted']").await;
}

/// Agrees and submits.
pub async fn submit(applicant: &Browser) {
    for agreement in ["information_security", "assisted_correction"] {
        applicant.tick(&format!("[id='agreements.{agreement}']")).await;
    }
    applicant.click_action("submit").await;
    applicant.find("[data-status='first_review'], [data-status='resubmitted']").await;
}

/// The applicant's whole way to the submission; gives the filing's id.
pub async fn file(applicant: &Browser, phone: &Browser, server: &Server) -> String {
    sign_in(applicant, server).await;
    let id = prepare(applicant).await;
    applicant.click_action("next").await;
    applicant.until_at("/basic-check").await;
    fill_basic_check(applicant).await;
    applicant.click_action("next").await;
    applicant.until_at("/verification").await;
    let link = handoff_link(applicant).await;
    verify_on_phone(phone, &link).await;
    // The desktop goes on by itself.
    applicant.until_at("/organiser").await;
    fill_organiser(applicant, server).await;
    applicant.click_action("next").await;
    applicant.until_at("/websites").await;
    fill_website(applicant).await;
    applicant.click_action("next").await;
    applicant.until_at("/preview").await;
    submit(applicant).await;
    id
}

/// Signs in at the desk.
pub async fn sign_in_at_desk(desk: &Browser, server: &Server) {
    sign_in_as(desk, server, STAFF_EMAIL).await;
}

/// Signs in at the desk as a colleague.
pub async fn sign_in_as(desk: &Browser, server: &Server, email: &str) {
    desk.goto(&server.url("/desk")).await;
    desk.type_into("email", email).await;
    desk.type_into("password", STAFF_PASSWORD).await;
    desk.click_action("sign-in").await;
    desk.find(".queue-tools").await;
}

/// Opens a filing from the queue, where it appears by itself, and takes it.
pub async fn take(desk: &Browser, id: &str) {
    desk.click(&format!("[data-filing='{id}'] [data-action='open']")).await;
    desk.click_action("claim").await;
    desk.find("[data-action='release']").await;
}

/// Looks at every document of the filing, one after the other: each is loaded when it is chosen, and stays.
pub async fn look_at_all(desk: &Browser) {
    desk.find("[data-document]").await;
    let choices = desk.client.find_all(Locator::Css("[data-document]")).await.expect("the page answers");
    for choice in choices {
        let name = choice.attr("data-document").await.expect("the page answers").expect("a name");
        desk.click(&format!("[data-document='{name}']")).await;
        desk.find(&format!("[data-pane='{name}'] :is(img, video)")).await;
    }
}

/// Writes a reason on a field and returns the filing.
pub async fn return_with_reason(desk: &Browser, path: &str, reason: &str) {
    desk.click(&format!("[data-path='{path}'] [data-action='mark']")).await;
    desk.type_into(&format!("mark-{path}"), reason).await;
    desk.click_action("return").await;
    desk.click_action("confirm").await;
    desk.find("[data-status='needs_fix']").await;
}

/// From approval to the ICP numbers.
pub async fn approve_to_the_end(desk: &Browser, organiser: &str) {
    desk.click_action("approve").await;
    desk.click_action("confirm").await;
    desk.click_action("hand-to-bureau").await;
    desk.click_action("sms-verified").await;
    desk.type_into("number-organiser", organiser).await;
    let fields =
        desk.client.find_all(Locator::Css("[id^='number-']:not(#number-organiser)")).await.expect("the page answers");
    for (n, field) in fields.into_iter().enumerate() {
        field.send_keys(&format!("{organiser}-{}", n + 1)).await.expect("the field takes keys");
    }
    desk.click_action("bureau-approve").await;
    desk.find("[data-status='approved']").await;
}

/// The same for a filing that came back: opens it anew from the queue, takes it if need be, approves.
pub async fn approve_to_the_end_again(desk: &Browser, id: &str, organiser: &str) {
    desk.click_action("queue").await;
    desk.find(&format!("[data-filing='{id}'] [data-status='resubmitted']")).await;
    desk.click(&format!("[data-filing='{id}'] [data-action='open']")).await;
    desk.find("[data-action='claim'], [data-action='release']").await;
    if desk.has("[data-action='claim']").await {
        desk.click_action("claim").await;
        desk.find("[data-action='release']").await;
    }
    approve_to_the_end(desk, organiser).await;
}
