//! Rewriting of the html that trunk wrote: no inline script, one stylesheet, final names, integrity on each.

use anyhow::{Result, bail};
use std::collections::BTreeMap;

/// A part of an html file: the html is ours and trunk's, so tags are all that need to be told apart.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece<'a> {
    /// Anything that is kept as it is: text, closing tags, comments.
    Text(&'a str),
    /// An opening tag.
    Tag(Tag<'a>),
    /// A script element with its content, or a style element.
    Element(Tag<'a>, &'a str),
}

/// An opening tag with its attributes, names in lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Tag<'a> {
    source: &'a str,
    name: String,
    attributes: Vec<(String, &'a str)>,
}

impl Tag<'_> {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(one, _)| one == name).map(|(_, value)| *value)
    }
}

/// What an html file refers to, as trunk wrote it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct References {
    /// The JavaScript that wasm-bindgen made.
    pub glue: String,
    /// The WebAssembly.
    pub wasm: String,
    /// Stylesheets, in order.
    pub stylesheets: Vec<String>,
    /// Programs that the page loads later, by the name of trunk's: `guide` for `/guide_loader.js`.
    pub later: Vec<String>,
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
}

/// What the html refers to.
///
/// # Errors
/// Where it is not what trunk writes, or holds something that the Content-Security-Policy would block.
pub fn references(html: &str) -> Result<References> {
    let mut found = References::default();
    for piece in pieces(html)? {
        let tag = match &piece {
            Piece::Text(_) => continue,
            Piece::Element(tag, content) if is_start(tag, content) => {
                found.glue = between(content, "from '", "'").unwrap_or_default().to_owned();
                found.wasm = between(content, "module_or_path: '", "'").unwrap_or_default().to_owned();
                continue;
            }
            Piece::Element(tag, content) => {
                if tag.name == "style" || !content.trim().is_empty() {
                    bail!("an inline <{}>, which the Content-Security-Policy blocks: {}", tag.name, content.trim());
                }
                tag
            }
            Piece::Tag(tag) => tag,
        };
        if let Some((name, _)) = tag.attributes.iter().find(|(name, _)| name == "style" || name.starts_with("on")) {
            bail!("an attribute `{name}`, which the Content-Security-Policy blocks: {}", tag.source);
        }
        if tag.name == "link" && !is_preload(tag) {
            let Some(url) = tag.attribute("href").filter(|url| is_local(url)) else { continue };
            match tag.attribute("rel") {
                Some("stylesheet") => found.stylesheets.push(url.to_owned()),
                _ => found.others.push(url.to_owned()),
            }
        } else if let Some(name) = later(tag) {
            found.later.push(name.to_owned());
        } else if let Some(url) = tag.attribute("src").filter(|url| is_local(url)) {
            found.others.push(url.to_owned());
        }
    }
    if found.glue.is_empty() || found.wasm.is_empty() {
        bail!("no start script as trunk writes it");
    }
    Ok(found)
}

/// The final html: trunk's start script, preloads and stylesheets replaced, other addresses renamed by `renamed`.
pub fn rewrite(html: &str, links: &Links, renamed: impl Fn(&str) -> Option<String>) -> Result<String> {
    let mut out = String::with_capacity(html.len());
    let mut stylesheet = links.stylesheet.as_ref();
    let mut placed = false;
    for piece in pieces(html)? {
        match piece {
            Piece::Element(tag, content) if is_start(&tag, content) => {}
            Piece::Tag(tag) if is_preload(&tag) => {}
            Piece::Tag(tag) if tag.name == "link" && tag.attribute("rel") == Some("stylesheet") => {
                // The joined sheet stands where the first one stood.
                if let Some(Asset { url, integrity }) = stylesheet.take() {
                    out.push_str(&format!(
                        r#"<link rel="stylesheet" href="{url}" integrity="{integrity}" crossorigin="anonymous">"#
                    ));
                }
            }
            Piece::Element(tag, content) => match later(&tag).and_then(|name| links.later.get(name)) {
                Some(modules) => push_program(&mut out, modules),
                None => {
                    push_renamed(&mut out, &tag, &renamed);
                    out.push_str(content);
                    out.push_str(&format!("</{}>", tag.name));
                }
            },
            Piece::Tag(tag) => push_renamed(&mut out, &tag, &renamed),
            Piece::Text(text) => match text.find("</head>") {
                Some(at) if !placed => {
                    placed = true;
                    out.push_str(&text[..at]);
                    push_scripts(&mut out, links);
                    out.push_str(&text[at..]);
                }
                _ => out.push_str(text),
            },
        }
    }
    if !placed {
        bail!("no </head>");
    }
    Ok(without_blank_lines(&out))
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
fn later<'a>(tag: &Tag<'a>) -> Option<&'a str> {
    let (_, source) = tag.attributes.iter().find(|(name, _)| tag.name == "script" && name == "src")?;
    source.strip_prefix('/')?.strip_suffix("_loader.js")
}

fn push_renamed(out: &mut String, tag: &Tag<'_>, renamed: &impl Fn(&str) -> Option<String>) {
    let address = tag.attribute("href").or_else(|| tag.attribute("src"));
    match address.and_then(|old| Some((old, renamed(old)?))) {
        Some((old, new)) => out.push_str(&tag.source.replace(old, &new)),
        None => out.push_str(tag.source),
    }
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

fn is_start(tag: &Tag<'_>, content: &str) -> bool {
    tag.name == "script" && content.contains("module_or_path:") && content.contains("TrunkApplicationStarted")
}

fn is_preload(tag: &Tag<'_>) -> bool {
    tag.name == "link" && matches!(tag.attribute("rel"), Some("modulepreload" | "preload"))
}

fn is_local(url: &str) -> bool {
    !url.is_empty() && !url.starts_with("//") && !url.starts_with('#') && !url.contains(':')
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let rest = &text[text.find(before)? + before.len()..];
    Some(&rest[..rest.find(after)?])
}

fn pieces(html: &str) -> Result<Vec<Piece<'_>>> {
    let mut found = Vec::new();
    let mut text_from = 0;
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|n| at + n) {
        let rest = &html[open..];
        if rest.starts_with("<!--") {
            let Some(length) = rest.find("-->") else { bail!("a comment without end") };
            at = open + length + 3;
            continue;
        }
        if !rest[1..].starts_with(|first: char| first.is_ascii_alphabetic()) {
            at = open + 1;
            continue;
        }
        let tag = tag(rest)?;
        if text_from < open {
            found.push(Piece::Text(&html[text_from..open]));
        }
        at = open + tag.source.len();
        if tag.name == "script" || tag.name == "style" {
            let close = format!("</{}>", tag.name);
            let Some(length) = html[at..].find(&close) else { bail!("<{}> without end", tag.name) };
            found.push(Piece::Element(tag, &html[at..at + length]));
            at += length + close.len();
        } else {
            found.push(Piece::Tag(tag));
        }
        text_from = at;
    }
    if text_from < html.len() {
        found.push(Piece::Text(&html[text_from..]));
    }
    Ok(found)
}

/// The opening tag that the text begins with.
fn tag(text: &str) -> Result<Tag<'_>> {
    let name_end = text[1..].find(|it: char| !it.is_ascii_alphanumeric() && it != '-').map_or(text.len(), |n| n + 1);
    let name = text[1..name_end].to_ascii_lowercase();
    let mut attributes = Vec::new();
    let mut at = name_end;
    loop {
        let rest = text[at..].trim_start_matches(|it: char| it.is_whitespace() || it == '/');
        at = text.len() - rest.len();
        if rest.is_empty() {
            bail!("<{name} without end");
        }
        if rest.starts_with('>') {
            return Ok(Tag { source: &text[..=at], name, attributes });
        }
        let end = rest.find(|it: char| it.is_whitespace() || "=/>".contains(it)).unwrap_or(rest.len());
        if end == 0 {
            bail!("<{name} has an attribute without a name");
        }
        let attribute = rest[..end].to_ascii_lowercase();
        let Some(value) = rest[end..].strip_prefix('=') else {
            attributes.push((attribute, ""));
            at += end;
            continue;
        };
        let (value, length) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => match value[1..].find(quote) {
                Some(length) => (&value[1..=length], length + 2),
                None => bail!("<{name} has an attribute without end"),
            },
            _ => {
                let length = value.find(|it: char| it.is_whitespace() || it == '>').unwrap_or(value.len());
                (&value[..length], length)
            }
        };
        attributes.push((attribute, value));
        at += end + 1 + length;
    }
}

#[cfg(test)]
mod tests;
