//! Reads and checks the provinces' files, so that a wrong one stops the build and names file and rule.

use beian::model::Province;
use beian::rules::provinces::{ProvinceRules, read};
use std::path::{Path, PathBuf};

fn main() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../src/rules/provinces");
    println!("cargo::rerun-if-changed={}", folder.display());
    let all: Result<Vec<ProvinceRules>, String> =
        Province::ALL.iter().map(|province| one(&folder.join(format!("{province}.toml")), *province)).collect();
    let written = all.and_then(|all| {
        let out = PathBuf::from(std::env::var_os("OUT_DIR").ok_or("cargo names no folder")?).join("provinces.json");
        let json = serde_json::to_string(&all).map_err(|error| error.to_string())?;
        std::fs::write(out, json).map_err(|error| error.to_string())
    });
    if let Err(wrong) = written {
        println!("cargo::error={wrong}");
    }
}

fn one(file: &Path, province: Province) -> Result<ProvinceRules, String> {
    let name = file.display();
    println!("cargo::rerun-if-changed={name}");
    let text = std::fs::read_to_string(file).map_err(|error| format!("{name}: {error}"))?;
    let rules = read(&text).map_err(|error| format!("{name}: {error}"))?;
    if rules.province == province { Ok(rules) } else { Err(format!("{name} is of {}", rules.province)) }
}
