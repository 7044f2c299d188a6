-- Uploads that arrive in parts. A finished one names its attachment, so that a repeated last part gets the same answer; both
-- kinds are swept after a day. `sha256` is of the whole file.
CREATE TABLE uploads (
    id TEXT PRIMARY KEY,
    filing TEXT NOT NULL REFERENCES filings (id),
    slot TEXT NOT NULL,
    name TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    received INTEGER NOT NULL DEFAULT 0,
    attachment TEXT REFERENCES attachments (id),
    created_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL,
    UNIQUE (filing, slot, sha256, size)
);
CREATE INDEX uploads_by_age ON uploads (seen_at);

-- `file` is empty once the parts were put together.
CREATE TABLE upload_parts (
    upload TEXT NOT NULL REFERENCES uploads (id) ON DELETE CASCADE,
    start INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    file TEXT NOT NULL,
    PRIMARY KEY (upload, start)
);

-- A phone is asked for a paper in the same way as for a verification: the row says for which field of the filing.
ALTER TABLE verifications RENAME COLUMN person TO path;
UPDATE verifications SET path = CASE path
    WHEN 'organiser' THEN 'organiser.responsible_person.verification'
    ELSE 'sites[' || path || '].responsible_person.verification' END;
