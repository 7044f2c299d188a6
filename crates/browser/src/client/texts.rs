//! Where the operator's texts are read: pages that the server draws.

use super::api_base;
use beian_locale::Lang;

/// The address of a text in a language, such as `help`, or of a part of it: `help#code`.
pub fn text(name: &str, lang: Lang) -> String {
    let lang = match lang {
        Lang::Chinese => "zh/",
        Lang::English => "en/",
    };
    [&api_base(), "/texts/", lang, name].concat()
}
