-- Who did what to which filing from where, each entry chained to the one before (`hash`: HMAC-SHA-256 over `previous` and the rest, with the
-- log's key number `key`). `number` begins at 1 and leaves nothing out. `filing` and `actor` are ids of rows that may be gone by now, so
-- nothing is referred to. `address` is masked; `details` is JSON of ids, codes and counts. Rows are added and never changed: `append_only`.
CREATE TABLE audit (
    number BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    actor_kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    filing TEXT,
    address TEXT NOT NULL,
    browser TEXT NOT NULL,
    outcome TEXT NOT NULL,
    details TEXT NOT NULL,
    key BIGINT NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX audit_by_filing ON audit (filing, number);

-- The newest entry, and the key that the next is made with. Who adds one locks this row last, so that they come one after another.
CREATE TABLE audit_head (
    id BIGINT PRIMARY KEY CHECK (id = 1),
    number BIGINT NOT NULL,
    hash TEXT NOT NULL,
    key BIGINT NOT NULL
);
INSERT INTO audit_head (id, number, hash, key) VALUES (1, 0, '', 1);
