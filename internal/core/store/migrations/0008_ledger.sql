-- +goose Up
-- The books: entries and their lines, which are never edited; balances; earnings of workers.

CREATE TABLE entry (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, subject TEXT NOT NULL,
  reverses TEXT NOT NULL, reversed_by TEXT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE TABLE line (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, entry_id TEXT NOT NULL, account TEXT NOT NULL, unit TEXT NOT NULL, amount BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX line_by_entry ON line (facility_id, entry_id);
CREATE INDEX line_by_account ON line (facility_id, account);
CREATE TABLE balance (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, owner TEXT NOT NULL, unit TEXT NOT NULL, amount BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE TABLE earning (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, worker TEXT NOT NULL, subject TEXT NOT NULL, fund TEXT NOT NULL, amount BIGINT NOT NULL,
  state TEXT NOT NULL, reason TEXT NOT NULL, entry_id TEXT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX earning_by_worker ON earning (facility_id, worker, at);
CREATE INDEX earning_by_subject ON earning (facility_id, subject);
CREATE INDEX earning_by_entry ON earning (facility_id, entry_id);
