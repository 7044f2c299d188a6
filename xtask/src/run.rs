//! `cargo xtask run`: everything from a fresh clone to a page in the browser.

use crate::dist::{self, Entry};
use crate::net::{is_served, own_address};
use crate::project::Project;
use crate::shell::{Background, must, say};
use crate::tools;
use anyhow::{Context, Result, bail};
use clap::Args;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

const LOOPBACK: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);
/// How long the server may take to open its port: it migrates the database first.
const START: Duration = Duration::from_secs(60);

/// What `run` was asked for.
#[derive(Clone, Debug, Args)]
pub struct Options {
    /// Another port
    #[arg(long, value_name = "N", default_value_t = 8080)]
    pub port: u16,
    /// Where the database and the uploads are kept [default: data]
    #[arg(long, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Over HTTPS with a self-signed certificate on this machine's network address, so that a real phone can scan the code
    /// and use its camera
    #[arg(long, conflicts_with = "dev")]
    pub lan: bool,
    /// A data folder of its own with sample filings, a staff account and the simulator
    #[arg(long)]
    pub demo: bool,
    /// trunk's watcher: quick build, live reload, /api proxied to the server; trunk serves one page at a time
    #[arg(long, value_name = "ENTRY", num_args = 0..=1, default_missing_value = "applicant")]
    pub dev: Option<Entry>,
}

/// Builds what is missing, serves, and stays until it is stopped.
pub fn run(project: &Project, options: Options) -> Result<ExitCode> {
    let host = if options.lan { own_address().context("this machine has no network address")? } else { LOOPBACK };
    let address = SocketAddr::new(host, options.port);
    if is_served(address) {
        bail!("something is served on {address} already: end it, or choose another with --port");
    }
    match options.dev {
        None => {
            dist::build_if_stale(project, true)?;
            build_server(project)?;
            serve(project, &options, address)
        }
        Some(entry) => {
            build_server(project)?;
            watch(project, &options, entry, address)
        }
    }
}

/// Builds the reference server; a moment where nothing changed.
pub fn build_server(project: &Project) -> Result<()> {
    if !project.server().is_file() {
        say("Building the server (the first time takes some minutes)");
    }
    must(Command::new("cargo").current_dir(&project.root).args([
        "build",
        "--quiet",
        "--release",
        "--package",
        "beian-server",
    ]))
}

fn serve(project: &Project, options: &Options, address: SocketAddr) -> Result<ExitCode> {
    let mut server = start_server(project, options, address)?;
    wait_for(&mut server, address)?;
    let scheme = if options.lan { "https" } else { "http" };
    say(&format!("Beian is at {scheme}://{address}   (Ctrl-C ends it)"));
    if options.lan {
        say("The certificate is self-signed: browsers warn once, and go on when told to.");
        say(&format!("Sent messages are at {scheme}://{address}/outbox, for a browser on this machine only"));
    }
    ended(server.wait()?)
}

/// trunk answers the browser, and passes on to the server what is not a page.
fn watch(project: &Project, options: &Options, entry: Entry, address: SocketAddr) -> Result<ExitCode> {
    let tools = tools::for_build(project)?;
    let behind = SocketAddr::new(LOOPBACK, options.port.checked_add(1).context("the port after --port must exist")?);
    if is_served(behind) {
        bail!("something is served on {behind} already, where the server belongs: choose another with --port");
    }
    let mut server = start_server(project, options, behind)?;
    wait_for(&mut server, behind)?;
    let mut trunk = tools.command("trunk");
    trunk.current_dir(&project.root).env_remove("NO_COLOR");
    trunk.args(["--log", "warn", "serve", "--offline", "--no-sri", "--disable-address-lookup"]);
    trunk.args(["--address", &address.ip().to_string(), "--port", &address.port().to_string()]);
    trunk.args(["--proxy-backend", &format!("http://{behind}/api")]);
    // Served under every address, so that a reload anywhere comes back.
    trunk.args(["--html-output", "index.html", "--dist"]).arg(project.target().join("trunk/dev")).arg(entry.html());
    let mut trunk = Background::start(&mut trunk)?;
    say(&format!("Beian is at http://{address} once trunk has built it; sent messages are at http://{behind}/outbox"));
    loop {
        if let Some(code) = trunk.ended()?.or(server.ended()?) {
            return ended(code);
        }
        std::thread::sleep(Duration::from_millis(200));
    }
}

fn start_server(project: &Project, options: &Options, address: SocketAddr) -> Result<Background> {
    let default = if options.demo { "data-demo" } else { "data" };
    // The server runs in the project's folder, and the caller may have been elsewhere.
    let data = options.data.as_ref().map_or_else(|| Ok(project.root.join(default)), std::path::absolute)?;
    let mut server = Command::new(project.server());
    server.current_dir(&project.root).arg("serve");
    server.args(["--host", &address.ip().to_string(), "--port", &address.port().to_string(), "--data"]).arg(data);
    server.arg("--dist").arg(project.dist());
    if options.lan {
        server.arg("--tls-self-signed");
    }
    if options.demo {
        server.arg("--demo");
    }
    // Nobody else is served: codes and links may be seen here. A link leads to where the pages are, also for a phone in this network.
    let pages = SocketAddr::new(address.ip(), options.port);
    let scheme = if options.lan { "https" } else { "http" };
    for (name, value) in [("BEIAN_OUTBOX_PAGE", "true".to_owned()), ("BEIAN_PUBLIC_URL", format!("{scheme}://{pages}"))]
    {
        if std::env::var_os(name).is_none() {
            server.env(name, value);
        }
    }
    if options.dev.is_some() {
        // The browser talks to trunk, so its Origin is trunk's.
        server.env("BEIAN_ALLOWED_ORIGINS", format!("http://127.0.0.1:{0},http://localhost:{0}", options.port));
    }
    Background::start(&mut server)
}

fn wait_for(server: &mut Background, address: SocketAddr) -> Result<()> {
    let began = Instant::now();
    while !is_served(address) {
        if let Some(code) = server.ended()? {
            bail!("the server ended with code {code} before it was ready");
        }
        if began.elapsed() > START {
            bail!("the server did not open {address} within {} s", START.as_secs());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

/// This program ends as the one that it ran.
fn ended(code: i32) -> Result<ExitCode> {
    Ok(ExitCode::from(u8::try_from(code).unwrap_or(1)))
}
