-- Links under which staff see documents, who saw what, and what was deleted by rule.

-- `of` is the path of the slot or of the person's verification; `capture` is empty for a paper. A link opens for the session that asked.
CREATE TABLE shown_links (
    token_hash TEXT PRIMARY KEY,
    session_hash TEXT NOT NULL,
    staff TEXT NOT NULL REFERENCES staff (id),
    filing TEXT NOT NULL REFERENCES filings (id),
    of TEXT NOT NULL,
    capture TEXT NOT NULL,
    file TEXT NOT NULL,
    media_type TEXT NOT NULL,
    expires_at INTEGER NOT NULL
);
CREATE INDEX shown_links_by_age ON shown_links (expires_at);

-- `opened` is 0 where a link was asked for, 1 where it was opened. Kept as long as the filing.
CREATE TABLE disclosures (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    filing TEXT NOT NULL REFERENCES filings (id),
    staff TEXT NOT NULL REFERENCES staff (id),
    of TEXT NOT NULL,
    capture TEXT NOT NULL,
    opened INTEGER NOT NULL
);
CREATE INDEX disclosures_by_filing ON disclosures (filing, id);

-- Verifications whose pictures, video and readings were deleted by rule, and when.
CREATE TABLE deleted_captures (
    verification TEXT PRIMARY KEY REFERENCES verifications (id) ON DELETE CASCADE,
    at INTEGER NOT NULL
);
CREATE INDEX captures_by_file ON captures (file);
CREATE INDEX upload_parts_by_file ON upload_parts (file);
