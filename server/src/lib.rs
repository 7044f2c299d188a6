//! The reference server of Beian: the JSON contract of `beian_model::wire` over SQLite and a folder of uploads.
//!
//! Rooms by topic, from the bottom up: a room uses those that stand before it in this list and none after it (`rooms` holds them to it).
//!
//! - `clock`: the one clock; `secret`: random tokens and their hashes; `notifier`: who waits for a change.
//! - `config`: every setting with its default, and what each bureau asks.
//! - `audit`: what an entry of the audit log says, and whom a task works for.
//! - `decoding`: how much is decoded at a time.
//! - `sealing`: the bytes of uploads, sealed, and the keys to them.
//! - `storage`: the database, SQLite or PostgreSQL, and one transaction for whoever writes; what a room keeps is in its own `stored`.
//! - `carriers`: how SMS and e-mail leave; `ocr`: what a picture says; `oidc`: what an identity provider says.
//! - `app`: what every handler shares: the services above.
//! - `http`: what all routes share: problem documents, extractors, limits, logs, pages.
//! - `messages`: whom to tell of a change, the outbox, and how what is in it is sent.
//! - `accounts`: applicants and colleagues, codes and sessions.
//! - `access`: who may do what with which filing; stands before every handler.
//! - `directory`: cloud resources, authorisation codes, real names of accounts, domains, provinces.
//! - `uploads`: attachments in parts, looked at, kept, read.
//! - `verification`: what is found in a person's verification, and for whom it holds.
//! - `filings`: read, saved, submitted, and taken from state to state.
//! - `handoff`: what a phone does for a desktop.
//! - `review`: what staff see and decide.
//! - `bureau`: packages for the bureau, and its results; `oversight`: statistics, and who did what to a filing.
//! - `demo`: sample filings and the simulator of ministry and bureau; `jobs`: what happens by itself in time.
//! - `connections`: how many there are, and how long each may keep the server waiting.
//! - `router`: every room's routes, and what lies around them; `cli`: the command line.

pub mod access;
pub mod accounts;
pub mod app;
pub mod audit;
pub mod bureau;
pub mod carriers;
pub mod cli;
pub mod clock;
pub mod config;
pub mod connections;
pub mod decoding;
pub mod demo;
pub mod directory;
pub mod filings;
pub mod handoff;
pub mod http;
pub mod jobs;
pub mod maintenance;
pub mod messages;
pub mod notifier;
pub mod ocr;
pub mod oidc;
pub mod oversight;
pub mod pdf;
pub mod review;
pub mod router;
pub mod sealing;
pub mod secret;
pub mod storage;
pub mod uploads;
pub mod verification;

#[cfg(test)]
mod rooms;
