-- Everything the server keeps, but for the bytes of uploads. Times are Unix seconds, hashes are SHA-256 in hexadecimal.

CREATE TABLE accounts (
    id TEXT PRIMARY KEY,
    mobile TEXT NOT NULL UNIQUE,
    created_at INTEGER NOT NULL
);

CREATE TABLE staff (
    id TEXT PRIMARY KEY,
    email TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    created_at INTEGER NOT NULL
);

-- `kind` is `applicant` or `staff`; `owner` names the account or the colleague.
CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    owner TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
);
CREATE INDEX sessions_by_owner ON sessions (kind, owner);

-- `purpose` is `sign-in` or the id of a filing whose responsible person's number is proved.
CREATE TABLE codes (
    purpose TEXT NOT NULL,
    mobile TEXT NOT NULL,
    code_hash TEXT NOT NULL,
    sent_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    tries_left INTEGER NOT NULL,
    blocked_until INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (purpose, mobile)
);

-- What is limited by count: one row a try.
CREATE TABLE attempts (
    what TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX attempts_by_what ON attempts (what, at);

CREATE TABLE filings (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES accounts (id),
    number TEXT NOT NULL DEFAULT '',
    version INTEGER NOT NULL,
    status TEXT NOT NULL,
    document TEXT NOT NULL,
    reasons TEXT NOT NULL DEFAULT '[]',
    basic_check TEXT,
    sms_opened_at INTEGER,
    numbers TEXT,
    reviewer TEXT REFERENCES staff (id),
    created_at INTEGER NOT NULL,
    updated_at INTEGER NOT NULL,
    status_since INTEGER NOT NULL
);
CREATE INDEX filings_by_status ON filings (status, status_since);
-- One filing in flight for each account.
CREATE UNIQUE INDEX filings_in_flight ON filings (account) WHERE status NOT IN ('approved', 'expired', 'abandoned');

CREATE TABLE timeline (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    filing TEXT NOT NULL REFERENCES filings (id),
    at INTEGER NOT NULL,
    event TEXT,
    actor TEXT NOT NULL,
    status TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX timeline_by_filing ON timeline (filing, id);

-- The document as it was submitted, each time.
CREATE TABLE snapshots (
    filing TEXT NOT NULL REFERENCES filings (id),
    version INTEGER NOT NULL,
    document TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (filing, version)
);

CREATE TABLE idempotency_keys (
    account TEXT NOT NULL,
    key TEXT NOT NULL,
    request TEXT NOT NULL,
    filing TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (account, key)
);

CREATE TABLE phone_proofs (
    filing TEXT NOT NULL REFERENCES filings (id),
    mobile TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (filing, mobile)
);

CREATE TABLE attachments (
    id TEXT PRIMARY KEY,
    filing TEXT NOT NULL REFERENCES filings (id),
    slot TEXT NOT NULL,
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    at INTEGER NOT NULL
);
CREATE INDEX attachments_by_filing ON attachments (filing);

CREATE TABLE verifications (
    id TEXT PRIMARY KEY,
    filing TEXT NOT NULL REFERENCES filings (id),
    person TEXT NOT NULL,
    state TEXT NOT NULL,
    secret_hash TEXT NOT NULL UNIQUE,
    session_hash TEXT UNIQUE,
    word_a INTEGER NOT NULL,
    word_b INTEGER NOT NULL,
    code TEXT NOT NULL,
    reasons TEXT NOT NULL DEFAULT '[]',
    created_at INTEGER NOT NULL,
    claimed_at INTEGER,
    phone_seen_at INTEGER,
    expires_at INTEGER NOT NULL
);
CREATE INDEX verifications_by_filing ON verifications (filing, created_at);

CREATE TABLE captures (
    verification TEXT NOT NULL REFERENCES verifications (id),
    capture TEXT NOT NULL,
    file TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (verification, capture)
);

-- Messages, written in the transaction of the change that they tell of.
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    text TEXT NOT NULL,
    code TEXT,
    created_at INTEGER NOT NULL,
    delivered_at INTEGER
);
