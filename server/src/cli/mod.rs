//! The command line: what can be asked of `beian-server`, and with which options. What is done stands in `main`, `check` and `staff`.
//!
//! An option is an option wherever it stands; a value that begins with a dash comes after `--`.

pub mod audit;
pub mod check;
pub mod data;
pub mod staff;

use crate::cli::audit::AuditCommand;
use crate::cli::data::DataCommand;
use beian_model::wire::Role;
use beian_model::{Date, Province};
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// The reference server of Beian, an ICP filing console (网站备案控制台).
#[derive(Parser)]
#[command(name = "beian-server", version)]
pub struct Cli {
    /// Where the settings and the data are.
    #[command(flatten)]
    pub settings: Settings,
    /// What to do; serves where nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// Settings of the command line; they go over the environment (BEIAN_…), which goes over the file.
#[derive(clap::Args, Default)]
pub struct Settings {
    /// Settings file, TOML
    #[arg(long, value_name = "FILE", env = "BEIAN_CONFIG", global = true)]
    pub config: Option<PathBuf>,
    /// Folder of the database and the uploads [default: data]
    #[arg(long, value_name = "DIR", global = true)]
    pub data: Option<PathBuf>,
}

/// What the program does.
#[derive(Subcommand)]
pub enum Command {
    /// Serves until it is told to end (the default)
    Serve(Serve),
    /// Colleagues who review
    Staff {
        /// What to do with them.
        #[command(subcommand)]
        command: StaffCommand,
    },
    /// The audit log: who did what to which filing, from where
    Audit {
        /// What to do with it.
        #[command(subcommand)]
        command: AuditCommand,
    },
    /// Prints a new key to seal uploads with, as it stands in a file of keys
    NewKey,
    /// Seals every stored upload with the active key; the server may run meanwhile
    RotateKeys(RotateKeys),
    /// What is done to all data at once
    #[command(flatten)]
    Data(DataCommand),
    /// Prints the settings in force as TOML, secrets masked
    Config,
    /// Runs the rules over values or a filing, one JSON line each; ends with 1 where something is wrong
    ///
    /// KIND is one of uscc, org-code, resident-id, mobile, email, domain, site-name, icp-number, passport, permit, with one
    /// VALUE or more; or `filing`, with the JSON file of a filing. `-` reads from the standard input, a value a line.
    Check(Check),
    /// Draws the PDF on the standard input; what the server asks of itself
    #[command(hide = true)]
    DrawPdf {
        /// Most pages
        most: usize,
        /// Most memory, MiB
        memory_mib: u32,
        /// Most time of a processor, seconds
        seconds: u64,
    },
}

/// How to seal anew.
#[derive(clap::Args)]
pub struct RotateKeys {
    /// Seal files too that were never sealed, from before the server did; without it they are named and left as they are
    #[arg(long)]
    pub unsealed_too: bool,
}

/// How to serve; over what the settings say.
#[derive(clap::Args, Default)]
pub struct Serve {
    /// Address to listen on [default: 127.0.0.1]
    #[arg(long)]
    pub host: Option<String>,
    /// Port to listen on [default: 8080]
    #[arg(long)]
    pub port: Option<u16>,
    /// Folder of the built pages [default: dist]
    #[arg(long, value_name = "DIR")]
    pub dist: Option<PathBuf>,
    /// HTTPS with a certificate made now, for trying with a phone
    #[arg(long)]
    pub tls_self_signed: bool,
    /// Read certificates and ID cards with the tesseract program (BEIAN_OCR, BEIAN_TESSERACT)
    #[arg(long)]
    pub ocr: bool,
    /// Sample filings, one colleague, and the simulator of ministry and bureau
    #[arg(long)]
    pub demo: bool,
}

/// What to check.
#[derive(clap::Args)]
pub struct Check {
    /// What the values are
    #[arg(value_name = "KIND")]
    pub kind: String,
    /// The values, or the file
    #[arg(required = true, value_name = "VALUE")]
    pub values: Vec<String>,
    /// Check the filing as one of this province, such as gd
    #[arg(long, value_parser = province)]
    pub province: Option<Province>,
    /// Check as on this day, YYYY-MM-DD [default: today in China]
    #[arg(long, value_parser = day)]
    pub today: Option<Date>,
}

/// What is done with colleagues.
#[derive(Subcommand)]
pub enum StaffCommand {
    /// Adds a colleague; prints a password unless one is given
    Add {
        /// E-mail address to sign in with
        email: String,
        /// Name that applicants and colleagues see
        #[arg(long)]
        name: String,
        /// What they are there for: reviewer, senior or admin [default: admin for the first colleague, then reviewer]
        #[arg(long, value_parser = role)]
        role: Option<Role>,
        /// Read the password from the standard input: 12 characters or more, and none that is easily guessed
        #[arg(long)]
        password_stdin: bool,
    },
    /// Lists them: e-mail, name, role, whether they may sign in, whether they have a second factor, when they were last seen in a session that was not ended
    List,
    /// Lets a colleague sign in no more, and ends their sessions
    Disable {
        /// Their e-mail address
        email: String,
    },
    /// Lets a disabled colleague sign in again
    Enable {
        /// Their e-mail address
        email: String,
    },
    /// Gives a colleague a new password and takes their second factor away; their sessions end
    Reset {
        /// Their e-mail address
        email: String,
        /// Read the password from the standard input: 12 characters or more, and none that is easily guessed
        #[arg(long)]
        password_stdin: bool,
    },
    /// Gives a colleague another role
    Role {
        /// Their e-mail address
        email: String,
        /// reviewer, senior or admin
        #[arg(value_parser = role)]
        role: Role,
    },
}

fn role(text: &str) -> Result<Role, String> {
    let codes = || Role::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(", ");
    text.parse().map_err(|_| format!("a role is one of {}", codes()))
}

fn province(text: &str) -> Result<Province, String> {
    let codes = || Province::ALL.iter().map(|one| one.as_str()).collect::<Vec<_>>().join(", ");
    text.parse().map_err(|_| format!("a province is one of {}", codes()))
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "a day is written YYYY-MM-DD, such as 2026-11-23".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::{CommandFactory, error::ErrorKind};

    fn checked(arguments: &str) -> Result<Check, clap::Error> {
        let words = ["beian-server", "check"].into_iter().chain(arguments.split_whitespace());
        Cli::try_parse_from(words).map(|cli| match cli.command {
            Some(Command::Check(check)) => check,
            _ => panic!("{arguments} is no check"),
        })
    }

    #[test]
    fn it_contradicts_itself_nowhere() {
        Cli::command().debug_assert();
    }

    #[test]
    fn an_option_is_an_option_in_any_place() {
        let day = Date::new(2026, 11, 23);
        for (arguments, values, province, today) in [
            ("filing filing.json --province gd --today 2026-11-23", &["filing.json"][..], Some("gd"), day),
            ("--today 2026-11-23 filing --province=gd filing.json", &["filing.json"], Some("gd"), day),
            ("--province gd filing filing.json --today=2026-11-23", &["filing.json"], Some("gd"), day),
            ("filing - --today 2026-11-23", &["-"], None, day),
            ("uscc A B --today 2026-11-23 C", &["A", "B", "C"], None, day),
            ("domain -", &["-"], None, None),
            ("mobile -- -5 --today", &["-5", "--today"], None, None),
            ("filing filing.json --data elsewhere --config other.toml", &["filing.json"], None, None),
        ] {
            let check = checked(arguments).unwrap_or_else(|error| panic!("{arguments}: {error}"));
            assert_eq!(check.values, values, "{arguments}");
            assert_eq!(check.province.map(|one| one.as_str()), province, "{arguments}");
            assert_eq!(check.today, today, "{arguments}");
        }
    }

    #[test]
    fn what_is_no_option_and_no_value_of_one_is_said() {
        for (arguments, kind, says) in [
            ("mobile -5", ErrorKind::UnknownArgument, "-- -5"),
            ("filing filing.json --provnce gd", ErrorKind::UnknownArgument, "--province"),
            ("filing filing.json --province xx", ErrorKind::ValueValidation, "gd"),
            ("filing filing.json --today 23.11.2026", ErrorKind::ValueValidation, "YYYY-MM-DD"),
            ("filing", ErrorKind::MissingRequiredArgument, "VALUE"),
        ] {
            let Err(error) = checked(arguments) else { panic!("{arguments} was taken") };
            assert_eq!(error.kind(), kind, "{arguments}");
            assert!(error.to_string().contains(says), "{arguments}: {error}");
        }
    }
}
