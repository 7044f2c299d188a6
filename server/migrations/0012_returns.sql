-- Why a submission was returned or rejected, kept when its applicant has answered: `version` is that of the snapshot, `reasons` is JSON.
CREATE TABLE returns (
    filing TEXT NOT NULL,
    version BIGINT NOT NULL,
    reasons TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (filing, version),
    FOREIGN KEY (filing, version) REFERENCES snapshots (filing, version)
);
