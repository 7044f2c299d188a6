//! A WebAssembly module as the linker left it: functions and data with their names, and, by its relocations, who refers to whom.

pub mod data;
pub mod graph;
pub mod module;
pub mod names;
#[cfg(test)]
pub mod sample;
pub mod wasm_names;
