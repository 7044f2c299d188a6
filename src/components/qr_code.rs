//! A QR code drawn in the browser as one SVG path: dark on white in both themes, with the quiet zone of ISO/IEC 18004.

use leptos::prelude::*;
use qrcode::{EcLevel, QrCode};

/// White modules around the code that readers need.
const QUIET: usize = 4;

/// Side length in modules, and the path of the dark ones; `None` where the text is too long for a code.
pub fn drawn(text: &str) -> Option<(usize, String)> {
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    // A line of the path for each run of dark modules in a row: short, and without seams between them.
    for (y, row) in code.to_colors().chunks(width).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|left, right| left == right) {
            if run.first() == Some(&qrcode::Color::Dark) {
                let (x, y, length) = (x + QUIET, y + QUIET, run.len());
                path.push_str(&format!("M{x} {y}h{length}v1h-{length}z"));
            }
            x += run.len();
        }
    }
    Some((width + 2 * QUIET, path))
}

/// A QR code of a text.
#[component]
pub fn QrImage(
    /// What it says.
    #[prop(into)]
    text: Signal<String>,
    /// What it is, for who does not see it.
    #[prop(into)]
    label: Signal<String>,
) -> impl IntoView {
    move || {
        drawn(&text.read()).map(|(side, path)| {
            view! {
                <svg class="qr" viewBox=format!("0 0 {side} {side}") role="img" aria-label=label.get()
                    shape-rendering="crispEdges">
                    <rect width=side.to_string() height=side.to_string() fill="#fff" />
                    <path d=path fill="#000" />
                </svg>
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_a_link_and_refuses_a_novel() {
        let (side, path) = drawn("https://beian.example/p#0123456789012345678901234567890123456789012").unwrap();
        assert!(
            side > 2 * QUIET + 21 && path.starts_with("M4 4h7v1h-7z"),
            "finder pattern begins inside the quiet zone"
        );
        assert!(drawn(&"x".repeat(5_000)).is_none());
    }
}
