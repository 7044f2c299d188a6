//! What two servers share: who is signed in, how often is too often, what was sent, and what is done once though both look.

use crate::pair::two;
use crate::person::{Person, now};
use beian_model::{FilingId, Status, Timestamp};
use beian_server::app::App;
use beian_server::clock::Clock;
use beian_server::config::Config;
use beian_server::jobs::scheduler;
use serde_json::json;

const MOBILE: &str = "13800138000";
const DAY: i64 = 86_400;

#[tokio::test(flavor = "multi_thread")]
async fn sessions_limits_and_messages_are_those_of_both() {
    let ([one, other], store) = two().await;
    let (a, b) = (one.address, other.address);
    let mut applicant = Person::stranger(&[a]);
    applicant.post("/session/code", &json!({ "mobile": MOBILE })).await.is(202);
    // Asked for again at the other one it is too soon.
    let again = applicant.at(&[b]).post("/session/code", &json!({ "mobile": MOBILE })).await;
    assert!(again.is(429).json()["retry_after"].as_u64().unwrap() > 0);
    // The tries of one code are counted by both together.
    let sent = store.messages(9).await.unwrap();
    let [code] = &sent.iter().filter_map(|message| message.code.clone()).collect::<Vec<_>>()[..] else {
        panic!("one code was sent, not {}", sent.len());
    };
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for server in [a, b, a] {
        applicant.at(&[server]).post("/session", &json!({ "mobile": MOBILE, "code": wrong })).await.is(422);
    }
    let mut browser = applicant.at(&[b]);
    browser.post("/session", &json!({ "mobile": MOBILE, "code": code })).await.is(200);
    // Signed in at one, known at the other; signed out there, known nowhere.
    let mut elsewhere = browser.at(&[a]);
    elsewhere.get("/session").await.is(200);
    elsewhere.ask("DELETE", "/session", &[], &[]).await.is(204);
    browser.get("/session").await.is(204);
}

/// As where the lease of one ran out while it was at work.
#[tokio::test(flavor = "multi_thread")]
async fn a_deadline_that_two_meet_at_once_ends_a_filing_once() {
    let ([mut one, mut other], store) = two().await;
    let mut ids = Vec::new();
    for n in 0..10 {
        let mut applicant = Person::applicant(&store, &[one.address, other.address], &format!("1380013800{n}")).await;
        ids.push(FilingId(applicant.begin().await["id"].as_str().unwrap().to_owned()));
    }
    one.end().await;
    other.end().await;
    let config = Config { database: Some(one.database()), data: one.data(), ..Config::default() };
    let later = Timestamp(now().0 + 60 * DAY);
    let mut servers = Vec::new();
    for _ in 0..4 {
        servers.push(App::open(config.clone(), Clock::standing(later)).await.unwrap());
    }
    // What they know of the clock: it goes as time does.
    servers[0].store.see_clock(beian_server::jobs::stored::Seen { at: later, doubted_for: 0 }).await.unwrap();
    let looks = servers.iter().map(scheduler::tick);
    futures_util::future::join_all(looks)
        .await
        .into_iter()
        .for_each(|done| done.unwrap_or_else(|_| panic!("a look failed")));
    for id in &ids {
        let row = store.filing(id).await.unwrap().unwrap();
        let ends = store.timeline(id).await.unwrap().iter().filter(|one| one.status == Status::Expired).count();
        assert_eq!((row.status, ends), (Status::Expired, 1));
    }
    // Each applicant is told once.
    let told = store.messages(100).await.unwrap();
    assert_eq!(told.len(), ids.len());
    // With leases one of them does it all; another takes over once the first has left.
    scheduler::look(&servers[0]).await.unwrap_or_else(|_| panic!("a look failed"));
    let lease = async |n: usize| store.lease("lasting", &servers[n].replica, 60).await.unwrap();
    use beian_server::jobs::stored::Lease;
    assert_eq!((lease(1).await, lease(0).await), (Lease::Elsewhere, Lease::Renewed));
    servers[0].notifier.end();
    scheduler::run(servers[0].clone()).await;
    assert_eq!(lease(1).await, Lease::Taken);
}
