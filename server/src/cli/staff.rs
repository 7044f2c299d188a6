//! `beian-server staff`: colleagues are added, listed, disabled and enabled, given a new password or another role.

use crate::accounts::passwords;
use crate::accounts::stored::Staff;
use crate::app::App;
use crate::cli::StaffCommand;
use crate::clock::Clock;
use crate::config::Config;
use crate::secret;
use crate::storage::StoreError;
use beian_model::Timestamp;
use beian_model::wire::Role;
use std::io::{Read, Write};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Does it, and says to the output what was done; a password is read from the input where that is asked for.
///
/// # Errors
/// A sentence for whoever asked.
pub async fn run(config: Config, asked: StaffCommand, input: impl Read, output: impl Write) -> Result<(), Failure> {
    let app = App::open(config, Clock::system()).await?;
    let done = run_with(&app, asked, input, output).await;
    app.close().await;
    done
}

async fn run_with(app: &App, asked: StaffCommand, input: impl Read, mut output: impl Write) -> Result<(), Failure> {
    match asked {
        StaffCommand::Add { email, name, role, password_stdin } => {
            add(app, (&email, &name), role, password_stdin.then_some(input), output).await
        }
        StaffCommand::List => list(app, output).await,
        StaffCommand::Disable { email } => {
            let staff = known(app, &email).await?;
            said_of_admins(app.store.disable_staff(&staff.id, app.clock.now()).await)?;
            Ok(writeln!(output, "{} can no longer sign in; their sessions have ended", staff.email)?)
        }
        StaffCommand::Enable { email } => {
            let staff = known(app, &email).await?;
            app.store.enable_staff(&staff.id).await?;
            Ok(writeln!(output, "{} can sign in again", staff.email)?)
        }
        StaffCommand::Reset { email, password_stdin } => {
            let staff = known(app, &email).await?;
            let (password, told) = password(password_stdin.then_some(input), &staff)?;
            app.store.reset_staff(&staff.id, &hashed(&password)?).await?;
            writeln!(output, "{} has a new password and no second factor; their sessions have ended", staff.email)?;
            tell(told, &mut output)
        }
        StaffCommand::Role { email, role } => {
            let staff = known(app, &email).await?;
            said_of_admins(app.store.set_role(&staff.id, role).await)?;
            Ok(writeln!(output, "{} is {role} now", staff.email)?)
        }
    }
}

async fn add(
    app: &App,
    (email, name): (&str, &str),
    role: Option<Role>,
    input: Option<impl Read>,
    mut output: impl Write,
) -> Result<(), Failure> {
    let email = email.trim().to_lowercase();
    if !beian_rules::identifiers::email::is_email(&email) {
        return Err(format!("{email} is no e-mail address").into());
    }
    // Somebody has to look after those who come later.
    let first = if app.store.all_staff().await?.is_empty() { Role::Admin } else { Role::Reviewer };
    let mut staff = Staff::new(&email, name.trim(), String::new(), role.unwrap_or(first));
    let (password, told) = password(input, &staff)?;
    staff.password_hash = hashed(&password)?;
    match app.store.add_staff(&staff, app.clock.now()).await {
        Ok(()) => {}
        Err(StoreError::Exists) => return Err(format!("{email} exists already").into()),
        Err(error) => return Err(error.into()),
    }
    writeln!(output, "{email} can sign in at /desk as {}", staff.role)?;
    tell(told, &mut output)
}

async fn list(app: &App, mut output: impl Write) -> Result<(), Failure> {
    for one in app.store.all_staff().await? {
        let state = if one.staff.disabled_at.is_some() { "disabled" } else { "enabled" };
        let totp = if one.has_totp { "second factor" } else { "password only" };
        let seen = one.seen_at.map_or_else(|| "not signed in".to_owned(), |at| format!("last seen {}", day(at)));
        writeln!(output, "{}\t{}\t{}\t{state}\t{totp}\t{seen}", one.staff.email, one.staff.name, one.staff.role)?;
    }
    Ok(())
}

fn day(at: Timestamp) -> String {
    at.date_in_china().to_string()
}

/// The colleague of an e-mail address.
async fn known(app: &App, email: &str) -> Result<Staff, Failure> {
    let email = email.trim().to_lowercase();
    let known = app.store.staff_by_email(&email).await?;
    known.ok_or_else(|| format!("there is no colleague {email}; `beian-server staff list` shows all").into())
}

/// A password that was given, or a new one, which is told.
fn password(input: Option<impl Read>, of: &Staff) -> Result<(String, Option<String>), Failure> {
    let Some(mut input) = input else {
        let made = secret::password();
        return Ok((made.clone(), Some(made)));
    };
    let mut text = String::new();
    input.read_to_string(&mut text)?;
    let given = text.trim_end_matches(['\r', '\n']).to_owned();
    passwords::look(&given, of)?;
    Ok((given, None))
}

fn hashed(password: &str) -> Result<String, Failure> {
    secret::hash_password(password).map_err(|error| error.to_string().into())
}

fn tell(password: Option<String>, output: &mut impl Write) -> Result<(), Failure> {
    match password {
        Some(password) => Ok(writeln!(output, "password: {password}")?),
        None => Ok(()),
    }
}

fn said_of_admins(done: Result<(), StoreError>) -> Result<(), Failure> {
    done.map_err(|error| match error {
        StoreError::LastAdmin => "this is the last administrator: make somebody else one first".into(),
        error => error.into(),
    })
}
