//! The preview in print: A4, with the receipt number, the date and every answer, and nothing that only a screen needs.

use beian_e2e::browser::{Browser, Device};
use beian_e2e::path;
use beian_e2e::server::Server;

#[tokio::test(flavor = "multi_thread")]
async fn the_preview_prints_as_a_document() {
    let server = Server::start().await;
    let applicant = Browser::open("print", Device::Desktop, "zh-CN").await;
    path::sign_in(&applicant, &server).await;
    let id = path::prepare(&applicant).await;
    applicant.goto(&server.url(&format!("/filings/{id}/basic-check"))).await;
    path::fill_basic_check(&applicant).await;
    applicant.until_saved().await;
    applicant.goto(&server.url(&format!("/filings/{id}/preview"))).await;
    applicant.find(".summary__row").await;

    let database = server.database().await;
    let (number,): (String,) =
        sqlx::query_as("SELECT number FROM filings WHERE id = ?").bind(&id).fetch_one(&database).await.unwrap();
    applicant.until_text(".print-only", &number).await;
    let year = "document.querySelector('.print-only').textContent.includes(String(new Date().getFullYear()))";
    applicant.until("the date is said", year).await;

    let pdf = applicant.print("preview").await;
    let text = String::from_utf8_lossy(&pdf);
    let pages = text.matches("/Type /Page\n").count() + text.matches("/Type /Page ").count();
    assert!(pages >= 2, "{pages} pages");
    assert!(text.contains("/MediaBox [0 0 59"), "A4 is 595 points wide");
}
