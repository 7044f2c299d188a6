//! The reference server of Beian: the JSON contract of `beian_model::wire` over SQLite and a folder of uploads.
//!
//! - `config`: every setting with its default; `clock`: the one clock; `secret`: random tokens and their hashes.
//! - `store`: what is kept, as a trait, and its SQLite implementation; `files`: the bytes of uploads.
//! - `folder`: how they lie on the disk; `keys`, `vault`: sealing them; `rotation`: under a new key; `staff_links`: how staff see them; `retention`: deleting them by rule.
//! - `auth`: who asks: applicant, colleague or phone; and whether the request came from our own pages.
//! - `routes`: one file an area of the contract; `view`: rows as the contract shows them.
//! - `changes`: whether something of a filing may change now, by this actor; every writing route asks it.
//! - `moves`: a change of state with everything that belongs to it; `notices`: whom to tell.
//! - `parts`: files that arrive in parts; `attachments`: attachments as they are kept; `handoffs`: what a phone captures, and where it goes;
//!   `links`: messages with the link of a hand-off.
//! - `pictures`, `videos`: what an upload really is; `decoding`: how much is decoded at a time; `checks`: what only a server can check; `catalogue`: what
//!   each bureau asks; `check`: the rules on the command line; `resources`: cloud resources.
//! - `ocr`: what a picture says; `readings`: reading it once, and keeping what was read.
//! - `after`: what becomes of a verification when its phone has finished; `earlier`: for whom it holds, and where.
//! - `limits`: how often is too often; `hub`: who waits for a change; `clockwork`: what happens by itself in time;
//!   `trusted_clock`: whether the clock is to be trusted with that.
//! - `cli`: the command line; `disk`: whether the disk is full; `private`: what only the server's own user may read.
//! - `problem`: every refusal as a problem document; `objects`: objects are read from objects only; `pages`: the built browser side; `plain_page`: pages of
//!   the server's own; `telemetry`: logs; `unbroken`: a change is made to its end, though its asker has gone.
//! - `demo`: sample filings and the simulator of ministry and bureau.

pub mod app;
pub mod assessment;
pub mod attachments;
pub mod auth;
pub mod catalogue;
pub mod changes;
pub mod check;
pub mod checks;
pub mod cli;
pub mod clock;
pub mod config;
pub mod decoding;
pub mod demo;
pub mod disk;
pub mod files;
pub mod folder;
pub mod handoffs;
pub mod keys;
pub mod limits;
pub mod links;
pub mod notices;
pub mod notifier;
mod objects;
pub mod ocr;
pub mod pages;
pub mod parts;
pub mod pictures;
pub mod plain_page;
pub mod private;
pub mod problem;
pub mod readings;
pub mod resources;
pub mod retention;
pub mod reuse;
pub mod rotation;
pub mod routes;
pub mod run_to_completion;
pub mod scheduler;
pub mod secret;
pub mod staff_links;
pub mod store;
pub mod telemetry;
pub mod transitions;
pub mod trusted_clock;
pub mod vault;
pub mod videos;
pub mod view;
