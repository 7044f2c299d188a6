-- Sign-in by an identity provider (OpenID Connect). An account that has no mobile number of its own has its id in `mobile`, which is no number.
-- `called`: what the provider calls its person, shown where there is no number.
ALTER TABLE accounts ADD COLUMN called TEXT NOT NULL DEFAULT '';

-- The session was opened by a provider, which looks after its strength: no second factor of ours is asked for.
ALTER TABLE sessions ADD COLUMN by_provider BOOLEAN NOT NULL DEFAULT FALSE;

-- Whom a provider knows by `subject`, and what it said of their real name the last time; empty where it said nothing.
CREATE TABLE account_identities (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    account TEXT NOT NULL REFERENCES accounts (id),
    real_name TEXT NOT NULL,
    certificate_kind TEXT NOT NULL,
    certificate_number TEXT NOT NULL,
    seen_at BIGINT NOT NULL,
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX account_identities_by_account ON account_identities (account, seen_at);

CREATE TABLE staff_identities (
    issuer TEXT NOT NULL,
    subject TEXT NOT NULL,
    staff TEXT NOT NULL REFERENCES staff (id),
    PRIMARY KEY (issuer, subject)
);
CREATE INDEX staff_identities_by_staff ON staff_identities (staff);

-- Sign-ins that were begun here and are now at the provider: taken once, by the browser that began them. `kind` is of the session that is to be
-- opened; `back` is the path of the page that they were begun on.
CREATE TABLE begun_sign_ins (
    state_hash TEXT PRIMARY KEY,
    browser_hash TEXT NOT NULL,
    kind TEXT NOT NULL,
    back TEXT NOT NULL,
    lang TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX begun_sign_ins_by_age ON begun_sign_ins (expires_at);
