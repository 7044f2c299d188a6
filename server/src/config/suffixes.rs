//! Suffixes that may be filed, as the operator has the ministry's list: a file with its date, in place of the compiled one.

use super::catalogue::CatalogueError;
use beian_model::Date;
use beian_rules::{approved_suffixes, identifiers::idn};
use serde::Deserialize;
use std::path::Path;

/// How the operator's list differs from the compiled one. Suffixes are in ASCII, without their dot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suffixes {
    /// Where the list was read.
    pub source: String,
    /// When it was published, `YYYY-MM-DD`.
    pub date: String,
    /// What may be filed besides.
    pub approved: Vec<String>,
    /// What may no longer be filed.
    pub refused: Vec<String>,
}

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    source: String,
    date: String,
    suffixes: Vec<String>,
}

impl Suffixes {
    /// Reads a file with the whole list.
    ///
    /// # Errors
    /// [`CatalogueError`], which names the file and what is wrong in it.
    pub fn load(path: &Path) -> Result<Suffixes, CatalogueError> {
        let text = std::fs::read_to_string(path).map_err(|error| CatalogueError::Unreadable(path.to_owned(), error))?;
        Suffixes::read(&text).map_err(|wrong| CatalogueError::Suffixes(path.to_owned(), wrong))
    }

    /// Reads such a file's text; what is wrong is said in words.
    fn read(text: &str) -> Result<Suffixes, String> {
        let File { source, date, suffixes } = toml::from_str(text).map_err(|error| error.to_string())?;
        if source.trim().is_empty() {
            return Err("`source` says where the list was read".to_owned());
        }
        if date.parse::<Date>().is_err() {
            return Err(format!("`date` is the day of the list, YYYY-MM-DD, and not {date:?}"));
        }
        let mut listed = Vec::with_capacity(suffixes.len());
        for typed in &suffixes {
            let bare = typed.trim().trim_start_matches('.').to_lowercase();
            let labels = bare.split('.').count();
            let suffix = idn::to_ascii(&bare).filter(|ascii| !ascii.is_empty() && labels <= 2 && is_suffix(ascii));
            let suffix = suffix.ok_or_else(|| format!("{typed:?} is no suffix such as com, com.cn or 公司"))?;
            if listed.contains(&suffix) {
                return Err(format!("{typed:?} stands twice"));
            }
            listed.push(suffix);
        }
        // A list without these is one that was cut off, and would refuse nearly everybody.
        if let Some(missing) = ["cn", "com"].into_iter().find(|one| !listed.iter().any(|listed| listed == one)) {
            return Err(format!("{missing:?} is missing: `suffixes` is the whole list, and not only what is new"));
        }
        let compiled: Vec<String> = approved_suffixes().collect();
        let refused = compiled.iter().filter(|one| !listed.contains(one)).cloned().collect();
        listed.retain(|one| !compiled.contains(one));
        Ok(Suffixes { source, date, approved: listed, refused })
    }
}

/// Labels of letters, digits and inner hyphens, the last of which is no number.
fn is_suffix(ascii: &str) -> bool {
    let label = |label: &str| {
        let plain = |b: u8| b == b'-' || b.is_ascii_lowercase() || b.is_ascii_digit();
        (1..=63).contains(&label.len()) && !label.starts_with('-') && !label.ends_with('-') && label.bytes().all(plain)
    };
    ascii.split('.').all(label) && !ascii.rsplit('.').all(|top| top.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(suffixes: &[&str]) -> String {
        format!("source = \"工信部公告\"\ndate = \"2026-11-01\"\nsuffixes = {suffixes:?}\n")
    }

    #[test]
    fn the_difference_to_the_compiled_list_is_kept() {
        let compiled: Vec<String> = approved_suffixes().collect();
        let same: Vec<&str> = compiled.iter().map(String::as_str).collect();
        let read = Suffixes::read(&file(&same)).unwrap();
        assert_eq!((read.approved, read.refused), (Vec::new(), Vec::new()));
        let other: Vec<&str> = same.iter().copied().filter(|one| *one != "xyz").chain([".IO", "香港"]).collect();
        let read = Suffixes::read(&file(&other)).unwrap();
        assert_eq!(
            (read.approved, read.refused),
            (vec!["io".to_owned(), "xn--j6w193g".to_owned()], vec!["xyz".to_owned()])
        );
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (text, says) in [
            (file(&["com", "cn", "a_b"]), "a_b"),
            (file(&["com", "cn", "a.b.cn"]), "a.b.cn"),
            (file(&["com", "cn", "COM"]), "twice"),
            (file(&["com", "cn", ""]), "no suffix"),
            (file(&["com", "cn", "12"]), "12"),
            (file(&["io"]), "whole list"),
            (file(&["com", "cn"]).replace("2026-11-01", "2026-13-01"), "YYYY-MM-DD"),
            (file(&["com", "cn"]).replace("工信部公告", " "), "source"),
            (file(&["com", "cn"]).replace("suffixes", "sufixes"), "sufixes"),
        ] {
            let wrong = Suffixes::read(&text).unwrap_err();
            assert!(wrong.contains(says), "{text}: {wrong}");
        }
    }
}
