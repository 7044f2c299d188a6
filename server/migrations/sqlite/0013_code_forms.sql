-- The form that a code was made with, by a key of its own: a form that is sent twice makes one code.

ALTER TABLE authorisation_codes ADD COLUMN form TEXT;
CREATE UNIQUE INDEX authorisation_codes_by_form ON authorisation_codes (owner, form, resource, mobile) WHERE withdrawn_at IS NULL;
