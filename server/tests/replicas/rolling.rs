//! A rolling restart: one server ends and is started anew, then the other; no request fails, and who waits is answered at once.

use crate::pair::two;
use crate::person::Person;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

const WRITERS: usize = 6;
const PAGES: usize = 6;
/// How often each server is started anew.
const ROUNDS: usize = 2;

#[tokio::test(flavor = "multi_thread")]
async fn no_request_fails() {
    let ([mut one, mut other], store) = two().await;
    let servers = [one.address, other.address];
    let over = Arc::new(AtomicBool::new(false));
    let mut writing = Vec::new();
    let mut waiting = Vec::new();
    for n in 0..WRITERS {
        let mut person = Person::applicant(&store, &servers, &format!("1380013800{n}")).await;
        let view = person.begin().await;
        let id = view["id"].as_str().unwrap().to_owned();
        let (mut document, mut version) = (view["filing"].clone(), view["version"].as_u64().unwrap());
        let over = over.clone();
        writing.push(tokio::spawn(async move {
            while !over.load(Ordering::SeqCst) {
                // Every one is done, and done once: a second try of what was done would find another version.
                let saved = person.save(&id, version, &mut document, &format!("示例{version}")).await.is(200).version();
                assert_eq!(saved, version + 1);
                version = saved;
                let view = person.get(&format!("/filings/{id}")).await.is(200);
                assert_eq!(view.json()["filing"]["organiser"]["name"], document["organiser"]["name"]);
            }
            (person.retried, version)
        }));
    }
    // Pages that wait for what does not come: each restart ends their wait.
    let mut reader = Person::applicant(&store, &servers, "13900139000").await;
    let view = reader.begin().await;
    let id = view["id"].as_str().unwrap().to_owned();
    let version = view["version"].as_u64().unwrap();
    for _ in 0..PAGES {
        let (mut page, id, over) = (reader.at(&servers), id.clone(), over.clone());
        waiting.push(tokio::spawn(async move {
            let mut answers = 0;
            while !over.load(Ordering::SeqCst) {
                page.wait(&id, version).await.is(304);
                answers += 1;
            }
            answers
        }));
    }
    let began = Instant::now();
    for _ in 0..ROUNDS {
        for replica in [&mut one, &mut other] {
            replica.end().await;
            replica.start().await;
        }
    }
    println!("{} restarts in {:?}", 2 * ROUNDS, began.elapsed());
    over.store(true, Ordering::SeqCst);
    // The last waits are ended by another restart of both.
    one.end().await;
    one.start().await;
    other.end().await;
    let (mut retried, mut saved) = (0, 0);
    for writer in writing {
        let (again, version) = writer.await.unwrap();
        retried += again;
        saved += version;
    }
    let mut answers = 0;
    for page in waiting {
        answers += page.await.unwrap();
    }
    println!("{saved} saves, {retried} requests answered by the other server, {answers} waits");
    assert!(retried > 0 && answers >= PAGES * ROUNDS, "nobody noticed the restarts");
}
