-- Packages for the bureau (管局报送包): the filings as they were submitted last, made anew whenever a package is taken. `state`: `made`, then
-- `sending` while the server hands it over by itself, `handed_over` once every filing has its answer, `failed` where that was given up.
-- `said`: what went wrong at the last try, in the server's words.
CREATE TABLE bureau_packages (
    id TEXT PRIMARY KEY,
    made_at BIGINT NOT NULL,
    staff TEXT NOT NULL REFERENCES staff (id),
    state TEXT NOT NULL,
    tries BIGINT NOT NULL DEFAULT 0,
    next_at BIGINT NOT NULL DEFAULT 0,
    said TEXT NOT NULL DEFAULT ''
);
CREATE INDEX bureau_packages_by_state ON bureau_packages (state, next_at);
CREATE INDEX bureau_packages_by_time ON bureau_packages (made_at, id);

-- The filings of a package, each at the version that it was chosen at. `outcome`: empty while it is open, `left_out` before it was made,
-- `handed_over`, `refused` by the bureau, `changed` since it was chosen. `said`: why.
CREATE TABLE bureau_package_filings (
    package TEXT NOT NULL REFERENCES bureau_packages (id) ON DELETE CASCADE,
    filing TEXT NOT NULL REFERENCES filings (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,
    outcome TEXT NOT NULL DEFAULT '',
    said TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (package, filing)
);
CREATE INDEX bureau_package_filings_by_filing ON bureau_package_filings (filing);

-- Why filings were returned and rejected, one row a reason: counted by statistics. The words stand with the filing itself.
CREATE TABLE decision_reasons (
    id SERIAL,
    filing TEXT NOT NULL REFERENCES filings (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    event TEXT NOT NULL,
    field TEXT NOT NULL
);
CREATE INDEX decision_reasons_by_time ON decision_reasons (at, field);

-- How long the state lasted that a change of state ends.
ALTER TABLE timeline ADD COLUMN came_from TEXT NOT NULL DEFAULT '';
ALTER TABLE timeline ADD COLUMN lasted BIGINT NOT NULL DEFAULT 0;
UPDATE timeline SET
    came_from = COALESCE((SELECT p.status FROM timeline p WHERE p.filing = timeline.filing AND p.id < timeline.id ORDER BY p.id DESC LIMIT 1), ''),
    lasted = COALESCE(at - (SELECT p.at FROM timeline p WHERE p.filing = timeline.filing AND p.id < timeline.id ORDER BY p.id DESC LIMIT 1), 0);

-- How often each event happened on a day (in China, from 1970 on), so that nothing is counted when somebody looks. `of`: by `province`, by
-- `staff` (who made it), and `first`, of what was the first decision on its filing. Of before, who and where are not known.
CREATE TABLE event_counts (
    of TEXT NOT NULL,
    day BIGINT NOT NULL,
    value TEXT NOT NULL,
    event TEXT NOT NULL,
    times BIGINT NOT NULL,
    PRIMARY KEY (of, day, value, event)
);
INSERT INTO event_counts (of, day, value, event, times)
    SELECT 'province', (at + 28800) / 86400, '', event, count(*) FROM timeline WHERE event IS NOT NULL GROUP BY (at + 28800) / 86400, event;
INSERT INTO event_counts (of, day, value, event, times)
    SELECT 'first', (at + 28800) / 86400, '', event, count(*) FROM timeline
    WHERE event IN ('approve', 'return', 'reject') AND NOT EXISTS (
        SELECT 1 FROM timeline p WHERE p.filing = timeline.filing AND p.id < timeline.id AND p.event IN ('approve', 'return', 'reject'))
    GROUP BY (at + 28800) / 86400, event;

-- A result of the bureau names a filing by its receipt number; statistics read what happened in a time.
CREATE INDEX IF NOT EXISTS filings_by_number ON filings (number);
CREATE INDEX timeline_by_time ON timeline (at);
