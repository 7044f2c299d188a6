-- As what the phone of a verification photographs its person's identity document: chosen in the form, and fixed once a phone has the
-- code. Of earlier ones it was an ID card.

ALTER TABLE verifications ADD COLUMN document TEXT;
