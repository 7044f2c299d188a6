-- What a phone is known by, and what its person said.
-- `declined_at`: when the person said no (that is not them, or they do not know who asks) and has not agreed since.
-- `claim_key`: the SHA-256 of a key that the claiming phone keeps, so that it is let in again where the answer was lost.
ALTER TABLE verifications ADD COLUMN declined_at INTEGER;
ALTER TABLE verifications ADD COLUMN claim_key TEXT;

-- A film without a sound, in which nobody can be heard.
ALTER TABLE captures ADD COLUMN silent INTEGER NOT NULL DEFAULT 0;
-- A link under which staff see a document was opened, from whichever byte.
ALTER TABLE shown_links ADD COLUMN opened INTEGER NOT NULL DEFAULT 0;
