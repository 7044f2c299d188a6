//! The tools that the build needs and cargo does not bring: looked for, and installed where they are missing.

use crate::project::Project;
use crate::shell::{is_on_path, must, output_of, say};
use anyhow::{Context, Result, bail};
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

/// Builds the pages. The next series asks for a newer toolchain than ours and gains us nothing that `dist` does not do.
const TRUNK: &str = "0.21.14";
/// Parts WebAssembly into chunks; the one that leptos' own part of it goes with.
const WASM_SPLIT: &str = "0.2.4";
/// Brings wasm-opt; its versions are wasm-opt's.
const BINARYEN: &str = "132.0.0";
/// Makes scripts and styles smaller.
const ESBUILD: &str = "0.28.2";
/// The font that the sample documents are drawn with, as the ttf files of a package.
const FONT_PACKAGE: &str = "@expo-google-fonts/noto-sans-sc";
const FONT_VERSION: &str = "0.4.3";
/// Drives Firefox.
const GECKODRIVER: &str = "0.37.1";
/// Finds what people with a disability could not use.
const AXE: &str = "4.14.1";
const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// How cargo builds the tools: what they do takes seconds, and building them well takes minutes of everybody's first run.
const CHEAP: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_DEBUG", "0"),
];

/// What builds the pages, installed.
#[derive(Clone, Debug)]
pub struct BuildTools {
    /// PATH with the tools' folders in front.
    path: OsString,
}

impl BuildTools {
    /// A command that finds these tools.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("PATH", &self.path);
        command
    }
}

/// Looks for everything that builds the pages and installs what is missing.
pub fn for_build(project: &Project) -> Result<BuildTools> {
    wasm_target()?;
    let wasm_bindgen = project.wasm_bindgen_version()?;
    let binaryen_major = BINARYEN.split('.').next().unwrap_or(BINARYEN);
    let folders = [
        Tool {
            name: "trunk",
            version: TRUNK,
            program: "trunk",
            says: TRUNK,
            why: "it builds the pages",
            time: "about five minutes",
            source: Source::Cargo { locked: true, level: "0", features: "" },
        },
        Tool {
            name: "wasm-bindgen-cli",
            version: &wasm_bindgen,
            program: "wasm-bindgen",
            says: &wasm_bindgen,
            why: "it joins WebAssembly and JavaScript, and must be of the version that Cargo.lock pins",
            time: "about two minutes",
            // The crate's own lock file is of the day it was made, and pins versions that were withdrawn since.
            source: Source::Cargo { locked: false, level: "1", features: "" },
        },
        Tool {
            name: "wasm_split_cli_support",
            version: WASM_SPLIT,
            program: "wasm-split-cli",
            says: "",
            why: "it parts the pages' WebAssembly into chunks, and must be of the version that leptos goes with",
            time: "about two minutes",
            source: Source::Cargo { locked: false, level: "1", features: "build-binary" },
        },
        Tool {
            name: "binaryen",
            version: BINARYEN,
            program: "wasm-opt",
            says: binaryen_major,
            why: "its wasm-opt makes the WebAssembly smaller",
            time: "about half a minute",
            source: Source::Npm,
        },
        Tool {
            name: "esbuild",
            version: ESBUILD,
            program: "esbuild",
            says: ESBUILD,
            why: "it makes scripts and styles smaller",
            time: "some seconds",
            source: Source::Npm,
        },
    ]
    .iter()
    .filter_map(|tool| tool.folder().transpose())
    .collect::<Result<Vec<_>>>()?;
    let old = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(folders.into_iter().chain(std::env::split_paths(&old)))?;
    Ok(BuildTools { path })
}

/// Names and versions of the tools that build the pages, for the fingerprint of what they built.
pub fn versions(project: &Project) -> Result<String> {
    Ok(format!(
        "trunk {TRUNK}, wasm-bindgen {}, wasm-split {WASM_SPLIT}, binaryen {BINARYEN}, esbuild {ESBUILD}",
        project.wasm_bindgen_version()?
    ))
}

/// The ttf files that the samples are drawn with; nothing where they cannot be had, and system fonts must serve.
pub fn font_folder() -> Option<PathBuf> {
    let folder = cache().ok()?.join(format!("noto-sans-sc-{FONT_VERSION}"));
    let package = folder.join("node_modules").join(FONT_PACKAGE);
    if !package.is_dir() {
        say(&format!(
            "Installing {FONT_PACKAGE} {FONT_VERSION}: the font of the sample documents (about a minute, once)"
        ));
        npm_install(&folder, &format!("{FONT_PACKAGE}@{FONT_VERSION}")).ok()?;
    }
    Some(package)
}

/// The files of an npm package, fetched into the cache.
pub fn npm_package(package: &str, version: &str) -> Result<PathBuf> {
    let folder = cache()?.join(format!("{}-{version}", package.replace(['@', '/'], "_")));
    let files = folder.join("node_modules").join(package);
    if !files.is_dir() {
        say(&format!("Fetching {package} {version}"));
        npm_install(&folder, &format!("{package}@{version}"))?;
    }
    Ok(files)
}

/// geckodriver, which drives Firefox and which Debian does not package; nothing of it is installed outside the cache.
pub fn geckodriver() -> Result<PathBuf> {
    if let Some(given) = named("GECKODRIVER", &[]) {
        return Ok(given);
    }
    let tool = Tool {
        name: "geckodriver",
        version: GECKODRIVER,
        program: "geckodriver",
        says: GECKODRIVER,
        why: "it drives Firefox",
        time: "about two minutes",
        source: Source::Cargo { locked: true, level: "0", features: "" },
    };
    match tool.folder()? {
        Some(folder) => Ok(folder.join(tool.program)),
        None => named("GECKODRIVER", &[tool.program]).context("geckodriver was on PATH a moment ago"),
    }
}

/// The accessibility checker that the end-to-end tests put into each page, as one script.
pub fn axe() -> Result<PathBuf> {
    Ok(npm_package("axe-core", AXE)?.join("axe.min.js"))
}

/// A package of npm that the server's tests run.
pub struct TestPackage {
    /// The variable that tells the tests its folder.
    pub variable: &'static str,
    /// Its name.
    name: &'static str,
    /// The tests that it is of: their folder holds `npm` with its lock file.
    tests: &'static str,
    /// What the tests do with it.
    why: &'static str,
}

/// The packages that the server's tests run.
pub const TEST_PACKAGES: [TestPackage; 2] = [
    TestPackage {
        variable: "BEIAN_OIDC_PROVIDER",
        name: "oidc-provider",
        tests: "oidc",
        why: "the server's tests sign in by it",
    },
    TestPackage {
        variable: "BEIAN_SMTP_SERVER",
        name: "smtp-server",
        tests: "delivery",
        why: "the server's tests send e-mail to it",
    },
];

/// The folder of such a package, installed as its lock file beside the tests says.
pub fn test_package(project: &Project, wanted: &TestPackage) -> Result<PathBuf> {
    let TestPackage { variable, name, tests, why } = wanted;
    if let Some(given) = std::env::var_os(variable).map(PathBuf::from).filter(|it| it.is_dir()) {
        return Ok(given);
    }
    let pinned = project.root.join("server/tests").join(tests).join("npm");
    let folder = cache()?.join(name);
    let package = folder.join("node_modules").join(name);
    let (lock, installed) = (pinned.join("package-lock.json"), folder.join("installed.json"));
    if !is_on_path("node") {
        bail!("node is missing: install Node.js 20 or later with npm (Debian: apt-get install nodejs npm)");
    }
    let wanted = std::fs::read(&lock).with_context(|| format!("{}", lock.display()))?;
    if !package.is_dir() || std::fs::read(&installed).ok().as_ref() != Some(&wanted) {
        say(&format!("Fetching {name}: {why} (some seconds, once)"));
        if !is_on_path("npm") {
            bail!("npm is missing: install Node.js with npm (Debian: apt-get install npm)");
        }
        std::fs::create_dir_all(&folder)?;
        for name in ["package.json", "package-lock.json"] {
            std::fs::copy(pinned.join(name), folder.join(name))?;
        }
        let mut npm = Command::new("npm");
        npm.args(["ci", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"]).arg(&folder);
        must(&mut npm)?;
        std::fs::write(&installed, &wanted)?;
    }
    Ok(package)
}

/// A program that a variable of the environment names, or the first of these on PATH.
pub fn named(variable: &str, programs: &[&str]) -> Option<PathBuf> {
    let given = std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_file());
    let path = std::env::var_os("PATH").unwrap_or_default();
    given.or_else(|| {
        programs
            .iter()
            .flat_map(|name| std::env::split_paths(&path).map(move |it| it.join(name)))
            .find(|it| it.is_file())
    })
}

/// A tool of a fixed version.
struct Tool<'a> {
    /// Name of the package.
    name: &'a str,
    /// Version of the package.
    version: &'a str,
    /// The program that is called.
    program: &'a str,
    /// The word by which `program --version` tells that it is the right one; empty where it does not tell: then only what was
    /// installed by this version's name is.
    says: &'a str,
    /// What it is for.
    why: &'a str,
    /// How long its installation takes on a small machine.
    time: &'a str,
    /// Where it comes from.
    source: Source,
}

enum Source {
    /// `cargo install`.
    Cargo {
        /// Whether with the lock file that the crate was published with.
        locked: bool,
        /// Optimised, for what reads megabytes; `0` is a minute less to wait for.
        level: &'static str,
        /// Features that its program needs.
        features: &'static str,
    },
    /// `npm install`.
    Npm,
}

impl Tool<'_> {
    /// The folder to put in front of PATH; nothing where PATH already has the tool in this version.
    fn folder(&self) -> Result<Option<PathBuf>> {
        if self.is_right(Path::new(self.program)) {
            return Ok(None);
        }
        let root = cache()?.join(format!("{}-{}", self.name.trim_end_matches("-cli"), self.version));
        let folder = match self.source {
            Source::Cargo { .. } => root.join("bin"),
            Source::Npm => root.join("node_modules").join(".bin"),
        };
        let program = folder.join(self.program);
        if !self.is_right(&program) {
            self.install(&root)?;
            if !self.is_right(&program) {
                bail!(
                    "{} was installed into {}, but does not answer as version {}",
                    self.name,
                    root.display(),
                    self.version
                );
            }
        }
        Ok(Some(folder))
    }

    fn is_right(&self, program: &Path) -> bool {
        if self.says.is_empty() {
            let file = format!("{}{}", program.display(), std::env::consts::EXE_SUFFIX);
            return program.is_absolute() && Path::new(&file).is_file();
        }
        output_of(Command::new(program).arg("--version"))
            .is_some_and(|answer| answer.split_whitespace().any(|word| word == self.says))
    }

    fn install(&self, root: &Path) -> Result<()> {
        let Tool { name, version, why, time, .. } = self;
        say(&format!("Installing {name} {version}: {why} ({time}, once) into {}", root.display()));
        let began = Instant::now();
        match self.source {
            Source::Cargo { locked, level, features } => {
                let mut cargo = Command::new("cargo");
                cargo
                    .args(["install", "--quiet", name, "--version", version, "--features", features, "--root"])
                    .arg(root);
                if locked {
                    cargo.arg("--locked");
                }
                // What is set for the project's own build is not meant for its tools.
                cargo.env_remove("CARGO_TARGET_DIR").env_remove("CARGO_BUILD_TARGET").envs(CHEAP);
                cargo.env("CARGO_PROFILE_RELEASE_OPT_LEVEL", level);
                must(&mut cargo)?;
            }
            Source::Npm => npm_install(root, &format!("{name}@{version}"))?,
        }
        say(&format!("Installed {name} in {} s", began.elapsed().as_secs()));
        Ok(())
    }
}

fn npm_install(root: &Path, package: &str) -> Result<()> {
    if !is_on_path("npm") {
        bail!("npm is missing: install Node.js with npm (Debian: apt-get install npm)");
    }
    std::fs::create_dir_all(root)?;
    must(
        Command::new("npm").args(["install", "--silent", "--no-audit", "--no-fund", "--prefix"]).arg(root).arg(package),
    )
}

/// The folder for installed tools, shared between clones.
pub fn cache() -> Result<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).filter(|it| !it.is_empty()).map(PathBuf::from);
    folder("BEIAN_TOOLS")
        .or_else(|| folder("XDG_CACHE_HOME").map(|cache| cache.join("beian")))
        .or_else(|| folder("HOME").map(|home| home.join(".cache/beian")))
        .or_else(|| folder("LOCALAPPDATA").map(|cache| cache.join("beian")))
        .context("no home folder: set BEIAN_TOOLS to a folder for the build tools")
}

/// The Rust target of browsers: rust-toolchain.toml names it, but rustup adds it only when it fetches the toolchain itself.
pub fn wasm_target() -> Result<()> {
    let installed = output_of(Command::new("rustc").args(["--print", "target-libdir", "--target", WASM_TARGET]))
        .is_some_and(|folder| Path::new(&folder).is_dir());
    if installed {
        return Ok(());
    }
    if !is_on_path("rustup") {
        bail!("the Rust target {WASM_TARGET} is missing, and there is no rustup to add it");
    }
    say(&format!("Adding the Rust target {WASM_TARGET}: what browsers run (about a minute, once)"));
    must(Command::new("rustup").args(["target", "add", WASM_TARGET]))
}
