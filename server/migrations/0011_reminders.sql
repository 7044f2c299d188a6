-- In which language an account is sent messages, and whether it is reminded of what it left unfinished.
ALTER TABLE accounts ADD COLUMN lang TEXT NOT NULL DEFAULT 'zh-CN';
ALTER TABLE accounts ADD COLUMN reminders BOOLEAN NOT NULL DEFAULT TRUE;

-- What was sent of a filing since it is in its state: `after` is the number of seconds of which it reminds, counted from `since`.
CREATE TABLE reminders (
    filing TEXT NOT NULL REFERENCES filings (id) ON DELETE CASCADE,
    since BIGINT NOT NULL,
    after BIGINT NOT NULL,
    sent_at BIGINT NOT NULL,
    PRIMARY KEY (filing, since, after)
);
