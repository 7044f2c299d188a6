//! What each bureau asks: the provinces' files as they were compiled in, and those of the operator's folder over them.

use beian_model::{Province, ProvinceRules, Severity};
use beian_rules::provinces::{self, Unreadable, read};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The provinces' rules in force.
#[derive(Clone, Debug)]
pub struct Catalogue {
    provinces: BTreeMap<Province, ProvinceRules>,
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
    /// What was compiled in cannot be read; the build makes sure that it can.
    #[error("the compiled provinces: {0}")]
    Compiled(#[from] Unreadable),
}

impl Catalogue {
    /// The compiled rules, and for each `*.toml` of the folder that one's province in its place, whole.
    ///
    /// # Errors
    /// [`CatalogueError`], which names the file and what is wrong with it.
    pub fn load(overrides: Option<&Path>) -> Result<Catalogue, CatalogueError> {
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
        Ok(Catalogue { provinces })
    }

    /// What the bureau of a province asks, notes for the checklist included.
    pub fn province(&self, province: Province) -> Option<&ProvinceRules> {
        self.provinces.get(&province)
    }

    /// What the rules need of it: everything but the notes.
    pub fn checked(&self, province: Province) -> Option<ProvinceRules> {
        let mut rules = self.provinces.get(&province)?.clone();
        rules.rules.retain(|rule| rule.severity != Severity::Note);
        rules.individual.clear();
        Some(rules)
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
        let catalogue = Catalogue::load(None).unwrap();
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
        let catalogue = Catalogue::load(Some(folder.path())).unwrap();
        assert_eq!(catalogue.province(Province::Guangdong).unwrap().rules.len(), 1);
        assert!(catalogue.province(Province::Jiangsu).unwrap().rules.len() > 1);

        std::fs::write(folder.path().join("second.toml"), format!("province = \"gd\"\n{rule}")).unwrap();
        let twice = Catalogue::load(Some(folder.path())).unwrap_err().to_string();
        assert!(twice.contains("second.toml") && twice.contains("gd"), "{twice}");

        std::fs::write(folder.path().join("second.toml"), "province = \"js\"\n[[rule]]\nkind = \"landlin\"\n").unwrap();
        let wrong = Catalogue::load(Some(folder.path())).unwrap_err().to_string();
        assert!(wrong.contains("second.toml"), "{wrong}");
    }
}
