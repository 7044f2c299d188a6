//! The path to the number with the server's rows in PostgreSQL, of which this test starts one of its own.

use crate::throw_away::Postgres;
use beian_e2e::browser::{Browser, Device};
use beian_e2e::path;
use beian_e2e::server::Server;

const NUMBER: &str = "粤ICP备2026000002号";

#[tokio::test(flavor = "multi_thread")]
async fn one_filing_goes_to_the_number_there_too() {
    let postgres = Postgres::start();
    let server = Server::start_with(&format!("database = {:?}\n", postgres.address())).await;
    let applicant = Browser::open("postgres-applicant", Device::Desktop, "zh-CN").await;
    let phone = Browser::open("postgres-phone", Device::Phone, "zh-CN").await;
    let desk = Browser::open("postgres-desk", Device::Desktop, "zh-CN").await;

    let id = path::file(&applicant, &phone, &server).await;
    path::sign_in_at_desk(&desk, &server).await;
    path::take(&desk, &id).await;
    path::approve_to_the_end(&desk, NUMBER).await;
    // The applicant's page learns of it by itself.
    applicant.until_text("[data-number='organiser']", NUMBER).await;

    assert!(!server.data().join("beian.sqlite").exists(), "the rows are elsewhere");
}
