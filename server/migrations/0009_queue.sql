-- What the desk's queue shows, is filtered by and found by, written with the document; nothing where that was not done yet, which the server does
-- as it starts. `organiser_name`: as names are compared. `submitted_at`: the last submission. `claimed_at`: when the colleague who has it
-- last did something with it.
ALTER TABLE filings ADD COLUMN province TEXT;
ALTER TABLE filings ADD COLUMN nature TEXT;
ALTER TABLE filings ADD COLUMN organiser_name TEXT BYTEWISE;
ALTER TABLE filings ADD COLUMN submitted_at BIGINT;
ALTER TABLE filings ADD COLUMN claimed_at BIGINT;
UPDATE filings SET submitted_at = (SELECT max(at) FROM snapshots WHERE snapshots.filing = filings.id),
    claimed_at = CASE WHEN reviewer IS NULL THEN NULL ELSE updated_at END;

-- Where a filing stands in the desk's queue: 0 waits for staff (or its state cannot be read), 1 is with its applicant, 2 is at the ministry or
-- the bureau, 3 has ended, 4 is its applicant's alone: a draft, or what ended as one.
DROP INDEX filings_in_queue;
ALTER TABLE filings DROP COLUMN queue_rank;
ALTER TABLE filings ADD COLUMN queue_rank BIGINT GENERATED ALWAYS AS (CASE
    WHEN status IN ('first_review', 'resubmitted', 'to_bureau', 'sms_failed') THEN 0
    WHEN status IN ('needs_fix', 'first_rejected', 'bureau_rejected') THEN 1
    WHEN status IN ('sms_pending', 'bureau_review') THEN 2
    WHEN status = 'approved' THEN 3
    WHEN status = 'draft' OR submitted_at IS NULL THEN 4
    WHEN status IN ('expired', 'abandoned') THEN 3
    ELSE 0 END) DERIVED;
CREATE INDEX filings_in_queue ON filings (queue_rank, status_since, seq);
CREATE INDEX filings_in_queue_by_province ON filings (queue_rank, province, status_since, seq);
CREATE INDEX filings_in_queue_by_nature ON filings (queue_rank, nature, status_since, seq);
CREATE INDEX filings_of_reviewer ON filings (reviewer, queue_rank, status_since, seq) WHERE reviewer IS NOT NULL;
CREATE INDEX filings_by_organiser_name ON filings (organiser_name) WHERE submitted_at IS NOT NULL;
CREATE INDEX filings_by_number ON filings (number);

-- Days that work, or do not, otherwise than their weekday says: public holidays and the days worked for them (调休). An administrator changes them.
CREATE TABLE calendar_days (
    day TEXT PRIMARY KEY,
    works BOOLEAN NOT NULL,
    name TEXT NOT NULL
);
-- 国务院办公厅关于2026年部分节假日安排的通知 (国办发明电〔2025〕7号, 4 November 2025).
INSERT INTO calendar_days (day, works, name) VALUES
    ('2026-01-01', FALSE, '元旦'), ('2026-01-02', FALSE, '元旦'), ('2026-01-03', FALSE, '元旦'), ('2026-01-04', TRUE, '元旦'),
    ('2026-02-14', TRUE, '春节'), ('2026-02-15', FALSE, '春节'), ('2026-02-16', FALSE, '春节'), ('2026-02-17', FALSE, '春节'),
    ('2026-02-18', FALSE, '春节'), ('2026-02-19', FALSE, '春节'), ('2026-02-20', FALSE, '春节'), ('2026-02-21', FALSE, '春节'),
    ('2026-02-22', FALSE, '春节'), ('2026-02-23', FALSE, '春节'), ('2026-02-28', TRUE, '春节'),
    ('2026-04-04', FALSE, '清明节'), ('2026-04-05', FALSE, '清明节'), ('2026-04-06', FALSE, '清明节'),
    ('2026-05-01', FALSE, '劳动节'), ('2026-05-02', FALSE, '劳动节'), ('2026-05-03', FALSE, '劳动节'), ('2026-05-04', FALSE, '劳动节'),
    ('2026-05-05', FALSE, '劳动节'), ('2026-05-09', TRUE, '劳动节'),
    ('2026-06-19', FALSE, '端午节'), ('2026-06-20', FALSE, '端午节'), ('2026-06-21', FALSE, '端午节'),
    ('2026-09-20', TRUE, '国庆节'), ('2026-09-25', FALSE, '中秋节'), ('2026-09-26', FALSE, '中秋节'), ('2026-09-27', FALSE, '中秋节'),
    ('2026-10-01', FALSE, '国庆节'), ('2026-10-02', FALSE, '国庆节'), ('2026-10-03', FALSE, '国庆节'), ('2026-10-04', FALSE, '国庆节'),
    ('2026-10-05', FALSE, '国庆节'), ('2026-10-06', FALSE, '国庆节'), ('2026-10-07', FALSE, '国庆节'), ('2026-10-10', TRUE, '国庆节');
