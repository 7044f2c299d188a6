-- What a colleague is there for, and since when they may not sign in. Those who are there already may go on as before: the oldest of them
-- is the administrator, so that there is one.
ALTER TABLE staff ADD COLUMN role TEXT NOT NULL DEFAULT 'reviewer';
ALTER TABLE staff ADD COLUMN disabled_at BIGINT;
UPDATE staff SET role = 'senior';
UPDATE staff SET role = 'admin' WHERE id = (SELECT id FROM staff ORDER BY created_at, id LIMIT 1);

-- A session is told and ended by `id`, which opens nothing. `address` is masked; `browser` is its name and system alone. Nothing is known
-- of sessions of before.
ALTER TABLE sessions ADD COLUMN id TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN address TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN browser TEXT NOT NULL DEFAULT '';
UPDATE sessions SET id = substr(token_hash, 1, 24);
CREATE UNIQUE INDEX sessions_by_id ON sessions (id);

-- The second factor (TOTP): `secret` is sealed and in base64; until `confirmed_at` it was shown and nothing more. `last_step` is the
-- half minute of the last code that was taken: none is taken twice.
CREATE TABLE staff_totp (
    staff TEXT PRIMARY KEY REFERENCES staff (id),
    secret TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    confirmed_at BIGINT,
    last_step BIGINT NOT NULL DEFAULT 0
);

-- Codes that each stand in for the second factor once.
CREATE TABLE recovery_codes (
    staff TEXT NOT NULL REFERENCES staff (id),
    code_hash TEXT NOT NULL,
    used_at BIGINT,
    PRIMARY KEY (staff, code_hash)
);

-- Browsers in which a colleague has signed in: their tries are counted apart.
CREATE TABLE staff_devices (
    token_hash TEXT PRIMARY KEY,
    staff TEXT NOT NULL REFERENCES staff (id),
    seen_at BIGINT NOT NULL
);
CREATE INDEX staff_devices_by_staff ON staff_devices (staff, seen_at);
