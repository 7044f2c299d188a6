-- What an applicant said last of the ministry's code (短信核验情况), while its window is open: removed as the filing leaves that state.
CREATE TABLE sms_reports (
    filing TEXT PRIMARY KEY REFERENCES filings (id) ON DELETE CASCADE,
    at BIGINT NOT NULL,
    said TEXT NOT NULL
);
