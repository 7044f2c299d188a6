//! Beian, an ICP filing console (网站备案控制台): what the browser runs, and what it shares with the server.
//!
//! - [`model`]: what a filing is: plain serde types, and so the JSON contract.
//! - [`guidance`]: what a camera's frame is worth, as pure functions over pixels.
//! - [`rules`]: every check, as pure functions over the model.
//! - [`locale`]: the words a person reads, in two languages, checked at compile time.
//! - `browser`: what all pages take of it: window, language, focus, canvas, store (feature `phone`).
//! - `client`: the backend over JSON (feature `phone`).
//! - `state`: the open filing, its saving and its findings (feature `web`).
//! - `components`: what pages are made of (feature `web`).
//! - `pages`: one file a route (feature `web`).
//! - `phone`: the page on the phone (feature `phone`).

// First, and with its macro: `coded!` makes the enums of all three.
#[macro_use]
pub mod model;

pub mod guidance;
pub mod locale;
pub mod rules;

#[cfg(feature = "phone")]
pub mod browser;
#[cfg(feature = "phone")]
pub mod client;
#[cfg(feature = "web")]
pub mod components;
#[cfg(feature = "web")]
pub mod pages;
#[cfg(feature = "phone")]
pub mod phone;
#[cfg(feature = "web")]
pub mod state;
