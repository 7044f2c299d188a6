//! The applicant's entry: takes the place of the painted shell and mounts the application.

use beian::pages::app::App;
use beian::state::{Session, session};
use beian_browser::shell;
use leptos::prelude::*;

fn main() {
    beian_browser::client::server_clock::follow();
    beian_browser::window::spawn(start());
}

async fn start() {
    // A field that can be used already stays until it is known what comes in its place.
    let known = if shell::has_field() { session::asked().await } else { Session::Unknown };
    shell::take_over(move || {
        mount_to_body(move || {
            session::provide_session(known);
            App()
        })
    });
}
