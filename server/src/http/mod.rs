//! What all routes share: how a request is read, limited, refused and logged, and what every answer carries.
//!
//! - `problem`: every refusal as a problem document; `extract`: what handlers take of a request; `wait`: long polls; `limits`: how often is too often.
//! - `asked`: which host a request named; `origin`: writes come from our own pages; `peer`: who is connected.
//! - `request_log`: logs; `run_to_completion`: a change is made to its end, though its asker has gone; `health`: for who watches the server.
//! - `pages`: the built browser side, with its security headers; `plain_page`: pages of the server's own; `strict_transport`: HTTPS and nothing else.

pub mod asked;
pub mod extract;
pub mod health;
pub mod limits;
pub mod origin;
pub mod pages;
pub mod peer;
pub mod plain_page;
pub mod problem;
pub mod request_log;
pub mod run_to_completion;
pub mod strict_transport;
pub mod wait;
