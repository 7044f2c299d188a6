//! What every handler shares: the services, each of which knows no other handler and no room above it.

use crate::audit::refusals::Refusals;
use crate::audit::told::Told;
use crate::carriers::{CarrierError, Carriers, Fare};
use crate::clock::{Clock, LastLook};
use crate::config::Config;
use crate::config::catalogue::{Catalogue, CatalogueError};
use crate::config::templates::{Templates, TemplatesError};
use crate::config::texts::{Texts, TextsError};
use crate::decoding::Decoders;
use crate::notifier::Notifier;
use crate::notifier::places::Places;
use crate::ocr::running::Running;
use crate::ocr::{self, Ocr};
use crate::oidc::{OidcError, Providers};
use crate::pdf::Drawer;
use crate::sealing::files::Files;
use crate::sealing::folder;
use crate::sealing::keys::{self, Found, Keys, KeysError};
use crate::sealing::private;
use crate::sealing::s3::{self, S3Error};
use crate::sealing::swept::Swept;
use crate::sealing::vault::Vault;
use crate::secret;
use crate::storage::{Store, StoreError, connect};
use sea_orm::sqlx::sqlite::SqliteConnectOptions;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

/// Connections to PostgreSQL that one server holds at most.
const CONNECTIONS: u32 = 20;
/// How long the database's connections may take to end.
const CLOSING: Duration = Duration::from_secs(5);

/// What every handler shares; cheap to clone.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// The parts.
pub struct Shared {
    /// The settings.
    pub config: Config,
    /// What each bureau asks.
    pub catalogue: Catalogue,
    /// The operator's texts.
    pub texts: Texts,
    /// Forms of bureaus' own.
    pub templates: Templates,
    /// What is kept.
    pub store: Store,
    /// The bytes of uploads, sealed, wherever they are kept.
    pub files: Files,
    /// Seals what is secret in the database.
    pub vault: Vault,
    /// When files that nothing names were looked for.
    pub swept: Swept,
    /// Refusals of this minute, for the audit log.
    pub refusals: Refusals,
    /// When it was last said how far the audit log goes.
    pub told: Told,
    /// When the jobs last looked at the clock.
    pub last_look: LastLook,
    /// The memory in which pictures are decoded.
    pub decoders: Decoders,
    /// What reads pictures.
    pub ocr: Box<dyn Ocr>,
    /// Draws the pages of PDF files.
    pub pdf: Drawer,
    /// The pictures that are being read.
    pub running: Running,
    /// The name of this server among those of its database; another one at each start.
    pub replica: String,
    /// Identity providers.
    pub providers: Providers,
    /// How messages leave.
    pub carriers: Carriers,
    /// How that fares.
    pub fare: Fare,
    /// Who waits for a change.
    pub notifier: Notifier,
    /// How many wait, by session and by account; and which sessions are being noted as used.
    pub waits: Places,
    /// Taken by who finds out whether the server can work.
    pub looking: tokio::sync::Mutex<()>,
    /// The clock.
    pub clock: Clock,
}

impl Deref for App {
    type Target = Shared;
    fn deref(&self) -> &Shared {
        &self.0
    }
}

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder cannot be made.
    #[error("the data folder {0}: {1}")]
    Folder(PathBuf, std::io::Error),
    /// The upload folder cannot be used.
    #[error("the upload folder: {0}")]
    Files(#[from] object_store::Error),
    /// The S3 store of the settings cannot be used.
    #[error("the S3 store: {0}")]
    S3(#[from] S3Error),
    /// There is no key to seal uploads with.
    #[error("the keys: {0}")]
    Keys(#[from] KeysError),
    /// A province's file of the operator, or the list of suffixes, cannot be used.
    #[error("the catalogue: {0}")]
    Catalogue(#[from] CatalogueError),
    /// A text of the operator cannot be used.
    #[error("the texts: {0}")]
    Texts(#[from] TextsError),
    /// The folder of bureaus' own forms cannot be used.
    #[error("the templates: {0}")]
    Templates(#[from] TemplatesError),
    /// An identity provider of the settings cannot be used.
    #[error("sign-in by an identity provider: {0}")]
    Oidc(#[from] OidcError),
    /// A way for messages of the settings cannot be used.
    #[error("messages: {0}")]
    Carrier(#[from] CarrierError),
    /// The database cannot be opened.
    #[error("the database: {0}")]
    Store(#[from] StoreError),
}

/// Makes what is missing of the data folder, takes it from everybody but the server's own user, and looks at what lies in it.
async fn make_private(data: &Path, uploads: &Path, database: Option<&Path>) -> Result<Found, StartError> {
    let (data, uploads, database) = (data.to_owned(), uploads.to_owned(), database.map(Path::to_owned));
    let looked = move || {
        let wrong = |path: &Path| {
            let path = path.to_owned();
            move |error| StartError::Folder(path, error)
        };
        private::make_folder(&uploads).map_err(wrong(&uploads))?;
        // SQLite gives the files beside it the rights that it has.
        if let Some(database) = &database {
            private::make_file(database).map_err(wrong(database))?;
        }
        for folder in [&data, &uploads, &keys::own_folder(&data)] {
            private::close(folder);
            private::close_within(folder);
        }
        folder::look_over(&uploads).map_err(wrong(&uploads))
    };
    // Thousands of files take some tenths of a second.
    let looked = tokio::task::spawn_blocking(looked).await;
    looked.unwrap_or_else(|error| Err(StartError::Folder(PathBuf::new(), std::io::Error::other(error))))
}

impl App {
    /// Opens database and folder below the data folder.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn open(config: Config, clock: Clock) -> Result<App, StartError> {
        App::open_as(config, clock, |database| database).await
    }

    /// The same, with a database that is opened in a way of its own.
    ///
    /// # Errors
    /// [`StartError`].
    pub async fn open_as(
        config: Config,
        clock: Clock,
        change: impl FnOnce(SqliteConnectOptions) -> SqliteConnectOptions + Send,
    ) -> Result<App, StartError> {
        let catalogue = Catalogue::load(config.provinces.as_deref(), config.suffixes.as_deref())?;
        let texts = Texts::load(&config)?;
        let templates = Templates::load(config.templates.as_deref())?;
        let providers = Providers::open(&config)?;
        let carriers = Carriers::open(&config, &clock)?;
        let uploads = config.data.join("uploads");
        let database = config.data.join("beian.sqlite");
        let found = make_private(&config.data, &uploads, config.database.is_none().then_some(&*database)).await?;
        let files = match &config.s3 {
            Some(settings) => s3::open(settings, &config.vault, &config.data).await?,
            None => Files::in_folder(&uploads, Vault::new(Keys::load(&config.vault, &config.data, &found)?))?,
        };
        let store = match &config.database {
            Some(address) => connect::postgres(address, CONNECTIONS, files.vault()).await?,
            None => connect::sqlite(change(connect::sqlite_options(&database)), files.vault()).await?,
        };
        let store = store.with_clock(clock.clone());
        if config.s3.is_some() && found != Found::default() {
            tracing::warn!(folder = %uploads.display(), "uploads are kept in the S3 store; those that lie in this folder are not shown");
        }
        if config.s3.is_none() && found.unsealed > 0 {
            tracing::warn!(
                files = found.unsealed,
                "some uploads are not sealed and are not shown; see Keys in docs/operating.md"
            );
        }
        let decoders = Decoders::new(&config.uploads);
        let pdf = Drawer::new(&config);
        let ocr = ocr::of(&config, &decoders);
        Ok(App(Arc::new(Shared {
            config,
            catalogue,
            texts,
            templates,
            store,
            vault: files.vault().clone(),
            files,
            swept: Swept::default(),
            refusals: Refusals::default(),
            told: Told::default(),
            last_look: LastLook::default(),
            decoders,
            ocr,
            pdf,
            running: Running::default(),
            replica: secret::id(),
            providers,
            carriers,
            fare: Fare::default(),
            notifier: Notifier::default(),
            waits: Places::default(),
            looking: tokio::sync::Mutex::default(),
            clock,
        })))
    }

    /// Closes the database's connections, so that nothing is left beside its file; what still asks it is waited for, five seconds at most.
    pub async fn close(&self) {
        match tokio::time::timeout(CLOSING, self.store.close()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the database was not closed"),
            Err(_) => tracing::warn!("the database was not closed in time"),
        }
    }
}
