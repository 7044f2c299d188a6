//! The store's trait: each call goes to the file of its subject.

use super::*;
use beian_model::{DocumentType, VerificationState};
use beian_rules::VerificationEvent;

#[async_trait]
impl Store for SqliteStore {
    async fn ready(&self) -> Stored<()> {
        self.ready_().await
    }
    async fn account_of(&self, mobile: &str, now: Timestamp) -> Stored<Account> {
        self.account_of_(mobile, now).await
    }
    async fn account(&self, id: &str) -> Stored<Option<Account>> {
        self.account_(id).await
    }
    async fn add_staff(&self, staff: &Staff, now: Timestamp) -> Stored<()> {
        self.add_staff_(staff, now).await
    }
    async fn staff_by_email(&self, email: &str) -> Stored<Option<Staff>> {
        self.staff_where("email", email).await
    }
    async fn set_password(&self, id: &str, password_hash: &str) -> Stored<()> {
        self.set_password_(id, password_hash).await
    }
    async fn staff(&self, id: &str) -> Stored<Option<Staff>> {
        self.staff_where("id", id).await
    }
    async fn open_session(&self, token_hash: &str, kind: SessionKind, owner: &str, now: Timestamp) -> Stored<()> {
        self.open_session_(token_hash, kind, owner, now).await
    }
    async fn session(&self, token_hash: &str, kind: SessionKind) -> Stored<Option<Session>> {
        self.session_(token_hash, kind).await
    }
    async fn touch_session(&self, token_hash: &str, now: Timestamp) -> Stored<()> {
        self.touch_session_(token_hash, now).await
    }
    async fn close_session(&self, token_hash: &str) -> Stored<()> {
        self.close_session_(token_hash).await
    }
    async fn close_sessions_of(&self, kind: SessionKind, owner: &str) -> Stored<()> {
        self.close_sessions_of_(kind, owner).await
    }
    async fn put_code(&self, code: &Code, message: &Message, sent_before: Timestamp, now: Timestamp) -> Stored<()> {
        self.put_code_(code, message, sent_before, now).await
    }
    async fn code(&self, purpose: &str, mobile: &str) -> Stored<Option<Code>> {
        self.code_(purpose, mobile).await
    }
    async fn try_code(
        &self,
        purpose: &str,
        mobile: &str,
        blocked_until: Timestamp,
        now: Timestamp,
    ) -> Stored<Option<(String, u32)>> {
        self.try_code_(purpose, mobile, blocked_until, now).await
    }
    async fn use_code(&self, purpose: &str, mobile: &str, code_hash: &str) -> Stored<bool> {
        self.use_code_(purpose, mobile, code_hash).await
    }
    async fn attempt(&self, what: &str, most: u32, since: Timestamp, now: Timestamp) -> Stored<Option<Timestamp>> {
        self.attempt_(what, most, since, now).await
    }
    async fn exhausted(&self, what: &str, most: u32, since: Timestamp) -> Stored<Option<Timestamp>> {
        self.exhausted_(what, most, since).await
    }
    async fn create_filing(&self, new: &NewFiling, key: &str, now: Timestamp) -> Stored<FilingId> {
        self.create_filing_(new, key, now).await
    }
    async fn filing(&self, id: &FilingId) -> Stored<Option<FilingRow>> {
        self.filing_(id).await
    }
    async fn filings_of(&self, account: &str) -> Stored<Vec<Listed>> {
        self.filings_of_(account).await
    }
    async fn in_flight(&self, account: &str) -> Stored<Option<FilingId>> {
        self.in_flight_(account).await
    }
    async fn queue(&self, of: QueueOf<'_>, after: Option<QueuePlace>, most: u32) -> Stored<Vec<QueueRow>> {
        self.queue_(of, after, most).await
    }
    async fn filings_waiting(&self, status: Status, since_before: Timestamp) -> Stored<Vec<FilingId>> {
        self.filings_waiting_(status, since_before).await
    }
    async fn filings_in_flight(&self) -> Stored<Vec<FilingRow>> {
        self.filings_in_flight_().await
    }
    async fn commit(&self, change: &FilingChange, now: Timestamp) -> Stored<Committed> {
        self.commit_(change, now).await
    }
    async fn submission(&self, id: &FilingId) -> Stored<Option<Submission>> {
        self.submission_(id).await
    }
    async fn key(&self, account: &str, key: &str) -> Stored<Option<(String, FilingId)>> {
        self.key_(account, key).await
    }
    async fn set_reviewer(&self, id: &FilingId, staff: &str, take: bool) -> Stored<()> {
        self.set_reviewer_(id, staff, take).await
    }
    async fn timeline(&self, id: &FilingId) -> Stored<Vec<beian_model::TimelineEntry>> {
        self.timeline_(id).await
    }
    async fn add_proof(&self, id: &FilingId, mobile: &str, now: Timestamp) -> Stored<()> {
        self.add_proof_(id, mobile, now).await
    }
    async fn proofs(&self, id: &FilingId) -> Stored<Vec<String>> {
        self.proofs_(id).await
    }
    async fn set_basic_check(
        &self,
        id: &FilingId,
        version: u64,
        passed: &BasicInformation,
        now: Timestamp,
    ) -> Stored<u64> {
        self.set_basic_check_(id, version, passed, now).await
    }
    async fn add_attachment(
        &self,
        id: &FilingId,
        slot: &str,
        attachment: &Attachment,
        sha256: &str,
        now: Timestamp,
    ) -> Stored<()> {
        self.add_attachment_(id, slot, attachment, sha256, now).await
    }
    async fn attachment(&self, id: &FilingId, attachment: &AttachmentId) -> Stored<Option<Attachment>> {
        self.attachment_(id, attachment).await
    }
    async fn begin_upload(&self, new: &UploadRow, now: Timestamp) -> Stored<UploadRow> {
        self.begin_upload_(new, now).await
    }
    async fn upload(&self, id: &UploadId) -> Stored<Option<UploadRow>> {
        self.upload_(id).await
    }
    async fn upload_of(
        &self,
        filing: &FilingId,
        target: &Target,
        size: u64,
        sha256: &str,
    ) -> Stored<Option<UploadRow>> {
        self.upload_of_(filing, target, size, sha256).await
    }
    async fn upload_parts(&self, id: &UploadId) -> Stored<Vec<PartRow>> {
        self.upload_parts_(id).await
    }
    async fn add_part(&self, id: &UploadId, part: &PartRow, size: u64, now: Timestamp) -> Stored<()> {
        self.add_part_(id, part, size, now).await
    }
    async fn finish_upload(&self, id: &UploadId, kept: &str) -> Stored<Vec<String>> {
        self.finish_upload_(id, kept).await
    }
    async fn drop_retaken(&self, kept: &UploadRow) -> Stored<Vec<String>> {
        self.drop_retaken_(kept).await
    }
    async fn drop_upload(&self, id: &UploadId) -> Stored<Vec<String>> {
        self.drop_upload_(id).await
    }
    async fn sweep_uploads(&self, seen_before: Timestamp) -> Stored<Vec<String>> {
        self.sweep_uploads_(seen_before).await
    }
    async fn create_verification(
        &self,
        new: &VerificationRow,
        renews: Option<&VerificationId>,
    ) -> Stored<Vec<VerificationId>> {
        self.create_verification_(new, renews).await
    }
    async fn verification(&self, id: &VerificationId) -> Stored<Option<VerificationRow>> {
        self.verification_where("id", id.as_str()).await
    }
    async fn verification_by_secret(&self, hash: &str) -> Stored<Option<VerificationRow>> {
        self.verification_where("secret_hash", hash).await
    }
    async fn verification_by_session(&self, hash: &str) -> Stored<Option<VerificationRow>> {
        self.verification_where("session_hash", hash).await
    }
    async fn verifications(&self, id: &FilingId) -> Stored<Vec<VerificationRow>> {
        self.verifications_(id).await
    }
    async fn claim_verification(
        &self,
        id: &VerificationId,
        claim: &Claim,
        document: DocumentType,
        expires: Timestamp,
        now: Timestamp,
    ) -> Stored<bool> {
        self.claim_verification_(id, claim, document, expires, now).await
    }
    async fn claim_again(&self, id: &VerificationId, claim: &Claim) -> Stored<bool> {
        self.claim_again_(id, claim).await
    }
    async fn bind_verification(&self, row: &VerificationRow, matches: bool, now: Timestamp) -> Stored<()> {
        self.bind_verification_(row, matches, now).await
    }
    async fn update_verification(
        &self,
        row: &VerificationRow,
        event: VerificationEvent,
        now: Timestamp,
    ) -> Stored<VerificationState> {
        self.update_verification_(row, event, now).await
    }
    async fn hear_of_phone(&self, id: &VerificationId, expires: Timestamp, now: Timestamp) -> Stored<()> {
        self.hear_of_phone_(id, expires, now).await
    }
    async fn expire_verification(&self, id: &VerificationId, now: Timestamp) -> Stored<()> {
        self.expire_verification_(id, now).await
    }
    async fn consent(&self, id: &VerificationId, version: &str, now: Timestamp) -> Stored<()> {
        self.consent_(id, version, now).await
    }
    async fn decline(&self, id: &VerificationId, now: Timestamp) -> Stored<()> {
        self.decline_(id, now).await
    }
    async fn attempt_before(&self, id: &VerificationId) -> Stored<Option<VerificationRow>> {
        self.attempt_before_(id).await
    }
    async fn take_code(&self, id: &VerificationId, code: &str) -> Stored<()> {
        self.take_code_(id, code).await
    }
    async fn repeats(&self, id: &VerificationId) -> Stored<Vec<VerificationRow>> {
        self.repeats_(id).await
    }
    async fn other_phone(&self, id: &VerificationId, most: u32) -> Stored<bool> {
        self.other_phone_(id, most).await
    }
    async fn send_link(&self, id: &VerificationId, masked: &str, message: &Message, now: Timestamp) -> Stored<()> {
        self.send_link_(id, masked, message, now).await
    }
    async fn checking_since(&self, before: Timestamp) -> Stored<Vec<VerificationRow>> {
        self.checking_since_(before).await
    }
    async fn passed_of_subject(&self, account: &str, subject: &str, since: Timestamp) -> Stored<Vec<VerificationRow>> {
        self.passed_of_subject_(account, subject, since).await
    }
    async fn repeat_verification(&self, new: &VerificationRow, now: Timestamp) -> Stored<Vec<VerificationId>> {
        self.repeat_verification_(new, now).await
    }
    async fn take_capture(
        &self,
        capture: &CaptureRow,
        upload: Option<&UploadId>,
        expires: Timestamp,
        now: Timestamp,
    ) -> Stored<Vec<String>> {
        self.take_capture_(capture, upload, expires, now).await
    }
    async fn captures(&self, id: &VerificationId) -> Stored<Vec<CaptureRow>> {
        self.captures_(id).await
    }
    async fn attachment_slot(&self, id: &FilingId, attachment: &AttachmentId) -> Stored<Option<String>> {
        self.attachment_slot_(id, attachment).await
    }
    async fn reading(&self, attachment: &AttachmentId) -> Stored<Option<Reading>> {
        self.reading_(attachment).await
    }
    async fn put_reading(&self, attachment: &AttachmentId, reading: &Reading, now: Timestamp) -> Stored<()> {
        self.put_reading_(attachment, reading, now).await
    }
    async fn person_reading(&self, id: &VerificationId) -> Stored<Option<PersonReading>> {
        self.person_reading_(id).await
    }
    async fn put_person_reading(&self, id: &VerificationId, reading: &PersonReading, now: Timestamp) -> Stored<()> {
        self.put_person_reading_(id, reading, now).await
    }
    async fn add_link(&self, link: &LinkRow, now: Timestamp) -> Stored<()> {
        self.add_link_(link, now).await
    }
    async fn link(&self, token_hash: &str) -> Stored<Option<LinkRow>> {
        self.link_(token_hash).await
    }
    async fn note_opening(&self, link: &LinkRow, goes_on: bool, now: Timestamp) -> Stored<()> {
        self.note_opening_(link, goes_on, now).await
    }
    async fn disclosures(&self, id: &FilingId, most: u32) -> Stored<Vec<Disclosure>> {
        self.disclosures_(id, most).await
    }
    async fn add_authorisation_code(&self, new: &AuthorisationCode, most: u32) -> Stored<()> {
        self.add_authorisation_code_(new, most).await
    }
    async fn authorisation_codes_of(&self, owner: &str) -> Stored<Vec<AuthorisationCode>> {
        self.authorisation_codes_of_(owner).await
    }
    async fn authorisation_code(&self, code: &str) -> Stored<Option<AuthorisationCode>> {
        self.authorisation_code_(code).await
    }
    async fn user_of_code(&self, code: &str) -> Stored<Option<FilingId>> {
        self.user_of_code_(code).await
    }
    async fn withdraw_authorisation_code(&self, owner: &str, code: &str, now: Timestamp) -> Stored<()> {
        self.withdraw_authorisation_code_(owner, code, now).await
    }
    async fn codes_by_resource(&self) -> Stored<Vec<(String, u32)>> {
        self.codes_by_resource_().await
    }
    async fn clock_seen(&self) -> Stored<Option<Seen>> {
        self.clock_seen_().await
    }
    async fn see_clock(&self, seen: Seen) -> Stored<()> {
        self.see_clock_(seen).await
    }
    async fn due_captures(&self, kept: KeptFor, now: Timestamp) -> Stored<Vec<DueCaptures>> {
        self.due_captures_(kept, now).await
    }
    async fn forget_captures(&self, id: &VerificationId, now: Timestamp) -> Stored<()> {
        self.forget_captures_(id, now).await
    }
    async fn captures_forgotten_at(&self, id: &VerificationId) -> Stored<Option<Timestamp>> {
        self.captures_forgotten_at_(id).await
    }
    async fn unnamed_files(&self, files: &[String]) -> Stored<Vec<String>> {
        self.unnamed_files_(files).await
    }
    async fn scrub(&self) -> Stored<()> {
        self.scrub_().await
    }
    async fn post(&self, message: &Message, now: Timestamp) -> Stored<()> {
        self.post_(message, now).await
    }
    async fn messages(&self, most: u32) -> Stored<Vec<SentMessage>> {
        self.messages_(most).await
    }
    async fn deliver(&self, now: Timestamp) -> Stored<u64> {
        self.deliver_(now).await
    }
    async fn tidy(&self, messages_before: Timestamp, now: Timestamp) -> Stored<()> {
        self.tidy_(messages_before, now).await
    }
}
