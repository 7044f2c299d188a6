//! A page that waits at one server hears of what happens at the other.

use crate::pair::{Replica, two};
use crate::person::Person;
use sqlx::{Connection, PgConnection};

const MOBILE: &str = "13800138000";

#[tokio::test(flavor = "multi_thread")]
async fn a_page_at_one_hears_of_changes_at_the_other() {
    let ([one, other], store) = two().await;
    let (a, b) = (one.address, other.address);
    let mut applicant = Person::applicant(&store, &[a], MOBILE).await;
    let view = applicant.begin().await;
    let (id, mut document) = (view["id"].as_str().unwrap().to_owned(), view["filing"].clone());
    let mut version = view["version"].as_u64().unwrap();
    for n in 0..20 {
        let [waits, changes] = if n % 2 == 0 { [a, b] } else { [b, a] };
        let mut page = applicant.at(&[waits]);
        let mut hand = applicant.at(&[changes]);
        let saving = async {
            // Begun after the page has asked.
            tokio::task::yield_now().await;
            hand.save(&id, version, &mut document, &format!("示例{n}")).await.is(200).version()
        };
        let (heard, saved) = tokio::join!(page.wait(&id, version), saving);
        // Not heard of, the wait would have ended with 304.
        assert_eq!((heard.is(200).version(), saved), (version + 1, version + 1));
        version = saved;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_connection_that_was_lost_is_made_again_and_nothing_stays_unheard() {
    let ([one, other], store) = two().await;
    let (a, b) = (one.address, other.address);
    let mut applicant = Person::applicant(&store, &[b], MOBILE).await;
    let view = applicant.begin().await;
    let (id, mut document) = (view["id"].as_str().unwrap().to_owned(), view["filing"].clone());
    let mut version = view["version"].as_u64().unwrap();
    for n in 0..5 {
        let mut page = applicant.at(&[a]);
        let changing = async {
            tokio::task::yield_now().await;
            cut_listeners(&one).await;
            applicant.save(&id, version, &mut document, &format!("示例{n}")).await.is(200).version()
        };
        let (heard, saved) = tokio::join!(page.wait(&id, version), changing);
        assert_eq!(heard.is(200).version(), saved);
        version = saved;
    }
}

/// Ends the connections on which servers listen.
async fn cut_listeners(replica: &Replica) {
    let mut connection = PgConnection::connect(&replica.database()).await.unwrap();
    let cut =
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND pid <> pg_backend_pid()";
    sqlx::query(cut).execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}
