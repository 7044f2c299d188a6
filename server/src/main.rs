//! `beian-server`: serves, adds colleagues, rotates keys, prints its settings.

use axum_server::Handle;
use axum_server::tls_rustls::{RustlsAcceptor, RustlsConfig};
use beian_rules::ValueKind;
use beian_server::accounts::second_factor;
use beian_server::app::App;
use beian_server::audit::{Act, Doing, What, doing};
use beian_server::cli::{Check, Cli, Command, Serve};
use beian_server::cli::{audit, check, data, staff};
use beian_server::clock::Clock;
use beian_server::config::catalogue::Catalogue;
use beian_server::config::{Config, OcrEngine};
use beian_server::connections::{Acceptor, files, plain};
use beian_server::http::request_log;
use beian_server::jobs::{audit_log, checkpoints, relay, scheduler};
use beian_server::ocr;
use beian_server::pdf::draw;
use beian_server::sealing::{keys, private, rotation};
use beian_server::{demo, router};
use clap::Parser;
use mimalloc::MiMalloc;
use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// How long requests that are under way may take after the signal to end.
const FAREWELL: Duration = Duration::from_secs(20);
/// How long each of what comes after them may take.
const LAST: Duration = Duration::from_secs(5);

/// Keeps pieces of a size together, and gives what is free back to the system (`docs/operating.md`, Memory).
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

type Failure = Box<dyn std::error::Error + Send + Sync>;

fn main() -> ExitCode {
    private::by_default();
    let cli = Cli::parse();
    // Before there are threads: each would take of the memory that it may have.
    if let Some(Command::DrawPdf { most, memory_mib, seconds }) = cli.command {
        let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
        std::process::exit(draw::run(input, output, most, memory_mib, seconds));
    }
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("beian-server: {error}");
            return ExitCode::FAILURE;
        }
    };
    match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("beian-server: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<ExitCode, Failure> {
    let command = cli.command.unwrap_or(Command::Serve(Serve::default()));
    // Needs no settings, so none can be in its way.
    if let Command::Check(asked) = command {
        return run_check(&asked);
    }
    let mut config = Config::load(cli.settings.config.as_deref(), |name| std::env::var(name).ok())?;
    if let Some(data) = cli.settings.data {
        config.data = data;
    }
    if let Command::Serve(options) = command {
        serve(config, options).await?;
        return Ok(ExitCode::SUCCESS);
    }
    doing::within(Arc::new(Doing::command_line()), run_command(config, command)).await
}

/// What is done at the machine, and named so in the audit log.
async fn run_command(config: Config, command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Config => print!("{}", config.printed()),
        Command::NewKey => print!("{}", keys::printed(vec![keys::new()])),
        Command::RotateKeys(asked) => return rotate_keys(config, asked.unsealed_too).await,
        Command::Data(asked) => return Ok(data::run(&config, asked, Clock::system().now().0).await?),
        Command::Audit { command } => {
            let is_whole = audit::run(&config, command, std::io::stdout().lock()).await?;
            return Ok(if is_whole { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
        Command::Staff { command } => {
            staff::run(config, command, std::io::stdin().lock(), std::io::stdout().lock()).await?;
        }
        Command::Serve(_) | Command::Check(_) | Command::DrawPdf { .. } => {}
    }
    Ok(ExitCode::SUCCESS)
}

fn run_check(asked: &Check) -> Result<ExitCode, Failure> {
    let today = asked.today.unwrap_or_else(|| Clock::system().now().date_in_china());
    let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
    let right = if asked.kind == "filing" {
        let [file] = asked.values.as_slice() else { return Err("one file is checked at a time".into()) };
        let set = |name| std::env::var_os(name).map(PathBuf::from);
        let catalogue = Catalogue::load(set("BEIAN_PROVINCES").as_deref(), set("BEIAN_SUFFIXES").as_deref())?;
        check::filing(file, asked.province, today, &catalogue, input, output)?
    } else {
        let kinds = || ValueKind::ALL.iter().map(|kind| kind.as_str()).collect::<Vec<_>>().join(", ");
        let kind = asked.kind.parse::<ValueKind>().map_err(|_| format!("KIND is filing or one of {}", kinds()))?;
        check::values(kind, &asked.values, today, input, output)?
    };
    Ok(if right { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Ends with 1 where something could not be sealed anew: the key that it needs must stay.
async fn rotate_keys(config: Config, unsealed_too: bool) -> Result<ExitCode, Failure> {
    let app = App::open(config, Clock::system()).await?;
    let done = rotate_keys_of(&app, unsealed_too).await;
    app.close().await;
    done
}

async fn rotate_keys_of(app: &App, unsealed_too: bool) -> Result<ExitCode, Failure> {
    let rotated = rotation::rotate(&app.files, unsealed_too).await?;
    for (file, why) in &rotated.failed {
        eprintln!("{file}: {why}");
    }
    println!(
        "key {}: {} files sealed anew from other keys, {} that were not sealed, {} already; {} failed",
        app.files.active_key(),
        rotated.from_other_keys,
        rotated.from_plain,
        rotated.current,
        rotated.failed.len()
    );
    let totp = second_factor::reseal(app).await.map_err(|refused| refused.to_string())?;
    for (staff, why) in &totp.failed {
        eprintln!("the second factor of the colleague {staff}: {why}");
    }
    if totp != second_factor::Resealed::default() {
        println!(
            "second factors: {} sealed anew from other keys, {} already; {} failed",
            totp.from_other_keys,
            totp.current,
            totp.failed.len()
        );
    }
    let done = rotated.failed.is_empty() && totp.failed.is_empty();
    let noted = Act::new(What::KeysRotated).with("key", app.files.active_key()).with("failed", !done);
    app.store.note(vec![doing::done(noted)]).await?;
    Ok(if done { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn serve(mut config: Config, options: Serve) -> Result<(), Failure> {
    config.host = options.host.unwrap_or(config.host);
    config.port = options.port.unwrap_or(config.port);
    config.dist = options.dist.unwrap_or(config.dist);
    config.tls.self_signed |= options.tls_self_signed;
    if options.ocr {
        config.ocr.engine = OcrEngine::Tesseract;
    }
    if options.demo || config.demo.enabled {
        demo::configure(&mut config);
    }
    let _logs = request_log::start(config.json_logs);
    let address: SocketAddr = tokio::net::lookup_host((config.host.as_str(), config.port))
        .await?
        .next()
        .ok_or_else(|| format!("{} is no address", config.host))?;
    let tls = tls(&config).await?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    ocr::settle(&mut config).await;
    let app = App::open(config, Clock::system()).await?;
    tracing::info!(key = app.files.active_key(), "uploads are sealed");
    if app.config.vault.keys.is_empty() && app.config.vault.file.is_none() {
        tracing::warn!(
            "no key is configured, so one was made in the data folder (keys/keys.toml): without it no upload opens; back it up, apart from the rest; see docs/operating.md"
        );
    }
    if app.config.demo.enabled {
        introduce(&demo::prepare(&app, &app.config.demo.samples).await?, &format!("{scheme}://{address}"));
    }
    let acceptor = Acceptor::new(&app.config, files::raise());
    tracing::info!(most = acceptor.most(), "connections at a time");
    let (handle, (end, ending)) = (Handle::new(), watch::channel(false));
    relay::start(&app);
    checkpoints::start(&app);
    let jobs = tokio::spawn(scheduler::run(app.clone()));
    tokio::spawn(end_on_signal(handle.clone(), end, app.clone()));
    tracing::info!("listening on {scheme}://{address}");
    let router = router::router(app.clone());
    match tls {
        Some(tls) => {
            let acceptor = RustlsAcceptor::new(tls).acceptor(acceptor);
            let service = router.into_make_service_with_connect_info::<SocketAddr>();
            axum_server::bind(address).acceptor(acceptor).handle(handle).serve(service).await?;
        }
        None => {
            let listener = TcpListener::bind(address).await?;
            plain::serve(listener, acceptor, router, ending, FAREWELL).await;
        }
    }
    // What was answered last is told to the others, and the jobs are theirs.
    match tokio::time::timeout(LAST, relay::flush(&app)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "the last changes were not told to other servers"),
        Err(_) => tracing::warn!("the last changes were not told to other servers in time"),
    }
    let _ = tokio::time::timeout(LAST, jobs).await;
    if tokio::time::timeout(LAST, audit_log::end(&app)).await.is_err() {
        tracing::warn!("the last refusals were not noted in the audit log in time");
    }
    app.close().await;
    tracing::info!("ended");
    Ok(())
}

/// Says how to look around in a demonstration. Where nobody takes it, the server starts all the same.
fn introduce(visitors: &demo::Visitors, address: &str) {
    let applicants = visitors.applicants.iter().map(|(status, mobile)| format!("    {mobile}  {status}\n"));
    let text = format!(
        "\nDemonstration, all data are samples\n  \
         desk       {address}/desk   {}   password {}\n  \
         simulator  {address}/simulator   plays the ministry and the bureau\n  \
         outbox     {address}/outbox   shows the codes to sign in with\n  \
         applicants, by the state of their filing:\n{}\n",
        demo::STAFF_EMAIL,
        visitors.password,
        applicants.collect::<String>(),
    );
    std::thread::spawn(move || std::io::stdout().write_all(text.as_bytes()));
}

async fn tls(config: &Config) -> Result<Option<RustlsConfig>, Failure> {
    // A second installation of the same provider changes nothing.
    let _ = rustls::crypto::ring::default_provider().install_default();
    match (&config.tls.certificate, &config.tls.key) {
        (Some(certificate), Some(key)) => Ok(Some(RustlsConfig::from_pem_file(certificate, key).await?)),
        (None, None) if config.tls.self_signed => {
            let made = rcgen::generate_simple_self_signed(vec![config.host.clone(), "localhost".to_owned()])?;
            let (certificate, key) = (made.cert.pem(), made.key_pair.serialize_pem());
            Ok(Some(RustlsConfig::from_pem(certificate.into_bytes(), key.into_bytes()).await?))
        }
        (None, None) => Ok(None),
        _ => Err("tls.certificate and tls.key belong together".into()),
    }
}

/// Ends gracefully at SIGTERM or Ctrl-C: no new connections, those under way may finish; pages that wait are answered at once.
async fn end_on_signal(handle: Handle, end: watch::Sender<bool>, app: App) {
    let interrupted = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminated) => {
                tokio::select! { _ = interrupted => {}, _ = terminated.recv() => {} }
            }
            Err(_) => drop(interrupted.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupted.await);
    tracing::info!("ending");
    // In this order: the answer to who waits is the last on its connection.
    handle.graceful_shutdown(Some(FAREWELL));
    end.send_replace(true);
    app.notifier.end();
}
