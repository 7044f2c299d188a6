//! The applicant's entry: takes the place of the painted shell and mounts the application.

use beian::pages::app::App;
use beian::state::session;
use beian_browser::shell;
use beian_browser::waiting::{first_of, rest};
use leptos::prelude::*;

/// So long the shell waits to know who is here, milliseconds.
const KNOWN_WITHIN: u32 = 3_000;

fn main() {
    beian_browser::client::server_clock::follow();
    beian_browser::window::spawn(start());
}

async fn start() {
    let mut asking = session::asked();
    // A field that can be used already stays until it is known what comes in its place; where that takes long, the pages say so.
    let known = match shell::has_field() {
        true => first_of(asking.as_mut(), rest(KNOWN_WITHIN)).await,
        false => None,
    };
    shell::take_over(move || {
        mount_to_body(move || {
            session::provide_session(known, asking);
            App()
        })
    });
}
