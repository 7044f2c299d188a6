//! How long the desk waits over a hundred thousand filings: its queue, filters, search, a case and statistics, each asked for many times
//! through the router, in this process. Over SQLite, or PostgreSQL where `BEIAN_TEST_DATABASE` says so, as the tests. Prints one line a
//! measurement, which `cargo xtask bench server` puts into a table; with the argument `plans` what the database does for each as well.
//!
//! - `spread`: of which states, provinces, names and colleagues the filings are; `seed`: writes them; `asked`: what is asked for, and how often;
//!   `plans`: how the database finds it.

mod asked;
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
mod plans;
#[path = "../../tests/common/s3.rs"]
mod s3_server;
mod seed;
mod spread;
#[path = "../../tests/common/throw_away.rs"]
mod throw_away;

use harness::Server;

/// Filings in the database, where nothing else is said.
const FILINGS: usize = 100_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let filings = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(FILINGS);
    let with_plans = arguments.iter().any(|argument| argument == "plans");
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let server = Server::start().await;
        seed::sow(&server, filings).await;
        // What is found, and by what the queue is filtered, is written as a server starts.
        let server = server.again(|database| database).await;
        seed::settle(&server).await;
        let asked = asked::all(&server, filings).await;
        let reviewer = server.reviewer().await;
        for (what, paths) in &asked {
            let times = asked::times(&reviewer, paths).await;
            println!("desk {what} {} {}", of_hundred(&times, 50), of_hundred(&times, 95));
        }
        if with_plans {
            plans::print(server, &reviewer, &asked).await;
        }
    });
}

/// So many of a hundred took no longer, microseconds.
fn of_hundred(times: &[std::time::Duration], of_hundred: usize) -> u128 {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let place = (sorted.len() * of_hundred).div_ceil(100).saturating_sub(1);
    sorted.get(place).map_or(0, std::time::Duration::as_micros)
}
