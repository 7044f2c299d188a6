-- The order of a filing's verifications, which of those of one second is the newer too.
ALTER TABLE verifications ADD COLUMN nth BIGINT NOT NULL DEFAULT 0;
UPDATE verifications SET nth = (SELECT count(*) FROM verifications AS earlier WHERE earlier.filing = verifications.filing
    AND earlier.ROW_ORDER <= verifications.ROW_ORDER);
CREATE UNIQUE INDEX verifications_in_order ON verifications (filing, nth);
CREATE INDEX verifications_by_state ON verifications (state, phone_seen_at);

-- The order in which an account made its codes.
ALTER TABLE authorisation_codes ADD COLUMN nth BIGINT NOT NULL DEFAULT 0;
UPDATE authorisation_codes SET nth = (SELECT count(*) FROM authorisation_codes AS earlier WHERE earlier.owner = authorisation_codes.owner
    AND earlier.ROW_ORDER <= authorisation_codes.ROW_ORDER);

CREATE INDEX attempts_by_age ON attempts (at);
CREATE INDEX outbox_undelivered ON outbox (created_at) WHERE delivered_at IS NULL;
CREATE INDEX filings_by_account ON filings (account, seq);
