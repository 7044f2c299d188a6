-- Authorisation codes (备案授权码): made by the owner of a server for another account, and which filing uses which.

CREATE TABLE authorisation_codes (
    code TEXT PRIMARY KEY,
    owner TEXT NOT NULL REFERENCES accounts (id),
    resource TEXT NOT NULL,
    -- Whom it was made for.
    mobile TEXT NOT NULL,
    made_at INTEGER NOT NULL,
    withdrawn_at INTEGER
);
CREATE INDEX authorisation_codes_by_owner ON authorisation_codes (owner, made_at);
CREATE INDEX authorisation_codes_by_resource ON authorisation_codes (resource);

-- A code that was made elsewhere is used all the same: it is in no row above.
CREATE TABLE authorisation_code_uses (
    code TEXT PRIMARY KEY,
    filing TEXT NOT NULL REFERENCES filings (id),
    since INTEGER NOT NULL
);
CREATE INDEX authorisation_code_uses_by_filing ON authorisation_code_uses (filing);

-- Of submissions so far, the earlier one where two name the same code; a document that cannot be read uses none.
INSERT OR IGNORE INTO authorisation_code_uses (code, filing, since)
    SELECT json_extract(one, '$.resource'), id, status_since
    FROM (
        SELECT filings.id, filings.status_since, filings.seq, CASE site.type WHEN 'object' THEN site.value ELSE '{}' END AS one
        FROM filings, json_each(CASE WHEN json_valid(filings.document) THEN filings.document ELSE '{}' END, '$.sites') AS site
        WHERE filings.status NOT IN ('draft', 'expired', 'abandoned')
    )
    WHERE json_extract(one, '$.resource_kind') = 'authorisation_code'
    AND json_extract(one, '$.resource') <> ''
    ORDER BY seq;
