//! What `api` says of uploads, over again with a store of S3 in the folder's place; `store`: what holds of such a store alone.

// Of what these tests share, those that are not here use some.
#![allow(dead_code)]

#[path = "../api/attachment_by_phone.rs"]
mod attachment_by_phone;
#[path = "../api/captures.rs"]
mod captures;
#[path = "../api/client.rs"]
mod client;
#[path = "../api/database.rs"]
mod database;
#[path = "../api/declared.rs"]
mod declared;
#[path = "../api/engine.rs"]
mod engine;
#[path = "../api/handoff.rs"]
mod handoff;
#[path = "../api/harness.rs"]
mod harness;
#[path = "../api/identity_documents.rs"]
mod identity_documents;
#[path = "../api/kept_pieces.rs"]
mod kept_pieces;
#[path = "../api/retention.rs"]
mod retention;
#[path = "../api/reuse.rs"]
mod reuse;
#[path = "../common/s3.rs"]
mod s3_server;
#[path = "../api/shown.rs"]
mod shown;
#[path = "../api/steps.rs"]
mod steps;
mod store;
#[path = "../common/throw_away.rs"]
mod throw_away;
#[path = "../api/uploads.rs"]
mod uploads;
#[path = "../api/vault.rs"]
mod vault;
#[path = "../api/videos.rs"]
mod videos;
