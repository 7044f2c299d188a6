//! One of two is killed amid requests: nothing that was acknowledged is lost, and who tries again goes on at the other.

use crate::pair::two;
use crate::person::{Answer, Person};
use beian_server::secret;
use data_encoding::BASE64;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

const CLIENTS: usize = 8;
/// Saves of each client once one server was killed.
const SAVES: usize = 15;
/// Bytes of a part of the upload.
const PART: usize = 500;

/// A client that saves again and again, one version over the other.
struct Writer {
    person: Person,
    id: String,
    document: Value,
    version: u64,
}

impl Writer {
    /// Saves; what was not answered may have been done all the same, which the document tells.
    async fn save(&mut self, name: &str) {
        let answer = self.person.save(&self.id, self.version, &mut self.document, name).await;
        self.version = match answer.status {
            412 => {
                let view = self.person.get(&format!("/filings/{}", self.id)).await.is(200);
                assert_eq!(view.json()["filing"]["organiser"]["name"], name, "somebody else wrote");
                view.version()
            }
            _ => answer.is(200).version(),
        };
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_there_and_who_tries_again_goes_on() {
    let ([mut one, other], store) = two().await;
    let servers = [one.address, other.address];
    let killed = Arc::new(AtomicBool::new(false));
    let mut writing = Vec::new();
    for n in 0..CLIENTS {
        let mut person = Person::applicant(&store, &servers, &format!("1380013800{n}")).await;
        let view = person.begin().await;
        let id = view["id"].as_str().unwrap().to_owned();
        let (document, version) = (view["filing"].clone(), view["version"].as_u64().unwrap());
        let mut writer = Writer { person, id, document, version };
        let killed = killed.clone();
        writing.push(tokio::spawn(async move {
            let (mut n, mut after) = (0, 0);
            while after < SAVES {
                n += 1;
                after += usize::from(killed.load(Ordering::SeqCst));
                writer.save(&format!("示例{n}")).await;
            }
            (writer, n)
        }));
    }
    // Beside them an upload, part by part.
    let mut sender = Person::applicant(&store, &servers, "13900139000").await;
    let filing = sender.begin().await["id"].as_str().unwrap().to_owned();
    let bytes = picture();
    let begun = begin_upload(&mut sender, &filing, &bytes).await.is(201).json();
    let upload = format!("/filings/{filing}/uploads/{}", begun["id"].as_str().unwrap());
    let received = Arc::new(AtomicUsize::new(0));
    let sending = {
        let (received, bytes) = (received.clone(), bytes.clone());
        tokio::spawn(async move {
            let view = send(&mut sender, &upload, &bytes, &received).await;
            (sender, view)
        })
    };
    while received.load(Ordering::SeqCst) < bytes.len() / 2 {
        tokio::task::yield_now().await;
    }
    one.kill().await;
    killed.store(true, Ordering::SeqCst);
    // The other one has every part that was acknowledged, and puts them together.
    let (mut sender, view) = sending.await.unwrap();
    let picture = view["uploaded"]["pages"][0]["id"].as_str().unwrap().to_owned();
    let kept = sender.get(&format!("/filings/{filing}/attachments/{picture}")).await.is(200);
    assert!(kept.body().starts_with(&[0xff, 0xd8]), "a picture");

    let mut retried = sender.retried;
    for client in writing {
        let (mut writer, n) = client.await.unwrap();
        let view = writer.person.get(&format!("/filings/{}", writer.id)).await.is(200);
        // Each save made one version, and the last is what is there.
        assert_eq!(view.json()["filing"]["organiser"]["name"], format!("示例{n}"));
        assert_eq!(view.version(), 1 + n as u64);
        retried += writer.person.retried;
    }
    assert!(retried > 0, "nobody met the server that was killed");
    // It comes back, and knows what was done without it.
    one.start().await;
    sender.at(&[one.address]).get(&format!("/filings/{filing}/attachments/{picture}")).await.is(200);
}

/// A picture of some kilobytes.
fn picture() -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbImage::from_fn(1200, 900, |x, y| image::Rgb([x as u8, y as u8, 90]));
    picture.write_to(&mut bytes, image::ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

async fn begin_upload(sender: &mut Person, filing: &str, bytes: &[u8]) -> Answer {
    let body =
        json!({ "slot": "organiser.licence", "name": "a.jpg", "size": bytes.len(), "sha256": secret::sha256(bytes) });
    sender.post(&format!("/filings/{filing}/uploads"), &body).await
}

/// Sends a file, a part at a time, each after the one before was acknowledged; what is said of it then.
async fn send(sender: &mut Person, upload: &str, bytes: &[u8], received: &AtomicUsize) -> Value {
    let mut view = Value::Null;
    for part in bytes.chunks(PART) {
        let start = received.load(Ordering::SeqCst);
        let digest = format!("sha-256=:{}:", BASE64.encode(&Sha256::digest(part)));
        let answer = sender.ask("PUT", &format!("{upload}/parts/{start}"), &[("content-digest", &digest)], part).await;
        view = answer.is(200).json();
        received.store(start + part.len(), Ordering::SeqCst);
    }
    view
}
