//! The sections of the settings, each with its defaults; durations are in seconds, sizes in bytes.

use super::StaffOidc;
use beian_model::attachments;
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

macro_rules! section {
    ($(#[$meta:meta])* $name:ident { $($(#[$fmeta:meta])* $field:ident: $type:ty = $default:expr),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Serialize, Deserialize)]
        #[serde(default, deny_unknown_fields)]
        pub struct $name { $($(#[$fmeta])* pub $field: $type),+ }

        impl Default for $name {
            fn default() -> Self {
                $name { $($field: $default),+ }
            }
        }
    };
}

section! {
    /// HTTPS by this server itself; usually a proxy in front does it.
    Tls {
        /// Make a self-signed certificate at start (for trying with a real phone).
        self_signed: bool = false,
        /// Certificate chain, PEM.
        certificate: Option<PathBuf> = None,
        /// Private key, PEM.
        key: Option<PathBuf> = None,
    }
}

section! {
    /// Connections, and how long each may keep the server waiting.
    Connections {
        /// At a time; fewer where this process may not have as many files open.
        most: usize = 16_384,
        /// From one address at a time; those of proxies are not counted so.
        per_address: usize = 512,
        /// Time until the first request's head is here.
        head: u64 = 15,
        /// Time between an answer and the next request's head, or until something of an answer is taken.
        idle: u64 = 75,
        /// Time that every request's body has: as long as the pages try to send a part of an upload.
        body: u64 = 120,
        /// A body has a second more for each so many bytes of it that came.
        body_rate: u64 = 1024,
    }
}

section! {
    /// How long sessions last.
    Sessions {
        /// Without a request.
        idle: i64 = 30 * 60,
        /// In all.
        absolute: i64 = 12 * 3600,
    }
}

/// Whether colleagues have a second factor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SecondFactor {
    /// Those who set one up.
    #[default]
    Optional,
    /// All: who has none can do nothing but set one up.
    Required,
}

section! {
    /// Colleagues.
    StaffSettings {
        /// Their second factor (TOTP).
        totp: SecondFactor = SecondFactor::Optional,
        /// Their sign-in by an identity provider; not set: by e-mail address and password alone.
        oidc: Option<StaffOidc> = None,
        /// Time after which a filing that its colleague does nothing with goes back to the queue.
        claims_idle: i64 = 4 * 3600,
    }
}

section! {
    /// SMS codes.
    Codes {
        /// For how long a code holds.
        holds: i64 = 5 * 60,
        /// Time between two codes to one number.
        resend: i64 = 60,
        /// Wrong tries until a code is void.
        tries: u32 = 5,
        /// Pause after so many wrong tries.
        pause: i64 = 15 * 60,
        /// Codes to one number in a day.
        per_number: u32 = 10,
        /// Codes asked from one address in an hour.
        per_address: u32 = 60,
        /// Codes to numbers without an account in a minute, from wherever they are asked for.
        to_strangers: u32 = 60,
        /// Codes of one account in a day, to prove numbers of its filings with.
        per_account: u32 = 50,
        /// Codes typed for one number in an hour, right or wrong, whatever they are for.
        tries_per_number: u32 = 30,
        /// Codes typed from one address in an hour.
        tries_per_address: u32 = 120,
    }
}

section! {
    /// Uploads.
    Uploads {
        /// Largest picture.
        max_bytes: u64 = attachments::ATTACHMENT.largest,
        /// Most bytes of one account, but for its approved filings.
        account_bytes: u64 = 2 * 1024 * 1024 * 1024,
        /// Largest video.
        max_video_bytes: u64 = attachments::VIDEO.largest,
        /// Most pixels that are decoded, in millions; fewer where a pixel takes more than three bytes.
        max_megapixels: u32 = 60,
        /// Memory in which pictures are decoded at a time, in mebibytes (MiB).
        decode_mib: u32 = 512,
        /// Longest wait for others to be decoded.
        decode_wait: u64 = 20,
        /// The program that draws the pages of a PDF; this one itself where nothing is said.
        pdf_program: PathBuf = PathBuf::new(),
        /// Longest time in which a PDF is drawn.
        pdf_timeout: u64 = 60,
        /// Most memory in which a PDF is drawn, in mebibytes (MiB).
        pdf_memory_mib: u32 = 2048,
        /// Fewest pixels on the long side of an attachment.
        min_side: u32 = attachments::ATTACHMENT.shortest_side,
        /// Fewest pixels on the long side of an ID picture.
        min_id_side: u32 = attachments::ID_SIDE.shortest_side,
    }
}

section! {
    /// Verification by phone.
    Verification {
        /// For how long a code on the screen can be claimed.
        claim_within: i64 = 10 * 60,
        /// For how long a link to a person elsewhere can be claimed.
        remote_within: i64 = 2 * 3600,
        /// Phone session without a request.
        idle: i64 = 30 * 60,
        /// Phone session in all.
        absolute: i64 = 2 * 3600,
        /// Codes of one filing in an hour, for persons; as many for attachments.
        per_filing: u32 = 30,
        /// Codes for one person of a filing, or one attachment, that a phone claimed in six hours.
        per_person: u32 = 30,
        /// Codes made from one address in an hour.
        per_address: u32 = 120,
        /// Claims of codes from one address in an hour.
        claims_per_address: u32 = 120,
        /// Pictures and videos begun to be sent for one code in an hour, those taken again included.
        per_verification: u32 = 60,
        /// Ended as "not my phone", or failed, for one filing in six hours, until no new code is made.
        ended_per_filing: u32 = 20,
        /// Links sent for one filing in an hour.
        links_per_filing: u32 = 20,
        /// Links sent to one number or address in ten minutes.
        links_per_recipient: u32 = 5,
        /// Links sent to one number or address in a day, by whomever.
        links_per_recipient_a_day: u32 = 20,
        /// Links sent by one account in a day.
        links_per_account_a_day: u32 = 100,
        /// Days for which a verification holds for other fields and filings of its account.
        holds_days: i64 = 90,
    }
}

/// What reads pictures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OcrEngine {
    /// Tesseract where it is installed with its languages, or else nothing.
    #[default]
    Auto,
    /// Nothing: people type.
    Off,
    /// The `tesseract` program, with `chi_sim` and `eng`.
    Tesseract,
}

section! {
    /// Reading pictures (OCR).
    Ocr {
        /// What reads them.
        engine: OcrEngine = OcrEngine::Auto,
        /// The `tesseract` program.
        tesseract: PathBuf = "tesseract".into(),
        /// Longest time for one picture.
        timeout: u64 = 20,
        /// Pictures that are read at a time, each on one core.
        at_once: usize = 1,
    }
}

section! {
    /// The embedded outbox page, for this machine only.
    Outbox {
        /// Show it, or not; without a word where the server listens on loopback alone and no `public_url` is set, and in a demonstration.
        page: Option<bool> = None,
        /// Days after which messages are forgotten.
        keep_days: i64 = 7,
    }
}

section! {
    /// Deadlines of a filing.
    Deadlines {
        /// Days in one state that waits for the applicant (45).
        idle_days: i64 = beian_rules::IDLE_DAYS,
        /// The ministry's window for the SMS code.
        sms: i64 = beian_rules::SMS_WINDOW,
        /// How often the clock looks.
        tick: u64 = 15,
    }
}

section! {
    /// What uploads are sealed with (AES-256-GCM). Without a key here or in the file, one is made in the data folder.
    Vault {
        /// The keys; the first of all seals, every one opens.
        keys: Vec<VaultKey> = Vec::new(),
        /// A TOML file with more of them (`[[keys]]`), for those who keep secrets out of the settings.
        file: Option<PathBuf> = None,
    }
}

/// A key of the vault.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VaultKey {
    /// Its name, which every file that it seals carries: 1 to 32 letters, digits, `-`, `_` and `.`.
    pub id: String,
    /// 32 random bytes in base64.
    pub key: String,
}

impl std::fmt::Debug for VaultKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("VaultKey").field("id", &self.id).finish_non_exhaustive()
    }
}

section! {
    /// Links under which staff see documents.
    Links {
        /// For how long a link opens, 60 to 300.
        holds: i64 = 2 * 60,
    }
}

/// Which decisions two colleagues make (双人复核).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TwoPersons {
    /// None.
    #[default]
    Off,
    /// Approvals: after the first, the filing waits for another colleague's.
    Approve,
}

section! {
    /// Decisions at the desk.
    Review {
        /// For how long a decision can be undone; nobody is told of it before. 0: it holds at once.
        undo_seconds: i64 = 60,
        /// Which decisions two colleagues make.
        two_persons: TwoPersons = TwoPersons::Off,
    }
}

section! {
    /// When personal pictures and videos are deleted.
    Retention {
        /// Days after the end of a filing that was submitted (已备案、已失效).
        ended_days: i64 = 30,
        /// Days after a filing was abandoned or a draft lapsed, and after a verification that did not pass.
        abandoned_days: i64 = 7,
        /// Days after the upload of an attachment that is not part of its filing; two at least.
        unreferenced_days: i64 = 30,
    }
}

section! {
    /// The bureau's own system, which takes packages (管局报送包) over HTTP.
    Bureau {
        /// Where packages are posted; empty: colleagues hand them over by hand.
        url: String = String::new(),
        /// A file that holds the token which goes along, read each time.
        token_file: Option<PathBuf> = None,
        /// Longest time of one try.
        timeout: u64 = 60,
    }
}

impl Bureau {
    /// It is on this machine.
    pub fn is_here(&self) -> bool {
        let host = self.url.strip_prefix("http://").unwrap_or_default();
        ["127.0.0.1", "localhost", "[::1]"]
            .iter()
            .any(|name| host.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with([':', '/'])))
    }
}

section! {
    /// Demonstration.
    Demo {
        /// Sample filings, one staff account, and the simulator page.
        enabled: bool = false,
        /// Folder of the drawn sample documents.
        samples: PathBuf = "target/samples".into(),
    }
}

/// What is known of a domain.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Domain {
    /// The domain, lower case.
    pub name: String,
    /// It is filed already.
    #[serde(default)]
    pub taken: bool,
    /// The registry does not know it.
    #[serde(default)]
    pub unregistered: bool,
    /// Its registration ends on this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<beian_model::Date>,
    /// Name of its owner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holder: Option<String>,
    /// Its registrar is not approved in mainland China.
    #[serde(default)]
    pub foreign_registrar: bool,
    /// A privacy service hides its owner.
    #[serde(default)]
    pub privacy: bool,
    /// Its owner was verified (实名认证) on this day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<beian_model::Date>,
    /// The site answers already.
    #[serde(default)]
    pub live: bool,
}
