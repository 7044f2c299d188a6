//! Rewriting of the html that trunk wrote: no inline script but those of the shell, one stylesheet, final names, integrity on each.

use anyhow::{Result, anyhow, bail};
use lol_html::html_content::{Attribute, ContentType, Element};
use lol_html::{RewriteStrSettings, element, rewrite_str, text};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What an html file refers to, as trunk wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// The JavaScript that wasm-bindgen made; empty where trunk did not build the program.
    pub glue: String,
    /// The WebAssembly.
    pub wasm: String,
    /// Stylesheets, in order.
    pub stylesheets: Vec<String>,
    /// Programs that the page loads later, by the name of trunk's: `guide` for `/guide_loader.js`.
    pub later: Vec<String>,
    /// Scripts that run before anything is painted.
    pub scripts: Vec<String>,
    /// Other files of this site: icons, manifest.
    pub others: Vec<String>,
}

/// A file of the final folder, and what it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// Its address.
    pub url: String,
    /// `sha256-…`.
    pub integrity: String,
}

/// What to put into the html in place of what trunk put there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Links {
    /// The one stylesheet; none where the html has none.
    pub stylesheet: Option<Asset>,
    /// JavaScript that is fetched while the start script still travels, which puts the first of it into the page.
    pub modules: Vec<Asset>,
    /// Address of the WebAssembly, which is fetched at once too. Browsers compare no integrity here; the program's
    /// own fetch names it, takes the answer of this one and does compare.
    pub wasm: String,
    /// The start script.
    pub start: Asset,
    /// The JavaScript of the programs that come later, by name.
    pub later: BTreeMap<String, Vec<Asset>>,
    /// Scripts that run before anything is painted, by the address that the html has: they stand in it, for none is painted before another
    /// connection is open.
    pub scripts: BTreeMap<String, String>,
}

/// What the html refers to.
///
/// # Errors
/// Where it is not what trunk writes, or holds something that the Content-Security-Policy would block.
pub fn references(html: &str) -> Result<References> {
    let found = RefCell::new(References::default());
    let mut script = String::new();
    let handlers = vec![
        element!("*", |element| Ok(refuse_blocked(element)?)),
        text!("script", |part| {
            script.push_str(part.as_str());
            if part.last_in_text_node() {
                let script = std::mem::take(&mut script);
                if script.contains("module_or_path:") && script.contains("TrunkApplicationStarted") {
                    let mut found = found.borrow_mut();
                    found.glue = between(&script, "from '", "'").unwrap_or_default().to_owned();
                    found.wasm = between(&script, "module_or_path: '", "'").unwrap_or_default().to_owned();
                } else if !script.trim().is_empty() {
                    let what = "an inline <script>, which the Content-Security-Policy blocks";
                    return Err(anyhow!("{what}: {}", script.trim()).into());
                }
            }
            Ok(())
        }),
        element!("link[href]:not([rel=preload]):not([rel=modulepreload])", |link| {
            if let Some(url) = link.get_attribute("href").filter(|url| is_local(url)) {
                let mut found = found.borrow_mut();
                let is_sheet = link.get_attribute("rel").as_deref() == Some("stylesheet");
                if is_sheet { found.stylesheets.push(url) } else { found.others.push(url) }
            }
            Ok(())
        }),
        element!("[src]", |element| {
            let mut found = found.borrow_mut();
            if let Some(name) = later(element) {
                found.later.push(name);
            } else if let Some(url) = element.get_attribute("src").filter(|url| is_local(url)) {
                let is_script = element.tag_name() == "script";
                if is_script { found.scripts.push(url) } else { found.others.push(url) }
            }
            Ok(())
        }),
    ];
    rewrite_str(html, RewriteStrSettings { element_content_handlers: handlers, ..RewriteStrSettings::new() })?;
    Ok(found.into_inner())
}

/// The final html: trunk's start script, preloads and stylesheets replaced, other addresses renamed by `renamed`. It must be one that
/// [`references`] accepted: its only inline script is the one that starts the program.
pub fn rewrite(html: &str, links: &Links, renamed: impl Fn(&str) -> Option<String>) -> Result<String> {
    // The joined sheet stands where the first one stood.
    let mut stylesheet = links.stylesheet.as_ref();
    let handlers = vec![
        element!("script:not([src]), link[rel=preload][type], link[rel=modulepreload]", |element| {
            element.remove();
            Ok(())
        }),
        element!("link[rel=stylesheet]", |link| {
            let joined = stylesheet.take().map(|Asset { url, integrity }| {
                format!(r#"<link rel="stylesheet" href="{url}" integrity="{integrity}" crossorigin="anonymous">"#)
            });
            link.replace(&joined.unwrap_or_default(), ContentType::Html);
            Ok(())
        }),
        element!("script[src]", |script| {
            if let Some(modules) = later(script).and_then(|name| links.later.get(&name)) {
                let mut program = String::new();
                push_program(&mut program, modules);
                script.replace(&program, ContentType::Html);
            } else if let Some(js) = script.get_attribute("src").and_then(|url| links.scripts.get(&url)) {
                script.replace(&format!("<script>{js}</script>"), ContentType::Html);
            }
            Ok(())
        }),
        element!("[href], [src]", |element| {
            for name in ["href", "src"] {
                if let Some(new) = element.get_attribute(name).and_then(|old| renamed(&old)) {
                    element.set_attribute(name, &new)?;
                }
            }
            Ok(())
        }),
        element!("head", |head| {
            let mut scripts = String::new();
            push_scripts(&mut scripts, links);
            head.append(&scripts, ContentType::Html);
            Ok(())
        }),
    ];
    let settings = RewriteStrSettings { element_content_handlers: handlers, ..RewriteStrSettings::new() };
    let html = rewrite_str(html, settings)?;
    if !html.contains(&links.start.url) {
        bail!("no </head>");
    }
    Ok(without_blank_lines(&html))
}

/// Fails at what the Content-Security-Policy would block in an opening tag.
fn refuse_blocked(element: &Element<'_, '_>) -> Result<()> {
    let tag = element.tag_name();
    if tag == "style" {
        bail!("an inline <style>, which the Content-Security-Policy blocks");
    }
    let mut names = element.attributes().iter().map(Attribute::name);
    if let Some(name) = names.find(|name| name == "style" || name.starts_with("on")) {
        bail!("an attribute `{name}` of <{tag}>, which the Content-Security-Policy blocks");
    }
    Ok(())
}

fn push_scripts(out: &mut String, links: &Links) {
    push_modules(out, &links.modules);
    let wasm = &links.wasm;
    out.push_str(&format!(
        "<link rel=\"preload\" href=\"{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin=\"anonymous\">\n"
    ));
    let Asset { url, integrity } = &links.start;
    // Any browser of the last ten years runs it, once the shell stands.
    out.push_str(&format!(
        "<script defer src=\"{url}\" integrity=\"{integrity}\" crossorigin=\"anonymous\"></script>\n"
    ));
}

fn push_modules(out: &mut String, modules: &[Asset]) {
    for Asset { url, integrity } in modules {
        out.push_str(&format!(
            "<link rel=\"modulepreload\" href=\"{url}\" integrity=\"{integrity}\" crossorigin=\"anonymous\">\n"
        ));
    }
}

/// JavaScript that starts by itself, and what it imports.
fn push_program(out: &mut String, modules: &[Asset]) {
    let Some((Asset { url, integrity }, imported)) = modules.split_first() else { return };
    push_modules(out, imported);
    out.push_str(&format!(
        "<script type=\"module\" src=\"{url}\" integrity=\"{integrity}\" crossorigin=\"anonymous\"></script>\n"
    ));
}

/// The name of the program that a script of trunk's loads: one that the page itself puts into the document when it is time.
fn later(element: &Element<'_, '_>) -> Option<String> {
    let source = element.get_attribute("src").filter(|_| element.tag_name() == "script")?;
    Some(source.strip_prefix('/')?.strip_suffix("_loader.js")?.to_owned())
}

/// What trunk leaves where its tags stood.
fn without_blank_lines(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    for line in html.lines().filter(|line| !line.trim().is_empty()) {
        out.push_str(line);
        out.push('\n');
    }
    out
}

fn is_local(url: &str) -> bool {
    !url.is_empty() && !url.starts_with("//") && !url.starts_with('#') && !url.contains(':')
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let rest = &text[text.find(before)? + before.len()..];
    Some(&rest[..rest.find(after)?])
}

#[cfg(test)]
mod tests;
