//! Forms that a bureau publishes itself (材料模板): files of the operator's folder, a folder each province, which are given in place of ours.

use beian_model::Province;
use std::collections::BTreeMap;
use std::fs::DirEntry;
use std::path::{Path, PathBuf};

/// The forms that there are, as a file is named; what comes after the dot is up to the operator.
pub const NAMES: [&str; 6] =
    ["organiser_letter", "site_letter", "domain_record", "pledge", "notice", "construction_plan"];

/// Which forms of bureaus' own there are, and where. An address never becomes part of a path: it chooses one of these.
#[derive(Clone, Debug, Default)]
pub struct Templates {
    files: BTreeMap<(Province, &'static str), PathBuf>,
}

/// Why the folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum TemplatesError {
    /// A folder cannot be read.
    #[error("cannot read {0}: {1}")]
    Unreadable(PathBuf, std::io::Error),
    /// Something stands there that is no province's folder.
    #[error("{0}: forms stand in folders that are named like provinces, such as `gd/pledge.pdf`")]
    NoProvince(PathBuf),
    /// A file has a name that no form has: a slip would leave ours in force.
    #[error("{0}: no form has this name; there are {names}", names = NAMES.join(", "))]
    Unknown(PathBuf),
    /// Two files are of the same form.
    #[error("{0}: another file is of this form too")]
    Twice(PathBuf),
}

impl Templates {
    /// Looks which forms the folder has; what is in them is read when they are asked for. Names that begin with a dot are passed over.
    ///
    /// # Errors
    /// [`TemplatesError`], which names the file and what is wrong with it.
    pub fn load(folder: Option<&Path>) -> Result<Templates, TemplatesError> {
        let mut files = BTreeMap::new();
        for place in folder.map(within).transpose()?.unwrap_or_default() {
            let province = place.file_name().to_str().and_then(|name| name.parse::<Province>().ok());
            let Some(province) = province.filter(|_| place.path().is_dir()) else {
                return Err(TemplatesError::NoProvince(place.path()));
            };
            for file in within(&place.path())? {
                let path = file.path();
                let stem = path.file_stem().and_then(|stem| stem.to_str());
                let Some(name) = NAMES.into_iter().find(|name| Some(*name) == stem) else {
                    return Err(TemplatesError::Unknown(path));
                };
                if files.insert((province, name), path.clone()).is_some() {
                    return Err(TemplatesError::Twice(path));
                }
            }
        }
        Ok(Templates { files })
    }

    /// The file of a form of a province's own.
    pub fn file(&self, province: Province, name: &'static str) -> Option<&Path> {
        self.files.get(&(province, name)).map(PathBuf::as_path)
    }
}

fn within(folder: &Path) -> Result<Vec<DirEntry>, TemplatesError> {
    let unreadable = |error| TemplatesError::Unreadable(folder.to_owned(), error);
    let all: Result<Vec<DirEntry>, _> = std::fs::read_dir(folder).map_err(unreadable)?.collect();
    let mut all = all.map_err(unreadable)?;
    all.retain(|one| !one.file_name().as_encoded_bytes().starts_with(b"."));
    all.sort_by_key(DirEntry::file_name);
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn in_folder(files: &[&str]) -> (tempfile::TempDir, Result<Templates, String>) {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let loaded = Templates::load(Some(folder.path())).map_err(|error| error.to_string());
        (folder, loaded)
    }

    #[test]
    fn a_form_is_found_by_its_province_and_name() {
        let (folder, loaded) = in_folder(&["gd/pledge.pdf", "gd/.DS_Store", "js/site_letter.DOCX", ".git/config"]);
        let templates = loaded.unwrap();
        let pledge = folder.path().join("gd").join("pledge.pdf");
        assert_eq!(templates.file(Province::Guangdong, "pledge"), Some(pledge.as_path()));
        assert!(templates.file(Province::Jiangsu, "site_letter").is_some());
        assert_eq!(templates.file(Province::Jiangsu, "pledge"), None);
        assert!(Templates::load(None).unwrap().files.is_empty());
    }

    #[test]
    fn what_cannot_be_used_is_named() {
        for (files, says) in [
            (&["pledge.pdf"][..], "pledge.pdf: forms stand in folders"),
            (&["guangdong/pledge.pdf"], "guangdong: forms stand in folders"),
            (&["gd"], "gd: forms stand in folders"),
            (&["gd/pledg.pdf"], "pledg.pdf: no form has this name"),
            (&["gd/pledge/1.pdf", "gd/pledge.pdf"], "pledge.pdf: another file"),
        ] {
            let error = in_folder(files).1.unwrap_err();
            assert!(error.contains(says), "{error}");
        }
        let nowhere = Templates::load(Some(Path::new("/nowhere/at/all"))).unwrap_err().to_string();
        assert!(nowhere.contains("/nowhere/at/all"), "{nowhere}");
    }
}
