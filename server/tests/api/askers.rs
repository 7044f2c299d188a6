//! For `access`: a filing in each state with everything that an address can name, and everybody who could ask for it.

use crate::harness::{Answer, Client, PERSON, Server};
use beian_locale::Lang;
use beian_model::wire::Role;
use beian_model::{
    Attachment, AttachmentId, Capture, DocumentType, Filing, FilingId, Path, SiteField, SiteId, Status, UploadId,
    VerificationId,
};
use beian_server::access::asker::{Asker, HeldBy};
use beian_server::access::table::{Action, Audience};
use beian_server::accounts::cookie;
use beian_server::accounts::stored::{NewSession, SessionKind};
use beian_server::filings::stored::NewFiling;
use beian_server::review::stored::LinkRow;
use beian_server::secret;
use beian_server::storage::VerificationRow;
use beian_server::uploads::stored::{Target, UploadRow};
use beian_server::verification::stored::Claim;
use bytes::Bytes;
use http::Method;
use serde_json::{Value, json};

/// The filing's version whenever somebody asks.
const VERSION: u64 = 7;
/// The colleague who has a filing where another asks.
const ANOTHER: &str = "another";
/// The site of every filing.
const SITE: SiteId = SiteId(7);
/// Seconds for which hand-offs and links hold here: longer than any test.
const LONG: i64 = 86_400;

/// A filing in a state, and what belongs to it.
pub struct Place {
    /// Its state.
    pub status: Status,
    /// Its id.
    pub filing: FilingId,
    account: String,
    attachment: String,
    passed: VerificationId,
    waiting: VerificationId,
    /// Of a phone that is at work, one that was not asked yet, and one that says no.
    phones: [VerificationId; 3],
    upload: UploadId,
    given_up: UploadId,
    capture: UploadId,
}

/// A server with all of them.
pub struct Askers {
    /// The server.
    pub server: Server,
    /// A filing for each state.
    pub places: Vec<Place>,
    stranger: String,
}

fn token(of: &str, whose: &str) -> String {
    format!("token-of-{of}-{whose}")
}

impl Askers {
    /// Makes them.
    pub async fn new() -> Askers {
        let server = Server::with(|config| config.verification.claims_per_address = 1_000_000).await;
        let now = server.app.clock.now();
        let colleagues = Role::ALL.iter().map(|role| (role.as_str(), *role));
        for (name, role) in colleagues.chain([(ANOTHER, Role::Reviewer)]) {
            let columns = "id, email, name, password_hash, role, created_at";
            server
                .sql(&format!("INSERT INTO staff ({columns}) VALUES ('{name}', '{name}', '{name}', '', '{role}', 1)"))
                .await;
        }
        let stranger = server.app.store.account_of("13900000000", now).await.unwrap().id;
        let mut places = Vec::new();
        for (n, status) in Status::ALL.iter().enumerate() {
            places.push(place(&server, n, *status).await);
        }
        // A package for the bureau, of nothing.
        server
            .sql("INSERT INTO bureau_packages (id, made_at, staff, state) VALUES ('package', 1, 'admin', 'made')")
            .await;
        // Each opens the one document for the link's own session.
        let shown = &places[0];
        for role in Role::ALL {
            let link = LinkRow {
                token_hash: secret::hash(&token("link", role.as_str())),
                session_hash: secret::hash(&token("colleague", role.as_str())),
                staff: role.to_string(),
                filing: shown.filing.clone(),
                of: "organiser.licence".parse().unwrap(),
                capture: None,
                file: shown.attachment.clone(),
                media_type: "image/jpeg".to_owned(),
                expires_at: now.plus(LONG),
            };
            server.app.store.add_link(&link, now).await.unwrap();
        }
        Askers { server, places, stranger }
    }

    /// Somebody who is not signed in.
    pub fn stranger(&self) -> Client {
        self.server.stranger()
    }

    /// Puts a filing into its state, and who has it as who asks sees it; signs in who asks.
    pub async fn set_out(&self, place: &Place, asker: Asker) {
        let reviewer = match asker {
            Asker::Colleague { role, held: HeldBy::Them } => format!("'{role}'"),
            Asker::Colleague { held: HeldBy::Another, .. } => format!("'{ANOTHER}'"),
            _ => "NULL".to_owned(),
        };
        let Place { status, filing, .. } = place;
        let sql = format!(
            "UPDATE filings SET status = '{status}', version = {VERSION}, reviewer = {reviewer} WHERE id = '{filing}'"
        );
        self.server.sql(&sql).await;
        let (kind, owner) = match asker {
            Asker::Applicant { owns: true } => (SessionKind::Applicant, place.account.clone()),
            Asker::Applicant { owns: false } => (SessionKind::Applicant, self.stranger.clone()),
            Asker::Colleague { role, .. } => (SessionKind::Staff, role.to_string()),
            Asker::Nobody | Asker::Phone { .. } => return,
        };
        let hash = secret::hash(&self.session(place, asker).unwrap().1);
        let (store, now) = (&self.server.app.store, self.server.app.clock.now());
        if store.session(&hash, kind).await.unwrap().is_none() {
            let new = NewSession {
                token_hash: hash,
                kind,
                owner,
                address: String::new(),
                browser: String::new(),
                by_provider: false,
            };
            store.open_session(&new, now).await.unwrap();
        }
    }

    /// The cookie of who asks.
    fn session(&self, place: &Place, asker: Asker) -> Option<(&'static str, String)> {
        Some(match asker {
            Asker::Nobody => return None,
            Asker::Applicant { owns: true } => (cookie::APPLICANT, token("account", &place.account)),
            Asker::Applicant { owns: false } => (cookie::APPLICANT, token("account", &self.stranger)),
            Asker::Phone { .. } => (cookie::HANDOFF, token("phone", place.phones[0].as_str())),
            Asker::Colleague { role, .. } => (cookie::STAFF, token("colleague", role.as_str())),
        })
    }

    fn client(&self, place: &Place, asker: Asker) -> Client {
        let mut client = self.stranger();
        client.cookies.extend(self.session(place, asker).map(|(name, value)| (name.to_owned(), value)));
        client
    }

    /// Sends something that may be no operation.
    pub async fn call(&self, place: &Place, asker: Asker, method: &str, path: &str) -> Answer {
        self.set_out(place, asker).await;
        self.client(place, asker).call(method.parse().unwrap(), path, Value::Null, &[]).await
    }

    /// Asks for an operation over the version that is there, with a body that nobody can read unless it says whose request it is.
    pub async fn ask(&self, place: &Place, action: Action, asker: Asker) -> Answer {
        let mut client = self.client(place, asker);
        let phone = match action {
            Action::Consent => &place.phones[1],
            Action::Decline => &place.phones[2],
            _ => &place.phones[0],
        };
        if let Asker::Phone { .. } = asker {
            client.cookies.insert(cookie::HANDOFF.to_owned(), token("phone", phone.as_str()));
        }
        let (method, path) = action.address();
        let method: Method = method.to_uppercase().parse().unwrap();
        let body = match action {
            _ if [Method::GET, Method::DELETE].contains(&method) => Value::Null,
            Action::ClaimHandoff => json!({ "secret": token("secret", place.waiting.as_str()) }),
            Action::Consent => json!({ "version": self.server.app.texts.consent(false, Lang::Chinese).version }),
            _ => json!([]),
        };
        let (tag, key) = (format!("\"{VERSION}\""), format!("the-key-of-{action:?}"));
        // The phone of another hand-off names the one that it asks about.
        let named = match asker {
            Asker::Phone { of_it: false } => place.waiting.as_str(),
            _ => phone.as_str(),
        };
        let headers = [("if-match", tag.as_str()), ("idempotency-key", key.as_str()), ("x-hand-off", named)];
        let session = self.session_id(place, asker).await;
        let path = self.filled(place, action, asker, path).replace("{session}", &session);
        client.call(method, &path, body, &headers).await
    }

    /// The id of the session of who asks.
    async fn session_id(&self, place: &Place, asker: Asker) -> String {
        let kind = match asker {
            Asker::Applicant { .. } => SessionKind::Applicant,
            Asker::Colleague { .. } => SessionKind::Staff,
            Asker::Nobody | Asker::Phone { .. } => return "none".to_owned(),
        };
        let hash = secret::hash(&self.session(place, asker).unwrap().1);
        self.server.app.store.session(&hash, kind).await.unwrap().unwrap().id
    }

    /// A path with what it names in the place of its parameters.
    fn filled(&self, place: &Place, action: Action, asker: Asker, path: &str) -> String {
        let upload = match action {
            Action::GiveUploadUp => &place.given_up,
            _ if action.audience() == Audience::Phone => &place.capture,
            _ => &place.upload,
        };
        let verification = if action == Action::SendHandoffLink { &place.waiting } else { &place.passed };
        let link = match asker {
            Asker::Colleague { role, .. } => token("link", role.as_str()),
            _ => "none".to_owned(),
        };
        let values = [
            ("{id}", place.filing.as_str()),
            ("{upload}", upload.as_str()),
            ("{verification}", verification.as_str()),
            ("{attachment}", place.attachment.as_str()),
            ("{token}", link.as_str()),
            ("{offset}", "0"),
            ("{path}", "organiser.name"),
            ("{slot}", "organiser.authorisation_letter"),
            ("{code}", "gd"),
            ("{domain}", "example.com"),
            ("{lang}", "zh"),
            ("{name}", "privacy"),
            ("{package}", "package"),
        ];
        values.iter().fold(path.to_owned(), |path, (name, value)| path.replace(name, value))
    }
}

/// A filing of an account of its own, and everything that belongs to it; in a state only once somebody asks.
async fn place(server: &Server, n: usize, status: Status) -> Place {
    let (store, now) = (&server.app.store, server.app.clock.now());
    let account = store.account_of(&format!("138{n:08}"), now).await.unwrap().id;
    // One that was abandoned, whose organiser can be taken over.
    let mut before = Filing::new(SITE);
    before.organiser.name = "广州市越秀区星海贸易有限公司".to_owned();
    let before = NewFiling { id: FilingId(secret::id()), account: account.clone(), document: before };
    store.create_filing(&before, "the-one-before", now).await.unwrap();
    server.sql(&format!("UPDATE filings SET status = 'abandoned' WHERE id = '{}'", before.id)).await;
    let new = NewFiling { id: FilingId(secret::id()), account: account.clone(), document: Filing::new(SITE) };
    let filing = store.create_filing(&new, "the-one-in-flight", now).await.unwrap();
    let attachment = attachment(server, &filing).await;
    let person: Path = PERSON.parse().unwrap();
    let [licence, letter]: [Path; 2] =
        ["organiser.licence", "organiser.authorisation_letter"].map(|path| path.parse().unwrap());
    let of_site = |field| Path::Site(SITE, field);
    let passed = handoff(server, &filing, person).await;
    let phones = [
        handoff(server, &filing, letter).await,
        handoff(server, &filing, licence).await,
        handoff(server, &filing, of_site(SiteField::DomainCertificate)).await,
    ];
    for phone in &phones {
        let claim = Claim { session: secret::hash(&token("phone", phone.as_str())), key: None };
        let claimed = store.claim_verification(phone, &claim, DocumentType::ResidentId, now.plus(LONG), now).await;
        assert!(claimed.unwrap());
    }
    let waiting = handoff(server, &filing, of_site(SiteField::DomainRecord)).await;
    let upload = upload(server, &filing, Target::Attachment(licence), 1_000).await;
    let given_up = self::upload(server, &filing, Target::Attachment(licence), 2_000).await;
    let capture = self::upload(server, &filing, Target::Capture(phones[0].clone(), Capture::Attachment), 1_000).await;
    let now = now.0;
    server
        .sql(&format!(
            "UPDATE verifications SET state = 'passed', claimed_at = {now}, consented_at = {now} WHERE id = '{passed}';
             UPDATE verifications SET consented_at = {now} WHERE id = '{}';
             INSERT INTO snapshots (filing, version, document, at) SELECT id, version, document, {now} FROM filings WHERE id = '{filing}';
             INSERT INTO timeline (filing, at, actor, status, note) VALUES ('{filing}', {now}, 'reviewer', 'approved', '')",
            phones[0]
        ))
        .await;
    Place { status, filing, account, attachment, passed, waiting, phones, upload, given_up, capture }
}

/// A hand-off whose secret is known, waiting for its phone.
async fn handoff(server: &Server, filing: &FilingId, of: Path) -> VerificationId {
    let now = server.app.clock.now();
    let mut row = VerificationRow::new(filing.clone(), of, "", now, now.plus(LONG));
    row.secret_hash = secret::hash(&token("secret", row.id.as_str()));
    server.app.store.create_verification(&row, None).await.unwrap();
    row.id
}

/// An upload that has begun.
async fn upload(server: &Server, filing: &FilingId, target: Target, size: u64) -> UploadId {
    let new = UploadRow {
        id: UploadId(secret::id()),
        filing: filing.clone(),
        target,
        name: "a.jpg".to_owned(),
        size,
        sha256: secret::sha256(b"not sent"),
        measured: None,
        received: 0,
        kept: None,
    };
    server.app.store.begin_upload(&new, server.app.clock.now()).await.unwrap().id
}

/// An attachment, with its file.
async fn attachment(server: &Server, filing: &FilingId) -> String {
    let id = secret::id();
    let bytes = Bytes::from_static(b"a picture");
    let attachment = Attachment {
        id: AttachmentId(id.clone()),
        name: "a.jpg".to_owned(),
        media_type: "image/jpeg".to_owned(),
        size: bytes.len() as u64,
        width: 1_000,
        height: 1_000,
    };
    let (store, now) = (&server.app.store, server.app.clock.now());
    store.add_attachment(filing, "organiser.licence", &attachment, &secret::sha256(&bytes), now).await.unwrap();
    server.app.files.put(&id, bytes).await.unwrap();
    id
}
