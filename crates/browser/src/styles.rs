//! Styles that come with a part of a program: their rules go into the page's own style sheet, which needs no leave of a
//! Content-Security-Policy, as a `<style>` would.

use super::window::document;
use std::cell::RefCell;
use web_sys::CssStyleSheet;
use web_sys::wasm_bindgen::JsCast;

thread_local! {
    /// Where the texts are that were added: each is once.
    static ADDED: RefCell<Vec<*const u8>> = const { RefCell::new(Vec::new()) };
}

/// The rules of a text, each with all that stands in its braces. Comments are none.
fn rules(text: &str) -> Vec<String> {
    let mut plain = String::new();
    for (n, part) in text.split("/*").enumerate() {
        plain.push_str(if n == 0 { part } else { part.split_once("*/").map_or("", |(_, behind)| behind) });
    }
    let (mut all, mut rule, mut depth) = (Vec::new(), String::new(), 0_i32);
    for c in plain.chars() {
        rule.push(c);
        depth += i32::from(c == '{') - i32::from(c == '}');
        if c == '}' && depth == 0 {
            all.push(std::mem::take(&mut rule));
        }
    }
    all
}

/// Adds the rules of a style sheet behind those of the page, once. What this browser does not know is left out.
pub fn add(text: &'static str) {
    let is_new = ADDED.with_borrow_mut(|added| {
        let is_new = !added.contains(&text.as_ptr());
        added.push(text.as_ptr());
        is_new
    });
    let sheet = document().style_sheets().get(0).and_then(|sheet| sheet.dyn_into::<CssStyleSheet>().ok());
    let Some(sheet) = sheet.filter(|_| is_new) else { return };
    for rule in rules(text) {
        let behind = sheet.css_rules().map_or(0, |rules| rules.length());
        let _ = sheet.insert_rule_with_index(&rule, behind);
    }
}

#[cfg(test)]
mod tests {
    use super::rules;

    #[test]
    fn rules_are_parted_at_their_last_brace() {
        let text = "/* one { two } */\na { b: c; }\n@media (x) {\n  d { e: f; }\n  g { h: i; }\n}\n/* end */";
        let parted: Vec<String> = rules(text).iter().map(|rule| rule.trim().to_owned()).collect();
        assert_eq!(parted, ["a { b: c; }", "@media (x) {\n  d { e: f; }\n  g { h: i; }\n}"]);
    }

    #[test]
    fn every_brace_of_our_styles_is_closed() {
        for text in [
            include_str!("../../../style/fields.css"),
            include_str!("../../../style/viewing.css"),
            include_str!("../../../style/deciding.css"),
            include_str!("../../../style/tools.css"),
        ] {
            let count: usize = rules(text).iter().map(String::len).sum();
            let plain: usize =
                text.split("/*").skip(1).filter_map(|part| Some(part.split_once("*/")?.0.len() + 4)).sum();
            assert!(count + plain + 2 >= text.trim().len(), "{text}");
        }
    }
}
