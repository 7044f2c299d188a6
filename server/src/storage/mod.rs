//! What is kept: the storage trait, its rows, and its SQLite implementation. A second one (PostgreSQL) passes the same
//! tests as the first.

pub mod authorisation_rows;
pub mod disk;
pub mod listed;
pub mod rows;
pub mod sqlite;
pub mod verification_rows;

use async_trait::async_trait;
pub use authorisation_rows::*;
use beian_model::wire::Disclosure;
use beian_model::{
    Attachment, AttachmentId, BasicInformation, DocumentType, FilingId, Path, PersonField, PersonReading, PersonRef,
    Reading, Status, Timestamp, UploadId, VerificationId, VerificationState,
};
use beian_rules::VerificationEvent;
pub use listed::*;
pub use rows::*;
pub use verification_rows::*;

/// Why the store did not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Somebody wrote in between.
    #[error("the version is not the present one")]
    Stale,
    /// There is no such row.
    #[error("no such row")]
    NotFound,
    /// A row with this key exists already.
    #[error("exists already")]
    Exists,
    /// The account has another filing in flight.
    #[error("another filing is in flight")]
    InFlight,
    /// Another filing uses this authorisation code, or it was withdrawn.
    #[error("an authorisation code is not to be had")]
    CodeTaken(String),
    /// The database failed.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The database's tables could not be brought up to date.
    #[error("migrations: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A stored value cannot be read; says which and where, never what it is.
    #[error("stored value: {0}")]
    Value(String),
}

/// What a call gives.
pub type Stored<T> = Result<T, StoreError>;

/// Everything the server keeps, but for the bytes of uploads.
#[async_trait]
pub trait Store: Send + Sync {
    /// The database can be written.
    async fn ready(&self) -> Stored<()>;

    /// The account of a mobile number, made when there is none.
    async fn account_of(&self, mobile: &str, now: Timestamp) -> Stored<Account>;
    /// An account.
    async fn account(&self, id: &str) -> Stored<Option<Account>>;
    /// Adds a colleague. [`StoreError::Exists`] for a known e-mail address.
    async fn add_staff(&self, staff: &Staff, now: Timestamp) -> Stored<()>;
    /// A colleague by e-mail address.
    async fn staff_by_email(&self, email: &str) -> Stored<Option<Staff>>;
    /// Gives a colleague another password, and ends their sessions.
    async fn set_password(&self, id: &str, password_hash: &str) -> Stored<()>;
    /// A colleague.
    async fn staff(&self, id: &str) -> Stored<Option<Staff>>;

    /// Opens a session.
    async fn open_session(&self, token_hash: &str, kind: SessionKind, owner: &str, now: Timestamp) -> Stored<()>;
    /// A session.
    async fn session(&self, token_hash: &str, kind: SessionKind) -> Stored<Option<Session>>;
    /// Notes that a session was used.
    async fn touch_session(&self, token_hash: &str, now: Timestamp) -> Stored<()>;
    /// Ends a session.
    async fn close_session(&self, token_hash: &str) -> Stored<()>;
    /// Ends every session of an owner.
    async fn close_sessions_of(&self, kind: SessionKind, owner: &str) -> Stored<()>;

    /// Keeps a code in place of an earlier one, and the message that carries it. [`StoreError::Stale`] where the earlier one was sent
    /// after a moment, or is blocked after wrong tries.
    async fn put_code(&self, code: &Code, message: &Message, sent_before: Timestamp, now: Timestamp) -> Stored<()>;
    /// The code for a purpose and number.
    async fn code(&self, purpose: &str, mobile: &str) -> Stored<Option<Code>>;
    /// Takes a try of a code away, before anything is compared: gives the hash to compare with, and how many tries are left. At none
    /// left the code is void until `blocked_until`. Nothing where there is no code that may be tried now.
    async fn try_code(
        &self,
        purpose: &str,
        mobile: &str,
        blocked_until: Timestamp,
        now: Timestamp,
    ) -> Stored<Option<(String, u32)>>;
    /// Takes the code away: it was used. False when another request was faster.
    async fn use_code(&self, purpose: &str, mobile: &str, code_hash: &str) -> Stored<bool>;

    /// Notes a try of something of which so many are allowed since. Where there were so many already nothing is noted: gives
    /// the time of the one that must grow old before the next.
    async fn attempt(&self, what: &str, most: u32, since: Timestamp, now: Timestamp) -> Stored<Option<Timestamp>>;
    /// The same without noting a try.
    async fn exhausted(&self, what: &str, most: u32, since: Timestamp) -> Stored<Option<Timestamp>>;

    /// Begins a filing under a key. [`StoreError::InFlight`] when the account has another; the filing that the key made
    /// before when it was sent already.
    async fn create_filing(&self, new: &NewFiling, key: &str, now: Timestamp) -> Stored<FilingId>;
    /// A filing.
    async fn filing(&self, id: &FilingId) -> Stored<Option<FilingRow>>;
    /// Filings of an account, newest first.
    async fn filings_of(&self, account: &str) -> Stored<Vec<Listed>>;
    /// The filing of an account that is in flight.
    async fn in_flight(&self, account: &str) -> Stored<Option<FilingId>>;
    /// Filings that were submitted once, so many at most from a place on: what waits for staff first, oldest first.
    async fn queue(&self, of: QueueOf<'_>, after: Option<QueuePlace>, most: u32) -> Stored<Vec<QueueRow>>;
    /// Filings in a state since before a moment.
    async fn filings_waiting(&self, status: Status, since_before: Timestamp) -> Stored<Vec<FilingId>>;
    /// Which other filing in flight holds this organiser or domain; one that cannot be read holds nothing.
    async fn filings_in_flight(&self) -> Stored<Vec<FilingRow>>;
    /// Writes a filing over the version it was read at, with everything that belongs to the change, in one transaction. Where the
    /// filing is not its applicant's to change any more, its open hand-offs end. What is submitted takes its authorisation codes
    /// ([`StoreError::CodeTaken`] where it cannot), and frees them when it is withdrawn or ends without a number.
    async fn commit(&self, change: &FilingChange, now: Timestamp) -> Stored<Committed>;
    /// What was submitted last of a filing; nothing where it never was.
    async fn submission(&self, id: &FilingId) -> Stored<Option<Submission>>;
    /// The filing that a key made or submitted, if it was sent before, and what it was sent for.
    async fn key(&self, account: &str, key: &str) -> Stored<Option<(String, FilingId)>>;
    /// Gives a filing to a colleague, or back. [`StoreError::Stale`] when another has it.
    async fn set_reviewer(&self, id: &FilingId, staff: &str, take: bool) -> Stored<()>;
    /// The changes of state of a filing, oldest first.
    async fn timeline(&self, id: &FilingId) -> Stored<Vec<beian_model::TimelineEntry>>;

    /// Notes that a number was proved for a filing; the filing's version grows. [`StoreError::Stale`] when it cannot be changed any more.
    async fn add_proof(&self, id: &FilingId, mobile: &str, now: Timestamp) -> Stored<()>;
    /// The numbers that were proved for a filing.
    async fn proofs(&self, id: &FilingId) -> Stored<Vec<String>>;
    /// Notes what passed the basic check; the filing's version grows.
    async fn set_basic_check(
        &self,
        id: &FilingId,
        version: u64,
        passed: &BasicInformation,
        now: Timestamp,
    ) -> Stored<u64>;

    /// Keeps an authorisation code, without the use, unless its form made the same one already. [`StoreError::Stale`] where so many of its
    /// server stand already.
    async fn add_authorisation_code(&self, new: &AuthorisationCode, most: u32) -> Stored<()>;
    /// The authorisation codes that an account made, newest first.
    async fn authorisation_codes_of(&self, owner: &str) -> Stored<Vec<AuthorisationCode>>;
    /// An authorisation code that an account made.
    async fn authorisation_code(&self, code: &str) -> Stored<Option<AuthorisationCode>>;
    /// The filing that uses an authorisation code, whoever made that.
    async fn user_of_code(&self, code: &str) -> Stored<Option<FilingId>>;
    /// Withdraws an account's own code. [`StoreError::Stale`] where it is used or was withdrawn, or is none of theirs.
    async fn withdraw_authorisation_code(&self, owner: &str, code: &str, now: Timestamp) -> Stored<()>;
    /// How many codes stand of each server that has any, used or not.
    async fn codes_by_resource(&self) -> Stored<Vec<(String, u32)>>;

    /// Keeps what is known of an upload.
    async fn add_attachment(
        &self,
        id: &FilingId,
        slot: &str,
        attachment: &Attachment,
        sha256: &str,
        now: Timestamp,
    ) -> Stored<()>;
    /// What is known of an upload of a filing.
    async fn attachment(&self, id: &FilingId, attachment: &AttachmentId) -> Stored<Option<Attachment>>;

    /// Begins an upload; the one that was begun for the same bytes and target when there is one.
    async fn begin_upload(&self, new: &UploadRow, now: Timestamp) -> Stored<UploadRow>;
    /// An upload.
    async fn upload(&self, id: &UploadId) -> Stored<Option<UploadRow>>;
    /// The upload of a filing that was begun for these bytes and this target.
    async fn upload_of(&self, filing: &FilingId, target: &Target, size: u64, sha256: &str)
    -> Stored<Option<UploadRow>>;
    /// The parts of an upload, in order.
    async fn upload_parts(&self, id: &UploadId) -> Stored<Vec<PartRow>>;
    /// Adds a part of so many bytes. [`StoreError::Stale`] when it does not begin where the last one ended.
    async fn add_part(&self, id: &UploadId, part: &PartRow, size: u64, now: Timestamp) -> Stored<()>;
    /// Notes what became of an upload; gives the files of its parts. [`StoreError::Exists`] when it is finished or gone.
    async fn finish_upload(&self, id: &UploadId, kept: &str) -> Stored<Vec<String>>;
    /// Forgets an upload; gives the files of its parts.
    async fn drop_upload(&self, id: &UploadId) -> Stored<Vec<String>>;
    /// Forgets the unfinished uploads of the same capture that are of other bytes: it was taken again. Gives their files.
    async fn drop_retaken(&self, kept: &UploadRow) -> Stored<Vec<String>>;
    /// Forgets uploads that nothing was heard of since; gives the files of their parts.
    async fn sweep_uploads(&self, seen_before: Timestamp) -> Stored<Vec<String>>;

    /// Makes a verification; unfinished ones for the same field end. [`StoreError::Stale`] where it renews a code by itself and a phone
    /// has claimed that code, or a newer one of the field, and where the filing cannot be changed any more.
    async fn create_verification(
        &self,
        new: &VerificationRow,
        renews: Option<&VerificationId>,
    ) -> Stored<Vec<VerificationId>>;
    /// A verification.
    async fn verification(&self, id: &VerificationId) -> Stored<Option<VerificationRow>>;
    /// A verification by the hash of its one-time secret.
    async fn verification_by_secret(&self, hash: &str) -> Stored<Option<VerificationRow>>;
    /// A verification by the hash of its phone's session.
    async fn verification_by_session(&self, hash: &str) -> Stored<Option<VerificationRow>>;
    /// The verifications of a filing, oldest first.
    async fn verifications(&self, id: &FilingId) -> Stored<Vec<VerificationRow>>;
    /// Claims a waiting verification for a phone. False when another was faster.
    async fn claim_verification(
        &self,
        id: &VerificationId,
        claim: &Claim,
        document: DocumentType,
        expires: Timestamp,
        now: Timestamp,
    ) -> Stored<bool>;
    /// Gives the phone that claimed it with this key another session. False where it was claimed otherwise, or was ended.
    async fn claim_again(&self, id: &VerificationId, claim: &Claim) -> Stored<bool>;
    /// Writes for whom a verification holds that passed before that was known, and what was found then. One that does not match
    /// its person passes no longer.
    async fn bind_verification(&self, row: &VerificationRow, matches: bool, now: Timestamp) -> Stored<()>;
    /// Lets an event happen to a verification, and writes its reasons, times and person; gives its state afterwards. One that
    /// passes makes its filing's version grow. [`StoreError::Stale`] when it has ended, or its filing cannot be changed any more.
    async fn update_verification(
        &self,
        row: &VerificationRow,
        event: VerificationEvent,
        now: Timestamp,
    ) -> Stored<VerificationState>;
    /// Notes that the phone is there, and until when its session lasts. [`StoreError::Stale`] when it has ended.
    async fn hear_of_phone(&self, id: &VerificationId, expires: Timestamp, now: Timestamp) -> Stored<()>;
    /// Notes that the time of a verification is over. [`StoreError::Stale`] when it has ended otherwise, or was lengthened.
    async fn expire_verification(&self, id: &VerificationId, now: Timestamp) -> Stored<()>;
    /// Notes what the person agreed to, the first time. [`StoreError::Stale`] when it has ended.
    async fn consent(&self, id: &VerificationId, version: &str, now: Timestamp) -> Stored<()>;
    /// Notes that the person said no, the first time. [`StoreError::Stale`] when it has ended, or they had agreed.
    async fn decline(&self, id: &VerificationId, now: Timestamp) -> Stored<()>;
    /// The newest attempt before this one that a phone claimed for the same field, where it is the same phone by its key.
    async fn attempt_before(&self, id: &VerificationId) -> Stored<Option<VerificationRow>>;
    /// Gives it the digits of the attempt before, whose video serves again.
    async fn take_code(&self, id: &VerificationId, code: &str) -> Stored<()>;
    /// The verifications that repeat an earlier one, in whichever filing.
    async fn repeats(&self, id: &VerificationId) -> Stored<Vec<VerificationRow>>;
    /// Notes that another phone tried a claimed code, so many times at most; true when that was noted.
    async fn other_phone(&self, id: &VerificationId, most: u32) -> Stored<bool>;
    /// Keeps the message with the link, and to whom it went (masked). [`StoreError::Stale`] when nobody waits for it any more.
    async fn send_link(&self, id: &VerificationId, masked: &str, message: &Message, now: Timestamp) -> Stored<()>;
    /// Keeps what the phone sent, in place of an earlier one, and moves the state on; the upload it came by is finished. Gives
    /// files that are needed no more. [`StoreError::Stale`] when no phone is at work any more, [`StoreError::Exists`] when the
    /// upload is finished or gone.
    async fn take_capture(
        &self,
        capture: &CaptureRow,
        upload: Option<&UploadId>,
        expires: Timestamp,
        now: Timestamp,
    ) -> Stored<Vec<String>>;
    /// Verifications whose phone finished at that time or before, and which are still being checked.
    async fn checking_since(&self, before: Timestamp) -> Stored<Vec<VerificationRow>>;
    /// The verifications of an account that passed for a person after a moment, newest first; none that repeats another.
    async fn passed_of_subject(&self, account: &str, subject: &str, since: Timestamp) -> Stored<Vec<VerificationRow>>;
    /// Makes a passed verification that repeats an earlier one; unfinished ones for the same field end, and the filing's version
    /// grows. [`StoreError::Stale`] when the filing cannot be changed any more.
    async fn repeat_verification(&self, new: &VerificationRow, now: Timestamp) -> Stored<Vec<VerificationId>>;
    /// What the phone sent; of one that repeats an earlier one, what was sent for that.
    async fn captures(&self, id: &VerificationId) -> Stored<Vec<CaptureRow>>;

    /// The slot that an upload of a filing was sent for, as its path is printed.
    async fn attachment_slot(&self, id: &FilingId, attachment: &AttachmentId) -> Stored<Option<String>>;
    /// What was read from an upload.
    async fn reading(&self, attachment: &AttachmentId) -> Stored<Option<Reading>>;
    /// Keeps what was read from an upload.
    async fn put_reading(&self, attachment: &AttachmentId, reading: &Reading, now: Timestamp) -> Stored<()>;
    /// What was read from the ID card of a verification.
    async fn person_reading(&self, id: &VerificationId) -> Stored<Option<PersonReading>>;
    /// Keeps what was read from the ID card of a verification.
    async fn put_person_reading(&self, id: &VerificationId, reading: &PersonReading, now: Timestamp) -> Stored<()>;

    /// Keeps a link to a document, and notes that its colleague asked for it.
    async fn add_link(&self, link: &LinkRow, now: Timestamp) -> Stored<()>;
    /// A link by the hash of its token.
    async fn link(&self, token_hash: &str) -> Stored<Option<LinkRow>>;
    /// Notes that a link was opened; not again where a player goes on within what was opened under it before.
    async fn note_opening(&self, link: &LinkRow, goes_on: bool, now: Timestamp) -> Stored<()>;
    /// Who asked for and opened the documents of a filing, newest first.
    async fn disclosures(&self, id: &FilingId, most: u32) -> Stored<Vec<Disclosure>>;

    /// What the jobs last knew of the clock.
    async fn clock_seen(&self) -> Stored<Option<Seen>>;
    /// Keeps what the jobs know of the clock.
    async fn see_clock(&self, seen: Seen) -> Stored<()>;

    /// Verifications whose captures were kept long enough.
    async fn due_captures(&self, kept: KeptFor, now: Timestamp) -> Stored<Vec<DueCaptures>>;
    /// Forgets what the phone of a verification sent, what was read from it and what was found in it.
    async fn forget_captures(&self, id: &VerificationId, now: Timestamp) -> Stored<()>;
    /// When the captures of a verification were forgotten.
    async fn captures_forgotten_at(&self, id: &VerificationId) -> Stored<Option<Timestamp>>;
    /// Those of these files that no row names.
    async fn unnamed_files(&self, files: &[String]) -> Stored<Vec<String>>;
    /// Makes sure that nothing of what was deleted is left in the database's files.
    async fn scrub(&self) -> Stored<()>;

    /// Keeps a message to be delivered.
    async fn post(&self, message: &Message, now: Timestamp) -> Stored<()>;
    /// Messages, newest first.
    async fn messages(&self, most: u32) -> Stored<Vec<SentMessage>>;
    /// Marks undelivered messages as delivered by the embedded outbox; gives how many.
    async fn deliver(&self, now: Timestamp) -> Stored<u64>;
    /// Forgets what is no longer needed: old messages, tries, codes and sessions.
    async fn tidy(&self, messages_before: Timestamp, now: Timestamp) -> Stored<()>;
}

/// The newest verification of each field, of rows in order of age.
pub fn newest_of_each(rows: &[VerificationRow]) -> Vec<&VerificationRow> {
    let mut newest: Vec<&VerificationRow> = Vec::new();
    for row in rows {
        newest.retain(|other| other.of != row.of);
        newest.push(row);
    }
    newest
}

/// The person's newest passed verification.
pub fn passed_of(rows: &[VerificationRow], person: PersonRef) -> Option<&VerificationRow> {
    let at = Path::person(person, PersonField::Verification);
    rows.iter().rev().find(|row| row.of == at && row.state == VerificationState::Passed)
}
