-- What the jobs last knew of the clock: the time, and for how many seconds of running it is still doubted.
CREATE TABLE clock (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    seen_at INTEGER NOT NULL,
    doubted_for INTEGER NOT NULL
);
