//! What lies on the disk: sealed, whoever sent it; what was put there unsealed is shown to nobody.

use crate::harness::{MOBILE, Server, jpeg};
use crate::shown::{asked, captured};
use crate::steps::{begun_upload, prepare, submit};
use beian_server::sealing::keys;
use beian_server::sealing::rotation;
use beian_server::sealing::rotation::Rotated;
use beian_server::sealing::vault::Vault;
use beian_server::storage::CaptureRow;
use http::StatusCode;
use std::path::{Path, PathBuf};

/// Every file below a folder that holds these bytes.
pub fn holding(folder: &Path, bytes: &[u8]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(holding(&path, bytes));
        } else if std::fs::read(&path).unwrap().windows(bytes.len()).any(|part| part == bytes) {
            found.push(path);
        }
    }
    found
}

#[tokio::test]
async fn every_upload_is_sealed_on_the_disk() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let prepared = prepare(&server, &mut applicant).await;
    // A part of an upload that has not yet arrived whole.
    let bytes = begun_upload(&mut applicant, &prepared.id).await;
    assert_eq!(server.uploads(), 6);
    for entry in std::fs::read_dir(server.uploads_folder()).unwrap() {
        assert!(Vault::is_sealed(&std::fs::read(entry.unwrap().path()).unwrap()));
    }
    for sent in [jpeg(1280, 800), jpeg(1600, 1130), bytes] {
        assert!(holding(&server.folder(), &sent[1000..1064]).is_empty());
    }
}

#[tokio::test]
async fn a_picture_that_is_not_sealed_is_shown_once_the_rotation_was_told_to_seal_it() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let prepared = prepare(&server, &mut applicant).await;
    submit(&mut applicant, &prepared.id, prepared.version, "first-key").await.is(StatusCode::OK);
    let CaptureRow { file, verification, .. } = captured(&server, &prepared.id).await.remove(0);
    let place = server.uploads_folder().join(file);
    std::fs::write(&place, jpeg(1280, 800)).unwrap();
    let mut reviewer = server.reviewer().await;
    let look = async |reviewer: &mut crate::harness::Client| {
        let path = asked(reviewer, &prepared.id, verification.as_str(), "portrait").await;
        reviewer.get(&path).await
    };
    look(&mut reviewer).await.refused(500, "internal");
    let rotated = rotation::rotate(&server.app.files, false).await.unwrap();
    assert_eq!((rotated.current, rotated.from_plain, rotated.failed.len()), (4, 0, 1));
    assert!(!Vault::is_sealed(&std::fs::read(&place).unwrap()));
    look(&mut reviewer).await.refused(500, "internal");
    let rotated = rotation::rotate(&server.app.files, true).await.unwrap();
    assert_eq!(rotated, Rotated { current: 4, from_plain: 1, ..Rotated::default() });
    assert!(Vault::is_sealed(&std::fs::read(&place).unwrap()));
    assert_eq!(look(&mut reviewer).await.is(StatusCode::OK).body, jpeg(1280, 800));
}

#[tokio::test]
async fn an_altered_or_swapped_file_is_shown_to_nobody() {
    let server = Server::start().await;
    let mut applicant = server.applicant(MOBILE).await;
    let prepared = prepare(&server, &mut applicant).await;
    submit(&mut applicant, &prepared.id, prepared.version, "first-key").await.is(StatusCode::OK);
    let captures = captured(&server, &prepared.id).await;
    let place = |n: usize| server.uploads_folder().join(&captures[n].file);
    std::fs::copy(place(1), place(0)).unwrap();
    let mut reviewer = server.reviewer().await;
    let what = captures[0].capture.as_str();
    let path = asked(&mut reviewer, &prepared.id, captures[0].verification.as_str(), what).await;
    reviewer.get(&path).await.refused(500, "internal");
}

#[tokio::test]
async fn the_configured_key_seals_and_its_secret_is_nowhere_in_the_data() {
    let key = keys::new();
    let configured = key.clone();
    let server = Server::with(move |config| config.vault.keys.push(configured)).await;
    let mut applicant = server.applicant(MOBILE).await;
    prepare(&server, &mut applicant).await;
    assert_eq!(holding(&server.uploads_folder(), key.id.as_bytes()).len(), 5);
    assert!(!server.folder().join("keys").exists());
    assert!(holding(&server.folder(), key.key.as_bytes()).is_empty());
    assert!(!server.app.config.printed().contains(&key.key));
}
