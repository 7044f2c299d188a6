//! What each bureau asks: the provinces' files as they were compiled in, and those of the operator's folder over them; and the suffixes
//! that may be filed.

use super::suffixes::Suffixes;
use beian_model::{Province, ProvinceRule, ProvinceRules, Requirement, Severity};
use beian_rules::provinces::{self, Unreadable, read};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The provinces' rules in force.
#[derive(Clone, Debug)]
pub struct Catalogue {
    provinces: BTreeMap<Province, ProvinceRules>,
    /// How the operator's list of suffixes differs from the compiled one.
    pub suffixes: Suffixes,
}

/// Why the catalogue cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CatalogueError {
    /// The folder, or a file of it, cannot be read.
    #[error("cannot read {0}: {1}")]
    Unreadable(PathBuf, std::io::Error),
    /// A file is not of the form of a province's file.
    #[error("{0}: {1}")]
    Wrong(PathBuf, Unreadable),
    /// Two files are of the same province.
    #[error("{0}: another file is of {1} too")]
    Twice(PathBuf, Province),
    /// The file of suffixes is not of its form.
    #[error("{0}: {1}")]
    Suffixes(PathBuf, String),
    /// What was compiled in cannot be read; the build makes sure that it can.
    #[error("the compiled provinces: {0}")]
    Compiled(#[from] Unreadable),
}

impl Catalogue {
    /// The compiled rules, and for each `*.toml` of the folder that one's province in its place, whole; and a file of suffixes in place
    /// of the compiled list.
    ///
    /// # Errors
    /// [`CatalogueError`], which names the file and what is wrong with it.
    pub fn load(overrides: Option<&Path>, suffixes: Option<&Path>) -> Result<Catalogue, CatalogueError> {
        let mut provinces: BTreeMap<Province, ProvinceRules> =
            provinces::all()?.into_iter().map(|rules| (rules.province, rules)).collect();
        let mut seen = Vec::new();
        for file in overrides.map(files_of).transpose()?.unwrap_or_default() {
            let text =
                std::fs::read_to_string(&file).map_err(|error| CatalogueError::Unreadable(file.clone(), error))?;
            let rules = read(&text).map_err(|error| CatalogueError::Wrong(file.clone(), error))?;
            if seen.contains(&rules.province) {
                return Err(CatalogueError::Twice(file, rules.province));
            }
            seen.push(rules.province);
            provinces.insert(rules.province, rules);
        }
        Ok(Catalogue { provinces, suffixes: suffixes.map(Suffixes::load).transpose()?.unwrap_or_default() })
    }

    /// What the bureau of a province asks, notes for the checklist included.
    pub fn province(&self, province: Province) -> Option<&ProvinceRules> {
        self.provinces.get(&province)
    }

    /// What the rules need of it: everything but the notes; what the operator's list of suffixes has more than the compiled one is among
    /// it, so that a page takes it too. What that list has no more is said by the server: it is no refusal of the bureau.
    pub fn checked(&self, province: Province) -> Option<ProvinceRules> {
        let mut rules = self.provinces.get(&province)?.clone();
        rules.rules.retain(|rule| rule.severity != Severity::Note);
        rules.individual.clear();
        let own = &self.suffixes;
        if own.approved.is_empty() {
            return Some(rules);
        }
        // All suffixes stand in one rule.
        let at = rules.rules.iter().position(|rule| matches!(rule.asks, Requirement::Suffix { .. }));
        let at = at.unwrap_or_else(|| {
            let asks = Requirement::Suffix { refused: Vec::new(), approved: Vec::new() };
            let (source, date) = (own.source.clone(), own.date.clone());
            rules.rules.push(ProvinceRule { asks, severity: Severity::Error, source, date });
            rules.rules.len() - 1
        });
        if let Requirement::Suffix { approved, .. } = &mut rules.rules[at].asks {
            approved.extend(own.approved.iter().filter(|one| !approved.contains(one)).cloned().collect::<Vec<_>>());
        }
        Some(rules)
    }

    /// The suffixes that may be filed in a province although the compiled list lacks them.
    pub fn approved(&self, province: Option<Province>) -> Vec<String> {
        let mut approved = self.suffixes.approved.clone();
        for rule in province.and_then(|province| self.province(province)).iter().flat_map(|rules| &rules.rules) {
            // What is only noted decides nothing.
            if rule.severity == Severity::Note {
                continue;
            }
            if let Requirement::Suffix { approved: of_bureau, .. } = &rule.asks {
                approved.extend_from_slice(of_bureau);
            }
        }
        approved
    }
}

fn files_of(folder: &Path) -> Result<Vec<PathBuf>, CatalogueError> {
    let unreadable = |error| CatalogueError::Unreadable(folder.to_owned(), error);
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.extension().is_some_and(|end| end == "toml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use beian_model::Requirement;

    #[test]
    fn every_province_is_compiled_in() {
        let catalogue = Catalogue::load(None, None).unwrap();
        for province in Province::ALL {
            assert!(catalogue.province(*province).is_some_and(|rules| !rules.rules.is_empty()), "{province}");
            let checked = catalogue.checked(*province).unwrap();
            assert!(checked.rules.iter().all(|rule| !matches!(rule.asks, Requirement::Note { .. })));
        }
    }

    #[test]
    fn a_file_of_the_operator_replaces_its_province_and_a_wrong_one_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let rule =
            "[[rule]]\nkind = \"landline\"\nseverity = \"error\"\nsource = \"管局通知\"\ndate = \"2026-11-01\"\n";
        std::fs::write(folder.path().join("guangdong.toml"), format!("province = \"gd\"\n{rule}")).unwrap();
        let catalogue = Catalogue::load(Some(folder.path()), None).unwrap();
        assert_eq!(catalogue.province(Province::Guangdong).unwrap().rules.len(), 1);
        assert!(catalogue.province(Province::Jiangsu).unwrap().rules.len() > 1);

        std::fs::write(folder.path().join("second.toml"), format!("province = \"gd\"\n{rule}")).unwrap();
        let twice = Catalogue::load(Some(folder.path()), None).unwrap_err().to_string();
        assert!(twice.contains("second.toml") && twice.contains("gd"), "{twice}");

        std::fs::write(folder.path().join("second.toml"), "province = \"js\"\n[[rule]]\nkind = \"landlin\"\n").unwrap();
        let wrong = Catalogue::load(Some(folder.path()), None).unwrap_err().to_string();
        assert!(wrong.contains("second.toml"), "{wrong}");
    }

    /// A list of the operator's own: what it has more reaches every province's rules, beside the bureau's own; what it has less does not, for
    /// no bureau refuses it.
    #[test]
    fn the_operators_suffixes_reach_the_rules_of_every_province() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("suffixes.toml");
        let list: Vec<String> =
            beian_rules::approved_suffixes().filter(|one| one != "xyz").chain(["香港".into()]).collect();
        std::fs::write(&file, format!("date = \"2026-11-01\"\nsource = \"工信部公告\"\nsuffixes = {list:?}\n"))
            .unwrap();
        let catalogue = Catalogue::load(None, Some(&file)).unwrap();
        for (province, approves, refuses) in [(Province::Beijing, 2, 8), (Province::Guangdong, 1, 0)] {
            let checked = catalogue.checked(province).unwrap();
            let of: Vec<_> =
                checked.rules.iter().filter(|rule| matches!(rule.asks, Requirement::Suffix { .. })).collect();
            let [ProvinceRule { asks: Requirement::Suffix { refused, approved }, .. }] = of[..] else {
                panic!("{province}: {of:?}");
            };
            assert!(!refused.contains(&"xyz".to_owned()) && approved.contains(&"xn--j6w193g".to_owned()));
            assert_eq!((approved.len(), refused.len()), (approves, refuses), "{province}");
            assert_eq!(catalogue.approved(Some(province)).len(), approves);
        }
        assert_eq!(catalogue.suffixes.refused, ["xyz"]);
        let national = Catalogue::load(None, None).unwrap();
        assert_eq!(national.approved(Some(Province::Beijing)), ["tel"]);
        assert!(national.approved(Some(Province::Guangdong)).is_empty());
    }
}
