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

/// The address of the blank form of a slot, in a province where one is named: its bureau may have a form of its own.
pub fn blank_form(slot: Path, province: &str) -> String {
    let asked = if province.is_empty() { "" } else { "?province=" };
    format!("{}/templates/{slot}{asked}{province}", api_base())
}
