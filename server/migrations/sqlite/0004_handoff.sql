-- The hand-off: what both screens are told of, consent, links to a person elsewhere, and captures that arrive in parts.

-- `revision` grows with every change that either side sees. `sent_to` is masked. What the person agreed to is kept with the
-- version of the text.
ALTER TABLE verifications ADD COLUMN revision INTEGER NOT NULL DEFAULT 1;
ALTER TABLE verifications ADD COLUMN remote INTEGER NOT NULL DEFAULT 0;
ALTER TABLE verifications ADD COLUMN sent_to TEXT;
ALTER TABLE verifications ADD COLUMN other_phones INTEGER NOT NULL DEFAULT 0;
ALTER TABLE verifications ADD COLUMN consented_at INTEGER;
ALTER TABLE verifications ADD COLUMN consent_version TEXT;

-- `measured` is the JSON of the contract's type; `tenths` is a video's length in tenths of a second.
ALTER TABLE captures ADD COLUMN measured TEXT;
ALTER TABLE captures ADD COLUMN tenths INTEGER;

-- Uploads in parts are of a filing's papers, or of what a phone captures: then `verification` says of which hand-off, and `what`
-- is the capture instead of the slot. `kept` names what became of it: the attachment, or the capture's file.
DROP INDEX uploads_by_age;
ALTER TABLE upload_parts RENAME TO upload_parts_before;
ALTER TABLE uploads RENAME TO uploads_before;

CREATE TABLE uploads (
    id TEXT PRIMARY KEY,
    filing TEXT NOT NULL REFERENCES filings (id),
    verification TEXT REFERENCES verifications (id),
    what TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    measured TEXT,
    received INTEGER NOT NULL DEFAULT 0,
    kept TEXT,
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
);
CREATE UNIQUE INDEX uploads_by_bytes ON uploads (filing, ifnull(verification, ''), what, sha256, size);
CREATE INDEX uploads_by_age ON uploads (seen_at);

CREATE TABLE upload_parts (
    upload TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    file TEXT NOT NULL,
    PRIMARY KEY (upload, start)
);

INSERT INTO uploads (id, filing, what, name, size, sha256, received, kept, created_at, seen_at)
    SELECT id, filing, slot, name, size, sha256, received, attachment, created_at, seen_at FROM uploads_before;
INSERT INTO upload_parts (upload, start, sha256, file) SELECT upload, start, sha256, file FROM upload_parts_before;
DROP TABLE upload_parts_before;
DROP TABLE uploads_before;
