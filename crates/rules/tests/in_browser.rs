//! The rules in a browser find what they find on a server: the fingerprint that docs/rules.md was written with.
#![cfg(target_arch = "wasm32")]

use beian_locale::Lang;
use beian_model::Path;
use beian_rules::identifiers::idn;
use beian_rules::random::fingerprint;
use beian_rules::words::message;
use beian_rules::{SaidBy, provinces, rules};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn a_thousand_filings_have_the_same_findings_here() {
    let provinces = provinces::all().unwrap();
    let here = format!("`{:016x}`", fingerprint(1_000, &provinces));
    assert!(include_str!("../../../docs/rules.md").contains(&here), "{here} is not in docs/rules.md");
}

/// What the server or a reviewer says comes with its sentence: a page carries no words for it, and those for everything else.
#[wasm_bindgen_test]
fn a_page_has_words_for_what_it_says_itself_and_for_nothing_else() {
    for rule in rules() {
        let is_said_here = !matches!(rule.said_by, SaidBy::Server | SaidBy::Reviewer);
        for lang in Lang::ALL {
            assert_eq!(message(&rule.at(Path::Filing), *lang) != rule.id, is_said_here, "{}", rule.id);
        }
    }
}

#[wasm_bindgen_test]
fn the_browsers_parser_reads_chinese_domains_as_the_tables_do() {
    for (text, ascii) in [
        ("示例甲.中国", Some("xn--fsqv13goyc.xn--fiqs8s")),
        ("示例乙.公司", Some("xn--ojqx2aw82g.xn--55qx5d")),
        ("bücher.com", Some("xn--bcher-kva.com")),
        ("ＥＸＡＭＰＬＥ.com", Some("example.com")),
        ("xn--fsqv13goyc.xn--fiqs8s", Some("xn--fsqv13goyc.xn--fiqs8s")),
        ("xn--a.com", None),
        ("❤.com", None),
        ("示例 甲.com", None),
        ("示例_甲.com", None),
        ("示例/甲.中国", None),
        ("", None),
    ] {
        assert_eq!(idn::to_ascii(text).filter(|ascii| !ascii.is_empty()).as_deref(), ascii, "{text}");
    }
}
