//! How long what people do takes with one filing in the database and with a hundred thousand, and how many saves a second a hundred
//! clients get. Within this process, over the router: what the network takes is no matter of the store. Over SQLite, or PostgreSQL where
//! `BEIAN_TEST_DATABASE` says so, as the tests. Prints one line a measurement, which `cargo xtask bench server` puts into a table.
//!
//! - `seed`: filings that are there already; `measured`: what people do, timed; `saving`: a hundred who save at once.

#[path = "../../tests/api/client.rs"]
#[allow(dead_code, reason = "the tests' own, of which this asks less")]
mod client;
#[path = "../../tests/api/database.rs"]
#[allow(dead_code, reason = "the tests' own, of which this asks less")]
mod database;
#[path = "../../tests/api/declared.rs"]
mod declared;
#[path = "../../tests/api/harness.rs"]
#[allow(dead_code, reason = "the tests' own, of which this asks less")]
mod harness;
mod measured;
#[path = "../../tests/common/s3.rs"]
mod s3_server;
mod saving;
mod seed;
#[path = "../../tests/api/steps.rs"]
#[allow(dead_code, reason = "the tests' own, of which this asks less")]
mod steps;
#[path = "../../tests/common/throw_away.rs"]
mod throw_away;

use harness::Server;

/// Filings in the database.
const SIZES: [usize; 4] = [1, 1_000, 10_000, 100_000];

fn main() {
    let asked: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if asked.is_empty() { SIZES.to_vec() } else { asked };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        for size in sizes {
            let server = Server::start().await;
            // One of them is that of the one who is measured.
            seed::sow(&server, size.saturating_sub(1)).await;
            let server = server.again(|database| database).await;
            for (what, times) in measured::all(&server).await {
                println!("growth {what} {size} {}", of_hundred(&times, 50));
            }
        }
        saving::measure(&Server::start().await).await;
    });
}

/// So many of a hundred took no longer, microseconds.
fn of_hundred(times: &[std::time::Duration], of_hundred: usize) -> u128 {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let place = (sorted.len() * of_hundred).div_ceil(100).saturating_sub(1);
    sorted.get(place).map_or(0, std::time::Duration::as_micros)
}
