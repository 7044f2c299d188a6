//! The real program, killed (SIGKILL) fifty times amid uploads, with the folder and with an S3 store: nothing that it had acknowledged is lost, no
//! row names a file that is missing, and after the sweep no file is left that no row names.
//!
//! - `applicant`: who uploads, and goes on after each cut; `program`: started, killed, started again.
#![cfg(unix)]

mod applicant;
mod program;
#[path = "../common/s3.rs"]
mod s3_server;

use applicant::{Applicant, Kept};
use beian_server::app::App;
use beian_server::clock::Clock;
use beian_server::config::Config;
use beian_server::jobs::scheduler;
use beian_server::secret;
use program::Program;
use s3_server::S3Server;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, SystemTime};
use tempfile::TempDir;
use tokio::sync::watch;

/// How often each of the two is killed: fifty times in all.
const KILLS: u64 = 25;
/// Older than a file may be that nothing names.
const OLD: Duration = Duration::from_secs(3 * 86_400);

#[tokio::test(flavor = "multi_thread")]
async fn with_the_folder() {
    let folder = TempDir::new().unwrap();
    let config = Config { data: folder.path().join("data"), ..Config::default() };
    let uploads = config.data.join("uploads");
    killed_amid_uploads(folder.path(), config, &uploads).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn with_an_s3_store() {
    let folder = TempDir::new().unwrap();
    let store = S3Server::start(&folder.path().join("s3"));
    let mut config = Config { data: folder.path().join("data"), ..Config::default() };
    store.configure(&mut config);
    killed_amid_uploads(folder.path(), config, &store.uploads()).await;
}

async fn killed_amid_uploads(folder: &Path, config: Config, uploads: &Path) {
    let beside = App::open(config.clone(), Clock::system()).await.unwrap();
    let mut program = Program::start(folder, &config).await;
    let (sent, mut so_far) = watch::channel(0_u64);
    let (sent, over) = (Arc::new(sent), Arc::new(AtomicBool::new(false)));
    let mut people = Vec::new();
    // One sends files that go to the store in parts of its own, three send small ones.
    for (n, size) in [(8 << 20) + 4096, 700 << 10, 600 << 10, 300 << 10].into_iter().enumerate() {
        let mut applicant = Applicant::signed_in(&program, &beside, n, sent.clone()).await;
        let over = over.clone();
        people.push(tokio::spawn(async move {
            let mut kept = Vec::new();
            while !over.load(Ordering::Relaxed) {
                kept.push(applicant.upload(size).await);
            }
            (applicant, kept)
        }));
    }
    for n in 0..KILLS {
        // Some requests later, and a moment into one of them.
        let until = *so_far.borrow() + 1 + n * 7 % 11;
        so_far.wait_for(|sent| *sent >= until).await.unwrap();
        tokio::time::sleep(Duration::from_micros(n * 1931 % 15_000)).await;
        program.kill();
        program.start_again().await;
    }
    over.store(true, Ordering::Relaxed);
    let (mut all, mut cuts) = (0, 0);
    for one in people {
        let (applicant, kept) = one.await.unwrap();
        cuts += applicant.cuts;
        all += kept.len();
        for Kept { page, sha256 } in kept {
            assert_eq!(secret::sha256(&applicant.shown(&page).await), sha256, "what was acknowledged is there, whole");
        }
    }
    assert!(all > 0 && cuts > 0, "{all} uploads, {cuts} parts were cut");
    program.kill();

    let app = App::open(config, Clock::system()).await.unwrap();
    let named: BTreeSet<String> = app.store.named_files().await.unwrap().into_iter().collect();
    for name in &named {
        assert!(app.files.get(name).await.is_ok(), "a row names {name}, which is not there");
    }
    let before = lying(uploads);
    age(uploads);
    scheduler::tick(&app).await.unwrap();
    assert_eq!(lying(uploads), named, "after the sweep everything is named");
    println!("{all} uploads, {cuts} cuts, {} files, {} of them swept", before.len(), before.len() - named.len());
}

fn files(uploads: &Path) -> impl Iterator<Item = PathBuf> {
    std::fs::read_dir(uploads).unwrap().map(|entry| entry.unwrap().path())
}

/// Everything that lies there, what was being written included.
fn lying(uploads: &Path) -> BTreeSet<String> {
    files(uploads).map(|path| path.file_name().unwrap().to_str().unwrap().to_owned()).collect()
}

/// As if nobody had written there for days.
fn age(uploads: &Path) {
    for file in files(uploads) {
        std::fs::File::options().write(true).open(file).unwrap().set_modified(SystemTime::now() - OLD).unwrap();
    }
}
