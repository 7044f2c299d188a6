//! The applicant's entry: takes the place of the painted shell and mounts the application.

use beian::pages::app::App;
use leptos::prelude::*;

fn main() {
    beian_browser::window::take_over_shell();
    beian_browser::client::server_clock::follow();
    mount_to_body(App);
}
