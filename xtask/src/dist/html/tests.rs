//! What is read in a page of trunk's, and what is written in its place.

use super::*;

const TRUNK: &str = r#"<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<!-- kept: <script>not a script</script> -->

<script type="module">
import init, * as bindings from '/beian-10c7.js';
const wasm = await init({ module_or_path: '/beian-10c7_bg.wasm' });
window.wasmBindings = bindings;
dispatchEvent(new CustomEvent("TrunkApplicationStarted", {detail: {wasm}}));
</script>
<link rel="stylesheet" href="/a-9c.css"/>
<link rel="stylesheet" href="/b-93.css"/>
<link rel="icon" href=/favicon-77.svg type="image/svg+xml">
<script src="/shell.js"></script>
<link rel="modulepreload" href="/beian-10c7.js" crossorigin="anonymous"><link rel="preload" href="/beian-10c7_bg.wasm" crossorigin="anonymous" as="fetch" type="application/wasm"></head>
<body><main id="main">1 < 2</main></body></html>"#;

fn asset(url: &str) -> Asset {
    Asset { url: url.to_owned(), integrity: "sha256-x".to_owned() }
}

#[test]
fn finds_what_trunk_refers_to() -> Result<()> {
    let found = references(TRUNK)?;
    assert_eq!(found.glue, "/beian-10c7.js");
    assert_eq!(found.wasm, "/beian-10c7_bg.wasm");
    assert_eq!(found.stylesheets, ["/a-9c.css", "/b-93.css"]);
    assert_eq!(found.scripts, ["/shell.js"]);
    assert_eq!(found.others, ["/favicon-77.svg"]);
    Ok(())
}

#[test]
fn leaves_nothing_inline_but_the_shells_script_and_puts_integrity_on_everything() -> Result<()> {
    let links = Links {
        stylesheet: Some(asset("/assets/beian-1.css")),
        modules: vec![asset("/assets/beian-2.js")],
        wasm: "/assets/beian-5.wasm".to_owned(),
        start: asset("/assets/beian-start-3.js"),
        later: BTreeMap::new(),
        scripts: BTreeMap::from([("/shell.js".to_owned(), "a<b".to_owned())]),
    };
    let html = rewrite(TRUNK, &links, |url| (url == "/favicon-77.svg").then(|| "/assets/icon-4.svg".to_owned()))?;
    let expected = r#"<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<!-- kept: <script>not a script</script> -->
<link rel="stylesheet" href="/assets/beian-1.css" integrity="sha256-x" crossorigin="anonymous">
<link rel="icon" href="/assets/icon-4.svg" type="image/svg+xml">
<script>a<b</script>
<link rel="modulepreload" href="/assets/beian-2.js" integrity="sha256-x" crossorigin="anonymous">
<link rel="preload" href="/assets/beian-5.wasm" as="fetch" type="application/wasm" crossorigin="anonymous">
<script defer src="/assets/beian-start-3.js" integrity="sha256-x" crossorigin="anonymous"></script>
</head>
<body><main id="main">1 < 2</main></body></html>
"#;
    assert_eq!(html, expected);
    Ok(())
}

#[test]
fn what_comes_later_is_named_with_integrity_where_the_page_finds_it() -> Result<()> {
    let template = r#"<template data-later="guide"><script type="module" src="/guide_loader.js"></script></template>"#;
    let html = TRUNK.replace("<link rel=\"icon\"", &format!("{template}<link rel=\"icon\""));
    let found = references(&html)?;
    assert_eq!((found.later, found.others), (vec!["guide".to_owned()], vec!["/favicon-77.svg".to_owned()]));
    let later = ("guide".to_owned(), vec![asset("/assets/guide-6.js"), asset("/assets/guide-snippet-7.js")]);
    let links = Links {
        stylesheet: None,
        modules: Vec::new(),
        wasm: String::new(),
        start: asset("/s.js"),
        later: [later].into(),
        scripts: BTreeMap::new(),
    };
    let html = rewrite(&html, &links, |_| None)?;
    let template = r#"<template data-later="guide"><link rel="modulepreload" href="/assets/guide-snippet-7.js" integrity="sha256-x" crossorigin="anonymous">
<script type="module" src="/assets/guide-6.js" integrity="sha256-x" crossorigin="anonymous"></script>
</template>"#;
    assert!(html.contains(template), "{html}");
    Ok(())
}

#[test]
fn refuses_what_the_policy_would_block() {
    for bad in ["<script>alert(1)</script>", "<style>a{}</style>", "<p style='color:red'>", "<p onclick=go()>"] {
        let html = TRUNK.replace("<body>", &format!("<body>{bad}"));
        assert!(references(&html).is_err(), "{bad}");
    }
    assert!(references("<html></html>").unwrap().glue.is_empty(), "a page whose program trunk did not build");
}

#[test]
fn reads_attributes_in_every_form() -> Result<()> {
    let html = TRUNK.replace("<body>", "<LINK rel=icon href='/a b.png' data-x=\"1>2\" hidden/><IMG SRC=/c.png><body>");
    assert_eq!(references(&html)?.others, ["/favicon-77.svg", "/a b.png", "/c.png"]);
    Ok(())
}
