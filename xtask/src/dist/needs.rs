//! Which browsers the pages need: what is stated for people, held to what the build really emits.

use anyhow::{Result, bail};
use std::collections::BTreeSet;
use std::fmt;
use wasmparser::{Validator, WasmFeatures};

/// A version of a browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version(u16, u16);

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Version(major, minor) = self;
        if *minor == 0 { write!(f, "{major}") } else { write!(f, "{major}.{minor}") }
    }
}

/// The first versions that have something. Edge and Android's WebView, which WeChat's browser is one of, count as Chrome does;
/// every browser of an iPhone as Safari.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Since {
    /// Chrome, Edge, Android's WebView.
    pub chrome: Version,
    /// Firefox.
    pub firefox: Version,
    /// Safari, and everything on an iPhone.
    pub safari: Version,
}

impl Since {
    const fn new(chrome: u16, firefox: u16, safari: (u16, u16)) -> Since {
        Since { chrome: Version(chrome, 0), firefox: Version(firefox, 0), safari: Version(safari.0, safari.1) }
    }

    /// The first versions that have both.
    fn and(self, other: Since) -> Since {
        Since {
            chrome: self.chrome.max(other.chrome),
            firefox: self.firefox.max(other.firefox),
            safari: self.safari.max(other.safari),
        }
    }
}

impl fmt::Display for Since {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Chrome / Edge {}, Firefox {}, Safari / iOS {}", self.chrome, self.firefox, self.safari)
    }
}

/// The oldest browsers for which the pages are made, as README.md and the shells say it. Syntax of scripts is brought down to
/// them; what cannot be is told by [`check`].
pub const OLDEST: Since = Since::new(96, 98, (15, 4));

/// What `esbuild --target` calls them.
pub fn target() -> String {
    format!("chrome{},firefox{},safari{}", OLDEST.chrome, OLDEST.firefox, OLDEST.safari)
}

/// Something that a page may need of a browser, and how its start script asks for it.
#[derive(Debug)]
pub struct Need {
    /// As a person would look it up.
    pub name: &'static str,
    since: Since,
    kind: Kind,
}

#[derive(Debug)]
enum Kind {
    /// A part of WebAssembly, with the sections of a module that is valid with it and not without it.
    Wasm(WasmFeatures, &'static [u8]),
    /// A method that the JavaScript calls, and the element that has it.
    Method(&'static str, &'static str),
}

/// The versions are those of MDN's browser-compat-data (November 2026).
static NEEDS: [Need; 7] = [
    Need {
        name: "reference types",
        since: Since::new(96, 79, (15, 1)),
        kind: Kind::Wasm(
            WasmFeatures::REFERENCE_TYPES,
            &[1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 7, 1, 5, 0, 208, 112, 26, 11],
        ),
    },
    Need {
        name: "bulk memory",
        since: Since::new(75, 79, (15, 1)),
        kind: Kind::Wasm(
            WasmFeatures::BULK_MEMORY,
            &[1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 5, 3, 1, 0, 1, 10, 14, 1, 12, 0, 65, 0, 65, 0, 65, 0, 252, 10, 0, 0, 11],
        ),
    },
    Need {
        name: "float to int",
        since: Since::new(75, 64, (15, 1)),
        kind: Kind::Wasm(
            WasmFeatures::SATURATING_FLOAT_TO_INT,
            &[1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 12, 1, 10, 0, 67, 0, 0, 0, 0, 252, 0, 26, 11],
        ),
    },
    Need {
        name: "sign extension",
        since: Since::new(74, 62, (14, 1)),
        kind: Kind::Wasm(
            WasmFeatures::SIGN_EXTENSION,
            &[1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 192, 26, 11],
        ),
    },
    Need {
        name: "multi-value",
        since: Since::new(86, 78, (13, 1)),
        kind: Kind::Wasm(
            WasmFeatures::MULTI_VALUE,
            &[1, 6, 1, 96, 0, 2, 127, 127, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 65, 0, 11],
        ),
    },
    Need {
        name: "mutable globals",
        since: Since::new(74, 61, (13, 1)),
        kind: Kind::Wasm(
            WasmFeatures::MUTABLE_GLOBAL,
            &[2, 8, 1, 1, 97, 1, 98, 3, 127, 1, 6, 6, 1, 127, 1, 65, 0, 11, 7, 5, 1, 1, 97, 3, 1],
        ),
    },
    Need { name: "dialog", since: Since::new(37, 98, (15, 4)), kind: Kind::Method("showModal", "dialog") },
];

/// Modules of JavaScript with `import.meta`, and WebAssembly: what the oldest page of this kind needed.
const ALWAYS: Since = Since::new(64, 62, (12, 0));

/// What a program needs.
///
/// # Errors
/// Where its WebAssembly has something that is not on the list.
pub fn of(wasm: &[u8], js: &str) -> Result<Vec<&'static Need>> {
    let all = listed();
    if let Err(error) = Validator::new_with_features(all).validate_all(wasm) {
        bail!("the WebAssembly has something that is not among the needs of `dist`: {error}");
    }
    let is_valid_without = |feature| Validator::new_with_features(all.difference(feature)).validate_all(wasm).is_ok();
    let is_needed = |need: &&Need| match need.kind {
        Kind::Wasm(feature, _) => !is_valid_without(feature),
        Kind::Method(name, _) => js.contains(&format!(".{name}(")),
    };
    Ok(NEEDS.iter().filter(is_needed).collect())
}

/// Everything on the list.
fn listed() -> WasmFeatures {
    NEEDS.iter().fold(WasmFeatures::MVP, |all, need| all | need.feature())
}

/// Holds what is stated to what the build needs: neither less nor more.
///
/// # Errors
/// Where the two differ.
pub fn check<'a>(needs: impl Iterator<Item = &'a Need>) -> Result<()> {
    let needs: Vec<&Need> = needs.collect();
    let oldest = needs.iter().fold(ALWAYS, |since, need| since.and(need.since));
    if oldest != OLDEST {
        let names: BTreeSet<&str> = needs.iter().map(|need| need.name).collect();
        bail!(
            "the pages need {oldest} by {names:?}, and what is stated is {OLDEST}: \
             change it in xtask/src/dist/needs.rs, README.md and the shells"
        );
    }
    Ok(())
}

impl Need {
    fn feature(&self) -> WasmFeatures {
        match self.kind {
            Kind::Wasm(feature, _) => feature,
            Kind::Method(..) => WasmFeatures::empty(),
        }
    }

    /// No browser has this without the other.
    pub fn implies(&self, other: &Need) -> bool {
        self.since.and(other.since) == self.since
    }

    /// It is a part of WebAssembly: where there is none at all, it is not asked for.
    pub fn is_of_wasm(&self) -> bool {
        matches!(self.kind, Kind::Wasm(..))
    }

    /// JavaScript of 2011 that is true where a browser has it; `valid` there takes the sections of a module.
    pub fn question(&self) -> String {
        match self.kind {
            Kind::Wasm(_, sections) => {
                let bytes: Vec<String> = sections.iter().map(u8::to_string).collect();
                format!("valid([{}])", bytes.join(","))
            }
            Kind::Method(name, element) => format!("\"{name}\" in document.createElement(\"{element}\")"),
        }
    }
}

/// Everything that a page may need.
#[cfg(test)]
pub fn all() -> &'static [Need] {
    &NEEDS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dist::entry::Entry;
    use crate::project::{Project, read};

    #[test]
    fn each_question_asks_for_its_feature_alone() {
        for need in &NEEDS {
            let Kind::Wasm(feature, sections) = need.kind else { continue };
            let module = [b"\0asm\x01\0\0\0", sections].concat();
            let is_valid = |features| Validator::new_with_features(features).validate_all(&module).is_ok();
            assert!(is_valid(WasmFeatures::MVP | feature), "{} with it", need.name);
            assert!(!is_valid(listed().difference(feature)), "{} without it", need.name);
            let names: Vec<_> = of(&module, "").unwrap().iter().map(|need| need.name).collect();
            assert_eq!(names, [need.name]);
        }
    }

    #[test]
    fn what_is_not_on_the_list_fails_the_build() {
        // A tail call.
        let module = b"\0asm\x01\0\0\0\x01\x04\x01\x60\0\0\x03\x02\x01\0\x0a\x06\x01\x04\0\x12\0\x0b";
        assert!(of(module, "").is_err());
    }

    #[test]
    fn what_is_stated_is_neither_less_nor_more_than_what_is_needed() {
        let all = || NEEDS.iter();
        assert!(check(all()).is_ok());
        for need in ["reference types", "dialog"] {
            assert!(check(all().filter(|one| one.name != need)).is_err(), "stricter than needed without {need}");
        }
        let newer = Need { name: "newer", since: Since::new(200, 0, (0, 0)), kind: Kind::Method("newer", "a") };
        assert!(check(all().chain([&newer])).is_err());
    }

    #[test]
    fn a_method_is_found_where_it_is_called() {
        let empty = b"\0asm\x01\0\0\0";
        assert_eq!(of(empty, "a.showModal()").unwrap().len(), 1);
        assert!(of(empty, "a.show()").unwrap().is_empty());
    }

    #[test]
    fn the_readme_and_every_shell_state_the_oldest_browsers() -> Result<()> {
        let project = Project::here()?;
        let stated = OLDEST.to_string();
        let readme = read(&project.root.join("README.md"))?;
        assert!(readme.contains(&stated), "README.md does not say: {stated}");
        for entry in Entry::ALL {
            let html = read(&project.root.join(entry.html()))?;
            let said: String = html.split_whitespace().collect::<Vec<_>>().join(" ");
            assert!(said.matches(&stated).count() >= 1, "{} does not say: {stated}", entry.html());
            assert!(said.contains("data-needs-browser"), "{}", entry.html());
        }
        Ok(())
    }
}
