//! The tables, as both databases have them: numbers are 64 bits wide, times are seconds since 1970, documents are JSON in a text.
//! What makes them stands in `migrations`.

/// Declares a table: its module and name, and its columns.
macro_rules! table {
    ($(#[$about:meta])* $module:ident $name:literal { $($(#[$column:meta])* $field:ident: $kind:ty),* $(,)? }) => {
        $(#[$about])*
        pub mod $module {
            use sea_orm::entity::prelude::*;

            /// A row.
            #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
            #[sea_orm(table_name = $name)]
            #[allow(missing_docs)] // a column's meaning stands where the table is made
            pub struct Model { $($(#[$column])* pub $field: $kind),* }

            /// No other table is read along.
            #[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
            pub enum Relation {}

            impl ActiveModelBehavior for ActiveModel {}
        }
    };
}

table! {
    /// Applicants' accounts.
    accounts "accounts" {
        #[sea_orm(primary_key, auto_increment = false)] id: String,
        mobile: String,
        created_at: i64,
        called: String,
        lang: String,
        reminders: bool,
    }
}

table! {
    /// Reminders that were sent of a filing.
    reminders "reminders" {
        #[sea_orm(primary_key, auto_increment = false)] filing: String,
        #[sea_orm(primary_key, auto_increment = false)] since: i64,
        #[sea_orm(primary_key, auto_increment = false)] after: i64,
        sent_at: i64,
    }
}

table! {
    /// The audit log (审计日志).
    audit "audit" {
        #[sea_orm(primary_key, auto_increment = false)] number: i64,
        at: i64,
        actor_kind: String,
        actor: String,
        action: String,
        filing: Option<String>,
        address: String,
        browser: String,
        outcome: String,
        details: String,
        key: i64,
        previous: String,
        hash: String,
    }
}

table! {
    /// Its newest entry: one row.
    audit_head "audit_head" {
        #[sea_orm(primary_key, auto_increment = false)] id: i64,
        number: i64,
        hash: String,
        key: i64,
    }
}

table! {
    /// What filings are found by.
    filing_keys "filing_keys" {
        #[sea_orm(primary_key, auto_increment = false)] filing: String,
        #[sea_orm(primary_key, auto_increment = false)] kind: String,
        #[sea_orm(primary_key, auto_increment = false)] value: String,
        times: i64,
    }
}

table! {
    /// Packages for the bureau.
    bureau_packages "bureau_packages" {
        #[sea_orm(primary_key, auto_increment = false)] id: String,
        made_at: i64,
        staff: String,
        state: String,
        tries: i64,
        next_at: i64,
        said: String,
    }
}

table! {
    /// Their filings.
    bureau_package_filings "bureau_package_filings" {
        #[sea_orm(primary_key, auto_increment = false)] package: String,
        #[sea_orm(primary_key, auto_increment = false)] filing: String,
        version: i64,
        outcome: String,
        said: String,
    }
}

table! {
    /// How often each event happened on a day.
    event_counts "event_counts" {
        #[sea_orm(primary_key, auto_increment = false)] of: String,
        #[sea_orm(primary_key, auto_increment = false)] day: i64,
        #[sea_orm(primary_key, auto_increment = false)] value: String,
        #[sea_orm(primary_key, auto_increment = false)] event: String,
        times: i64,
    }
}

table! {
    /// Why filings were returned and rejected.
    decision_reasons "decision_reasons" {
        #[sea_orm(primary_key)] id: i64,
        filing: String,
        at: i64,
        event: String,
        field: String,
    }
}

table! {
    /// What the server keeps for itself, sealed.
    secrets "secrets" {
        #[sea_orm(primary_key, auto_increment = false)] name: String,
        sealed: String,
    }
}

table! {
    /// Colleagues.
    staff "staff" {
        #[sea_orm(primary_key, auto_increment = false)] id: String,
        email: String,
        name: String,
        password_hash: String,
        created_at: i64,
        role: String,
        disabled_at: Option<i64>,
    }
}

table! {
    /// Their second factors.
    staff_totp "staff_totp" {
        #[sea_orm(primary_key, auto_increment = false)] staff: String,
        secret: String,
        made_at: i64,
        confirmed_at: Option<i64>,
        last_step: i64,
    }
}

table! {
    /// Codes in place of the second factor.
    recovery_codes "recovery_codes" {
        #[sea_orm(primary_key, auto_increment = false)] staff: String,
        #[sea_orm(primary_key, auto_increment = false)] code_hash: String,
        used_at: Option<i64>,
    }
}

table! {
    /// Browsers in which they have signed in.
    staff_devices "staff_devices" {
        #[sea_orm(primary_key, auto_increment = false)] token_hash: String,
        staff: String,
        seen_at: i64,
    }
}

table! {
    /// Sessions of both.
    sessions "sessions" {
        #[sea_orm(primary_key, auto_increment = false)] token_hash: String,
        kind: String,
        owner: String,
        created_at: i64,
        seen_at: i64,
        id: String,
        address: String,
        browser: String,
        by_provider: bool,
    }
}

table! {
    /// Applicants as identity providers name them.
    account_identities "account_identities" {
        #[sea_orm(primary_key, auto_increment = false)] issuer: String,
        #[sea_orm(primary_key, auto_increment = false)] subject: String,
        account: String,
        real_name: String,
        certificate_kind: String,
        certificate_number: String,
        seen_at: i64,
    }
}

table! {
    /// Colleagues as identity providers name them.
    staff_identities "staff_identities" {
        #[sea_orm(primary_key, auto_increment = false)] issuer: String,
        #[sea_orm(primary_key, auto_increment = false)] subject: String,
        staff: String,
    }
}

table! {
    /// Sign-ins that go on at an identity provider.
    begun_sign_ins "begun_sign_ins" {
        #[sea_orm(primary_key, auto_increment = false)] state_hash: String,
        browser_hash: String,
        kind: String,
        back: String,
        lang: String,
        expires_at: i64,
    }
}

table! {
    /// Codes that were sent by SMS.
    codes "codes" {
        #[sea_orm(primary_key, auto_increment = false)] purpose: String,
        #[sea_orm(primary_key, auto_increment = false)] mobile: String,
        code_hash: String,
        sent_at: i64,
        expires_at: i64,
        tries_left: i64,
        blocked_until: i64,
    }
}

table! {
    /// What is limited by count: a row a try. The tries of one moment are told apart by nobody.
    attempts "attempts" {
        #[sea_orm(primary_key, auto_increment = false)] what: String,
        #[sea_orm(primary_key, auto_increment = false)] at: i64,
    }
}

table! {
    /// Filings.
    filings "filings" {
        #[sea_orm(primary_key)] seq: i64,
        id: String,
        account: String,
        number: String,
        version: i64,
        status: String,
        document: String,
        reasons: String,
        basic_check: Option<String>,
        sms_opened_at: Option<i64>,
        numbers: Option<String>,
        reviewer: Option<String>,
        created_at: i64,
        updated_at: i64,
        status_since: i64,
        queue_rank: i64,
        province: Option<String>,
        nature: Option<String>,
        organiser_name: Option<String>,
        submitted_at: Option<i64>,
        claimed_at: Option<i64>,
        at_risk: Option<bool>,
    }
}

table! {
    /// What the names of organisers are found by; the two together are its key.
    organiser_parts "organiser_parts" {
        #[sea_orm(primary_key, auto_increment = false)] filing: String,
        #[sea_orm(primary_key, auto_increment = false)] part: String,
    }
}

table! {
    /// Public holidays, and the days worked for them.
    calendar_days "calendar_days" {
        #[sea_orm(primary_key, auto_increment = false)] day: String,
        works: bool,
        name: String,
    }
}

table! {
    /// The changes of state of filings.
    timeline "timeline" {
        #[sea_orm(primary_key)] id: i64,
        filing: String,
        at: i64,
        event: Option<String>,
        actor: String,
        status: String,
        note: String,
        came_from: String,
        lasted: i64,
    }
}

table! {
    /// What reviewers write on fields before they decide.
    marks "marks" {
        #[sea_orm(primary_key, auto_increment = false)] filing: String,
        #[sea_orm(primary_key, auto_increment = false)] path: String,
        text: String,
        staff: String,
        at: i64,
    }
}

table! {
    /// Decisions that can be undone for a while.
    pending_decisions "pending_decisions" {
        #[sea_orm(primary_key, auto_increment = false)] filing: String,
        event: String,
        reasons: String,
        note: String,
        staff: String,
        until: i64,
    }
}

table! {
    /// First approvals of two (双人复核).
    first_approvals "first_approvals" {
        #[sea_orm(primary_key, auto_increment = false)] filing: String,
        staff: String,
        note: String,
        at: i64,
    }
}

table! {
    /// Calls about filings (通话记录).
    calls "calls" {
        #[sea_orm(primary_key, auto_increment = false)] id: String,
        filing: String,
        staff: String,
        at: i64,
        number: String,
        outcome: String,
        note: String,
    }
}

table! {
    /// What colleagues tell each other of filings (内部备注).
    remarks "remarks" {
        #[sea_orm(primary_key, auto_increment = false)] id: String,
        filing: String,
        staff: String,
        at: i64,
        text: String,
    }
}

table! {
    /// What applicants said of the ministry's code (短信核验情况).
    sms_reports "sms_reports" {
        #[sea_orm(primary_key, auto_increment = false)] filing: String,
        at: i64,
        said: String,
    }
}

table! {
    /// The library of reasons (退回理由库).
    library_reasons "library_reasons" {
        #[sea_orm(primary_key, auto_increment = false)] id: String,
        fields: String,
        zh: String,
        en: String,
        times: i64,
    }
}

table! {
    /// Documents as they were submitted.
    snapshots "snapshots" {
        #[sea_orm(primary_key, auto_increment = false)] filing: String,
        #[sea_orm(primary_key, auto_increment = false)] version: i64,
        document: String,
        at: i64,
    }
}

table! {
    /// Why submissions were returned.
    returns "returns" {
        #[sea_orm(primary_key, auto_increment = false)] filing: String,
        #[sea_orm(primary_key, auto_increment = false)] version: i64,
        reasons: String,
        at: i64,
    }
}

table! {
    /// The verifications that a submission rests on.
    submitted_verifications "submitted_verifications" {
        #[sea_orm(primary_key, auto_increment = false)] filing: String,
        #[sea_orm(primary_key, auto_increment = false)] version: i64,
        #[sea_orm(primary_key, auto_increment = false)] verification: String,
    }
}

table! {
    /// Keys of requests that are sent once, however often they arrive.
    idempotency_keys "idempotency_keys" {
        #[sea_orm(primary_key, auto_increment = false)] account: String,
        #[sea_orm(primary_key, auto_increment = false)] key: String,
        request: String,
        filing: String,
        at: i64,
    }
}

table! {
    /// Numbers that were proved for a filing.
    phone_proofs "phone_proofs" {
        #[sea_orm(primary_key, auto_increment = false)] filing: String,
        #[sea_orm(primary_key, auto_increment = false)] mobile: String,
        at: i64,
    }
}

table! {
    /// Attachments.
    attachments "attachments" {
        #[sea_orm(primary_key, auto_increment = false)] id: String,
        filing: String,
        slot: String,
        name: String,
        media_type: String,
        size: i64,
        width: i64,
        height: i64,
        sha256: String,
        at: i64,
    }
}

table! {
    /// Uploads that arrive in parts.
    uploads "uploads" {
        #[sea_orm(primary_key, auto_increment = false)] id: String,
        filing: String,
        verification: Option<String>,
        what: String,
        name: String,
        size: i64,
        sha256: String,
        measured: Option<String>,
        received: i64,
        kept: Option<String>,
        created_at: i64,
        seen_at: i64,
    }
}

table! {
    /// Their parts.
    upload_parts "upload_parts" {
        #[sea_orm(primary_key, auto_increment = false)] upload: String,
        #[sea_orm(primary_key, auto_increment = false)] start: i64,
        sha256: String,
        file: String,
    }
}

table! {
    /// Verifications, and other hand-offs.
    verifications "verifications" {
        #[sea_orm(primary_key, auto_increment = false)] id: String,
        filing: String,
        nth: i64,
        path: String,
        state: String,
        secret_hash: String,
        session_hash: Option<String>,
        word_a: i64,
        word_b: i64,
        code: String,
        reasons: String,
        created_at: i64,
        claimed_at: Option<i64>,
        phone_seen_at: Option<i64>,
        expires_at: i64,
        revision: i64,
        remote: bool,
        sent_to: Option<String>,
        other_phones: i64,
        consented_at: Option<i64>,
        consent_version: Option<String>,
        declined_at: Option<i64>,
        claim_key: Option<String>,
        subject: Option<String>,
        passed_at: Option<i64>,
        document: Option<String>,
        same_as: Option<String>,
    }
}

table! {
    /// What their phones sent.
    captures "captures" {
        #[sea_orm(primary_key, auto_increment = false)] verification: String,
        #[sea_orm(primary_key, auto_increment = false)] capture: String,
        file: String,
        media_type: String,
        size: i64,
        sha256: String,
        measured: Option<String>,
        tenths: Option<i64>,
        silent: bool,
        at: i64,
    }
}

table! {
    /// Verifications whose captures were deleted by rule.
    deleted_captures "deleted_captures" {
        #[sea_orm(primary_key, auto_increment = false)] verification: String,
        at: i64,
    }
}

table! {
    /// What was read from attachments.
    readings "readings" {
        #[sea_orm(primary_key, auto_increment = false)] attachment: String,
        reading: String,
        at: i64,
    }
}

table! {
    /// What was read from identity documents.
    person_readings "person_readings" {
        #[sea_orm(primary_key, auto_increment = false)] verification: String,
        reading: String,
        at: i64,
    }
}

table! {
    /// Links under which colleagues see documents.
    shown_links "shown_links" {
        #[sea_orm(primary_key, auto_increment = false)] token_hash: String,
        session_hash: String,
        staff: String,
        filing: String,
        of: String,
        capture: String,
        file: String,
        media_type: String,
        expires_at: i64,
        opened: bool,
    }
}

table! {
    /// Who asked for a document, and who opened it.
    disclosures "disclosures" {
        #[sea_orm(primary_key)] id: i64,
        at: i64,
        filing: String,
        staff: String,
        of: String,
        capture: String,
        opened: bool,
    }
}

table! {
    /// Authorisation codes (备案授权码).
    authorisation_codes "authorisation_codes" {
        #[sea_orm(primary_key, auto_increment = false)] code: String,
        owner: String,
        resource: String,
        mobile: String,
        made_at: i64,
        form: Option<String>,
        withdrawn_at: Option<i64>,
        nth: i64,
    }
}

table! {
    /// Which filing uses which.
    authorisation_code_uses "authorisation_code_uses" {
        #[sea_orm(primary_key, auto_increment = false)] code: String,
        filing: String,
        since: i64,
    }
}

table! {
    /// Messages.
    outbox "outbox" {
        #[sea_orm(primary_key)] id: i64,
        kind: String,
        recipient: String,
        text: String,
        code: Option<String>,
        created_at: i64,
        delivered_at: Option<i64>,
        tries: i64,
        due_at: i64,
        until: Option<i64>,
        said: String,
        given_up_at: Option<i64>,
        template: String,
        blanks: String,
    }
}

table! {
    /// What the jobs last knew of the clock: one row.
    clock "clock" {
        #[sea_orm(primary_key, auto_increment = false)] id: i64,
        seen_at: i64,
        doubted_for: i64,
    }
}
