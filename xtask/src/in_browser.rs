//! cargo, told to run what it builds for the browser in a headless one.

use crate::browsers;
use crate::project::{Project, write};
use crate::shell::is_root;
use crate::tools;
use anyhow::Result;
use std::path::Path;
use std::process::Command;

/// A cargo command whose test programs run in Chromium.
pub fn cargo(project: &Project) -> Result<Command> {
    let chromium = browsers::chromium()?;
    let tools = tools::for_build(project)?;
    let capabilities = project.target().join("webdriver.json");
    write(&capabilities, serde_json::to_vec_pretty(&chromium_capabilities(&chromium.browser))?)?;
    let mut cargo = tools.command("cargo");
    cargo.current_dir(&project.root);
    cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    cargo.env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", capabilities);
    // Which driver runs is a matter of the variables that are set, and only ours may be.
    cargo.env_remove("GECKODRIVER").env_remove("CHROMEDRIVER_REMOTE").env("CHROMEDRIVER", chromium.driver);
    Ok(cargo)
}

fn chromium_capabilities(chromium: &Path) -> serde_json::Value {
    let mut arguments = vec!["headless=new", "disable-gpu", "disable-dev-shm-usage"];
    if is_root() {
        // Chromium refuses to run as root with its sandbox; the tests visit pages of this project only.
        arguments.push("no-sandbox");
    }
    serde_json::json!({ "goog:chromeOptions": { "binary": chromium, "args": arguments } })
}
