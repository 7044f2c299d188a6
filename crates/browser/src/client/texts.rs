//! Where the operator's texts and the blank forms are read: pages that the server draws.

use super::api_base;
use beian_locale::Lang;
use beian_model::Path;

/// The address of a text in a language, such as `help`, or of a part of it: `help#code`.
pub fn text(name: &str, lang: Lang) -> String {
    let mut address = api_base();
    address.push_str(if lang == Lang::Chinese { "/texts/zh/" } else { "/texts/en/" });
    address.push_str(name);
    address
}

/// The address of the blank form of a slot.
pub fn blank_form(slot: Path) -> String {
    format!("{}/templates/{slot}", api_base())
}
