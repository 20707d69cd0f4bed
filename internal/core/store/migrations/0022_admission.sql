-- +goose Up
-- Who asks for a place, and how a place pauses and ends.
CREATE TABLE milk_application (
  facility_id TEXT NOT NULL, id TEXT NOT NULL, number BIGINT NOT NULL, mother TEXT NOT NULL, babies TEXT NOT NULL, village TEXT NOT NULL,
  state TEXT NOT NULL, channel TEXT NOT NULL, detail TEXT NOT NULL, days TEXT NOT NULL, from_hour TEXT NOT NULL, to_hour TEXT NOT NULL,
  hidden BOOLEAN NOT NULL, metres BIGINT NOT NULL, pledge_text TEXT NOT NULL, pledge_how TEXT NOT NULL, applied_at BIGINT NOT NULL, applied_on TEXT NOT NULL,
  posyandu TEXT NOT NULL, posyandu_on TEXT NOT NULL, posyandu_by TEXT NOT NULL, prepared_by TEXT NOT NULL, prepared_at BIGINT NOT NULL,
  decided_by TEXT NOT NULL, decided_at BIGINT NOT NULL, reason TEXT NOT NULL, note TEXT NOT NULL, passed TEXT NOT NULL, pass_reason TEXT NOT NULL,
  place TEXT NOT NULL, same_as TEXT NOT NULL, policy_version BIGINT NOT NULL,
  PRIMARY KEY (facility_id, id), UNIQUE (facility_id, number)
);
CREATE INDEX milk_application_by_state ON milk_application (facility_id, state);
CREATE INDEX milk_application_by_mother ON milk_application (facility_id, mother);
ALTER TABLE milk_place ADD COLUMN application TEXT NOT NULL DEFAULT '';
ALTER TABLE milk_place ADD COLUMN term_on TEXT NOT NULL DEFAULT '';
ALTER TABLE milk_place ADD COLUMN paused_why TEXT NOT NULL DEFAULT '';
ALTER TABLE milk_place ADD COLUMN paused_until TEXT NOT NULL DEFAULT '';
ALTER TABLE milk_place ADD COLUMN notice TEXT NOT NULL DEFAULT '';
ALTER TABLE milk_place ADD COLUMN ends_on TEXT NOT NULL DEFAULT '';
ALTER TABLE milk_place ADD COLUMN ended_why TEXT NOT NULL DEFAULT '';
ALTER TABLE milk_place ADD COLUMN ended_on TEXT NOT NULL DEFAULT '';
