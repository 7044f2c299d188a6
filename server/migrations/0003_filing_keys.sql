-- What a filing that was submitted and has not lapsed is found by, written with its document: `domain` in ASCII, `resource` (its kind and its
-- id), and by keyed hashes `organiser`, `person`, `mobile`. `times`: how many of its sites have it.
CREATE TABLE filing_keys (
    filing TEXT NOT NULL REFERENCES filings (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    value TEXT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (filing, kind, value)
);
CREATE INDEX filing_keys_by_value ON filing_keys (kind, value, filing);

-- What the server keeps for itself, in base64, sealed with a key of the vault. `index`: the key of the hashes above; while it is missing they
-- are to be written for all filings.
CREATE TABLE secrets (
    name TEXT PRIMARY KEY,
    sealed TEXT NOT NULL
);

-- The order of the desk's queue: 0 waits for staff (or cannot be read), 1 is with its applicant, 2 is a draft or has ended.
ALTER TABLE filings ADD COLUMN queue_rank BIGINT GENERATED ALWAYS AS (CASE
    WHEN status IN ('draft', 'approved', 'expired', 'abandoned') THEN 2
    WHEN status IN ('needs_fix', 'first_rejected', 'bureau_rejected') THEN 1
    ELSE 0 END) DERIVED;
CREATE INDEX filings_in_queue ON filings (queue_rank, status_since, seq);
DROP INDEX filings_by_status;
CREATE INDEX filings_by_status ON filings (status, status_since, seq);
