//! The contract as a client meets it, against the whole router with a real database and folder.
//!
//! - `codes`: what is guessed; `full_disk`: no room; `this_machine_only`: outbox and simulator; `bombs`: pictures that would fill the memory.
//! - `harness`: server and clients; `database`: its database, SQLite or PostgreSQL; `s3_server`: a store for `api_s3`, which has some of these tests over again; `declared`: holds every answer against the contract; `steps`: the steps of the path; `engine`: in place of what reads pictures.
//! - `account_facts`: an account's resources and its real name; `authorisation_codes`: codes for one site of another account.
//! - `audit`: what is noted in the audit log; `bureau`: packages for the bureau, held against their form by `bureau_schema`; `bureau_results`: its results; `statistics` and `audit_page`: what seniors look at;
//! - `background`: what stands behind a filing at the desk;
//! - `before`: domains, the filing that blocks, an earlier organiser; `pasted`: what people paste; `path`: filings from the beginning to the end;
//!   `refusals`: bad input; `reminders`: messages, and what people are reminded of; `uploads`: attachments in parts; `handoff`: the phone's secret and session;
//!   `handoff_limits`: other phones, and how often is too often; `handoff_links`: a person elsewhere;
//!   `handoff_phone`: a phone when something comes between; `kept_pieces`: what is not taken again; `captures`: what the phone
//!   sends in parts; `attachment_by_phone`: the same for an attachment; `after`: what becomes of a verification; `videos`: videos and pictures;
//!   `verified_before`: who is verified already; `given_up`: who goes away in the middle; `readings`: what pictures
//!   say; `clocks`: what time does; `contract`: what holds for every endpoint; `served`: pages and their headers; `vault`: what
//!   lies sealed; `access`: who may do what in which state, by `askers`; `changes`: what may be done is done; `submitted`: what was submitted stands; `queue`: the
//!   staff's queue, page by page, `queue_search`: what narrows and finds; `claims`: who of the colleagues has what; `calendar`: working days; `unreadable`: rows that cannot be read; `shown`: links for staff; `retention`: what is deleted by rule; `returned`: a filing that came back; `drafts`: what was being written;
//!   `staff`: colleagues, their passwords and sessions; `second_factor`: their second factor;
//!   `texts`: the operator's texts, and what was agreed to; `waits`: how many pages wait at a time; `walk`: what holds whatever happens.

mod access;
mod account_facts;
mod afterwards;
mod askers;
mod assessment;
mod attachment_by_phone;
mod audit;
mod audit_page;
mod authorisation_codes;
mod background;
mod before;
mod bombs;
mod bureau;
mod bureau_results;
mod bureau_schema;
mod calendar;
mod calls;
mod captures;
mod changes;
mod claims;
mod client;
mod clocks;
mod codes;
mod contract;
mod database;
mod declared;
mod drafts;
mod engine;
mod filed;
mod full_disk;
mod given_up;
mod handoff;
mod handoff_limits;
mod handoff_links;
mod handoff_phone;
mod harness;
mod identity_documents;
mod kept_pieces;
mod library;
mod marks;
mod papers;
mod pasted;
mod path;
mod pdf;
mod queue;
mod queue_search;
mod quotas;
mod readings;
mod reads_go_on;
mod refusals;
mod reminders;
mod retention;
mod returned;
mod reuse;
#[path = "../common/s3.rs"]
mod s3_server;
mod second_factor;
mod served;
mod shown;
mod staff;
mod statistics;
mod steps;
mod submitted;
mod texts;
mod this_machine_only;
#[path = "../common/throw_away.rs"]
mod throw_away;
mod two_persons;
mod undo;
mod unreadable;
mod uploads;
mod vault;
mod videos;
mod waits;
mod walk;
