-- How far each message has come: how often it was tried, when next, until when anybody needs it, what was said at the last failure, and when
-- it was given up. `template` and `blanks` (JSON) are for gateways that send by approved templates alone.
ALTER TABLE outbox ADD COLUMN tries BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN due_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN until BIGINT;
ALTER TABLE outbox ADD COLUMN said TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN given_up_at BIGINT;
ALTER TABLE outbox ADD COLUMN template TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN blanks TEXT NOT NULL DEFAULT '[]';
CREATE INDEX outbox_to_send ON outbox (kind, due_at) WHERE delivered_at IS NULL AND given_up_at IS NULL;
