-- What was submitted stands: the verifications that each submission rests on, whatever comes later.

CREATE TABLE submitted_verifications (
    filing TEXT NOT NULL,
    version INTEGER NOT NULL,
    verification TEXT NOT NULL REFERENCES verifications (id),
    PRIMARY KEY (filing, version, verification),
    FOREIGN KEY (filing, version) REFERENCES snapshots (filing, version)
);
CREATE INDEX submitted_verifications_by_verification ON submitted_verifications (verification);

-- Of submissions so far: the newest of each person that had passed by then.
INSERT INTO submitted_verifications (filing, version, verification)
    SELECT s.filing, s.version, v.id FROM snapshots s JOIN verifications v ON v.filing = s.filing
    WHERE v.state = 'passed' AND v.path LIKE '%.verification' AND v.created_at <= s.at
    AND NOT EXISTS (SELECT 1 FROM verifications later WHERE later.filing = v.filing AND later.path = v.path
        AND later.state = 'passed' AND later.rowid > v.rowid AND later.created_at <= s.at);

-- Hand-offs that were left open by a submission, or by an end, end now.
UPDATE verifications SET state = 'cancelled', revision = revision + 1
    WHERE state NOT IN ('passed', 'failed', 'expired', 'cancelled')
    AND filing IN (SELECT id FROM filings WHERE status NOT IN ('draft', 'needs_fix', 'first_rejected', 'bureau_rejected'));
