//! Which package of the workspace may use which: the walls of ARCHITECTURE.md, held against what cargo says of the manifests.

use crate::project::Project;
use crate::shell::output_of;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::process::Command;

/// Each package, and those of the workspace that it may use.
const MAY_USE: [(&str, &[&str]); 12] = [
    ("beian-model", &[]),
    ("beian-locale", &["beian-model"]),
    ("beian-rules", &["beian-model", "beian-locale"]),
    ("beian-guidance", &["beian-model"]),
    ("beian-browser", &["beian-model", "beian-locale"]),
    ("beian", &["beian-model", "beian-locale", "beian-rules", "beian-browser"]),
    ("beian-phone", &["beian-model", "beian-locale", "beian-guidance", "beian-browser"]),
    ("beian-desk", &["beian-model", "beian-locale", "beian-rules", "beian-browser", "beian"]),
    ("beian-server", &["beian-model", "beian-locale", "beian-rules"]),
    ("beian-samples", &[]),
    ("beian-e2e", &["beian-model", "beian-locale", "beian-rules", "beian-samples"]),
    ("xtask", &[]),
];

/// What some packages may use of others' work; all the rest may use what they need.
const MAY_USE_OF_OTHERS: [(&str, &[&str]); 3] =
    [("beian-model", &["serde", "serde_json", "utoipa"]), ("beian-locale", &[]), ("beian-guidance", &[])];

/// What some packages must never use.
const NEVER: [(&str, &[&str]); 2] =
    [("beian-phone", &["leptos", "leptos_router"]), ("beian-browser", &["leptos", "leptos_router"])];

#[derive(Deserialize)]
struct Metadata {
    packages: Vec<Package>,
}

#[derive(Deserialize)]
struct Package {
    name: String,
    dependencies: Vec<Dependency>,
}

#[derive(Deserialize)]
struct Dependency {
    name: String,
    /// `dev` or `build`; nothing for what the package itself is made with.
    kind: Option<String>,
}

/// Fails where a manifest has an edge that is not allowed, and names all of them.
pub fn check(project: &Project) -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&project.root).args(["metadata", "--no-deps", "--format-version", "1"]);
    let said = output_of(&mut cargo).context("cargo metadata says nothing")?;
    let metadata: Metadata = serde_json::from_str(&said).context("cargo metadata")?;
    let wrong = wrong(&metadata);
    if wrong.is_empty() { Ok(()) } else { bail!("edges that ARCHITECTURE.md does not allow:\n{}", wrong.join("\n")) }
}

fn wrong(metadata: &Metadata) -> Vec<String> {
    let of = |table: &[(&str, &'static [&'static str])], name: &str| {
        table.iter().find(|(one, _)| *one == name).map(|(_, list)| *list)
    };
    let is_ours = |name: &str| metadata.packages.iter().any(|package| package.name == name);
    let mut wrong = Vec::new();
    for package in &metadata.packages {
        let Some(ours) = of(&MAY_USE, &package.name) else {
            wrong.push(format!("  {} is in no layer", package.name));
            continue;
        };
        for used in package.dependencies.iter().filter(|used| used.kind.is_none()).map(|used| used.name.as_str()) {
            let allowed = match of(&MAY_USE_OF_OTHERS, &package.name) {
                _ if is_ours(used) => ours.contains(&used),
                Some(others) => others.contains(&used),
                None => !of(&NEVER, &package.name).is_some_and(|never| never.contains(&used)),
            };
            if !allowed {
                wrong.push(format!("  {} uses {used}", package.name));
            }
        }
    }
    wrong
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A package with what it uses, and where only its tests do, `dev`.
    type Uses<'a> = (&'a str, &'a [(&'a str, Option<&'a str>)]);

    fn metadata(packages: &[Uses]) -> Metadata {
        let dependency = |(name, kind): &(&str, Option<&str>)| Dependency {
            name: (*name).to_owned(),
            kind: kind.map(str::to_owned),
        };
        let package = |(name, used): &Uses| Package {
            name: (*name).to_owned(),
            dependencies: used.iter().map(dependency).collect(),
        };
        Metadata { packages: packages.iter().map(package).collect() }
    }

    #[test]
    fn an_edge_that_is_not_allowed_is_named() {
        let model = ("beian-model", &[("serde", None)][..]);
        for (packages, says) in [
            (vec![model, ("beian-locale", &[("beian-model", None)])], None),
            (
                vec![model, ("beian-rules", &[]), ("beian-locale", &[("beian-rules", None)])],
                Some("beian-locale uses beian-rules"),
            ),
            (vec![model, ("beian-phone", &[("leptos", None)])], Some("beian-phone uses leptos")),
            // What only the tests use is no part of the layer.
            (vec![model, ("beian-rules", &[]), ("beian-phone", &[("beian-rules", Some("dev"))])], None),
            (vec![("beian-model", &[("web-sys", None)])], Some("beian-model uses web-sys")),
            (vec![("beian-new", &[])], Some("beian-new is in no layer")),
        ] {
            let wrong = wrong(&metadata(&packages));
            match says {
                Some(says) => assert!(wrong.iter().any(|line| line.contains(says)), "{wrong:?}"),
                None => assert!(wrong.is_empty(), "{wrong:?}"),
            }
        }
    }
}
