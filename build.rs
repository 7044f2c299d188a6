//! A program that is parted into chunks is linked with its relocations, which say what refers to what: the wizard, and the desk, whose
//! manifest names this file too.

fn main() {
    // Nothing else: cargo runs it anew with each set of features by itself.
    println!("cargo::rerun-if-env-changed=CARGO_FEATURE_SPLIT");
    let is_wasm = std::env::var("CARGO_CFG_TARGET_ARCH").is_ok_and(|arch| arch == "wasm32");
    if is_wasm && std::env::var_os("CARGO_FEATURE_SPLIT").is_some() {
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
