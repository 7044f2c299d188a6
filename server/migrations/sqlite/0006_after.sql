-- What the server finds of a verification after it: for whom it passed, and which earlier one it repeats.
-- `subject` is the SHA-256 of kind, number and name of the person as they stood when it passed; nothing where they were not known.
-- One that was taken over (`same_as`) has no captures of its own: those of the earlier one are its. `passed_at` is the earlier
-- one's too.

ALTER TABLE verifications ADD COLUMN subject TEXT;
ALTER TABLE verifications ADD COLUMN passed_at INTEGER;
ALTER TABLE verifications ADD COLUMN same_as TEXT REFERENCES verifications (id);
CREATE INDEX verifications_by_same_as ON verifications (same_as);
CREATE INDEX verifications_by_subject ON verifications (subject, passed_at);
