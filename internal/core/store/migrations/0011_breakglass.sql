-- +goose Up
-- Who saw for some hours what their role does not show, and why; the chain's head of each day.

CREATE TABLE break_glass (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, person TEXT NOT NULL, subject TEXT NOT NULL,
  account TEXT NOT NULL, worker TEXT NOT NULL, role TEXT NOT NULL, approver TEXT NOT NULL,
  opened_at BIGINT NOT NULL, until_at BIGINT NOT NULL, ended_at BIGINT NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX break_glass_by_account ON break_glass (facility_id, account, until_at);
CREATE INDEX break_glass_by_person ON break_glass (facility_id, person, opened_at);

CREATE TABLE day_head (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, day TEXT NOT NULL, seq BIGINT NOT NULL, chain TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
