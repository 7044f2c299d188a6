//! What all pages take of the browser, without the framework's views, and the client of the JSON API.
//!
//! - `client`: the backend over JSON.
//! - `window`: window, document, listeners, work that waits.
//! - `shell`: what the html shows before the program runs, and how it gives place.
//! - `waiting`: waiting with an end.
//! - `language`: the language of the pages, remembered by the browser.
//! - `focus`: moving the focus.
//! - `canvas`: pictures drawn anew.
//! - `store`: the browser's own store.
//! - `styles`: styles that come with a part of a program.
//! - `random`: random bytes for keys and ids.
//! - `json`: JSON into values.
//! - `keys`: keys that belong to an input method.

pub mod canvas;
pub mod client;
pub mod focus;
pub mod json;
pub mod keys;
pub mod language;
pub mod random;
pub mod shell;
pub mod store;
pub mod styles;
pub mod waiting;
pub mod window;

/// The item of the tab's own store (`sessionStorage`) in which the wizard leaves its path for the phone's page, which goes back there.
pub const CAME_FROM: &str = "beian.from";
