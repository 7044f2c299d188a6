//! Who reads waits for nobody who writes, however long that takes.

use crate::database::is_postgres;
use crate::harness::{MOBILE, Server};
use crate::steps::{Prepared, prepare};
use http::StatusCode;

/// More than the server has connections to its database.
const WRITERS: usize = 50;

#[tokio::test(flavor = "multi_thread")]
async fn pages_are_read_while_somebody_else_holds_the_lock_that_writing_needs() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let Prepared { id, version, document } = prepare(&server, &mut applicant).await;
    let mut reviewer = server.reviewer().await;
    // Sessions are noted as used when that was not done for a while.
    server.app.clock.advance(300);
    let lock =
        if is_postgres() { "LOCK TABLE filings IN EXCLUSIVE MODE; LOCK TABLE sessions IN EXCLUSIVE MODE" } else { "" };
    let lock = server.hold(lock).await;
    let writers: Vec<_> = (0..WRITERS)
        .map(|_| {
            let (mut client, id, document) = (server.returning(&applicant), id.clone(), document.clone());
            tokio::spawn(async move { client.save(&id, version, &document).await })
        })
        .collect();
    for _ in 0..3 {
        applicant.get(&format!("/filings/{id}")).await.is(StatusCode::OK);
        applicant.get("/filings").await.is(StatusCode::OK);
        reviewer.get("/staff/filings").await.is(StatusCode::OK);
    }
    assert!(
        writers.iter().all(|writer| !writer.is_finished()),
        "the lock was not held, or the reads waited for its end"
    );
    lock.give_back().await;
    let mut saved = 0;
    for writer in writers {
        let answer = writer.await.unwrap();
        assert!([StatusCode::OK, StatusCode::PRECONDITION_FAILED].contains(&answer.status), "{}", answer.status);
        saved += usize::from(answer.status == StatusCode::OK);
    }
    assert_eq!(saved, 1, "one of those who had seen the same version");
}
