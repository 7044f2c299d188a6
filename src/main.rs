//! The applicant's entry: takes the place of the painted shell and mounts the application.

use beian::pages::app::App;
use beian::state::session;
use beian_browser::shell;
use beian_browser::waiting::{first_of, rest};
use leptos::prelude::*;

/// So long a shell with a field waits to know who is here, milliseconds.
const KNOWN_WITHIN: u32 = 3_000;
/// So long any other does: the session was asked for before the program, and mostly is there already. Then nothing is drawn twice.
const KNOWN_SOON: u32 = 200;

fn main() {
    beian_browser::client::server_clock::follow();
    beian_browser::window::spawn(start());
}

async fn start() {
    let mut asking = session::asked();
    // A field that can be used already stays until it is known what comes in its place; where that takes long, the pages say so.
    let within = if shell::has_field() { KNOWN_WITHIN } else { KNOWN_SOON };
    let known = first_of(asking.as_mut(), rest(within)).await;
    shell::take_over(move || {
        mount_to_body(move || {
            session::provide_session(known, asking);
            App()
        })
    });
}
