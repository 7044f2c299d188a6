//! Running other programs: said before they run, stopped when this one stops. `xshell` would not make it shorter: it has no program in
//! the background, takes no prepared `Command`, and trims what it reads.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::IsTerminal;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, MutexGuard, Once, PoisonError};

/// Says on one line what happens next.
pub fn say(words: &str) {
    if std::io::stderr().is_terminal() {
        eprintln!("\x1b[1m· {words}\x1b[0m");
    } else {
        eprintln!("· {words}");
    }
}

/// Whether a program can be found on PATH.
pub fn is_on_path(program: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(program).is_file()))
}

/// Whether this is the machine's administrator, who may install and whom Chromium distrusts.
pub fn is_root() -> bool {
    output_of(Command::new("id").arg("-u")).as_deref() == Some("0")
}

/// Runs a program to its end; an error where it fails.
pub fn must(command: &mut Command) -> Result<()> {
    let name = name_of(command);
    let status = command.status().with_context(|| format!("{name} could not be started"))?;
    if !status.success() {
        bail!("{name} failed ({status})");
    }
    Ok(())
}

/// All that a program prints, to the byte; what it complains of is seen. An error where it fails.
pub fn answer_of(command: &mut Command) -> Result<String> {
    let name = name_of(command);
    let output = command.stderr(Stdio::inherit()).output().with_context(|| format!("{name} could not be started"))?;
    if !output.status.success() {
        bail!("{name} failed ({})", output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// What a program prints, trimmed; nothing where it cannot run or fails.
pub fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

fn name_of(command: &Command) -> String {
    let arguments = command.get_args().take(2).map(OsStr::to_string_lossy);
    let mut name = command.get_program().to_string_lossy().into_owned();
    for argument in arguments {
        name.push(' ');
        name.push_str(&argument);
    }
    name
}

/// The programs that run now, so that a signal can end them too.
static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());
static HANDLER: Once = Once::new();

fn running() -> MutexGuard<'static, Vec<u32>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A program in the background, ended at the latest when this value goes.
#[derive(Debug)]
pub struct Background(Child);

impl Background {
    /// Starts it. From then on Ctrl-C and a termination signal are passed on instead of ending this program first.
    pub fn start(command: &mut Command) -> Result<Background> {
        HANDLER.call_once(|| {
            // Where a handler stands already the signal goes to the whole group of the terminal all the same.
            let _ = ctrlc::set_handler(|| running().iter().for_each(|id| terminate(*id)));
        });
        let child = command.spawn().with_context(|| format!("{} could not be started", name_of(command)))?;
        running().push(child.id());
        Ok(Background(child))
    }

    /// The code that it ended with, once it did.
    pub fn ended(&mut self) -> Result<Option<i32>> {
        Ok(self.0.try_wait()?.map(|status| status.code().unwrap_or(0)))
    }

    /// Waits for its end.
    pub fn wait(mut self) -> Result<i32> {
        Ok(self.0.wait()?.code().unwrap_or(0))
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        let id = self.0.id();
        if matches!(self.0.try_wait(), Ok(None)) {
            terminate(id);
            let _ = self.0.wait();
        }
        running().retain(|one| *one != id);
    }
}

/// Asks a program to end; the standard library can only kill, which leaves no time for a graceful end.
fn terminate(id: u32) {
    let id = id.to_string();
    let (program, arguments) = if cfg!(windows) { ("taskkill", ["/PID", &id]) } else { ("kill", ["-TERM", &id]) };
    let _ = Command::new(program).args(arguments).stderr(Stdio::null()).status();
}
