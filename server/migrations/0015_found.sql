-- What an organiser's name is found by, whatever part of it is typed: each of its ends, cut to some letters (`part`, as names are compared), of
-- filings that are no draft. Written with the document; where a filing has none yet, as a server starts.
CREATE TABLE organiser_parts (
    filing TEXT NOT NULL REFERENCES filings (id) ON DELETE CASCADE
);
ALTER TABLE organiser_parts ADD COLUMN part TEXT NOT NULL DEFAULT '' BYTEWISE;
CREATE INDEX organiser_parts_by_part ON organiser_parts (part, filing);
CREATE INDEX organiser_parts_by_filing ON organiser_parts (filing);
DROP INDEX filings_by_organiser_name;

-- Whether the rules found a risk (风险) in what was submitted last; nothing of what was submitted before this column, until a job has looked.
ALTER TABLE filings ADD COLUMN at_risk BOOLEAN;
CREATE INDEX filings_in_queue_at_risk ON filings (queue_rank, at_risk, status_since, seq);

-- What a search finds too much of is read in the order of the queue, from the index alone until it is found.
CREATE INDEX filings_submitted ON filings (status_since, seq, organiser_name, status, province, nature) WHERE submitted_at IS NOT NULL;

-- How long states lasted is read from the index alone.
DROP INDEX timeline_by_time;
CREATE INDEX timeline_by_time ON timeline (at, came_from, lasted);
