//! Our server on a port of its own, beside its provider.

use crate::browser::Browser;
use crate::provider::{CLIENTS, Provider, SECRET};
use axum::Router;
use beian_model::Timestamp;
use beian_model::wire::Role;
use beian_server::accounts::stored::{SessionKind, Staff};
use beian_server::app::App;
use beian_server::clock::Clock;
use beian_server::config::{Config, Covered, Oidc, StaffOidc};
use beian_server::oidc::{BACK, STAFF_BACK};
use beian_server::{router, secret};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::time::{SystemTime, UNIX_EPOCH};
use tempfile::TempDir;
use tokio::net::TcpListener;

/// Where a sign-in begins.
pub const BEGIN: &str = "/api/v1/session/provider";
pub const BEGIN_STAFF: &str = "/api/v1/staff/session/provider";

/// Our server, and its provider.
pub struct Site {
    pub app: App,
    pub provider: Provider,
    address: SocketAddr,
    _data: TempDir,
}

fn serve(listener: TcpListener, router: Router) {
    let service = router.into_make_service_with_connect_info::<SocketAddr>();
    tokio::spawn(async move { axum::serve(listener, service).await });
}

impl Site {
    /// Both with the settings of most tests.
    pub async fn start() -> Site {
        Site::with(|_| {}).await
    }

    /// With other settings.
    pub async fn with(change: impl FnOnce(&mut Config)) -> Site {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let public_url = format!("http://{address}");
        let provider = Provider::start([BACK, STAFF_BACK].map(|path| format!("{public_url}{path}")));
        let data = TempDir::new().unwrap();
        let scopes = |all: &[&str]| all.iter().map(|one| (*one).to_owned()).collect();
        let mut config = Config { data: data.path().join("data"), dist: data.path().join("dist"), ..Config::default() };
        std::fs::create_dir_all(&config.dist).unwrap();
        std::fs::write(config.dist.join("desk.html"), "the desk's program").unwrap();
        std::fs::write(config.dist.join("index.html"), "the wizard's program").unwrap();
        config.public_url = public_url;
        let mut oidc = Oidc {
            issuer: provider.issuer(),
            client_id: CLIENTS[0].to_owned(),
            client_secret: Some(Covered(SECRET.to_owned())),
            scopes: scopes(&["profile", "phone", "organisation"]),
            name_zh: "示例云".to_owned(),
            name_en: "Example Cloud".to_owned(),
            ..Oidc::default()
        };
        oidc.claims.real_name = vec!["organisation.name".to_owned()];
        oidc.claims.certificate_number = "organisation.number".to_owned();
        config.oidc = Some(oidc);
        config.staff.oidc = Some(StaffOidc {
            issuer: provider.issuer(),
            client_id: CLIENTS[1].to_owned(),
            client_secret: Some(Covered(SECRET.to_owned())),
            scopes: scopes(&["profile", "email", "roles"]),
            name_zh: "示例公司".to_owned(),
            name_en: "Example Corp".to_owned(),
            reviewer: vec!["desk".to_owned()],
            senior: vec!["desk-senior".to_owned()],
            admin: vec!["desk-admin".to_owned()],
            ..StaffOidc::default()
        });
        change(&mut config);
        // Tokens are of the provider's clock, which is the machine's.
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
        let app = App::open(config, Clock::standing(Timestamp(i64::try_from(now).unwrap()))).await.unwrap();
        serve(listener, router::router(app.clone()));
        Site { app, provider, address, _data: data }
    }

    /// Another server on the same data; its address.
    pub async fn replica(&self) -> String {
        let app = App::open(self.app.config.clone(), self.app.clock.clone()).await.unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        serve(listener, router::router(app));
        format!("http://{address}")
    }

    /// An address of it.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What the path of an address at this server is.
    pub fn path<'a>(&self, url: &'a str) -> &'a str {
        url.strip_prefix(&self.url("")).unwrap_or(url)
    }

    /// Who a browser is signed in as; nothing where it is nobody.
    pub async fn who(&self, browser: &mut Browser) -> Value {
        let mut answer = browser.json(&self.url("/api/v1/session")).await;
        if let Some(answer) = answer.as_object_mut() {
            answer.remove("provider");
        }
        // Nobody is an answer too.
        if answer["mobile"] == "" { Value::Null } else { answer }
    }

    /// The same of colleagues.
    pub async fn colleague(&self, browser: &mut Browser) -> Value {
        browser.json(&self.url("/api/v1/staff/session")).await
    }

    /// The id of the account that a browser is signed in to.
    pub async fn account_of(&self, browser: &Browser) -> String {
        let token = browser.cookie(&self.url(""), "beian_session");
        let session = self.app.store.session(&secret::hash(&token), SessionKind::Applicant).await.unwrap();
        session.unwrap().owner
    }

    /// A colleague who was added here.
    pub async fn add_colleague(&self, email: &str) -> Staff {
        let staff = Staff::new(email, "本地", secret::hash_password("correct horse battery").unwrap(), Role::Reviewer);
        self.app.store.add_staff(&staff, self.app.clock.now()).await.unwrap();
        staff
    }
}

/// What the provider says of the applicant of most tests.
pub fn alice() -> Value {
    json!({
        "name": "示例甲",
        "phone_number": "+8613800138000",
        "phone_number_verified": true,
        "organisation": { "name": "深圳示例二科技有限公司", "number": "91440399MA00D00000" },
    })
}
