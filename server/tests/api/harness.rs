//! A server in this process, with a clock that stands still, and clients that keep their cookies.

pub use crate::client::{Answer, Client};
use crate::database::Own;
use crate::s3_server::S3Server;
use axum::Router;
use beian_model::Timestamp;
use beian_model::wire::Role;
use beian_server::accounts::stored::Staff;
use beian_server::app::App;
use beian_server::clock::Clock;
use beian_server::config::Config;
use beian_server::secret;
use bytes::Bytes;
use http::StatusCode;
use serde_json::{Value, json};
use sqlx::sqlite::SqliteConnectOptions;
use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// Noon of 24 November 2026 in China.
pub const NOW: i64 = 20_781 * 86_400 + 4 * 3600;
/// Where the contract begins.
pub const API: &str = "/api/v1";
/// Mobile number of the applicant.
pub const MOBILE: &str = "13800138000";
/// The verification of the organiser's person.
pub const PERSON: &str = "organiser.responsible_person.verification";
/// E-mail and password of the reviewer.
pub const REVIEWER: (&str, &str) = ("reviewer@example.com", "correct horse battery");

/// A server on an empty data folder that lives as long as this.
pub struct Server {
    /// The parts.
    pub app: App,
    pub(super) router: Router,
    pub(super) database: Option<Own>,
    data: TempDir,
    /// Where the uploads are, when not in the data folder.
    s3: Option<S3Server>,
}

/// The same tests are compiled twice: `api` has uploads in the folder, `api_s3` in an S3 store.
fn s3(config: &mut Config) -> Option<S3Server> {
    let in_s3 = env!("CARGO_CRATE_NAME") == "api_s3" && config.s3.is_none();
    let s3 = in_s3.then(|| S3Server::start(&config.data.join("s3")));
    s3.inspect(|s3| s3.configure(config))
}

impl Server {
    /// A server with the default settings and one reviewer.
    pub async fn start() -> Server {
        Server::with(|_| {}).await
    }

    /// A server with other settings.
    pub async fn with(change: impl FnOnce(&mut Config)) -> Server {
        let data = TempDir::new().unwrap();
        let mut config = Config { data: data.path().join("data"), dist: data.path().join("dist"), ..Config::default() };
        config.uploads.pdf_program = env!("CARGO_BIN_EXE_beian-server").into();
        let database = Own::new().await;
        config.database = database.as_ref().map(Own::address);
        // Decisions hold at once, but where a test is of undoing them.
        config.review.undo_seconds = 0;
        change(&mut config);
        let s3 = s3(&mut config);
        let app = App::open(config, Clock::standing(Timestamp(NOW))).await.unwrap();
        let (email, password) = REVIEWER;
        let password_hash = secret::hash_password(password).unwrap();
        let staff = Staff::new(email, "审核员甲", password_hash, Role::Reviewer);
        app.store.add_staff(&staff, app.clock.now()).await.unwrap();
        let router = beian_server::router::router(app.clone());
        Server { app, router, database, data, s3 }
    }

    /// A server on a copy of this one's data, as after a crash: nothing that runs here runs there.
    pub async fn copy(&self) -> Server {
        self.copy_at(self.app.clock.now()).await
    }

    /// The same under other settings.
    pub async fn copy_with(&self, change: impl FnOnce(&mut Config)) -> Server {
        let mut copy = self.copy().await;
        let mut config = copy.app.config.clone();
        change(&mut config);
        copy.app = App::open(config, Clock::standing(self.app.clock.now())).await.unwrap();
        copy.router = beian_server::router::router(copy.app.clone());
        copy
    }

    /// The same at another time.
    pub async fn copy_at(&self, now: Timestamp) -> Server {
        self.app.store.scrub().await.unwrap();
        let data = TempDir::new().unwrap();
        let folder = data.path().join("data");
        copy_folder(&self.folder(), &folder);
        let database = match &self.database {
            Some(own) => Some(own.copy().await),
            None => None,
        };
        let address = database.as_ref().map(Own::address);
        let mut config = Config { data: folder, database: address, s3: None, ..self.app.config.clone() };
        let s3 = s3(&mut config);
        let app = App::open(config, Clock::standing(now)).await.unwrap();
        let router = beian_server::router::router(app.clone());
        Server { app, router, database, data, s3 }
    }

    /// The same one, started anew, with a database that is opened in a way of its own.
    pub async fn again(self, change: impl FnOnce(SqliteConnectOptions) -> SqliteConnectOptions + Send) -> Server {
        let app = App::open_as(self.app.config.clone(), self.app.clock.clone(), change).await.unwrap();
        let router = beian_server::router::router(app.clone());
        Server { app, router, database: self.database, data: self.data, s3: self.s3 }
    }

    /// A browser that comes to this server with the cookies that it has.
    pub fn returning(&self, client: &Client) -> Client {
        Client { router: self.router.clone(), cookies: client.cookies.clone() }
    }

    /// The data folder.
    pub fn folder(&self) -> PathBuf {
        self.data.path().join("data")
    }

    /// Where the files of uploads lie.
    pub fn uploads_folder(&self) -> PathBuf {
        self.s3.as_ref().map_or_else(|| self.folder().join("uploads"), S3Server::uploads)
    }

    /// How many files of uploads there are.
    pub fn uploads(&self) -> usize {
        std::fs::read_dir(self.uploads_folder()).unwrap().count()
    }

    /// The files of uploads as they are kept, opened.
    pub async fn kept(&self) -> Vec<Bytes> {
        let mut kept = Vec::new();
        for file in self.app.files.all().await.unwrap() {
            kept.push(self.app.files.get(&file.name).await.unwrap());
        }
        kept
    }

    /// Somebody who is not signed in.
    pub fn stranger(&self) -> Client {
        Client { router: self.router.clone(), cookies: BTreeMap::new() }
    }

    /// The newest code that was sent to a number.
    pub async fn code(&self, mobile: &str) -> String {
        let sent = self.app.store.messages(100).await.unwrap();
        sent.into_iter().find(|message| message.to == mobile && message.code.is_some()).unwrap().code.unwrap()
    }

    /// A phone that claimed a code, and whose person agreed.
    pub async fn phone(&self, made: &Value) -> Client {
        let mut phone = self.phone_that_claimed(made).await;
        phone.agree().await.is(StatusCode::OK);
        phone
    }

    /// A phone that claimed a code; its person has not agreed yet.
    pub async fn phone_that_claimed(&self, made: &Value) -> Client {
        let mut phone = self.stranger();
        phone.post("/handoff", json!({ "secret": made["secret"] })).await.is(StatusCode::OK);
        phone
    }

    /// An applicant with a filing that was just begun, and its id.
    pub async fn begun(&self) -> (Client, String) {
        let mut applicant = self.applicant(MOBILE).await;
        let id = applicant.begin().await["id"].as_str().unwrap().to_owned();
        (applicant, id)
    }

    /// An applicant who is signed in.
    pub async fn applicant(&self, mobile: &str) -> Client {
        let mut client = self.stranger();
        client.post("/session/code", json!({ "mobile": mobile })).await.is(StatusCode::ACCEPTED);
        let code = self.code(mobile).await;
        client.post("/session", json!({ "mobile": mobile, "code": code })).await.is(StatusCode::OK);
        client
    }

    /// The same applicant in another browser, a minute later: a code is not sent twice at once.
    pub async fn applicant_again(&self, mobile: &str) -> Client {
        self.app.clock.advance(61);
        self.applicant(mobile).await
    }

    /// The reviewer, signed in.
    pub async fn reviewer(&self) -> Client {
        let mut client = self.stranger();
        let (email, password) = REVIEWER;
        client.post("/staff/session", json!({ "email": email, "password": password })).await.is(StatusCode::OK);
        client
    }
}

fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(|entry| entry.unwrap()) {
        let to = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy_folder(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// A picture of a size.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let picture = image::RgbImage::from_fn(width, height, |x, y| image::Rgb([x as u8, y as u8, 90]));
    picture.write_to(&mut Cursor::new(&mut bytes), image::ImageFormat::Jpeg).unwrap();
    bytes
}

/// A video of six seconds, as a browser records it.
pub fn webm() -> Vec<u8> {
    include_bytes!("../data/video.webm").to_vec()
}
