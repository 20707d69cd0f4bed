-- +goose Up
-- Money: funds, statements of a month and what came of them; a fee split over funds;
-- what a courier answers to a fee that is held.

-- The parts of an earning by fund and what it is for. What was earned before came whole
-- from its one fund, for a delivery.
ALTER TABLE earning ADD COLUMN parts TEXT NOT NULL DEFAULT 'null';
ALTER TABLE earning ADD COLUMN kind TEXT NOT NULL DEFAULT '';

CREATE TABLE fund (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, opened_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE TABLE receipt (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, fund TEXT NOT NULL, amount BIGINT NOT NULL, unit TEXT NOT NULL, goods TEXT NOT NULL,
  source TEXT NOT NULL, on_day TEXT NOT NULL, at BIGINT NOT NULL, by_worker TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE TABLE support (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, worker TEXT NOT NULL, fund TEXT NOT NULL, what TEXT NOT NULL, amount BIGINT NOT NULL, unit TEXT NOT NULL,
  on_day TEXT NOT NULL, at BIGINT NOT NULL, by_worker TEXT NOT NULL, approved_by TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE TABLE statement (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, number BIGINT NOT NULL, worker TEXT NOT NULL, month TEXT NOT NULL, state TEXT NOT NULL,
  lines TEXT NOT NULL, held TEXT NOT NULL, funds TEXT NOT NULL, amount BIGINT NOT NULL,
  prepared_by TEXT NOT NULL, prepared_at BIGINT NOT NULL, settled_by TEXT NOT NULL, settled_at BIGINT NOT NULL, reason TEXT NOT NULL,
  how TEXT NOT NULL, paid_on TEXT NOT NULL, paid_by TEXT NOT NULL, paid_at BIGINT NOT NULL,
  receipt TEXT NOT NULL, receipt_by TEXT NOT NULL, receipt_at BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id), UNIQUE (facility_id, number)
);
CREATE INDEX statement_by_worker ON statement (facility_id, worker, month);
-- Which statement an entry of the books stands on: each on one, and once.
CREATE TABLE statement_entry (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, statement TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX statement_entry_by_statement ON statement_entry (facility_id, statement);

-- A review has a day by which it is decided, and what the courier said to it. Those
-- opened before get the seven days the programme promises.
ALTER TABLE milk_review ADD COLUMN due BIGINT NOT NULL DEFAULT 0;
ALTER TABLE milk_review ADD COLUMN overdue BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE milk_review ADD COLUMN answers TEXT NOT NULL DEFAULT 'null';
UPDATE milk_review SET due = opened_at + 604800000000;
