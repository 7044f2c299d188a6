//! What it costs that pages wait: thousands of them on one server over the loopback, with more and more changes, and what it would cost
//! if they asked every three seconds instead. On a SQLite file, then on a PostgreSQL server of its own; either alone where it is named.
//! Prints one line a measurement, which `cargo xtask bench server` puts into a table.
//!
//! - `page`: one page's connection; `crowd`: all of them; `server`: the process that is measured; `seed`: who has which filing and hand-off.

mod crowd;
mod page;
mod seed;
mod server;
#[path = "../../tests/common/throw_away.rs"]
mod throw_away;

use beian_server::config::Config;
use beian_server::connections::files;
use crowd::{Crowd, Manner};
use seed::Kind;
use server::Server;
use std::error::Error;
use std::time::Duration;
use throw_away::Postgres;

type Done<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Pages, where the command line names no other number.
const PAGES: usize = 10_000;
/// Changes a second.
const RATES: [u32; 3] = [1, 10, 100];
/// Time between two questions of a page that does not wait.
const PAUSE: Duration = Duration::from_secs(3);
/// The databases.
const DATABASES: [&str; 2] = ["sqlite", "postgres"];

fn main() -> Done<()> {
    let asked: Vec<String> = std::env::args().skip(1).collect();
    let pages = asked.iter().find_map(|argument| argument.parse().ok()).unwrap_or(PAGES);
    let files = files::raise();
    if files.is_some_and(|files| files::for_connections(files) < pages) {
        return Err(format!("{pages} pages need as many open files: `ulimit -Hn` is too low").into());
    }
    // One thread asks, so that the server has the others.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let named = |name: &&str| asked.iter().any(|argument| argument == name);
    let all = !DATABASES.iter().any(named);
    for database in DATABASES.into_iter().filter(|name| all || named(name)) {
        runtime.block_on(measure(database, pages))?;
    }
    Ok(())
}

async fn measure(database: &str, pages: usize) -> Done<()> {
    let data = tempfile::TempDir::new()?;
    let postgres = (database == "postgres").then(Postgres::start);
    let mut config = Config { data: data.path().to_owned(), ..Config::default() };
    config.database = postgres.as_ref().map(Postgres::address);
    // All phones have a few addresses here.
    config.verification.claims_per_address = u32::MAX;
    let seeds = seed::sow(&config, pages).await?;
    let server = Server::start(&config).await?;
    page::warm_up(server.address, &seeds).await?;
    let empty = server.memory()?;

    let crowd = Crowd::gather(&server, &seeds, Manner::Waiting).await?;
    let full = server.memory()?;
    let (rest, _) = crowd.listen(&server).await?;
    println!("{database} rest {:.0}", rest.a_second());
    for kind in Kind::ALL {
        for rate in RATES {
            let (cost, times) = crowd.change(&server, kind, rate).await?;
            let of_each = (cost.a_second() - rest.a_second()) * cost.time.as_secs_f64() / times.len().max(1) as f64;
            println!(
                "{database} {} {rate} {} {} {} {:.0} {:.0}",
                kind.name(),
                times.len(),
                in_micros(&times, 50),
                in_micros(&times, 99),
                of_each * 1e3,
                cost.a_second()
            );
        }
    }
    crowd.leave(&server).await?;
    // A server that goes on working: a thread gives back what it once had when it next takes some.
    page::warm_up(server.address, &seeds).await?;
    let after = server.memory()?;
    let of_each = full.saturating_sub(empty) / pages as u64;
    println!("{database} memory {pages} {empty} {full} {of_each} {after}");

    let crowd = Crowd::gather(&server, &seeds, Manner::Asking(PAUSE)).await?;
    let (cost, answers) = crowd.listen(&server).await?;
    let a_second = answers as f64 / cost.time.as_secs_f64();
    println!("{database} asking {} {a_second:.0} {:.0}", PAUSE.as_secs(), cost.a_second());
    crowd.leave(&server).await
}

/// So many of a hundred took no longer, microseconds; 0 where there are none.
fn in_micros(times: &[Duration], of_hundred: usize) -> u128 {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let place = (sorted.len() * of_hundred).div_ceil(100).saturating_sub(1);
    sorted.get(place).map_or(0, Duration::as_micros)
}
