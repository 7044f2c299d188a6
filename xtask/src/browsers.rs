//! The browsers of the tests and what drives them: looked for, and installed as Debian's packages where that may be.

use crate::shell::{is_on_path, is_root, must, output_of, say};
use crate::tools::{geckodriver, named};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;
use std::process::Command;

/// Chromium and what drives it.
#[derive(Clone, Debug)]
pub struct Chromium {
    /// The browser.
    pub browser: PathBuf,
    /// Its WebDriver.
    pub driver: PathBuf,
}

/// The other two engines and what drives them.
#[derive(Clone, Debug)]
pub struct Others {
    firefox: PathBuf,
    geckodriver: PathBuf,
    webkit_driver: PathBuf,
    mini_browser: PathBuf,
    xvfb: PathBuf,
}

impl Others {
    /// Tells a test program where they are.
    pub fn tell(&self, command: &mut Command) {
        command.env("FIREFOX", &self.firefox).env("GECKODRIVER", &self.geckodriver);
        command.env("WEBKIT_DRIVER", &self.webkit_driver).env("MINI_BROWSER", &self.mini_browser);
        command.env("XVFB", &self.xvfb);
    }
}

/// Looks for Chromium, its driver and a Chinese font; installs Debian's packages where it may.
pub fn chromium() -> Result<Chromium> {
    if let Some(found) = found_chromium().filter(|_| has_chinese_font()) {
        return Ok(found);
    }
    let packages = ["chromium", "chromium-driver", "fonts-noto-cjk"];
    match install(&packages, "the browser of the tests")? {
        true => found_chromium().context("Chromium and chromedriver were installed, but are not on PATH"),
        // Without a Chinese font the tests pass all the same, and only their pictures show boxes.
        false => found_chromium().with_context(|| missing("Chromium, its chromedriver and a Chinese font", &packages)),
    }
}

/// Looks for Firefox, WebKitGTK's small browser, their drivers, and the screen that nobody sees; installs what it may.
pub fn others() -> Result<Others> {
    let packages = ["firefox-esr", "webkit2gtk-driver", "xvfb"];
    let found = match found_others() {
        Some(found) => found,
        None => {
            let what = "Firefox, WebKitGTK's WebKitWebDriver with its MiniBrowser, and Xvfb";
            if !install(&packages, "the two other engines of the tests")? {
                bail!(missing(what, &packages));
            }
            found_others()
                .with_context(|| format!("{} were installed, but {what} are not there", packages.join(", ")))?
        }
    };
    let (firefox, webkit_driver, mini_browser, xvfb) = found;
    Ok(Others { firefox, geckodriver: geckodriver()?, webkit_driver, mini_browser, xvfb })
}

fn found_chromium() -> Option<Chromium> {
    let browser = named("CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])?;
    let driver = named("CHROMEDRIVER", &["chromedriver"])?;
    Some(Chromium { browser, driver })
}

fn found_others() -> Option<(PathBuf, PathBuf, PathBuf, PathBuf)> {
    let firefox = named("FIREFOX", &["firefox-esr", "firefox"])?;
    let webkit_driver = named("WEBKIT_DRIVER", &["WebKitWebDriver"])?;
    let mini_browser = named("MINI_BROWSER", &["MiniBrowser"]).or_else(mini_browser)?;
    Some((firefox, webkit_driver, mini_browser, named("XVFB", &["Xvfb"])?))
}

/// WebKitGTK's small browser stands beside the library's own programs: `/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1`, by whatever
/// machine and version.
fn mini_browser() -> Option<PathBuf> {
    let inside = |folder: PathBuf| {
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        entries.map(|entry| entry.path()).filter(|path| path.is_dir())
    };
    let libraries = ["/usr/lib", "/usr/lib64", "/usr/libexec"].map(PathBuf::from);
    let folders =
        libraries.into_iter().flat_map(|library| inside(library.clone()).chain([library]).collect::<Vec<_>>());
    let is_webkit =
        |path: &PathBuf| path.file_name().and_then(|name| name.to_str()).is_some_and(|name| name.starts_with("webkit"));
    let mut found: Vec<PathBuf> = folders
        .flat_map(inside)
        .filter(is_webkit)
        .map(|folder| folder.join("MiniBrowser"))
        .filter(|path| path.is_file())
        .collect();
    found.sort();
    found.pop()
}

/// Installs Debian's packages; false where this is no Debian, or not its administrator.
pub fn install(packages: &[&str], what: &str) -> Result<bool> {
    if !(is_on_path("apt-get") && is_root()) {
        return Ok(false);
    }
    say(&format!("Installing {}: {what} (about two minutes, once)", packages.join(", ")));
    must(Command::new("apt-get").args(["-q", "update"]))?;
    let install = ["-q", "install", "--yes", "--no-install-recommends"];
    must(Command::new("apt-get").args(install).args(packages).env("DEBIAN_FRONTEND", "noninteractive"))?;
    Ok(true)
}

fn missing(what: &str, packages: &[&str]) -> String {
    format!(
        "the browser tests need {what}; on Debian and Ubuntu: sudo apt-get install {} (or name them by variables: \
         CHROMIUM, CHROMEDRIVER, FIREFOX, GECKODRIVER, WEBKIT_DRIVER, MINI_BROWSER, XVFB)",
        packages.join(" ")
    )
}

/// Screenshots of Chinese pages are boxes without one. No fontconfig, no complaint: the system has its own way then.
fn has_chinese_font() -> bool {
    output_of(Command::new("fc-list").args([":lang=zh", "family"])).is_none_or(|families| !families.is_empty())
}
