-- +goose Up
-- What a month's answer stands on: the last 24 hours, anything else since last time, and
-- what was given, since when, by whom and why, in codes.
ALTER TABLE feeding ADD COLUMN last_day TEXT NOT NULL DEFAULT '';
ALTER TABLE feeding ADD COLUMN since_last TEXT NOT NULL DEFAULT '';
ALTER TABLE feeding ADD COLUMN given TEXT NOT NULL DEFAULT '[]';
ALTER TABLE feeding ADD COLUMN given_since TEXT NOT NULL DEFAULT '';
ALTER TABLE feeding ADD COLUMN given_by TEXT NOT NULL DEFAULT '';
ALTER TABLE feeding ADD COLUMN reasons TEXT NOT NULL DEFAULT '[]';
-- What a midwife has decided of months that nobody was asked about, and the certificate
-- of six months on breast milk alone.
CREATE TABLE graduation_decision (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, baby TEXT NOT NULL, village TEXT NOT NULL, months TEXT NOT NULL, counts BOOLEAN NOT NULL,
  reason TEXT NOT NULL, decided_by TEXT NOT NULL, on_day TEXT NOT NULL, decided_at BIGINT NOT NULL, replaced_by TEXT NOT NULL,
  PRIMARY KEY (facility_id, id)
);
CREATE INDEX graduation_decision_by_baby ON graduation_decision (facility_id, baby);
CREATE TABLE six_month_certificate (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, baby TEXT NOT NULL, mother TEXT NOT NULL, village TEXT NOT NULL, state TEXT NOT NULL,
  year BIGINT NOT NULL, n BIGINT NOT NULL, on_day TEXT NOT NULL, decision TEXT NOT NULL, names TEXT NOT NULL, policy_version BIGINT NOT NULL,
  issued_by TEXT NOT NULL, issued_at BIGINT NOT NULL, broken_at BIGINT NOT NULL, broken_by TEXT NOT NULL, task TEXT NOT NULL,
  told_at BIGINT NOT NULL, told_by TEXT NOT NULL,
  PRIMARY KEY (facility_id, id),
  UNIQUE (facility_id, year, n)
);
CREATE INDEX six_month_certificate_by_baby ON six_month_certificate (facility_id, baby);
