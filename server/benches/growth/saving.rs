//! A hundred clients who save at once, each their own filing, one save after the other.

use crate::client::Client;
use crate::harness::Server;
use crate::measured::timed;
use crate::of_hundred;
use beian_model::sample::complete_filing;
use beian_model::{FilingId, SiteId};
use beian_server::accounts::stored::{NewSession, SessionKind};
use beian_server::filings::stored::NewFiling;
use beian_server::secret;
use http::Method;
use http::header::IF_MATCH;
use std::time::Instant;

const CLIENTS: u32 = 100;
/// Saves of each.
const SAVES: usize = 30;

async fn client(server: &Server, number: u32) -> (Client, String) {
    let (app, now) = (&server.app, server.app.clock.now());
    let account = app.store.account_of(&format!("139{number:08}"), now).await.expect("an account").id;
    let token = secret::token();
    let session = NewSession {
        token_hash: secret::hash(&token),
        kind: SessionKind::Applicant,
        owner: account.clone(),
        address: String::new(),
        browser: String::new(),
        by_provider: false,
    };
    app.store.open_session(&session, now).await.expect("a session");
    let (mut document, _) = complete_filing();
    document.sites[0].id = SiteId(number);
    let new = NewFiling { id: FilingId(secret::id()), account, document };
    let id = app.store.create_filing(&new, &secret::id(), now).await.expect("a filing");
    let mut client = server.stranger();
    client.cookies.insert("beian_session".to_owned(), token);
    (client, format!("/filings/{id}"))
}

/// Measures and prints: saves a second, then median and 99th of a hundred in microseconds.
pub async fn measure(server: &Server) {
    let mut clients = tokio::task::JoinSet::new();
    let mut ready = Vec::new();
    for number in 0..CLIENTS {
        ready.push(client(server, number).await);
    }
    let begun = Instant::now();
    for (number, (client, own)) in ready.into_iter().enumerate() {
        clients.spawn(async move {
            let (mut document, _) = complete_filing();
            document.sites[0].id = SiteId(number as u32);
            // What was never uploaded cannot be saved.
            (document.organiser.licence, document.papers) = (Vec::new(), Vec::new());
            let mut times = Vec::with_capacity(SAVES);
            let mut version = 1;
            for n in 0..SAVES {
                document.organiser.remark = format!("{n}");
                let body = serde_json::to_string(&document).expect("JSON");
                let over = [(IF_MATCH.as_str(), format!("\"{version}\""))];
                let (time, saved) = timed(&client, Method::PUT, &own, &body, &over).await;
                times.push(time);
                version = saved;
            }
            times
        });
    }
    let times = clients.join_all().await.concat();
    let a_second = times.len() as f64 / begun.elapsed().as_secs_f64();
    println!("saves {CLIENTS} {a_second:.0} {} {}", of_hundred(&times, 50), of_hundred(&times, 99));
}
