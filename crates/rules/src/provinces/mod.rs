//! What each bureau asks beyond the national rules: one TOML file a province, which a compliance officer can read and change.
//! Its vocabulary is [`beian_model::Requirement`]. The server has all 31 of them and lets an operator override each; the
//! browser is told of its filing's province through [`beian_model::Facts`], so that a change needs no new build.

mod read;

pub use read::{Unreadable, read};

use beian_model::{Province, ProvinceRules};

macro_rules! files {
    ($($code:literal)+) => { [$(($code, include_str!(concat!($code, ".toml")))),+] };
}

/// The project's own files, by the codes of the provinces.
const FILES: [(&str, &str); 31] = files! {
    "bj" "tj" "he" "sx" "nm" "ln" "jl" "hl" "sh" "js" "zj" "ah" "fj" "jx" "sd" "ha" "hb" "hn" "gd" "gx" "hi" "cq" "sc" "gz" "yn" "xz" "sn" "gs" "qh" "nx" "xj"
};

/// What each bureau asks by the project's own files, in the order of the provinces.
///
/// # Errors
/// [`Unreadable`]: a file is not of the form that this program reads; the tests keep that from happening.
pub fn all() -> Result<Vec<ProvinceRules>, Unreadable> {
    let one = |province: &Province| {
        let file = FILES.iter().find(|(code, _)| *code == province.as_str());
        let (code, text) = file.ok_or_else(|| Unreadable(format!("{province}: no file")))?;
        read(text).map_err(|Unreadable(wrong)| Unreadable(format!("{code}.toml: {wrong}")))
    };
    Province::ALL.iter().map(one).collect()
}
