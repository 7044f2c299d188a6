//! The whole path in three browser sessions, from the first page to the ICP number.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::path;
use beian_e2e::server::{STAFF_EMAIL, STAFF_PASSWORD, Server};

const NUMBER: &str = "粤ICP备2026000001号";

#[tokio::test(flavor = "multi_thread")]
async fn one_filing_goes_from_the_first_page_to_the_number() {
    let server = Server::start().await;
    let applicant = Browser::open("path-applicant", Device::Desktop, "zh-CN").await;
    let phone = Browser::open("path-phone", Device::Phone, "zh-CN").await;
    let desk = Browser::open("path-desk", Device::Desktop, "zh-CN").await;

    let id = path::file(&applicant, &phone, &server).await;
    // The submission has an end: it is said, and what follows by when.
    applicant.until_text("[data-submitted]", "已提交").await;
    applicant.until_text("[data-progress] [aria-current='step']", "初审：1 至 2 个工作日").await;
    path::sign_in_at_desk(&desk, &server).await;
    path::take(&desk, &id).await;
    path::look_at_all(&desk).await;
    path::approve_to_the_end(&desk, NUMBER).await;

    // The applicant's page learns of it by itself.
    applicant.until_text("[data-number='organiser']", NUMBER).await;
    applicant.until_text("[data-number='site']", &format!("{NUMBER}-1")).await;
    applicant.until_text(".snippet", "https://beian.miit.gov.cn/").await;
    // The bureau of Guangdong wants the organiser's number there, and the snippet is seen whole.
    assert!(applicant.text_of(".snippet").await.contains(&format!(">{NUMBER}<")));
    let whole = "const snippet = document.querySelector('.snippet'); return snippet.scrollWidth <= snippet.clientWidth";
    assert_eq!(applicant.client.execute(whole, vec![]).await.expect("a width"), true);

    let (status, document) = server.filing(&id).await;
    assert_eq!(status, "approved");
    assert_eq!(document.organiser.name, beian_samples::values::ORGANISER_NAME);
    assert_eq!(document.sites[0].domains, [path::DOMAIN]);
    assert!(!document.organiser.licence.is_empty() && !document.sites[0].domain_certificate.is_empty());

    // Three attachments, two sides of the card, one video; none under a name that the applicant chose.
    let files = files_under(&server.data().join("uploads"));
    assert_eq!(files.len(), 6, "{files:?}");
    assert!(files.iter().all(|(name, size)| *size > 1_000 && !name.contains("licence")), "{files:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn returned_once_corrected_submitted_again_approved() {
    let server = Server::start().await;
    let applicant = Browser::open("return-applicant", Device::Desktop, "zh-CN").await;
    let phone = Browser::open("return-phone", Device::Phone, "zh-CN").await;
    let desk = Browser::open("return-desk", Device::Desktop, "zh-CN").await;

    let id = path::file(&applicant, &phone, &server).await;
    path::sign_in_at_desk(&desk, &server).await;
    path::take(&desk, &id).await;
    let reason = "门牌号缺少楼层，应写到房间号";
    // The session ends before all is saved: what was written is still there for who signs in again.
    desk.click("[data-path='organiser.address'] [data-action='mark']").await;
    desk.type_into("mark-organiser.address", reason).await;
    desk.type_into("note", "其余无").await;
    desk.client.delete_all_cookies().await.expect("cookies go");
    // In the box that has the focus: who leaves one saves it, and is told at once.
    desk.find("#note").await.send_keys("误").await.expect("the box takes keys");
    desk.find("[data-session-ended] ~ form #email").await;
    desk.picture("session-ended").await;
    desk.type_into("email", STAFF_EMAIL).await;
    desk.type_into("password", STAFF_PASSWORD).await;
    desk.click_action("sign-in").await;
    desk.until("the form is gone", "!document.querySelector('[data-session-ended]')").await;
    desk.until("the refusal is gone", "!document.querySelector('[data-problem]')").await;
    assert_eq!(desk.value("mark-organiser.address").await, reason);
    assert_eq!(desk.value("note").await, "其余无误");
    desk.click_action("return").await;
    desk.click_action("confirm").await;
    desk.find("[data-status='needs_fix']").await;

    path::correct_address(&applicant, reason).await;

    path::approve_to_the_end_again(&desk, &id, NUMBER).await;
    applicant.until_text("[data-number='organiser']", NUMBER).await;
}

fn files_under(folder: &std::path::Path) -> Vec<(String, u64)> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.metadata() {
            Ok(kind) if kind.is_dir() => files.extend(files_under(&entry.path())),
            Ok(kind) => files.push((entry.file_name().to_string_lossy().into_owned(), kind.len())),
            Err(_) => {}
        }
    }
    files
}
