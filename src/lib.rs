//! Beian, an ICP filing console (网站备案控制台): the applicant's wizard, and the pieces that the staff's desk shares with it.
//!
//! - `chunk`: what comes in files of its own, later than the first.
//! - `dynamic`: parts of a view, values and doings that change by themselves.
//! - `state`: the open filing, its saving and its findings; the requests of what pages are made of.
//! - `components`: what pages are made of.
//! - `routes`: the addresses of the pages: put together, and read.
//! - `pages`: one file a route.

pub mod chunk;
pub mod components;
pub mod dynamic;
#[cfg(test)]
mod layers;
pub mod pages;
pub mod routes;
#[cfg(test)]
mod shell_words;
pub mod state;
