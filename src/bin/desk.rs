//! The staff's entry: the review desk.

use beian::pages::desk::app::DeskApp;
use leptos::prelude::*;

fn main() {
    beian::browser::window::take_over_shell();
    mount_to_body(DeskApp);
}
