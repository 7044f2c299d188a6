//! The program as it is started: every command line that the documentation prints, and what the program does with the disk.

mod audit;
mod connections;
mod data;
mod documented;
mod kept_private;
mod keys_needed;
mod logs;
mod served;
mod staff;

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// Runs the program in a folder, with nothing of this machine's settings.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    run_with(folder, arguments, "")
}

/// The same with a text on its standard input.
fn run_with(folder: &Path, arguments: &[&str], input: &str) -> Output {
    use std::io::Write;
    let mut command = Command::new(env!("CARGO_BIN_EXE_beian-server"));
    for name in beian_server::config::VARIABLES {
        command.env_remove(name);
    }
    command.env_remove("BEIAN_CONFIG").current_dir(folder).args(arguments);
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // One that reads nothing may have ended already.
    let _ = child.stdin.take().expect("piped").write_all(input.as_bytes());
    child.wait_with_output().expect("the program ends")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
