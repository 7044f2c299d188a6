-- All tables, for both databases. SERIAL stands for a number that the database gives. An installation of before has these tables
-- already, made by the files in `sqlite`.

CREATE TABLE IF NOT EXISTS accounts (
    id TEXT PRIMARY KEY,
    mobile TEXT NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS staff (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- `kind` is `applicant` or `staff`; `owner` names the account or the colleague.
CREATE TABLE IF NOT EXISTS sessions (
    token_hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS sessions_by_owner ON sessions (kind, owner);

-- `purpose` is `sign-in` or the id of a filing whose responsible person's number is proved.
CREATE TABLE IF NOT EXISTS codes (
    purpose TEXT NOT NULL,
    mobile TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    sent_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    tries_left BIGINT NOT NULL,
    blocked_until BIGINT NOT NULL DEFAULT 0,
    PRIMARY KEY (purpose, mobile)
);

-- What is limited by count: one row a try.
CREATE TABLE IF NOT EXISTS attempts (
    what TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS attempts_by_what ON attempts (what, at);

CREATE TABLE IF NOT EXISTS filings (
    seq SERIAL,
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES accounts (id),
    number TEXT NOT NULL DEFAULT '',
    version BIGINT NOT NULL,
    status TEXT NOT NULL,
    document TEXT NOT NULL,
    reasons TEXT NOT NULL DEFAULT '[]',
    basic_check TEXT,
    sms_opened_at BIGINT,
    numbers TEXT,
    reviewer TEXT REFERENCES staff (id),
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    status_since BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS filings_by_status ON filings (status, status_since);
-- One filing in flight for each account.
CREATE UNIQUE INDEX IF NOT EXISTS filings_in_flight ON filings (account) WHERE status NOT IN ('approved', 'expired', 'abandoned');

CREATE TABLE IF NOT EXISTS timeline (
    id SERIAL,
    filing TEXT NOT NULL REFERENCES filings (id),
    at BIGINT NOT NULL,
    event TEXT,
    actor TEXT NOT NULL,
    status TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX IF NOT EXISTS timeline_by_filing ON timeline (filing, id);

-- The document as it was submitted, each time.
CREATE TABLE IF NOT EXISTS snapshots (
    filing TEXT NOT NULL REFERENCES filings (id),
    version BIGINT NOT NULL,
    document TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (filing, version)
);

CREATE TABLE IF NOT EXISTS idempotency_keys (
    account TEXT NOT NULL,
    key TEXT NOT NULL,
    request TEXT NOT NULL,
    filing TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (account, key)
);

CREATE TABLE IF NOT EXISTS phone_proofs (
    filing TEXT NOT NULL REFERENCES filings (id),
    mobile TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (filing, mobile)
);

CREATE TABLE IF NOT EXISTS attachments (
    id TEXT PRIMARY KEY,
    filing TEXT NOT NULL REFERENCES filings (id),
    slot TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS attachments_by_filing ON attachments (filing);

-- `path` is the field that is asked for: a person's verification, or the slot of an attachment. `revision` grows with every change that
-- either side sees. `sent_to` is masked. `subject` is the SHA-256 of kind, number and name of the person as they stood when it passed;
-- nothing where they were not known. One that repeats another (`same_as`) has no captures of its own. `declined_at`: when the person
-- said no and has not agreed since. `claim_key`: the SHA-256 of a key that the claiming phone keeps. `document`: what is photographed.
CREATE TABLE IF NOT EXISTS verifications (
    id TEXT PRIMARY KEY,
    filing TEXT NOT NULL REFERENCES filings (id),
    path TEXT NOT NULL,
    state TEXT NOT NULL,
    secret_hash TEXT NOT NULL UNIQUE,
    session_hash TEXT UNIQUE,
    word_a BIGINT NOT NULL,
    word_b BIGINT NOT NULL,
    code TEXT NOT NULL,
    reasons TEXT NOT NULL DEFAULT '[]',
    created_at BIGINT NOT NULL,
    claimed_at BIGINT,
    phone_seen_at BIGINT,
    expires_at BIGINT NOT NULL,
    revision BIGINT NOT NULL DEFAULT 1,
    remote BOOLEAN NOT NULL DEFAULT FALSE,
    sent_to TEXT,
    other_phones BIGINT NOT NULL DEFAULT 0,
    consented_at BIGINT,
    consent_version TEXT,
    subject TEXT,
    passed_at BIGINT,
    same_as TEXT REFERENCES verifications (id),
    declined_at BIGINT,
    claim_key TEXT,
    document TEXT
);
CREATE INDEX IF NOT EXISTS verifications_by_filing ON verifications (filing, created_at);
CREATE INDEX IF NOT EXISTS verifications_by_same_as ON verifications (same_as);
CREATE INDEX IF NOT EXISTS verifications_by_subject ON verifications (subject, passed_at);

-- `measured` is the JSON of the contract's type; `tenths` is a video's length in tenths of a second; `silent` is a film in which
-- nobody can be heard.
CREATE TABLE IF NOT EXISTS captures (
    verification TEXT NOT NULL REFERENCES verifications (id),
    capture TEXT NOT NULL,
    file TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    at BIGINT NOT NULL,
    measured TEXT,
    tenths BIGINT,
    silent BOOLEAN NOT NULL DEFAULT FALSE,
    PRIMARY KEY (verification, capture)
);
CREATE INDEX IF NOT EXISTS captures_by_file ON captures (file);

-- Verifications whose pictures, video and readings were deleted by rule, and when.
CREATE TABLE IF NOT EXISTS deleted_captures (
    verification TEXT PRIMARY KEY REFERENCES verifications (id) ON DELETE CASCADE,
    at BIGINT NOT NULL
);

-- What was submitted stands: the verifications that each submission rests on, whatever comes later.
CREATE TABLE IF NOT EXISTS submitted_verifications (
    filing TEXT NOT NULL,
    version BIGINT NOT NULL,
    verification TEXT NOT NULL REFERENCES verifications (id),
    PRIMARY KEY (filing, version, verification),
    FOREIGN KEY (filing, version) REFERENCES snapshots (filing, version)
);
CREATE INDEX IF NOT EXISTS submitted_verifications_by_verification ON submitted_verifications (verification);

-- Uploads in parts are of a filing's attachments, or of what a phone captures: then `verification` says of which hand-off, and `what` is
-- the capture instead of the slot. `kept` names what became of it: the attachment, or the capture's file. `sha256` is of the whole file.
CREATE TABLE IF NOT EXISTS uploads (
    id TEXT PRIMARY KEY,
    filing TEXT NOT NULL REFERENCES filings (id),
    verification TEXT REFERENCES verifications (id),
    what TEXT NOT NULL,
    name TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    measured TEXT,
    received BIGINT NOT NULL DEFAULT 0,
    kept TEXT,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX IF NOT EXISTS uploads_by_bytes ON uploads (filing, coalesce(verification, ''), what, sha256, size);
CREATE INDEX IF NOT EXISTS uploads_by_age ON uploads (seen_at);

-- `file` is empty once the parts were put together.
CREATE TABLE IF NOT EXISTS upload_parts (
    upload TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
    start BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    file TEXT NOT NULL,
    PRIMARY KEY (upload, start)
);
CREATE INDEX IF NOT EXISTS upload_parts_by_file ON upload_parts (file);

-- What was read from pictures, once a picture. `reading` is the JSON of the contract's type.
CREATE TABLE IF NOT EXISTS readings (
    attachment TEXT PRIMARY KEY REFERENCES attachments (id) ON DELETE CASCADE,
    reading TEXT NOT NULL,
    at BIGINT NOT NULL
);

CREATE TABLE IF NOT EXISTS person_readings (
    verification TEXT PRIMARY KEY REFERENCES verifications (id) ON DELETE CASCADE,
    reading TEXT NOT NULL,
    at BIGINT NOT NULL
);

-- Links under which staff see documents. `of` is the path of the slot or of the person's verification; `capture` is empty for an
-- attachment. A link opens for the session that asked.
CREATE TABLE IF NOT EXISTS shown_links (
    token_hash TEXT PRIMARY KEY,
    session_hash TEXT NOT NULL,
    staff TEXT NOT NULL REFERENCES staff (id),
    filing TEXT NOT NULL REFERENCES filings (id),
    of TEXT NOT NULL,
    capture TEXT NOT NULL,
    file TEXT NOT NULL,
    media_type TEXT NOT NULL,
    expires_at BIGINT NOT NULL,
    opened BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX IF NOT EXISTS shown_links_by_age ON shown_links (expires_at);

-- `opened` is false where a link was asked for, true where it was opened. Kept as long as the filing.
CREATE TABLE IF NOT EXISTS disclosures (
    id SERIAL,
    at BIGINT NOT NULL,
    filing TEXT NOT NULL REFERENCES filings (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    of TEXT NOT NULL,
    capture TEXT NOT NULL,
    opened BOOLEAN NOT NULL
);
CREATE INDEX IF NOT EXISTS disclosures_by_filing ON disclosures (filing, id);

-- Authorisation codes (备案授权码): made by the owner of a server for the account of `mobile`. `form` is the key of the form that one was
-- made with.
CREATE TABLE IF NOT EXISTS authorisation_codes (
    code TEXT PRIMARY KEY,
    owner TEXT NOT NULL REFERENCES accounts (id),
    resource TEXT NOT NULL,
    mobile TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    withdrawn_at BIGINT,
    form TEXT
);
CREATE INDEX IF NOT EXISTS authorisation_codes_by_owner ON authorisation_codes (owner, made_at);
CREATE INDEX IF NOT EXISTS authorisation_codes_by_resource ON authorisation_codes (resource);
CREATE UNIQUE INDEX IF NOT EXISTS authorisation_codes_by_form ON authorisation_codes (owner, form, resource, mobile) WHERE withdrawn_at IS NULL;

-- A code that was made elsewhere is used all the same: it is in no row above.
CREATE TABLE IF NOT EXISTS authorisation_code_uses (
    code TEXT PRIMARY KEY,
    filing TEXT NOT NULL REFERENCES filings (id),
    since BIGINT NOT NULL
);
CREATE INDEX IF NOT EXISTS authorisation_code_uses_by_filing ON authorisation_code_uses (filing);

-- Messages, written in the transaction of the change that they tell of.
CREATE TABLE IF NOT EXISTS outbox (
    id SERIAL,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    text TEXT NOT NULL,
    code TEXT,
    created_at BIGINT NOT NULL,
    delivered_at BIGINT
);

-- What the jobs last knew of the clock: the time, and for how many seconds of running it is still doubted.
CREATE TABLE IF NOT EXISTS clock (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    seen_at BIGINT NOT NULL,
    doubted_for BIGINT NOT NULL
);
