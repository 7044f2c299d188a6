-- When the person on the phone said no (that is not them, or they do not know who asks) and has not agreed since.
ALTER TABLE verifications ADD COLUMN declined_at INTEGER;
