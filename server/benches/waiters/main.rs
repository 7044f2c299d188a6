//! What it costs that pages wait: thousands of them on one server over the loopback, with more and more changes, and what it would cost
//! if they asked every three seconds instead. Prints one line a measurement, which `cargo xtask bench server` puts into a table.
//!
//! - `page`: one page's connection; `crowd`: all of them; `server`: the process that is measured; `seed`: who has which filing.

mod crowd;
mod page;
mod seed;
mod server;

use crowd::{Crowd, Manner};
use server::Server;
use std::error::Error;
use std::time::Duration;

type Done<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Pages, where the command line names no other number.
const PAGES: usize = 10_000;
/// Changes a second; with none, what the waiting alone costs.
const RATES: [u32; 4] = [0, 1, 10, 100];
/// How long each is measured.
const WINDOW: Duration = Duration::from_secs(20);
/// Time between two questions of a page that does not wait.
const PAUSE: Duration = Duration::from_secs(3);

fn main() -> Done<()> {
    let pages = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(PAGES);
    let files = beian_server::connections::files::raise();
    if files.is_some_and(|files| beian_server::connections::files::for_connections(files) < pages) {
        return Err(format!("{pages} pages need as many open files: `ulimit -Hn` is too low").into());
    }
    // One thread asks, so that the server has the others.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(measure(pages))
}

async fn measure(pages: usize) -> Done<()> {
    let data = tempfile::TempDir::new()?;
    let seeds = seed::sow(data.path(), pages).await?;
    let server = Server::start(data.path()).await?;
    page::warm_up(server.address, &seeds).await?;
    let empty = server.memory()?;

    let crowd = Crowd::gather(&server, &seeds, Manner::Waiting).await?;
    let full = server.memory()?;
    let mut idle = 0.0;
    for rate in RATES {
        let (cpu, times) = crowd.change(&server, rate, WINDOW).await?;
        let a_second = cpu.as_secs_f64() / WINDOW.as_secs_f64();
        if rate == 0 {
            idle = a_second;
        }
        let of_each = if rate == 0 { 0.0 } else { (a_second - idle) / f64::from(rate) };
        println!(
            "changes {rate} {} {} {} {:.0} {:.0}",
            times.len(),
            in_micros(&times, 50),
            in_micros(&times, 99),
            of_each * 1e6,
            a_second * 1e3
        );
    }
    crowd.leave(&server).await?;
    let after = server.memory()?;
    let of_each = full.saturating_sub(empty) / pages as u64;
    println!("memory {pages} {empty} {full} {of_each} {after}");

    let crowd = Crowd::gather(&server, &seeds, Manner::Asking(PAUSE)).await?;
    let (cpu, answers) = crowd.listen(&server, WINDOW).await?;
    let a_second = |amount: f64| amount / WINDOW.as_secs_f64();
    println!("asking {} {:.0} {:.0}", PAUSE.as_secs(), a_second(answers as f64), a_second(cpu.as_secs_f64() * 1e3));
    crowd.leave(&server).await?;
    println!("after {}", server.memory()?);
    Ok(())
}

/// So many of a hundred took no longer, microseconds; 0 where there are none.
fn in_micros(times: &[Duration], of_hundred: usize) -> u128 {
    let mut sorted = times.to_vec();
    sorted.sort_unstable();
    let place = (sorted.len() * of_hundred).div_ceil(100).saturating_sub(1);
    sorted.get(place).map_or(0, Duration::as_micros)
}
