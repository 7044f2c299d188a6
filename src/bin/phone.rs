//! The responsible person's entry: the page that a scanned code opens.

fn main() {
    beian::browser::window::take_over_shell();
    beian::phone::app::mount();
}
