//! Draws the samples: `beian-samples --out DIR [--fonts DIR]`.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut out = PathBuf::from("samples");
    let mut fonts = None;
    let mut arguments = std::env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        match (argument.to_str(), arguments.next()) {
            (Some("--out"), Some(folder)) => out = folder.into(),
            (Some("--fonts"), Some(folder)) => fonts = Some(PathBuf::from(folder)),
            _ => {
                eprintln!("usage: beian-samples --out DIR [--fonts DIR]");
                return ExitCode::FAILURE;
            }
        }
    }
    match beian_samples::draw::all(&out, fonts.as_deref()) {
        Ok(written) => {
            for path in written {
                println!("{}", path.display());
            }
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
