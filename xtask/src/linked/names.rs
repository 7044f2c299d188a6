//! Names that a person reads, and which of them belong together.

use super::wasm_names::crate_of;

/// So long a name is still printed in full; some, of nested views, fill pages.
const LONGEST: usize = 150;

/// What stands for the crate of data that has no name of its own.
pub const DATA: &str = "(data)";
/// The family of such data that says something; then the other two families of it.
pub const TEXT: &str = "(data: text)";
/// Tables of functions and of other data.
pub const TABLES: &str = "(data: tables of references)";
/// All else.
pub const OTHER: &str = "(data: other)";

/// A symbol as the source writes it, without its hash.
pub fn readable(symbol: &str) -> String {
    let name = format!("{:#}", rustc_demangle::demangle(symbol));
    match name.rsplit_once("::h") {
        Some((rest, hash)) if hash.len() == 16 && hash.bytes().all(|it| it.is_ascii_hexdigit()) => rest.to_owned(),
        _ => name,
    }
}

/// What all copies of one generic function share: its readable name without the types that it was made for.
pub fn family(readable: &str) -> String {
    let mut family = String::with_capacity(readable.len());
    let (mut depth, mut before) = (0_usize, ' ');
    for (at, it) in readable.char_indices() {
        match it {
            '<' if depth > 0 => depth += 1,
            '<' if is_list(&family, &readable[at..]) => {
                depth = 1;
                family.truncate(family.trim_end_matches("::").len());
            }
            // Not the end of an arrow.
            '>' if depth > 0 && before != '-' => depth -= 1,
            _ if depth > 0 => {}
            _ => family.push(it),
        }
        before = it;
    }
    family
}

/// Whether an angle opens a list of types, after a name, and not a type that says of which trait a function is.
fn is_list(before: &str, from: &str) -> bool {
    let after_name = before.ends_with("::") || before.ends_with(|it: char| it.is_alphanumeric() || it == '_');
    after_name && !from.starts_with("<impl ")
}

/// The crate of a symbol of data; a name that the compiler made up tells of none.
pub fn crate_of_data(symbol: &str) -> String {
    if has_path(symbol) { crate_of(symbol) } else { DATA.to_owned() }
}

/// Whether a symbol of data has a name in the source.
pub fn has_path(symbol: &str) -> bool {
    readable(symbol).contains("::")
}

/// A name short enough for a line.
pub fn short(name: &str) -> String {
    match name.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

/// What data says, where it is text.
pub fn text(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?;
    let is_text = text.chars().count() > 2 && !text.chars().any(|it| it.is_control() && it != '\n');
    is_text.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_their_hash_whatever_the_mangling() {
        for (symbol, expected) in [
            ("_ZN5beian5rules5check17h0123456789abcdefE", "beian::rules::check"),
            ("_RNvC6_123foo3bar", "123foo::bar"),
            ("beian::rules::check::h0123456789abcdef", "beian::rules::check"),
            ("beian::rules::hold", "beian::rules::hold"),
            ("__wbindgen_malloc", "__wbindgen_malloc"),
        ] {
            assert_eq!(readable(symbol), expected, "{symbol}");
        }
    }

    #[test]
    fn copies_of_a_generic_function_are_one_family() {
        for (name, expected) in [
            ("core::ptr::drop_in_place<beian::Filing<u8>>", "core::ptr::drop_in_place"),
            ("a::b::<fn(u8) -> c::D>::{closure#0}", "a::b::{closure#0}"),
            ("<a::Map<I,F> as a::Iter<T>>::next", "<a::Map as a::Iter>::next"),
            ("<<a::B as c::D>::E as f::G<u8>>::h", "<<a::B as c::D>::E as f::G>::h"),
            (
                "core::fmt::num::<impl core::fmt::Debug for u32>::fmt",
                "core::fmt::num::<impl core::fmt::Debug for u32>::fmt",
            ),
            ("<(A,B) as tachys::Render>::build", "<(A,B) as tachys::Render>::build"),
            ("a::b", "a::b"),
        ] {
            assert_eq!(family(name), expected);
        }
    }

    #[test]
    fn data_is_told_by_its_name_or_by_what_it_says() {
        assert_eq!(crate_of_data("_ZN5beian5WORDS17h0123456789abcdefE"), "beian");
        assert_eq!(crate_of_data(".Lanon.0123.4"), "(data)");
        assert_eq!(text("备案 号".as_bytes()).as_deref(), Some("备案 号"));
        assert_eq!(text(&[1, 0, 0, 0]), None);
        assert_eq!(text(&[0xff, 0xfe, 0x41]), None);
    }

    #[test]
    fn a_long_name_is_cut_between_letters() {
        assert_eq!(short("a::b"), "a::b");
        assert_eq!(short(&"号".repeat(200)).chars().count(), LONGEST + 1);
    }
}
