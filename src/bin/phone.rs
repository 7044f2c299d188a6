//! The responsible person's entry: the page that a scanned code opens.

use beian::pages::phone::app::PhoneApp;
use leptos::prelude::*;

fn main() {
    beian::pages::take_over_shell();
    mount_to_body(PhoneApp);
}
