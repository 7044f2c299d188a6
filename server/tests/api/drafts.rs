//! What lies on the disk of a server that ended while it wrote: nobody knows it, and it goes when nobody writes it any more.

use crate::harness::{MOBILE, NOW, Server};
use crate::steps::prepare;
use beian_server::jobs::scheduler;
use std::path::Path;
use std::time::{Duration, SystemTime};

const DAY: i64 = 86_400;

#[tokio::test]
async fn what_was_being_written_when_a_process_ended_is_swept_too() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    prepare(&server, &mut applicant).await;
    let (uploads, keys) = (server.uploads_folder(), server.folder().join("keys"));
    let drafts = [uploads.join("0123456789abcdef01234567#1"), uploads.join("left#12"), keys.join("left.new")];
    let set_age = |path: &Path, age: i64| {
        let written = SystemTime::UNIX_EPOCH + Duration::from_secs((NOW - age) as u64);
        std::fs::File::options().write(true).open(path).unwrap().set_modified(written).unwrap();
    };
    for draft in &drafts {
        std::fs::write(draft, b"half of a file").unwrap();
        set_age(draft, 2 * DAY - 60);
    }
    scheduler::tick(&server.app).await.unwrap();
    assert!(drafts.iter().all(|draft| draft.exists()), "they may still be written");
    for entry in std::fs::read_dir(&uploads).unwrap().chain(std::fs::read_dir(&keys).unwrap()) {
        set_age(&entry.unwrap().path(), 30 * DAY);
    }
    server.app.clock.advance(3600);
    scheduler::tick(&server.app).await.unwrap();
    assert!(drafts.iter().all(|draft| !draft.exists()));
    assert_eq!(server.uploads(), 5);
    assert!(keys.join("keys.toml").exists());
}
