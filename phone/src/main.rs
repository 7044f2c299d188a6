//! The responsible person's entry: the page that a scanned code opens.

fn main() {
    beian_browser::window::take_over_shell();
    beian_phone::app::mount();
}
