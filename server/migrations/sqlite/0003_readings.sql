-- What was read from pictures, once a picture. `reading` is the JSON of the contract's type.

CREATE TABLE readings (
    attachment TEXT PRIMARY KEY REFERENCES attachments (id) ON DELETE CASCADE,
    reading TEXT NOT NULL,
    at INTEGER NOT NULL
);

CREATE TABLE person_readings (
    verification TEXT PRIMARY KEY REFERENCES verifications (id) ON DELETE CASCADE,
    reading TEXT NOT NULL,
    at INTEGER NOT NULL
);
