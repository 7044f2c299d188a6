//! The staff's entry: the review desk.

use beian_desk::app::DeskApp;
use leptos::prelude::*;

fn main() {
    beian_browser::window::take_over_shell();
    beian_browser::client::server_clock::follow();
    mount_to_body(DeskApp);
}
