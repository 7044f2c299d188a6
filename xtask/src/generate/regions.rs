//! `cargo xtask regions`: cities and districts of each province, from the source package to `public/regions`.

use crate::project::{Project, read, write};
use crate::shell::say;
use crate::tools::npm_package;
use anyhow::{Context, Result};
use serde::Deserialize;

/// The national statistics office's list, as a package. A newer version: change it here and in `public/regions/README.md`.
const PACKAGE: &str = "china-division";
const VERSION: &str = "2.7.0";

/// A node of the source's tree: a province, a city or a district.
#[derive(Debug, Deserialize)]
struct Node {
    code: String,
    name: String,
    #[serde(default)]
    children: Vec<Node>,
}

/// A city with its districts, or what takes its place: code and name of each.
#[derive(Clone, Debug, PartialEq, Eq)]
struct City {
    code: String,
    name: String,
    districts: Vec<(String, String)>,
}

/// Writes a file for each province.
pub fn generate(project: &Project) -> Result<()> {
    let source = npm_package(PACKAGE, VERSION)?.join("dist/pca-code.json");
    let provinces: Vec<Node> = serde_json::from_str(&read(&source)?).context("the source is not as it was")?;
    let folder = project.root.join("public/regions");
    let mut districts = 0;
    for province in &provinces {
        let cities = cities(province);
        districts += cities.iter().map(|city| city.districts.len()).sum::<usize>();
        write(&folder.join(format!("{}.json", province.code)), print(&cities)?)?;
    }
    say(&format!("{} provinces, {districts} districts in {}", provinces.len(), folder.display()));
    Ok(())
}

/// The cities of a province as people know them, where the source has administrative fillers.
fn cities(province: &Node) -> Vec<City> {
    let mut cities: Vec<City> = Vec::new();
    for node in &province.children {
        let code = format!("{}00", node.code);
        let real = node.children.iter().filter(|it| is_region(&it.code)).map(|it| (it.code.clone(), it.name.clone()));
        match node.name.as_str() {
            // A municipality: its districts and its counties are of one city, itself.
            "市辖区" | "县" => match cities.first_mut() {
                Some(city) => city.districts.extend(real),
                None => cities.push(City { code, name: province.name.clone(), districts: real.collect() }),
            },
            // Counties and cities under the province itself, each on its own.
            name if name.contains("直辖县级") => {
                cities.extend(real.map(|(code, name)| City {
                    code: code.clone(),
                    name: name.clone(),
                    districts: vec![(code, name)],
                }));
            }
            name => {
                let mut districts: Vec<_> = real.collect();
                if districts.is_empty() {
                    // A city without districts, such as 东莞市: below it come streets and towns at once.
                    districts.push((code.clone(), name.to_owned()));
                }
                cities.push(City { code, name: name.to_owned(), districts });
            }
        }
    }
    cities
}

/// Whether a code is one of GB/T 2260: six digits, and not of the 71 to 80 that statisticians give to development zones.
fn is_region(code: &str) -> bool {
    code.len() == 6 && !matches!(code[4..].parse(), Ok(71..=80))
}

/// JSON with a city on each line, so that a change can be read.
fn print(cities: &[City]) -> Result<String> {
    let lines = cities
        .iter()
        .map(|city| serde_json::to_string(&(&city.code, &city.name, &city.districts)))
        .collect::<Result<Vec<_>, _>>()?;
    Ok(format!("[{}]\n", lines.join(",\n")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn node(code: &str, name: &str, children: Vec<Node>) -> Node {
        Node { code: code.to_owned(), name: name.to_owned(), children }
    }

    #[test]
    fn a_municipality_is_one_city() {
        let districts = node("5001", "市辖区", vec![node("500101", "万州区", vec![])]);
        let counties = node("5002", "县", vec![node("500229", "城口县", vec![])]);
        let cities = cities(&node("50", "重庆市", vec![districts, counties]));
        assert_eq!(
            print(&cities).unwrap(),
            "[[\"500100\",\"重庆市\",[[\"500101\",\"万州区\"],[\"500229\",\"城口县\"]]]]\n"
        );
    }

    #[test]
    fn cities_without_districts_and_counties_without_a_city_stand_for_themselves() {
        let streets = node("4419", "东莞市", vec![node("441900003", "东城街道", vec![])]);
        let direct = node("4290", "省直辖县级行政区划", vec![node("429004", "仙桃市", vec![])]);
        let cities = cities(&node("44", "省", vec![streets, direct]));
        assert_eq!(
            print(&cities).unwrap(),
            "[[\"441900\",\"东莞市\",[[\"441900\",\"东莞市\"]]],\n[\"429004\",\"仙桃市\",[[\"429004\",\"仙桃市\"]]]]\n"
        );
    }

    #[test]
    fn development_zones_are_no_regions() {
        assert!(is_region("440305") && is_region("659009") && is_region("310151"));
        assert!(!is_region("320576") && !is_region("620171") && !is_region("441900003"));
    }
}
